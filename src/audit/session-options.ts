import type { BrowserProgram } from './browser/find.js'
import type { FrameAccess } from './browser/frames.js'
import type { Baselines } from './capture/baseline.js'
import type { HeaderRule } from './containment/link.js'
import type { Outcome } from './fault.js'
import type { Method, Phase, Recording } from './recording.js'

/** Where the pages come from. */
export type Pages =
  /** Served from inside, at every name that ends in `localhost`. */
  | { readonly folder: string; readonly rules?: readonly HeaderRule[] }
  /** Reached by way of the gateway: the page's own origin and whatever it may speak to. */
  | { readonly origins: readonly string[] }

/** What a session is opened with. */
export type SessionOptions = {
  readonly pages: Pages
  /** A program, or a program with flags of its own; absent: it is looked for. */
  readonly browser?: string | BrowserProgram
  /** Absent: all of them. A method that is left out is not there at all: no server stands, no log is written. */
  readonly methods?: readonly Method[]
  /** With it, every visit is given the same randomness, and the clock that `now` starts. */
  readonly seed?: number
  /** Milliseconds since 1970 at which the page's clock starts; absent with a seed: a fixed day. */
  readonly now?: number
  /** Ports on which our servers stand besides the usual ones. */
  readonly ports?: readonly number[]
  /** False: no network namespace is tried, for looking at what that would hide. */
  readonly namespace?: boolean
  /** Milliseconds: for a page to load, and after it was left for what it still sends. */
  readonly loadDeadline?: number
  readonly settle?: number
  /** Shared by the sessions of one audit, so that the browser's own requests are measured once. */
  readonly baselines?: Baselines
  readonly onProgress?: (line: string) => void
}

/** One page that is open. */
export type Visit = {
  readonly visit: number
  /** Says that the visit goes on to its next phase, now. */
  readonly enter: (phase: Phase) => void
  readonly frames: () => readonly FrameAccess[]
  /** Resolves when nothing was heard of the page and what belongs to it for so many milliseconds, or at the deadline. */
  readonly quiet: (milliseconds: number, deadline: number) => Promise<void>
  /** Looks at what is kept, leaves the page, waits for what it still sends, and looks once more. Safe to call twice. */
  readonly leave: () => Promise<void>
}

/** One start of the browser. */
export type Session = {
  /** `Chromium 156.0.8078.79`. */
  readonly browser: string
  /** Where a folder is served: the port of `http://localhost:…`; 0 where none is. */
  readonly sitePort: number
  /** What `ps` shows in the arguments of this session's processes; also its folder. */
  readonly marker: string
  /** Opens a page in a tab of its own; several may be open at once, each best at a host of its own (`a.localhost`). */
  readonly visit: (url: string) => Promise<Outcome<Visit>>
  /** Leaves every page, ends the browser and everything around it, and says what was seen. */
  readonly close: () => Promise<Recording>
}
