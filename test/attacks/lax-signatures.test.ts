import { createPublicKey, verify, webcrypto } from 'node:crypto'
import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { encodeCbor } from '../../src/kernel/cbor.js'
import { holdSecret } from '../../src/kernel/secret-key.js'
import { verifySignature } from '../../src/kernel/signature.js'
import { signBytes, signingKeyFromSeed } from '../../src/kernel/signing.js'
import { toHex, utf8Encode } from '../../src/kernel/text.js'
import { days, after as later } from '../../src/kernel/time.js'
import { type Signer, signStatement } from '../../src/statement/sign.js'
import { openStatement } from '../../src/statement/statement.js'
import { codeOf, NOW } from '../support/cast.js'
import { bytesOf } from '../support/vectors.js'

// Ed25519 as commonly verified accepts more than its signer meant. A key of small order has one signature for every
// message; S + L is a second signature that nobody made; R of small order is a signature whose maker skipped the nonce.
// Eve publishes a key that signs everything, or passes one statement off as two. Here S is below L, A and R are
// canonical and not of small order, and everything else is refused.

/** L, the order of the base point. */
const ORDER = 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn
const IDENTITY = bytesOf(`01${'00'.repeat(31)}`)
/** Signatures that fit every message under the identity as key: R is S times the base point, for S = 0 and S = 1. */
const BLANKS = [`01${'00'.repeat(63)}`, `58${'66'.repeat(31)}01${'00'.repeat(31)}`].map(bytesOf)
const everyText = BLANKS.flatMap((blank) =>
  ['Asha agrees', 'Eve practises here', ''].map((text) => [blank, utf8Encode(text)] as const),
)

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(Uint8Array.from(bytes).reverse())}`)
const littleOf = (number: bigint) => bytesOf(number.toString(16).padStart(64, '0')).reverse()
const joined = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts))

const seed = new Uint8Array(32).fill(6)
const { publicKey, secretKey } = signingKeyFromSeed(seed)
const message = utf8Encode('Chen practises here')
const signature = signBytes(message, secretKey)

/** The same statement with S + L for S. */
const malleable = joined(signature.subarray(0, 32), littleOf(numberOf(signature.subarray(32)) + ORDER))

/** R the identity and S = H(R, A, M) · a: the equation holds, and whoever sees it can solve it for the secret scalar. */
function withoutNonce(): Uint8Array {
  const scalar = nacl.hash(seed).subarray(0, 32)
  scalar[0] = (scalar[0] ?? 0) & 248
  scalar[31] = ((scalar[31] ?? 0) & 63) | 64
  const challenge = numberOf(nacl.hash(joined(IDENTITY, publicKey, message)))
  return joined(IDENTITY, littleOf((challenge * numberOf(scalar)) % ORDER))
}

const byNode = (signed: Uint8Array, text: Uint8Array, key: Uint8Array) => {
  const spki = joined(bytesOf('302a300506032b6570032100'), key)
  return verify(null, text, createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }), signed)
}
const byWebCrypto = async (signed: Uint8Array, text: Uint8Array, key: Uint8Array) =>
  webcrypto.subtle.verify(
    'Ed25519',
    await webcrypto.subtle.importKey('raw', key, 'Ed25519', true, ['verify']),
    signed,
    text,
  )

/** A statement of any kind with a signature of Eve's choice in place of the issuer's. */
const statementBy = (issuer: Uint8Array, change: (signed: Uint8Array) => Uint8Array) => {
  const signer: Signer = { publicKey: issuer, secretKey: holdSecret(secretKey) }
  const times = { sequence: 1, issued: NOW, expires: later(NOW, days(1)) }
  const signed = signStatement({ kind: 'presence', ...times, subject: toHex(issuer), body: encodeCbor(0) }, signer)
  return joined(signed.subarray(0, -64), change(signed.subarray(-64)))
}
const opened = (received: Uint8Array) => codeOf(openStatement(received, { kind: 'presence', now: NOW }))

describe('a key that signs everything', () => {
  it('succeeds against tweetnacl', () => {
    for (const [blank, text] of everyText) expect(nacl.sign.detached.verify(text, blank, IDENTITY)).toBe(true)
  })
  it("succeeds against Node's crypto and WebCrypto", async () => {
    for (const [blank, text] of everyText) {
      expect(byNode(blank, text, IDENTITY)).toBe(true)
      expect(await byWebCrypto(blank, text, IDENTITY)).toBe(true)
    }
  })
  it('fails here, as a signature and as a whole statement', () => {
    for (const [blank, text] of everyText) expect(verifySignature(blank, text, IDENTITY)).toBe(false)
    for (const blank of BLANKS) expect(opened(statementBy(IDENTITY, () => blank))).toBe('statement_forged')
  })
})

describe('a second signature of the same statement, made without the key', () => {
  it('succeeds against tweetnacl', () => expect(nacl.sign.detached.verify(message, malleable, publicKey)).toBe(true))
  it("does not succeed against Node's crypto: OpenSSL compares S with L", () =>
    expect(byNode(malleable, message, publicKey)).toBe(false))
  it('fails here, as a signature and as a whole statement', () => {
    expect(verifySignature(signature, message, publicKey)).toBe(true)
    expect(verifySignature(malleable, message, publicKey)).toBe(false)
    const larger = (signed: Uint8Array) =>
      joined(signed.subarray(0, 32), littleOf(numberOf(signed.subarray(32)) + ORDER))
    expect(opened(statementBy(publicKey, (signed) => signed))).toBe('ok')
    expect(opened(statementBy(publicKey, larger))).toBe('statement_forged')
  })
})

describe('a signature with an R of small order', () => {
  it('succeeds against tweetnacl', () =>
    expect(nacl.sign.detached.verify(message, withoutNonce(), publicKey)).toBe(true))
  it("succeeds against Node's crypto and WebCrypto", async () => {
    expect(byNode(withoutNonce(), message, publicKey)).toBe(true)
    expect(await byWebCrypto(withoutNonce(), message, publicKey)).toBe(true)
  })
  it('fails here', () => expect(verifySignature(withoutNonce(), message, publicKey)).toBe(false))
})
