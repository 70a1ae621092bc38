import { isStrongPublicKey } from '../kernel/signature.js'
import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds, keyEpochOf, type Seconds } from '../kernel/time.js'
import { type BodyFormat, decodeBody, encodeBody } from '../statement/body.js'
import { type Signer, signStatement } from '../statement/sign.js'
import { longestLifeOf, type MemberKind, readStatement } from '../statement/statement.js'
import { type MemberBody, memberFormats } from '../trust/member-formats.js'
import { recoveryHash } from '../trust/recovery-hash.js'
import { isConceptId } from '../vocabulary/concept.js'
import type { CommunityKeys } from './keys.js'

// What members and approvers sign about one another. Each is public, ends by itself and can be taken back; none says
// anything of somebody who seeks.

/** Who speaks, and in which community: a member with their identity key, an approver with theirs, or a recovery sheet's key. */
export type Speaker = {
  readonly signer: Signer
  /** The community's name, 32 bytes. */
  readonly community: Uint8Array
}

/** When it is said. A later one on the same thing, by the same speaker, replaces it. */
export type SpeakOptions = {
  readonly now: EpochSeconds
  readonly expiresIn?: Seconds
  /** Above the last one's on this subject; `now` unless told. */
  readonly sequence?: number
}

/**
 * Lets a lead speak as an approver, with the root key.
 *
 * @param keys - the community's keys, with its name where that is not the root key itself (`keysForCommunity`).
 * @returns the speaker. An approver with a key of their own is `{ signer, community }`.
 * Privacy: holds the root key's secret, opaquely.
 * Cost: O(1).
 * @example
 * const dora = approverFrom(communityKeys)
 * @since 0.1
 */
export function approverFrom({ community, root }: CommunityKeys): Speaker {
  return { signer: root, community: community ?? root.publicKey }
}

/**
 * Introduces somebody to the community: I know them, and what they do.
 *
 * Where the policy asks for introductions, a member has so many in an epoch of 28 days, and a withdrawn one is used up, too.
 * Whoever introduces two who are revoked for what they did introduces nobody any more.
 *
 * @param identityKey - of the newcomer, 32 bytes.
 * @param speaker - a member or an approver.
 * @param options - `now`; `expiresIn`: 730 days unless told, which is the most.
 * @returns the signed vouch.
 * @throws {RangeError} when the key cannot belong to one signer only, is the speaker's own, or it would live too long.
 * Privacy: publishes that these two know each other, and since when at least.
 * Cost: one signature.
 * @example
 * const introduced = vouch(chen.identity.publicKey, { signer: ben.identity, community: communityKey }, { now })
 * @since 0.1
 */
export function vouch(identityKey: Uint8Array, speaker: Speaker, options: SpeakOptions): Uint8Array {
  const { now, expiresIn = longest('vouch') } = options
  if (toHex(identityKey) === toHex(speaker.signer.publicKey))
    throw new RangeError('identityKey: nobody introduces themselves')
  return say('vouch', identityKey, { epoch: keyEpochOf(now) }, speaker, { ...options, expiresIn })
}

/**
 * Takes an introduction back. The invitation stays used.
 *
 * @param signedVouch - what `vouch` gave.
 * @param speaker - who gave it.
 * @param options - `now`, later than the vouch.
 * @returns the signed statement; publish it in the place of the vouch.
 * @throws {TypeError} when it is no vouch.
 * Privacy: publishes that the introduction was taken back, and no reason.
 * Cost: one signature.
 * @example
 * const takenBack = withdrawVouch(introduced, { signer: ben.identity, community: communityKey }, { now })
 * @since 0.1
 */
export function withdrawVouch(
  signedVouch: Uint8Array,
  speaker: Speaker,
  options: Omit<SpeakOptions, 'expiresIn'>,
): Uint8Array {
  const statement = readStatement(signedVouch)
  const said =
    statement.ok && statement.value.kind === 'vouch' ? decodeBody(memberFormats.vouch, statement.value.body) : undefined
  if (!statement.ok || said === undefined || !said.ok) throw new TypeError('signedVouch: expected a vouch')
  const { subject, sequence } = statement.value
  // It outlives whatever it takes back.
  const later = { sequence: sequence + 1, ...options, expiresIn: longest('vouch') }
  return sign('vouch', subject, { epoch: said.value.epoch, withdrawn: true }, speaker, later)
}

