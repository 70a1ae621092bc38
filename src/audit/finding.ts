import type { Channel, Method, Phase, Store } from './recording.js'

/**
 * What can be wrong, in closed words:
 *
 * - `canary-leak`: a planted answer left in a flow that was not to carry it, or lies at rest in plain or encoded form
 * - `interference`: two visits that differ only in what was not consented sent different things
 * - `undeclared-flow`: something left that the declared flows do not name
 * - `undeclared-field`: a declared flow carried a consented answer that it does not name
 * - `over-count`: a declared flow left more often than declared
 * - `size-off-bucket`: a declared flow had a size that is not among the declared ones
 * - `at-rest-undeclared`: something is kept that the declaration does not name
 * - `egress-before-consent`: something left between the first answer and the click that consents
 * - `embedding-gap`: a header or policy of the page leaves a channel open that the recommended embedding closes
 */
export type FindingRule =
  | 'canary-leak'
  | 'interference'
  | 'undeclared-flow'
  | 'undeclared-field'
  | 'over-count'
  | 'size-off-bucket'
  | 'at-rest-undeclared'
  | 'egress-before-consent'
  | 'embedding-gap'

/** What a reader should know and what is no fault by itself. */
export type NoteRule = 'declared-not-seen' | 'untested-channel' | 'inconclusive'

/** Where a finding was made. */
export type Place =
  | {
      readonly at: 'departure'
      readonly channel: Channel
      readonly destination: string
      readonly phase: Phase
      /** The piece of it: `url`, `body`, a header's name. */
      readonly part?: string
      readonly seenBy: readonly Method[]
    }
  | { readonly at: 'rest'; readonly store: Store; readonly origin?: string; readonly key: string }
  | { readonly at: 'page'; readonly url: string }
  | { readonly at: 'declaration'; readonly flow: string }
  | { readonly at: 'file'; readonly path: string; readonly line: number }

/** What was seen of it, with every planted value masked. */
export type Evidence = {
  /** A short excerpt of what left, `▒` in the place of a planted value. */
  readonly excerpt?: string
  /** How the value was written, from the outside in: `['base64', 'json']`. */
  readonly encoding?: readonly string[]
  /** The field of the flow whose value it was. */
  readonly field?: string
  /** What differed between two visits: `set`, `count`, `order`, `length`, `bytes`, `timing`. */
  readonly difference?: 'set' | 'count' | 'order' | 'length' | 'bytes' | 'timing'
}

/** One thing that a reviewer has to look at. */
export type Finding = {
  readonly rule: FindingRule
  readonly place: Place
  /** One sentence in plain words. */
  readonly says: string
  readonly evidence: Evidence
}

/** One thing that a reviewer should know: nothing is wrong, or nothing could be told. */
export type Note = { readonly rule: NoteRule; readonly says: string; readonly place?: Place }

/** What an audit came to: nothing found, something found, or not enough seen to say. Exit codes 0, 1 and 2. */
export type Verdict = 'no interference observed' | 'findings' | 'inconclusive'
