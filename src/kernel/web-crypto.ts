import { type Opaque, opaqueKind } from './opaque.js'
import { toBase64url } from './text.js'
import { BASE_POINT, type Multiplication, multiply, type Steps } from './x25519.js'

// The other driver of the steps of x25519.ts: the platform's WebCrypto multiplies, several times as fast as JavaScript.
// Not every platform has X25519 there and some have it wrongly, so nothing depends on it: what the platform does not
// answer with 32 bytes, `multiply` answers.

/** A key that the platform holds. What it is, is the platform's business. */
type PlatformKey = object

type PlatformPair = { readonly privateKey: PlatformKey; readonly publicKey: PlatformKey }

/** What is used of WebCrypto, described here because the core compiles without DOM types. Nothing of it need be there. */
type Platform = {
  readonly crypto?: {
    readonly subtle?: {
      readonly importKey: (
        format: 'jwk' | 'pkcs8' | 'raw',
        data: object,
        algorithm: object,
        isExtractable: boolean,
        usages: readonly string[],
      ) => Promise<PlatformKey>
      readonly generateKey: (
        algorithm: object,
        isExtractable: boolean,
        usages: readonly string[],
      ) => Promise<PlatformPair>
      readonly exportKey: (format: 'raw', key: PlatformKey) => Promise<unknown>
      readonly deriveBits: (algorithm: object, key: PlatformKey, bits: number) => Promise<unknown>
    }
  }
}

/** Secret scalars that the platform has imported already, each once. Belongs to one run, or to whoever opens many tokens. */
export type ImportedScalars = Opaque<'ImportedScalars'>

const kind = /* @__PURE__ */ opaqueKind<'ImportedScalars', WeakMap<Uint8Array, Promise<PlatformKey>>>('ImportedScalars')

const KEY_LENGTH = 32
const X25519 = Object.freeze({ name: 'X25519' })
/** RFC 8410: an X25519 private key in PKCS #8 is these 16 bytes and the key. */
const PKCS8_PREFIX = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20)

/**
 * Makes room for imported scalars, to be filled by the runs that share it.
 *
 * @returns the opaque holder, empty.
 * Privacy: will hold secret scalars and the platform's copies of them, for as long as it is kept.
 * Cost: O(1). @since 0.1
 */
export function noImportedScalars(): ImportedScalars {
  return kind.hold(new WeakMap())
}

/**
 * Runs a computation to its end, letting the platform multiply.
 *
 * Each multiplication that the platform does not answer, for whatever reason, is answered as `run` would. It refuses the
 * all-zero result, which is not an error here but what the computation itself refuses: so both drivers end alike.
 *
 * @param steps - a fresh computation.
 * @param imported - scalars that were imported before, to be shared by computations under the same keys.
 * @returns what `run` would have returned.
 * @throws what the computation throws, as a rejection.
 * Privacy: hands the secret scalars to the platform's WebCrypto, not extractable, and to nobody else.
 * Cost: one scalar multiplication for each it asks for, in native code where there is some.
 * @see W3C Web Cryptography, X25519; RFC 8410 section 7 @since 0.1
 */
export function runWithWebCrypto<Value>(
  steps: Steps<Value>,
  imported: ImportedScalars = noImportedScalars(),
): Promise<Value> {
  return drive(steps, (multiplication) => nativeProduct(multiplication, imported).catch(() => multiply(multiplication)))
}

/**
 * Runs a computation to its end under a secret of the platform's making, in place of the one secret it multiplies with.
 *
 * For a sender's encapsulation, whose secret is drawn for it alone: whose draw it was, nobody can tell. Some platforms make
 * a pair several times as fast as they import a secret, and this one never comes into reach of JavaScript.
 *
 * @param steps - a fresh computation that asks for one product of a secret of its own, then for its public key.
 * @returns what it ends with.
 * @throws as a rejection, where the platform cannot: then nothing has come of it, and a fresh computation is to be run.
 * Privacy: the secret stays in the platform's WebCrypto, not extractable.
 * Cost: a key pair and one scalar multiplication, in native code. @since 0.1
 */
export async function runWithFreshKey<Value>(steps: Steps<Value>): Promise<Value> {
  const first = steps.next()
  if (first.done === true) return first.value
  const [pair, theirs] = await Promise.all([makePair(), importPoint(first.value.point)])
  const [product, own] = await Promise.all([derive(pair.privateKey, theirs), exportPoint(pair.publicKey)])
  let step = steps.next(product)
  if (step.done !== true && step.value.point === BASE_POINT) step = steps.next(own)
  if (step.done !== true) throw new TypeError('steps: expected the product of one point, then the public key')
  return step.value
}

async function drive<Value>(
  steps: Steps<Value>,
  multiplier: (multiplication: Multiplication) => Promise<Uint8Array>,
): Promise<Value> {
  let step = steps.next()
  while (step.done !== true) step = steps.next(await multiplier(step.value))
  return step.value
}

async function nativeProduct(multiplication: Multiplication, imported: ImportedScalars): Promise<Uint8Array> {
  const { scalar, point } = multiplication
  const scalars = kind.reveal(imported)
  const known = scalars.get(scalar) ?? importScalar(multiplication)
  scalars.set(scalar, known)
  const [privateKey, publicKey] = await Promise.all([known, importPoint(point)])
  return derive(privateKey, publicKey)
}

/** Node and its OpenSSL take five times as long for PKCS #8 as for a JWK, which wants the public key beside the secret. */
async function importScalar({ scalar, publicKey }: Multiplication): Promise<PlatformKey> {
  if (publicKey !== undefined) {
    const key = { kty: 'OKP', crv: X25519.name, d: toBase64url(scalar), x: toBase64url(publicKey) }
    return subtle().importKey('jwk', key, X25519, false, ['deriveBits'])
  }
  const key = new Uint8Array(PKCS8_PREFIX.length + KEY_LENGTH)
  key.set(PKCS8_PREFIX)
  key.set(scalar, PKCS8_PREFIX.length)
  return subtle().importKey('pkcs8', key, X25519, false, ['deriveBits'])
}

async function makePair(): Promise<PlatformPair> {
  return subtle().generateKey(X25519, false, ['deriveBits'])
}

async function exportPoint(key: PlatformKey): Promise<Uint8Array> {
  return asResult(await subtle().exportKey('raw', key))
}

async function importPoint(point: Uint8Array): Promise<PlatformKey> {
  return subtle().importKey('raw', point, X25519, false, [])
}

async function derive(privateKey: PlatformKey, publicKey: PlatformKey): Promise<Uint8Array> {
  return asResult(await subtle().deriveBits({ ...X25519, public: publicKey }, privateKey, 8 * KEY_LENGTH))
}

function asResult(bits: unknown): Uint8Array {
  if (bits instanceof ArrayBuffer && bits.byteLength === KEY_LENGTH) return new Uint8Array(bits)
  throw new TypeError('the platform gave no X25519 result')
}

/** Looked up at every use, as randomness is: what is loaded later is found, and nothing is kept. */
function subtle() {
  const { crypto } = globalThis as Platform // every member is optional; one that is missing throws where it is called
  if (crypto?.subtle === undefined) throw new TypeError('no WebCrypto')
  return crypto.subtle
}
