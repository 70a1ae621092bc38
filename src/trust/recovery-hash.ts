import { concatBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { utf8Encode } from '../kernel/text.js'

const DOMAIN = utf8Encode('entrenous/1/key-recovery/')

/**
 * Computes what an identity key promises about the key on its recovery sheet.
 *
 * @param publicKey - of the sheet, 32 bytes.
 * @returns SHA-256 of `entrenous/1/key-recovery/` and the key: nobody knows the key before it is used.
 * Privacy: reads the public half only.
 * Cost: one hash. @since 0.1
 */
export function recoveryHash(publicKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(DOMAIN, publicKey))
}
