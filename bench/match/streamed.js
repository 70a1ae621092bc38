import { exact } from './contenders.js'
import { runnerOf, spreadsOf, takeTurns } from './measure.js'
import { findBest, noneYet } from './naive/loop.js'
import { catalogueOf, find, intakeOf, residentBytes, vocabulary } from './ours.js'
import { compareOutcomes } from './outcome.js'
import { createPeople } from './people.js'

// A size at which the practitioners cannot all be held as objects. entrenous takes them in one after another. The plain
// loop goes through them in blocks, each made before its clock runs: it is held against on every query, and its time
// is the sum of its blocks, taken once. Nobody else takes part but a sum over as many bytes as our columns have.

/**
 * @typedef {import('./held.js').Plan} Plan
 * @typedef {import('./naive/loop.js').Best} Best
 */

const BLOCK = 25_000

/**
 * Measures at one size.
 * @param {number} size
 * @param {Plan} plan
 * @param {import('./held.js').Progress} progress
 * @returns {Promise<import('./report.js').AtSize>}
 */
export async function measureStreamed(size, plan, progress) {
  const loop = throughBlocks(size, plan, progress)
  const ours = buildOurs(size, plan, loop, progress)
  const { bytes } = ours
  const sum = runnerOf({ sum: [adding(bytes)] })
  await takeTurns([ours.runner, sum], plan.settings, (done, all) => progress('', done, all))
  const { narrow, broad } = spreadsOf(ours.runner)
  const counted = { buildMs: ours.buildMs, bytesEach: bytes / size, narrow, broad }
  const median = (/** @type {number} */ ms) => ({ median: ms, p10: ms, p90: ms })
  const once = { narrow: median(loop.narrow.ms), broad: median(loop.broad.ms) }
  return {
    size,
    shares: { narrow: loop.narrow.best.map(passed), broad: loop.broad.best.map(passed) },
    rows: [
      { name: exact.ours.name, ...counted },
      { name: exact.loop.name, ...once },
    ],
    sum: { bytes, ms: spreadsOf(sum)['sum']?.median ?? Number.NaN },
  }
}

const passed = (/** @type {Best} */ { counts }) => counts.matches

/**
 * The plain loop over blocks of objects.
 * @param {number} size
 * @param {Plan} plan
 * @param {import('./held.js').Progress} progress
 */
function throughBlocks(size, { kinds, options }, progress) {
  const person = createPeople(vocabulary)
  const of = (/** @type {Plan['kinds']['narrow']} */ queries) => ({
    queries,
    best: queries.map(() => noneYet()),
    ms: 0,
  })
  const all = { narrow: of(kinds.narrow), broad: of(kinds.broad) }
  for (let from = 0; from < size; from += BLOCK) {
    progress('plain loop, in blocks', from / BLOCK, size / BLOCK)
    const length = Math.min(BLOCK, size - from)
    const people = Array.from({ length }, (_, index) => JSON.parse(JSON.stringify(person(from + index))))
    for (const kind of [all.narrow, all.broad]) {
      const started = performance.now()
      for (const [nth, answers] of kind.queries.entries()) findBest(people, answers, options, kind.best[nth])
      kind.ms += (performance.now() - started) / kind.queries.length
    }
  }
  return all
}

/**
 * @param {number} size
 * @param {Plan} plan
 * @param {ReturnType<typeof throughBlocks>} loop - what has to be found
 * @param {import('./held.js').Progress} progress
 */
function buildOurs(size, { kinds, options: { now, limit }, seed }, loop, progress) {
  progress('entrenous being built', 0, 1)
  const started = performance.now()
  const catalogue = catalogueOf(size, createPeople(vocabulary))
  const buildMs = performance.now() - started
  const work = /** @type {const} */ (['narrow', 'broad']).map((kind) => {
    const asks = kinds[kind].map((answers) => {
      const intake = intakeOf(answers)
      return () => find(catalogue, intake, { now, limit, seed })
    })
    for (const [nth, ask] of asks.entries()) {
      compareOutcomes(ask(), /** @type {Best} */ (loop[kind].best[nth]), `${kind} query ${nth + 1} of ${size}`)
    }
    return [kind, asks]
  })
  return { buildMs, bytes: residentBytes(catalogue), runner: runnerOf(Object.fromEntries(work)) }
}

/**
 * The least that a scan can cost: adding up as many bytes, four at a time.
 * @param {number} bytes
 */
function adding(bytes) {
  const words = new Uint32Array(Math.ceil(bytes / 4)).map((_, index) => Math.imul(index, 0x9e3779b9))
  return () => {
    let sum = 0
    for (let at = 0; at < words.length; at++) sum = (sum + /** @type {number} */ (words[at])) | 0
    return sum
  }
}
