import type { CatalogueEntry } from '../../../src/catalogue/entry.js'
import type { Answers } from '../../../src/intake/answers.js'
import type { Vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { type Gate, gatesOf } from './gates.js'
import { explorer, inOrder } from './order.js'
import { isSealable, type Target, targetAt } from './target.js'
import type { Verdict } from './values.js'
import { type Reply, type Wish, wishesOf } from './wishes.js'

// Matching once more, as plainly as docs/design/matching-semantics.md puts it, without regard to speed and without a
// line of src/matching. It decides what the engine has to answer.

export type ReferenceOptions = {
  readonly now: number
  readonly seed: string
  readonly limit?: number
  readonly targets?: readonly CatalogueEntry['kind'][]
  readonly bands?: number
  readonly diversity?: number
  readonly exploration?: boolean
}

export type Answered = {
  readonly wish: Wish
  readonly reply: Reply
  readonly strength: number
  readonly points: number
}
export type Judged = {
  readonly target: Target
  readonly verdicts: readonly { readonly gate: Gate; readonly verdict: Verdict }[]
  readonly answered: readonly Answered[]
  readonly score: number
}

/** Everything `match` says, but for the entries themselves. */
export function referenceMatch(
  answers: Answers,
  entries: readonly CatalogueEntry[],
  vocabulary: Vocabulary,
  { now, seed, limit = 10, targets, bands = 1, diversity = 0, exploration = false }: ReferenceOptions,
) {
  const considered = entries.filter(
    ({ kind }) => (targets?.includes(kind) ?? true) && !(kind === 'event' && answers.prefer?.events === 'no'),
  )
  const judged = judgeAll(answers, considered, vocabulary, now)
  const has = (one: Judged, ...wanted: readonly Verdict[]) => one.verdicts.some((each) => wanted.includes(each.verdict))
  const excluded = judged.filter((one) => has(one, 'fail', 'barred'))
  const passed = judged.filter((one) => !excluded.includes(one))
  const ranked = (list: readonly Judged[]) => inOrder(list, seed, bands, diversity)
  // The person's own conditions alone decide between the lists; what else is unknown is asked.
  const isOpen = (one: Judged) => one.verdicts.some(({ gate, verdict }) => gate.isOwn && verdict === 'unknown')
  const matches = ranked(passed.filter((one) => !isOpen(one)))
  const maybe = ranked(passed.filter(isOpen))
  const explored = exploration ? explorer(matches, limit, seed) : undefined
  const told = (list: readonly Judged[]) => list.map((one, place) => tell(one, list[place - 1], false))
  return {
    seed,
    matches: explored
      ? [...told(matches.slice(0, limit - 1)), tell(explored, undefined, true)]
      : told(matches.slice(0, limit)),
    maybe: told(maybe.slice(0, limit)),
    excluded: { total: excluded.length, byGate: countGates(excluded) },
    relaxations: relaxationsOf(answers, excluded),
    counts: {
      matches: matches.length,
      maybe: maybe.length,
      excluded: excluded.length,
      considered: considered.length,
    },
  }
}

/** Every gate's verdict, and what is said to every wish with its points: weight × strength. */
export function judgeAll(
  answers: Answers,
  entries: readonly CatalogueEntry[],
  vocabulary: Vocabulary,
  now: number,
): readonly Judged[] {
  const gates = gatesOf(answers)
  const wishes = wishesOf(answers, vocabulary)
  return entries.map((entry) => {
    const target = targetAt(entry, now)
    const answered = wishes.map((wish) => {
      const reply = wish.reply(target)
      const strength = Math.floor(((reply.strength ?? 0) * wish.full) / 1000)
      return { wish, reply, strength, points: wish.weight * strength }
    })
    const verdicts = gates.map((gate) => ({ gate, verdict: gate.judge(target) }))
    return { target, verdicts, answered, score: answered.reduce((sum, { points }) => sum + points, 0) }
  })
}

/** What colleagues say is added, and never missing. */
const isAsked = ({ wish }: Answered): boolean => wish.facet !== 'endorsement'

function tell(one: Judged, above: Judged | undefined, exploration: boolean) {
  const { target, score, answered } = one
  const { entry, presence } = target
  const nameOf = ({ facet, need }: Wish) => ({ facet, need })
  const asked = answered.filter(isAsked)
  const silent = asked.filter(({ reply }) => reply.strength === undefined).map(({ wish }) => wish)
  const open = one.verdicts.filter(({ verdict }) => verdict === 'unknown').map(({ gate }) => gate.name)
  return {
    id: entry.id,
    kind: entry.kind,
    name: entry.name,
    sealable: isSealable(entry, target.now),
    score,
    lower: score,
    upper: score + silent.reduce((sum, { weight, full }) => sum + weight * full, 0),
    coverage: { known: asked.length - silent.length, asked: asked.length },
    reasons: answered
      .filter(({ points }) => points > 0)
      .map(({ wish: { facet, need, weight }, reply: { matched, relation, level }, strength, points }) => {
        const asOf = facet === 'startBy' && presence ? presence.capacityAsOf : entry.issued
        const source = facet === 'endorsement' ? 'endorsed' : 'self'
        return { facet, need, matched, relation, level, weight, strength, points, source, asOf }
      }),
    against: asked.filter(({ reply }) => reply.strength === 0).map(({ wish }) => nameOf(wish)),
    // A condition that is also a wish is one question.
    unknowns: [
      ...open
        .filter((name) => !silent.some(({ facet }) => facet === name))
        .map((facet) => ({ facet, need: undefined })),
      ...silent.map(nameOf),
    ],
    counterfactual: exploration || above === undefined ? undefined : counterfactual(one, above),
    exploration,
  }
}

/** The smallest single answer that would have been enough; the first of equals. */
function counterfactual({ answered, score }: Judged, above: Judged) {
  if (above.score < score) return undefined
  const enough = answered
    .filter(isAsked)
    .map(({ wish, points }) => ({ facet: wish.facet, need: wish.need, points: wish.weight * wish.full - points }))
    .filter(({ points }) => points > 0 && score + points > above.score)
    .sort((one, other) => one.points - other.points)
  return enough[0] && { ...enough[0], above: above.target.entry.id }
}

const isStop = ({ verdict }: { readonly verdict: Verdict }) => verdict === 'fail' || verdict === 'barred'

function countGates(excluded: readonly Judged[]) {
  const names = excluded.flatMap(({ verdicts }) => verdicts.filter(isStop).map(({ gate }) => gate.name)).sort()
  return Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]))
}

