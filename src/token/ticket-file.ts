import { concatBytes } from '../kernel/bytes.js'
import { decodeCbor, encodeCbor } from '../kernel/cbor.js'
import { hkdfExpand, hkdfExtract } from '../kernel/hkdf.js'
import { padToStep, unpad } from '../kernel/padding.js'
import { passphraseKey } from '../kernel/passphrase.js'
import { type RandomSource, randomBytes } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { openSymmetric, SEAL_NONCE_LENGTH, SEAL_OVERHEAD, sealSymmetric } from '../kernel/sealed.js'
import { type Suite, suiteOf, withClassical } from '../kernel/suite.js'
import { utf8Encode } from '../kernel/text.js'
import type { KeyEpoch } from '../kernel/time.js'
import { fromWire, toWire, wireKeys } from '../kernel/wire.js'
import { epochDay } from '../schema/fields.js'
import * as shape from '../schema/shape.js'
import { holdTicket, readTicket, type Ticket } from './ticket.js'

// A ticket that a person keeps, version 1:
//
//   offset  bytes  what
//        0      2  magic 0x65 0x74 ("et")
//        2      1  version, 1
//        3      1  lock, 1: a passphrase (scrypt), 2: a key of the integrator's (HKDF-SHA256)
//        4     16  salt
//       20     24  nonce
//       44   rest  XChaCha20-Poly1305 of the padded ticket; associated: the 20 bytes before the nonce
//
// The padded ticket is a multiple of 1,024 bytes: the same for every ticket of a suite but for the longest names.

const FRAME = [0x65, 0x74, 1] as const
const HEADER_LENGTH = 20
const SALT_LENGTH = 16
const STEP = 1024
/** The longest sealed ticket: a post-quantum one with ten role holders and the longest names has 6 kB. */
export const MAX_SEALED_TICKET_LENGTH = 16_384
/** Fewer characters are guessed at once, whatever they are. More words are the only remedy. */
const MIN_PASSPHRASE_LENGTH = 8

/** What locks a sealed ticket: words that the person remembers, or 32 random bytes that the integrator keeps. */
export type TicketLock = { readonly passphrase: string } | { readonly key: Uint8Array }

const id = shape.bytes(32)
// The brand adds a name for the compiler; the bounds are the check.
const epoch = shape.whole(0, 100_000) as shape.Shape<number> as shape.Shape<KeyEpoch>
const hex = shape.text(64, /^[0-9a-f]{64}$/)
const ticketShape = shape.record(
  {
    suiteId: shape.bytes(1, 32),
    secret: id,
    encapsulated: shape.bytes(32, 2048),
    recipient: shape.record({
      id: hex,
      name: shape.text(160),
      suite: shape.whole(1, 255),
      epoch,
      encryptionKey: shape.bytes(32, 2048),
      community: shape.record({ key: hex, name: shape.text(240) }),
      answersWithinDays: shape.whole(1, 60),
      answerers: shape.list(shape.record({ name: shape.text(160), key: id }), 10),
    }),
    issuedOn: epochDay,
    expiresOn: epochDay,
  },
  { isWithdrawn: shape.oneOf([true]) },
)

// A name stands as its position in this list. Names are appended only.
const ticketKeys = /* @__PURE__ */ wireKeys([
  'suiteId',
  'secret',
  'encapsulated',
  'recipient',
  'id',
  'name',
  'suite',
  'epoch',
  'encryptionKey',
  'community',
  'key',
  'answersWithinDays',
  'answerers',
  'issuedOn',
  'expiresOn',
  'isWithdrawn',
])

/**
 * Seals a ticket, so that a host can keep it or a person save it as a file.
 *
 * Nothing is kept unless somebody does: without its ticket, an answer cannot be read and nothing withdrawn.
 *
 * @param ticket - from `seal`, `sealRound` or `withdraw`.
 * @param lock - `passphrase`: at least 8 characters, better five words drawn by chance; or `key`: 32 random bytes, kept
 * elsewhere than the sealed ticket.
 * @param options - where to draw randomness; the platform's source unless given.
 * @returns bytes to keep: 1,084 for most, 3,132 for the post-quantum suite.
 * Failure: `randomness_absent`.
 * @throws {TypeError} when the first argument is no ticket.
 * @throws {RangeError} when the passphrase is shorter or holds a lone surrogate, or the key has not 32 bytes.
 * Privacy: whoever opens it learns to whom the person wrote, and reads the answers; nothing that was disclosed is in it. Behind
 * a passphrase it is as safe as the words are hard to guess.
 * Cost: with a passphrase 32 MiB and about a second on a phone, in which nothing else runs: best in a worker.
 * @example
 * const kept = sealTicket(sealed.value.ticket, { passphrase: 'seven lanterns over quiet water' })
 * @see RFC 7914; draft-irtf-cfrg-xchacha-03 @since 0.1
 */
