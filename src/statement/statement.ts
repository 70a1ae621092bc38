import { concatBytes, copyBytes } from '../kernel/bytes.js'
import { decodeCbor, encodeCbor } from '../kernel/cbor.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { verifySignature } from '../kernel/signature.js'
import { utf8Encode } from '../kernel/text.js'
import { type EpochSeconds, SECONDS_PER_DAY } from '../kernel/time.js'
import { fromWire, toWire, wireKeys } from '../kernel/wire.js'
import { moment } from '../schema/fields.js'
import * as shape from '../schema/shape.js'
import { check } from '../schema/shape.js'

/** Longest life of each kind that a device reads, in days. Every statement ends; "never" cannot be expressed. */
const longestLifeInDays = {
  root: 1830,
  descriptor: 180,
  presence: 35,
  event: 400,
  approval: 400,
  revocation: 1830,
  'listing-batch': 400,
  head: 14,
  witness: 14,
  measurement: 120,
} as const

/** The same of what members and approvers say of one another: the publisher reads it, and whoever verifies a catalogue. */
const memberLifeInDays = {
  vouch: 730,
  endorsement: 400,
  attestation: 730,
  'key-recovery': 1830,
  'key-replacement': 1830,
  claim: 1830,
  delegation: 400,
  mapping: 400,
} as const

/** The same of what a community says of sums: whoever checks one reads it. */
const sumLifeInDays = { release: 1830 } as const

/** What members and approvers say of one another. */
export type MemberKind = keyof typeof memberLifeInDays

/** What a statement is about. Each kind is signed under a domain of its own, so none can be passed off as another. */
export type StatementKind = keyof typeof longestLifeInDays | keyof typeof sumLifeInDays | MemberKind

/** Those of members and approvers. */
// Object.keys loses the key type; the record above has exactly these keys. Marked, because a device needs neither list.
export const memberKinds = /* @__PURE__ */ Object.keys(memberLifeInDays) as readonly MemberKind[]
/** Every kind there is so far. */
// As above.
export const statementKinds = /* @__PURE__ */ kindsOf(longestLifeInDays, sumLifeInDays, memberLifeInDays)

function kindsOf(...lives: readonly object[]): readonly StatementKind[] {
  return lives.flatMap((some) => Object.keys(some)) as StatementKind[] // of the two records above
}

/** A kind that a device does not know says nothing to it, and keeps nobody's entry from being read; so long it may live. */
const LONGEST_LIFE_IN_DAYS = 1830

/** Longest statement of any kind but a batch of listings. */
export const MAX_STATEMENT_BYTES = 64 * 1024
/** Longest batch of listings. */
export const MAX_BATCH_BYTES = 1024 * 1024
/** How far ahead of this device's clock a statement may have been issued: clocks differ. */
export const CLOCK_LEEWAY_SECONDS = 3600

/** Bytes of a signature, at the end of its statement. */
export const SIGNATURE_BYTES = 64

/** What is signed: who says what about whom, from when until when. `sequence` orders statements on one subject. */
export type StatementPayload = {
  readonly kind: StatementKind
  readonly sequence: number
  readonly issued: EpochSeconds
  readonly expires: EpochSeconds
  /** Hex of a key or an id of the issuer's own: what the statement is about, so that a newer one replaces it. */
  readonly subject: string
  /** Canonical CBOR, read by the room that owns the kind. */
  readonly body: Uint8Array
}

/** A statement as it was read. Reading proves its shape, not its signature. */
export type Statement = StatementPayload & {
  readonly issuer: Uint8Array
  /** The received bytes: what is verified, hashed and passed on. Never encoded again. */
  readonly bytes: Uint8Array
}

const envelopeKeys = wireKeys(['kind', 'issuer', 'sequence', 'issued', 'expires', 'subject', 'body'])
const envelopeSchema = shape.where(
  shape.record({
    kind: shape.text(24, /^[a-z-]+$/),
    issuer: shape.bytes(32),
    sequence: shape.whole(0, 0xffff_ffff),
    issued: moment,
    expires: moment,
    subject: shape.text(80, /^[a-z0-9][a-z0-9-]*$/),
    body: shape.bytes(0, MAX_BATCH_BYTES),
  }),
  (envelope) => lifeIsBounded(envelope.kind, envelope.issued, envelope.expires),
  'expires',
)

function lifeIsBounded(kind: string, issued: number, expires: number): boolean {
  const lives: Readonly<Record<string, number>> = longestLifeInDays
  return issued < expires && expires - issued <= (lives[kind] ?? LONGEST_LIFE_IN_DAYS) * SECONDS_PER_DAY
}

/**
 * Tells in days how long a statement of a kind may live.
 *
 * @param kind - of the statement.
 * @returns the bound; a statement that is longer is not signed, and counts for nothing.
 * Privacy: reads a public name.
 * Cost: O(1). @since 0.1
 */
export function longestLifeOf(kind: StatementKind): number {
  return { ...longestLifeInDays, ...sumLifeInDays, ...memberLifeInDays }[kind]
}

// A statement is `payload | signature 64`. The payload is a canonical CBOR map:
//   0 kind text | 1 issuer bytes 32 | 2 sequence | 3 issued | 4 expires | 5 subject text | 6 body bytes (canonical CBOR)
// The signature covers "entrenous/1/statement/" ‖ kind ‖ 0x00 ‖ payload.

/**
 * Writes down what a statement says, for `signStatement` to sign.
 *
 * @param payload - what is said; `body` is canonical CBOR of the kind's own format.
 * @param issuer - the 32 bytes of the key that is going to sign it.
 * @returns the payload's bytes: a statement that lacks its signature.
 * @throws {RangeError} when the statement would outlive its kind's bound, end before it begins, or be too long.
 * @throws {TypeError} when a field has not the shape of its schema.
 * Privacy: everything in it is meant to be published, the issuer's key included.
 * Cost: O(length). @since 0.1
 */
