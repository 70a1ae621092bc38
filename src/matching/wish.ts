import type { Stated } from '../descriptor/fields.js'
import type { Offer } from '../descriptor/offer.js'
import type { Answers, Condition } from '../intake/answers.js'
import { DEFAULT_IMPORTANCE } from '../intake/read.js'
import type { ConceptId, Facet } from '../vocabulary/concept.js'
import { type Relation, relationTo } from '../vocabulary/relation.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import { type Answer, answerNeed, answerReading, answerRelated, answerWhole, type Relations } from './answer.js'
import { DEFAULT_MUST } from './gate.js'
import { judgeLanguages, readAccess, readAny, readNoTouch, sharedLanguage } from './gate-offer.js'
import { judgePayment } from './gate-payment.js'
import { judgeWhere, meetsSomewhere, nearness, type Where } from './gate-place.js'
import { freeTimeOf, judgeStartBy, togetherness } from './gate-time.js'
import { type Reading, readStated } from './state.js'
import type { Target } from './target.js'
import type { Weights } from './weights.js'

/** One wish, prepared for a whole catalogue. */
export type Wish = {
  readonly facet: keyof Weights
  /** A vocabulary id, a region, or nothing where the facet says it all. */
  readonly need: string | undefined
  readonly weight: number
  /** The most strength it can reach: 1000, or its part of it where several values share a facet. */
  readonly full: number
  /** How a whole catalogue is counted: by facts that are related, by who meets it, or by how far each row does. */
  readonly count: 'related' | 'whole' | 'degree'
  /** Strength is out of 1000 here; `answersOf` scales it to `full`. */
  readonly answer: (target: Target) => Answer
}

/**
 * Lists everything the person wishes for, in a fixed order.
 *
 * What colleagues say of a need is counted like a wish and is none: where nobody says anything, nothing is missing.
 * What is a condition is no wish: all that pass it are equal in it. Three things are matters of degree and count in
 * both ways: the needs, how near, and how much shared time.
 *
 * @param answers - raw.
 * @param vocabulary - of the catalogue.
 * @param weights - the table of weights.
 * @returns the wishes; saying something twice is saying it once.
 * Privacy: as private as the answers.
 * Cost: O(answers), once per match. @since 0.1
 */
export function wishesOf(answers: Answers, vocabulary: Vocabulary, weights: Weights): readonly Wish[] {
  const must = new Set<Condition>(answers.must ?? DEFAULT_MUST)
  return [
    ...needWishes(answers, vocabulary, weights),
    ...practicalWishes(answers, must, weights),
    ...valueWishes(answers, vocabulary, must, weights),
  ]
}

function needWishes(answers: Answers, vocabulary: Vocabulary, weights: Weights): readonly Wish[] {
  const importances = new Map<string, number>()
  for (const { concept, importance = DEFAULT_IMPORTANCE } of answers.needs) {
    importances.set(concept, Math.max(importance, importances.get(concept) ?? 0))
  }
  const ofNeeds = (facet: 'need' | 'endorsement', offered: (target: Target) => Target['endorsed']): readonly Wish[] =>
    inOrder([...importances.keys()]).map((need) => {
      const relations = relationsTo(vocabulary, 'concern', need)
      const answer = (target: Target) =>
        answerNeed({ concepts: offered(target), notOffered: target.offer.notOffered }, need, relations)
      const weight = weights[facet] * (importances.get(need) ?? 0)
      return { facet, need, weight, full: 1000, count: 'related', answer }
    })
  return [...ofNeeds('need', ({ offer }) => offer.concepts), ...ofNeeds('endorsement', ({ endorsed }) => endorsed)]
}

