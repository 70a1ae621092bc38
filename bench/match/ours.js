import { internals } from '../internals.js'
import { must } from '../must.js'
import { NOW } from './people.js'

// The one place where the benchmark of matching touches entrenous: what changes with the engine changes here.

const { addRow, coreVocabulary, createColumnsWriter, match, readColumns, readIntake, rowOf, writeColumns } = internals

/** The words that people and queries are made of. */
export const vocabulary = coreVocabulary

const unsigned = { anchor: new Uint8Array(32), root: new Uint8Array(), approvals: [], revocations: [], until: 0 }
const evidence = { ...unsigned, descriptor: new Uint8Array(), presence: undefined }

/** @param {import('./people.js').Person} person @returns {any} an entry as it is read from signed statements */
function entryOf({ presence, ...person }) {
  return { ...person, kind: 'practitioner', community: '', presence: presence && { ...presence, keys: [] }, evidence }
}

/**
 * Makes a catalogue to match against: compiled as a publisher does, opened as a device does. Whoever is shown is read
 * once and kept, as from a file; signatures are the matter of the cold start.
 * @param {number} size
 * @param {(index: number) => import('./people.js').Person} personAt
 * @returns {any} opaque to the benchmark
 */
export function catalogueOf(size, personAt) {
  const ids = Array.from({ length: size }, (_, index) => /** @type {const} */ ([personAt(index).id, index]))
  ids.sort(([one], [other]) => (one < other ? -1 : 1))
  const writer = createColumnsWriter()
  for (const [, index] of ids) addRow(writer, rowOf(entryOf(personAt(index)), /** @type {any} */ (NOW)))
  const { strings, columns: written } = writeColumns(writer)
  const columns = must(readColumns(strings, written))
  const order = Uint32Array.from(ids, ([, index]) => index)
  /** @type {Map<number, any>} */
  const shown = new Map()
  const entryAt = (/** @type {number} */ row) => {
    const entry = shown.get(row) ?? { ok: true, value: entryOf(personAt(order[row] ?? 0)) }
    shown.set(row, entry)
    return entry
  }
  return { columns, entryAt, vocabulary, community: { key: '' }, bytes: written.length }
}

/**
 * Bytes that a catalogue keeps besides its strings: its columns, what is worked out of them once (where a fact lies in
 * each block, zones and locations by row, who is past a date), and eight more a row for the index of statements.
 * @param {any} catalogue
 * @returns {number}
 */
export function residentBytes({ bytes, columns }) {
  const lookups = columns.blocks.reduce(
    (/** @type {number} */ sum, /** @type {any} */ { place }) => sum + place.byteLength,
    0,
  )
  return bytes + lookups + bytesIn([...columns.memory.values()]) + columns.rows * 8
}

/** @param {unknown} value @returns {number} the bytes of the arrays of numbers in it */
function bytesIn(value) {
  if (ArrayBuffer.isView(value)) return value.byteLength
  // The facts that have been read are strings and small objects of the dictionary.
  const kept = Array.isArray(value) ? value.filter((one) => !Array.isArray(one)) : Object.values(value ?? {})
  return kept.reduce((/** @type {number} */ sum, one) => sum + (typeof one === 'object' ? bytesIn(one) : 0), 0)
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
