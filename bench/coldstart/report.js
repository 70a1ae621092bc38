import { found, rounded } from '../match/report.js'
import { aboutMachine, wrapped } from '../terminal.js'

// What a run of the benchmark of the cold start found, as text for a terminal of 80 columns.

/**
 * @typedef {{ raw: number, gzip: number, brotli: number, quality: number }} Sizes - in bytes; `quality`: brotli's
 * @typedef {{ name: string, ms: import('../measure.js').Speed }} Row - milliseconds from bytes to the first three
 * @typedef {{ size: number, holds: string, bytes: Readonly<Record<string, Sizes>>, rows: readonly Row[] }} AtSize
 * @typedef {{
 *   machine: import('../machine.js').Machine, versions: Record<string, string>,
 *   measured: readonly AtSize[], verdicts: readonly import('../match/requirements.js').Verdict[],
 * }} Run
 */

const NAME = 26
const widths = [9, 15, 9]
const grouped = (/** @type {number} */ number) => Math.round(number).toLocaleString('en')
const short = (/** @type {number} */ ms) => (ms < 100 ? ms.toFixed(1) : grouped(ms))

/**
 * A run in words and tables.
 * @param {Run} run
 */
export function textOf(run) {
  const parts = [heading(run), ...run.measured.flatMap((at) => [times(at), sizes(at)]), found(run)]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** @param {Run} run */
function heading({ machine, versions }) {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    'From the bytes of a catalogue to the first three matches',
    '',
    ...aboutMachine(machine),
    ...wrapped('method', 'everybody in turn, with fresh bytes and a swept heap each time; nothing is kept in between'),
    ...wrapped('duty', 'everybody hashes all bytes with SHA-256 and verifies two Ed25519 signatures, by the same code'),
    ...wrapped('columns', 'milliseconds, the median; 10th to 90th percentile; how many times as long as entrenous'),
    ...wrapped('peers', packages.join(', ')),
  ]
}

/** @param {string} name @param {readonly string[]} cells */
function line(name, cells) {
  return `${name.padEnd(NAME)}${cells.map((cell, at) => cell.padStart(widths[at] ?? 12)).join('')}`.trimEnd()
}

/** @param {AtSize} at */
function times({ size, holds, rows }) {
  const ours = rows.find(({ name }) => name === 'entrenous')?.ms.median ?? Number.NaN
  const body = rows.map(({ name, ms: { median, p10, p90 } }) => {
    const ratio = name === 'entrenous' ? '' : `${rounded(median / ours)}×`
    return line(`  ${name}`, [short(median), `${short(p10)}–${short(p90)}`, ratio])
  })
  return [`${grouped(size)} ${holds}`, line('', ['ms', '10–90 %', '÷ ours']), ...body]
}

/** @param {AtSize} at */
function sizes({ size, bytes }) {
  const cells = (/** @type {Sizes} */ { raw, gzip, brotli, quality }) => {
    const each = `${Math.round(gzip / size)} B gzipped each`
    return [grouped(raw), grouped(gzip), grouped(brotli), `  q${quality}`.padStart(5), `  ${each}`]
  }
  const wide = (
    /** @type {string} */ name,
    /** @type {readonly string[]} */ [raw = '', gzip = '', brotli = '', ...rest],
  ) => `${name.padEnd(14)}${raw.padStart(13)}${gzip.padStart(12)}${brotli.padStart(12)}${rest.join('')}`.trimEnd()
  const rows = Object.entries(bytes).map(([name, one]) => wide(`  ${name}`, cells(one)))
  return [wide('  bytes', ['raw', 'gzip -9', 'brotli']), ...rows]
}
