import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GROUP_ORDER, remainder, signedDigits } from '../../../src/kernel/scalar25519.js'
import { littleEndian, numberIn, ORDER } from '../../support/edwards.js'

// Judged by whole numbers of any size.

const wide = (n: bigint) => littleEndian(n, 64)
const largest = 2n ** 512n - 1n

/** Numbers of up to 512 bits about which a quotient is one too large: a multiple of L, of 2^252, and a little beside them. */
const nearMultiples = fc
  .tuple(fc.bigInt(0n, 2n ** 260n), fc.constantFrom(ORDER, 2n ** 252n), fc.bigInt(-(2n ** 130n), 2n ** 130n))
  .map(([count, of, beside]) => count * of + beside)
  .filter((n) => n >= 0n && n <= largest)

describe('the remainder', () => {
  it('is that of whole numbers at every bound', () => {
    expect(numberIn(GROUP_ORDER)).toBe(ORDER)
    const most = largest / ORDER
    const counts = [0n, 1n, 2n, 15n, 16n, 255n, 256n, 2n ** 252n, 2n ** 259n, most - 1n, most]
    const edges = [...counts.map((count) => count * ORDER), ...[252n, 253n, 256n, 504n, 511n].map((bits) => 2n ** bits)]
    for (const edge of [...edges, largest]) {
      for (const n of [edge - 1n, edge, edge + 1n].filter((one) => one >= 0n && one <= largest)) {
        expect(numberIn(remainder(wide(n)))).toBe(n % ORDER)
      }
    }
  })
  it('is that of whole numbers for any bytes, and for those near a multiple', () => {
    const anything = fc.uint8Array({ minLength: 64, maxLength: 64 })
    fc.assert(
      fc.property(fc.oneof(anything, nearMultiples.map(wide)), (bytes) => {
        const before = numberIn(bytes)
        const result = remainder(bytes)
        expect(result.length).toBe(32)
        expect(numberIn(result)).toBe(before % ORDER)
        expect(numberIn(bytes)).toBe(before)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('signed digits', () => {
  const check = (n: bigint) => {
    const digits = [...signedDigits(littleEndian(n))]
    expect(digits.reduceRight((sum, digit) => 2n * sum + BigInt(digit), 0n)).toBe(n)
    const places = [...digits.keys()].filter((place) => digits[place] !== 0)
    for (const [nth, place] of places.entries()) {
      const digit = digits[place] ?? 0
      expect([Math.abs(digit) % 2, Math.abs(digit) <= 15]).toEqual([1, true])
      expect(place - (places[nth - 1] ?? -5)).toBeGreaterThanOrEqual(5)
    }
    expect(places.at(-1) ?? 0).toBeLessThanOrEqual(253)
  }
  it('come to the number again, are odd, at most 15 and far apart, and end at the 254th, at the bounds', () => {
    const ends = [0n, 1n, 15n, 16n, 17n, 31n, 32n, 33n, ORDER - 1n, ORDER, 2n ** 252n, 2n ** 253n - 1n]
    for (const n of ends) check(n)
  })
  it('do so for any number below 2^253', () =>
    fc.assert(fc.property(fc.bigInt(0n, 2n ** 253n - 1n), check), { numRuns: 2000 }))
})
