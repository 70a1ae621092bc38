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
const sorted = <Value extends number | string>(element: shape.Shape<Value>, limit: number) =>
  shape.where(shape.list(element, limit, 1), rises)
const ids = (limit: number) => sorted(id, limit)
// The brand adds a name for the compiler; the bounds are the check.
const day = shape.whole(0, 3_000_000) as shape.Shape<number> as shape.Shape<EpochDay>
const weekday = shape.whole(1, 7)
const daysOfWeek = sorted(weekday, 7)

// From and to: two numbers, as the list is bounded to both sides. What rises makes the one smaller than the other.
const minutes = shape.list(shape.whole(0, 1440), 2, 2) as shape.Shape<number[]> as shape.Shape<[number, number]>
const dayTimes = shape.record({
  day: weekday,
  times: shape.where(shape.list(minutes, 42, 1), (times) => rises(times.flat())),
})

const availability = shape.either(
  told(
    shape.record(
      { level: shape.oneOf(['part-of-day']) },
      { morning: daysOfWeek, afternoon: daysOfWeek, evening: daysOfWeek },
    ),
    2,
  ),
  shape.record(
    {
      level: shape.oneOf(['slots']),
      slots: shape.where(
        shape.list(dayTimes, 7, 1),
        (slots) => rises(slots.map((slot) => slot.day)) && slots.flatMap(({ times }) => times).length <= 42,
      ),
    },
    { utcOffsetMinutes: shape.whole(-840, 840) },
  ),
)

const need = shape.record({ concept: id, level: shape.oneOf(['category', 'concept']) })
// Three needs, each at one of its levels or at both.
const needs = shape.where(shape.list(need, 6, 1), (all) =>
  rises(all.map(({ concept, level }) => `${concept} ${level}`)),
)

const fields = shape.partial({
  needs,
  availability,
  language: ids(20),
  format: ids(10),
  ageGroup: id,
  sessions: id,
  for: id,
  payment: sorted(shape.oneOf(paymentKinds), 3),
  access: ids(20),
  body: ids(20),
  noTouch: ids(40),
  about: told(shape.partial({ gender: id, memberOf: sorted(shape.line(80), 10) })),
  area: shape.record({ level: shape.oneOf(['region', 'postal']), value: shape.line(10) }),
  contact: told(
    shape.partial({
      name: shape.line(80),
      email: shape.line(120),
      phone: shape.line(40),
    }),
  ),
  story: shape.text(1500),
})

/** A map that says something: with so many members at least. */
function told<Value extends object>(map: shape.Shape<Value>, least = 1): shape.Shape<Value> {
  return shape.where(map, (value) => Object.keys(value).length >= least)
}

/** Each behind the one before it and none twice: lists are written so, and have no second spelling. */
function rises(values: readonly (number | string)[]): boolean {
  return values.slice(1).every((value, index) => value > (values[index] ?? value))
}

const bodySchema = shape.record(
  {
    purpose: shape.oneOf(purposes),
    fields,
    community: shape.bytes(32),
    issuedOn: day,
    expiresOn: day,
    consent: shape.record(
      { id: shape.bytes(16), salt: shape.bytes(32), termsHash: shape.bytes(32) },
      { words: shape.record({ language: id, hash: shape.bytes(32) }) },
    ),
  },
  { event: shape.text(160), guardian: shape.oneOf([true]) },
)

/** A referral's plaintext, read. */
export type ReferralBody = { readonly disclosure: Disclosure; readonly consent: ConsentRecord }

/**
 * Reads a referral's plaintext.
 *
 * Strict: what is accepted has this one encoding and this one order, no member that is not of the format and none that
 * says nothing, a lifetime within the bound, and the bucket that its levels ask for.
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
