import { bytesOf } from './vectors.js'

// The curve of Ed25519 in whole numbers of any size, by its definition: slow, and nothing to round or to carry.

/** The field prime. */
export const PRIME = 2n ** 255n - 19n
/** L, the order of the base point. */
export const ORDER = 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn

/** A point by its two coordinates. */
export type Affine = { readonly x: bigint; readonly y: bigint }

const modulo = (n: bigint, by: bigint) => ((n % by) + by) % by
/** The number from 0 to p - 1 that another is. */
export const inField = (n: bigint) => modulo(n, PRIME)
const D = inField(-121665n * inverted(121666n))

/** Euclid's algorithm; zero for zero. */
function inverted(n: bigint): bigint {
  let [a, b, s, t] = [modulo(n, PRIME), PRIME, 1n, 0n]
  while (b !== 0n) {
    const q = a / b
    ;[a, b, s, t] = [b, a - q * b, t, s - q * t]
  }
  return inField(s)
}

/** The number in some bytes, least significant first. */
export const numberIn = (bytes: Uint8Array): bigint =>
  [...bytes].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)

/** A number in so many bytes, least significant first. */
export const littleEndian = (n: bigint, length = 32): Uint8Array =>
  Uint8Array.from({ length }, (_, place) => Number((n >> BigInt(8 * place)) & 255n))

export const NEUTRAL: Affine = { x: 0n, y: 1n }
export const BASE: Affine = {
  x: numberIn(bytesOf('1ad5258f602d56c9b2a7259560c72c695cdcd6fd31e2a4c0fe536ecdd3366921')),
  y: inField(4n * inverted(5n)),
}

/** The law of the curve. */
export function plus(a: Affine, b: Affine): Affine {
  const all = D * a.x * b.x * a.y * b.y
  return {
    x: inField((a.x * b.y + b.x * a.y) * inverted(1n + all)),
    y: inField((a.y * b.y + a.x * b.x) * inverted(1n - all)),
  }
}

export const minus = ({ x, y }: Affine): Affine => ({ x: inField(-x), y })

/** So many times a point, for any number from 0. */
export function times(count: bigint, point: Affine): Affine {
  let sum = NEUTRAL
  for (const bit of count.toString(2)) {
    sum = plus(sum, sum)
    if (bit === '1') sum = plus(sum, point)
  }
  return sum
}

/** The 32 bytes of a point, RFC 8032 section 5.1.2. */
export const encoded = ({ x, y }: Affine): Uint8Array => littleEndian(y + ((x & 1n) << 255n))

export const isOnCurve = ({ x, y }: Affine): boolean => inField(y * y - x * x - 1n - D * x * x * y * y) === 0n

/** All eight points of order 1, 2, 4 and 8: multiples of one of order 8, of which both coordinates are written out. */
export const smallOrder: readonly Affine[] = Array.from({ length: 8 }, (_, nth) =>
  times(BigInt(nth), {
    x: numberIn(bytesOf('4ad145c54646a1de38e2e513703c195cbb4ade38329933e9284a3906a0b9d51f')),
    y: numberIn(bytesOf('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')),
  }),
)
