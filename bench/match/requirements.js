// What is asked of matching, and what a run says to it.

/**
 * @typedef {import('./report.js').AtSize} AtSize
 * @typedef {{ what: string, sign: '≥' | '≤', asked: number, found: number | undefined, unit: string, passed: boolean }} Verdict
 */

/** How many times as long somebody takes as entrenous, at least. */
const ratios = /** @type {const} */ ([
  { kind: 'broad', size: 10_000, than: 'plain loop', atLeast: 60 },
  { kind: 'narrow', size: 10_000, than: 'MiniSearch', atLeast: 100 },
  { kind: 'broad', size: 100_000, than: 'plain loop', atLeast: 40 },
])
/** How many times as long as a sum over its bytes a broad query may take. */
const OVER_SUM = 10
/** Bytes that a practitioner may take besides strings. */
const MOST_BYTES = 120

/**
 * Judges a run. What was not measured is not judged; where entrenous itself was left out, it has missed.
 * @param {readonly AtSize[]} measured
 * @returns {readonly Verdict[]}
 */
export function judge(measured) {
  const fast = ratios.flatMap(({ kind, size, than, atLeast }) => {
    const at = measured.find((one) => one.size === size)
    if (at === undefined) return []
    const what = `${kind} at ${size.toLocaleString('en')}: ${than} ÷ entrenous`
    return [verdict(what, '≥', atLeast, ratio(timeOf(at, than, kind), timeOf(at, 'entrenous', kind)), '×')]
  })
  const limits = measured.flatMap((at) => {
    if (at.sum === undefined) return []
    const what = `broad at ${at.size.toLocaleString('en')}: entrenous ÷ a sum of its bytes`
    return [verdict(what, '≤', OVER_SUM, ratio(timeOf(at, 'entrenous', 'broad'), at.sum.ms), '×')]
  })
  const bytes = measured.flatMap(({ rows }) => rows.find(({ name }) => name === 'entrenous')?.bytesEach ?? [])
  // Of the largest catalogue: what is there once weighs least there.
  const all = verdict('bytes for each practitioner besides strings', '≤', MOST_BYTES, bytes.at(-1), ' B')
  return [...fast, ...limits, all]
}

/** @param {string} what @param {'≥' | '≤'} sign @param {number} asked @param {number | undefined} found @param {string} unit @returns {Verdict} */
function verdict(what, sign, asked, found, unit) {
  const passed = found !== undefined && (sign === '≥' ? found >= asked : found <= asked)
  return { what, sign, asked, found, unit, passed }
}

/** @param {AtSize} at @param {string} who @param {'narrow' | 'broad'} kind */
function timeOf({ rows }, who, kind) {
  const row = rows.find(({ name }) => name === who)
  if (row === undefined) throw new Error(`nobody is called ${who}`)
  return row[kind]?.median
}

/** @param {number | undefined} one @param {number | undefined} other */
function ratio(one, other) {
  return one === undefined || other === undefined ? undefined : known(one / other)
}

const known = (/** @type {number} */ value) => (Number.isFinite(value) ? value : undefined)
