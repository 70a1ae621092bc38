import type { Head } from '../catalogue/catalogue.js'
import { type ChainFailure, checkedHead, followsLastSeen } from '../catalogue/chain.js'
import { type HeadFailure, readHead, toHead, type UnreadableHead, verifyHead } from '../catalogue/head.js'
import { readLayout } from '../catalogue/layout.js'
import { witnessFormat } from '../catalogue/witness.js'
import { copyBytes, equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { keysOf } from '../kernel/public-keys.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { after, days, type EpochSeconds, epochSeconds, type Seconds } from '../kernel/time.js'
import { encodeBody } from '../statement/body.js'
import { type Signer, signStatement } from '../statement/sign.js'

/** What a witness brings. */
export type WitnessInput = {
  /** Names of the communities it watches: 32 bytes each, or their hex. */
  readonly trust: readonly (Uint8Array | string)[]
  /** What it kept of the last head it signed of this community; `first-use` the first time. */
  readonly lastWitnessed: Head | 'first-use'
  /** Signed heads published since, in any order. */
  readonly heads?: readonly Uint8Array[]
  readonly now: EpochSeconds
  /** As long as the head unless told; at most 14 days. */
  readonly expiresIn?: Seconds
}

/** A head that was witnessed. */
export type Witnessed = {
  /** What to publish, for devices to hand to `openCatalogue`. */
  readonly statement: Uint8Array
  /** Keep it before the statement leaves, in one step with looking at the last one: else two can be signed. */
  readonly lastWitnessed: Head
}

/**
 * Says that this head was seen, and no other of its number: never for a step back, never for a second story.
 *
 * For somebody independent of the community. Whoever signs a head has followed every head since the last one it signed.
 *
 * @param signedHead - a catalogue's signed head, untrusted: what `readSignedHead` takes out of a file.
 * @param signer - the witness's own key.
 * @param input - whom it watches, what it signed last, heads between, the time.
 * @returns the statement, and what to keep.
 * Failure: as `openCatalogue` of head and chain; `catalogue_chain_broken` where a device would accept a gap.
 * @throws {TypeError} when `lastWitnessed` is neither a head nor `first-use`, or a name is not 32 bytes.
 * @throws {RangeError} when the signer is one of the community's publishing keys.
 * Privacy: reads and publishes what is public: that this key saw this head, and when.
 * Cost: one signature, a verification of head and manifests, one hash a head between.
 * @example
 * const seen = witness(signedHead, witnessKey, { trust: [communityKey], lastWitnessed: 'first-use', now })
 * @since 0.1
 */
export function witness(
  signedHead: Uint8Array,
  signer: Signer,
  input: WitnessInput,
): Result<Witnessed, UnreadableHead | HeadFailure | ChainFailure> {
  const { now } = input
  const trust = keysOf(input.trust, 'trust')
  const last = checkedHead(input.lastWitnessed, 'lastWitnessed')
  const read = readHead(signedHead)
  if (!read.ok) return read
  const community = verifyHead(read.value, { trust, now })
  if (!community.ok) return community
  const follows = followsLastSeen(read.value, last, input.heads)
  if (!follows.ok) return follows
  const head = toHead(read.value)
  // What a device may overlook once, a witness would vouch for to everybody.
  if (follows.value === 'gap') return fail('catalogue_chain_broken', { sequence: head.sequence - 1 })
  if (community.value.publishingKeys.some((key) => equalBytes(key, signer.publicKey))) {
    throw new RangeError('signer: a publisher is no witness of its own')
  }
  const expires = epochSeconds(Math.min(head.expires, after(now, input.expiresIn ?? days(14))))
  const body = encodeBody(witnessFormat, { hash: sha256(signedHead), publisher: read.value.statement.issuer })
  const { community: subject, sequence } = head
  const statement = signStatement({ kind: 'witness', sequence, issued: now, expires, subject, body }, signer)
  return ok({ statement, lastWitnessed: head })
}

/**
 * Takes the signed head out of a catalogue's file.
 *
 * @param bytes - the file, untrusted.
 * @returns the head's bytes: for witnesses, and to be kept for devices that were away.
 * Failure: as the layout fails to be read.
 * @throws {TypeError} when `bytes` is no Uint8Array.
 * Privacy: a catalogue is public.
 * Cost: O(head length). @since 0.1
 */
export function readSignedHead(
  bytes: Uint8Array,
): Result<Uint8Array, 'catalogue_invalid' | 'catalogue_too_large' | 'catalogue_truncated' | 'catalogue_unsupported'> {
  const layout = readLayout(bytes)
  return layout.ok ? ok(copyBytes(layout.value.head)) : layout
}
