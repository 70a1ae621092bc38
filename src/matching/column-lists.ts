import type { Columns } from '../catalogue/columns.js'
import { FIELD, fieldOfList, type StatedList } from '../catalogue/fields.js'
import { addRows } from '../catalogue/posting.js'
import type { Answers } from '../intake/answers.js'
import { sameLanguage } from '../vocabulary/language.js'
import {
  type BlockJudge,
  type BlockView,
  drop,
  type factsBy,
  factsOf,
  factsOver,
  factsUnder,
  factsWhere,
  invert,
  keep,
  rowsStating,
  rowsWithFlag,
  textsIn,
} from './block-view.js'
import { allOf, anyOf, bySets, everyRow, type Planes } from './planes.js'
import { covers } from './state.js'
import type { Judgement } from './verdict.js'

/**
 * Judges every row alike: a gate over something that nobody has to state.
 *
 * @param judgement - of each row.
 * @returns the judge.
 * Privacy: as private as the judgement.
 * Cost: O(rows ÷ 32) a block. @since 0.1
 */
export function everybody(judgement: Judgement): BlockJudge {
  return ({ set }) => everyRow(set, judgement)
}

/** The gate that everybody passes. */
export const passing = everybody('pass')

/**
 * Joins judges of which every one is needed.
 *
 * @param judges - in any order.
 * @returns the joined judge; `pass` for everybody when there are none.
 * Privacy: as private as the judges.
 * Cost: theirs. @since 0.1
 */
export function allJudges(judges: readonly BlockJudge[]): BlockJudge {
  const [first, ...others] = judges
  if (first === undefined) return passing
  return (view) => others.reduce((planes, judge) => allOf(planes, judge(view)), first(view))
}

/**
 * Joins judges of which one is enough.
 *
 * @param judges - in any order.
 * @returns the joined judge; `fail` for everybody when there are none.
 * Privacy: as private as the judges.
 * Cost: theirs. @since 0.1
 */
export function anyJudge(judges: readonly BlockJudge[]): BlockJudge {
  const [first, ...others] = judges
  if (first === undefined) return everybody('fail')
  return (view) => others.reduce((planes, judge) => anyOf(planes, judge(view)), first(view))
}

/**
 * Reads one value of a three-valued list in every row, as `readStated` does in one.
 *
 * @param columns - of the catalogue.
 * @param list - the list's name.
 * @param wanted - the value asked about. Raw.
 * @returns the judge.
 * Privacy: as private as `wanted`.
 * Cost: O(log facts) once, then O(rows ÷ 32) a value that bears on it, a block. @since 0.1
 */
export function listJudge(columns: Columns, list: StatedList, wanted: string): BlockJudge {
  const field = fieldOfList(list)
  const over = (of: number) => factsOver(columns, of, wanted)
  return threeValued(columns, field, factsUnder(columns, field, wanted), over)
}

function languageJudge(columns: Columns, wanted: string): BlockJudge {
  const tag = `${wanted.toLowerCase()}-`
  const field = fieldOfList('languages')
  const over = (of: number) =>
    factsWhere(textsIn(columns, of), (offered) => tag.startsWith(`${offered.toLowerCase()}-`))
  const same = factsWhere(textsIn(columns, field), (offered) => sameLanguage(wanted, offered))
  return threeValued(columns, field, same, over)
}

function threeValued(
  columns: Columns,
  field: number,
  yes: readonly number[],
  over: (field: number) => readonly number[],
): BlockJudge {
  const wider = over(field)
  const no = over(field + 1)
  const complete = factsOf(columns, field + 2)
  return (view) => {
    const fail = rowsStating(view, complete)
    // Who states something wider leaves the value open, even in a complete list.
    if (wider.length > 0) drop(fail, rowsStating(view, wider))
    for (const fact of no) addRows(fail, view.block, fact)
    return bySets(rowsStating(view, yes), fail)
  }
}

/**
 * Judges languages in every row, as `judgeLanguages` does in one.
 *
 * @param columns - of the catalogue.
 * @param languages - the person's answer. Raw.
 * @returns the judge.
 * Privacy: reads the languages.
 * Cost: O(languages × values stated) once. @since 0.1
 */
