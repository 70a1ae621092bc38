import { describe, expect, it } from 'vitest'
import { type CborValue, encodeCbor } from '../../../src/kernel/cbor.js'
import { wireKeys } from '../../../src/kernel/wire.js'
import * as shape from '../../../src/schema/shape.js'
import { decodeBody, encodeBody } from '../../../src/statement/body.js'

const format = {
  keys: wireKeys(['name', 'count']),
  schema: shape.record({ name: shape.text(80), count: shape.whole(0, 100) }),
}

describe('a body', () => {
  it('comes back as it was written', () => {
    const value = { name: 'Chen', count: 2 }
    expect(decodeBody(format, encodeBody(format, value))).toEqual({ ok: true, value })
  })

  it('has one encoding, whatever the order of its members', () => {
    expect(encodeBody(format, { count: 2, name: 'Chen' })).toEqual(encodeBody(format, { name: 'Chen', count: 2 }))
  })

  it('is not written when it is out of shape', () => {
    // The wrong type is the point of the test.
    expect(() => encodeBody(format, { name: 'Chen', count: 1.5 } as never)).toThrow(TypeError)
  })

  it.each<[string, CborValue, string]>([
    [
      'a wrong value',
      new Map<number, CborValue>([
        [0, 'Chen'],
        [1, 'two'],
      ]),
      'count',
    ],
    ['a missing member', new Map([[0, 'Chen']]), 'count'],
    [
      'an integer outside the dictionary',
      new Map<number, CborValue>([
        [0, 'Chen'],
        [9, 2],
      ]),
      '',
    ],
    ['something else than a map', 'Chen', ''],
  ])('is refused when it holds %s', (_, wire, field) => {
    expect(decodeBody(format, encodeCbor(wire))).toEqual({
      ok: false,
      error: { code: 'statement_invalid', detail: { field } },
    })
  })

  it('is refused when it is no CBOR', () => {
    expect(decodeBody(format, Uint8Array.of(0xff)).ok).toBe(false)
  })
})