function practicalWishes(answers: Answers, must: ReadonlySet<Condition>, weights: Weights): readonly Wish[] {
  const { where, languages, payment, when, sessions } = answers
  const wishes: Wish[] = []
  const add = (facet: keyof Weights, answer: Wish['answer'], need?: string, count: Wish['count'] = 'whole') =>
    wishes.push({ facet, need, weight: weights[facet], full: 1000, count, answer })
  const formats = where?.formats ?? []
  if (formats.length > 0 && !must.has('formats'))
    add('formats', ({ offer }) => answerReading(readAny(offer.formats, formats)))
  const place = where?.place
  if (place !== undefined && meetsSomewhere(where ?? {}))
    add('place', (target) => ({ strength: nearness(place, target) }), undefined, 'degree')
  const region = where?.region
  if (region !== undefined && !must.has('where')) {
    const there: Where = { region, formats: where?.formats }
    add('place', (target) => answerWhole(judgeWhere(there, target, 'unknown')), region)
  }
  if (languages !== undefined && !must.has('languages')) {
    add('languages', ({ offer }) => answerWhole(judgeLanguages(languages, offer), sharedLanguage(languages, offer)))
  }
  if (payment !== undefined && !must.has('payment')) {
    add('payment', ({ offer }) => answerWhole(judgePayment(payment, offer, sessions)))
  }
  const free = freeTimeOf(when)
  if (free !== undefined) add('when', (target) => ({ strength: togetherness(free, target) }), undefined, 'degree')
  const startBy = when?.startBy
  if (startBy !== undefined && !must.has('startBy')) {
    add('startBy', (target) => answerWhole(judgeStartBy(startBy, when?.utcOffsetMinutes ?? 0, target)))
  }
  return wishes
}

function valueWishes(
  { access, body, sessions, for: forWhom, prefer }: Answers,
  vocabulary: Vocabulary,
  must: ReadonlySet<Condition>,
  weights: Weights,
): readonly Wish[] {
  /** One wish for each value; together they weigh what the facet weighs. */
  const each = (facet: Exclude<Condition, 'where'>, values: readonly string[] | undefined, to: AnswerTo) => {
    const needs = must.has(facet) ? [] : inOrder(values)
    const full = Math.floor(1000 / Math.max(1, needs.length))
    return needs.map((need): Wish => ({ facet, need, weight: weights[facet], full, ...to(need, vocabulary) }))
  }
  const traits = prefer?.practitioner?.map(({ facet, value }) => `${facet}.${value}`)
  return [
    ...each(
      'sessions',
      sessions && [sessions],
      stated((offer, need) => readStated(offer.sessions, need)),
    ),
    ...each(
      'for',
      forWhom && [forWhom],
      stated((offer, need) => readStated(offer.seenFor, need)),
    ),
    ...each('access', access, stated(readAccess)),
    ...each(
      'body',
      body?.areas,
      related('body-area', (offer) => offer.body?.areas),
    ),
    ...each('body', body?.noTouch, stated(readNoTouch)),
    ...each(
      'modalities',
      prefer?.modalities,
      related('modality', (offer) => offer.modalities),
    ),
    ...each(
      'practitioner',
      traits,
      stated((offer, need) => readStated(offer.facets, need)),
    ),
    ...each(
      'populations',
      prefer?.populations,
      stated((offer, need) => readStated(offer.populations, need)),
    ),
    ...each(
      'style',
      prefer?.style,
      stated((offer, need) => readStated(offer.styles, need)),
    ),
  ]
}

type AnswerTo = (need: string, vocabulary: Vocabulary) => Pick<Wish, 'answer' | 'count'>

/** A wish for one value as it stands. */
function stated(read: (offer: Offer, need: string) => Reading): AnswerTo {
  return (need) => ({ count: 'whole', answer: (target) => answerReading(read(target.offer, need)) })
}

/** A wish that what is related to it answers in part. */
function related(facet: Facet, listOf: (offer: Offer) => Stated<ConceptId> | undefined): AnswerTo {
  return (need, vocabulary) => {
    const relations = relationsTo(vocabulary, facet, need)
    return { count: 'related', answer: (target) => answerRelated(listOf(target.offer), need, relations) }
  }
}

/** Distinct, in the order of text: neither the person's order nor a repetition may show. */
function inOrder(ids: readonly string[] | undefined): readonly string[] {
  return [...new Set(ids)].sort()
}

function relationsTo(vocabulary: Vocabulary, facet: Facet, need: string): Relations {
  const known: ReadonlySet<string> | undefined = vocabulary.concepts.get(facet)
  const relate = relationTo(need)
  // Colleagues offer alike: what was related once need not be taken apart again.
  const related = new Map<string, Relation>()
  return (offered) => {
    const before = related.get(offered)
    if (before !== undefined) return before
    const relation = relate(offered)
    const told = relation !== 'none' && known?.has(offered) ? relation : 'none'
    related.set(offered, told)
    return told
  }
}
