import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { seededRandom } from '../random.js'

// The two key encapsulations of docs/reference/token-format.md once more: X25519, SHA-2 and SHA-3 by Node, ML-KEM by the one
// package that has it, and none of src/kernel.

/** One of them, as sealing by hand needs it. */
export type KemByHand = {
  readonly id: readonly [number, number]
  readonly encLength: number
  readonly publicKeyOf: (secretKey: Uint8Array) => Uint8Array
  readonly encapsulate: (publicKey: Uint8Array, seed: string, eve: KemOtherwise) => Encapsulated
  readonly decapsulate: (enc: Uint8Array, secretKey: Uint8Array, publicKey: Uint8Array) => Secret
}
/** What Eve may do otherwise: another `enc`, another X25519 result, an X-Wing without one of its parts. */
export type KemOtherwise = {
  readonly enc?: Uint8Array
  readonly point?: Uint8Array
  readonly combine?: (...parts: readonly Uint8Array[]) => Uint8Array
}
type Secret = { readonly point: Uint8Array; readonly sharedSecret: Uint8Array }
type Encapsulated = Secret & { readonly enc: Uint8Array }

const x25519: KemByHand = {
  id: [0x00, 0x20],
  encLength: 32,
  publicKeyOf: publicPointOf,
  encapsulate(publicKey, seed, eve) {
    const ephemeral = seededRandom(`ephemeral ${seed}`)(32)
    const { enc = publicPointOf(ephemeral), point = pointOf(ephemeral, publicKey) } = eve
    return { enc, point, sharedSecret: extractAndExpand(point, join(enc, publicKey)) }
  },
  decapsulate(enc, secretKey, publicKey) {
    const point = pointOf(secretKey, enc)
    return { point, sharedSecret: extractAndExpand(point, join(enc, publicKey)) }
  },
}

function extractAndExpand(point: Uint8Array, about: Uint8Array): Uint8Array {
  const id = join(utf8('KEM'), Uint8Array.of(0x00, 0x20))
  return expand(id, extract(id, '', 'eae_prk', point), 'shared_secret', about, 32)
}

/** What an X-Wing secret is the SHA3-256 of: ML-KEM's, X25519's, the ephemeral point, the recipient's, and a sign. */
export const xWingSign = utf8('\\.//^\\')
/** SHA3-256 of parts. */
export const sha3 = (...parts: readonly Uint8Array[]) =>
  new Uint8Array(
    createHash('sha3-256')
      .update(join(...parts))
      .digest(),
  )

const xWing: KemByHand = {
  id: [0x64, 0x7a],
  encLength: 1120,
  publicKeyOf: (secretKey) => {
    const { lattice, scalar } = halvesOf(secretKey)
    return join(lattice.publicKey, publicPointOf(scalar))
  },
  encapsulate(publicKey, seed, eve) {
    const random = seededRandom(`ephemeral ${seed}`)
    const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey.subarray(0, 1184), random(32))
    const ephemeral = random(32)
    const { enc = join(cipherText, publicPointOf(ephemeral)), combine = sha3 } = eve
    const theirs = publicKey.subarray(1184)
    const point = eve.point ?? pointOf(ephemeral, theirs)
    return { enc, point, sharedSecret: combine(sharedSecret, point, enc.subarray(1088), theirs, xWingSign) }
  },
  decapsulate(enc, secretKey, publicKey) {
    const { lattice, scalar } = halvesOf(secretKey)
    const point = pointOf(scalar, enc.subarray(1088))
    const secret = ml_kem768.decapsulate(enc.subarray(0, 1088), lattice.secretKey)
    return { point, sharedSecret: sha3(secret, point, enc.subarray(1088), publicKey.subarray(1184), xWingSign) }
  },
}

function halvesOf(secretKey: Uint8Array) {
  const expanded = new Uint8Array(createHash('shake256', { outputLength: 96 }).update(secretKey).digest())
  return { lattice: ml_kem768.keygen(expanded.subarray(0, 64)), scalar: expanded.subarray(64) }
}

/** By the number of their suite. */
export const kems = { 1: x25519, 2: xWing } as const

/** RFC 9180's LabeledExtract. */
export function extract(id: Uint8Array, salt: Uint8Array | '', label: string, secret: Uint8Array | ''): Uint8Array {
  const input = join(utf8('HPKE-v1'), id, utf8(label), secret === '' ? new Uint8Array(0) : secret)
  return new Uint8Array(createHmac('sha256', salt).update(input).digest())
}

/** RFC 9180's LabeledExpand, for 32 bytes at most. */
export function expand(id: Uint8Array, key: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array {
  const input = join(Uint8Array.of(0, length), utf8('HPKE-v1'), id, utf8(label), info, Uint8Array.of(1))
  return new Uint8Array(createHmac('sha256', key).update(input).digest().subarray(0, length))
}

// Node takes keys in DER only: these are the bytes before the 32 of the key itself.
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI = Buffer.from('302a300506032b656e032100', 'hex')

function privateKeyOf(secretKey: Uint8Array) {
  return createPrivateKey({ key: Buffer.concat([PKCS8, secretKey]), format: 'der', type: 'pkcs8' })
}

function publicPointOf(secretKey: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKeyOf(secretKey)).export({ format: 'der', type: 'spki' })
  return new Uint8Array(spki.subarray(SPKI.length))
}

function pointOf(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
  return new Uint8Array(diffieHellman({ privateKey: privateKeyOf(secretKey), publicKey: key }))
}

/** Bytes one after the other. */
export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

/** Bytes of text. */
export function utf8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'))
}
