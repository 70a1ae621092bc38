import { concatBytes, equalBytes } from './bytes.js'
import { BASE_POINT, opposite, readPoint, sumOf, writePoint } from './edwards25519.js'
import { sha512 } from './hash.js'
import { GROUP_ORDER, remainder } from './scalar25519.js'
import { fromHex, toHex } from './text.js'

/** The field prime 2^255 - 19, least significant byte first. */
const FIELD_PRIME = constant('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f')

/**
 * The y of all eight points of order 1, 2, 4 and 8, in canonical form and without the sign of x.
 * With such a key one signature fits every message; with such an R parts of a signature become malleable.
 * The points with x = 0, whose sign bit has two spellings, are the first two of them.
 */
const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
]

/**
 * Tells whether a signature is a strict Ed25519 signature of the message.
 *
 * Strict: S is below L, A and R are canonical and neither is of small order, and R is to the byte what S B - k A comes
 * to, without the cofactor. So nobody but the key's holder can make a signature, or a second one out of the first; many
 * other verifiers accept S + L, and keys that sign everything.
 *
 * @param signature - 64 untrusted bytes: R 32 ‖ S 32.
 * @param message - the signed bytes, as they were received.
 * @param publicKey - 32 untrusted bytes.
 * @returns true when valid; false for everything else. Never throws.
 * Privacy: reads public values only; its time depends on them.
 * Cost: about 3,000 products in the field; SHA-512 of the message.
 * @see RFC 8032 section 5.1.7; Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs", 2020 @since 0.1
 */
export function verifySignature(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || !isStrongPublicKey(publicKey)) return false
  const [r, s] = [signature.subarray(0, 32), signature.subarray(32)]
  if (!isStrongPublicKey(r) || !isBelow(s, GROUP_ORDER)) return false // R is a point and obeys the same rules
  const key = readPoint(publicKey)
  if (key === undefined) return false
  const k = remainder(sha512(concatBytes(r, publicKey, message)))
  const multiples = [
    { scalar: s, point: BASE_POINT },
    { scalar: k, point: opposite(key) },
  ]
  return equalBytes(writePoint(sumOf(multiples)), r)
}

/**
 * Tells whether bytes may be an Ed25519 public key: 32 bytes, canonical, not of small order.
 *
 * Asked when a key is taken in, so that a weak one is never stored. Bytes that are no point at all pass here; no
 * signature will ever verify under them.
 *
 * @param bytes - untrusted bytes.
 * @returns true when the key can belong to one signer only.
 * Privacy: reads public values only.
 * Cost: O(1).
 * @see RFC 8032 section 5.1.3 @since 0.1
 */
export function isStrongPublicKey(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false
  const y = concatBytes(bytes)
  y[31] = (y[31] ?? 0) & 0x7f // the top bit is the sign of x
  return isBelow(y, FIELD_PRIME) && !SMALL_ORDER.includes(toHex(y))
}

/** Compares two 32-byte numbers, least significant byte first. Public values only. */
function isBelow(bytes: Uint8Array, bound: Uint8Array): boolean {
  for (let index = 31; index >= 0; index--) {
    const difference = (bytes[index] ?? 0) - (bound[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

function constant(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(32) // the constants above are hexadecimal
}
