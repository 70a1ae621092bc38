import nacl from 'tweetnacl'

// Apart from signature.ts, so that whoever only verifies does not load what signs.

/** An Ed25519 key pair; the secret key is seed ‖ public key, as tweetnacl keeps it. */
export type SigningKey = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }

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