/**
 * Endorses a colleague for one thing they do. Shown with its reasons; in matching it adds up to 2 % of a need, while both are listed
 * and the colleague states the concept.
 *
 * @param identityKey - of the colleague, 32 bytes.
 * @param concept - of the vocabulary: `anxiety.panic`, `pain.neck`.
 * @param speaker - a listed member.
 * @param options - `now`; `expiresIn`: 365 days unless told, at most 400; `withdraw: true` takes an earlier one back.
 * @returns the signed endorsement.
 * @throws {RangeError} when the key is the speaker's own or cannot belong to one signer only, or it would live too long.
 * @throws {TypeError} when `concept` is no id.
 * Privacy: publishes that one member endorses another, for what, until when.
 * Cost: one signature.
 * @example
 * const endorsement = endorse(chen.identity.publicKey, 'anxiety.panic', { signer: ben.identity, community: communityKey }, { now })
 * @since 0.1
 */
export function endorse(
  identityKey: Uint8Array,
  concept: string,
  speaker: Speaker,
  options: SpeakOptions & { readonly withdraw?: true },
): Uint8Array {
  const { withdraw, ...rest } = options
  if (toHex(identityKey) === toHex(speaker.signer.publicKey))
    throw new RangeError('identityKey: nobody endorses themselves')
  if (!isConceptId(concept)) throw new TypeError('concept: expected the id of a concept')
  const expiresIn = withdraw === true ? longest('endorsement') : (rest.expiresIn ?? days(365))
  return say('endorsement', identityKey, { concept, withdrawn: withdraw }, speaker, { ...rest, expiresIn })
}

/**
 * Attests that items of the community's checklist are met. A newer attestation replaces the list; an empty one takes all back.
 *
 * @param identityKey - of whom it is attested, 32 bytes.
 * @param items - ids of the policy's checklist: `licence-seen`, `charter-signed`.
 * @param speaker - an approver.
 * @param options - `now`; `expiresIn`: 365 days unless told, at most 730.
 * @returns the signed attestation.
 * @throws {RangeError} when the key cannot belong to one signer only, or it would live too long.
 * @throws {TypeError} when an item is no id.
 * Privacy: publishes ids of items and nothing about what was seen.
 * Cost: one signature.
 * @example
 * const attested = attest(chen.identity.publicKey, ['licence-seen', 'charter-signed'], dora, { now })
 * @since 0.1
 */
export function attest(
  identityKey: Uint8Array,
  items: readonly string[],
  speaker: Speaker,
  options: SpeakOptions,
): Uint8Array {
  const { expiresIn = days(365) } = options
  return say('attestation', identityKey, { items: [...items] }, speaker, { ...options, expiresIn })
}

/**
 * Confirms that an unclaimed listing is somebody's. With as many approvers as an approval takes, and after the cool-down, the
 * listing gives way to whoever claimed it.
 *
 * @param identityKey - of whose it is, 32 bytes.
 * @param listing - the listing's id in its batch.
 * @param speaker - an approver, who has called the number in the directory.
 * @param options - `now`; `expiresIn`: 1,830 days unless told, which is the most; `withdraw: true` takes it back.
 * @returns the signed claim.
 * @throws {RangeError} when the key cannot belong to one signer only, or it would live too long.
 * @throws {TypeError} when `listing` is no id.
 * Privacy: publishes whose a public listing is.
 * Cost: one signature.
 * @example
 * const claimed = confirmClaim(chen.identity.publicKey, 'facility-1', dora, { now })
 * @since 0.1
 */
export function confirmClaim(
  identityKey: Uint8Array,
  listing: string,
  speaker: Speaker,
  options: SpeakOptions & { readonly withdraw?: true },
): Uint8Array {
  const { withdraw, ...rest } = options
  const { expiresIn = longest('claim') } = rest
  return say('claim', identityKey, { listing, withdrawn: withdraw }, speaker, { ...rest, expiresIn })
}

/**
 * Lets a partner's key propose events under a name, and nothing else: no approval, no description, no other event.
 *
 * @param partnerKey - of the library, the studio, the school: 32 bytes.
 * @param partner - its name in event ids: a–z and 0–9, at most 24.
 * @param speaker - an approver.
 * @param options - `now`; `expiresIn`: 365 days unless told, at most 400; `withdraw: true` ends it.
 * @returns the signed delegation.
 * @throws {RangeError} when the key cannot belong to one signer only, or it would live too long.
 * @throws {TypeError} when `partner` is out of shape.
 * Privacy: publishes the partner's key and name.
 * Cost: one signature.
 * @example
 * const delegation = delegateEvents(libraryKey.publicKey, 'library', dora, { now })
 * @since 0.1
 */
