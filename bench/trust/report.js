import { aboutMachine, wrapped } from '../terminal.js'

// What a run of the fold found, as text for a terminal of 80 columns.

/** Of time over number, both as logarithms: 1 is linear; sorting adds a little. */
const MOST_SLOPE = 1.25

/**
 * @typedef {{ size: number, median: number, p10: number, p90: number }} Row - milliseconds
 * @typedef {{ what: string, asked: number, found: number, passed: boolean }} Verdict
 * @typedef {{
 *   machine: import('../machine.js').Machine, rounds: number, members: number,
 *   measured: readonly Row[], slope: number, verdicts: readonly Verdict[],
 * }} Run - `members`: listed in the largest pile
 */

/**
 * The slope of the line that lies nearest to the logarithms of time and number: of the quickest tenth, since other work on
 * the machine makes folds longer and none shorter.
 * @param {readonly { size: number, p10: number }[]} measured
 */
export function slopeOf(measured) {
  const points = measured.map(({ size, p10 }) => ({ x: Math.log(size), y: Math.log(p10) }))
  const mean = (/** @type {'x' | 'y'} */ axis) => points.reduce((sum, one) => sum + one[axis], 0) / points.length
  const [x, y] = [mean('x'), mean('y')]
  const over = points.reduce((sum, one) => sum + (one.x - x) * (one.y - y), 0)
  return over / points.reduce((sum, one) => sum + (one.x - x) ** 2, 0)
}

/**
 * @param {readonly Row[]} measured
 * @returns {readonly Verdict[]}
 */
export function judge(measured) {
  const slope = slopeOf(measured)
  return [{ what: 'slope of time over number', asked: MOST_SLOPE, found: slope, passed: slope <= MOST_SLOPE }]
}

/**
 * A run in words and one table.
 * @param {Run} run
 */
export function textOf({ machine, rounds, members, measured, verdicts }) {
  const line = (/** @type {readonly string[]} */ [what = '', ...cells]) =>
    `  ${what.padEnd(28)}${cells.map((cell) => cell.padStart(14)).join('')}`.trimEnd()
  const rows = measured.map(({ size, median, p10, p90 }) => {
    const each = ((median * 1000) / size).toFixed(1)
    return line([`${size.toLocaleString('en')}`, median.toFixed(1), `${p10.toFixed(1)}–${p90.toFixed(1)}`, each])
  })
  const judged = verdicts.map(({ what, asked, found, passed }) =>
    line([what, found.toFixed(2), `≤ ${asked}`, passed ? 'met' : 'MISSED']),
  )
  const lines = [
    'How long it takes to fold the statements of a community',
    '',
    ...aboutMachine(machine),
    ...wrapped(
      'method',
      `${rounds} folds of each pile in turn; signatures are verified before, and are not timed. Of the largest pile ${members} members are listed`,
    ),
    '',
    line(['statements', 'median ms', '10–90 %', 'µs each']),
    ...rows,
    '',
    line(['What is asked', 'found', 'asked', '']),
    ...judged,
  ]
  return `${lines.join('\n')}\n`
}
