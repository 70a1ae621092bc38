import { occasionFields, recurrence } from '../descriptor/occasion.js'
import { offerFields } from '../descriptor/offer.js'
import { offerKeys } from '../descriptor/offer-keys.js'
import { stateFields } from '../descriptor/presence.js'
import * as shape from '../schema/shape.js'
import { type BodyFormat, decodeBody } from '../statement/body.js'

const fragment = shape.partial({
  access: offerFields.access,
  locations: shape.list(shape.partial({ access: offerFields.access }), 20),
  rules: offerFields.rules,
  zone: offerFields.zone,
  ...stateFields,
  ...occasionFields,
  recurrence,
})

/** What is stated together and can only be judged together: part of an offer, a presence or an event. */
export type Fragment = shape.ValueOf<typeof fragment>

/** How it travels within a fact. */
export const fragmentFormat: BodyFormat<Fragment> = { keys: offerKeys, schema: fragment }

/**
 * Reads a fact that only several fields together make.
 *
 * @param bytes - canonical CBOR, untrusted.
 * @returns the fragment; undefined when it is none.
 * Privacy: reads public data only.
 * Cost: O(length). @since 0.1
 */
export function fragmentIn(bytes: Uint8Array): Fragment | undefined {
  const fragment = decodeBody(fragmentFormat, bytes)
  return fragment.ok ? fragment.value : undefined
}
