import { isDisplayText } from '../kernel/display.js'
import type { EpochSeconds } from '../kernel/time.js'
import * as shape from '../schema/shape.js'
import { type ConceptId, isConceptId } from '../vocabulary/concept.js'

/**
 * Plain text for display: capped in UTF-16 units, without control, bidi-override or zero-width characters.
 *
 * Privacy: builds a check; what passes through it is meant to be published.
 */
export const plainText = (limit: number): shape.Shape<string> =>
  shape.that((value) => typeof value === 'string' && isDisplayText(value, limit))

/** A concept id: up to three dotted words. */
export const conceptId: shape.Shape<ConceptId> = shape.that((value) => typeof value === 'string' && isConceptId(value))

/** A BCP-47 language tag in its usual case: `en`, `pt-BR`, `zh-Hant`. Compared without regard to case. */
export const languageTag = shape.text(35, /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)

/** An ISO 3166 country or ISO 3166-2 subdivision: `US`, `US-WA`. */
export const region = shape.text(6, /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)

/** An ISO 4217 currency code. */
export const currency = shape.text(3, /^[A-Z]{3}$/)

/** Whole epoch seconds; the year 9999 is far enough. */
// The brand adds a name for the compiler; the bounds are the check.
export const moment = shape.whole(0, 253_402_300_799) as shape.Shape<number> as shape.Shape<EpochSeconds>

/** A public https address, visible ASCII only, no credentials. */
export const httpsLink = shape.text(300, /^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[!-~]*)?$/)

/**
 * A three-valued list: what is so, what is not so, and whether the list is complete.
 * A value in neither list is unknown, unless `complete` says that everything unlisted is a no. Missing is never no.
 *
 * Privacy: builds a check; what passes through it is meant to be published.
 */
export const stated = <Value>(value: shape.Shape<Value>, limit: number): shape.Shape<Stated<Value>> =>
  shape.record({
    yes: shape.optional(shape.list(value, limit)),
    no: shape.optional(shape.list(value, limit)),
    complete: shape.optional(shape.flag),
  })

/** A three-valued list as a value: see {@link stated}. */
export type Stated<Value> = {
  readonly yes?: readonly Value[] | undefined
  readonly no?: readonly Value[] | undefined
  readonly complete?: boolean | undefined
}
