import { consentDigest, type Disclosure } from '../consent/disclosure.js'
import { toHex } from '../kernel/text.js'
import type { EpochDay } from '../kernel/time.js'
import { readBody } from '../token/body.js'
import type { KeptMore, KeptReferral, KeptWithdrawn } from './kept.js'
import type { ReferralState } from './states.js'

/** A referral as it stands in an inbox. */
export type Referral = {
  /** Hex; the same for both sides of this token, unknown to everybody else. */
  readonly id: string
  readonly state: ReferralState
  /** What the person disclosed; undefined once they have withdrawn it. */
  readonly disclosure: Disclosure | undefined
  /** What they shared more since, in the order of its days. */
  readonly more: readonly Disclosure[]
  /** Hex of the consent digest; undefined once withdrawn. */
  readonly consent: string | undefined
  /** The last day on which it is kept, answered and added to. */
  readonly expiresOn: EpochDay
  /** How many answers were made; 16 at most. */
  readonly answers: number
  /** The record of the last answer: send it again when it is not sure to have gone. Twice is harmless. */
  readonly lastAnswer: Uint8Array | undefined
}

/**
 * Shows a kept referral as its practitioner sees it.
 *
 * @param id - hex of the token id.
 * @param kept - its entry.
 * @returns the frozen referral.
 * Privacy: yields what one person disclosed to this practitioner.
 * Cost: O(size). @since 0.1
 */
export function referralOf(id: string, kept: KeptReferral | KeptWithdrawn): Referral {
  if (isWithdrawn(kept)) {
    const gone = { disclosure: undefined, consent: undefined, more: [], answers: 0, lastAnswer: undefined }
    return Object.freeze({ id, state: 'cancelled', expiresOn: kept.expiresOn, ...gone })
  }
  const { state, expiresOn, answers, more, lastAnswer } = kept
  return Object.freeze({
    id,
    state,
    disclosure: disclosureOf(kept),
    more: more
      .map((one) => ({ name: toHex(one.id), disclosure: disclosureOf(one) }))
      .sort((a, b) => a.disclosure.issuedOn - b.disclosure.issuedOn || (a.name < b.name ? -1 : 1))
      .map(({ disclosure }) => disclosure),
    consent: toHex(consentDigest(kept.body)),
    expiresOn,
    answers,
    lastAnswer,
  })
}

/**
 * Tells whether an entry is of a referral that was withdrawn.
 *
 * @param kept - its entry.
 * @returns true when nothing of it is left but that.
 * Privacy: reads nothing that was disclosed.
 * Cost: O(1). @since 0.1
 */
export function isWithdrawn(kept: KeptReferral | KeptWithdrawn): kept is KeptWithdrawn {
  return 'withdrawal' in kept
}

function disclosureOf({ body, bucket }: Pick<KeptMore, 'body' | 'bucket'>): Disclosure {
  const disclosure = readBody(body, bucket)?.disclosure
  // It was read before it was kept.
  if (disclosure === undefined) throw new RangeError('store: holds what no inbox wrote')
  return disclosure
}
