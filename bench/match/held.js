import { exact, peers } from './contenders.js'
import { bytesInUse, runnerOf, spreadsOf, takeTurns } from './measure.js'
import { queryOf } from './naive/loop.js'
import { YES } from './naive/read.js'
import { intakeOf, vocabulary } from './ours.js'
import { compareOutcomes } from './outcome.js'
import { documentOf } from './peers/document.js'
import { createPeople } from './people.js'

// One size at which all practitioners are held as objects, so that everybody can take part.

/**
 * @typedef {import('./contenders.js').Contender} Contender
 * @typedef {import('./contenders.js').Built} Built
 * @typedef {import('./contenders.js').World} World
 * @typedef {import('./contenders.js').Asked} Asked
 * @typedef {Record<'narrow' | 'broad', readonly Asked[]>} Questions
 * @typedef {{ contender: Contender, built: Built, buildMs: number, busyMs: number, bytesEach: number }} Standing - `busyMs`: of the processor
 * @typedef {{
 *   kinds: Record<'narrow' | 'broad', readonly import('./queries.js').Answers[]>,
 *   options: import('./naive/loop.js').Options,
 *   seed: string,
 *   settings: import('./measure.js').Settings,
 * }} Plan
 * @typedef {(what: string, done: number, all: number) => void} Progress
 */

/** Whose processor time is more than this for one query, or for being built, is left out at this size: a few seconds. */
const MOST_QUERY_MS = 3000
const MOST_BUILD_MS = 10_000

/**
 * Measures at one size.
 * @param {number} size
 * @param {Plan} plan
 * @param {Progress} progress
 * @returns {Promise<import('./report.js').AtSize>}
 */
export async function measureHeld(size, plan, progress) {
  progress('practitioners being made', 0, 1)
  const { world, bytesEach } = hold(size, plan)
  const questions = questionsOf(world, plan.kinds)
  const { standings, skipped } = await buildAll(world, questions, progress)
  const right = verify(standings, questions)
  const runners = standings.map(({ built }) => runnerOf(workOf(built, questions)))
  await takeTurns(runners, plan.settings, (done, all) => progress('', done, all))
  const rows = []
  for (const [nth, standing] of standings.entries()) {
    const { contender, built, buildMs } = standing
    const isExact = contender === exact.ours || contender === exact.loop
    const agree = isExact ? undefined : await agreement(built, questions, right)
    const times = spreadsOf(/** @type {import('./measure.js').Runner} */ (runners[nth]))
    const { narrow, broad } = times
    rows.push({ name: contender.name, buildMs, bytesEach: keptBy(standing, bytesEach), agree, narrow, broad })
  }
  return { size, shares: right.shares, rows: [...rows, ...skipped].sort(inTableOrder) }
}

/** The practitioners as a file of JSON gives them, and what they weigh. @param {number} size @param {Plan} plan */
function hold(size, { options, seed }) {
  const person = createPeople(vocabulary)
  const before = bytesInUse()
  // One after another, so that the text of all is never held.
  const people = Array.from({ length: size }, (_, index) => JSON.parse(JSON.stringify(person(index))))
  const bytesEach = (bytesInUse() - before) / size
  /** @type {World} */
  const world = { people, documents: people.map(documentOf), vocabulary, options, seed }
  return { world, bytesEach }
}

/** @param {World} world @param {Plan['kinds']} kinds @returns {Questions} */
function questionsOf({ people, options }, kinds) {
  const asked = (/** @type {import('./queries.js').Answers} */ answers) => {
    const { judge } = queryOf(answers, options.now)
    const passes = (/** @type {number} */ index) => {
      const person = people[index]
      return person !== undefined && judge(person) === YES
    }
    return { answers, intake: intakeOf(answers), passes }
  }
  return { narrow: kinds.narrow.map(asked), broad: kinds.broad.map(asked) }
}

/** @param {World} world @param {Questions} questions @param {Progress} progress */
async function buildAll(world, questions, progress) {
  /** @type {Standing[]} */
  const standings = []
  /** @type {import('./report.js').Row[]} */
  const skipped = []
  for (const contender of [exact.ours, exact.loop, ...peers]) {
    progress(`${contender.name} being built`, 0, 1)
    const standing = await build(contender, world)
    const isSlow = standing.busyMs > MOST_BUILD_MS || (await slowest(standing.built, questions)) > MOST_QUERY_MS
    // Ours and the loop are what everybody is compared with.
    if (isSlow && peers.includes(contender)) skipped.push({ name: contender.name })
    else standings.push(standing)
  }
  return { standings, skipped }
}

