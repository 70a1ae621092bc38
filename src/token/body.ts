import {
  bodyKeys,
  bucketFor,
  type ConsentRecord,
  type Disclosure,
  MAX_REFERRAL_DAYS,
  paymentKinds,
  purposes,
} from '../consent/disclosure.js'
import { decodeCbor } from '../kernel/cbor.js'
import type { Bucket } from '../kernel/padding.js'
import { toHex } from '../kernel/text.js'
import type { EpochDay } from '../kernel/time.js'
import { fromWire } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'

// The shape of a referral's plaintext. It is authenticated when it comes here, yet whoever sealed it may be Eve.

const id = shape.text(80, /^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/)
const ids = (limit: number) => shape.list(id, limit, 1)
// The brand adds a name for the compiler; the bounds are the check.
const day = shape.whole(0, 3_000_000) as shape.Shape<number> as shape.Shape<EpochDay>
const weekday = shape.oneOf(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])

const slot = shape.where(
  shape.record({ day: weekday, fromMinute: shape.whole(0, 1439), toMinute: shape.whole(1, 1440) }),
  ({ fromMinute, toMinute }) => fromMinute < toMinute,
)

const availability = shape.either(
  shape.record({
    level: shape.oneOf(['part-of-day']),
    parts: shape.list(shape.record({ day: weekday, part: shape.oneOf(['morning', 'afternoon', 'evening']) }), 21, 1),
  }),
  shape.record({
    level: shape.oneOf(['slots']),
    slots: shape.list(slot, 42, 1),
    utcOffsetMinutes: shape.optional(shape.whole(-840, 840)),
  }),
)

const fields = shape.record({
  needs: shape.optional(shape.list(shape.record({ concept: id, level: shape.oneOf(['category', 'concept']) }), 3, 1)),
  availability: shape.optional(availability),
  language: shape.optional(ids(20)),
  format: shape.optional(ids(10)),
  ageGroup: shape.optional(id),
  sessions: shape.optional(id),
  for: shape.optional(id),
  payment: shape.optional(shape.list(shape.oneOf(paymentKinds), 3, 1)),
  access: shape.optional(ids(20)),
  body: shape.optional(ids(20)),
  noTouch: shape.optional(ids(40)),
  about: shape.optional(
    shape.record({
      gender: shape.optional(id),
      memberOf: shape.optional(shape.list(shape.text(80), 10, 1)),
    }),
  ),
  area: shape.optional(shape.record({ level: shape.oneOf(['region', 'postal']), value: shape.text(10) })),
  contact: shape.optional(
    shape.record({
      name: shape.optional(shape.text(80)),
      email: shape.optional(shape.text(120)),
      phone: shape.optional(shape.text(40)),
    }),
  ),
  story: shape.optional(shape.text(1500)),
})

const bodySchema = shape.record({
  purpose: shape.oneOf(purposes),
  fields,
  community: shape.bytes(32),
  issuedOn: day,
  expiresOn: day,
  event: shape.optional(shape.text(160)),
  guardian: shape.optional(shape.oneOf([true])),
  consent: shape.record({
    id: shape.bytes(16),
    salt: shape.bytes(32),
    termsHash: shape.bytes(32),
    words: shape.optional(shape.record({ language: id, hash: shape.bytes(32) })),
  }),
})

/** A referral's plaintext, read. */
export type ReferralBody = { readonly disclosure: Disclosure; readonly consent: ConsentRecord }

/**
 * Reads a referral's plaintext.
 *
 * Strict: what is accepted has this one encoding, no member that is not of the format, a lifetime within the bound, and
 * the bucket that its levels ask for.
 *
 * @param plaintext - authenticated, unpadded bytes; hostile in content.
 * @param bucket - the size the token came in.
 * @returns the body, or undefined when anything is out of shape. Never throws.
 * Privacy: reads what one person disclosed to the holder of the key.
 * Cost: O(size), at most 2 kB. @since 0.1
 */
export function readBody(plaintext: Uint8Array, bucket: Bucket): ReferralBody | undefined {
  const decoded = decodeCbor(plaintext, { maxDepth: 8, maxItems: 1024, maxBytes: bucket })
  if (decoded === undefined) return undefined
  const body = fromWire(decoded, bodyKeys)
  if (!shape.has(bodySchema, body)) return undefined
  const { consent, community, ...rest } = body
  const lifetime = rest.expiresOn - rest.issuedOn
  if (lifetime < 1 || lifetime > MAX_REFERRAL_DAYS || bucketFor(rest.fields) !== bucket) return undefined
  return { disclosure: { ...rest, community: toHex(community) }, consent }
}
