import type { Block } from '../catalogue/columns.js'
import { FIELD, FIRST_LIST, fieldOfList, type StatedList } from '../catalogue/fields.js'
import { conceptsIn, FULL_LEVEL, firstWord } from '../catalogue/stated.js'
import type { Condition } from '../intake/answers.js'
import type { Facet } from '../vocabulary/concept.js'
import { relationStrength, relationTo } from '../vocabulary/relation.js'
import { isDirect } from './answer.js'
import type { Asked } from './asked.js'
import { type BlockJudge, type BlockView, drop, factsOver, join, keep, rowsStating } from './block-view.js'
import { listJudge, noTouchJudge } from './column-lists.js'
import { featureJudge } from './column-offer.js'
import { nearnessIn, whereJudge } from './column-place.js'
import { togethernessIn } from './column-time.js'
import type { Gate } from './match.js'
import type { Wish } from './wish.js'

/** A wish that some facts answer in part: it is added fact by fact, so who states none of them costs nothing. */
export type Gain = {
  /** The most points anybody gets. */
  readonly most: number
  /** Adds the points of those who passed, by row of the block. */
  readonly add: (view: BlockView, alive: Uint32Array, scores: Int32Array) => void
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

function gainOf({ facet, need = '', weight, full }: Wish, { columns, vocabulary }: Asked): Gain {
  const field = fieldOfWish(facet)
  const refused = factsOver(columns, field < FIRST_LIST ? FIELD.notOffered : field + 1, need)
  const words: ReadonlySet<string> | undefined = vocabulary.concepts.get(facetOfWish(facet))
  const relate = relationTo(need)
  const answering: { readonly fact: number; readonly points: number; readonly isDirect: boolean }[] = []
  for (const { concept, levels } of conceptsIn(columns, field).get(firstWord(need)) ?? []) {
    const relation = relate(concept)
    // What the vocabulary does not know answers nothing.
    if (relation === 'none' || !words?.has(concept)) continue
    for (const { fact, level } of levels) {
      const strength = Math.floor((relationStrength[relation] * level) / FULL_LEVEL)
      answering.push({ fact, points: weight * Math.floor((strength * full) / 1000), isDirect: isDirect(relation) })
    }
  }
  // The best single concept counts: whoever has been given something is left alone by everything less.
  answering.sort((one, other) => other.points - one.points)
  return {
    most: answering[0]?.points ?? 0,
    add: (view, alive, scores) => {
      if (answering.length === 0) return
      const refusing = rowsStating(view, refused)
      const left = drop(join(view.set(), alive), refusing)
      for (const { fact, points } of answering) raise(view.block, fact, points, scores, left)
      if (refused.length === 0) return
      // A stated "not offered" takes away what lies beside or above the need, not what was stated of the need itself.
      keep(refusing, alive)
      for (const { fact, points, isDirect } of answering)
        if (isDirect) raise(view.block, fact, points, scores, refusing)
    },
  }
}

/**
 * Gives those who are left and state a fact its points, and takes them out of those who are left. Written out for lists
 * and for sets of bits: a view or a list for each fact would cost more than the sum.
 */
function raise(block: Block, fact: number, points: number, scores: Int32Array, left: Uint32Array): void {
  const { bounds, lists, bits, words } = block
  const at = block.place[fact] ?? 0
  if (at < 0) {
    const end = bounds[-at] ?? 0
    for (let index = bounds[-at - 1] ?? 0; index < end; index++) {
      const row = lists[index] ?? 0
      const here = left[row >> 5] ?? 0
      left[row >> 5] = here & ~(1 << (row & 31))
      // Without a branch: who is left and who is not are mixed at random.
      scores[row] = (scores[row] ?? 0) + (points & -((here >>> (row & 31)) & 1))
    }
  } else if (at > 0) {
    const start = (at - 1) * words
    for (let word = 0; word < words; word++) {
      let here = (bits[start + word] ?? 0) & (left[word] ?? 0)
      left[word] = (left[word] ?? 0) & ~here
      for (; here !== 0; here &= here - 1) {
        const row = (word << 5) + 31 - Math.clz32(here & -here)
        scores[row] = (scores[row] ?? 0) + points
      }
    }
  }
}

function fieldOfWish(facet: Wish['facet']): number {
  if (facet === 'need') return FIELD.concept
  return facet === 'endorsement' ? FIELD.endorsed : fieldOfList(facet === 'body' ? 'areas' : 'modalities')
}

function facetOfWish(facet: Wish['facet']): Facet {
  return facet === 'body' ? 'body-area' : facet === 'modalities' ? 'modality' : 'concern'
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
  // Wishes without a value are conditions that the person chose not to make, and named alike.
  if (need === undefined) return judgeOf(facet as Condition)
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
