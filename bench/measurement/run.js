import { createCommunityKeys, createSigningKey } from '../../dist/community.js'
import {
  answerClosing,
  callRoll,
  closeRound,
  draftRound,
  epochSeconds,
  estimateShares,
  joinRound,
  measurementEpochOf,
  measurementKeyOf,
  openClosing,
  openMeasurementBook,
  openRoll,
  openRound,
  possibleShares,
  reportToRound,
  sumRound,
} from '../../dist/measurement.js'
import { internals } from '../internals.js'
import { machine } from '../machine.js'
import { must } from '../must.js'
import { judge, PEOPLE } from './report.js'

// Two questions: how far off is the worst cell of a count when each person is protected, and what does a round cost each of
// its members. The first is simulated with the library's own draws over invented cohorts, always the same ones.

/** How each count is spread over its cells, so that chance alone gives the background's errors. */
const metrics = {
  'latency, 8 cells': falling(8, 0.8),
  'came back, 4 cells': falling(4, 0.6),
  'retention, 13 cells': falling(13, 0.8),
  'stage, 5 cells': falling(5, 0.45),
  'yes or no': [0.3, 0.7],
}
const { noiseShare, randomisedResponse } = internals
const EPSILONS = [1, 2, 4]
const ROUND = 8
const MEMBERS = [30, 100]
/** So many members are timed in full; the others take their part unwatched. */
const TIMED = 5
const NOW = epochSeconds(new Date('2026-11-21T12:00:00Z'))

/**
 * @param {number} cells
 * @param {number} fall
 */
function falling(cells, fall) {
  const all = Array.from({ length: cells }, (_, cell) => fall ** cell)
  const whole = all.reduce((sum, one) => sum + one, 0)
  return all.map((one) => one / whole)
}

/** Always the same numbers: mulberry32. */
let state = 20261130
function uniform() {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}
/** @param {number} length */
function bytes(length) {
  return Uint8Array.from({ length }, () => Math.floor(256 * uniform()))
}

/**
 * @param {readonly number[]} shares
 * @param {number} people
 */