/** @param {Contender} contender @param {World} world @returns {Promise<Standing>} */
async function build(contender, world) {
  const before = bytesInUse()
  const started = performance.now()
  const busy = process.cpuUsage()
  const built = await contender.build(world)
  const busyMs = millisecondsSince(busy)
  const buildMs = performance.now() - started
  return { contender, built, buildMs, busyMs, bytesEach: (bytesInUse() - before) / world.people.length }
}

/** Processor time of this process: who is left out must not depend on what else the machine does. @param {NodeJS.CpuUsage} before */
function millisecondsSince(before) {
  return process.cpuUsage(before).user / 1000
}

/** One query of each kind, the quicker of two goes: the first is also the compiler's. @param {Built} built @param {Questions} questions */
async function slowest(built, { narrow, broad }) {
  let most = 0
  for (const asked of [...narrow.slice(0, 1), ...broad.slice(0, 1)]) {
    const ask = built.prepare(asked)
    let least = Number.POSITIVE_INFINITY
    for (let go = 0; go < 2; go++) {
      const before = process.cpuUsage()
      await ask()
      least = Math.min(least, millisecondsSince(before))
    }
    most = Math.max(most, least)
  }
  return most
}

/** @param {Built} built @param {Questions} questions @returns {import('./measure.js').Work} */
function workOf(built, { narrow, broad }) {
  return { narrow: narrow.map(built.prepare), broad: broad.map(built.prepare) }
}

/**
 * Holds entrenous against the loop on every query.
 * @param {readonly Standing[]} standings
 * @param {Questions} questions
 * @throws when they differ in who is found, in the order, in a score or in how many there are
 */
function verify(standings, questions) {
  const of = (/** @type {Contender} */ contender) => {
    return /** @type {Standing} */ (standings.find((one) => one.contender === contender)).built
  }
  const [ours, loop] = [of(exact.ours), of(exact.loop)]
  const all = /** @type {const} */ (['narrow', 'broad']).map((kind) => {
    const outcomes = questions[kind].map((asked, nth) => {
      const outcome = loop.prepare(asked)()
      compareOutcomes(ours.prepare(asked)(), outcome, `${kind} query ${nth + 1}`)
      return outcome
    })
    return { ids: outcomes.map(loop.idsOf), passed: outcomes.map(({ counts }) => counts.matches) }
  })
  const [narrow, broad] = /** @type {[typeof all[0], typeof all[0]]} */ (all)
  return { narrow: narrow.ids, broad: broad.ids, shares: { narrow: narrow.passed, broad: broad.passed } }
}

/**
 * How many of the exact best a contender returns: the middle over the queries of a kind.
 * @param {Built} built
 * @param {Questions} questions
 * @param {ReturnType<typeof verify>} right
 */
async function agreement(built, questions, right) {
  const middle = async (/** @type {'narrow' | 'broad'} */ kind) => {
    const counts = []
    for (const [nth, asked] of questions[kind].entries()) {
      const ids = built.idsOf(await built.prepare(asked)())
      counts.push(ids.filter((id) => right[kind][nth]?.includes(id)).length)
    }
    return counts.sort((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0
  }
  return { narrow: await middle('narrow'), broad: await middle('broad') }
}

/** Bytes for each practitioner; who works on the objects keeps the objects. @param {Standing} standing @param {number} bytesOfObject */
function keptBy({ contender, built, bytesEach }, bytesOfObject) {
  if (contender === exact.loop) return bytesOfObject
  if (contender !== exact.ours) return bytesEach
  return built.bytes === undefined ? bytesEach + bytesOfObject : built.bytes
}

/** @param {import('./report.js').Row} one @param {import('./report.js').Row} other */
function inTableOrder(one, other) {
  const order = [exact.ours, exact.loop, ...peers].map(({ name }) => name)
  return order.indexOf(one.name) - order.indexOf(other.name)
}
