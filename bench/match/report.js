import { aboutMachine, wrapped } from '../terminal.js'

// What a run of the benchmark of matching found, as text for a terminal of 80 columns.

/**
 * @typedef {import('./measure.js').Spread} Spread
 * @typedef {{
 *   name: string, buildMs?: number | undefined, bytesEach?: number | undefined,
 *   agree?: { narrow: number, broad: number } | undefined,
 *   narrow?: Spread | undefined, broad?: Spread | undefined,
 * }} Row - times in milliseconds a query; without them: skipped
 * @typedef {{
 *   size: number, shares: { narrow: readonly number[], broad: readonly number[] }, rows: readonly Row[],
 *   sum?: { bytes: number, ms: number },
 * }} AtSize - `shares`: how many passed, by query
 * @typedef {{
 *   machine: import('../machine.js').Machine, versions: Record<string, string>, queries: number,
 *   measured: readonly AtSize[], verdicts: readonly import('./requirements.js').Verdict[],
 * }} Run
 */

/** Who finds the exact ten, and is not said to agree with them. */
const exact = ['entrenous', 'plain loop']
const NAME = 16
const VALUE = 8
const RATIO = 8
const grouped = (/** @type {number} */ number) => Math.round(number).toLocaleString('en')

/**
 * A run in words and tables.
 * @param {Run} run
 */
export function textOf(run) {
  const { measured } = run
  const all = [...new Set(measured.flatMap(({ rows }) => rows.map(({ name }) => name)))]
  const peers = all.filter((name) => !exact.includes(name))
  const parts = [
    heading(run),
    table('narrow, ms a query', run, all, (row, ours) => timed(row?.narrow, ours?.narrow)),
    table('broad, ms a query', run, all, (row, ours) => timed(row?.broad, ours?.broad)),
    table('narrow, ns each', run, exact, (row, _, at) => slope(row?.narrow, at)),
    table('broad, ns each', run, exact, (row, _, at) => slope(row?.broad, at)),
    ...(peers.length === 0 ? [] : [agreement(run, peers)]),
    table('building, ms', run, all, (row) => [row?.buildMs && grouped(row.buildMs)]),
    table('bytes each', run, all, (row) => [row?.bytesEach && grouped(row.bytesEach)]),
    ...measured.flatMap(({ sum, size }) => (sum === undefined ? [] : [summed(sum, size)])),
    found(run),
  ]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** How many of the exact ten somebody returned: narrow and broad. @param {Run} run @param {readonly string[]} peers */
function agreement(run, peers) {
  return table('of the exact ten', run, peers, (row) => [row?.agree && `${row.agree.narrow} / ${row.agree.broad}`])
}

/** @param {AtSize} at @param {string} name */
const rowOf = ({ rows }, name) => rows.find((row) => row.name === name)

/** @param {Run} run */
function heading({ machine, queries, measured, versions }) {
  const shares = (/** @type {'narrow' | 'broad'} */ kind) => {
    const at = measured.at(-1)
    const percents = (at?.shares[kind] ?? []).map((passed) => (100 * passed) / (at?.size ?? 1))
    const mean = percents.reduce((sum, one) => sum + one, 0) / percents.length
    return `${mean.toFixed(1)} % pass (${Math.min(...percents).toFixed(1)}–${Math.max(...percents).toFixed(1)})`
  }
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    'Finding the best ten practitioners for a person',
    '',
    ...aboutMachine(machine),
    ...wrapped('method', 'in each round everybody in turn asks all queries of a kind, for a slice of time'),
    ...wrapped('queries', `${queries} of each kind; narrow: ${shares('narrow')}; broad: ${shares('broad')}`),
    ...wrapped('columns', 'by number of practitioners; the median of the slices; how many times as long as entrenous'),
    ...wrapped(
      'exact',
      'wherever both ran, entrenous and the plain loop found the same ten in the same order with the same scores',
    ),
    ...wrapped('peers', packages.join(', ')),
  ]
}

/**
 * @param {string} title
 * @param {Run} run
 * @param {readonly string[]} names
 * @param {(row: Row | undefined, ours: Row | undefined, at: AtSize) => readonly (string | undefined | 0)[]} cell
 */
function table(title, { measured }, names, cell) {
  const sizes = measured.map(({ size }) =>
    grouped(size)
      .padStart(VALUE)
      .padEnd(VALUE + RATIO),
  )
  const rows = names.map((name) => {
    const cells = measured.map((at) => {
      const [value, ratio = ''] = cell(rowOf(at, name), rowOf(at, 'entrenous'), at)
      return `${value || '–'}`.padStart(VALUE) + `${ratio || ''}`.padStart(RATIO)
    })
    return `  ${name.padEnd(NAME - 2)}${cells.join('')}`.trimEnd()
  })
  return [`${title.padEnd(NAME)}${sizes.join('')}`.trimEnd(), ...rows]
}

/** @param {Spread | undefined} time @param {Spread | undefined} ours */
function timed(time, ours) {
  if (time === undefined) return []
  const { median } = time
  const text = median < 1 ? median.toFixed(3) : median < 100 ? median.toFixed(1) : grouped(median)
  const ratio = ours === undefined || ours === time ? '' : `${rounded(median / ours.median)}×`
  return [text, ratio]
}

/** A ratio in about three digits. @param {number} ratio */
export const rounded = (ratio) => (ratio < 10 ? ratio.toFixed(2) : ratio < 100 ? ratio.toFixed(1) : grouped(ratio))

/** Nanoseconds for each practitioner. @param {Spread | undefined} time @param {AtSize} at */
function slope(time, { size }) {
  return [time && grouped((time.median * 1_000_000) / size)]
}

/** @param {{ bytes: number, ms: number }} sum @param {number} size */
function summed({ bytes, ms }, size) {
  return [
    `At ${grouped(size)} a plain sum of ${grouped(bytes)} bytes, four at a time, takes ${ms.toFixed(1)} ms`,
    `(${(bytes / ms / 1_000_000).toFixed(1)} GB/s); the plain loop went through blocks of objects, once.`,
  ]
}

/** @param {Pick<Run, 'verdicts'>} run */
export function found({ verdicts }) {
  const line = (/** @type {readonly string[]} */ [what = '', value = '', asked = '', verdict = '']) =>
    `${what.padEnd(50)}${value.padStart(10)}${asked.padStart(9)}  ${verdict}`.trimEnd()
  const rows = verdicts.map(({ what, sign, asked, found: value, unit, passed }) => {
    const text = value === undefined ? 'not run' : `${rounded(value)}${unit}`
    return [`  ${what}`, text, `${sign} ${asked}${unit}`, passed ? 'met' : 'MISSED']
  })
  return [line(['What is asked of entrenous', 'found', 'asked']), ...rows.map(line)]
}
