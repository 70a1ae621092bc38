import { chacha20 } from '@noble/ciphers/chacha.js'
import { describe, expect, it } from 'vitest'
import { concatBytes } from '../../../src/kernel/bytes.js'
import { type HpkeContext, openWith, setupSender } from '../../../src/kernel/hpke.js'
import { REFERRAL_INFO, shared } from '../../../src/token/context.js'
import { openToken } from '../../../src/token/open.js'
import { writeHeader } from '../../../src/token/wire.js'
import { chenKeys, codeOf, keysOf, NOW } from '../../support/cast.js'
import { seededRandom } from '../../support/random.js'

// "Invisible salamanders": Poly1305 is no commitment. Whoever knows two one-time keys can solve for one block that
// makes the tag right under both, so one ciphertext opens for two recipients to two plaintexts.

const P = (1n << 130n) - 5n
const CLAMP = 0x0ffffffc0ffffffc0ffffffc0fffffffn
const mod = (n: bigint) => ((n % P) + P) % P
const power = (base: bigint, exponent: bigint): bigint =>
  exponent === 0n ? 1n : mod(power(mod(base * base), exponent / 2n) * (exponent % 2n === 1n ? base : 1n))
const little = (bytes: Uint8Array) => [...bytes].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
const bytesOf = (n: bigint) => Uint8Array.from({ length: 16 }, (_, at) => Number((n >> BigInt(8 * at)) & 255n))

function oneTimeKey({ key, baseNonce }: HpkeContext) {
  const block = chacha20(key, baseNonce, new Uint8Array(32))
  return { r: little(block.subarray(0, 16)) & CLAMP, s: little(block.subarray(16)) }
}

/** The Poly1305 sum of whole blocks under r, before s is added. */
function sumOf(blocks: readonly Uint8Array[], r: bigint): bigint {
  return blocks.reduce((sum, block) => mod((sum + little(block) + (1n << 128n)) * r), 0n)
}

const blocksOf = (bytes: Uint8Array) => {
  const padded = concatBytes(bytes, new Uint8Array((16 - (bytes.length % 16)) % 16))
  return Array.from({ length: padded.length / 16 }, (_, at) => padded.subarray(16 * at, 16 * at + 16))
}

/** 512 bytes and a tag that both contexts accept. */
function salamander(one: HpkeContext, other: HpkeContext, associated: Uint8Array): Uint8Array {
  const [a, b] = [oneTimeKey(one), oneTimeKey(other)]
  const lengths = concatBytes(bytesOf(BigInt(associated.length)).subarray(0, 8), bytesOf(512n).subarray(0, 8))
  for (let attempt = 0n; ; attempt++) {
    const content = [bytesOf(attempt), ...Array.from({ length: 30 }, () => new Uint8Array(16))]
    // The last block of the content is x; the lengths follow it, so x is multiplied by r squared.
    const at = (r: bigint, x: bigint) => sumOf([...blocksOf(associated), ...content, bytesOf(x), lengths], r)
    const difference = mod(b.s - a.s - at(a.r, 0n) + at(b.r, 0n))
    const x = mod(difference * power(mod(a.r * a.r - b.r * b.r), P - 2n))
    if (x >> 128n !== 0n) continue
    const tags = [at(a.r, x) + a.s, at(b.r, x) + b.s].map((sum) => sum & ((1n << 128n) - 1n))
    if (tags[0] === tags[1] && tags[0] !== undefined) return concatBytes(...content, bytesOf(x), bytesOf(tags[0]))
  }
}

describe('one ciphertext made for two recipients', () => {
  const eveKeys = keysOf('Eve')
  const seed = seededRandom('salamander')(32)
  const senderTo = (publicKey: Uint8Array | undefined) => publicKey && setupSender(publicKey, REFERRAL_INFO, seed)
  const toChen = senderTo(chenKeys.openingKeys[0]?.publicKey)
  const toEve = senderTo(eveKeys.openingKeys[0]?.publicKey)
  if (toChen === undefined || toEve === undefined) throw new Error('there are no keys')
  const commitment = shared(toChen.context.exporterSecret, 'commitment')
  const associated = concatBytes(writeHeader(512), toChen.encapsulated, commitment)
  const ciphertext = salamander(toChen.context, toEve.context, associated)

  it('opens under both keys by plain HPKE, to two plaintexts', () => {
    const chens = openWith(toChen.context, 0, associated, ciphertext)
    const eves = openWith(toEve.context, 0, associated, ciphertext)
    expect([chens?.length, eves?.length]).toEqual([512, 512])
    expect(chens).not.toEqual(eves)
  })
  it('carries the commitment of one of them only, so the other refuses it as not theirs', () => {
    expect(commitment).not.toEqual(shared(toEve.context.exporterSecret, 'commitment'))
    const token = concatBytes(associated, ciphertext)
    expect(codeOf(openToken(token, eveKeys, { now: NOW }))).toBe('token_unopenable')
    expect(codeOf(openToken(token, chenKeys, { now: NOW }))).toBe('token_unopenable') // its body is no body
  })
})
