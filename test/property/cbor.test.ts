import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { type CborValue, decodeCbor, encodeCbor } from '../../src/kernel/cbor.js'

const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const key = fc.oneof(fc.nat(30), fc.nat(70_000), fc.maxSafeNat())
const { value } = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(fc.nat(300), fc.maxSafeInteger(), fc.boolean(), text, fc.uint8Array({ maxLength: 40 })),
    fc.array(tie('value'), { maxLength: 6 }),
    fc
      .uniqueArray(fc.tuple(key, tie('value')), { selector: ([k]) => k, maxLength: 6 })
      .map((entries) => new Map(entries)),
  ),
}))

/** Bytes that look like CBOR often enough to reach every branch: heads, and small arguments behind them. */
const cborish = fc
  .array(
    fc.oneof(
      fc.constantFrom(0x18, 0x19, 0x1a, 0x1b, 0x41, 0x61, 0x81, 0x82, 0xa1, 0xa2, 0xf4, 0xf6),
      fc.nat(24),
      fc.nat(255),
    ),
    { maxLength: 24 },
  )
  .map((bytes) => Uint8Array.from(bytes))

describe('strict CBOR', () => {
  test.prop([value], { numRuns: 1000 })('what is written is read back equal', (original) => {
    expect(decodeCbor(encodeCbor(original))).toEqual(original)
  })

  test.prop([fc.oneof(cborish, fc.uint8Array({ maxLength: 40 }))], { numRuns: 20_000 })(
    'what can be read has exactly this one encoding, and nothing throws',
    (bytes) => {
      const read = decodeCbor(bytes)
      if (read !== undefined) expect(encodeCbor(read)).toEqual(bytes)
    },
  )

  test.prop([value, fc.nat(), fc.nat(255)], { numRuns: 2000 })(
    'one changed byte is refused or is another value with its own one encoding',
    (original, at, byte) => {
      const bytes = encodeCbor(original)
      bytes[at % bytes.length] = byte
      const read = decodeCbor(bytes)
      if (read !== undefined) expect(encodeCbor(read)).toEqual(bytes)
    },
  )

  test.prop([value, fc.nat()], { numRuns: 500 })('no beginning of an encoding is one itself', (original, at) => {
    const bytes = encodeCbor(original)
    expect(decodeCbor(bytes.subarray(0, at % bytes.length))).toBe(undefined)
  })

  test.prop([fc.uniqueArray(key, { minLength: 2, maxLength: 8 })], { numRuns: 300 })(
    'the order in which entries were put in does not show',
    (keys) => {
      const forward = new Map(keys.map((each) => [each, true] as const))
      const backward = new Map([...keys].reverse().map((each) => [each, true] as const))
      expect(encodeCbor(forward)).toEqual(encodeCbor(backward))
    },
  )
})
