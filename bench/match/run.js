import { machine, versionsOf } from '../machine.js'
import { measureHeld } from './held.js'
import { NOW } from './people.js'
import { broadQueries, narrowQueries } from './queries.js'
import { judge } from './requirements.js'
import { measureStreamed } from './streamed.js'

const packages = ['@orama/orama', 'flexsearch', 'fuse.js', 'itemsjs', 'minisearch']
const SEED = '5e'.repeat(16)
/** @type {Record<'quick' | 'full', readonly [size: number, rounds: number, sliceMs: number][]>} */
const sizes = {
  quick: [
    [1000, 5, 30],
    [10_000, 5, 30],
  ],
  full: [
    [1000, 15, 60],
    [10_000, 15, 60],
    [100_000, 7, 60],
    [1_000_000, 7, 60],
  ],
}
/** The largest size at which everybody is held in memory at the same time. */
const MOST_HELD = 100_000
const BUDGET_MS = 20_000

/**
 * Compares finding the best ten practitioners with a plain loop and with search libraries.
 * @param {{ quick: boolean }} options
 * @param {(done: number, all: number, seconds: number | undefined, what: string) => void} progress
 * @returns {Promise<import('./report.js').Run>}
 */
export async function run({ quick }, progress) {
  const about = machine()
  const kinds = { narrow: narrowQueries(), broad: broadQueries() }
  const options = { now: NOW, seed: new Uint8Array(Buffer.from(SEED, 'hex')), limit: 10 }
  /** @type {import('./report.js').AtSize[]} */
  const measured = []
  for (const [size, rounds, sliceMs] of sizes[quick ? 'quick' : 'full']) {
    const plan = { kinds, options, seed: SEED, settings: { rounds, sliceMs, budgetMs: BUDGET_MS } }
    const told = (/** @type {string} */ what, /** @type {number} */ done, /** @type {number} */ all) => {
      progress(done, all, undefined, `${size.toLocaleString('en')} practitioners${what && `: ${what}`}`)
    }
    const measure = size > MOST_HELD ? measureStreamed : measureHeld
    measured.push(await measure(size, plan, told))
  }
  return {
    machine: about,
    versions: versionsOf(packages),
    queries: kinds.narrow.length,
    measured,
    verdicts: judge(measured),
  }
}
