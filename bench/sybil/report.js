import { aboutMachine, wrapped } from '../terminal.js'

// What the simulation found, as text for a terminal of 80 columns.

/**
 * @typedef {{ name: string, vetterFooled: number, median: number, p90: number, most: number }} Row - false members in the end
 * @typedef {{ what: string, asked: number, found: number, passed: boolean }} Verdict
 * @typedef {{
 *   machine: import('../machine.js').Machine, runs: number, measured: readonly Row[], verdicts: readonly Verdict[],
 * }} Run
 */

const DEFAULT = 'the default: three of seven'

/**
 * @param {readonly Row[]} measured
 * @returns {readonly Verdict[]}
 */
export function judge(measured) {
  const found = measured.find(({ name, vetterFooled }) => name === DEFAULT && vetterFooled === 0.05)
  if (found === undefined) throw new Error('the default policy was not simulated')
  return [{ what: 'median under the default policy', asked: 0, found: found.median, passed: found.median === 0 }]
}

/**
 * A run in words and one table.
 * @param {Run} run
 */
export function textOf({ machine, runs, measured, verdicts }) {
  const line = (/** @type {readonly string[]} */ [what = '', ...cells]) =>
    `  ${what.padEnd(38)}${cells.map((cell) => cell.padStart(9)).join('')}`.trimEnd()
  const rows = measured.map(({ name, vetterFooled, median, p90, most }) =>
    line([name, `${Math.round(vetterFooled * 100)} %`, `${median}`, `${p90}`, `${most}`]),
  )
  const judged = verdicts.map(({ what, asked, found, passed }) =>
    line([what, `${found}`, `≤ ${asked}`, passed ? 'met' : 'MISSED']),
  )
  const lines = [
    'How many false members are listed after twelve epochs',
    '',
    ...aboutMachine(machine),
    ...wrapped(
      'method',
      `${runs} made-up communities a row: 40 honest members, each fooled into one introduction with a chance of 5 % an epoch; a false member is found out with a chance of 15 % an epoch; who is listed is what deriveState says. 5,000 tries end a run`,
    ),
    '',
    line(['', 'fooled', 'median', '90 %', 'most']),
    ...rows,
    '',
    line(['What is asked', 'found', 'asked', '']),
    ...judged,
  ]
  return `${lines.join('\n')}\n`
}
