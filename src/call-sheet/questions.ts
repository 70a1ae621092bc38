import type { DisclosedFields } from '../consent/disclosure.js'
import type { Match, Unknown } from '../matching/match.js'
import { textOfMatch } from '../matching/text.js'
import type { ConceptId } from '../vocabulary/concept.js'
import type { AddedWords, Labels } from '../vocabulary/labels.js'
import { topOf } from '../vocabulary/vocabulary.js'

// A question tells something too: who asks for a lift says that they need one. A question of the match is asked when what it
// tells is shared anyhow, or when the person chose that very question.

/** What a question can be about. */
export type QuestionFacet = Unknown['facet']

/** The words of one language, and the vocabulary that may add to them. */
type Language = { readonly labels: Labels; readonly vocabulary: AddedWords }

/** What each facet tells about the person; `nothing` where everybody asks anyhow, `more` where no disclosure holds it. */
const tells: Readonly<Record<QuestionFacet, readonly (keyof DisclosedFields)[] | 'nothing' | 'more'>> = {
  // Asked of everybody already, in the general questions.
  accepting: 'nothing',
  startBy: 'nothing',
  payment: 'nothing',
  // In the order in which they are asked.
  need: ['needs'],
  for: ['for'],
  ageGroup: ['ageGroup'],
  sessions: ['sessions'],
  formats: ['format'],
  where: ['area'],
  when: ['availability'],
  languages: ['language'],
  access: ['access'],
  body: ['body', 'noTouch'],
  rules: ['about'],
  audience: ['about'],
  // Wishes that no disclosure holds, and where exactly somebody is.
  place: 'more',
  modalities: 'more',
  practitioner: 'more',
  populations: 'more',
  style: 'more',
  avoid: 'more',
  endorsement: 'more',
}
// Object.keys loses the key type; the record above has exactly these keys.
const inOrder = /* @__PURE__ */ Object.keys(tells) as readonly QuestionFacet[]

/**
 * Finds the questions of a match that tell nothing but what is shared, and those that were chosen.
 *
 * @param match - what is unknown of it.
 * @param fields - what is shared.
 * @param chosen - facets the person wants to ask about, whatever that tells.
 * @param language - the words of one language, and the vocabulary that may add to them.
 * @returns the questions, in an order that says nothing about what matters more.
 * Privacy: words of what is shared or chosen only; stays on the device.
 * Cost: O(unknowns). @since 0.1
 */
export function questionsOf(
  match: Match,
  fields: DisclosedFields,
  chosen: readonly QuestionFacet[],
  language: Language,
): readonly string[] {
  return inOrder.flatMap((facet) => {
    const unknowns = match.unknowns.filter((one) => one.facet === facet)
    const asked = chosen.includes(facet) ? unknowns : unknowns.flatMap((one) => sharedPart(one, fields) ?? [])
    return tells[facet] === 'nothing' ? [] : linesOf(match, asked, language)
  })
}

/**
 * Finds the questions of a match that would tell more than is shared: for the person to choose from.
 *
 * @param match - one of `matches` or `maybe`.
 * @param labels - the words of one language.
 * @param options - what is shared; the catalogue's vocabulary, where a community added words of its own.
 * @returns for each facet its questions in words; put the chosen facets into `ask` of `toCallSheet`. Empty when there is none.
 * Privacy: names what the person asked for; stays on the device, before their eyes.
 * Cost: O(unknowns).
 * @example
 * const more = furtherQuestions(best, en, { shared: { fields: {} } })
 * @since 0.1
 */
export function furtherQuestions(
  match: Match,
  labels: Labels,
  options: {
    readonly shared?: { readonly fields: DisclosedFields } | undefined
    readonly vocabulary?: AddedWords
  } = {},
): readonly { readonly facet: QuestionFacet; readonly lines: readonly string[] }[] {
  const { shared = { fields: {} }, vocabulary = { labels: [] } } = options
  return inOrder.flatMap((facet) => {
    const unknowns = match.unknowns.filter((one) => one.facet === facet && sharedPart(one, shared.fields) === undefined)
    return tells[facet] === 'nothing' || unknowns.length === 0
      ? []
      : [{ facet, lines: linesOf(match, unknowns, { labels, vocabulary }) }]
  })
}

/** What of an unknown is shared: itself, its category, or, where it is nothing, undefined. */
function sharedPart(unknown: Unknown, fields: DisclosedFields): Unknown | undefined {
  const told = tells[unknown.facet]
  if (typeof told === 'string') return undefined
  const shared = told.flatMap((field) => (fields[field] === undefined ? [] : [fields[field]].flat()))
  if (shared.length === 0) return undefined
  const { need, facet } = unknown
  // Without a need the question is about the field as a whole, whose answer is shared.
  if (need === undefined) return unknown
  if (facet === 'need') return sharedNeed(unknown, need, fields)
  return shared.includes(need) ? unknown : undefined
}

function sharedNeed(unknown: Unknown, need: string, { needs = [] }: DisclosedFields): Unknown | undefined {
  const isShared = (concept: string, level: string) =>
    needs.some((one) => one.concept === concept && one.level === level)
  if (isShared(need, 'concept')) return unknown
  // A need was one of the vocabulary when the intake was read.
  const top = topOf(need as ConceptId)
  return isShared(top, 'category') ? { ...unknown, need: top } : undefined
}

/** The words of matching itself, for these unknowns alone: nothing else of the match is handed over. */
function linesOf(match: Match, unknowns: readonly Unknown[], { labels, vocabulary }: Language): readonly string[] {
  if (unknowns.length === 0) return []
  const { ask } = textOfMatch(
    { ...match, unknowns, reasons: [], against: [], counterfactual: undefined },
    labels,
    vocabulary,
  )
  return [...new Set(ask)]
}
