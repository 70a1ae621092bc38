// What is asked of entrenous against its peers, and what a run says to it.

/**
 * @typedef {import('./measure.js').Measured} Measured
 * @typedef {{ ours: string, theirs: string, atLeast: number }} Requirement
 * @typedef {{ what: string, asked: number, found: number, passed: boolean }} Verdict
 */

/** Who is compared with whom: speed of ours over speed of theirs, sealing and opening alike. */
const speeds = [
  { ours: 'entrenous', theirs: '@hpke/core JS', atLeast: 2 },
  { ours: 'entrenous', theirs: 'hpke + noble', atLeast: 1.3 },
  { ours: 'entrenous WebCrypto', theirs: 'jose JWE', atLeast: 1 },
]

/** Formats of messages: what stands in one says how to open it. Plain HPKE around JSON is none, and is listed beside them. */
const formats = ['age', 'jose JWE', 'jose JWE of a JWS']
/** Whose message must be larger than ours where its length is hidden as ours is. */
const all = ['@hpke/core JS', 'hpke + noble', ...formats]

/**
 * How many times as fast one is as another.
 * @param {{ median: number }} ours
 * @param {{ median: number }} theirs
 */
export const ratioOf = (ours, theirs) => ours.median / theirs.median

/**
 * Judges a run.
 * @param {readonly Measured[]} measured
 * @returns {readonly Verdict[]}
 */
export function judge(measured) {
  const find = (/** @type {string} */ name) => {
    const found = measured.find((one) => one.name === name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }
  const verdict = (/** @type {string} */ what, /** @type {number} */ asked, /** @type {number} */ found) => {
    return { what, asked, found, passed: found >= asked }
  }
  const fast = speeds.flatMap(({ ours, theirs, atLeast }) =>
    /** @type {const} */ (['seal', 'open']).map((work) =>
      verdict(`${work}: ${ours} ÷ ${theirs}`, atLeast, ratioOf(find(ours)[work], find(theirs)[work])),
    ),
  )
  const { bytes } = find('entrenous')
  const hidden = Math.min(...all.map((name) => find(name).hidden))
  const sent = Math.min(...formats.map((name) => find(name).bytes))
  return [
    ...fast,
    verdict('bytes: smallest with its length hidden ÷ ours', 1, hidden / bytes),
    verdict('bytes: smallest other format as sent ÷ ours', 1, sent / bytes),
  ]
}
