import { decodeCbor, encodeCbor } from '../kernel/cbor.js'
import { BUCKETS } from '../kernel/padding.js'
import { dayOf, epochSeconds } from '../kernel/time.js'
import { fromWire, toWire, wireKeys } from '../kernel/wire.js'
import { epochDay } from '../schema/fields.js'
import * as shape from '../schema/shape.js'
import { MAX_ANSWERS } from '../token/context.js'
import { referralStates } from './states.js'

// What an inbox keeps in its store, as canonical CBOR:
//
//   inbox                 the mark of time, to which day all that ended is forgotten, and how many entries there are
//   referral/<token id>   a referral, with what came after it; or that it was withdrawn
//   awaited/<token id>    what came before the token it belongs to

/** The key of the inbox's own entry. */
export const INBOX_KEY = 'inbox'
/** What the keys of referrals begin with; the token's id in hex follows. */
export const REFERRAL_PREFIX = 'referral/'
/** What the keys of early messages begin with; the id of the token they belong to follows. */
export const AWAITED_PREFIX = 'awaited/'
/** Most further disclosures to one referral, and most messages that wait for one. */
export const MAX_MORE = 16

const id = shape.bytes(32)
const body = shape.bytes(1, 2048)
const bucket = shape.oneOf(BUCKETS)

const inboxShape = shape.record({ mark: epochDay, forgotten: epochDay, count: shape.whole(0, 10_000_000) })

const moreShape = shape.record({ id, hash: id, bucket, body, expiresOn: epochDay, delivered: shape.flag })
const liveShape = shape.record(
  {
    hash: id,
    expiresOn: epochDay,
    delivered: shape.flag,
    state: shape.oneOf(referralStates),
    suite: shape.whole(1, 255),
    suiteId: shape.bytes(1, 32),
    secret: id,
    encapsulated: shape.bytes(1, 2048),
    bucket,
    body,
    answers: shape.whole(0, MAX_ANSWERS),
    more: shape.list(moreShape, MAX_MORE),
  },
  // Once the one answer after a decline has been made; and the record of the last answer, so that it can be sent again.
  { closed: shape.oneOf([true]), lastAnswer: shape.bytes(2144, 3232) },
)
const withdrawnShape = shape.record({ hash: id, expiresOn: epochDay, withdrawal: id, delivered: shape.flag })
const awaitedShape = shape.list(
  shape.record(
    { id, hash: id, encapsulated: shape.bytes(1, 2048), proof: id, expiresOn: epochDay },
    { bucket, body }, // absent in a withdrawal
  ),
  MAX_MORE,
  1,
)

/** The mark of time, which never goes back; the mark for which forgetting is done; and how many other entries the store holds. */
export type KeptInbox = shape.ValueOf<typeof inboxShape>
/** A referral that stands. */
export type KeptReferral = shape.ValueOf<typeof liveShape>
/** A further disclosure to a referral. */
export type KeptMore = shape.ValueOf<typeof moreShape>
/** That a referral was withdrawn: nothing of what it said is left. */
export type KeptWithdrawn = shape.ValueOf<typeof withdrawnShape>
/** Messages that came before the token they belong to. */
export type KeptAwaited = shape.ValueOf<typeof awaitedShape>

// A name stands as its position in this list. Names are appended only.
const keptKeys = /* @__PURE__ */ wireKeys([
  'mark',
  'count',
  'id',
  'hash',
  'bucket',
  'body',
  'delivered',
  'expiresOn',
  'state',
  'suite',
  'suiteId',
  'secret',
  'encapsulated',
  'answers',
  'more',
  'withdrawal',
  'proof',
  'forgotten',
  'closed',
  'lastAnswer',
])

/**
 * Writes what an inbox keeps.
 *
 * @param kept - an entry.
 * @returns canonical CBOR.
 * Privacy: as private as the entry: a store that outlives the page seals it.
 * Cost: O(size). @since 0.1
 */
export function encodeKept(kept: KeptInbox | KeptReferral | KeptWithdrawn | KeptAwaited): Uint8Array {
  return encodeCbor(toWire(kept, keptKeys))
}

/**
 * Reads the inbox's own entry.
 *
 * @param value - from the store; undefined in a new one.
 * @returns the mark and the count.
 * @throws {RangeError} when the entry is out of shape: the store is broken, and nothing in it is to be believed.
 * Privacy: reads a day and a number.
 * Cost: O(1). @since 0.1
 */
export function readInbox(value: Uint8Array | undefined): KeptInbox {
  if (value !== undefined) return read(value, inboxShape)
  const firstDay = dayOf(epochSeconds(0))
  return { mark: firstDay, forgotten: firstDay, count: 0 }
}

/**
 * Reads a referral's entry.
 *
 * @param value - from the store; undefined where there is none.
 * @returns the referral, or that it was withdrawn.
 * @throws {RangeError} when the entry is out of shape.
 * Privacy: reads what one person disclosed to this practitioner.
 * Cost: O(size). @since 0.1
 */
export function readReferral(value: Uint8Array | undefined): KeptReferral | KeptWithdrawn | undefined {
  return value && read(value, shape.either(withdrawnShape, liveShape))
}

/**
 * Reads what waits for a token.
 *
 * @param value - from the store; undefined where there is none.
 * @returns the messages, none where there are none.
 * @throws {RangeError} when the entry is out of shape.
 * Privacy: reads what somebody disclosed to this practitioner, not yet shown to be by the same person.
 * Cost: O(size). @since 0.1
 */
export function readAwaited(value: Uint8Array | undefined): KeptAwaited {
  return value === undefined ? [] : read(value, awaitedShape)
}

function read<Value>(value: Uint8Array, expected: shape.Shape<Value>): Value {
  const decoded = decodeCbor(value, { maxDepth: 8, maxItems: 4096, maxBytes: 131_072 })
  const plain = decoded && fromWire(decoded, keptKeys)
  if (!shape.has(expected, plain)) throw new RangeError('store: holds what no inbox wrote')
  return plain
}
