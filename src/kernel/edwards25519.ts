import { equalBytes } from './bytes.js'
import {
  addTimes,
  bitOf,
  copyOf,
  type Element,
  elementOf,
  inverse,
  power,
  product,
  readElement,
  writeElement,
} from './field25519.js'
import { signedDigits } from './scalar25519.js'
import { fromHex } from './text.js'

// The curve of Ed25519, -x^2 + y^2 = 1 + d x^2 y^2 modulo 2^255 - 19, for the checking of signatures. Only public values
// come here: branches, indices and time depend on them.
//
// Points are in the extended coordinates of Hisil, Wong, Carter and Dawson, "Twisted Edwards curves revisited", 2008:
// x = X / Z, y = Y / Z, x y = T / Z. The formulas are those of RFC 8032 section 5.1.4. They are complete: they hold for any
// two points of the curve, also for equal, opposite and neutral ones and those of small order.

/** A point. T is kept as the product E H, with which every formula ends: only an addition has a use for it. */
export type Point = {
  readonly x: Element
  readonly y: Element
  readonly z: Element
  readonly e: Element
  readonly h: Element
}

/** A point as it is added, again and again: Y - X, Y + X, 2 d T, 2 Z. */
type Addend = { readonly difference: Element; readonly sum: Element; readonly t: Element; readonly z: Element }
type Scratch = {
  readonly a: Element
  readonly b: Element
  readonly c: Element
  readonly f: Element
  readonly g: Element
}

/** A multiple that is wanted: a number in 32 bytes, least significant first and below 2^253, and a point. */
export type Multiple = { readonly scalar: Uint8Array; readonly point: Point }

const ZERO = /* @__PURE__ */ elementOf(0)
const ONE = /* @__PURE__ */ elementOf(1)
/** -121665 / 121666. */
const D = /* @__PURE__ */ constant('a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352')
/** 2^((p - 1) / 4): its square is -1. */
const ROOT_OF_MINUS_ONE = /* @__PURE__ */ constant('b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b')
/** B, the base point: y = 4 / 5, and x is even. */
export const BASE_POINT: Point = /* @__PURE__ */ pointOf(
  constant('1ad5258f602d56c9b2a7259560c72c695cdcd6fd31e2a4c0fe536ecdd3366921'),
  constant(`58${'66'.repeat(31)}`),
)

function constant(hex: string): Element {
  return readElement(fromHex(hex) ?? new Uint8Array(32)) // the constants above are hexadecimal
}

function pointOf(x: Element, y: Element): Point {
  return copyOfPoint({ x, y, z: ONE, e: x, h: y })
}

function copyOfPoint({ x, y, z, e, h }: Point): Point {
  return { x: copyOf(x), y: copyOf(y), z: copyOf(z), e: copyOf(e), h: copyOf(h) }
}

/**
 * Reads a point from its 32 bytes: y, least significant byte first, and in the highest bit whether x is odd.
 *
 * @param bytes - 32 untrusted bytes; the caller has seen to it that y is below 2^255 - 19.
 * @returns the point; undefined when there is no such x on the curve.
 * Privacy: for public points only: its time depends on them.
 * Cost: 275 products in the field.
 * @see RFC 8032 section 5.1.3 @since 0.1
 */
export function readPoint(bytes: Uint8Array): Point | undefined {
  const y = readElement(bytes)
  const [u, v, uv] = [elementOf(0), elementOf(0), elementOf(0)]
  product(u, y, y)
  product(v, u, D)
  addTimes(u, u, -1, ONE)
  addTimes(v, v, 1, ONE)
  // x^2 = u / v with u = y^2 - 1 and v = d y^2 + 1. For x = u (u v)^((p - 5) / 8) it is v x^2 = u (u v)^((p - 1) / 4), and
  // that last power is 1; or -1, which the root of -1 puts right; or u / v has no root at all. (p - 5) / 8 is 2^252 - 3.
  product(uv, u, v)
  const x = power(uv, [0, 1])
  product(x, x, u)
  if (!isRoot(x, u, v)) product(x, x, ROOT_OF_MINUS_ONE)
  if (!isRoot(x, u, v)) return undefined
  if (oddness(x) !== bitOf(bytes, 255)) addTimes(x, ZERO, -1, x)
  // Where x is 0, it is even, whatever the bytes say.
  return oddness(x) === bitOf(bytes, 255) ? pointOf(x, y) : undefined
}

/** Tells whether v x^2 = u. */
function isRoot(x: Element, u: Element, v: Element): boolean {
  const square = elementOf(0)
  product(square, x, x)
  product(square, square, v)
  return equalBytes(writeElement(square), writeElement(u))
}

