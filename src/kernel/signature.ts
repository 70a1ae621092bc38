import nacl from 'tweetnacl'
import { concatBytes } from './bytes.js'
import { fromHex, toHex } from './text.js'

/** An Ed25519 key pair; the secret key is seed ‖ public key, as tweetnacl keeps it. */
export type SigningKey = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }

/** The order of the base point, 2^252 + 27742317777372353535851937790883648493, least significant byte first. */
const GROUP_ORDER = constant('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')
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
 * Makes the Ed25519 key of a seed.
 *
 * @param seed32 - 32 random bytes; whoever has them can sign.
 * @returns the 32-byte public and the 64-byte secret key.
 * @throws {RangeError} when the seed is not 32 bytes long.
 * Privacy: the secret key never leaves the device of its owner; the public key is public.
 * Cost: one scalar multiplication.
 * @see RFC 8032 section 5.1.5 @since 0.1
 */
export function signingKeyFromSeed(seed32: Uint8Array): SigningKey {
  if (seed32.length !== 32) throw new RangeError('seed32: expected 32 bytes')
  return nacl.sign.keyPair.fromSeed(seed32)
}

/**
 * Signs bytes with Ed25519. Deterministic: no randomness is drawn.
 *
 * @param message - what is signed; the caller puts a domain in front.
 * @param secretKey - the 64 bytes of `signingKeyFromSeed`.
 * @returns the 64-byte signature.
 * @throws {RangeError} when the secret key is not 64 bytes long.
 * Privacy: the signature is public and names its signer to everybody who has the public key.
 * Cost: one scalar multiplication and two hashes of the message.
 * @see RFC 8032 section 5.1.6 @since 0.1
 */
export function signBytes(message: Uint8Array, secretKey: Uint8Array): Uint8Array {
  if (secretKey.length !== 64) throw new RangeError('secretKey: expected 64 bytes')
  return nacl.sign.detached(message, secretKey)
}

/**
 * Tells whether a signature is a strict Ed25519 signature of the message.
 *
 * tweetnacl alone accepts S + L and keys of small order that sign everything; here S is below L, A and R are canonical
 * and neither is of small order. So one message and key have one valid signature that only the key's holder can make.
 *
 * @param signature - 64 untrusted bytes: R 32 ‖ S 32.
 * @param message - the signed bytes, as they were received.
 * @param publicKey - 32 untrusted bytes.
 * @returns true when valid; false for everything else. Never throws.
 * Privacy: reads public values only; its time depends on them.
 * Cost: two scalar multiplications.
 * @see RFC 8032 section 5.1.7; Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs", 2020 @since 0.1
 */
export function verifySignature(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || !isStrongPublicKey(publicKey)) return false
  if (!isStrongPublicKey(signature.subarray(0, 32))) return false // R is a point and obeys the same rules
  if (!isBelow(signature.subarray(32), GROUP_ORDER)) return false
  return nacl.sign.detached.verify(message, signature, publicKey)
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