export function sealTicket(
  ticket: Ticket,
  lock: TicketLock,
  options: { readonly random?: RandomSource | undefined } = {},
): Result<Uint8Array, 'randomness_absent'> {
  const { exporter, suite: _, ...content } = readTicket(ticket)
  const drawn = randomBytes(SALT_LENGTH + SEAL_NONCE_LENGTH, options.random)
  if (!drawn.ok) return drawn
  const salt = drawn.value.subarray(0, SALT_LENGTH)
  const header = concatBytes(Uint8Array.of(...FRAME, lockNumberOf(lock)), salt)
  const plaintext = padToStep(encodeCbor(toWire({ ...exporter, ...content }, ticketKeys)), STEP)
  return ok(concatBytes(header, sealSymmetric(keyOf(lock, salt), header, plaintext, drawn.value.subarray(SALT_LENGTH))))
}

/**
 * Opens a ticket that was kept.
 *
 * @param sealed - from `sealTicket`; untrusted.
 * @param lock - what it was sealed with.
 * @param options - `suites`: those beyond the classical one, `[hybrid]` of `entrenous/post-quantum`.
 * @returns the ticket.
 * Failure: `ticket_malformed` when it is no sealed ticket, or locked in the other way; `ticket_unopenable` when passphrase or
 * key is another, or any bit is wrong: which, is not told; `suite_unsupported` when its suite was not brought.
 * @throws {RangeError} as `sealTicket` does.
 * @throws {TypeError} when one of `suites` is no suite.
 * Privacy: the ticket stays on the person's device.
 * Cost: as for `sealTicket`.
 * @example
 * const lock = { passphrase: 'seven lanterns over quiet water' }
 * const kept = sealTicket(sealed.value.ticket, lock)
 * const opened = kept.ok && openTicket(kept.value, lock)
 * @since 0.1
 */
export function openTicket(
  sealed: Uint8Array,
  lock: TicketLock,
  options: { readonly suites?: readonly Suite[] } = {},
): Result<Ticket, 'suite_unsupported' | 'ticket_malformed' | 'ticket_unopenable'> {
  const suites = withClassical(options.suites)
  const frame = [...FRAME, lockNumberOf(lock)]
  const isBytes = ArrayBuffer.isView(sealed) && sealed instanceof Uint8Array
  const shortest = HEADER_LENGTH + SEAL_OVERHEAD + STEP
  if (!isBytes || sealed.length < shortest || sealed.length > MAX_SEALED_TICKET_LENGTH) {
    return fail('ticket_malformed', {})
  }
  if (!frame.every((byte, index) => sealed[index] === byte)) return fail('ticket_malformed', {})
  const header = new Uint8Array(sealed.subarray(0, HEADER_LENGTH))
  const key = keyOf(lock, header.subarray(FRAME.length + 1))
  const padded = openSymmetric(key, header, new Uint8Array(sealed.subarray(HEADER_LENGTH)))
  const plaintext = padded && unpad(padded)
  const decoded = plaintext && decodeCbor(plaintext, { maxDepth: 6, maxItems: 256, maxBytes: MAX_SEALED_TICKET_LENGTH })
  const content = decoded && fromWire(decoded, ticketKeys)
  if (!shape.has(ticketShape, content)) return fail('ticket_unopenable', {})
  const { suiteId, secret, isWithdrawn, ...rest } = content
  const suite = suiteOf(suites, rest.recipient.suite)
  if (suite === undefined) return fail('suite_unsupported', { suite: rest.recipient.suite })
  return ok(holdTicket({ exporter: { suiteId, secret }, suite, ...rest, ...(isWithdrawn && { isWithdrawn }) }))
}

function lockNumberOf(lock: TicketLock): 1 | 2 {
  return 'passphrase' in lock ? 1 : 2
}

function keyOf(lock: TicketLock, salt: Uint8Array): Uint8Array {
  if ('passphrase' in lock) {
    if (lock.passphrase.length < MIN_PASSPHRASE_LENGTH)
      throw new RangeError('passphrase: expected 8 characters or more')
    return passphraseKey(lock.passphrase, salt)
  }
  if (lock.key.length !== 32) throw new RangeError('key: expected 32 bytes')
  return hkdfExpand(hkdfExtract(salt, lock.key), utf8Encode('entrenous/1/ticket'), 32)
}
