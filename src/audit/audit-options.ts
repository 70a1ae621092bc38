import type { BrowserProgram } from './browser/find.js'
import type { Destinations } from './declared/destinations.js'
import type { Finding } from './finding.js'
import type { Method } from './recording.js'

/** What an audit can be told. Everything but the page may be left out. */
export type AuditOptions = {
  /** The text of a flow that says how the form is gone through. Without it and without `script`, our own intake is looked for. */
  readonly flow?: string
  /** A module that goes through the form instead, as it was imported: what it runs has every right of this process. */
  readonly script?: object
  /** The text of a `data-flow.json`: what the integration declares. */
  readonly dataFlow?: string
  /** The name of that file, for reports that point into it. */
  readonly dataFlowFile?: string
  /** Where the roles of the declaration are in this test: `{ board: 'http://localhost:4105' }`. */
  readonly destinations?: Destinations
  /** Origins that the page needs in order to work, besides its own and the declared ones. Nothing else is reached. */
  readonly reach?: readonly string[]
  /** How many visits with other answers are compared with the first, 1 to 8. Two unless told. */
  readonly pairs?: number
  /** What is sent with the files of a folder: a path, which may end in `*`, and headers. */
  readonly headers?: readonly { readonly path: string; readonly headers: Readonly<Record<string, string>> }[]
  /** What was found beside the visits, to stand in the same report. */
  readonly further?: readonly Finding[]
  /** The path of a Chromium; looked for unless told. */
  readonly browser?: string | BrowserProgram
  /** Methods to watch with; all of them unless told. */
  readonly methods?: readonly Method[]
  /** Milliseconds for the whole audit; two minutes unless told. */
  readonly deadline?: number
  /** As one would type it, for the report. */
  readonly repeat?: string
  /** The version of this package, for the report. */
  readonly version?: string
  /** When the audit is made, in milliseconds since 1970; the page's clock starts there in every visit. */
  readonly now?: number
  /** Draws random bytes; those of this machine unless told. */
  readonly random?: (count: number) => Uint8Array
  /** Hears what goes on, a short line at a time. */
  readonly onProgress?: (line: string) => void
}
