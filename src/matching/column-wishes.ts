import type { Columns } from '../catalogue/columns.js'
import { FIELD, fieldOfList, type StatedList } from '../catalogue/fields.js'
import { listRows } from '../catalogue/posting.js'
import { conceptsIn } from '../catalogue/stated.js'
import type { Facet } from '../vocabulary/concept.js'
import { relationStrength, relationTo } from '../vocabulary/relation.js'
import { FULL_LEVEL, isDirect } from './answer.js'
import { type BlockJudge, type BlockView, factsWhere, textsIn } from './block-view.js'
import { type Asked, columnGate, featureJudge } from './column-gates.js'
import { listJudge, noTouchJudge } from './column-lists.js'
import { nearnessIn, whereJudge } from './column-place.js'
import { togethernessIn } from './column-time.js'
import { freeTimeOf } from './gate-time.js'
import { covers } from './state.js'
import type { Wish } from './wish.js'

/** A wish that some facts answer in part: it is added fact by fact, so who states none of them costs nothing. */
export type Gain = {
  /** The most points anybody gets. */
  readonly most: number
  /** Adds everybody's points; `best` is zero at the start and holds strengths afterwards. */
  readonly add: (view: BlockView, best: Uint16Array, scores: Int32Array) => void
}

/** A wish that is met or not. */
export type Whole = { readonly points: number; readonly judge: BlockJudge }

/** A wish that takes work for each row, done only where it may still change who is shown. */
export type Degree = {
  readonly most: number
  /** For a block: row of the block → points. */
  readonly pointsIn: (view: BlockView) => (row: number) => number
}

/** All wishes, by how they are counted. */
export type ColumnWishes = {
  readonly gains: readonly Gain[]
  readonly wholes: readonly Whole[]
  readonly degrees: readonly Degree[]
}

/**
 * Prepares the wishes for every row of a catalogue: together they give a row the score that `scoreEntry` gives its entry.
 *
 * @param wishes - from `wishesOf`.
 * @param asked - the answers, raw, and the columns.
 * @returns the wishes by kind.
 * Privacy: as private as the answers.
 * Cost: O(facts of the fields they read). @since 0.1
 */
export function columnWishes(wishes: readonly Wish[], asked: Asked): ColumnWishes {
  const gains: Gain[] = []
  const wholes: Whole[] = []
  const degrees: Degree[] = []
  for (const wish of wishes) {
    if (wish.count === 'related') gains.push(gainOf(wish, asked))
    else if (wish.count === 'degree') degrees.push(degreeOf(wish, asked))
    else wholes.push({ points: wish.weight * wish.full, judge: wholeJudge(wish, asked) })
  }
  return { gains, wholes, degrees }
}

type Answering = { readonly fact: number; readonly strength: number }

function gainOf({ facet, need = '', weight, full }: Wish, { columns, vocabulary }: Asked): Gain {
  const { offered, refusing } = facet === 'need' ? conceptFacts(columns) : listFacts(columns, listOfWish(facet))
  const concepts: ReadonlySet<string> | undefined = vocabulary.concepts.get(facetOfWish(facet))
  const refused = factsWhere(refusing, (stated) => covers(stated, need))
  const relate = relationTo(need)
  const direct: Answering[] = []
  const indirect: Answering[] = []
  let concept = ''
  let relation = relate(concept)
  for (const { fact, value } of offered) {
    if (value.concept !== concept) {
      concept = value.concept
      // What the vocabulary does not know answers nothing.
      relation = concepts?.has(concept) ? relate(concept) : 'none'
    }
    const strength = Math.floor((relationStrength[relation] * value.level) / FULL_LEVEL)
    if (strength > 0) (isDirect(relation) ? direct : indirect).push({ fact, strength })
  }
  const points = (strength: number): number => weight * Math.floor((strength * full) / 1000)
  const most = points(
    Math.max(0, ...direct.map(({ strength }) => strength), ...indirect.map(({ strength }) => strength)),
  )
  return {
    most,
    add: ({ block }, best, scores) => {
      const raise = ({ fact, strength }: Answering): void => {
        for (const row of listRows(block, fact)) {
          const before = best[row] ?? 0
          if (before >= strength) continue
          best[row] = strength
          scores[row] = (scores[row] ?? 0) + points(strength) - points(before)
        }
      }
      for (const answering of indirect) raise(answering)
      // A stated "not offered" takes away what lies beside or above the need, not what was stated of the need itself.
      for (const fact of refused) {
        for (const row of listRows(block, fact)) {
          scores[row] = (scores[row] ?? 0) - points(best[row] ?? 0)
          best[row] = 0
        }
      }
      for (const answering of direct) raise(answering)
    },
  }
}

function conceptFacts(columns: Columns) {
  return { offered: conceptsIn(columns), refusing: textsIn(columns, FIELD.notOffered) }
}

function listFacts(columns: Columns, list: StatedList) {
  const field = fieldOfList(list)
  const offered = textsIn(columns, field).map(({ fact, value }) => ({
    fact,
    value: { concept: value, level: FULL_LEVEL },
  }))
  return { offered, refusing: textsIn(columns, field + 1) }
}

function facetOfWish(facet: Wish['facet']): Facet {
  return facet === 'need' ? 'concern' : facet === 'body' ? 'body-area' : 'modality'
}

function listOfWish(facet: Wish['facet']): StatedList {
  return facet === 'body' ? 'areas' : 'modalities'
}

function degreeOf({ facet, weight }: Wish, { answers, columns, now }: Asked): Degree {
  const { where, when } = answers
  const most = weight * 1000
  const free = freeTimeOf(when)
  if (facet === 'when' && free !== undefined) {
    const together = togethernessIn(columns, free, now)
    return {
      most,
      pointsIn: (view) => {
        const strengthOf = together(view)
        return (row) => weight * strengthOf(row)
      },
    }
  }
  const near = where?.place === undefined ? () => 0 : nearnessIn(columns, where.place)
  return {
    most,
    pointsIn:
      ({ block }) =>
      (row) =>
        weight * near(block.first + row),
  }
}

function wholeJudge({ facet, need }: Wish, asked: Asked): BlockJudge {
  const { answers, columns } = asked
  if (facet === 'place') {
    const there = { region: need, formats: answers.where?.formats }
    return whereJudge(columns, there, 'unknown')
  }
  if (need === undefined || facet === 'need') return columnGate(gateOf(facet), asked)
  if (facet === 'access') return featureJudge(columns, need)
  if (facet === 'body') return noTouchJudge(columns, need)
  return listJudge(columns, valueLists[facet] ?? 'styles', need)
}

/** The lists in which single values are wished for. */
const valueLists: Readonly<Partial<Record<Wish['facet'], StatedList>>> = {
  sessions: 'sessions',
  for: 'seenFor',
  practitioner: 'facets',
  populations: 'populations',
  style: 'styles',
}

/** Wishes without a value are conditions that the person chose not to make. */
function gateOf(facet: Wish['facet']): Exclude<Wish['facet'], 'need' | 'place'> {
  return facet === 'need' || facet === 'place' ? 'formats' : facet
}
