import { bodyKeys } from '../../../src/consent/disclosure.js'
import { join, utf8 } from './kems.js'

// CBOR as Eve writes it: deterministic unless told otherwise, and every byte can be told otherwise.

/** A value, or bytes that stand where a value should, or a map with its keys in the order and number given. */
export type Written =
  | number
  | string
  | boolean
  | Uint8Array
  | readonly Written[]
  | Raw
  | Pairs
  | { readonly [name: string]: Written | undefined }
type Raw = { readonly raw: Uint8Array }
type Pairs = { readonly pairs: readonly (readonly [number | Raw, Written])[]; readonly head?: Uint8Array }

/** Bytes, or their hexadecimal. */
export type Bytes = string | Uint8Array

/** Bytes as they are. */
export const raw = (...parts: readonly Bytes[]): Raw => ({
  raw: join(...parts.map((part) => (typeof part === 'string' ? Uint8Array.from(Buffer.from(part, 'hex')) : part))),
})

/** The integer of a member name. */
export function keyOfName(name: string): number {
  const key = bodyKeys.keys.get(name)
  if (key === undefined) throw new Error(`no member is called ${name}`)
  return key
}

/** The entries of an object by rising key, to be spoilt. */
export function entriesOf(value: Readonly<Record<string, Written | undefined>>): (readonly [number, Written])[] {
  const entries = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[keyOfName(name), member] as const],
  )
  return entries.sort(([a], [b]) => a - b)
}

/** The bytes of a value. */
export function write(value: Written): Uint8Array {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return join(head(3, utf8(value).length), utf8(value))
  if (typeof value === 'boolean') return Uint8Array.of(value ? 0xf5 : 0xf4)
  if (value instanceof Uint8Array) return join(head(2, value.length), value)
  if (Array.isArray(value)) return join(head(4, value.length), ...value.map(write))
  // Neither a list nor bytes: the three kinds of object are left, and no member of a body is called `raw` or `pairs`.
  const object = value as Raw | Pairs | Record<string, Written | undefined>
  if ('raw' in object && object.raw instanceof Uint8Array) return object.raw
  if ('pairs' in object) return writePairs(object as Pairs) // see above
  return writePairs({ pairs: entriesOf(object as Record<string, Written | undefined>) }) // see above
}

function writePairs({ pairs, head: told }: Pairs): Uint8Array {
  return join(told ?? head(5, pairs.length), ...pairs.flatMap(([key, member]) => [write(key), write(member)]))
}

function head(major: number, argument: number): Uint8Array {
  const first = major << 5
  if (argument < 24) return Uint8Array.of(first | argument)
  if (argument < 0x100) return Uint8Array.of(first | 24, argument)
  if (argument < 0x10000) return Uint8Array.of(first | 25, argument >> 8, argument & 0xff)
  return Uint8Array.of(first | 26, argument >>> 24, (argument >> 16) & 0xff, (argument >> 8) & 0xff, argument & 0xff)
}