/** What dropping, asking or loosening the one condition that stopped somebody would bring. */
function relaxationsOf(answers: Answers, excluded: readonly Judged[]) {
  const { where, payment, when } = answers
  const ways = payment?.anyOf?.map((way) =>
    'insurer' in way ? way : { budget: { ...way.budget, amount: Math.floor((way.budget.amount * 5) / 4) } },
  )
  const looser = gatesOf({
    ...answers,
    where: where?.place && { ...where, place: { ...where.place, withinKm: where.place.withinKm * 2 } },
    payment: payment && { ...payment, anyOf: ways },
    when: { ...when, waitingList: 'ok' },
  }).filter(({ name }) => ['where', 'payment', 'accepting'].includes(name))
  const gains = excluded.flatMap(({ target, verdicts }) => {
    const [stop, another] = verdicts.filter(isStop)
    if (stop === undefined || another !== undefined) return []
    const { gate, verdict } = stop
    const loosened = looser.find(({ name }) => name === gate.name)?.judge(target)
    return [
      ...(gate.isOwn ? [`${gate.name} drop`] : []),
      ...(verdict === 'barred' ? [`${gate.name} ask`] : []),
      ...(loosened === 'pass' || loosened === 'unknown' ? [`${gate.name} loosen`] : []),
    ]
  })
  return [...new Set(gains)]
    .sort()
    .map((gain) => ({ gain, gained: gains.filter((one) => one === gain).length }))
    .sort((one, other) => other.gained - one.gained)
    .map(({ gain, gained }) => ({ gate: gain.split(' ')[0], change: gain.split(' ')[1], gained }))
}
