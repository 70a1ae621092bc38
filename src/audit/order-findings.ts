import type { Finding, FindingRule, Note, Place } from './finding.js'
import type { Find } from './masking.js'
import { masked } from './masking.js'
import { type Method, methods, phases } from './recording.js'

/** The most findings a report holds; what is more is counted in a note. */
export const MAX_FINDINGS = 500
/** The most notes. */
export const MAX_NOTES = 200

/** The order in which a reviewer reads them: answers that left first, the shape of a page last. */
export const ruleOrder: readonly FindingRule[] = [
  'canary-leak',
  'egress-before-consent',
  'interference',
  'undeclared-flow',
  'undeclared-field',
  'over-count',
  'size-off-bucket',
  'at-rest-undeclared',
  'embedding-gap',
]

const addressRules: readonly FindingRule[] = ['undeclared-flow', 'egress-before-consent']

/**
 * One text for a place, whoever saw it: the same place has the same text in every run.
 *
 * @param place - where something was found.
 * @returns a key to sort and to compare by.
 * Privacy: as private as the place.
 * Cost: O(length). @since 0.2
 */
export function placeKey(place: Place): string {
  switch (place.at) {
    case 'departure':
      return ['1', phases.indexOf(place.phase), place.channel, place.destination, place.part ?? ''].join('\n')
    case 'rest':
      return ['2', place.store, place.origin ?? '', place.key].join('\n')
    case 'declaration':
      return ['3', place.flow].join('\n')
    case 'page':
      return ['4', place.url].join('\n')
    case 'file':
      return ['5', place.path, String(place.line).padStart(9, '0')].join('\n')
  }
}

/**
 * One text for a finding: two findings with the same text are one.
 *
 * @param finding - any.
 * @returns a key to sort and to compare by; who saw it, and the lengths and moments in its sentence, are not in it.
 * Privacy: as private as the finding.
 * Cost: O(length). @since 0.2
 */
export function findingKey({ rule, place, evidence }: Finding): string {
  const rank = String(ruleOrder.indexOf(rule)).padStart(2, '0')
  const { field = '', difference = '', excerpt = '' } = evidence
  // A planted answer in a place is one leak however it was wrapped; two differences in one place are two. What was not
  // declared is told apart by its address, which is its excerpt.
  const address = addressRules.includes(rule) ? excerpt : ''
  return [rank, placeKey(place), field, difference, address].join('\n')
}

/**
 * Masks findings, makes one of those that say the same, and puts them in order.
 *
 * @param findings - of all rules, in any order.
 * @param find - looks for planted answers.
 * @returns at most `MAX_FINDINGS`, and how many were left out.
 * Privacy: what is returned holds no planted answer that `find` can find.
 * Cost: that of the search, once for each text. @since 0.2
 */
export function orderedFindings(findings: readonly Finding[], find: Find) {
  const distinct = new Map<string, Finding>()
  for (const raw of findings) {
    const finding = maskedFinding(raw, find)
    const key = findingKey(finding)
    const known = distinct.get(key)
    distinct.set(key, known === undefined ? finding : merged(known, finding))
  }
  const sorted = [...distinct].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, finding]) => finding)
  return { findings: sorted.slice(0, MAX_FINDINGS), leftOut: Math.max(0, sorted.length - MAX_FINDINGS) }
}

/** Of two that say the same, the one whose words sort first, whoever came first; seen by everybody who saw either. */
function merged(one: Finding, other: Finding): Finding {
  const [first, second] = JSON.stringify(textOf(one)) <= JSON.stringify(textOf(other)) ? [one, other] : [other, one]
  if (first.place.at !== 'departure' || second.place.at !== 'departure') return first
  const seen = new Set<Method>([...first.place.seenBy, ...second.place.seenBy])
  return { ...first, place: { ...first.place, seenBy: methods.filter((method) => seen.has(method)) } }
}

const textOf = ({ says, evidence }: Finding) => [says, evidence.excerpt ?? '', evidence.encoding ?? []]

function maskedFinding({ rule, place, says, evidence }: Finding, find: Find): Finding {
  const { excerpt } = evidence
  return {
    rule,
    place: maskedPlace(place, find),
    says: masked(says, find),
    evidence: { ...evidence, ...(excerpt !== undefined && { excerpt: masked(excerpt, find) }) },
  }
}

function maskedPlace(place: Place, find: Find): Place {
  switch (place.at) {
    case 'departure':
      return {
        ...place,
        destination: masked(place.destination, find),
        ...(place.part !== undefined && { part: masked(place.part, find) }),
      }
    case 'rest':
      return {
        ...place,
        ...(place.origin !== undefined && { origin: masked(place.origin, find) }),
        key: masked(place.key, find),
      }
    case 'page':
      return { ...place, url: masked(place.url, find) }
    default:
      return place
  }
}

/**
 * Masks notes, makes one of those that say the same, and puts them in order.
 *
 * @param notes - in any order.
 * @param find - looks for planted answers.
 * @returns at most `MAX_NOTES`, those that make a verdict inconclusive first.
 * Privacy: as the findings.
 * Cost: that of the search. @since 0.2
 */
export function orderedNotes(notes: readonly Note[], find: Find): readonly Note[] {
  const order: readonly Note['rule'][] = ['inconclusive', 'untested-channel', 'declared-not-seen']
  const distinct = new Map<string, Note>()
  for (const { rule, says, place } of notes) {
    const note: Note = {
      rule,
      says: masked(says, find),
      ...(place !== undefined && { place: maskedPlace(place, find) }),
    }
    const key = [order.indexOf(rule), note.place === undefined ? '' : placeKey(note.place), note.says].join('\n')
    if (!distinct.has(key)) distinct.set(key, note)
  }
  const sorted = [...distinct].sort(([one], [other]) => (one < other ? -1 : 1))
  return sorted.map(([, note]) => note).slice(0, MAX_NOTES)
}
