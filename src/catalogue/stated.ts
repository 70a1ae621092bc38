import type { Fee, Licence } from '../descriptor/offer.js'
import type { Span } from '../descriptor/week.js'
import { byteText } from '../kernel/text.js'
import type { Columns } from './columns.js'
import { factBytes, factRange } from './dictionary.js'
import { FIELD, feeModels } from './fields.js'
import { kept } from './kept.js'
import { listRows } from './posting.js'

/** A fact of a catalogue: its number, and what it says. */
export type Stated<Value> = { readonly fact: number; readonly value: Value }

/**
 * Lists the facts of a field.
 *
 * What is out of shape says nothing: no honest publisher compiles it, and `verifyCatalogue` shows it.
 *
 * @param columns - from `readColumns`. Each field is read once and kept.
 * @param field - the field's number.
 * @param read - reads the bytes of one fact; undefined when they say nothing. The same for a field at every call.
 * @returns the facts in the order of their bytes.
 * Privacy: reads public data only; which field is read tells what was asked, and stays on the device.
 * Cost: O(facts of the field) the first time. @since 0.1
 */
export function statedIn<Value>(
  columns: Columns,
  field: number,
  read: (bytes: Uint8Array) => Value | undefined,
): readonly Stated<Value>[] {
  return kept(columns, `field ${field}`, () => {
    const stated: Stated<Value>[] = []
    const [first, end] = factRange(columns.dictionary, field)
    for (let fact = first; fact < end; fact++) {
      const value = read(factBytes(columns.dictionary, fact))
      if (value !== undefined) stated.push({ fact, value })
    }
    return stated
  })
}

/**
 * Reads a fact that is text.
 *
 * @param bytes - ASCII; every other byte becomes one character too.
 * @returns the text.
 * Privacy: reads public data only.
 * Cost: O(length). @since 0.1
 */
export function textIn(bytes: Uint8Array): string {
  return byteText(bytes)
}

/** One concept that somebody states, with the fact for each level. */
export type StatedConcept = {
  readonly concept: string
  readonly levels: readonly { readonly fact: number; readonly level: number }[]
}

const MINUTES_PER_WEEK = 10_080

/** The highest level of experience: what is stated without a level counts as this. */
export const FULL_LEVEL = 4

/**
 * Lists the concepts that anybody works with, by their first word: concepts that are related begin alike.
 *
 * @param columns - from `readColumns`.
 * @param field - `FIELD.concept`, or the field of a list of concepts without levels.
 * @returns first word → concepts.
 * Privacy: reads public data only.
 * Cost: O(facts) the first time. @since 0.1
 */
export function conceptsIn(columns: Columns, field: number): ReadonlyMap<string, readonly StatedConcept[]> {
  return kept(columns, conceptsOf(field), () => {
    const concepts = new Map<string, { readonly fact: number; readonly level: number }[]>()
    for (const { fact, value } of statedIn(columns, field, textIn)) {
      if (field !== FIELD.concept) addTo(concepts, value, { fact, level: FULL_LEVEL })
      else if (/. [1-4]$/s.test(value)) addTo(concepts, value.slice(0, -2), { fact, level: Number(value.slice(-1)) })
    }
    const byWord = new Map<string, StatedConcept[]>()
    for (const [concept, levels] of concepts) addTo(byWord, firstWord(concept), { concept, levels })
    return byWord
  })
}

/**
 * Names what `conceptsIn` keeps of a field.
 *
 * @param field - as for `conceptsIn`.
 * @returns its name in the columns' memory.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function conceptsOf(field: number): string {
  return `concepts ${field}`
}

function addTo<Value>(lists: Map<string, Value[]>, name: string, value: Value): void {
  const list = lists.get(name)
  if (list === undefined) lists.set(name, [value])
  else list.push(value)
}

/**
 * Lists the zone of every row.
 *
 * @param columns - from `readColumns`.
 * @returns by row: 0 where none is stated, else the zone's place among the facts of zones, counted from 1.
 * Privacy: reads public data only.
 * Cost: O(rows) the first time. @since 0.1
 */
export function zonesIn(columns: Columns): Uint8Array | Uint32Array {
  return kept(columns, 'zones', () => {
    const [firstFact, end] = factRange(columns.dictionary, FIELD.zone)
    // A country has a few zones; a hostile catalogue may have as many as rows.
    const zones = end - firstFact < 256 ? new Uint8Array(columns.rows) : new Uint32Array(columns.rows)
    for (const block of columns.blocks) {
      for (let fact = firstFact; fact < end; fact++) {
        for (const row of listRows(block, fact)) zones[block.first + row] = fact - firstFact + 1
      }
    }
    return zones
  })
}

/**
 * Takes the first word of a concept's id.
 *
 * @param concept - an id.
 * @returns the id up to its first dot.
 * Privacy: reads its argument only.
 * Cost: O(length). @since 0.1
 */
export function firstWord(concept: string): string {
  const dot = concept.indexOf('.')
  return dot < 0 ? concept : concept.slice(0, dot)
}

/**
 * Lists the prices that anybody states.
 *
 * @param columns - from `readColumns`.
 * @returns the facts.
 * Privacy: reads public data only.
 * Cost: O(facts) the first time. @since 0.1
 */
export function feesIn(columns: Columns): readonly Stated<Fee>[] {
  return statedIn(columns, FIELD.fee, (bytes) => {
    const model = feeModels[bytes[0] ?? 255]
    if (model === undefined || bytes.length < 13) return undefined
    const amount = (at: number) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at)
    const text = textIn(bytes.subarray(2, 5))
    const session = textIn(bytes.subarray(13))
    return {
      model,
      currency: text === '   ' ? undefined : text,
      from: ((bytes[1] ?? 0) & 1) === 0 ? undefined : amount(5),
      to: ((bytes[1] ?? 0) & 2) === 0 ? undefined : amount(9),
      session: session === '' ? undefined : (session as Fee['session']), // compared with ids, never shown
    }
  })
}

/**
 * Lists the licences that anybody states.
 *
 * @param columns - from `readColumns`.
 * @returns the facts; `until` where an event has it from its host.
 * Privacy: reads public data only.
 * Cost: O(facts) the first time. @since 0.1
 */
export function licencesIn(
  columns: Columns,
): readonly Stated<{ readonly region: string; readonly isHeld: boolean; readonly until: number }>[] {
  return statedIn(columns, FIELD.licence, (bytes) => {
    const [region = '', status, until] = textIn(bytes).split(' ')
    const notHeld: Licence['status'] = 'not-held'
    return { region, isHeld: status !== notHeld, until: until === undefined ? Number.POSITIVE_INFINITY : Number(until) }
  })
}

/**
 * Lists the stretches of the week that anybody offers.
 *
 * @param columns - from `readColumns`.
 * @returns the facts: seconds since Monday at midnight, local time; each within one week and longer than nothing.
 * Privacy: reads public data only.
 * Cost: O(facts) the first time. @since 0.1
 */
export function slotsIn(columns: Columns): readonly Stated<Span>[] {
  return statedIn(columns, FIELD.slot, (bytes) => {
    if (bytes.length !== 4) return undefined
    const [a = 0, b = 0, c = 0, d = 0] = bytes
    const [from, to] = [a * 256 + b, c * 256 + d]
    return from < to && to <= MINUTES_PER_WEEK ? { from: from * 60, to: to * 60 } : undefined
  })
}
