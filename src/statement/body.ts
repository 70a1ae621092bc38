import { decodeCbor, encodeCbor } from '../kernel/cbor.js'
import type { Result } from '../kernel/result.js'
import { fromWire, toWire, type WireKeys } from '../kernel/wire.js'
import { check, type Shape } from '../schema/shape.js'

/** How one kind of body travels: the names behind its integers, and its schema. */
export type BodyFormat<Body> = { readonly keys: WireKeys; readonly schema: Shape<Body> }

/**
 * Writes a body as canonical CBOR.
 *
 * @param format - the kind's format.
 * @param body - a value of that format.
 * @returns its bytes; equal values give equal bytes.
 * @throws {TypeError} when the value has not the format's shape.
 * Privacy: as public as the statement it goes into.
 * Cost: O(size). @since 0.1
 */
export function encodeBody<Body>(format: BodyFormat<Body>, body: Body): Uint8Array {
  const checked = check(format.schema, body, 'statement_invalid')
  if (!checked.ok) throw new TypeError(`body.${checked.error.detail.field}: out of shape`)
  return encodeCbor(toWire(checked.value, format.keys))
}

/**
 * Reads a body strictly.
 *
 * @param format - the kind's format.
 * @param bytes - untrusted bytes.
 * @returns the value.
 * Failure: `statement_invalid` with the first wrong field; `''` when it is no value of this format at all.
 * Privacy: reads public statements only; the failure repeats nothing received.
 * Cost: O(length). @since 0.1
 */
export function decodeBody<Body>(format: BodyFormat<Body>, bytes: Uint8Array): Result<Body, 'statement_invalid'> {
  const wire = decodeCbor(bytes)
  return check(format.schema, wire === undefined ? undefined : fromWire(wire, format.keys), 'statement_invalid')
}
