import type { PractitionerEntry } from '../catalogue/entry.js'
import type { Notice } from '../descriptor/offer.js'
import type { Answers } from '../intake/answers.js'
import { type Intake, rawAnswers } from '../intake/intake.js'
import { freezeDeep } from '../kernel/plain.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { after, dayOf, type EpochSeconds, type Seconds } from '../kernel/time.js'
import type { Match } from '../matching/match.js'
import { type RecipientFailure, type VerifiedRecipient, verifyRecipient } from '../trust/recipient.js'
import type { ConceptId } from '../vocabulary/concept.js'
import { topOf } from '../vocabulary/vocabulary.js'
import { partsOfDay, timesOfWeek } from './availability.js'
import {
  bucketFor,
  type ConsentRecord,
  checkShare,
  type DisclosedFields,
  type Disclosure,
  encodeBody,
  type Follows,
  type PaymentKind,
  type Purpose,
  type Share,
  type SharedField,
  sharedFields,
} from './disclosure.js'
import { previewOf, publicRecipient } from './preview.js'
import { holdDraft, type Proposal } from './proposal.js'
import { brokenRule } from './rules.js'
import { hashTerms } from './terms.js'

// The only file that reads raw answers and makes something that can be shared. Reading `disclose` and the table under
// it is reading everything that can ever leave.

/** What the person is asked to agree to. */
export type ProposalTerms = {
  readonly purpose: Purpose
  readonly share: Share
  /** At most 28 days; counted in whole UTC days. */
  readonly expiresIn: Seconds
  /** True where it adds to what was sent to this recipient before: for `shareMore`, not for `seal`. */
  readonly more?: true
}

/** The ways in which proposing can fail. */
export type ProposeFailure =
  | RecipientFailure
  | 'consent_notice_missing'
  | 'consent_rule_broken'
  | 'descriptor_unclaimed'
  | 'disclosure_empty'
  | 'disclosure_too_large'

/**
 * Builds the one disclosure that a person may agree to, and its preview.
 *
 * Verifies the chain from the trusted community key to the recipient's key of this epoch, now. Shares nothing that
 * `share` does not name, and says at once what is missing, stale or too long.
 *
 * @param intake - the person's answers. Raw; only the named fields are read out of them.
 * @param recipient - a match; an event is written to through its host.
 * @param terms - purpose, what to share and at which level, and for how long.
 * @param options - `now`: this device's clock.
 * @returns the proposal: `preview` to show (see `textOf`), and what `grant` needs.
 * Failure: `descriptor_unclaimed` for a listing or an event without a host; what `verifyRecipient` finds;
 * `consent_notice_missing`, `consent_rule_broken` with the rule's name; `disclosure_empty` with the field that was
 * named but not answered; `disclosure_too_large` with the most bytes there is room for.
 * @throws {TypeError} when `intake` is no intake, or `share` names a field or level there is not.
 * Privacy: reads raw answers, returns only what is to be shared; output may leave the device: yes, only after `grant` and `seal`.
 * Cost: about four Ed25519 verifications.
 * @example
 * const terms = { purpose: 'referral', share: { availability: 'slots' }, expiresIn: days(7) } as const
 * const proposal = propose(intake.value, best, terms, { now })
 * @since 0.1
 */
export function propose(
  intake: Intake,
  recipient: Pick<Match, 'entry'>,
  terms: ProposalTerms,
  options: { readonly now: EpochSeconds },
): Result<Proposal, ProposeFailure> {
  const answers = rawAnswers(intake)
  const { now } = options
  const target = practitionerOf(recipient)
  if (target === undefined) return fail('descriptor_unclaimed', {})
  const verified = verifyRecipient(target.evidence, { now })
  if (!verified.ok) return verified
  const fields = disclose(terms.share, answers)
  if (!fields.ok) return fields
  const ownConsentFromAge = guardianAge(verified.value, answers)
  const disclosure: Disclosure = {
    purpose: terms.purpose,
    fields: fields.value,
    community: verified.value.community.key,
    issuedOn: dayOf(now),
    expiresOn: dayOf(after(now, terms.expiresIn)),
    ...(recipient.entry.kind === 'event' ? { event: recipient.entry.id } : {}),
    ...(ownConsentFromAge === undefined ? {} : { guardian: true }),
  }
  const notice = checkedNotice(verified.value, disclosure, now)
  if (!notice.ok) return notice
  const isMore = terms.more === true
  const bucket = bucketFor(disclosure.fields, isMore)
  if (encodeBody(disclosure, roomiestRecord, isMore ? roomiestFollows : undefined).length >= bucket)
    return fail('disclosure_too_large', { limit: bucket - 1 })
  const preview = previewOf(recipient, verified.value, notice.value, { disclosure, isMore, bucket })
  return ok(
    holdDraft({
      preview,
      recipient: publicRecipient(verified.value),
      suite: verified.value.suite,
      bucket,
      isMore,
      termsHash: hashTerms({ ...notice.value, charterHash: verified.value.community.charterHash }),
      proposedAt: now,
      freshUntil: verified.value.freshUntil,
      ownConsentFromAge,
    }),
  )
}

