import { BLOCK_ROWS } from '../catalogue/columns.js'
import { FIELD } from '../catalogue/fields.js'
import type { Asked } from './asked.js'
import { type BlockView, factsWhere, rowsStating, textsIn } from './block-view.js'
import { columnGate, peopleJudge } from './column-gates.js'
import { passing } from './column-lists.js'
import { looserGate } from './column-relax.js'
import { columnWishes } from './column-wishes.js'
import { barsUnknown, type GateJudge } from './gate.js'
import { answersOf, scoreOf } from './score.js'
import type { Survey, SurveyGate } from './survey.js'
import { silentTarget } from './target.js'
import type { Wish } from './wish.js'

/** What is asked of one target: wishes and gates, the person's own conditions in front. */
export type Planned = {
  readonly wishes: readonly Wish[]
  readonly gates: readonly GateJudge[]
  /** How many of the gates are the person's own conditions. */
  readonly own: number
}

/**
 * Prepares everything that is asked of every row.
 *
 * @param asked - the answers, raw, and the columns.
 * @param planned - the same questions as they are asked of one target.
 * @param isConsidered - which rows are looked at.
 * @returns the survey.
 * Privacy: as private as the answers.
 * Cost: O(facts of the fields that are asked about). @since 0.1
 */
export function surveyOf(asked: Asked, planned: Planned, isConsidered: Survey['isConsidered']): Survey {
  const { wishes, gates, own } = planned
  const silent = silentTarget(asked.now)
  return {
    gates: gates.flatMap(({ gate, judge: judgeOne }, index) => {
      const bars = barsUnknown(asked.answers, gate)
      const judge = columnGate(gate, asked)
      const always = gate === 'avoid' ? peopleJudge(asked) : undefined
      // What everybody passes stops nobody, and leaves nothing open.
      if (judge === passing && always === undefined) return []
      return {
        gate,
        bit: 1 << index,
        judge,
        silent: judgeSilent(judgeOne(silent), bars),
        always,
        bars,
        isOwn: index < own,
        looser: looserGate(gate, asked, bars),
      }
    }),
    wishes: columnWishes(wishes, asked, (gate) => columnGate(gate, asked)),
    silentPoints: scoreOf(answersOf(silent, wishes)),
    isConsidered,
  }
}

/** The judge of one target has applied the policy already; here it is applied to all rows at the end. */
function judgeSilent(judgement: SurveyGate['silent'], bars: boolean): SurveyGate['silent'] {
  return bars && judgement === 'barred' ? 'unknown' : judgement
}

/**
 * Finds the rows that are looked at.
 *
 * @param view - the block.
 * @param kinds - which kinds are wanted.
 * @param refused - rows that are left out.
 * @returns one bit a row.
 * Privacy: reads public data only; the kinds are the person's wish.
 * Cost: O(words). @since 0.1
 */
export function rowsWanted(
  view: BlockView,
  kinds: readonly string[],
  refused: ReadonlyMap<number, unknown>,
): Uint32Array {
  const facts = factsWhere(textsIn(view.columns, FIELD.kind), (kind) => kinds.includes(kind))
  const wanted = rowsStating(view, facts)
  for (const row of refused.keys()) {
    const within = row - view.block.first
    if (within < 0 || within >= BLOCK_ROWS) continue
    wanted[within >> 5] = (wanted[within >> 5] ?? 0) & ~(1 << (within & 31))
  }
  return wanted
}
