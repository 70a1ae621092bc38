import type { Stated } from '../../../src/descriptor/fields.js'
import type { Answers, Condition } from '../../../src/intake/answers.js'
import type { Facet } from '../../../src/vocabulary/concept.js'
import type { Vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { judgeLanguages, judgePayment, mustOf, readAccess, untouched } from './gates.js'
import { isOnline, judgeWhere, nearness } from './places.js'
import type { Target } from './target.js'
import { minutesTogether, startsBy } from './times.js'
import {
  isWithin,
  type Reading,
  read,
  readAny,
  readLanguage,
  relate,
  sorted,
  strengths,
  type Verdict,
} from './values.js'

/** What is said to a wish: how far it is met, of 1000; undefined where nothing is said. */
export type Reply = {
  readonly strength: number | undefined
  readonly matched?: string | undefined
  readonly relation?: keyof typeof strengths | undefined
  readonly level?: number | undefined
}
export type Wish = {
  readonly facet: 'need' | 'endorsement' | 'place' | Exclude<Condition, 'where'>
  readonly need: string | undefined
  readonly weight: number
  readonly full: number
  readonly reply: (target: Target) => Reply
}

const weights = { for: 30, startBy: 30, style: 30 }
const weightOf = (facet: string): number => (facet in weights ? weights[facet as keyof typeof weights] : 40) // asked just before

/** Needs, then what is practical, then single values; what is a condition is no wish. */
export function wishesOf(answers: Answers, vocabulary: Vocabulary): readonly Wish[] {
  const stated = needs(answers, vocabulary, 'need', 100, ({ offer }) => offer.concepts ?? [])
  // Of the scale of a need, colleagues move two hundredths.
  const endorsed = needs(answers, vocabulary, 'endorsement', 2, (target) => target.endorsed)
  return [...stated, ...endorsed, ...practical(answers), ...values(answers, vocabulary)]
}

function needs(
  answers: Answers,
  vocabulary: Vocabulary,
  facet: 'need' | 'endorsement',
  weight: number,
  offered: (target: Target) => readonly { readonly concept: string; readonly level: number }[],
): readonly Wish[] {
  return sorted(answers.needs.map(({ concept }) => concept)).map((need) => {
    const same = answers.needs.filter(({ concept }) => concept === need)
    const importance = Math.max(...same.map((one) => one.importance ?? 2))
    const reply = (target: Target) =>
      bestOf(offered(target), { no: target.offer.notOffered }, need, vocabulary.concepts.get('concern'))
    return { facet, need, weight: weight * importance, full: 1000, reply }
  })
}

/** The best single concept, never the sum. A refusal of the need takes away what lies beside or above it. */
function bestOf(
  offered: readonly { readonly concept: string; readonly level: number }[],
  list: Stated<string>,
  need: string,
  words: ReadonlySet<string> = new Set(),
): Reply {
  const isRefused = (list.no ?? []).some((one) => isWithin(need, one))
  const answers = offered.flatMap(({ concept, level }) => {
    const relation = relate(need, concept)
    if (relation === undefined || (relation !== 'exact' && !words.has(concept))) return []
    if (isRefused && (relation === 'ancestor' || relation === 'sibling')) return []
    return [{ strength: Math.floor((strengths[relation] * level) / 4), matched: concept, relation, level }]
  })
  const [first] = answers.sort((one, two) => two.strength - one.strength || (one.matched < two.matched ? -1 : 1))
  return first ?? { strength: isRefused || list.complete ? 0 : undefined }
}

const whole = (verdict: Verdict, matched?: string): Reply =>
  verdict === 'pass' ? { strength: 1000, matched } : { strength: verdict === 'fail' ? 0 : undefined }
const ofReading = ({ verdict, matched }: Reading): Reply => whole(verdict, matched)

function practical(answers: Answers): readonly Wish[] {
  const { where = {}, languages, payment, when, sessions } = answers
  const { place, region, formats = [] } = where
  const isWish = (condition: Condition) => !mustOf(answers).includes(condition)
  const wish = (facet: Wish['facet'], isAsked: boolean, reply: Wish['reply'], need?: string): readonly Wish[] =>
    isAsked ? [{ facet, need, weight: weightOf(facet), full: 1000, reply }] : []
  const meets = formats.length === 0 || !formats.every(isOnline)
  const tags = [...(languages?.anyOf ?? []), ...(languages?.allOf ?? [])]
  return [
    ...wish('formats', formats.length > 0 && isWish('formats'), ({ offer }) =>
      ofReading(readAny(offer.formats, formats)),
    ),
    ...wish('place', place !== undefined && meets, (target) => ({ strength: place && nearness(place, target) })),
    ...wish(
      'place',
      region !== undefined && isWish('where'),
      (target) => whole(judgeWhere({ region, formats }, target, 'unknown')),
      region,
    ),
    ...wish('languages', languages !== undefined && isWish('languages'), ({ offer }) => {
      const shared = sorted(tags.flatMap((tag) => readLanguage(offer.languages, tag).matched ?? []))
      return whole(judgeLanguages(languages ?? {}, offer), shared[0])
    }),
    ...wish('payment', payment !== undefined && isWish('payment'), ({ offer }) =>
      whole(judgePayment(payment ?? {}, offer, sessions)),
    ),
    ...wish('when', (when?.slots ?? []).length > 0, (target) => togetherness(when ?? {}, target)),
    ...wish('startBy', when?.startBy !== undefined && isWish('startBy'), (target) =>
      whole(startsBy(when ?? {}, target)),
    ),
  ]
}

/** Full from three hours, or for an event that fits. */
function togetherness(when: NonNullable<Answers['when']>, target: Target): Reply {
  const minutes = minutesTogether(when, target)
  if (minutes === undefined) return { strength: undefined }
  if (target.event !== undefined) return { strength: minutes > 0 ? 1000 : 0 }
  return { strength: Math.min(1000, Math.floor((minutes * 1000) / 180)) }
}

/** One wish a value; together the values of a list weigh what its facet weighs. */
function values(answers: Answers, vocabulary: Vocabulary): readonly Wish[] {
  const { access, body, sessions, for: forWhom, prefer } = answers
  type Listed = (offer: Target['offer']) => Stated<string> | undefined
  const each = (
    facet: Exclude<Wish['facet'], 'need' | 'endorsement' | 'place'>,
    wanted: readonly string[] | undefined,
    reply: (need: string, target: Target) => Reply,
  ): readonly Wish[] => {
    const list = mustOf(answers).includes(facet) ? [] : sorted(wanted)
    const full = Math.floor(1000 / list.length)
    return list.map((need) => ({ facet, need, weight: weightOf(facet), full, reply: (target) => reply(need, target) }))
  }
  const met =
    (list: Listed) =>
    (need: string, { offer }: Target) =>
      ofReading(read(list(offer), need))
  const related =
    (facet: Facet, list: Listed) =>
    (need: string, { offer }: Target): Reply => {
      const offered = (list(offer)?.yes ?? []).map((concept) => ({ concept, level: 4 }))
      return { ...bestOf(offered, list(offer) ?? {}, need, vocabulary.concepts.get(facet)), level: undefined }
    }
  return [
    ...each(
      'sessions',
      sessions && [sessions],
      met((offer) => offer.sessions),
    ),
    ...each(
      'for',
      forWhom && [forWhom],
      met((offer) => offer.seenFor),
    ),
    ...each('access', access, (need, { offer }) => ofReading(readAccess(offer, need))),
    ...each(
      'body',
      body?.areas,
      related('body-area', (offer) => offer.body?.areas),
    ),
    ...each('body', body?.noTouch, (need, { offer }) => whole(untouched(offer, need))),
    ...each(
      'modalities',
      prefer?.modalities,
      related('modality', (offer) => offer.modalities),
    ),
    ...each(
      'practitioner',
      prefer?.practitioner?.map(({ facet, value }) => `${facet}.${value}`),
      met((offer) => offer.facets),
    ),
    ...each(
      'populations',
      prefer?.populations,
      met((offer) => offer.populations),
    ),
    ...each(
      'style',
      prefer?.style,
      met((offer) => offer.styles),
    ),
  ]
}
