import { isDisplayText } from '../kernel/display.js'
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

/** A public https address, visible ASCII only, no credentials. */
export const httpsLink = shape.text(300, /^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[!-~]*)?$/)

/**
 * A three-valued list: what is so, what is not so, and whether the list is complete.
 * A value in neither list is unknown, unless `complete` says that everything unlisted is a no. Missing is never no.
 *
 * Privacy: builds a check; what passes through it is meant to be published.
 */
export const stated = <Value>(value: shape.Shape<Value>, limit: number): shape.Shape<Stated<Value>> =>
  shape.partial({
    yes: shape.list(value, limit),
    no: shape.list(value, limit),
    complete: shape.flag,
  })

/** A three-valued list as a value: see {@link stated}. */
export type Stated<Value> = {
  readonly yes?: readonly Value[] | undefined
  readonly no?: readonly Value[] | undefined
  readonly complete?: boolean | undefined
}
