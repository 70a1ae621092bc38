import { concatBytes } from './bytes.js'
import { labeledExpand, labeledExtract } from './hkdf.js'
import { utf8Encode } from './text.js'
import { publicPoint, run, type Steps, sharedPoint } from './x25519.js'

/**
 * An encryption key pair. The secret key is in the form its mechanism works with; its first 32 bytes are what is kept,
 * and make the pair again.
 */
export type KeyPair = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }

/** What a sender sends, and what both sides then share. */
export type Encapsulation = { readonly encapsulated: Uint8Array; readonly sharedSecret: Uint8Array }

/**
 * A key encapsulation mechanism as a value: what HPKE needs to know about one.
 * Which one is used follows from the recipient's key, never from a message.
 */
export type Kem = {
  /** Its number in the IANA registry of HPKE. */
  readonly id: number
  readonly publicKeyLength: number
  readonly encapsulatedLength: number
  /** How many fresh random bytes one encapsulation takes. */
  readonly seedLength: number
  /** The pair of a secret of 32 random bytes. */
  readonly keyPairOf: (secret32: Uint8Array) => KeyPair
  /** Undefined when the recipient's key is malformed or gives a secret that everybody knows. */
  readonly encapsulate: (recipientPublicKey: Uint8Array, seed: Uint8Array) => Steps<Encapsulation | undefined>
  /** Undefined when what was received is malformed or gives a secret that everybody knows. */
  readonly decapsulate: (encapsulated: Uint8Array, recipient: KeyPair) => Steps<Uint8Array | undefined>
}

const KEY_LENGTH = 32

/** DHKEM(X25519, HKDF-SHA256), the mechanism of the first suite. */
export const dhkemX25519: Kem = Object.freeze({
  id: 0x0020,
  publicKeyLength: KEY_LENGTH,
  encapsulatedLength: KEY_LENGTH,
  seedLength: KEY_LENGTH,
  keyPairOf: (secret32: Uint8Array) => ({ publicKey: run(publicPoint(secret32)), secretKey: secret32 }),
  encapsulate,
  decapsulate,
})

const SUITE = concatBytes(utf8Encode('KEM'), Uint8Array.of(0x00, 0x20))
const EMPTY = new Uint8Array(0)

/** The seed is the ephemeral secret key itself: RFC 9180 leaves GenerateKeyPair open, and derives only for test vectors. */
function* encapsulate(recipientPublicKey: Uint8Array, ephemeral: Uint8Array): Steps<Encapsulation | undefined> {
  const point = yield* sharedPoint(ephemeral, recipientPublicKey)
  if (point === undefined) return undefined
  const encapsulated = yield* publicPoint(ephemeral)
  return { encapsulated, sharedSecret: extractAndExpand(point, concatBytes(encapsulated, recipientPublicKey)) }
}

function* decapsulate(encapsulated: Uint8Array, recipient: KeyPair): Steps<Uint8Array | undefined> {
  const point = yield* sharedPoint(recipient.secretKey, encapsulated, recipient.publicKey)
  if (point === undefined) return undefined
  return extractAndExpand(point, concatBytes(encapsulated, recipient.publicKey))
}

function extractAndExpand(point: Uint8Array, kemContext: Uint8Array): Uint8Array {
  const key = labeledExtract(SUITE, EMPTY, 'eae_prk', point)
  return labeledExpand(SUITE, key, 'shared_secret', kemContext, KEY_LENGTH)
}
