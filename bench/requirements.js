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

/** Whose message of the same referral must be larger than ours. */
const sizes = ['@hpke/core JS', 'hpke + noble', 'age', 'jose JWE', 'jose JWE of a JWS']

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
  const smallest = Math.min(...sizes.map((name) => find(name).bytes))
  return [...fast, verdict('bytes: the smallest of the others ÷ entrenous', 1, smallest / bytes)]
}
