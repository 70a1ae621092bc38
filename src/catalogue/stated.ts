import type { Fee, Licence } from '../descriptor/offer.js'
import type { Span } from '../descriptor/week.js'
import { byteText } from '../kernel/text.js'
import { decodeBody } from '../statement/body.js'
import type { Columns } from './columns.js'
import { factBytes, factRange } from './dictionary.js'
import { FIELD } from './fields.js'
import { type Fragment, feeModels, fragmentFormat } from './row.js'

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
  const known = columns.read.get(field)
  if (known !== undefined) return known as readonly Stated<Value>[] // one reader a field
  const stated: Stated<Value>[] = []
  const [first, end] = factRange(columns.dictionary, field)
  for (let fact = first; fact < end; fact++) {
    const value = read(factBytes(columns.dictionary, fact))
    if (value !== undefined) stated.push({ fact, value })
  }
  columns.read.set(field, stated)
  return stated
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

/**
 * Reads a fact that only several fields together make.
 *
 * @param bytes - canonical CBOR, untrusted.
 * @returns the fragment; undefined when it is none.
 * Privacy: reads public data only.
 * Cost: O(length). @since 0.1
 */
export function fragmentIn(bytes: Uint8Array): Fragment | undefined {
  const fragment = decodeBody(fragmentFormat, bytes)
  return fragment.ok ? fragment.value : undefined
}

/**
 * Lists the concepts that anybody works with, each with its level.
 *
 * @param columns - from `readColumns`.
 * @returns the facts, a concept's levels together.
 * Privacy: reads public data only.
 * Cost: O(facts) the first time. @since 0.1
 */
export function conceptsIn(columns: Columns): readonly Stated<{ readonly concept: string; readonly level: number }>[] {
  return statedIn(columns, FIELD.concept, (bytes) => {
    const [space, digit = 0] = bytes.subarray(-2)
    const isStated = bytes.length > 2 && space === 0x20 && digit >= 0x31 && digit <= 0x34
    return isStated ? { concept: textIn(bytes.subarray(0, -2)), level: digit - 0x30 } : undefined
  })
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
 * @returns the facts: seconds since Monday at midnight, local time.
 * Privacy: reads public data only.
 * Cost: O(facts) the first time. @since 0.1
 */
export function slotsIn(columns: Columns): readonly Stated<Span>[] {
  return statedIn(columns, FIELD.slot, (bytes) => {
    if (bytes.length !== 4) return undefined
    const [a = 0, b = 0, c = 0, d = 0] = bytes
    return { from: (a * 256 + b) * 60, to: (c * 256 + d) * 60 }
  })
}
