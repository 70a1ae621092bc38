import {
  bodyKeys,
  bucketFor,
  type ConsentRecord,
  type Disclosure,
  type Follows,
  MAX_REFERRAL_DAYS,
  paymentKinds,
  purposes,
} from '../consent/disclosure.js'
import { decodeCbor, encodeCbor } from '../kernel/cbor.js'
import type { Bucket } from '../kernel/padding.js'
import { toHex } from '../kernel/text.js'
import type { EpochDay } from '../kernel/time.js'
import { fromWire, toWire } from '../kernel/wire.js'
import { epochDay, sourceKinds } from '../schema/fields.js'
import * as shape from '../schema/shape.js'

// The shape of a referral's plaintext. It is authenticated when it comes here, yet whoever sealed it may be Eve.

const id = shape.text(80, /^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/)
const sorted = <Value extends number | string>(element: shape.Shape<Value>, limit: number) =>
  shape.where(shape.list(element, limit, 1), rises)
const ids = (limit: number) => sorted(id, limit)
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
  source: shape.oneOf(sourceKinds),
})

/** A map that says something: with so many members at least. */
function told<Value extends object>(map: shape.Shape<Value>, least = 1): shape.Shape<Value> {
  return shape.where(map, (value) => Object.keys(value).length >= least)
}

/** Each behind the one before it and none twice: lists are written so, and have no second spelling. */
function rises(values: readonly (number | string)[]): boolean {
  return values.slice(1).every((value, index) => value > (values[index] ?? value))
}

const followsShape = shape.record({ of: shape.bytes(32), proof: shape.bytes(32) })

const bodySchema = shape.record(
  {
    purpose: shape.oneOf(purposes),
    fields,
    community: shape.bytes(32),
    issuedOn: epochDay,
    expiresOn: epochDay,
    consent: shape.record(
      { id: shape.bytes(16), salt: shape.bytes(32), termsHash: shape.bytes(32) },
      { words: shape.record({ language: id, hash: shape.bytes(32) }) },
    ),
  },
  { event: shape.text(160), guardian: shape.oneOf([true]), follows: followsShape },
)

const withdrawalSchema = shape.record({
  issuedOn: epochDay,
  expiresOn: epochDay,
  follows: followsShape,
  withdraws: shape.oneOf([true]),
})

/** What a person discloses, read; with `follows` it adds to an earlier token. */
export type DisclosingBody = {
  readonly disclosure: Disclosure
  readonly consent: ConsentRecord
  readonly follows: Follows | undefined
}

/** The withdrawal of an earlier token, read. It ends when that would have ended. */
export type WithdrawingBody = {
  readonly disclosure?: undefined
  readonly consent?: undefined
  readonly follows: Follows
  readonly issuedOn: EpochDay
  readonly expiresOn: EpochDay
}

/** Every withdrawal is as long as the shortest token, which is the most common one. */
export const WITHDRAWAL_BUCKET: Bucket = 512

/**
 * Writes a withdrawal's plaintext.
 *
 * @param withdrawal - which token, the proof, the days.
 * @returns canonical CBOR, not yet padded.
 * Privacy: tells its recipient which referral is withdrawn; leaves the device sealed only.
 * Cost: O(1). @since 0.1
 */
export function encodeWithdrawal({ follows, issuedOn, expiresOn }: WithdrawingBody): Uint8Array {
  return encodeCbor(toWire({ issuedOn, expiresOn, follows, withdraws: true }, bodyKeys))
}

/**
 * Reads the plaintext of what a person sealed.
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
export function readBody(plaintext: Uint8Array, bucket: Bucket): DisclosingBody | WithdrawingBody | undefined {
  const decoded = decodeCbor(plaintext, { maxDepth: 8, maxItems: 1024, maxBytes: bucket })
  if (decoded === undefined) return undefined
  const body = fromWire(decoded, bodyKeys)
  if (shape.has(withdrawalSchema, body)) {
    const { follows, issuedOn, expiresOn } = body
    // It may be sent on the last day, and is kept no longer than what it withdraws.
    const isBounded = expiresOn >= issuedOn && expiresOn - issuedOn <= MAX_REFERRAL_DAYS
    return isBounded && bucket === WITHDRAWAL_BUCKET ? { follows, issuedOn, expiresOn } : undefined
  }
  if (!shape.has(bodySchema, body)) return undefined
  const { consent, community, follows, ...rest } = body
  const lifetime = rest.expiresOn - rest.issuedOn
  const isRightSize = bucketFor(rest.fields, follows !== undefined) === bucket
  if (lifetime < 1 || lifetime > MAX_REFERRAL_DAYS || !isRightSize) return undefined
  return { disclosure: { ...rest, community: toHex(community) }, consent, follows }
}
