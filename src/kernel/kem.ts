import nacl from 'tweetnacl'
import { concatBytes, equalBytes } from './bytes.js'
import { labeledExpand, labeledExtract } from './hkdf.js'
import { utf8Encode } from './text.js'

/** An encryption key pair. */
export type KeyPair = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }

/** What a sender sends, and what both sides then share. */
export type Encapsulation = { readonly encapsulated: Uint8Array; readonly sharedSecret: Uint8Array }

/**
 * A key encapsulation mechanism as a value: what HPKE needs to know about one.
 * A second suite is a second such value; which one is used follows from the recipient's key, never from a message.
 */
export type Kem = {
  /** Its number in the IANA registry of HPKE. */
  readonly id: number
  readonly publicKeyOf: (secretKey: Uint8Array) => Uint8Array
  /** Undefined when the recipient's key is of the wrong length or gives a secret that everybody knows. */
  readonly encapsulate: (recipientPublicKey: Uint8Array, ephemeralSeed: Uint8Array) => Encapsulation | undefined
  /** Undefined when what was received is of the wrong length or gives a secret that everybody knows. */
  readonly decapsulate: (encapsulated: Uint8Array, recipient: KeyPair) => Uint8Array | undefined
}

/** DHKEM(X25519, HKDF-SHA256), the mechanism of the first suite. */
export const dhkemX25519: Kem = { id: 0x0020, publicKeyOf, encapsulate, decapsulate }

const SUITE = concatBytes(utf8Encode('KEM'), Uint8Array.of(0x00, 0x20))
const EMPTY = new Uint8Array(0)
const KEY_LENGTH = 32
const ZERO = new Uint8Array(KEY_LENGTH)

/**
 * Derives an X25519 key pair from a seed.
 *
 * The RFC's DeriveKeyPair: the same seed gives the same pair, so an epoch's key can be made again from one master seed.
 *
 * @param seed32 - 32 random bytes or 32 bytes derived from a secret.
 * @returns the 32-byte public and the 32-byte secret key.
 * @throws {RangeError} when the seed is not 32 bytes long.
 * Privacy: the secret key never leaves the device of its owner.
 * Cost: one scalar multiplication.
 * @see RFC 9180 section 7.1.3 @since 0.1
 */
export function keyPairFromSeed(seed32: Uint8Array): KeyPair {
  if (seed32.length !== KEY_LENGTH) throw new RangeError('seed32: expected 32 bytes')
  const key = labeledExtract(SUITE, EMPTY, 'dkp_prk', seed32)
  const secretKey = labeledExpand(SUITE, key, 'sk', EMPTY, KEY_LENGTH)
  return { publicKey: publicKeyOf(secretKey), secretKey }
}

/**
 * Computes the public key of an X25519 secret key.
 *
 * @param secretKey - 32 bytes.
 * @returns the 32-byte public key.
 * @throws {RangeError} when the secret key is not 32 bytes long.
 * Privacy: the public key tells nothing about the secret one.
 * Cost: one scalar multiplication.
 * @see RFC 7748 section 6.1 @since 0.1
 */
export function publicKeyOf(secretKey: Uint8Array): Uint8Array {
  if (secretKey.length !== KEY_LENGTH) throw new RangeError('secretKey: expected 32 bytes')
  return nacl.scalarMult.base(secretKey)
}

/**
 * Computes the X25519 secret of two keys, refusing the one that everybody knows.
 *
 * tweetnacl returns zeros for a public key of small order and says nothing; a message sealed under that secret could
 * be read by anyone.
 *
 * @param secretKey - our 32 bytes.
 * @param publicKey - their bytes, untrusted.
 * @returns 32 bytes, or undefined when the public key is not 32 bytes long or the result is all zero.
 * @throws {RangeError} when the secret key is not 32 bytes long.
 * Privacy: the result is secret.
 * Cost: one scalar multiplication.
 * @see RFC 7748 section 6.1, RFC 9180 section 7.1.4 @since 0.1
 */
export function sharedPoint(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  if (secretKey.length !== KEY_LENGTH) throw new RangeError('secretKey: expected 32 bytes')
  if (publicKey.length !== KEY_LENGTH) return undefined
  const point = nacl.scalarMult(secretKey, publicKey)
  return equalBytes(point, ZERO) ? undefined : point
}

function encapsulate(recipientPublicKey: Uint8Array, ephemeralSeed: Uint8Array): Encapsulation | undefined {
  const ephemeral = keyPairFromSeed(ephemeralSeed)
  const point = sharedPoint(ephemeral.secretKey, recipientPublicKey)
  if (point === undefined) return undefined
  const sharedSecret = extractAndExpand(point, concatBytes(ephemeral.publicKey, recipientPublicKey))
  return { encapsulated: ephemeral.publicKey, sharedSecret }
}

function decapsulate(encapsulated: Uint8Array, recipient: KeyPair): Uint8Array | undefined {
  const point = sharedPoint(recipient.secretKey, encapsulated)
  if (point === undefined) return undefined
  return extractAndExpand(point, concatBytes(encapsulated, recipient.publicKey))
}

function extractAndExpand(point: Uint8Array, kemContext: Uint8Array): Uint8Array {
  const key = labeledExtract(SUITE, EMPTY, 'eae_prk', point)
  return labeledExpand(SUITE, key, 'shared_secret', kemContext, KEY_LENGTH)
}