function oddness(element: Element): number {
  return bitOf(writeElement(element), 0)
}

/**
 * Writes a point as the 32 bytes that name it.
 *
 * @param point - any.
 * @returns y, least significant byte first, and in the highest bit whether x is odd.
 * Privacy: for public points only.
 * Cost: 271 products in the field.
 * @see RFC 8032 section 5.1.2 @since 0.1
 */
export function writePoint({ x, y, z }: Point): Uint8Array {
  const [affineX, affineY] = [inverse(z), elementOf(0)]
  product(affineY, y, affineX)
  product(affineX, x, affineX)
  const bytes = writeElement(affineY)
  bytes[31] = (bytes[31] ?? 0) | (oddness(affineX) << 7)
  return bytes
}

/**
 * Takes the opposite of a point.
 *
 * @param point - any.
 * @returns a new point: x and T change their signs.
 * Privacy: as public as the point.
 * Cost: O(1). @since 0.1
 */
export function opposite(point: Point): Point {
  const { x, e, ...same } = copyOfPoint(point)
  addTimes(x, ZERO, -1, x)
  addTimes(e, ZERO, -1, e)
  return { ...same, x, e }
}

/**
 * Adds up multiples of points, all in one pass (Straus 1964): the doublings are shared.
 *
 * @param multiples - numbers and their points.
 * @returns a new point, the sum of all.
 * Privacy: for public numbers and points only: its time depends on them.
 * Cost: 254 doublings; and for each multiple 8 additions beforehand and about 43 on the way.
 * @see RFC 8032 section 5.1.4 @since 0.1
 */
export function sumOf(multiples: readonly Multiple[]): Point {
  const scratch = { a: elementOf(0), b: elementOf(0), c: elementOf(0), f: elementOf(0), g: elementOf(0) }
  const terms = multiples.map(({ scalar, point }) => ({
    digits: signedDigits(scalar),
    addends: oddMultiples(point, scratch),
  }))
  const sum = pointOf(ZERO, ONE)
  for (let place = 253; place >= 0; place--) {
    double(sum, scratch)
    for (const { digits, addends } of terms) {
      const digit = digits[place] ?? 0
      const addend = addends[Math.abs(digit) >> 1]
      if (digit !== 0 && addend !== undefined) add(sum, addend, Math.sign(digit), scratch)
    }
  }
  return sum
}

/** P, 3 P, 5 P … 15 P. Made anew at every call for B, too: a fortieth of its time, and nothing to carry or to make at load. */
function oddMultiples(point: Point, scratch: Scratch): readonly Addend[] {
  const [multiple, twice] = [copyOfPoint(point), copyOfPoint(point)]
  double(twice, scratch)
  const step = addendOf(twice)
  return Array.from({ length: 8 }, () => {
    const addend = addendOf(multiple)
    add(multiple, step, 1, scratch)
    return addend
  })
}

function addendOf({ x, y, z, e, h }: Point): Addend {
  const addend = { difference: elementOf(0), sum: elementOf(0), t: elementOf(0), z: elementOf(0) }
  addTimes(addend.difference, y, -1, x)
  addTimes(addend.sum, y, 1, x)
  product(addend.t, e, h)
  product(addend.t, addend.t, D)
  addTimes(addend.t, addend.t, 1, addend.t)
  addTimes(addend.z, z, 1, z)
  return addend
}

/** Adds a point or, with -1 for the sign, its opposite: -x and -T in the place of x and T. */
function add({ x, y, z, e, h }: Point, addend: Addend, sign: number, { a, b, c, f, g }: Scratch): void {
  addTimes(a, y, -1, x)
  addTimes(b, y, 1, x)
  product(a, a, sign > 0 ? addend.difference : addend.sum)
  product(b, b, sign > 0 ? addend.sum : addend.difference)
  product(c, e, h)
  product(c, c, addend.t)
  product(z, z, addend.z) // D of the RFC
  addTimes(e, b, -1, a)
  addTimes(f, z, -sign, c)
  addTimes(g, z, sign, c)
  addTimes(h, b, 1, a)
  product(x, e, f)
  product(y, g, h)
  product(z, f, g)
}

// E is a sum of three and F of four: the most that a product takes.
function double({ x, y, z, e, h }: Point, { a, b, c, f, g }: Scratch): void {
  product(a, x, x)
  product(b, y, y)
  product(c, z, z)
  addTimes(c, c, 1, c)
  addTimes(h, a, 1, b)
  addTimes(e, x, 1, y)
  product(e, e, e)
  addTimes(e, h, -1, e)
  addTimes(g, a, -1, b)
  addTimes(f, c, 1, g)
  product(x, e, f)
  product(y, g, h)
  product(z, f, g)
}
