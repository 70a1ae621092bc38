import type { Evidence } from '../finding.js'
import type { Item } from './item.js'

/** One way in which a visit with other answers differed from the first. */
export type Difference = {
  readonly kind: NonNullable<Evidence['difference']>
  readonly item: Item
  readonly part?: string
  /** One sentence, without anything that was sent. */
  readonly says: string
  /** What both visits sent alike, with signs for what differs. */
  readonly excerpt?: string
}

/** What could not be compared, and why: one sentence without anything that was sent. */
export type Uncompared = { readonly item: Item; readonly part?: string; readonly says: string }
