import { commitmentOf, isCommitted } from '../descriptor/commitment.js'
import type { Descriptor, KeyCommitment } from '../descriptor/descriptor.js'
import { descriptorFormat, presenceFormat } from '../descriptor/formats.js'
import type { Presence } from '../descriptor/presence.js'
import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { SUITES, type Suite, suiteOf } from '../kernel/suite.js'
import { toHex } from '../kernel/text.js'
import { type EpochSeconds, type KeyEpoch, keyEpochOf } from '../kernel/time.js'
import { type BodyFormat, decodeBody } from '../statement/body.js'
import {
  openStatement,
  readStatement,
  type Statement,
  type StatementKind,
  verifyStatement,
} from '../statement/statement.js'
import { type Community, openManifest } from './anchor.js'
import type { Evidence } from './evidence.js'
import { readWord, standingOf, thatMatter } from './key-approval.js'
import { approvalFormat, revocationFormat } from './manifest.js'
import type { RootFailure } from './root-chain.js'

/** Somebody who may be sealed to now, with every link of the chain verified. */
export type VerifiedRecipient = {
  /** Hex of the identity key. */
  readonly id: string
  readonly identityKey: Uint8Array
  readonly name: string
  readonly suite: Suite
  readonly epoch: KeyEpoch
  readonly encryptionKey: Uint8Array
  readonly descriptor: Descriptor
  readonly presence: Presence
  readonly community: Community
  /** When the first link of the chain ends: a consent must be given before. */
  readonly freshUntil: EpochSeconds
}

/** What can be wrong with a link between the trusted key and the encryption key. */
export type RecipientFailure =
  | RootFailure
  | 'catalogue_expired'
  | 'descriptor_expired'
  | 'descriptor_revoked'
  | 'descriptor_unapproved'
  | 'keys_cooling_down'
  | 'presence_stale'
  | 'statement_expired'
  | 'statement_forged'
  | 'statement_invalid'
  | 'suite_unsupported'

/**
 * Verifies the whole chain from the community that is trusted to the encryption key of this epoch.
 *
 * Run again at every consent: a catalogue's head proves who published a row, not that the practitioner signed it.
 *
 * @param evidence - the received statements of one catalogue entry, untrusted but for the anchor and `until`.
 * @param options - `now`: this device's clock.
 * @returns who may be sealed to, and under which key.
 * Failure: `catalogue_expired` when the entry's catalogue has ended, so that a revocation could be missed;
 * a `RootFailure` when the community's manifests do not lead to one in force; `statement_forged` when a signature, an
 * issuer, a community or a key commitment does not fit; `statement_invalid` when something is out of shape;
 * `descriptor_revoked`, `descriptor_expired`;
 * `presence_stale` when there is no presence in force that reveals this epoch's key; `suite_unsupported` when that key is
 * of a suite that was not brought to `openCatalogue`; `descriptor_unapproved` when nobody approved that key, or another
 * was approved since; `keys_cooling_down` when it replaced another and does not count yet.
 * Privacy: reads public statements only; nothing about the person.
 * Cost: one strict Ed25519 verification a statement and a signature under a manifest, about four; for each key that was ever approved for this epoch, and
 * each approver, at most two approvals.
 * @see docs/reference/catalogue-format.md @since 0.1
 */
export function verifyRecipient(
  evidence: Evidence,
  options: { readonly now: EpochSeconds },
): Result<VerifiedRecipient, RecipientFailure> {
  const { now } = options
  if (evidence.until <= now) return fail('catalogue_expired', { expired: evidence.until })
  const community = openManifest(evidence.root, { anchor: evidence.anchor, now })
  if (!community.ok) return community
  const descriptor = openOwn(evidence.descriptor, 'descriptor', now)
  if (!descriptor.ok) {
    const { error } = descriptor
    return error.code === 'statement_expired' ? fail('descriptor_expired', error.detail) : descriptor
  }
  const { subject, issuer } = descriptor.value
  const about = { id: subject, community: community.value, now }
  const revoked = readWords(evidence.revocations, 'revocation', revocationFormat, about)
  if (!revoked.ok) return revoked
  if (!revoked.value.every(verifyStatement)) return fail('statement_forged', {})
  if (revoked.value.some(({ expires }) => now < expires)) return fail('descriptor_revoked', {})
  const said = decodeBody(descriptorFormat, descriptor.value.body)
  if (!said.ok) return said
  const revealed = openPresence(evidence, issuer, said.value, now)
  if (!revealed.ok) return revealed
  const { epoch, suite, encryptionKey: publicKey } = revealed.value
  const approved = approvedUntil(evidence.approvals, commitmentOf({ epoch, suite: suite.number, publicKey }), about)
  if (!approved.ok) return approved
  return ok({
    id: subject,
    identityKey: issuer,
    name: said.value.name,
    ...revealed.value,
    descriptor: said.value,
    community: community.value,
    freshUntil: first(
      evidence.until,
      community.value.expires,
      approved.value,
      descriptor.value.expires,
      revealed.value.freshUntil,
    ),
  })
}

