import { isDisplayText } from '../kernel/display.js'
import type { EpochSeconds } from '../kernel/time.js'
import * as z from '../schema/schema.js'
import { type ConceptId, isConceptId } from '../vocabulary/concept.js'

/**
 * Plain text for display: capped in UTF-16 units, without control, bidi-override or zero-width characters.
 *
 * Privacy: builds a check; what passes through it is meant to be published.
 */
export const plainText = (limit: number) => z.string().check(z.refine((text) => isDisplayText(text, limit)))

/** A concept id: up to three dotted words. */
// The brand adds a name for the compiler; `isConceptId` is the check.
export const conceptId = z.string().check(z.refine(isConceptId)) as unknown as z.ZodMiniType<ConceptId, string>

/** A BCP-47 language tag in its usual case: `en`, `pt-BR`, `zh-Hant`. Compared without regard to case. */
export const languageTag = z.string().check(z.maxLength(35), z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/))

/** An ISO 3166 country or ISO 3166-2 subdivision: `US`, `US-WA`. */
export const region = z.string().check(z.regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/))

/** An ISO 4217 currency code. */
export const currency = z.string().check(z.regex(/^[A-Z]{3}$/))

/**
 * A whole number between two bounds, both included.
 *
 * Privacy: builds a check; what passes through it is meant to be published.
 */
export const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most))

/** Whole epoch seconds. */
// The brand adds a name for the compiler; the bounds are the check (the year 9999 is far enough).
export const moment = whole(0, 253_402_300_799) as unknown as z.ZodMiniType<EpochSeconds, number>

/**
 * Some bytes of one exact length.
 *
 * Privacy: builds a check; what passes through it is meant to be published.
 */
// z.instanceof types the buffer loosely; a Uint8Array is what it checks.
export const bytesOf = (length: number) =>
  z.instanceof(Uint8Array).check(z.refine((bytes) => bytes.length === length)) as unknown as z.ZodMiniType<
    Uint8Array,
    Uint8Array
  >

/**
 * Some bytes of at most one length.
 *
 * Privacy: builds a check; what passes through it is meant to be published.
 */
// z.instanceof types the buffer loosely; a Uint8Array is what it checks.
export const bytesUpTo = (limit: number) =>
  z.instanceof(Uint8Array).check(z.refine((bytes) => bytes.length <= limit)) as unknown as z.ZodMiniType<
    Uint8Array,
    Uint8Array
  >

/** A public https address, visible ASCII only, no credentials. */
export const httpsLink = z.string().check(z.maxLength(300), z.regex(/^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[!-~]*)?$/))

/**
 * A three-valued list: what is so, what is not so, and whether the list is complete.
 * A value in neither list is unknown, unless `complete` says that everything unlisted is a no. Missing is never no.
 *
 * Privacy: builds a check; what passes through it is meant to be published.
 */
export const stated = <Value extends z.ZodMiniType>(value: Value, limit: number) =>
  z.strictObject({
    yes: z.optional(z.array(value).check(z.maxLength(limit))),
    no: z.optional(z.array(value).check(z.maxLength(limit))),
    complete: z.optional(z.boolean()),
  })

/** A three-valued list as a value: see {@link stated}. */
export type Stated<Value> = {
  readonly yes?: readonly Value[] | undefined
  readonly no?: readonly Value[] | undefined
  readonly complete?: boolean | undefined
}
