// What is asked of the way from bytes to the first match, and what a run says to it.

const SIZE = 10_000
const THAN = 'JSON + zod + MiniSearch'
const AT_LEAST = 20

/**
 * Judges a run; what was not measured is not judged.
 * @param {readonly import('./report.js').AtSize[]} measured
 * @returns {readonly import('../match/requirements.js').Verdict[]}
 */
export function judge(measured) {
  return measured.flatMap(({ size, rows }) => {
    if (size !== SIZE) return []
    const of = (/** @type {string} */ name) => {
      const row = rows.find((one) => one.name === name)
      if (row === undefined) throw new Error(`nobody is called ${name}`)
      return row.ms.median
    }
    const found = of(THAN) / of('entrenous')
    const what = `${SIZE.toLocaleString('en')}: ${THAN} ÷ entrenous`
    return [{ what, sign: /** @type {const} */ ('≥'), asked: AT_LEAST, found, unit: '×', passed: found >= AT_LEAST }]
  })
}
