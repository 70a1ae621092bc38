import { compareBytes } from '../kernel/bytes.js'
import { isStrongPublicKey } from '../kernel/signature.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { encodeBody } from '../statement/body.js'
import { signStatement } from '../statement/sign.js'
import { cardFormats, cardTimes, MAX_COLLEAGUES, type ReferrerKind, referrerKinds } from '../trust/card-formats.js'
import type { Speaker } from './speak.js'

/** Who hands on a community's list, as everybody may know it. */
export type ReferrerDraft = {
  readonly referrer: ReferrerKind
  /** Of the organisation, at most 80 characters; never of a person who comes from there. */
  readonly organisation: string
}

/**
 * Signs a card with which an organisation hands on the community's list: a physician's practice, a school, a parish, a legal
 * clinic. It says who hands it on and nothing else: not for what, not to whom.
 *
 * The approver says that the organisation wants this; the organisation needs no key, and would be believed with none, since
 * nobody knows its keys. Of one organisation there is one card in each epoch of 28 days, the same bytes for everybody.
 *
 * @param draft - kind and name of the organisation.
 * @param speaker - an approver of the community.
 * @param options - `now`. It counts from the first day of the epoch on, for 364 days.
 * @returns the signed card: for `toCardLink` of `entrenous/cards`, printed or sent.
 * @throws {TypeError} when the kind is none of the five, or the name is out of shape.
 * Privacy: publishes that an organisation hands on a community's list; nothing about anybody who gets it.
 * Cost: one signature.
 * @example
 * const signed = signReferrerCard({ referrer: 'school', organisation: 'Harbour Point School' }, dora, { now })
 * @since 0.1
 */
export function signReferrerCard(
  { referrer, organisation }: ReferrerDraft,
  { signer, community }: Speaker,
  { now }: { readonly now: EpochSeconds },
): Uint8Array {
  if (!referrerKinds.includes(referrer)) throw new TypeError('referrer: expected a kind of referrer')
  const kind = 'referrer-card'
  const body = encodeBody(cardFormats[kind], { community, organisation })
  return signStatement({ kind, subject: referrer, ...cardTimes(kind, now), body }, signer)
}

/**
 * Signs a card that names up to three colleagues, to be given to a person who asks whom else they could turn to.
 *
 * It opens the person's own search, where these come first as suggested; nobody's score changes. It is the same for everybody
 * who is given it within 28 days, and the colleagues learn nothing of it.
 *
 * @param colleagues - their identity keys, 32 bytes each, one to three.
 * @param speaker - a listed member.
 * @param options - `now`. It counts from the first day of the epoch on, for 84 days.
 * @returns the signed card.
 * @throws {RangeError} when they are none or more than three, when one stands twice, is the speaker's own or cannot belong to one
 * signer only.
 * Privacy: says that one member suggests others; nothing about anybody who gets it.
 * Cost: one signature.
 * @example
 * const signed = signIntroductionCard([chen.identity.publicKey], { signer: ben.identity, community: communityKey }, { now })
 * @since 0.1
 */
export function signIntroductionCard(
  colleagues: readonly Uint8Array[],
  { signer, community }: Speaker,
  { now }: { readonly now: EpochSeconds },
): Uint8Array {
  if (colleagues.length < 1 || colleagues.length > MAX_COLLEAGUES) {
    throw new RangeError(`colleagues: expected one to ${MAX_COLLEAGUES}`)
  }
  const own = toHex(signer.publicKey)
  if (!colleagues.every((key) => isStrongPublicKey(key) && toHex(key) !== own)) {
    throw new RangeError('colleagues: expected strong 32-byte public keys of others')
  }
  if (new Set(colleagues.map(toHex)).size < colleagues.length) throw new RangeError('colleagues: one stands twice')
  const kind = 'introduction-card'
  const body = encodeBody(cardFormats[kind], { community, colleagues: [...colleagues].sort(compareBytes) })
  return signStatement({ kind, subject: 'colleagues', ...cardTimes(kind, now), body }, signer)
}

/**
 * Names a guide of the community: somebody whom a person can ask where to turn.
 *
 * A guide is listed as a practitioner is, with keys of their own that approvers have approved, with a description that names no
 * concern, and with a presence that takes nobody on: so no search finds them. A person writes to them as to anybody, shares what
 * they choose, and gets up to three names back, to whom their own device seals anew.
 *
 * @param identityKey - of the guide, 32 bytes.
 * @param speaker - an approver of the community.
 * @param options - `now`. It counts from the first day of the epoch on, for 84 days: who stays a guide is named anew.
 * @returns the signed card, the same for everybody: for the community's page.
 * @throws {RangeError} when the key cannot belong to one signer only.
 * Privacy: publishes who is a guide; nothing about anybody who asks one.
 * Cost: one signature.
 * @example
 * const signed = signGuideCard(ben.identity.publicKey, dora, { now })
 * @since 0.1
 */
export function signGuideCard(
  identityKey: Uint8Array,
  { signer, community }: Speaker,
  { now }: { readonly now: EpochSeconds },
): Uint8Array {
  if (!isStrongPublicKey(identityKey)) throw new RangeError('identityKey: expected a strong 32-byte public key')
  const kind = 'guide-card'
  const body = encodeBody(cardFormats[kind], { community, guide: identityKey })
  return signStatement({ kind, subject: 'guide', ...cardTimes(kind, now), body }, signer)
}
