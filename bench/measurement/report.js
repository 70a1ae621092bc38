import { aboutMachine, wrapped } from '../terminal.js'

// What a run of measurement found, as text for a terminal of 80 columns.

/**
 * The background's own simulation, in percentage points: for 50, 500 and 5,000 people the error of chance, then of local
 * noise and of two shares of noise at ε 1, 2 and 4.
 * @type {Readonly<Record<string, readonly (readonly number[])[]>>}
 */
export const background = {
  'latency, 8 cells': [
    [8.2, 30.6, 15.1, 4.7, 12.0, 6.2, 2.8],
    [2.6, 12.9, 5.1, 1.5, 1.3, 0.6, 0.3],
    [0.8, 4.4, 1.7, 0.5, 0.1, 0.1, 0.0],
  ],
  'came back, 4 cells': [
    [8.0, 24.0, 10.2, 3.2, 8.6, 4.4, 1.9],
    [2.5, 8.0, 3.5, 1.0, 0.9, 0.5, 0.2],
    [0.8, 2.7, 1.1, 0.3, 0.1, 0.0, 0.0],
  ],
  'retention, 13 cells': [
    [7.9, 32.3, 18.5, 5.7, 13.3, 7.1, 3.3],
    [2.5, 13.4, 6.6, 1.8, 1.6, 0.8, 0.3],
    [0.8, 4.9, 2.2, 0.6, 0.2, 0.1, 0.0],
  ],
  'stage, 5 cells': [
    [7.5, 25.5, 11.8, 3.8, 9.8, 4.8, 2.2],
    [2.6, 9.8, 4.0, 1.1, 1.1, 0.5, 0.2],
    [0.8, 3.3, 1.3, 0.4, 0.1, 0.1, 0.0],
  ],
  'yes or no': [
    [5.2, 10.8, 4.7, 1.6, 4.2, 2.1, 0.8],
    [1.6, 3.4, 1.5, 0.5, 0.5, 0.2, 0.1],
    [0.6, 1.1, 0.4, 0.2, 0.0, 0.0, 0.0],
  ],
}
/** How many people each row is of. */
export const PEOPLE = [50, 500, 5000]
/** How far a figure may be from the background's: a fifth, and what rounding to a tenth hides. */
const TOLERANCE = 0.2
const ROUNDING = 0.05
const MOST_POINTS = 5

/**
 * @typedef {{ metric: string, people: number, points: readonly number[] }} Row - chance, local ×3, sum ×3
 * @typedef {{ members: number, joinMs: number, reportMs: number, answerMs: number, sumMs: number, joinBytes: number, reportBytes: number, answerBytes: number }} Cost
 * @typedef {{ what: string, asked: number, found: number, passed: boolean }} Verdict
 * @typedef {{ machine: import('../machine.js').Machine, runs: readonly number[], errors: readonly Row[], costs: readonly Cost[], verdicts: readonly Verdict[] }} Run
 */

/**
 * @param {readonly Row[]} errors
 * @returns {readonly Verdict[]}
 */
export function judge(errors) {
  const pairs = errors.flatMap(({ metric, people, points }) => {
    const theirs = background[metric]?.[PEOPLE.indexOf(people)]
    if (theirs === undefined) throw new Error('the background has no such row')
    return points.map((ours, nth) => ({ ours, theirs: theirs[nth] ?? 0, isLocal: nth >= 1 && nth <= 3 }))
  })
  const near = pairs.filter(({ ours, theirs }) => Math.abs(ours - theirs) <= TOLERANCE * theirs + ROUNDING).length
  const local = pairs.filter(({ isLocal }) => isLocal)
  const alike = local.filter(({ ours, theirs }) => ours > MOST_POINTS === theirs > MOST_POINTS).length
  return [
    { what: 'figures within 20 % of the background', asked: pairs.length, found: near, passed: near === pairs.length },
    { what: 'on its side of 5 points', asked: local.length, found: alike, passed: alike === local.length },
  ]
}

/**
 * A run in words and tables.
 * @param {Run} run
 */
export function textOf({ machine, runs, errors, costs, verdicts }) {
  const line = (/** @type {readonly string[]} */ [what = '', ...cells]) =>
    `  ${what.padEnd(20)}${cells.map((cell) => cell.padStart(7)).join('')}`.trimEnd()
  const rows = errors.flatMap(({ metric, people, points }) => {
    const theirs = background[metric]?.[PEOPLE.indexOf(people)] ?? []
    const name = people === PEOPLE[0] ? metric : ''
    return [
      line([name, `${people}`, ...points.map((one) => one.toFixed(1))]),
      line(['', '', ...theirs.map((one) => `(${one.toFixed(1)})`)]),
    ]
  })
  const paid = costs.map((one) =>
    line([
      `${one.members} members`,
      ...[one.joinMs, one.reportMs, one.answerMs, one.sumMs].map((ms) => ms.toFixed(0)),
      ...[one.joinBytes, one.reportBytes, one.answerBytes].map(String),
    ]),
  )
  const judged = verdicts.map(({ what, asked, found, passed }) => {
    return `  ${what.padEnd(42)}${`${found}`.padStart(8)}${`of ${asked}`.padStart(10)}${(passed ? 'met' : 'MISSED').padStart(10)}`
  })
  const lines = [
    'Measurement: what noise costs, and what a round costs',
    '',
    ...aboutMachine(machine),
    ...wrapped(
      'method',
      `${runs.join(', ')} cohorts of ${PEOPLE.join(', ')}; the worst cell’s error in points, on average`,
    ),
    ...wrapped('', 'in brackets: the figures of the design’s background'),
    '',
    line(['', '', '', '', 'local', '', '', 'sum']),
    line(['', 'people', 'chance', 'ε 1', '2', '4', 'ε 1', '2', '4']),
    ...rows,
    '',
    line(['a member pays', 'join', 'report', 'answer', 'sum', 'join', 'report', 'answer']),
    line(['', 'ms', 'ms', 'ms', 'ms', 'bytes', 'bytes', 'bytes']),
    ...paid,
    '',
    'What is asked',
    ...judged,
  ]
  return `${lines.join('\n')}\n`
}
