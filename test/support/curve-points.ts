// What anybody can compute of 32 bytes that travel as an X25519 public key, in the plainest arithmetic there is: whether
// they could be one. RFC 7748: v^2 = u^3 + 486662 u^2 + u modulo p.

const p = 2n ** 255n - 19n
/** The order of the subgroup that the base point makes: every honest public key is in it, and one point in eight. */
const order = 2n ** 252n + 27742317777372353535851937790883648493n

function numberOf(key: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(key).reverse().toString('hex')}`)
}
const modulo = (value: bigint) => ((value % p) + p) % p

/** The one bit that no honest public key sets, as its number is less than 2^255. */
export function hasTopBit(key: Uint8Array): boolean {
  return numberOf(key) >= 2n ** 255n
}

/** True for the u of half of all numbers: those of points on the curve. The others are on its twist. */
export function isOnCurve(key: Uint8Array): boolean {
  const u = modulo(numberOf(key) % 2n ** 255n)
  return power(modulo(u * u * u + 486662n * u * u + u), (p - 1n) / 2n) <= 1n
}

/** True for the points that a secret key makes of the base point: one in eight of those on the curve. */
export function isOfPrimeOrder(key: Uint8Array): boolean {
  const u = modulo(numberOf(key) % 2n ** 255n)
  // RFC 7748, section 5: the ladder, without its clamping. What it ends with is the point at infinity where z is zero.
  let [x2, z2, x3, z3] = [1n, 0n, u, 1n]
  for (let bit = 252n; bit >= 0n; bit--) {
    const isSet = ((order >> bit) & 1n) === 1n
    if (isSet) [x2, z2, x3, z3] = [x3, z3, x2, z2]
    const [a, b, c, d] = [x2 + z2, x2 - z2, x3 + z3, x3 - z3]
    const [aa, bb, da, cb] = [(a * a) % p, (b * b) % p, (d * a) % p, (c * b) % p]
    const e = aa - bb
    ;[x3, z3] = [((da + cb) * (da + cb)) % p, (u * (((da - cb) * (da - cb)) % p)) % p]
    ;[x2, z2] = [(aa * bb) % p, (e * (aa + 121665n * e)) % p]
    if (isSet) [x2, z2, x3, z3] = [x3, z3, x2, z2]
  }
  return modulo(z2) === 0n
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base]
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % p
    square = (square * square) % p
  }
  return result
}
