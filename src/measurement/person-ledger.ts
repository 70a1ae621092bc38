import { type RandomSource, randomBytes } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import { parseJson } from '../schema/json.js'
import * as shape from '../schema/shape.js'
import { check } from '../schema/shape.js'
import { measurementEpochOf } from './epoch.js'
import { expectedWorstError, MOST_ERROR_POINTS } from './gate.js'
import { randomisedResponse } from './randomise.js'

// What only the person can know, and their device alone keeps: of each count the one cell that holds now. No times, no
// practitioner, no steps on the way: who takes the device learns how far somebody came, and nothing else.

const weeks = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13'] as const

/** What a person's device may note, with the cells of each, the furthest last. */
export const personMetrics = {
  /** How far they came. */
  stage: ['looked', 'matched', 'sent', 'first-session', 'third-session'],
  /** How late they last came back to the community's list. */
  'came-back': ['never', 'within-30-days', 'within-60-days', 'within-90-days'],
  /** The last of thirteen weeks in which they were seen. */
  retention: weeks,
  /** What they answered to the one question of an event, do you mean to come; the first answer stays, and `respond` refuses it. */
  intent: ['yes', 'perhaps', 'no'],
  /** Which of two ways was shown, and whether it led to a session. */
  arm: ['one-no', 'one-yes', 'other-no', 'other-yes'],
} as const

/** The name of one of them. */
export type PersonMetric = keyof typeof personMetrics

// Object.keys loses the key type; the record above has exactly these keys.
const personMetricNames = /* @__PURE__ */ Object.keys(personMetrics) as readonly PersonMetric[]

/** What all responses of one epoch may cost together, in thousandths of ε. */
export const MOST_PERSON_EPSILON_MILLI = 2000

const cell = shape.whole(0, weeks.length - 1)
const ledgerSchema = shape.record({
  format: shape.oneOf(['entrenous-person-ledger-1']),
  epoch: shape.whole(0, 100_000),
  cells: shape.list(shape.record({ metric: shape.oneOf(personMetricNames), cell }), personMetricNames.length),
  responses: shape.list(
    shape.record({
      metric: shape.oneOf(personMetricNames),
      epsilonMilli: shape.whole(1, MOST_PERSON_EPSILON_MILLI),
      named: shape.list(cell, weeks.length),
    }),
    personMetricNames.length,
  ),
})

/** What a person's device keeps for one epoch. A plain value: each step gives the next one. */
export type PersonLedger = {
  readonly epoch: number
  readonly cells: readonly { readonly metric: PersonMetric; readonly cell: number }[]
  /** What was said, so that the same is said again and never a second draw. */
  readonly responses: readonly PersonResponse[]
}

/** What may leave the device: the cells that chance and truth have named. */
export type PersonResponse = {
  readonly metric: PersonMetric
  readonly epsilonMilli: number
  readonly named: readonly number[]
}

/**
 * Begins a ledger, or goes on to the next epoch and forgets the last.
 *
 * @param ledger - as it was kept; undefined for the first.
 * @param now - this device's clock.
 * @returns the ledger of this epoch: the same one, or an empty one.
 * Privacy: what an earlier epoch knew is gone.
 * Cost: O(1).
 * @example
 * const opened = openPersonLedger(undefined, now)
 * @since 0.1
 */
export function openPersonLedger(ledger: PersonLedger | undefined, now: EpochSeconds): PersonLedger {
  const epoch = measurementEpochOf(now)
  return ledger?.epoch === epoch ? ledger : { epoch, cells: [], responses: [] }
}

/**
 * Notes how far somebody came. A nearer stage changes nothing, a further one replaces it: the way there is not kept.
 *
 * @param ledger - the ledger.
 * @param metric - what is noted.
 * @param name - one of its cells.
 * @returns the ledger that holds the furthest alone. Of `intent` the first stays; an `arm` stays the one that was drawn.
 * @throws {TypeError} when the metric has no such cell.
 * Privacy: the result stays on the person's device.
 * Cost: O(1).
 * @example
 * const next = noteFurthest(ledger, 'stage', 'sent')
 * @since 0.1
 */
export function noteFurthest(ledger: PersonLedger, metric: PersonMetric, name: string): PersonLedger {
  const names: readonly string[] = Object.hasOwn(personMetrics, metric) ? personMetrics[metric] : []
  const next = names.indexOf(name)
  if (next < 0) throw new TypeError('name: expected a cell of the metric')
  const known = ledger.cells.find((one) => one.metric === metric)?.cell
  if (known !== undefined && !isFurther(metric, known, next)) return ledger
  return { ...ledger, cells: [...ledger.cells.filter((one) => one.metric !== metric), { metric, cell: next }] }
}

function isFurther(metric: PersonMetric, known: number, next: number): boolean {
  if (metric === 'intent') return false
  const isSameArm = Math.floor(known / 2) === Math.floor(next / 2)
  return next > known && (metric !== 'arm' || isSameArm)
}

/**
 * Draws which of two ways this device shows, and notes it.
 *
 * @param ledger - the ledger; one that has an arm keeps it.
 * @param options - `random`: the source of randomness, the platform's unless given.
 * @returns the ledger, and the arm.
 * Failure: `randomness_absent` when no source is at hand.
 * Privacy: a coin thrown on the device; nobody is told.
 * Cost: O(1).
 * @example
 * const drawn = drawArm(ledger)
 * @since 0.1
 */
