import { revealSecret, type SecretKey } from '../kernel/secret-key.js'
import { isStrongPublicKey } from '../kernel/signature.js'
import { signBytes } from '../kernel/signing.js'
import { utf8Encode } from '../kernel/text.js'
import { checkpointTextOf, originPattern, type TreeHead } from './checkpoint.js'
import { HASH_BYTES } from './merkle.js'
import { signatureLineOf } from './note.js'

// Apart from checkpoint.ts, so that whoever only reads a board does not load what signs.

/** A board's key pair, as `createSigningKey` of `entrenous/community` makes it. */
export type BoardSigner = { readonly publicKey: Uint8Array; readonly secretKey: SecretKey }

/**
 * Signs a checkpoint.
 *
 * A board signs no two heads of which one does not continue the other: whoever has both can prove it to everybody.
 *
 * @param head - origin, size and root of the tree.
 * @param signer - the board's key pair.
 * @returns the checkpoint, the only form in which it travels.
 * @throws {RangeError} when origin, size or root have not their form, or the public key is weak.
 * Privacy: public, the key's name included; it says how many records there are.
 * Cost: one signature.
 * @example
 * const key = createSigningKey()
 * const head = { origin, size: 0, root: frontierRootOf(emptyFrontier) }
 * const text = key.ok ? signCheckpoint(head, key.value) : show(key.error)
 * @see C2SP tlog-checkpoint, C2SP signed-note v1 @since 0.1
 */
export function signCheckpoint(head: TreeHead, { publicKey, secretKey }: BoardSigner): string {
  if (!originPattern.test(head.origin)) throw new RangeError('origin: expected a URL without its scheme')
  if (!Number.isSafeInteger(head.size) || head.size < 0) throw new RangeError('size: expected a count')
  if (head.root.length !== HASH_BYTES) throw new RangeError('root: expected 32 bytes')
  if (!isStrongPublicKey(publicKey)) throw new RangeError('publicKey: expected a public key')
  const text = checkpointTextOf(head)
  const signature = signBytes(utf8Encode(text), revealSecret(secretKey))
  return `${text}\n${signatureLineOf({ name: head.origin, key: publicKey }, signature)}`
}
