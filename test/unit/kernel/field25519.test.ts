import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addTimes,
  carry,
  copyOf,
  type Element,
  elementOf,
  inverse,
  power,
  product,
  readElement,
  swapIf,
  writeElement,
} from '../../../src/kernel/field25519.js'

// Judged by whole numbers of any size, which cannot round.

const P = 2n ** 255n - 19n
const mod = (n: bigint) => ((n % P) + P) % P
const starts = Array.from({ length: 13 }, (_, limb) => Math.ceil((255 * limb) / 12))
const startOf = (limb: number) => starts[limb] ?? 0

/** The number an element stands for. Every limb is a whole number of units, and doubles of that size are whole. */
const numberOf = (element: Element) => mod([...element].reduce((sum, limb) => sum + BigInt(limb), 0n))
const numberIn = (bytes: Uint8Array) => [...bytes].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
const bytesOf = (n: bigint) => Uint8Array.from({ length: 32 }, (_, place) => Number((n >> BigInt(8 * place)) & 255n))

/** The largest a limb can be after a carry: half its place, and what the two chains leave in limbs 1 and 7. */
const carriedBound = (limb: number) => 2 ** (startOf(limb + 1) - 1) + (limb === 1 ? 2 ** 31 : limb === 7 ? 2 ** 160 : 0)
/** And after one sum or difference. */
const bound = (limb: number) => 2 * carriedBound(limb)
const unit = (limb: number) => 2 ** startOf(limb)

/** By squaring, bit for bit. */
function raised(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) result = mod(result * result * (bit === '1' ? base : 1n))
  return result
}

function filled(limbOf: (limb: number) => number): Element {
  const element = elementOf(0)
  for (let limb = 0; limb < 12; limb++) element[limb] = limbOf(limb)
  return element
}

/** Sums and differences of so many, at, near and within the bounds of what a product may be given. */
const atBoundsOf = (count: number) =>
  fc
    .tuple(
      fc.array(fc.constantFrom(-1, 1), { minLength: 12, maxLength: 12 }),
      fc.array(fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 2 ** 21 })), { minLength: 12, maxLength: 12 }),
    )
    .map(([signs, below]) =>
      filled((limb) => (signs[limb] ?? 1) * (count * carriedBound(limb) - (below[limb] ?? 0) * unit(limb))),
    )
const atBounds = atBoundsOf(2)
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })
const carried = bytes32.map((bytes) => {
  const element = readElement(bytes)
  product(element, element, elementOf(1))
  return element
})

