import { sha3_256, shake256 } from '@noble/hashes/sha3.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { concatBytes } from './bytes.js'
import type { Encapsulation, Kem, KeyPair } from './kem.js'
import type { Suite } from './suite.js'
import { utf8Encode } from './text.js'
import { publicPoint, run, type Steps, sharedPoint } from './x25519.js'

// X-Wing: ML-KEM-768 beside X25519. Whoever breaks one of them has nothing; both have to fall.
//
//   public key    ML-KEM 1184 ‖ X25519 32
//   encapsulated  ML-KEM 1088 ‖ X25519 32
//   secret key    secret 32 ‖ ML-KEM 2400 ‖ X25519 32; all of it follows from the first 32 bytes, SHAKE256(secret, 96)
//                 giving ML-KEM's seed 64 ‖ X25519's scalar 32. Kept expanded, so that opening makes no key again.
//   seed          ML-KEM's message 32 ‖ the ephemeral X25519 scalar 32
//
// The draft leaves a check of the X25519 result open, its combiner being safe with any; HPKE asks for one (RFC 9180 section
// 7.1.4). We refuse the all-zero result as in every suite: no honest sender or key gives it, no published vector has it,
// and accepting it would let a key pass for hybrid whose one half everybody knows.

const SECRET_LENGTH = 32
const POINT_LENGTH = 32
const KEM_PUBLIC_LENGTH = 1184
const KEM_SECRET_LENGTH = 2400
const KEM_SEED_LENGTH = 64
const KEM_MESSAGE_LENGTH = 32
const CIPHERTEXT_LENGTH = 1088

const PUBLIC_LENGTH = KEM_PUBLIC_LENGTH + POINT_LENGTH
const ENCAPSULATED_LENGTH = CIPHERTEXT_LENGTH + POINT_LENGTH
const POINT_SECRET_AT = SECRET_LENGTH + KEM_SECRET_LENGTH
const EXPANDED_LENGTH = POINT_SECRET_AT + POINT_LENGTH
const SEED_LENGTH = KEM_MESSAGE_LENGTH + POINT_LENGTH

/** X-Wing's sign, `\./` over `/^\`, without which its hash would not be its own. */
const LABEL = utf8Encode('\\.//^\\')

/** The hybrid mechanism: safe while X25519 or ML-KEM-768 is. */
export const xWing: Kem = Object.freeze({
  id: 0x647a,
  publicKeyLength: PUBLIC_LENGTH,
  encapsulatedLength: ENCAPSULATED_LENGTH,
  seedLength: SEED_LENGTH,
  keyPairOf,
  encapsulate,
  decapsulate,
})

/** X-Wing, HKDF-SHA256, ChaCha20-Poly1305: what is sealed today stays sealed when X25519 has fallen. */
export const hybrid: Suite = Object.freeze({ number: 2, kem: xWing })

function keyPairOf(secret32: Uint8Array): KeyPair {
  if (secret32.length !== SECRET_LENGTH) throw new RangeError('secret32: expected 32 bytes')
  const expanded = shake256(secret32, { dkLen: KEM_SEED_LENGTH + POINT_LENGTH })
  const pair = ml_kem768.keygen(expanded.subarray(0, KEM_SEED_LENGTH))
  const scalar = expanded.subarray(KEM_SEED_LENGTH)
  return {
    publicKey: concatBytes(pair.publicKey, run(publicPoint(scalar))),
    secretKey: concatBytes(secret32, pair.secretKey, scalar),
  }
}

function* encapsulate(recipientPublicKey: Uint8Array, seed: Uint8Array): Steps<Encapsulation | undefined> {
  if (seed.length !== SEED_LENGTH) throw new RangeError(`seed: expected ${SEED_LENGTH} bytes`)
  if (recipientPublicKey.length !== PUBLIC_LENGTH) return undefined
  const lattice = encapsulateLattice(
    recipientPublicKey.subarray(0, KEM_PUBLIC_LENGTH),
    seed.subarray(0, KEM_MESSAGE_LENGTH),
  )
  if (lattice === undefined) return undefined
  const ephemeral = seed.subarray(KEM_MESSAGE_LENGTH)
  const recipientPoint = recipientPublicKey.subarray(KEM_PUBLIC_LENGTH)
  const point = yield* sharedPoint(ephemeral, recipientPoint)
  if (point === undefined) return undefined
  const ephemeralPoint = yield* publicPoint(ephemeral)
  return {
    encapsulated: concatBytes(lattice.cipherText, ephemeralPoint),
    sharedSecret: combine(lattice.sharedSecret, point, ephemeralPoint, recipientPoint),
  }
}

function encapsulateLattice(publicKey: Uint8Array, message: Uint8Array) {
  try {
    return ml_kem768.encapsulate(publicKey, message)
  } catch {
    return undefined // the lengths are right: only a key with a coefficient of the modulus or more throws here
  }
}

/** The same work for whatever was sent: ML-KEM gives some secret for any ciphertext, and one point is multiplied. */
function* decapsulate(encapsulated: Uint8Array, recipient: KeyPair): Steps<Uint8Array | undefined> {
  const { publicKey, secretKey } = recipient
  if (secretKey.length !== EXPANDED_LENGTH) throw new RangeError(`secretKey: expected ${EXPANDED_LENGTH} bytes`)
  if (encapsulated.length !== ENCAPSULATED_LENGTH) return undefined
  const latticeSecret = ml_kem768.decapsulate(
    encapsulated.subarray(0, CIPHERTEXT_LENGTH),
    secretKey.subarray(SECRET_LENGTH, POINT_SECRET_AT),
  )
  const ephemeralPoint = encapsulated.subarray(CIPHERTEXT_LENGTH)
  const ownPoint = publicKey.subarray(KEM_PUBLIC_LENGTH)
  const point = yield* sharedPoint(secretKey.subarray(POINT_SECRET_AT), ephemeralPoint, ownPoint)
  return point && combine(latticeSecret, point, ephemeralPoint, ownPoint)
}

function combine(lattice: Uint8Array, point: Uint8Array, ephemeralPoint: Uint8Array, recipientPoint: Uint8Array) {
  return sha3_256(concatBytes(lattice, point, ephemeralPoint, recipientPoint, LABEL))
}
