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
import * as z from '../schema/schema.js'

// The shape of a referral's plaintext. It is authenticated when it comes here, yet whoever sealed it may be Eve.

const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most))
const text = (limit: number) => z.string().check(z.minLength(1), z.maxLength(limit))
const bytes = (length: number) => z.instanceof(Uint8Array).check(z.refine((value) => value.length === length))
const id = z.string().check(z.maxLength(80), z.regex(/^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/))
const ids = (limit: number) => z.array(id).check(z.minLength(1), z.maxLength(limit))
// The brand adds a name for the compiler; the bounds are the check.
const day = whole(0, 3_000_000) as unknown as z.ZodMiniType<EpochDay, number>
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])

const slot = z
  .strictObject({ day: weekday, fromMinute: whole(0, 1439), toMinute: whole(1, 1440) })
  .check(z.refine(({ fromMinute, toMinute }) => fromMinute < toMinute))

const availability = z.union([
  z.strictObject({
    level: z.literal('part-of-day'),
    parts: z
      .array(z.strictObject({ day: weekday, part: z.enum(['morning', 'afternoon', 'evening']) }))
      .check(z.minLength(1), z.maxLength(21)),
  }),
  z.strictObject({
    level: z.literal('slots'),
    slots: z.array(slot).check(z.minLength(1), z.maxLength(42)),
    utcOffsetMinutes: z.optional(whole(-840, 840)),
  }),
])

const fields = z.strictObject({
  needs: z.optional(
    z
      .array(z.strictObject({ concept: id, level: z.enum(['category', 'concept']) }))
      .check(z.minLength(1), z.maxLength(3)),
  ),
  availability: z.optional(availability),
  language: z.optional(ids(20)),
  format: z.optional(ids(10)),
  ageGroup: z.optional(id),
  sessions: z.optional(id),
  for: z.optional(id),
  payment: z.optional(z.array(z.enum(paymentKinds)).check(z.minLength(1), z.maxLength(3))),
  access: z.optional(ids(20)),
  body: z.optional(ids(20)),
  noTouch: z.optional(ids(40)),
  about: z.optional(
    z.strictObject({
      gender: z.optional(id),
      memberOf: z.optional(z.array(text(80)).check(z.minLength(1), z.maxLength(10))),
    }),
  ),
  area: z.optional(z.strictObject({ level: z.enum(['region', 'postal']), value: text(10) })),
  contact: z.optional(
    z.strictObject({ name: z.optional(text(80)), email: z.optional(text(120)), phone: z.optional(text(40)) }),
  ),
  story: z.optional(text(1500)),
})

const bodySchema = z.strictObject({
  purpose: z.enum(purposes),
  fields,
  community: bytes(32),
  issuedOn: day,
  expiresOn: day,
  event: z.optional(text(160)),
  guardian: z.optional(z.literal(true)),
  consent: z.strictObject({
    id: bytes(16),
    salt: bytes(32),
    termsHash: bytes(32),
    words: z.optional(z.strictObject({ language: id, hash: bytes(32) })),
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
  const parsed = z.safeParse(bodySchema, fromWire(decoded, bodyKeys))
  if (!parsed.success) return undefined
  const { consent, community, ...rest } = parsed.data
  const lifetime = rest.expiresOn - rest.issuedOn
  if (lifetime < 1 || lifetime > MAX_REFERRAL_DAYS || bucketFor(rest.fields) !== bucket) return undefined
  return { disclosure: { ...rest, community: toHex(community) }, consent }
}
