import { ratioOf } from './requirements.js'
import { aboutMachine, wrapped } from './terminal.js'

// What a run found, as text for a terminal of 80 columns.

/**
 * @typedef {import('./measure.js').Measured} Measured
 * @typedef {{
 *   machine: import('./machine.js').Machine,
 *   settings: import('./measure.js').Settings,
 *   versions: Record<string, string>,
 *   plaintext: { json: number, cbor: number, body: number, liveKeys: number },
 *   measured: readonly Measured[],
 *   verdicts: readonly import('./requirements.js').Verdict[],
 * }} Run
 */

/** The parts of the table, and the row of ours that the ratios of each refer to. */
const sections = [
  { title: 'in JavaScript', group: 'javascript', ours: 'entrenous' },
  { title: 'with the platform’s WebCrypto', group: 'native', ours: 'entrenous WebCrypto' },
  { title: 'hybrid, against later quantum computers', group: 'hybrid', ours: 'entrenous hybrid' },
]

const NAME = 26
/** Two times speed, spread and ratio. */
const widths = [6, 12, 7, 9, 12, 7]
const count = (/** @type {number} */ number) => String(Math.round(number))

/**
 * A run in words and tables.
 * @param {Run} run
 */
export function textOf(run) {
  const parts = [heading(run), speeds(run), sizes(run), found(run)]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** @param {Run} run */
function heading({ machine, settings: { rounds, sliceMs }, plaintext: { json, cbor, body, liveKeys }, versions }) {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    'Sealing and opening one referral: two needs by category, three slots',
    '',
    ...aboutMachine(machine),
    ...wrapped(
      'method',
      `${rounds} rounds; in each, everybody in turn seals for ${sliceMs} ms and opens for ${sliceMs} ms`,
    ),
    ...wrapped(
      'columns',
      'operations a second, the median of the slices; their 10th to 90th percentile; how many times as fast entrenous is, by its first row there',
    ),
    ...wrapped(
      'content',
      `${json} bytes of JSON for the others; ${cbor} bytes of CBOR for entrenous, padded to ${body}; “our body”: the others seal those ${body} bytes, and parse nothing`,
    ),
    ...wrapped(
      'keys',
      `one each, imported beforehand; “all live keys” tries the ${liveKeys} of a practitioner’s keys that a token may be for`,
    ),
    ...wrapped('peers', packages.join(', ')),
  ]
}

/** @param {Run} run */
function speeds({ measured }) {
  const line = (/** @type {string} */ name, /** @type {readonly string[]} */ cells) => {
    const padded = cells.map((cell, at) => cell.padStart(widths[at] ?? 0))
    return `${name.padEnd(NAME)}${padded.join('')}`.trimEnd()
  }
  const titles = ['seal/s', '10–90 %', 'ours ÷', 'open/s', '10–90 %', 'ours ÷']
  const rows = sections.flatMap(({ title, group, ours }) => {
    const base = measured.find(({ name }) => name === ours)
    const members = measured.filter((one) => one.group === group)
    return base === undefined || members.length === 0
      ? []
      : [
          '',
          title,
          ...members.map((one) => line(`  ${one.name}`, [...cells(one, base, 'seal'), ...cells(one, base, 'open')])),
        ]
  })
  return [line('', titles), ...rows.slice(1)]
}

/** @param {Measured} one @param {Measured} base @param {'seal' | 'open'} work */
function cells(one, base, work) {
  const { median, p10, p90 } = one[work]
  const ratio = one === base ? '' : `${ratioOf(base[work], one[work]).toFixed(2)}×`
  return [count(median), `${count(p10)}–${count(p90)}`, ratio]
}

/** @param {Run} run */
function sizes({ measured }) {
  const line = (/** @type {readonly string[]} */ [name = '', bytes = '', hidden = '', text = '', suite = '']) =>
    `${name.padEnd(NAME)}${bytes.padStart(6)}${hidden.padStart(8)}${text.padStart(6)}  ${suite}`.trimEnd()
  const rows = measured.map(({ name, bytes, hidden, characters, suite }) => [
    `  ${name}`,
    count(bytes),
    count(hidden),
    count(characters),
    suite,
  ])
  return [
    'The same referral in each format: bytes as sent; bytes where the content is',
    'filled up so that its length tells nothing; characters as text, as sent',
    line(['', 'bytes', 'hidden', 'text', '']),
    ...rows.map(line),
  ]
}

/** @param {Run} run */
function found({ verdicts }) {
  const line = (/** @type {readonly string[]} */ [what = '', ratio = '', asked = '', verdict = '']) =>
    `${what.padEnd(48)}${ratio.padStart(8)}${asked.padStart(9)}  ${verdict}`.trimEnd()
  const rows = verdicts.map(({ what, asked, found: ratio, passed }) => {
    return [`  ${what}`, `${ratio.toFixed(2)}×`, `≥ ${asked.toFixed(2)}×`, passed ? 'met' : 'MISSED']
  })
  return [line(['What is asked of entrenous', 'found', 'asked']), ...rows.map(line)]
}