/**
 * Reads out of the answers what a person chose to say on the telephone, for a call sheet.
 *
 * For those to whom nothing can be sealed, and for those who would rather phone. The same fields at the same levels as
 * `propose`, by the same table; it names no recipient, makes no record and nothing that could be sealed.
 *
 * @param intake - the person's answers. Raw; only the named fields are read out of them.
 * @param share - what to say and at which level; whatever is not named is not said.
 * @returns the fields, frozen: what `toCallSheet` takes, and all that it says of the person.
 * Failure: `disclosure_empty` with the field that was named but not answered.
 * @throws {TypeError} when `intake` is no intake, or `share` names a field or level there is not.
 * Privacy: reads raw answers, returns only what is to be said; output may leave the device: no, but for what the person says or prints.
 * Cost: O(answers).
 * @example
 * const spoken = previewForCall(intake.value, { needs: [{ concept: 'anxiety.panic', level: 'category' }] })
 * @since 0.1
 */
export function previewForCall(
  intake: Intake,
  share: Share,
): Result<{ readonly fields: DisclosedFields }, 'disclosure_empty'> {
  const fields = disclose(share, rawAnswers(intake))
  return fields.ok ? ok(freezeDeep({ fields: fields.value })) : fields
}

function practitionerOf({ entry }: Pick<Match, 'entry'>): PractitionerEntry | undefined {
  if (entry.kind === 'practitioner') return entry
  return entry.kind === 'event' ? entry.host : undefined
}

function checkedNotice(
  verified: VerifiedRecipient,
  disclosure: Disclosure,
  now: EpochSeconds,
): Result<Notice, 'consent_notice_missing' | 'consent_rule_broken'> {
  const { notice } = verified.descriptor
  const broken = brokenRule(
    {
      audience: verified,
      disclosure,
      preview: undefined,
      returned: undefined,
      proposedAt: now,
      now,
      freshUntil: verified.freshUntil,
      hasNotice: notice !== undefined,
      guardian: 'missing',
    },
    'propose',
  )
  if (notice === undefined) return fail('consent_notice_missing', {})
  return broken === undefined ? ok(notice) : fail('consent_rule_broken', { rule: broken })
}

/** The longest record a grant can add, so that what fits here fits then. */
const roomiestRecord: ConsentRecord = {
  id: new Uint8Array(16),
  salt: new Uint8Array(32),
  termsHash: new Uint8Array(32),
  words: { language: 'x'.repeat(35), hash: new Uint8Array(32) },
}

const roomiestFollows: Follows = { of: roomiestRecord.salt, proof: roomiestRecord.salt }

type Revealed = {
  [Field in SharedField]: (level: NonNullable<Share[Field]>, answers: Answers) => DisclosedFields[Field]
}

/** How each field is read out of the answers, at the level that was named. Undefined where it was not answered. */
const revealed: Revealed = {
  needs: revealNeeds,
  availability: revealAvailability,
  language: (_, { languages }) => listOf([...(languages?.anyOf ?? []), ...(languages?.allOf ?? [])]),
  format: (_, { where }) => listOf(where?.formats),
  ageGroup: (_, { about }) => about?.ageGroup,
  sessions: (_, { sessions }) => sessions,
  for: (_, answers) => answers.for,
  payment: (_, { payment }) => listOf(paymentKindsOf(payment)),
  access: (_, { access }) => listOf(access),
  body: (_, { body }) => listOf(body?.areas),
  noTouch: (_, { body }) => listOf(body?.noTouch),
  about: (_, { about }) => revealAbout(about),
  area: revealArea,
  contact: revealContact,
  story: (_, { story }) => story,
  source: (_, { source }) => source,
}