describe('the field', () => {
  it.each([
    [2, 2],
    [3, 4],
    [6, 2],
    [1, 12],
  ])('multiplies sums of %i by sums of %i without rounding, whatever their signs', (m, n) => {
    const out = elementOf(0)
    const [one, other] = [filled((limb) => m * carriedBound(limb)), filled((limb) => n * carriedBound(limb))]
    product(out, one, other)
    expect(numberOf(out)).toBe(mod(numberOf(one) * numberOf(other)))
    fc.assert(
      fc.property(atBoundsOf(m), atBoundsOf(n), (a, b) => {
        product(out, a, b)
        expect(numberOf(out)).toBe(mod(numberOf(a) * numberOf(b)))
      }),
      { numRuns: 2000 },
    )
  })
  it('would round beyond them: the bounds are near what doubles hold', () => {
    const tooLarge = filled((limb) => 4 * bound(limb) - unit(limb))
    const out = elementOf(0)
    product(out, tooLarge, tooLarge)
    expect(numberOf(out)).not.toBe(mod(numberOf(tooLarge) ** 2n))
  })
  it('leaves limbs of half their place, and so all sums within the bounds', () => {
    fc.assert(
      fc.property(atBoundsOf(3), atBoundsOf(4), bytes32, (a, b, bytes) => {
        const out = elementOf(0)
        product(out, a, b)
        for (const element of [out, readElement(bytes)]) {
          const [beyond] = [...element.keys()].filter(
            (limb) =>
              Math.abs(element[limb] ?? 0) > carriedBound(limb) || !Number.isInteger((element[limb] ?? 0) / unit(limb)),
          )
          expect(beyond).toBeUndefined()
        }
      }),
      { numRuns: 2000 },
    )
  })
  it('adds, subtracts and adds multiples as numbers do', () =>
    fc.assert(
      fc.property(carried, carried, fc.integer({ min: 0, max: 2 ** 17 - 1 }), (a, b, factor) => {
        const out = elementOf(0)
        addTimes(out, a, 1, b)
        expect(numberOf(out)).toBe(mod(numberOf(a) + numberOf(b)))
        addTimes(out, a, -1, b)
        expect(numberOf(out)).toBe(mod(numberOf(a) - numberOf(b)))
        const difference = copyOf(out)
        addTimes(out, a, factor, difference)
        carry(out)
        expect(numberOf(out)).toBe(mod(numberOf(a) + BigInt(factor) * numberOf(difference)))
      }),
      { numRuns: 1000 },
    ))
  it('raises to 250 ones and what is given after them', () => {
    const exponentOf = (digits: readonly number[]) =>
      digits.reduce((sum, digit) => 2n * sum + BigInt(digit), 2n ** 250n - 1n)
    const digits = fc.array(fc.constantFrom<0 | 1>(0, 1), { maxLength: 6 })
    fc.assert(
      fc.property(carried, digits, (a, tail) => {
        expect(numberOf(power(a, tail))).toBe(raised(numberOf(a), exponentOf(tail)))
      }),
      { numRuns: 200 },
    )
    expect(numberOf(power(elementOf(0), [0, 1]))).toBe(0n)
  })
  it('inverts; zero stays zero', () => {
    expect(numberOf(inverse(elementOf(0)))).toBe(0n)
    fc.assert(
      fc.property(carried, (a) => {
        const out = elementOf(0)
        product(out, a, inverse(a))
        expect(numberOf(out)).toBe(numberOf(a) === 0n ? 0n : 1n)
      }),
      { numRuns: 200 },
    )
  })
  it('swaps for a 1 and not for a 0', () => {
    const [a, b] = [elementOf(5), elementOf(7)]
    swapIf(0, a, b)
    expect([numberOf(a), numberOf(b)]).toEqual([5n, 7n])
    swapIf(1, a, b)
    expect([numberOf(a), numberOf(b)]).toEqual([7n, 5n])
  })
})

describe('32 bytes', () => {
  const edges = [0n, 1n, 18n, 19n, 20n, P - 1n, P, P + 1n, P + 18n, 2n ** 255n - 1n, 2n ** 255n, 2n ** 256n - 1n]
  it('are read without their highest bit, and written as the one number below 2^255 - 19', () => {
    for (const edge of edges) {
      const expected = mod(edge % 2n ** 255n)
      expect(numberOf(readElement(bytesOf(edge)))).toBe(expected)
      expect(numberIn(writeElement(readElement(bytesOf(edge))))).toBe(expected)
    }
    fc.assert(
      fc.property(bytes32, (bytes) => {
        const expected = mod(numberIn(bytes) % 2n ** 255n)
        expect(numberIn(writeElement(readElement(bytes)))).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })
  it('are written from sums, differences and negative numbers too', () =>
    fc.assert(
      fc.property(fc.oneof(carried, atBounds), (element) => {
        expect(numberIn(writeElement(element))).toBe(numberOf(element))
      }),
      { numRuns: 2000 },
    ))
  it('are the edges themselves when an element comes to one by a difference', () => {
    for (const edge of edges) {
      const out = elementOf(0)
      addTimes(out, readElement(bytesOf(edge)), -1, readElement(bytesOf(1n)))
      expect(numberIn(writeElement(out))).toBe(mod((edge % 2n ** 255n) - 1n))
    }
  })
})
