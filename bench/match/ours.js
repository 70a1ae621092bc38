import { match, readIntake } from '../../dist/index.js'
import { coreVocabulary } from '../../dist/practitioner.js'
import { must } from '../referral.js'

// The one place where the benchmark of matching touches entrenous: what changes with the engine changes here.

/** The words that people and queries are made of. */
export const vocabulary = coreVocabulary

/** The largest catalogue that this engine is asked to hold: of objects, a million do not fit into the memory there is. */
export const LARGEST = 100_000

const unsigned = { anchor: new Uint8Array(32), root: new Uint8Array(), approvals: [], revocations: [], until: 0 }
const evidence = { ...unsigned, descriptor: new Uint8Array(), presence: undefined }

/**
 * Makes a catalogue to match against, as opening a file would.
 * @param {Iterable<import('./people.js').Person>} people - read once
 * @returns {any} opaque to the benchmark
 */
export function catalogueOf(people) {
  const entries = Array.from(people, ({ presence, ...person }) => {
    return { ...person, kind: 'practitioner', community: '', presence: presence && { ...presence, keys: [] }, evidence }
  })
  return { entries: entries.sort((one, other) => (one.id < other.id ? -1 : 1)), vocabulary }
}

/**
 * Bytes that a catalogue keeps besides its strings; undefined where it keeps objects, whose heap is measured instead.
 * @param {any} _catalogue
 * @returns {number | undefined}
 */
export function residentBytes(_catalogue) {
  return undefined
}

/**
 * Reads a query's answers, as an app does once for a person.
 * @param {import('../../src/intake/answers.js').Answers} answers
 * @returns {any} an intake
 */
export const intakeOf = (answers) => must(readIntake(answers, vocabulary))

/**
 * Matches: what is timed.
 * @param {any} catalogue
 * @param {any} intake
 * @param {{ now: number, seed: string, limit: number }} options
 * @returns {{
 *   matches: readonly { id: string, score: number }[],
 *   maybe: readonly { id: string, score: number }[],
 *   counts: { matches: number, maybe: number },
 * }}
 */
export const find = (catalogue, intake, options) => match(intake, catalogue, /** @type {any} */ (options))