export function delegateEvents(
  partnerKey: Uint8Array,
  partner: string,
  speaker: Speaker,
  options: SpeakOptions & { readonly withdraw?: true },
): Uint8Array {
  const { withdraw, ...rest } = options
  const expiresIn = withdraw === true ? longest('delegation') : (rest.expiresIn ?? days(365))
  return say('delegation', partnerKey, { partner, withdrawn: withdraw }, speaker, { ...rest, expiresIn })
}

/**
 * Promises a recovery key: whoever has the sheet may later name the key that takes the place of a lost one.
 *
 * Make the key with `createSigningKey`, print `unsafeExportSigningKey` on the sheet, and keep nothing else of it. Promise one
 * sheet in a key's life: two that differ look like a thief's, and neither counts.
 *
 * @param sheetKey - the public key of the sheet, 32 bytes; only its hash is published.
 * @param speaker - the member whose key may be lost.
 * @param options - `now`; `expiresIn`: 1,830 days unless told, which is the most.
 * @returns the signed promise.
 * @throws {RangeError} when it would live too long.
 * Privacy: publishes a hash; nobody knows the sheet's key before it is used.
 * Cost: one signature.
 * @example
 * const promised = promiseRecovery(sheetKey.publicKey, { signer: chen.identity, community: communityKey }, { now })
 * @since 0.1
 */
export function promiseRecovery(sheetKey: Uint8Array, speaker: Speaker, options: SpeakOptions): Uint8Array {
  const { expiresIn = longest('key-recovery') } = options
  const says = { hash: recoveryHash(sheetKey) }
  return say('key-recovery', speaker.signer.publicKey, says, speaker, { ...options, expiresIn })
}

/**
 * Names the key that takes the place of a lost or stolen one.
 *
 * With the sheet's key it counts at once. By approvers it takes as many as an approval does, and the cool-down, in which the
 * holder of the old key objects by publishing anything; revoke a stolen key first. The new key needs approvals of its own,
 * as every key does.
 *
 * @param lostKey - the identity key of before, 32 bytes.
 * @param newKey - the one that takes its place, 32 bytes.
 * @param speaker - the sheet's key, or an approver.
 * @param options - `now`; `expiresIn`: 1,830 days unless told, which is the most.
 * @returns the signed statement.
 * @throws {RangeError} when a key cannot belong to one signer only, or it would live too long.
 * @throws {TypeError} when the new key is not 32 bytes of a strong key.
 * Privacy: publishes that one person held both keys.
 * Cost: one signature.
 * @example
 * const named = nameSuccessor(lostKey, again.identity.publicKey, { signer: sheetKey, community: communityKey }, { now })
 * @since 0.1
 */
export function nameSuccessor(
  lostKey: Uint8Array,
  newKey: Uint8Array,
  speaker: Speaker,
  options: SpeakOptions,
): Uint8Array {
  const { expiresIn = longest('key-replacement') } = options
  return say('key-replacement', lostKey, { to: newKey }, speaker, { ...options, expiresIn })
}

function longest(kind: MemberKind): Seconds {
  return days(longestLifeOf(kind))
}

type Says<Kind extends MemberKind> = Omit<MemberBody<Kind>, 'community'>
type Terms = SpeakOptions & { readonly expiresIn: Seconds }

function say<Kind extends MemberKind>(
  kind: Kind,
  about: Uint8Array,
  says: Says<Kind>,
  speaker: Speaker,
  terms: Terms,
): Uint8Array {
  if (!isStrongPublicKey(about)) throw new RangeError('identityKey: expected a strong 32-byte public key')
  return sign(kind, toHex(about), says, speaker, terms)
}

function sign<Kind extends MemberKind>(
  kind: Kind,
  subject: string,
  says: Says<Kind>,
  { signer, community }: Speaker,
  { now, expiresIn, sequence = now }: Terms,
): Uint8Array {
  // The format of a kind takes what that kind says.
  const format = memberFormats[kind] as unknown as BodyFormat<object>
  const body = encodeBody(format, { community, ...says })
  return signStatement({ kind, sequence, issued: now, expires: after(now, expiresIn), subject, body }, signer)
}
