import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { speedOf } from '../measure.js'

// Measures contenders in turn, as bench/measure.js does, at one number of practitioners: a slice of narrow queries and
// a slice of broad ones for everybody, then everybody the next.

/**
 * @typedef {import('../measure.js').Speed} Spread - here of milliseconds a query
 * @typedef {Record<string, readonly (() => unknown)[]>} Work - what to do, by kind
 * @typedef {{ work: Work, times: Record<string, number[]>, spent: number }} Runner
 * @typedef {{ rounds: number, sliceMs: number, budgetMs: number }} Settings
 */

/** The first round warms everybody up and is not counted. */
const WARMING = 1
/** So often at least, also who takes longer than its budget. */
const LEAST_ROUNDS = 3

/**
 * @param {Work} work
 * @returns {Runner}
 */
export const runnerOf = (work) => ({
  work,
  times: Object.fromEntries(Object.keys(work).map((kind) => [kind, []])),
  spent: 0,
})

/**
 * Lets everybody work in turn. What a runner's `times` hold afterwards is milliseconds a query, one for each slice.
 * @param {readonly Runner[]} runners
 * @param {Settings} settings - a runner that has spent its budget leaves after three rounds
 * @param {(done: number, all: number) => void} progress - rounds
 */
export async function takeTurns(runners, { rounds, sliceMs, budgetMs }, progress) {
  for (let round = 0; round < rounds + WARMING; round++) {
    progress(round, rounds + WARMING)
    for (let nth = 0; nth < runners.length; nth++) {
      // Another one begins in every round, so that nobody always follows the same neighbour's garbage.
      const runner = runners[(nth + round) % runners.length]
      if (runner === undefined || (round >= LEAST_ROUNDS + WARMING && runner.spent > budgetMs)) continue
      for (const [kind, queries] of Object.entries(runner.work)) {
        const taken = await slice(queries, sliceMs)
        runner.spent += taken.elapsed
        if (round >= WARMING) runner.times[kind]?.push(taken.each)
      }
    }
  }
}

/**
 * Asks all queries, and all of them again while there is time. Everybody is awaited, also who has nothing to wait for.
 * @param {readonly (() => unknown)[]} queries
 * @param {number} sliceMs
 */
async function slice(queries, sliceMs) {
  // Lets the event loop turn: otherwise who never waits could not be interrupted.
  await new Promise((resolve) => setImmediate(resolve))
  const started = performance.now()
  let passes = 0
  let elapsed = 0
  do {
    for (const ask of queries) await ask()
    passes++
    elapsed = performance.now() - started
  } while (elapsed < sliceMs)
  return { each: elapsed / (passes * queries.length), elapsed }
}

/**
 * The middle of a runner's slices, by kind.
 * @param {Runner} runner
 * @returns {Record<string, Spread>}
 */
export function spreadsOf({ times }) {
  return Object.fromEntries(Object.entries(times).map(([kind, slices]) => [kind, speedOf(slices)]))
}

/** Bytes in use, array buffers included, after the garbage collector has run: only then can it be told what is kept. */
export function bytesInUse() {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
