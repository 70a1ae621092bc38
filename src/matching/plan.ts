import { BLOCK_ROWS, type Block, type Columns } from '../catalogue/columns.js'
import type { CatalogueEntry } from '../catalogue/entry.js'
import { FIELD } from '../catalogue/fields.js'
import { rowsStating } from '../catalogue/posting.js'
import type { BlockJudge } from './block-view.js'
import { factsWhere, textsIn } from './block-view.js'
import { type Asked, columnGate, peopleJudge } from './column-gates.js'
import { columnWishes } from './column-wishes.js'
import { barsUnknown, conditionsOf, type GateJudge, standingGates } from './gate.js'
import { silentTarget } from './part-target.js'
import { barUnknown } from './planes.js'
import { looseGates, loosened } from './relax.js'
import { pointsOf } from './score.js'
import type { Survey, SurveyGate } from './survey.js'
import type { Wish } from './wish.js'

/**
 * Prepares everything that is asked of every row.
 *
 * @param asked - the answers, raw, and the columns.
 * @param wishes - from `wishesOf`.
 * @param isConsidered - which rows are looked at.
 * @returns the survey.
 * Privacy: as private as the answers.
 * Cost: O(facts of the fields that are asked about). @since 0.1
 */
export function surveyOf(asked: Asked, wishes: readonly Wish[], isConsidered: Survey['isConsidered']): Survey {
  const { answers, now } = asked
  const silent = silentTarget(now)
  const looser = { ...asked, answers: loosened(answers) }
  const loosenable = [...conditionsOf(looser.answers), ...standingGates(looser.answers)].map(({ gate }) => gate)
  const prepare = ({ gate, judge }: GateJudge, isOwn: boolean): SurveyGate => {
    const bars = barsUnknown(answers, gate)
    const canLoosen = looseGates.includes(gate) && loosenable.includes(gate)
    return {
      gate,
      judge: columnGate(gate, asked),
      silent: judgeSilent(judge(silent), bars),
      always: gate === 'avoid' ? peopleJudge(asked) : undefined,
      bars,
      isOwn,
      looser: canLoosen ? withPolicy(columnGate(gate, looser), bars) : undefined,
    }
  }
  return {
    gates: [
      ...conditionsOf(answers).map((gate) => prepare(gate, true)),
      ...standingGates(answers).map((gate) => prepare(gate, false)),
    ],
    wishes: columnWishes(wishes, asked),
    silentPoints: wishes.reduce((sum, wish) => sum + pointsOf(wish, wish.answer(silent)), 0),
    isConsidered,
  }
}

/** The judge of one target has applied the policy already; here it is applied to all rows at the end. */
function judgeSilent(judgement: SurveyGate['silent'], bars: boolean): SurveyGate['silent'] {
  return bars && judgement === 'barred' ? 'unknown' : judgement
}

function withPolicy(judge: BlockJudge, bars: boolean): BlockJudge {
  return bars ? (view) => barUnknown(judge(view)) : judge
}

/**
 * Finds the rows that are looked at.
 *
 * @param columns - of the catalogue.
 * @param block - one of its blocks.
 * @param kinds - which kinds are wanted.
 * @param refused - rows that are left out.
 * @returns one bit a row.
 * Privacy: reads public data only; the kinds are the person's wish.
 * Cost: O(words). @since 0.1
 */
export function rowsWanted(
  columns: Columns,
  block: Block,
  kinds: readonly CatalogueEntry['kind'][],
  refused: ReadonlyMap<number, unknown>,
): Uint32Array {
  const facts = factsWhere(textsIn(columns, FIELD.kind), (kind) => (kinds as readonly string[]).includes(kind))
  const wanted = rowsStating(block, facts)
  for (const row of refused.keys()) {
    const within = row - block.first
    if (within < 0 || within >= BLOCK_ROWS) continue
    wanted[within >> 5] = (wanted[within >> 5] ?? 0) & ~(1 << (within & 31))
  }
  return wanted
}
