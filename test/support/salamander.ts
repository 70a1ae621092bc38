import { chacha20 } from '@noble/ciphers/chacha.js'
import { encodeBody } from '../../src/consent/disclosure.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { type HpkeContext, sealWith } from '../../src/kernel/hpke.js'
import { pad } from '../../src/kernel/padding.js'
import type { OpeningKey } from '../../src/kernel/secret-key.js'
import { referralInfo, shared } from '../../src/token/context.js'
import { writeHeader } from '../../src/token/wire.js'
import type { Message } from './attacked.js'
import { setupSender } from './hpke.js'
import { seededRandom } from './random.js'
import { body } from './raw-token.js'

// "Invisible salamanders": Poly1305 is no commitment. Whoever knows two one-time keys can solve for one block that
// makes the tag right under both, so one ciphertext opens for two recipients to two plaintexts.

const P = (1n << 130n) - 5n
/** Bytes that mark where a body may hold anything. */
const [SALT, TERMS] = [0xee, 0xdd] as const
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

/** 512 bytes that `one` opens to `padded`, but for one block in the middle of its salt, with a tag that both contexts accept. */
function salamander(one: HpkeContext, other: HpkeContext, associated: Uint8Array, padded: Uint8Array): Uint8Array {
  const [a, b] = [oneTimeKey(one), oneTimeKey(other)]
  const lengths = concatBytes(bytesOf(BigInt(associated.length)).subarray(0, 8), bytesOf(512n).subarray(0, 8))
  const encrypted = sealWith(one, 0, associated, padded).subarray(0, 512)
  const [free, counted] = [SALT, TERMS].map((marker) => Math.ceil(padded.indexOf(marker) / 16))
  if (free === undefined || counted === undefined) throw new Error('there are two')
  for (let attempt = 0n; ; attempt++) {
    const content = blocksOf(encrypted)
    content[counted] = bytesOf(attempt)
    const withBlock = (x: bigint) => content.map((block, at) => (at === free ? bytesOf(x) : block))
    const at = (r: bigint, x: bigint) => sumOf([...blocksOf(associated), ...withBlock(x), lengths], r)
    const difference = mod(b.s - a.s - at(a.r, 0n) + at(b.r, 0n))
    // x is multiplied by r once for itself, for each block of content after it, and for the lengths.
    const places = BigInt(content.length - free + 1)
    const x = mod(difference * power(mod(power(a.r, places) - power(b.r, places)), P - 2n))
    if (x >> 128n !== 0n) continue
    const tags = [at(a.r, x) + a.s, at(b.r, x) + b.s].map((sum) => sum & ((1n << 128n) - 1n))
    if (tags[0] === tags[1] && tags[0] !== undefined) return concatBytes(...withBlock(x), bytesOf(tags[0]))
  }
}

/** One ciphertext for two keys: as plain HPKE carries it, and as the whole token that our format makes of it. */
export type ForTwo = { readonly token: Uint8Array; readonly message: Message }

/**
 * Makes one ciphertext that two keys accept: to a valid referral under `first`, to something else under `second`.
 * Our format has room for one commitment only: `committed` says whose it carries.
 */
export function sealForTwo(first: OpeningKey, second: OpeningKey, committed: 'first' | 'second'): ForTwo {
  const info = referralInfo(1)
  const seed = seededRandom('salamander')(32)
  const [one, other] = [first, second].map((key) => setupSender(key.publicKey, info, seed))
  const { disclosure, consent } = body()
  const marked = { ...consent, salt: new Uint8Array(32).fill(SALT), termsHash: new Uint8Array(32).fill(TERMS) }
  const padded = pad(encodeBody(disclosure, marked), 512)
  if (one === undefined || other === undefined || padded === undefined) throw new Error('ordinary keys were refused')
  const { exporter } = (committed === 'first' ? one : other).context
  const { encapsulated } = one // of the seed alone: the same for both
  const associated = concatBytes(writeHeader(1, 512), encapsulated, shared(exporter, 'commitment'))
  const ciphertext = salamander(one.context, other.context, associated, padded)
  return { token: concatBytes(associated, ciphertext), message: { encapsulated, ciphertext, info, associated } }
}
