import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import nacl from 'tweetnacl'
import { expect } from 'vitest'
import { verifySignature } from '../../src/kernel/signature.js'
import {
  BASE,
  encoded,
  littleEndian,
  NEUTRAL,
  numberIn,
  ORDER,
  PRIME,
  plus,
  smallOrder,
  times,
} from '../support/edwards.js'
import { bytesOf } from '../support/vectors.js'

// Our verification beside tweetnacl's and OpenSSL's, which check the same equation and are laxer about what may stand in
// it. What they accept beyond ours is told by numbers, not by our code.

type Signed = { readonly r: Uint8Array; readonly s: Uint8Array; readonly message: Uint8Array; readonly key: Uint8Array }

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })
const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts))

const weakY = new Set(smallOrder.map(({ y }) => y))
const withoutSign = (bytes: Uint8Array) => numberIn(bytes) % 2n ** 255n
const isStrong = (bytes: Uint8Array) => withoutSign(bytes) < PRIME && !weakY.has(withoutSign(bytes))
const isStrict = ({ r, s, key }: Signed) => isStrong(r) && isStrong(key) && numberIn(s) < ORDER

const ours = ({ r, s, message, key }: Signed) => verifySignature(joined(r, s), message, key)
const tweetnacls = ({ r, s, message, key }: Signed) => nacl.sign.detached.verify(message, joined(r, s), key)
const openssls = ({ r, s, message, key }: Signed) => {
  const spki = Buffer.concat([bytesOf('302a300506032b6570032100'), key])
  return verify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), joined(r, s))
}

function signedByOpenssl(seed: Uint8Array, message: Uint8Array): Signed {
  const pkcs8 = Buffer.concat([bytesOf('302e020100300506032b657004220420'), seed])
  const secretKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const signature = new Uint8Array(sign(null, message, secretKey))
  const spki = createPublicKey(secretKey).export({ format: 'der', type: 'spki' })
  return { r: signature.slice(0, 32), s: signature.slice(32), message, key: new Uint8Array(spki).slice(-32) }
}
const signed = fc.tuple(bytes32, fc.uint8Array({ maxLength: 2000 })).map((of) => signedByOpenssl(...of))

const flipped = (bytes: Uint8Array, at: number) =>
  bytes.map((byte, index) => (bytes.length > 0 && index === (at >> 3) % bytes.length ? byte ^ (1 << (at & 7)) : byte))
const negated = (bytes: Uint8Array) => flipped(bytes, 255)
const changed = (bytes: Uint8Array, by: (n: bigint) => bigint) => littleEndian(by(numberIn(bytes)))
const points = fc.oneof(
  bytes32,
  fc.constantFrom(...smallOrder.map(encoded)),
  fc.constantFrom(...smallOrder.map(encoded)).map(negated),
  fc.bigInt(PRIME, 2n ** 255n - 1n).map((y) => littleEndian(y)),
)
const edges = fc.constantFrom(0n, 1n, ORDER - 1n, ORDER, ORDER + 1n, 2n ** 253n)
const numbers = fc.oneof(
  bytes32,
  edges.map((n) => littleEndian(n)),
)

/** One change of a signature, its message or its key; or none. */
const change = fc.oneof(
  fc.constant((one: Signed): Signed => one),
  fc.nat(255).map((at) => (one: Signed) => ({ ...one, r: flipped(one.r, at) })),
  fc.nat(255).map((at) => (one: Signed) => ({ ...one, s: flipped(one.s, at) })),
  fc.nat(255).map((at) => (one: Signed) => ({ ...one, key: flipped(one.key, at) })),
  fc.nat(8 * 2000).map((at) => (one: Signed) => ({ ...one, message: flipped(one.message, at) })),
  points.map((r) => (one: Signed) => ({ ...one, r })),
  points.map((key) => (one: Signed) => ({ ...one, key })),
  numbers.map((s) => (one: Signed) => ({ ...one, s })),
  fc.constant((one: Signed) => ({ ...one, s: changed(one.s, (n) => n + ORDER) })),
  fc.constant((one: Signed) => ({ ...one, s: changed(one.s, (n) => ORDER - n) })),
  fc.constant((one: Signed) => ({ ...one, key: negated(one.key) })),
  fc.constant((one: Signed) => ({ ...one, r: one.key, key: one.r })),
)

test.prop([signed, change], { numRuns: 300 })(
  'a signature is accepted where tweetnacl and OpenSSL accept it and all in it is strict, however it was changed',
  (one, alter) => {
    expect(ours(one)).toBe(true)
    const altered = alter(one)
    expect(ours(altered)).toBe(tweetnacls(altered) && isStrict(altered))
    expect(ours(altered)).toBe(openssls(altered) && isStrict(altered))
  },
)

test('a signature whose key and R have parts of small order is accepted only where those parts cancel out', () => {
  const outcomes = new Set<boolean>()
  const secret = fc.bigInt(1n, 2n ** 16n) // a small one is as good here, and sooner multiplied
  const part = fc.constantFrom(NEUTRAL, ...smallOrder)
  fc.assert(
    fc.property(secret, secret, part, part, fc.uint8Array({ maxLength: 40 }), (a, nonce, ofKey, ofR, message) => {
      const key = encoded(plus(times(a, BASE), ofKey))
      const r = encoded(plus(times(nonce, BASE), ofR))
      const k = numberIn(nacl.hash(joined(r, key, message))) % ORDER
      const one = { r, s: littleEndian((nonce + k * a) % ORDER), message, key }
      // S B = R + k A leaves the parts alone: nothing is left of them where they are opposite.
      expect(ours(one)).toBe(plus(times(k % 8n, ofKey), ofR).y === NEUTRAL.y)
      expect(ours(one)).toBe(tweetnacls(one))
      outcomes.add(ours(one))
    }),
    { numRuns: 200 },
  )
  expect([...outcomes].sort()).toEqual([false, true])
})
