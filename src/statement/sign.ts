import { concatBytes } from '../kernel/bytes.js'
import { revealSecret, type SecretKey } from '../kernel/secret-key.js'
import { signBytes } from '../kernel/signing.js'
import { encodeStatement, SIGNATURE_BYTES, type Statement, type StatementPayload, signedMessage } from './statement.js'

/** A key pair that can sign statements. */
export type Signer = { readonly publicKey: Uint8Array; readonly secretKey: SecretKey }

/**
 * Signs a statement.
 *
 * @param payload - what is said; `body` is canonical CBOR of the kind's own format.
 * @param signer - the issuer's key pair.
 * @returns the statement's bytes, the only form in which it travels.
 * @throws {RangeError} when the statement would outlive its kind's bound, end before it begins, or be too long.
 * @throws {TypeError} when a field has not the shape of its schema.
 * Privacy: everything in it is meant to be published, the issuer's key included.
 * Cost: one signature; O(length). @since 0.1
 */
export function signStatement(payload: StatementPayload, signer: Signer): Uint8Array {
  const encoded = encodeStatement(payload, signer.publicKey)
  return concatBytes(encoded, signBytes(signedMessage(payload.kind, encoded), revealSecret(signer.secretKey)))
}

/**
 * Signs a statement of somebody else's: the same words, issuer included, under a further key.
 *
 * @param statement - as `readStatement` gave it.
 * @param signer - who stands behind it, too.
 * @returns the 64-byte signature; it travels beside the statement.
 * Privacy: as public as the statement; names its signer to everybody who has the public key.
 * Cost: one signature; O(length). @since 0.1
 */
export function cosignStatement({ kind, bytes }: Statement, signer: Signer): Uint8Array {
  return signBytes(signedMessage(kind, bytes.subarray(0, -SIGNATURE_BYTES)), revealSecret(signer.secretKey))
}
