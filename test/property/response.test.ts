import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copyBytes } from '../../src/kernel/bytes.js'
import { openResponse, sealResponse } from '../../src/kernel/response.js'
import { exporterOf } from '../support/hpke.js'

const runs = { numRuns: 300 }
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const message = fc.record({
  exporter: bytes(32).map(exporterOf),
  encapsulated: fc.oneof(bytes(32), bytes(1120)),
  plaintext: fc.uint8Array({ maxLength: 600 }),
  nonce: bytes(32),
})

describe('the laws of answers', () => {
  test('open after seal is the answer, and nothing but the length shows', () =>
    fc.assert(
      fc.property(message, ({ exporter, encapsulated, plaintext, nonce }) => {
        const response = sealResponse(exporter, encapsulated, plaintext, nonce)
        expect(response.length).toBe(plaintext.length + 48)
        expect(openResponse(exporter, encapsulated, response)).toEqual(plaintext)
      }),
      runs,
    ))

  test('any bit changed anywhere, the nonce included, opens nothing', () =>
    fc.assert(
      fc.property(message, fc.nat(), ({ exporter, encapsulated, plaintext, nonce }, at) => {
        const changed = sealResponse(exporter, encapsulated, plaintext, nonce)
        const bit = at % (changed.length * 8)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(openResponse(exporter, encapsulated, changed)).toBe(undefined)
      }),
      runs,
    ))

  test('another secret or another encapsulated key opens nothing', () =>
    fc.assert(
      fc.property(message, fc.nat(), ({ exporter, encapsulated, plaintext, nonce }, at) => {
        const response = sealResponse(exporter, encapsulated, plaintext, nonce)
        const flipped = (one: Uint8Array) => {
          const copy = copyBytes(one)
          copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ 1
          return copy
        }
        expect(openResponse(exporterOf(flipped(exporter.secret)), encapsulated, response)).toBe(undefined)
        expect(openResponse(exporter, flipped(encapsulated), response)).toBe(undefined)
      }),
      runs,
    ))

  test('two answers to one message share nothing', () =>
    fc.assert(
      fc.property(message, bytes(32), ({ exporter, encapsulated, plaintext, nonce }, other) => {
        fc.pre(Buffer.compare(nonce, other) !== 0)
        const [one, two] = [nonce, other].map((fresh) => sealResponse(exporter, encapsulated, plaintext, fresh))
        // The tag alone is 16 bytes, so there is something to compare even for the empty answer.
        expect(one?.subarray(32)).not.toEqual(two?.subarray(32))
        expect(one?.subarray(-16)).not.toEqual(two?.subarray(-16))
      }),
      runs,
    ))

  test('arbitrary bytes open nothing and never throw', () =>
    fc.assert(
      fc.property(message, fc.uint8Array({ maxLength: 200 }), ({ exporter, encapsulated }, hostile) => {
        expect(openResponse(exporter, encapsulated, hostile)).toBe(undefined)
      }),
      runs,
    ))
})
