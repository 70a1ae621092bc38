import { describe, expect, test } from 'vitest'
import { BUCKETS, pad, padToStep, unpad } from '../../../src/kernel/padding.js'

describe('padding', () => {
  test('every length that fits is filled to exactly the bucket and comes back', () => {
    for (const bucket of BUCKETS) {
      for (const length of [0, 1, 255, 511, bucket - 2, bucket - 1].filter((each) => each < bucket)) {
        const bytes = new Uint8Array(length).fill(0x80)
        const padded = pad(bytes, bucket)
        expect(padded?.length).toBe(bucket)
        expect(padded && unpad(padded)).toEqual(bytes)
      }
    }
  })

  test('what leaves no room for the mark does not fit', () => {
    for (const bucket of BUCKETS) {
      expect(pad(new Uint8Array(bucket), bucket)).toBe(undefined)
      expect(pad(new Uint8Array(bucket + 1), bucket)).toBe(undefined)
    }
  })

  test('every length is filled up to the next step, with room for the mark, and comes back', () => {
    for (const step of [1, 2, 512]) {
      for (const length of [0, 1, step - 1, step, step + 1, 3 * step - 1, 3 * step]) {
        const bytes = new Uint8Array(length).fill(0x80)
        const padded = padToStep(bytes, step)
        expect(padded.length % step).toBe(0)
        expect(padded.length - length).toBeGreaterThan(0)
        expect(padded.length - length).toBeLessThanOrEqual(step)
        expect(unpad(padded)).toEqual(bytes)
      }
    }
    for (const step of [0, -1, 0.5, Number.NaN]) expect(() => padToStep(new Uint8Array(1), step)).toThrow(RangeError)
  })

  test('content that ends in zeros or marks is kept whole', () => {
    for (const bytes of [Uint8Array.of(1, 0, 0), Uint8Array.of(0x80), Uint8Array.of(0x80, 0), Uint8Array.of(0)]) {
      const padded = pad(bytes, 512)
      expect(padded && unpad(padded)).toEqual(bytes)
    }
  })

  test('padding without a mark, or with another mark, is refused', () => {
    for (const bytes of [[], [0], [0, 0, 0], [1], [0x80, 1], [0x81], [0x40], [0x80, 0, 0x7f, 0], [0xff, 0]]) {
      expect(unpad(Uint8Array.from(bytes))).toBe(undefined)
    }
  })

  test('the content of a view or a Node Buffer is copied out of it', () => {
    const buffer = Buffer.from([9, 7, 0x80, 0])
    const content = unpad(buffer.subarray(1))
    buffer.fill(0)
    expect(content).toEqual(Uint8Array.of(7))
  })
})
