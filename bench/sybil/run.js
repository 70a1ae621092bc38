import { machine } from '../machine.js'
import { judge } from './report.js'
import { rules, simulate } from './simulate.js'

// Rules beside each other over many made-up communities; then the default policy with vetters who are fooled more often.

const MEMBER_FOOLED = 0.05
const FOUND_OUT = 0.15
const VETTER_FOOLED = 0.05

/**
 * Simulates it. Every run has a seed, so that the same figures come out on every machine.
 * @param {{ quick: boolean }} options
 * @param {(done: number, all: number, seconds: number | undefined, what: string) => void} progress
 * @returns {Promise<import('./report.js').Run>}
 */
export async function run({ quick }, progress) {
  const about = machine()
  const runs = quick ? 20 : 200
  const last = rules.at(-1)
  if (last === undefined) throw new Error('there are rules')
  const rows = [
    ...rules.map((rule) => ({ ...rule, vetterFooled: VETTER_FOOLED })),
    ...[0.2, 0.4].map((vetterFooled) => ({ ...last, vetterFooled })),
  ]
  const measured = []
  for (const [nth, { name, policy, vetterFooled }] of rows.entries()) {
    progress(nth, rows.length, undefined, name)
    const counts = []
    for (let seed = 1; seed <= runs; seed++) {
      counts.push(simulate({ policy, memberFooled: MEMBER_FOOLED, vetterFooled, foundOut: FOUND_OUT, seed }))
      if (seed % 10 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    measured.push({ name, vetterFooled, ...quantilesOf(counts) })
  }
  return { machine: about, runs, measured, verdicts: judge(measured) }
}

/** @param {readonly number[]} counts */
function quantilesOf(counts) {
  const sorted = [...counts].sort((a, b) => a - b)
  const at = (/** @type {number} */ part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { median: at(0.5), p90: at(0.9), most: sorted.at(-1) ?? 0 }
}
