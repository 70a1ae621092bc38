import type { Block } from '../catalogue/columns.js'
import { FIELD, fieldOfList, type StatedList } from '../catalogue/fields.js'
import { listRows } from '../catalogue/posting.js'
import { conceptsIn, FULL_LEVEL, firstWord } from '../catalogue/stated.js'
import type { Facet } from '../vocabulary/concept.js'
import { relationStrength, relationTo } from '../vocabulary/relation.js'
import { isDirect } from './answer.js'
import type { Asked } from './asked.js'
import { type BlockJudge, type BlockView, factsWhere, textsIn } from './block-view.js'
import { listJudge, noTouchJudge } from './column-lists.js'
import { featureJudge } from './column-offer.js'
import { nearnessIn, whereJudge } from './column-place.js'
import { togethernessIn } from './column-time.js'
import type { Gate } from './match.js'
import { covers } from './state.js'
import type { Wish } from './wish.js'

/** A wish that some facts answer in part: it is added fact by fact, so who states none of them costs nothing. */
export type Gain = {
  /** The most points anybody gets. */
  readonly most: number
  /** Adds the points of those who passed; strengths are zero at the start. */
  readonly add: (view: BlockView, gaining: Gaining) => void
}

/** What a gain is added to, by row of a block. */
export type Gaining = {
  /** Only who is in it counts. */
  readonly alive: Uint32Array
  /** The best so far of the wish that is added. */
  readonly strengths: Uint16Array
  readonly scores: Int32Array
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
 * @param judgeOf - prepares a gate, for wishes that are conditions the person chose not to make.
 * @returns the wishes by kind.
 * Privacy: as private as the answers.
 * Cost: O(facts of the fields they read). @since 0.1
 */
export function columnWishes(wishes: readonly Wish[], asked: Asked, judgeOf: (gate: Gate) => BlockJudge): ColumnWishes {
  const gains: Gain[] = []
  const wholes: Whole[] = []
  const degrees: Degree[] = []
  for (const wish of wishes) {
    if (wish.count === 'related') gains.push(gainOf(wish, asked))
    else if (wish.count === 'degree') degrees.push(degreeOf(wish, asked))
    else wholes.push({ points: wish.weight * wish.full, judge: wholeJudge(wish, asked, judgeOf) })
  }
  return { gains, wholes, degrees }
}

type Answering = { readonly fact: number; readonly strength: number; readonly isDirect: boolean }

function gainOf({ facet, need = '', weight, full }: Wish, { columns, vocabulary }: Asked): Gain {
  const field = facet === 'need' ? FIELD.concept : fieldOfList(facet === 'body' ? 'areas' : 'modalities')
  const refusing = textsIn(columns, facet === 'need' ? FIELD.notOffered : field + 1)
  const refused = factsWhere(refusing, (stated) => covers(stated, need))
  const words: ReadonlySet<string> | undefined = vocabulary.concepts.get(facetOfWish(facet))
  const relate = relationTo(need)
  const answering: Answering[] = []
  for (const { concept, levels } of conceptsIn(columns, field).get(firstWord(need)) ?? []) {
    const relation = relate(concept)
    // What the vocabulary does not know answers nothing.
    if (relation === 'none' || !words?.has(concept)) continue
    for (const { fact, level } of levels) {
      const strength = Math.floor((relationStrength[relation] * level) / FULL_LEVEL)
      answering.push({ fact, strength, isDirect: isDirect(relation) })
    }
  }
  // A stated "not offered" takes away what lies beside or above the need, not what was stated of the need itself.
  answering.sort((one, other) => Number(one.isDirect) - Number(other.isDirect))
  const points = (strength: number): number => weight * Math.floor((strength * full) / 1000)
  return {
    most: points(answering.reduce((most, { strength }) => Math.max(most, strength), 0)),
    add: ({ block }, gaining) => {
      let isCleared = refused.length === 0
      for (const { fact, strength, isDirect: direct } of answering) {
        if (direct && !isCleared) {
          for (const no of refused) clear(block, no, gaining, points)
          isCleared = true
        }
        raise(block, fact, strength, gaining, points)
      }
      if (!isCleared) for (const no of refused) clear(block, no, gaining, points)
    },
  }
}

type PointsOf = (strength: number) => number

/**
 * Gives everybody who states a fact its strength, where they have less. Written out for lists and for sets of bits: this
 * is where most of a query's time goes, and a view or a list for each fact would cost more than the sum.
 */
function raise(block: Block, fact: number, strength: number, gaining: Gaining, pointsOf: PointsOf): void {
  const { place, bounds, lists, bits, words } = block
  const { alive } = gaining
  const points = pointsOf(strength)
  const at = place[fact] ?? 0
  if (at < 0) {
    const end = bounds[-at] ?? 0
    for (let index = bounds[-at - 1] ?? 0; index < end; index++) {
      const row = lists[index] ?? 0
      if (((alive[row >> 5] ?? 0) >>> (row & 31)) & 1) raiseRow(row, strength, points, gaining, pointsOf)
    }
  } else if (at > 0) {
    const start = (at - 1) * words
    for (let word = 0; word < words; word++) {
      for (let left = (bits[start + word] ?? 0) & (alive[word] ?? 0); left !== 0; left &= left - 1) {
        raiseRow((word << 5) + 31 - Math.clz32(left & -left), strength, points, gaining, pointsOf)
      }
    }
  }
}

function raiseRow(
  row: number,
  strength: number,
  points: number,
  { strengths, scores }: Gaining,
  pointsOf: PointsOf,
): void {
  const before = strengths[row] ?? 0
  if (before >= strength) return
  strengths[row] = strength
  scores[row] = (scores[row] ?? 0) + points - (before === 0 ? 0 : pointsOf(before))
}

/** Takes everything from whoever states a fact. */
function clear(block: Block, fact: number, { strengths, scores }: Gaining, pointsOf: PointsOf): void {
  for (const row of listRows(block, fact)) {
    scores[row] = (scores[row] ?? 0) - pointsOf(strengths[row] ?? 0)
    strengths[row] = 0
  }
}

function facetOfWish(facet: Wish['facet']): Facet {
  return facet === 'need' ? 'concern' : facet === 'body' ? 'body-area' : 'modality'
}

function degreeOf({ facet, weight }: Wish, { answers, columns, together }: Asked): Degree {
  const { where } = answers
  const most = weight * 1000
  if (facet === 'when') {
    const ofBlock = togethernessIn(together)
    return {
      most,
      pointsIn: (view) => {
        const strengthOf = ofBlock(view)
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

function wholeJudge({ facet, need }: Wish, asked: Asked, judgeOf: (gate: Gate) => BlockJudge): BlockJudge {
  const { answers, columns } = asked
  if (facet === 'place') {
    const there = { region: need, formats: answers.where?.formats }
    return whereJudge(asked, there, 'unknown')
  }
  if (need === undefined || facet === 'need') return judgeOf(gateOf(facet))
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
