import type { EligibilityRule } from '../descriptor/offer.js'
import type { Answers } from '../intake/answers.js'
import { toHex } from '../kernel/text.js'
import type { Verdict } from './match.js'
import { covers, readStated } from './state.js'
import type { Target } from './target.js'
import { all } from './verdict.js'

type About = Answers['about']

/**
 * Judges the practitioner's own rules ("women only", "members") over what the person says of themselves.
 *
 * @param about - the person's answer. Raw.
 * @param target - what is offered.
 * @returns `unknown` for a rule over something that was not answered: asked, never guessed. `pass` without rules.
 * Privacy: reads `about`.
 * Cost: O(rules). @since 0.1
 */
export function judgeRules(about: About, { offer }: Target): Verdict {
  // all() of pass, fail and unknown is one of the three.
  return all((offer.rules ?? []).map((rule) => judgeRule(about, rule))) as Verdict
}

function judgeRule(about: About, rule: EligibilityRule): Verdict {
  if (rule.about === 'memberOf') {
    if (about?.memberOf === undefined) return 'unknown'
    return about.memberOf.some((community) => rule.anyOf.includes(community)) ? 'pass' : 'fail'
  }
  const answer = about?.[rule.about]
  if (answer === undefined) return 'unknown'
  return rule.anyOf.some((admitted) => covers(admitted, answer)) ? 'pass' : 'fail'
}

/**
 * Judges whether people of the person's age are seen.
 *
 * @param about - the person's answer. Raw.
 * @param target - what is offered.
 * @returns `pass` when the person gave no age group: what is not mentioned never matters.
 * Privacy: reads `about.ageGroup`.
 * Cost: O(age groups). @since 0.1
 */
export function judgeAgeGroup(about: About, { offer }: Target): Verdict {
  return about?.ageGroup === undefined ? 'pass' : readStated(offer.ageGroups, about.ageGroup).verdict
}

/**
 * Judges whether the person may come to an event for members.
 *
 * @param about - the person's answer; `memberOf` holds the id of the event's community for its members. Raw.
 * @param target - what is offered.
 * @returns `pass` for everything that is not a member event.
 * Privacy: reads `about.memberOf`.
 * Cost: O(memberships). @since 0.1
 */
export function judgeAudience(about: About, { event, entry }: Target): Verdict {
  if (event?.audience !== 'member') return 'pass'
  if (about?.memberOf === undefined) return 'unknown'
  return about.memberOf.includes(entry.community) ? 'pass' : 'fail'
}

/**
 * Judges what the person wants to avoid: ways of working, traits and themes that are stated, and people by their id.
 *
 * @param avoid - the person's answer. Raw.
 * @param target - what is offered; an event counts as its hosts.
 * @returns `fail` for what is stated, `pass` otherwise: what nobody stated cannot be avoided.
 * Privacy: reads `avoid`.
 * Cost: O(avoided × stated). @since 0.1
 */
export function judgeAvoid(avoid: Answers['avoid'], target: Target): Verdict {
  const people = avoid?.practitioners ?? []
  if (people.length > 0 && idsOf(target).some((id) => people.includes(id))) return 'fail'
  const concepts = avoid?.concepts ?? []
  if (concepts.length === 0) return 'pass'
  const stated = statedBy(target)
  return concepts.some((avoided) => stated.some((one) => covers(avoided, one))) ? 'fail' : 'pass'
}

function idsOf({ entry, event }: Target): readonly string[] {
  return [entry.id, ...(event?.hosts ?? []).map((host) => toHex(host))]
}

function statedBy({ offer, event }: Target): readonly string[] {
  return [
    ...(offer.concepts ?? []).map(({ concept }) => concept),
    ...(offer.modalities?.yes ?? []),
    ...(offer.populations?.yes ?? []),
    ...(offer.styles?.yes ?? []),
    ...(offer.facets?.yes ?? []),
    ...(event === undefined ? [] : [event.eventKind]),
  ]
}
