import type { Labels, Purpose, Relaxation } from 'entrenous'
import type { Config } from './config.js'
import type { Child } from './dom.js'
import type { Recipient, ScreenName, State } from './state.js'
import type { Words } from './words/words.js'

/** What a screen may ask for. Everything that needs a clock, randomness, a file or the port is done behind this. */
export type Acts = {
  readonly set: (change: (state: State) => State) => void
  /** Changes what is known without drawing anything anew: while somebody types. */
  readonly note: (change: (state: State) => State) => void
  readonly go: (name: ScreenName) => void
  readonly next: () => void
  readonly find: () => void
  readonly relax: (relaxation: Relaxation) => void
  readonly writeTo: (recipients: readonly Recipient[], purpose: Purpose) => void
  readonly seal: () => void
  readonly keep: (where: 'host' | 'file') => void
  readonly deliver: (at: number, way: 'board' | 'file') => void
  readonly copy: (field: string) => void
  readonly openNote: (sealed?: readonly Uint8Array[]) => void
  readonly readFile: (event: Event, then: (bytes: Uint8Array) => void) => void
  readonly readAnswer: (answer: Uint8Array | string) => void
  readonly shareMore: (at: number) => void
  readonly withdraw: (at: number) => void
  readonly take: (at: number) => void
  readonly leave: () => void
}

/** What every screen is a function of. */
export type App = {
  readonly state: State
  readonly labels: Labels
  readonly words: Words
  readonly config: Config
  readonly acts: Acts
}

/** A screen as it is to be drawn. */
export type View = {
  readonly title: string
  readonly hint: string
  readonly body: Child
  /** What leads on; it stays in sight. */
  readonly foot?: Child
}
