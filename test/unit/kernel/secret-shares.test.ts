import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinShares, MAX_SHARES, splitSecret } from '../../../src/kernel/secret-shares.js'
import { must } from '../../support/catalogue.js'
import { seededRandom } from '../../support/random.js'

const split = (secret: Uint8Array, count: number, threshold: number, seed = 'shares') =>
  must(splitSecret(secret, { count, threshold }, seededRandom(seed))).map((share, nth) => ({ place: nth + 1, share }))

describe('the shares of a secret', () => {
  it('give it again, whichever are taken, from the threshold on', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 1000 })),
        (secret, one, other, order) => {
          const [threshold, count] = one < other ? [one, other] : [other, one]
          const shares = split(secret, count, threshold)
          const mixed = shares
            .map((share) => ({ share, by: order.next().value ?? 0 }))
            .sort((a, b) => a.by - b.by)
            .map(({ share }) => share)
          expect(joinShares(mixed.slice(0, threshold))).toEqual(secret)
          expect(joinShares(shares)).toEqual(secret)
        },
      ),
    )
  })

  it('say what every other share is', () => {
    const shares = split(Uint8Array.of(1, 2, 3), 9, 4)
    for (const { place, share } of shares) expect(joinShares(shares.slice(2, 6), place)).toEqual(share)
  })

  it('tell nothing while one is missing: every secret is as likely as another', () => {
    // With two of three, each value of the third, and so each secret, comes about exactly once.
    const [, second, third] = split(Uint8Array.of(77), 3, 3)
    const found = new Set<number>()
    for (let guess = 0; guess < 256; guess++) {
      const shares = [{ place: 1, share: Uint8Array.of(guess) }, second, third]
      found.add(joinShares(shares.filter((one) => one !== undefined))[0] ?? 0)
    }
    expect(found.size).toBe(256)
  })

  it('agree with the field of AES: 0x53 and 0xca are inverse to each other', () => {
    // A line through 0 at place 1 and 0x53 at place 0xca: its slope is 0x53 / (0xca + 1).
    const line = [
      { place: 1, share: Uint8Array.of(0) },
      { place: 2, share: Uint8Array.of(3) },
    ]
    // f(x) = x + 1 in this field, so f(0x53) = 0x52.
    expect(joinShares(line, 0x53)).toEqual(Uint8Array.of(0x52))
    // f(x) = x² through 1, 2 and 4; x² of 0x53 is 0xb5 (FIPS 197's polynomial).
    const square = [1, 2, 4].map((place) => ({ place, share: Uint8Array.of(place * place) }))
    expect(joinShares(square, 0x53)).toEqual(Uint8Array.of(0xb5))
  })

  it('are counted within bounds', () => {
    expect(split(Uint8Array.of(9), MAX_SHARES, MAX_SHARES)).toHaveLength(255)
    expect(() => split(Uint8Array.of(9), 256, 2)).toThrow(RangeError)
    expect(() => split(Uint8Array.of(9), 3, 4)).toThrow(RangeError)
    expect(() => split(Uint8Array.of(9), 3, 0)).toThrow(RangeError)
    expect(() => joinShares([])).toThrow(RangeError)
    const same = { place: 1, share: Uint8Array.of(1) }
    expect(() => joinShares([same, same])).toThrow(RangeError)
    expect(() => joinShares([same, { place: 2, share: Uint8Array.of(1, 2) }])).toThrow(RangeError)
    expect(() => joinShares([{ place: 0, share: Uint8Array.of(1) }])).toThrow(RangeError)
    expect(splitSecret(Uint8Array.of(9), { count: 3, threshold: 2 }, () => new Uint8Array(0)).ok).toBe(false)
  })
})