function cohort(shares, people) {
  const counts = shares.map(() => 0)
  for (let nth = 0; nth < people; nth++) {
    let left = uniform()
    let cell = 0
    while (cell < shares.length - 1 && left >= (shares[cell] ?? 0)) left -= shares[cell++] ?? 0
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return counts
}

/**
 * @param {readonly number[]} one
 * @param {readonly number[]} other
 */
const worst = (one, other) => 100 * Math.max(...one.map((share, cell) => Math.abs(share - (other[cell] ?? 0))))

/**
 * What randomised responses of a cohort come to.
 * @param {readonly number[]} counts
 * @param {number} people
 * @param {number} epsilon
 */
function local(counts, people, epsilon) {
  const named = counts.map(() => 0)
  for (const [truth, count] of counts.entries()) {
    for (let nth = 0; nth < count; nth++) {
      const said = must(randomisedResponse(truth, { cells: counts.length, epsilon, random: bytes }))
      for (const cell of said) named[cell] = (named[cell] ?? 0) + 1
    }
  }
  return possibleShares(estimateShares({ named, people, epsilon }).map(({ share }) => share))
}

/**
 * What a round of eight comes to, each member adding a share of the noise.
 * @param {readonly number[]} counts
 * @param {number} people
 * @param {number} epsilon
 */
function summed(counts, people, epsilon) {
  const noisy = counts.map((count) => {
    let sum = count
    for (let nth = 0; nth < ROUND; nth++) sum += noiseShare(ROUND, epsilon, uniform)
    return sum / people
  })
  return possibleShares(noisy)
}

/**
 * @param {readonly number[]} shares
 * @param {number} people
 * @param {number} runs
 */
function errorsOf(shares, people, runs) {
  const points = Array.from({ length: 1 + 2 * EPSILONS.length }, () => 0)
  for (let run = 0; run < runs; run++) {
    const counts = cohort(shares, people)
    const truth = counts.map((count) => count / people)
    const found = [
      worst(truth, shares),
      ...EPSILONS.map((epsilon) => worst(local(counts, people, epsilon), truth)),
      ...EPSILONS.map((epsilon) => worst(summed(counts, people, epsilon), truth)),
    ]
    for (const [nth, one] of found.entries()) points[nth] = (points[nth] ?? 0) + one / runs
  }
  return points
}

/** @param {readonly number[]} times */
const medianOf = (times) => [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0

/**
 * What one round costs: every member takes part for real.
 * @param {number} members
 */
function costOf(members) {
  const lead = must(createCommunityKeys())
  const devices = Array.from({ length: members }, () => ({
    identity: must(createSigningKey()),
    book: must(openMeasurementBook(undefined, { now: NOW })),
  }))
  const known = devices.map(({ identity, book }) => ({
    id: Buffer.from(identity.publicKey).toString('hex'),
    key: measurementKeyOf(book)?.publicKey ?? new Uint8Array(32),
  }))
  const now = { now: NOW }
  const community = {
    key: Buffer.from(lead.root.publicKey).toString('hex'),
    publishingKeys: [lead.publishing.publicKey],
  }
  const asked = [
    { metric: /** @type {const} */ ('referral-to-session'), epsilonMilli: 1000 },
    { metric: /** @type {const} */ ('first-session'), epsilonMilli: 1000 },
  ]
  const file = must(draftRound({ epoch: measurementEpochOf(NOW) - 5, metrics: asked, members: known }, lead, now))
  const round = must(openRound(file, { community, members: known, now: NOW }))
  /** @type {[number[], number[], number[]]} */
  const times = [[], [], []]
  /**
   * Lets every device do something; of the first few the time is taken.
   * @param {0 | 1 | 2} step
   * @param {(device: typeof devices[number], isTimed: boolean) => import('../../dist/measurement.js').Said} act
   */
  const all = (step, act) =>
    devices.map((device, nth) => {
      const started = performance.now()
      const said = act(device, nth < TIMED)
      if (nth < TIMED) times[step].push(performance.now() - started)
      device.book = said.book
      return said.statement
    })
  const joins = all(0, (device) => must(joinRound(round, device.book, device.identity, now)))
  const rollFile = must(callRoll(round, joins, lead.publishing, now)).statement
  const roll = must(openRoll(round, rollFile, joins, now))
  const reports = all(1, (device, isTimed) => {
    // Each member reads the roll and every join on it once.
    const own = isTimed ? must(openRoll(round, rollFile, joins, now)) : roll
    return must(reportToRound(round, own, [], device, now))
  })
  const closingFile = must(closeRound(round, roll, reports, lead.publishing, now)).statement
  const closing = must(openClosing(round, roll, closingFile, now))
  const answers = all(2, (device) => must(answerClosing(round, roll, closing, device, now)))
  const started = performance.now()
  must(sumRound(round, roll, closing, { reports, answers }))
  const sumMs = performance.now() - started
  const [joinMs = 0, reportMs = 0, answerMs = 0] = times.map(medianOf)
  const [joinBytes = 0, reportBytes = 0, answerBytes = 0] = [joins, reports, answers].map(
    (files) => files[0]?.length ?? 0,
  )
  return { members, joinMs, reportMs, answerMs, sumMs, joinBytes, reportBytes, answerBytes }
}

/**
 * Simulates the error table, and holds one round of 30 and one of 100. Needs a built dist/.
 * @param {{ quick: boolean }} options
 * @param {(done: number, all: number, seconds: number | undefined, what: string) => void} progress
 * @returns {Promise<import('./report.js').Run>}
 */
export async function run({ quick }, progress) {
  const about = machine()
  const runs = quick ? [100, 40, 8] : [1000, 400, 60]
  const all = Object.entries(metrics)
  const errors = all.flatMap(([metric, shares], nth) => {
    progress(nth, all.length + MEMBERS.length, undefined, metric)
    return PEOPLE.map((people, row) => ({ metric, people, points: errorsOf(shares, people, runs[row] ?? 1) }))
  })
  const costs = MEMBERS.map((members, nth) => {
    progress(all.length + nth, all.length + MEMBERS.length, undefined, `a round of ${members}`)
    return costOf(members)
  })
  return { machine: about, runs, errors, costs, verdicts: quick ? [] : judge(errors) }
}