export function drawArm(
  ledger: PersonLedger,
  options: { readonly random?: RandomSource } = {},
): Result<{ readonly ledger: PersonLedger; readonly arm: 'one' | 'other' }, 'randomness_absent'> {
  const known = ledger.cells.find((one) => one.metric === 'arm')?.cell
  if (known !== undefined) return ok({ ledger, arm: known < 2 ? 'one' : 'other' })
  const drawn = randomBytes(1, options.random)
  if (!drawn.ok) return drawn
  const arm = (drawn.value[0] ?? 0) < 128 ? 'one' : 'other'
  return ok({ ledger: noteFurthest(ledger, 'arm', `${arm}-no`), arm })
}

/** How somebody is asked. */
export type Question = {
  /** What somebody intends is asked of nobody: it stays what the person told their own device. */
  readonly metric: Exclude<PersonMetric, 'intent'>
  /** What is promised to who responds; 2 at most. */
  readonly epsilonMilli: number
  /** How many are expected to respond: public, and the same for everybody who is asked. */
  readonly people: number
  readonly random?: RandomSource
}

/**
 * Responds, if it is worth asking at all and within the budget, with an answer that is true only by chance.
 *
 * @param ledger - the ledger.
 * @param question - metric, promise, and how many will respond.
 * @returns the ledger to keep, and the response. Asked again, the same one comes out.
 * Failure: `measurement_too_noisy` when the worst cell would be off by more than 5 points, so that the result would be
 * mostly chance; `measurement_budget_spent` when the epoch's ε would pass 2; `measurement_invalid` at `metric` when nothing
 * was noted of it; `randomness_absent`.
 * @throws {RangeError} when the promise is none, or above 2.
 * @throws {TypeError} when the metric is `intent`, which never leaves the device, by chance neither.
 * Privacy: the response may leave the device, by whatever way the host has; it names nobody. Its metric is public, and so is
 * that somebody responded.
 * Cost: some hundred thousand steps for the gate.
 * @example
 * const said = respond(ledger, { metric: 'stage', epsilonMilli: 2000, people: 800 })
 * @since 0.1
 */
export function respond(
  ledger: PersonLedger,
  { metric, epsilonMilli, people, random }: Question,
): Result<
  { readonly ledger: PersonLedger; readonly response: PersonResponse },
  'measurement_budget_spent' | 'measurement_invalid' | 'measurement_too_noisy' | 'randomness_absent'
> {
  if (!Number.isSafeInteger(epsilonMilli) || epsilonMilli < 1 || epsilonMilli > MOST_PERSON_EPSILON_MILLI) {
    throw new RangeError('epsilonMilli: expected a whole number from 1 to 2000')
  }
  // A host in JavaScript has no types.
  if ((metric as PersonMetric) === 'intent') throw new TypeError('metric: an intent never leaves the device')
  const said = ledger.responses.find((one) => one.metric === metric)
  if (said !== undefined) return ok({ ledger, response: said })
  const truth = ledger.cells.find((one) => one.metric === metric)?.cell
  if (truth === undefined) return fail('measurement_invalid', { field: 'metric' })
  const cells = personMetrics[metric].length
  const epsilon = epsilonMilli / 1000
  const expected = expectedWorstError({ cells, people, epsilon })
  if (expected > MOST_ERROR_POINTS) {
    return fail('measurement_too_noisy', { expected: Math.ceil(expected), most: MOST_ERROR_POINTS })
  }
  const spent = ledger.responses.reduce((sum, one) => sum + one.epsilonMilli, 0)
  if (spent + epsilonMilli > MOST_PERSON_EPSILON_MILLI) {
    return fail('measurement_budget_spent', { epoch: ledger.epoch })
  }
  const named = randomisedResponse(truth, { cells, epsilon, ...(random && { random }) })
  if (!named.ok) return named
  const response = { metric, epsilonMilli, named: named.value }
  return ok({ ledger: { ...ledger, responses: [...ledger.responses, response] }, response })
}

/**
 * Writes a ledger as text, for the person's own device.
 *
 * @param ledger - the ledger.
 * @returns JSON text that `readPersonLedger` reads.
 * Privacy: holds the furthest cells and what was said; keep it where answers may be kept, or not at all.
 * Cost: O(1). @since 0.1
 */
export function exportPersonLedger(ledger: PersonLedger): string {
  return JSON.stringify({ format: 'entrenous-person-ledger-1', ...ledger })
}

/**
 * Reads a ledger's text.
 *
 * @param text - what `exportPersonLedger` wrote. Untrusted in form.
 * @returns the ledger.
 * Failure: `measurement_invalid` with the wrong field; `''` when the text is no ledger.
 * Privacy: stays on the device; the failure repeats none of it.
 * Cost: O(length). @since 0.1
 */
export function readPersonLedger(text: string): Result<PersonLedger, 'measurement_invalid'> {
  const file = check(ledgerSchema, parseJson(text), 'measurement_invalid')
  if (!file.ok) return file
  const { epoch, cells, responses } = file.value
  const isOne = ({ metric, cell: at }: { readonly metric: PersonMetric; readonly cell: number }) =>
    at < personMetrics[metric].length
  const isEach = new Set(cells.map(({ metric }) => metric)).size === cells.length
  return cells.every(isOne) && isEach
    ? ok({ epoch, cells, responses })
    : fail('measurement_invalid', { field: 'cells' })
}
