import { type EpochSeconds, SECONDS_PER_DAY } from '../kernel/time.js'
import { type Disclosure, MAX_REFERRAL_DAYS, purposes } from './disclosure.js'
import type { Preview } from './proposal.js'

/** What the rules judge: filled by `propose`, and again by `grant`. */
export type ConsentFacts = {
  readonly audience: { readonly id: string; readonly name: string }
  /** What will be sealed. */
  readonly disclosure: Disclosure
  /** The preview the proposal was made with, and the one that came back with the grant. */
  readonly preview: Preview | undefined
  readonly returned: Preview | undefined
  readonly proposedAt: EpochSeconds
  readonly now: EpochSeconds
  readonly freshUntil: EpochSeconds
  readonly hasNotice: boolean
  readonly guardian: 'not-needed' | 'missing' | 'present'
}

/** One thing a consent must fulfil, judged when proposing and again when granting, or when granting only. */
export type ConsentRule = {
  readonly name: string
  readonly from: 'propose' | 'grant'
  readonly holds: (facts: ConsentFacts) => boolean
}

/** How long a preview may lie before it is granted: what stood in it yesterday may not stand today. */
export const PROPOSAL_SECONDS = SECONDS_PER_DAY

/** Advertising and selling on, as DPV 2.3 names them. Refused by name, so that a reviewer can find them and a record can say so. */
export const refusedPurposes = Object.freeze([
  'Marketing',
  'Advertising',
  'DirectMarketing',
  'SocialMediaMarketing',
  'PublicRelations',
  'PersonalisedAdvertising',
  'TargetedAdvertising',
  'RecruitmentAdvertising',
  'RecruitmentTargetedAdvertising',
  'PoliticalCampaign',
  'SellDataToThirdParties',
  'SellInsightsFromData',
  'SellProducts',
  'SellProductsToDataSubject',
])

/** Every rule, in the order of judgement. Each stands with its reason and has a test of the same name. */
export const consentRules = Object.freeze([
  // A consent to "somebody" is a consent to anybody.
  rule('audienceIsNamed', 'propose', (facts) => /^[0-9a-f]{64}$/.test(facts.audience.id) && facts.audience.name !== ''),
  // Advertising is where such answers went before; it is named and refused, whatever a host's list of purposes says.
  rule('purposeIsNotAdvertising', 'propose', ({ disclosure }) => !isAdvertising(disclosure.purpose)),
  // An unnamed purpose cannot be held to. The list is closed: a new purpose is a new release.
  rule('purposeIsStated', 'propose', ({ disclosure }) => purposes.includes(disclosure.purpose)),
  // Whoever gave a card learns that it was used. Any field, or the name of an event, would say what the person came for.
  rule('arrivalIsBare', 'propose', ({ disclosure }) => disclosure.purpose !== 'arrived' || isBare(disclosure)),
  // "Never" cannot be expressed, and the practitioner's keys are destroyed after the longest expiry.
  rule('expiryIsBounded', 'propose', ({ disclosure }) => isBounded(disclosure.expiresOn - disclosure.issuedOn)),
  // Nobody may be written to who has not said who is responsible, for how long, and whom to ask.
  rule('noticeIsPresent', 'propose', (facts) => facts.hasNotice),
  // Yesterday's key may be destroyed, and yesterday's approval withdrawn.
  rule('descriptorIsFresh', 'propose', (facts) => facts.now < facts.freshUntil),
  // What is sealed is what was shown: the very preview of this proposal must come back, untouched.
  rule('scopeIsWithinPreview', 'grant', ({ preview, returned, disclosure }) => isShown(preview, returned, disclosure)),
  // Agreement comes after seeing, and soon after: a clock set back or a preview of last week is neither.
  rule('grantFollowsProposal', 'grant', ({ proposedAt, now }) => isSoonAfter(proposedAt, now)),
  // Below the age of own consent in the person's region the community asks for a guardian; asking alone shows options only.
  rule('guardianIsPresentWherePolicyAsks', 'grant', (facts) => facts.guardian !== 'missing'),
])

/** The name of a rule. */
export type ConsentRuleName = (typeof consentRules)[number]['name']

function rule<Name extends string>(name: Name, from: ConsentRule['from'], holds: ConsentRule['holds']) {
  return Object.freeze({ name, from, holds })
}

/**
 * Finds the first rule that does not hold.
 *
 * @param facts - what is proposed or granted. Of the person's answers only what is to be shared.
 * @param moment - `propose` judges what can be judged before a person has agreed; `grant` judges everything.
 * @returns the rule's name, or undefined when all hold.
 * Privacy: tells a rule's name only.
 * Cost: O(rules). @since 0.1
 */
export function brokenRule(facts: ConsentFacts, moment: 'propose' | 'grant'): ConsentRuleName | undefined {
  return consentRules.find(({ from, holds }) => (moment === 'grant' || from === 'propose') && !holds(facts))?.name
}

function isAdvertising(purpose: string): boolean {
  const name = String(purpose)
    .replace(/^.*[#/:]/, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  return refusedPurposes.some((refused) => refused.toLowerCase() === name)
}

function isBare({ fields, event }: Disclosure): boolean {
  return event === undefined && Object.keys(fields).length === 0
}

function isBounded(days: number): boolean {
  return Number.isSafeInteger(days) && days >= 1 && days <= MAX_REFERRAL_DAYS
}

function isShown(preview: Preview | undefined, returned: Preview | undefined, disclosure: Disclosure): boolean {
  return preview !== undefined && preview === returned && preview.disclosure === disclosure
}

function isSoonAfter(proposedAt: EpochSeconds, now: EpochSeconds): boolean {
  return now >= proposedAt && now - proposedAt <= PROPOSAL_SECONDS
}
