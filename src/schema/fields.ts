import type { EpochDay, EpochSeconds } from '../kernel/time.js'
import * as shape from './shape.js'

// What answers, descriptors and statements write alike.

/** A BCP-47 language tag in its usual case: `en`, `pt-BR`, `zh-Hant`. Compared without regard to case. */
export const languageTag = shape.text(35, /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)

/** An ISO 3166 country or ISO 3166-2 subdivision: `US`, `US-WA`. */
export const region = shape.text(6, /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)

/** A postal code or the beginning of one. */
export const postalArea = shape.text(10, /^[A-Z0-9][A-Z0-9 -]{1,9}$/)

/** An ISO 4217 currency code. */
export const currency = shape.text(3, /^[A-Z]{3}$/)

/** Whole epoch seconds; the year 9999 is far enough. */
// The brand adds a name for the compiler; the bounds are the check.
export const moment = shape.whole(0, 253_402_300_799) as shape.Shape<number> as shape.Shape<EpochSeconds>

/** A whole UTC day; some eight thousand years are far enough. */
// The brand adds a name for the compiler; the bounds are the check.
export const epochDay = shape.whole(0, 3_000_000) as shape.Shape<number> as shape.Shape<EpochDay>

/** By whose word somebody came, as coarsely as it may ever be told or counted. A closed list: no name fits into it. */
export const sourceKinds = [
  'person',
  'colleague',
  'physician',
  'school',
  'faith',
  'legal',
  'community-organisation',
  'event',
  'other',
] as const

/** By whose word somebody came: a kind, never who. */
export type SourceKind = (typeof sourceKinds)[number]

/** The days of the week, as answers, offers and labels name them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** A part of a day that comes every week, in minutes of the day. */
export const weeklySlot = shape.where(
  shape.record({ day: shape.oneOf(weekdays), fromMinute: shape.whole(0, 1439), toMinute: shape.whole(1, 1440) }),
  (slot) => slot.fromMinute < slot.toMinute,
)