function first(...moments: readonly EpochSeconds[]): EpochSeconds {
  return Math.min(...moments) as EpochSeconds // one of them
}

/**
 * Opens a statement that its subject signed about itself.
 *
 * @param received - untrusted bytes.
 * @param kind - `descriptor` or `presence`.
 * @param now - this device's clock.
 * @returns the statement, in force; its body is not read yet.
 * Failure: `statement_invalid` or `statement_expired`; `statement_forged` when the signature or the subject does not fit.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification. @since 0.1
 */
export function openOwn(
  received: Uint8Array,
  kind: StatementKind,
  now: EpochSeconds,
): Result<Statement, 'statement_invalid' | 'statement_forged' | 'statement_expired'> {
  const statement = openStatement(received, { kind, now })
  if (!statement.ok) return statement
  return toHex(statement.value.issuer) === statement.value.subject ? statement : fail('statement_forged', {})
}

/** About whom approvers must speak, for which community, and when they are asked. */
type About = { readonly id: string; readonly community: Community; readonly now: EpochSeconds }

/** Reads what approvers say of an identity key, whether or not it has ended; no signature is verified. */
function readWords<Body extends { readonly community: Uint8Array }>(
  received: readonly Uint8Array[],
  kind: StatementKind,
  format: BodyFormat<Body>,
  { id, community }: About,
): Result<readonly (Statement & Body)[], 'statement_forged' | 'statement_invalid'> {
  const words: (Statement & Body)[] = []
  for (const bytes of received) {
    const statement = readStatement(bytes)
    if (!statement.ok) return statement
    if (statement.value.kind !== kind) return fail('statement_invalid', { field: 'kind' })
    if (statement.value.subject !== id) return fail('statement_forged', {})
    const word = readWord(statement.value, format, community)
    if (!word.ok) return word
    words.push(word.value)
  }
  return ok(words)
}

/** Finds out until when enough approvers stand behind the key of this epoch, and that it is not cooling down. */
function approvedUntil(
  received: readonly Uint8Array[],
  promised: KeyCommitment,
  about: About,
): Result<EpochSeconds, RecipientFailure> {
  const read = readWords(received, 'approval', approvalFormat, about)
  if (!read.ok) return read
  const approvals = [...thatMatter(read.value, promised.epoch, promised.epoch)]
  if (!approvals.every(verifyStatement)) return fail('statement_forged', {})
  const standing = standingOf(promised, approvals, about.community, about.now)
  if (standing === undefined) return fail('descriptor_unapproved', {})
  const { until, coolDownUntil } = standing
  const cooling = coolDownUntil !== undefined && about.now < coolDownUntil
  return cooling ? fail('keys_cooling_down', { until: coolDownUntil }) : ok(until)
}

function openPresence(
  { presence: received, [SUITES]: suites }: Evidence,
  identityKey: Uint8Array,
  descriptor: Descriptor,
  now: EpochSeconds,
): Result<Pick<VerifiedRecipient, 'presence' | 'suite' | 'epoch' | 'encryptionKey' | 'freshUntil'>, RecipientFailure> {
  if (received === undefined) return fail('presence_stale', {})
  const statement = openOwn(received, 'presence', now)
  if (!statement.ok) return statement.error.code === 'statement_expired' ? fail('presence_stale', {}) : statement
  if (!equalBytes(statement.value.issuer, identityKey)) return fail('statement_forged', {})
  const presence = decodeBody(presenceFormat, statement.value.body)
  if (!presence.ok) return presence
  const epoch = keyEpochOf(now)
  const key = presence.value.keys.find((candidate) => candidate.epoch === epoch)
  if (key === undefined) return fail('presence_stale', {})
  if (!isCommitted(descriptor.keyCommitments, key)) return fail('statement_forged', {})
  const suite = suiteOf(suites, key.suite)
  if (suite === undefined) return fail('suite_unsupported', { suite: key.suite })
  if (key.publicKey.length !== suite.kem.publicKeyLength) return fail('statement_invalid', { field: 'keys' })
  const freshUntil = statement.value.expires
  return ok({ presence: presence.value, suite, epoch, encryptionKey: key.publicKey, freshUntil })
}
