import type { CborValue } from './cbor.js'
import { isPlainObject } from './plain.js'

/** A dictionary between member names and the small integers that stand for them on the wire. */
export type WireKeys = {
  /** A name's position is its integer. */
  readonly names: readonly string[]
  /** The way back. */
  readonly keys: ReadonlyMap<string, number>
}

/** A value that holds itself would recurse for ever; the codec behind this one goes no deeper either. */
const DEEPEST = 64

/**
 * Makes a dictionary from a list of names: the first is 0, the next 1, and so on.
 *
 * The list is part of a wire format. New names are appended; none is ever moved, renamed or reused.
 *
 * @param names - every member name of the format's objects.
 * @returns the frozen dictionary.
 * @throws {TypeError} when a name is empty, given twice, or `__proto__`, which would set a prototype when read.
 * Privacy: reads schema names only.
 * Cost: O(names). @since 0.1
 */
export function wireKeys(names: readonly string[]): WireKeys {
  const keys = new Map<string, number>()
  for (const name of names) {
    if (name === '' || name === '__proto__') throw new TypeError('names: a name is empty or reserved')
    if (keys.has(name)) throw new TypeError(`names: ${name} is given twice`)
    keys.set(name, keys.size)
  }
  return Object.freeze({ names: Object.freeze([...names]), keys })
}

/**
 * Turns a plain value into what CBOR carries: objects become maps with the dictionary's integers as keys.
 *
 * @param value - plain objects, arrays, text, safe integers, booleans, bytes; members that are undefined are left out.
 * @param keys - the format's dictionary.
 * @returns the value for `encodeCbor`; its maps are sorted by key.
 * @throws {TypeError} when anything else is met: null, a fraction, a class instance, a name outside the dictionary, or
 * a value nested more than 64 deep.
 * Privacy: as private as the value; errors repeat none of it.
 * Cost: O(size). @since 0.1
 */
export function toWire(value: unknown, keys: WireKeys): CborValue {
  return toWireAt(value, keys, DEEPEST)
}

function toWireAt(value: unknown, keys: WireKeys, depthLeft: number): CborValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  // -0, which rounding makes of small negative numbers, has no encoding; as a value it equals 0.
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value === 0 ? 0 : value
  if (value instanceof Uint8Array) return value
  if (depthLeft === 0) throw new TypeError('value: nested too deeply')
  if (Array.isArray(value)) return Array.from(value, (element) => toWireAt(element, keys, depthLeft - 1))
  if (!isPlainObject(value)) throw new TypeError('value: of a kind that does not travel')
  const entries: [number, CborValue][] = []
  for (const [name, member] of Object.entries(value)) {
    const key = keys.keys.get(name)
    if (key === undefined) throw new TypeError('value: a member name is not in the dictionary')
    if (member !== undefined) entries.push([key, toWireAt(member, keys, depthLeft - 1)])
  }
  return new Map(entries.sort(([a], [b]) => a - b))
}

/**
 * Turns what was read from CBOR back into plain objects with names.
 *
 * @param value - a decoded value, untrusted; its shape is for the schema to check afterwards.
 * @param keys - the format's dictionary.
 * @returns the plain value, or undefined when one integer is not in the dictionary: then the whole is refused.
 * Privacy: as private as the value.
 * Cost: O(size). @since 0.1
 */
export function fromWire(value: CborValue, keys: WireKeys): unknown {
  if (typeof value !== 'object' || value instanceof Uint8Array) return value
  if (value instanceof Map) return objectFromWire(value, keys)
  // The union leaves arrays only; `instanceof Map` does not narrow ReadonlyMap away.
  return arrayFromWire(value as readonly CborValue[], keys)
}

function objectFromWire(entries: ReadonlyMap<number, CborValue>, keys: WireKeys): object | undefined {
  const plain: Record<string, unknown> = {}
  for (const [key, member] of entries) {
    const name = keys.names[key]
    const read = fromWire(member, keys)
    if (name === undefined || read === undefined) return undefined
    plain[name] = read // never `__proto__`: wireKeys refuses that name
  }
  return plain
}

function arrayFromWire(values: readonly CborValue[], keys: WireKeys): unknown[] | undefined {
  const plain: unknown[] = []
  for (const value of values) {
    const read = fromWire(value, keys)
    if (read === undefined) return undefined
    plain.push(read)
  }
  return plain
}
