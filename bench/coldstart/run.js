import { machine, versionsOf } from '../machine.js'
import { bytesInUse } from '../match/measure.js'
import { narrowQueries } from '../match/queries.js'
import { speedOf } from '../measure.js'
import { contestOf } from './contenders.js'
import { filesOf, sizesOf } from './files.js'
import { judge } from './requirements.js'

/** @type {Record<'quick' | 'full', readonly [size: number, rounds: number][]>} */
const sizes = {
  quick: [
    [1000, 7],
    [10_000, 3],
  ],
  full: [
    [1000, 25],
    [10_000, 9],
    [100_000, 3],
  ],
}
/** The first round warms everybody up and is not counted. */
const WARMING = 1

/**
 * Compares the way from the bytes of a catalogue to the first match.
 * @param {{ quick: boolean }} options
 * @param {(done: number, all: number, seconds: number | undefined, what: string) => void} progress
 * @returns {Promise<import('./report.js').Run>}
 */
export async function run({ quick }, progress) {
  const about = machine()
  const measured = []
  for (const [size, rounds] of sizes[quick ? 'quick' : 'full']) {
    const told = (/** @type {string} */ what, /** @type {number} */ done, /** @type {number} */ all) =>
      progress(done, all, undefined, `${size.toLocaleString('en')} entries${what}`)
    measured.push(await measureAt(size, rounds, quick, told))
  }
  return { machine: about, versions: versionsOf(['minisearch', 'zod']), measured, verdicts: judge(measured) }
}

/**
 * @param {number} size
 * @param {number} rounds
 * @param {boolean} quick
 * @param {(what: string, done: number, all: number) => void} progress
 * @returns {Promise<import('./report.js').AtSize>}
 */
async function measureAt(size, rounds, quick, progress) {
  const { holds, contenders, bytes } = prepare(size, quick, progress)
  const queries = narrowQueries()
  /** @type {number[][]} */
  const times = contenders.map(() => [])
  for (let round = 0; round < rounds + WARMING; round++) {
    progress('', round, rounds + WARMING)
    // Another query and another first one in every round.
    const answers = /** @type {import('../match/queries.js').Answers} */ (queries[round % queries.length])
    /** @type {string[]} */
    const exact = []
    for (let nth = 0; nth < contenders.length; nth++) {
      const at = (nth + round) % contenders.length
      const { fresh, isExact } = /** @type {import('./contenders.js').Contender} */ (contenders[at])
      const { ms, ids } = await timed(fresh, answers)
      if (isExact) exact.push(ids.join())
      if (round >= WARMING) times[at]?.push(ms)
    }
    if (new Set(exact).size > 1) throw new Error(`not everybody found the same first three among ${size}`)
  }
  const rows = contenders.map(({ name }, nth) => ({ name, ms: speedOf(times[nth] ?? []) }))
  return { size, holds, bytes, rows }
}

/**
 * Makes the files. The objects that they are made of are gone afterwards: nobody's collector has to look at them.
 * @param {number} size
 * @param {boolean} quick
 * @param {(what: string, done: number, all: number) => void} progress
 */
function prepare(size, quick, progress) {
  progress(': the files being made, which takes a minute the first time', 0, 1)
  const files = filesOf(size)
  const { contenders, json } = contestOf(files)
  progress(': the files being compressed, which takes minutes the first time', 0, 1)
  const { catalogue, holds } = files
  const bytes = {
    entrenous: sizesOf(`catalogue-${size}`, catalogue, quick),
    JSON: sizesOf(`json-${size}`, json, quick),
  }
  return { holds, contenders, bytes }
}

/** One go with bytes of its own, on a heap without the garbage of those before. @param {import('./contenders.js').Contender['fresh']} fresh @param {import('../match/queries.js').Answers} answers */
async function timed(fresh, answers) {
  const go = fresh()
  bytesInUse()
  const started = performance.now()
  const ids = await go(answers)
  return { ms: performance.now() - started, ids }
}
