import { plainText } from '../descriptor/fields.js'
import {
  after,
  DAYS_PER_KEY_EPOCH,
  days,
  type EpochDay,
  type EpochSeconds,
  keyEpochOf,
  startOfDay,
} from '../kernel/time.js'
import { wireKeys } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'
import { type CardKind, longestLifeOf } from '../statement/statement.js'
import { isRising } from './manifest.js'

// What is handed on to people. No format can hold a concern, a date of somebody's own, a number or a text about whoever gets
// the card: who made it, and for which list, is all there is.

/** Who hands on a community's list without being a member of it. */
export const referrerKinds = ['physician', 'school', 'faith', 'legal', 'community-organisation'] as const

/** Who hands on a community's list without being a member of it. */
export type ReferrerKind = (typeof referrerKinds)[number]

/** Most colleagues that one card names. */
export const MAX_COLLEAGUES = 3

// Member names. Append only.
const keys = wireKeys(['community', 'organisation', 'colleagues', 'guide'])
const community = shape.bytes(32)

/** How each kind travels. */
export const cardFormats = {
  /** An approver says that this organisation hands on the community's list. Its subject is the kind of organisation. */
  'referrer-card': { keys, schema: shape.record({ community, organisation: plainText(80) }) },
  /** A member names colleagues, in the order of their keys: none of them is the first. Its subject is `colleagues`. */
  'introduction-card': {
    keys,
    schema: shape.record({
      community,
      colleagues: shape.where(shape.list(shape.bytes(32), MAX_COLLEAGUES, 1), isRising),
    }),
  },
  /** An approver names a guide: a listed key whose holder suggests and sees nobody. Its subject is `guide`. */
  'guide-card': { keys, schema: shape.record({ community, guide: shape.bytes(32) }) },
} as const

/** The times of a card: all that are signed in one epoch have the same, so that none is told by its hour. */
export type CardTimes = { readonly sequence: number; readonly issued: EpochSeconds; readonly expires: EpochSeconds }

/**
 * Gives the times that every card of a kind has which is signed now.
 *
 * @param kind - of the card.
 * @param now - the moment of signing, or the one at which a card that was received says it was issued.
 * @returns the epoch of 28 days as the number, its first second, and the end of the kind's life.
 * Privacy: whole epochs: a card does not tell when, and so not for whom, it was made.
 * Cost: O(1). @since 0.1
 */
export function cardTimes(kind: CardKind, now: EpochSeconds): CardTimes {
  const sequence = keyEpochOf(now)
  const issued = startOfDay((sequence * DAYS_PER_KEY_EPOCH) as EpochDay) // whole times whole
  return { sequence, issued, expires: after(issued, days(longestLifeOf(kind))) }
}