function disclose(share: Share, answers: Answers): Result<DisclosedFields, 'disclosure_empty'> {
  const named = checkShare(share)
  const fields: Partial<Record<SharedField, unknown>> = {}
  for (const field of sharedFields) {
    const level = named[field]
    if (level === undefined || level.length === 0) continue
    // One table row takes one field's level; TypeScript cannot follow the pairing through the loop.
    const value = (revealed[field] as (level: unknown, answers: Answers) => unknown)(level, answers)
    if (value === undefined) return fail('disclosure_empty', { field })
    fields[field] = value
  }
  return ok(fields as DisclosedFields) // every value was made by the table, whose type pairs it with its field
}

/** Sorted and without duplicates, so that the order of a list says nothing about what matters more. */
function listOf<Value extends string>(values: readonly Value[] | undefined): readonly Value[] | undefined {
  return values === undefined || values.length === 0 ? undefined : [...new Set(values)].sort()
}

function revealNeeds(wanted: NonNullable<Share['needs']>, { needs }: Answers): DisclosedFields['needs'] {
  const shown = new Map<string, { readonly concept: string; readonly level: 'category' | 'concept' }>()
  for (const { concept, level } of wanted) {
    const need = needs.find((answered) => answered.concept === concept)
    if (need === undefined) return undefined
    // Intake has checked that the id is one of the vocabulary.
    const said = level === 'category' ? topOf(need.concept as ConceptId) : need.concept
    shown.set(`${said} ${level}`, { concept: said, level })
  }
  return [...shown].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, need]) => need)
}

function revealAvailability(level: 'part-of-day' | 'slots', { when }: Answers): DisclosedFields['availability'] {
  const slots = timesOfWeek(when?.slots ?? [])
  if (slots.length === 0) return undefined
  if (level === 'part-of-day') return { level, ...partsOfDay(slots) }
  return { level, slots, utcOffsetMinutes: when?.utcOffsetMinutes }
}

function paymentKindsOf(payment: Answers['payment']): PaymentKind[] {
  const kinds = (payment?.anyOf ?? []).map((way): PaymentKind => ('insurer' in way ? 'insurer' : 'budget'))
  return payment?.notSure === true ? [...kinds, 'notSure'] : kinds
}

function revealAbout(about: Answers['about']): DisclosedFields['about'] {
  const gender = about?.gender
  const memberOf = listOf(about?.memberOf)
  return gender === undefined && memberOf === undefined ? undefined : { gender, memberOf }
}

function revealArea(level: 'region' | 'postal', { where }: Answers): DisclosedFields['area'] {
  const value = level === 'region' ? where?.region : where?.postalArea
  return value === undefined ? undefined : { level, value }
}

function revealContact(ways: NonNullable<Share['contact']>, { contact }: Answers): DisclosedFields['contact'] {
  const shown: { name?: string; email?: string; phone?: string } = {}
  for (const way of ways) {
    const value = contact?.[way]
    if (value === undefined) return undefined
    shown[way] = value
  }
  return shown
}

/** The youngest age of each group below adulthood. A group this release does not know is not asked for a guardian. */
const youngest: Readonly<Record<string, number>> = { infant: 0, child: 1, teen: 13, 'young-adult': 18 }

/** The age of own consent where the person may be below it; the person's region decides, else the recipient's. */
function guardianAge({ community, descriptor }: VerifiedRecipient, answers: Answers): number | undefined {
  const group = answers.about?.ageGroup ?? (answers.for === 'child' ? 'child' : 'adult')
  const age = youngest[topOf(group as ConceptId)] // intake has checked the id
  const region = answers.where?.region ?? descriptor.notice?.jurisdiction ?? ''
  const ages = community.policy.ownConsentFromAge ?? []
  const ruling =
    ages.find((rule) => rule.region === region) ?? ages.find((rule) => region.startsWith(`${rule.region}-`))
  return age !== undefined && ruling !== undefined && age < ruling.age ? ruling.age : undefined
}