export function encodeStatement(payload: StatementPayload, issuer: Uint8Array): Uint8Array {
  const { kind, sequence, issued, expires, subject, body } = payload
  const longest = longestLifeOf(kind)
  if (!(issued < expires) || expires - issued > longest * SECONDS_PER_DAY) {
    throw new RangeError(`expires: a ${kind} lives at most ${longest} days`)
  }
  const envelope = { kind, issuer, sequence, issued, expires, subject, body }
  if (!check(envelopeSchema, envelope, 'statement_invalid').ok) throw new TypeError('payload: a field is out of shape')
  const encoded = encodeCbor(toWire(envelope, envelopeKeys))
  if (encoded.length + SIGNATURE_BYTES > sizeLimit(kind)) throw new RangeError('body: the statement is too long')
  return encoded
}

/**
 * Reads a statement's envelope without judging its signature or its age.
 *
 * @param received - untrusted bytes.
 * @returns the envelope and a copy of the bytes. Anybody may have written it: `verifyStatement` tells who did.
 * Failure: `statement_invalid` with the envelope's wrong field; `''` when it is no statement at all.
 * Privacy: reads public statements only.
 * Cost: O(length), at most 1 MiB. @since 0.1
 */
export function readStatement(received: Uint8Array): Result<Statement, 'statement_invalid'> {
  const end = received.length - SIGNATURE_BYTES
  if (end < 1 || received.length > MAX_BATCH_BYTES) return fail('statement_invalid', { field: '' })
  const wire = decodeCbor(received.subarray(0, end))
  if (!(wire instanceof Map)) return fail('statement_invalid', { field: '' })
  const envelope = check(envelopeSchema, fromWire(wire, envelopeKeys), 'statement_invalid')
  if (!envelope.ok) return envelope
  if (received.length > sizeLimit(envelope.value.kind)) return fail('statement_invalid', { field: 'body' })
  // The schema has checked what the brands of the two times stand for. A kind that is none of ours equals none of them.
  return ok({ ...envelope.value, bytes: copyBytes(received) } as Statement)
}

/**
 * Tells whether a statement was signed by the key it names.
 *
 * @param statement - as `readStatement` gave it.
 * @returns true when the signature over the received bytes is the issuer's. Whether that issuer may say it is `trust/`'s question.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification. @see RFC 8032 @since 0.1
 */
export function verifyStatement(statement: Statement): boolean {
  return verifyCosignature(statement, statement.issuer, statement.bytes.subarray(-SIGNATURE_BYTES))
}

/**
 * Tells whether a key has signed a statement, as its issuer or beside them.
 *
 * @param statement - as `readStatement` gave it.
 * @param key - 32 untrusted bytes.
 * @param signature - 64 untrusted bytes.
 * @returns true when it is that key's signature over the received words.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification. @since 0.1
 */
export function verifyCosignature(statement: Statement, key: Uint8Array, signature: Uint8Array): boolean {
  return verifySignature(signature, signedMessage(statement.kind, statement.bytes.subarray(0, -SIGNATURE_BYTES)), key)
}

/**
 * Tells what is wrong with a statement's time.
 *
 * @param statement - its times.
 * @param now - this device's clock.
 * @returns ok, or the failure.
 * Failure: `statement_expired` when it has ended; `statement_invalid` at `issued` when it comes from the future, which would stretch its life.
 * Privacy: reads public times only.
 * Cost: O(1). @since 0.1
 */
export function checkAge(
  statement: Pick<Statement, 'issued' | 'expires'>,
  now: EpochSeconds,
): Result<undefined, 'statement_expired' | 'statement_invalid'> {
  if (statement.issued > now + CLOCK_LEEWAY_SECONDS) return fail('statement_invalid', { field: 'issued' })
  // Asked this way round, a time that is no number is refused too.
  return now < statement.expires ? ok(undefined) : fail('statement_expired', { expired: statement.expires })
}

/**
 * Reads, verifies and dates one statement of a known kind.
 *
 * @param received - untrusted bytes.
 * @param options - the kind that is expected and this device's clock.
 * @returns the statement; its issuer has signed it and it is in force.
 * Failure: `statement_invalid` when it is no statement of that kind or comes from the future; `statement_forged` when
 * the signature is not the issuer's; `statement_expired` when it has ended.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification; O(length). @since 0.1
 */
export function openStatement(
  received: Uint8Array,
  options: { readonly kind: StatementKind; readonly now: EpochSeconds },
): Result<Statement, 'statement_invalid' | 'statement_forged' | 'statement_expired'> {
  const statement = readStatement(received)
  if (!statement.ok) return statement
  if (statement.value.kind !== options.kind) return fail('statement_invalid', { field: 'kind' })
  if (!verifyStatement(statement.value)) return fail('statement_forged', {})
  const age = checkAge(statement.value, options.now)
  return age.ok ? statement : age
}

function sizeLimit(kind: string): number {
  return kind === 'listing-batch' ? MAX_BATCH_BYTES : MAX_STATEMENT_BYTES
}

/**
 * Joins what the signature covers: the kind in front of the payload, so that no statement can be passed off as another.
 *
 * @param kind - of the statement.
 * @param payload - the statement's bytes without its signature.
 * @returns the bytes to sign or to verify.
 * Privacy: as public as the statement.
 * Cost: O(length). @since 0.1
 */
export function signedMessage(kind: StatementKind, payload: Uint8Array): Uint8Array {
  return concatBytes(utf8Encode(`entrenous/1/statement/${kind}\0`), payload)
}
