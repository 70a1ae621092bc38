import { aboutMachine, wrapped } from './terminal.js'

// What looking through a board took, as text for a terminal of 80 columns.

/**
 * @typedef {{ name: string, median: number, p10: number, p90: number }} Measured - microseconds each
 * @typedef {{
 *   machine: import('./machine.js').Machine,
 *   asked: { records: number, hybridRecords: number, liveKeys: number, tickets: number, rounds: number },
 *   measured: readonly Measured[],
 *   verdicts: readonly { passed: boolean }[],
 * }} Run
 */

/** Which row is held against which: the bare cost first. */
const bases = new Map([
  ['scanBoard', 'X25519 twice'],
  ['scanBoardWithWebCrypto', 'deriveBits twice'],
  ['scanBoard, hybrid', 'ML-KEM and X25519 twice'],
  ['WebCrypto scan, hybrid', 'ML-KEM and deriveBits twice'],
])

/**
 * A run in words and a table.
 * @param {Run} run
 */
export function textOf({ machine, asked: { records, hybridRecords, liveKeys, tickets, rounds }, measured }) {
  const line = (/** @type {readonly string[]} */ [name = '', median = '', spread = '', ratio = '']) =>
    `${name.padEnd(30)}${median.padStart(10)}${spread.padStart(18)}${ratio.padStart(10)}`.trimEnd()
  const lines = [
    'Looking through a board',
    '',
    ...aboutMachine(machine),
    ...wrapped(
      'method',
      `${rounds} rounds; in each, every row in turn goes through ${records} dummies of suite 1, or ${hybridRecords} of suite 2`,
    ),
    ...wrapped('keys', `${liveKeys} live; with WebCrypto, imported beforehand`),
    ...wrapped('tickets', `${tickets} for findReplies; a record without what the tickets took in the same round`),
    ...wrapped('columns', 'µs each, the median of the rounds; their 10th to 90th percentile; times its bare cost'),
    '',
    line(['', 'µs', '10–90 %', '÷ bare']),
    ...measured.map((one) => line([`  ${one.name}`, short(one.median), spreadOf(one), ratioOf(one, measured)])),
  ]
  return `${lines.join('\n')}\n`
}

const short = (/** @type {number} */ number) => number.toFixed(number < 10 ? 2 : 0)
const spreadOf = (/** @type {Measured} */ { p10, p90 }) => `${short(p10)}–${short(p90)}`

/** @param {Measured} one @param {readonly Measured[]} measured */
function ratioOf({ name, median }, measured) {
  const base = measured.find((other) => other.name === bases.get(name))
  return base === undefined ? '' : `${(median / base.median).toFixed(2)}×`
}
