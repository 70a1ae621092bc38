import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BASE_POINT, opposite, type Point, readPoint, sumOf, writePoint } from '../../../src/kernel/edwards25519.js'
import { toHex } from '../../../src/kernel/text.js'
import {
  type Affine,
  BASE,
  encoded,
  inField,
  isOnCurve,
  littleEndian,
  minus,
  NEUTRAL,
  numberIn,
  ORDER,
  PRIME,
  plus,
  smallOrder,
  times,
} from '../../support/edwards.js'

// Judged by the definition of the curve in whole numbers of any size.

/** A point that has to be one. */
function pointOf(affine: Affine): Point {
  const point = readPoint(encoded(affine))
  if (point === undefined) throw new Error('not a point')
  return point
}
const multiple = (count: bigint, affine: Affine) => ({ scalar: littleEndian(count), point: pointOf(affine) })
const sumFrom = (...multiples: readonly (readonly [bigint, Affine])[]) =>
  toHex(writePoint(sumOf(multiples.map(([count, affine]) => multiple(count, affine)))))
const hexOf = (affine: Affine) => toHex(encoded(affine))

const scalars = fc.oneof(fc.bigInt(0n, 2n ** 253n - 1n), fc.constantFrom(0n, 1n, ORDER - 1n, ORDER, 2n ** 253n - 1n))
/** Any point of the curve, with a part of small order as often as not. */
const points = fc
  .tuple(fc.bigInt(0n, ORDER - 1n), fc.constantFrom(NEUTRAL, ...smallOrder))
  .map(([count, small]) => plus(times(count, BASE), small))

describe('a point', () => {
  it('of the base is the one with y = 4 / 5 and an even x', () => {
    expect(isOnCurve(BASE)).toBe(true)
    expect(BASE.x & 1n).toBe(0n)
    expect(toHex(writePoint(BASE_POINT))).toBe(hexOf(BASE))
    expect(hexOf(times(ORDER, BASE))).toBe(hexOf(NEUTRAL))
  })
  it('is written as it was read', () =>
    fc.assert(
      fc.property(points, (affine) => {
        expect(isOnCurve(affine)).toBe(true)
        expect(toHex(writePoint(pointOf(affine)))).toBe(hexOf(affine))
        expect(toHex(writePoint(opposite(pointOf(affine))))).toBe(hexOf(minus(affine)))
      }),
      { numRuns: 50 },
    ))
  it('of small order is read, too: refusing it is the caller’s', () => {
    expect(new Set(smallOrder.map(hexOf)).size).toBe(8)
    for (const affine of smallOrder) expect(toHex(writePoint(pointOf(affine)))).toBe(hexOf(affine))
  })
  it('with x = 0 has no other sign', () => {
    for (const y of [1n, PRIME - 1n]) {
      expect(readPoint(littleEndian(y))).toBeDefined()
      expect(readPoint(littleEndian(y + 2n ** 255n))).toBeUndefined()
    }
  })
  it('exists for just those y for which (y² - 1) / (d y² + 1) is a square', () => {
    /** Whether u v is a square, which u / v is then, too: its power of (p - 1) / 2 is not -1. */
    const hasRoot = (y: bigint) => {
      const uv = (y * y - 1n) * (-121665n * y * y + 121666n) * 121666n
      let power = 1n
      for (const bit of ((PRIME - 1n) / 2n).toString(2)) power = inField(power * power * (bit === '1' ? uv : 1n))
      return power !== PRIME - 1n
    }
    const seen = new Set<boolean>()
    const check = (y: bigint) => {
      const point = readPoint(littleEndian(y))
      expect(point !== undefined).toBe(hasRoot(y))
      if (point !== undefined) expect(numberIn(writePoint(point))).toBe(y)
      seen.add(point !== undefined)
    }
    for (const y of [0n, 1n, 2n, 3n, 4n, 5n, PRIME - 1n, PRIME - 2n, PRIME - 3n]) check(y)
    fc.assert(fc.property(fc.bigInt(0n, PRIME - 1n), check), { numRuns: 200 })
    expect([...seen].sort()).toEqual([false, true])
  })
})

describe('a sum of multiples', () => {
  it('adds any two points, equal, opposite, neutral and of small order', () => {
    const some = [...smallOrder, BASE, minus(BASE), times(2n, BASE), plus(BASE, smallOrder[1] ?? NEUTRAL)]
    for (const a of some) for (const b of some) expect(sumFrom([1n, a], [1n, b])).toBe(hexOf(plus(a, b)))
  })
  it('is that of whole numbers, for any numbers below 2^253 and any points', () =>
    fc.assert(
      fc.property(scalars, points, scalars, points, (s, a, k, b) => {
        expect(sumFrom([s, a], [k, b])).toBe(hexOf(plus(times(s, a), times(k, b))))
      }),
      { numRuns: 40 },
    ))
  it('is right for each small multiple, and for every digit there can be', () => {
    let expected = NEUTRAL
    for (let count = 0n; count <= 66n; count++) {
      expect(sumFrom([count, BASE])).toBe(hexOf(expected))
      expected = plus(expected, BASE)
    }
  })
  it('of no multiples, and of L times the base, is the neutral point', () => {
    expect(sumFrom()).toBe(hexOf(NEUTRAL))
    expect(sumFrom([0n, BASE], [0n, BASE])).toBe(hexOf(NEUTRAL))
    expect(sumFrom([ORDER, BASE])).toBe(hexOf(NEUTRAL))
    expect(sumFrom([5n, BASE], [5n, minus(BASE)])).toBe(hexOf(NEUTRAL))
  })
  it('changes nothing it was given', () => {
    const point = pointOf(BASE)
    const scalar = littleEndian(ORDER - 1n)
    const before = JSON.stringify([point, BASE_POINT])
    sumOf([
      { scalar, point },
      { scalar, point: BASE_POINT },
    ])
    opposite(point)
    expect(JSON.stringify([point, BASE_POINT])).toBe(before)
    expect(numberIn(scalar)).toBe(ORDER - 1n)
  })
})