export function languagesJudge(columns: Columns, languages: NonNullable<Answers['languages']>): BlockJudge {
  const { anyOf: some = [], allOf: each = [], interpreter } = languages
  const interpreted: BlockJudge = interpreter
    ? (view) => bySets(rowsWithFlag(view, 'interpreter'), rowsWithFlag(view, 'no-interpreter'))
    : everybody('fail')
  if (some.length === 0 && each.length === 0) return interpreter ? interpreted : passing
  const judges = each.map((tag) => languageJudge(columns, tag))
  if (some.length > 0) judges.push(anyJudge(some.map((tag) => languageJudge(columns, tag))))
  return interpreter ? anyJudge([allJudges(judges), interpreted]) : allJudges(judges)
}

/**
 * Judges traits in every row, as `judgeTraits` does in one.
 *
 * @param columns - of the catalogue.
 * @param traits - the person's answer. Raw.
 * @returns the judge.
 * Privacy: reads the traits.
 * Cost: O(traits × values stated) once. @since 0.1
 */
export function traitsJudge(
  columns: Columns,
  traits: readonly { readonly facet: string; readonly value: string }[],
): BlockJudge {
  const names = [...new Set(traits.map(({ facet }) => facet))]
  return allJudges(
    names.map((name) =>
      anyJudge(
        traits
          .filter(({ facet }) => facet === name)
          .map(({ facet, value }) => listJudge(columns, 'facets', `${facet}.${value}`)),
      ),
    ),
  )
}

/**
 * Reads in every row whether an area of the body can be left untouched, as `readNoTouch` does in one.
 *
 * @param columns - of the catalogue.
 * @param area - the area. Raw.
 * @returns the judge: `pass` or `unknown`.
 * Privacy: reads the area.
 * Cost: O(values stated) once. @since 0.1
 */
export function noTouchJudge(columns: Columns, area: string): BlockJudge {
  const treated = listJudge(columns, 'areas', area)
  return (view) => {
    const left = rowsWithFlag(view, 'touch-free')
    const { high } = treated(view)
    for (let word = 0; word < left.length; word++) left[word] = (left[word] ?? 0) | ~(high[word] ?? 0)
    return bySets(left, view.set())
  }
}

/**
 * Judges who states nothing of what is to be avoided, as the second half of `judgeAvoid` does for one.
 *
 * @param columns - of the catalogue.
 * @param avoided - concepts of any facet. Raw.
 * @param occasions - events of a kind that is avoided: their facts.
 * @returns the judge: `pass` or `fail`.
 * Privacy: reads what is avoided.
 * Cost: O(avoided × values stated) once. @since 0.1
 */
export function avoidJudge(columns: Columns, avoided: readonly string[], occasions: readonly number[]): BlockJudge {
  const isAvoided = (stated: string): boolean => avoided.some((one) => covers(one, stated))
  const lists: readonly StatedList[] = ['modalities', 'populations', 'styles', 'facets']
  const facts = [
    ...factsWhere(textsIn(columns, FIELD.concept), (stated) => isAvoided(stated.slice(0, -2))),
    ...lists.flatMap((list) => avoided.flatMap((one) => factsUnder(columns, fieldOfList(list), one))),
    ...occasions,
  ]
  return (view) => failing(view, rowsStating(view, facts))
}

/**
 * Fails some rows and passes the others.
 *
 * @param view - the block.
 * @param fail - the rows that fail; becomes part of the result.
 * @returns planes without an unknown.
 * Privacy: as private as the rows.
 * Cost: O(words). @since 0.1
 */
export function failing({ set }: BlockView, fail: Uint32Array): Planes {
  const pass = set()
  pass.set(fail)
  return bySets(invert(pass), fail)
}

/**
 * Judges by how things stand where that was confirmed lately, and events by what makes them events.
 *
 * @param states - facts of how things stand, judged.
 * @param events - facts of events, judged.
 * @param more - more facts that pass where they were confirmed lately.
 * @returns the judge.
 * Privacy: as private as the judgements.
 * Cost: O(rows ÷ 32) a fact and block. @since 0.1
 */
export function freshOr(
  states: ReturnType<typeof factsBy>,
  events: ReturnType<typeof factsBy>,
  more: readonly number[] = [],
): BlockJudge {
  return (view) => {
    const pass = keep(rowsStating(view, [...states('pass'), ...more]), view.fresh)
    const fail = keep(rowsStating(view, states('fail')), view.fresh)
    for (const fact of events('pass')) addRows(pass, view.block, fact)
    for (const fact of events('fail')) addRows(fail, view.block, fact)
    return bySets(pass, fail)
  }
}
