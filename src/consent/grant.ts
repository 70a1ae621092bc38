import { copyBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { type RandomSource, randomBytes } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { utf8Encode } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { isLanguageTag } from '../vocabulary/language.js'
import type { ConsentRecord } from './disclosure.js'
import { type Consent, type GrantFailure, holdConsent } from './granted.js'
import { type Draft, type Proposal, readDraft } from './proposal.js'
import { brokenRule } from './rules.js'

/** What a grant adds to a proposal. */
export type GrantOptions = {
  readonly now: EpochSeconds
  readonly random?: RandomSource | undefined
  /** Says that a parent or guardian agrees, where the preview asks for one. Nothing is recorded where it does not. */
  readonly guardian?: 'agrees' | undefined
  /** The language and the very words the person read: only their hash is kept. */
  readonly words?: { readonly language: string; readonly text: string } | undefined
}

const RECORD_ID_LENGTH = 16
const SALT_LENGTH = 32

/**
 * Records a person's consent to a proposal they have seen.
 *
 * Judges every rule again at this moment. The consent's id and salt are fresh, so that two consents share nothing.
 *
 * @param proposal - what `propose` returned, with its own preview; a copy with another preview is refused.
 * @param options - the time; where to draw randomness; whether a guardian agrees; the words that were read.
 * @returns the consent, which nothing but `seal` reads.
 * Failure: `consent_rule_broken` with the rule's name; `consent_guardian_missing` where the policy asks for one;
 * `randomness_absent` without a random source.
 * @throws {TypeError} when the proposal was not made by `propose`.
 * @throws {RangeError} when the language is no language tag.
 * Privacy: reads what is to be shared, nothing else; the result leaves the device only sealed.
 * Cost: O(size of the disclosure).
 * @example
 * const consent = grant(proposal.value, { now: epochSeconds(new Date()) })
 * @since 0.1
 */
export function grant(proposal: Proposal, options: GrantOptions): Result<Consent, GrantFailure> {
  const draft = readDraft(proposal)
  const { preview, recipient, suite, bucket, isMore, ownConsentFromAge } = draft
  const { disclosure } = preview
  const broken = brokenRule(
    {
      audience: recipient,
      disclosure,
      preview,
      returned: proposal.preview,
      proposedAt: draft.proposedAt,
      now: options.now,
      freshUntil: draft.freshUntil,
      hasNotice: true,
      guardian: ownConsentFromAge === undefined ? 'not-needed' : options.guardian === 'agrees' ? 'present' : 'missing',
    },
    'grant',
  )
  if (broken === 'guardianIsPresentWherePolicyAsks' && ownConsentFromAge !== undefined) {
    return fail('consent_guardian_missing', { ownConsentFromAge })
  }
  if (broken !== undefined) return fail('consent_rule_broken', { rule: broken })
  const record = createRecord(draft, options)
  if (!record.ok) return record
  return ok(holdConsent({ recipient, suite, disclosure, record: record.value, bucket, isMore }))
}

function createRecord(
  { termsHash }: Draft,
  { random, words }: GrantOptions,
): Result<ConsentRecord, 'randomness_absent'> {
  if (words !== undefined && !isLanguageTag(words.language)) throw new RangeError('words.language: no language tag')
  const drawn = randomBytes(RECORD_ID_LENGTH + SALT_LENGTH, random)
  if (!drawn.ok) return drawn
  return ok({
    id: copyBytes(drawn.value, 0, RECORD_ID_LENGTH),
    salt: copyBytes(drawn.value, RECORD_ID_LENGTH),
    termsHash,
    words: words && { language: words.language, hash: sha256(utf8Encode(words.text)) },
  })
}
