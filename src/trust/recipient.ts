import { isCommitted } from '../descriptor/commitment.js'
import type { Descriptor } from '../descriptor/descriptor.js'
import { descriptorFormat, presenceFormat } from '../descriptor/formats.js'
import type { Presence } from '../descriptor/presence.js'
import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { type Suite, suiteOf } from '../kernel/suite.js'
import { toHex } from '../kernel/text.js'
import { type EpochSeconds, type KeyEpoch, keyEpochOf } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { openStatement, type Statement, type StatementKind } from '../statement/statement.js'
import { type Community, openManifest } from './anchor.js'
import type { Evidence } from './evidence.js'

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
  | 'catalogue_expired'
  | 'descriptor_expired'
  | 'descriptor_revoked'
  | 'descriptor_unapproved'
  | 'presence_stale'
  | 'statement_expired'
  | 'statement_forged'
  | 'statement_invalid'
  | 'suite_unsupported'

/**
 * Verifies the whole chain from the trusted community key to the encryption key of this epoch.
 *
 * Run again at every consent: a catalogue's head proves who published a row, not that the practitioner signed it.
 *
 * @param evidence - the received statements of one catalogue entry, untrusted but for the anchor and `until`.
 * @param options - `now`: this device's clock.
 * @returns who may be sealed to, and under which key.
 * Failure: `catalogue_expired` when the entry's catalogue has ended, so that a revocation could be missed;
 * `statement_forged` when a signature, an issuer or a key commitment does not fit; `statement_invalid` when something
 * is out of shape; `statement_expired` when the manifest has ended; `descriptor_revoked`, `descriptor_unapproved`,
 * `descriptor_expired`; `presence_stale` when there is no presence in force that reveals this epoch's key;
 * `suite_unsupported` when that key is of a suite that was not brought to `openCatalogue`.
 * Privacy: reads public statements only; nothing about the person.
 * Cost: one strict Ed25519 verification a statement, about four.
 * @see docs/reference/catalogue-format.md @since 0.1
 */
export function verifyRecipient(
  evidence: Evidence,
  options: { readonly now: EpochSeconds },
): Result<VerifiedRecipient, RecipientFailure> {
  const { now } = options
  const { until } = evidence
  if (until <= now) return fail('catalogue_expired', { expired: until })
  const community = openManifest(evidence.root, { anchor: evidence.anchor, now })
  if (!community.ok) return community
  const descriptor = openOwn(evidence.descriptor, 'descriptor', now)
  if (!descriptor.ok) {
    const { error } = descriptor
    return error.code === 'statement_expired' ? fail('descriptor_expired', error.detail) : descriptor
  }
  const standing = checkStanding(evidence, descriptor.value.subject, community.value, now)
  if (!standing.ok) return standing
  const said = decodeBody(descriptorFormat, descriptor.value.body)
  if (!said.ok) return said
  const revealed = openPresence(evidence, descriptor.value.issuer, said.value, now)
  if (!revealed.ok) return revealed
  return ok({
    id: descriptor.value.subject,
    identityKey: descriptor.value.issuer,
    name: said.value.name,
    ...revealed.value,
    descriptor: said.value,
    community: community.value,
    freshUntil: first(
      until,
      community.value.expires,
      standing.value,
      descriptor.value.expires,
      revealed.value.freshUntil,
    ),
  })
}

function first(...moments: readonly EpochSeconds[]): EpochSeconds {
  return Math.min(...moments) as EpochSeconds // one of them
}

/** Opens a statement that its subject signed about itself. */
function openOwn(
  received: Uint8Array,
  kind: StatementKind,
  now: EpochSeconds,
): Result<Statement, 'statement_invalid' | 'statement_forged' | 'statement_expired'> {
  const statement = openStatement(received, { kind, now })
  if (!statement.ok) return statement
  return toHex(statement.value.issuer) === statement.value.subject ? statement : fail('statement_forged', {})
}

/** Finds out until when enough approvers stand behind a key. */
function checkStanding(
  evidence: Evidence,
  id: string,
  community: Community,
  now: EpochSeconds,
): Result<EpochSeconds, RecipientFailure> {
  const revoked = sayersOf(evidence.revocations, 'revocation', id, community, now)
  if (!revoked.ok) return revoked
  if (revoked.value.size > 0) return fail('descriptor_revoked', {})
  const approved = sayersOf(evidence.approvals, 'approval', id, community, now)
  if (!approved.ok) return approved
  // As many as are required stand until the one of them ends that lasts least; where none is, the manifest decides.
  const ends = [community.expires, ...[...approved.value.values()].sort((a, b) => b - a)]
  const until = ends[community.policy.approvalsRequired]
  return until === undefined ? fail('descriptor_unapproved', {}) : ok(until)
}

/** The distinct approvers who say this of that key and whose word has not ended, with the end of it. */
function sayersOf(
  received: readonly Uint8Array[],
  kind: 'approval' | 'revocation',
  id: string,
  community: Community,
  now: EpochSeconds,
): Result<ReadonlyMap<string, EpochSeconds>, RecipientFailure> {
  const approvers = new Set(community.approvers.map(toHex))
  const sayers = new Map<string, EpochSeconds>()
  for (const bytes of received) {
    const statement = openStatement(bytes, { kind, now })
    if (!statement.ok) {
      if (statement.error.code === 'statement_expired') continue
      return statement
    }
    const issuer = toHex(statement.value.issuer)
    if (statement.value.subject !== id || !approvers.has(issuer)) return fail('statement_forged', {})
    const { expires } = statement.value
    if (expires > (sayers.get(issuer) ?? 0)) sayers.set(issuer, expires)
  }
  return ok(sayers)
}

function openPresence(
  { presence: received, suites }: Evidence,
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
