import { aboutMachine, wrapped } from '../terminal.js'

// What a run of the widget's start found, as text for a terminal of 80 columns.

/** Milliseconds to the first question, on a processor four times as slow. */
const MOST = 1000
const ASKED_SLOWDOWN = 4

/**
 * @typedef {{ what: string, slowdown: number, median: number, p10: number, p90: number }} Row - milliseconds
 * @typedef {{ what: string, asked: number, found: number, passed: boolean }} Verdict
 * @typedef {{
 *   machine: import('../machine.js').Machine, rounds: number, browser: string,
 *   measured: readonly Row[], verdicts: readonly Verdict[],
 * }} Run
 */

/**
 * @param {readonly Row[]} measured
 * @returns {readonly Verdict[]}
 */
export function judge(measured) {
  const found = measured.find(({ what, slowdown }) => what === 'first question' && slowdown === ASKED_SLOWDOWN)
  if (found === undefined) throw new Error('what is asked for was not measured')
  const { median } = found
  return [{ what: `first question at ${ASKED_SLOWDOWN}×, ms`, asked: MOST, found: median, passed: median <= MOST }]
}

/**
 * A run in words and one table.
 * @param {Run} run
 */
export function textOf({ machine, rounds, browser, measured, verdicts }) {
  const line = (/** @type {readonly string[]} */ [what = '', ...cells]) =>
    `  ${what.padEnd(28)}${cells.map((cell) => cell.padStart(12)).join('')}`.trimEnd()
  const rows = measured.map(({ what, slowdown, median, p10, p90 }) => {
    return line([what, `${slowdown}×`, `${Math.round(median)}`, `${Math.round(p10)}–${Math.round(p90)}`])
  })
  const judged = verdicts.map(({ what, asked, found, passed }) => {
    return line([what, `${Math.round(found)}`, `≤ ${asked}`, passed ? 'met' : 'MISSED'])
  })
  const lines = [
    'How soon the intake’s first question can be answered',
    '',
    ...aboutMachine(machine),
    ...wrapped('browser', `Chromium ${browser}, headless, the pages of npm start`),
    ...wrapped(
      'method',
      `${rounds} visits in turn, each in a fresh context; by the clock of the frame that is measured`,
    ),
    '',
    line(['', 'slower by', 'median ms', '10–90 %']),
    ...rows,
    '',
    line(['What is asked', 'found', 'asked', '']),
    ...judged,
  ]
  return `${lines.join('\n')}\n`
}
