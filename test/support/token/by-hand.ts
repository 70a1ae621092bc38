import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { seededRandom } from '../random.js'
import { expand, extract, join, type KemOtherwise, kems, utf8 } from './kems.js'

// The frame and the encryption of docs/reference/token-format.md once more: what is sealed here owes nothing to src/kernel,
// and Eve may get every single step of it wrong.

/** A key pair of one epoch. */
export type Key = {
  readonly name: string
  readonly suite: 1 | 2
  readonly epoch: number
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

/** A key that is the same at every run. */
export function keyOf(name: string, epoch: number, suite: 1 | 2 = 1): Key {
  const secretKey = seededRandom(`token vectors ${name} ${epoch}`)(32)
  return { name: `${name} ${epoch}`, suite, epoch, publicKey: kems[suite].publicKeyOf(secretKey), secretKey }
}

/** What Eve may do otherwise than the format says. */
export type Otherwise = KemOtherwise & {
  readonly header?: Uint8Array
  readonly hpkeId?: Uint8Array
  readonly info?: Uint8Array
  readonly commitmentLabel?: string
  readonly commitment?: Uint8Array
  readonly aad?: Uint8Array
  readonly sequence?: number
  readonly padded?: Uint8Array
}

/** The header of a token. */
export function headerOf(bucket: number, suite: 1 | 2 = 1): Uint8Array {
  return Uint8Array.of(0x65, 0x6e, 1, suite, Math.log2(bucket) - 8)
}
/** Parts and zeros, as long as a bucket. */
export function padTo(bucket: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return join(...parts, new Uint8Array(bucket)).subarray(0, bucket)
}
/** What the encryption of a referral is for. */
export function infoOf(suite: 1 | 2): Uint8Array {
  return join(utf8('entrenous/1/referral'), Uint8Array.of(suite))
}
/** HPKE's id of a suite. */
export function hpkeIdOf(suite: 1 | 2): Uint8Array {
  return join(utf8('HPKE'), Uint8Array.of(...kems[suite].id, 0x00, 0x01, 0x00, 0x03))
}

/** Seals a body to a key, with one thing otherwise where told. */
export function sealByHand(body: Uint8Array, bucket: number, to: Key, seed: string, eve: Otherwise = {}): Uint8Array {
  if (eve.padded === undefined && body.length >= bucket) throw new Error(`${seed}: ${body.length} bytes do not fit`)
  const { suite } = to
  const { header = headerOf(bucket, suite), info = infoOf(suite), hpkeId = hpkeIdOf(suite) } = eve
  const { enc, sharedSecret } = kems[suite].encapsulate(to.publicKey, seed, eve)
  const context = contextOf(sharedSecret, hpkeId, info)
  const commitment = eve.commitment ?? exported(hpkeId, context.exporterSecret, eve.commitmentLabel ?? 'commitment')
  const before = join(header, enc, commitment)
  const nonce = Uint8Array.from(context.baseNonce)
  nonce[11] = (nonce[11] ?? 0) ^ (eve.sequence ?? 0)
  const cipher = createCipheriv('chacha20-poly1305', context.key, nonce, { authTagLength: 16 })
  const padded = eve.padded ?? padTo(bucket, body, Uint8Array.of(0x80))
  cipher.setAAD(eve.aad ?? before, { plaintextLength: padded.length })
  return join(before, cipher.update(padded), cipher.final(), cipher.getAuthTag())
}

/** Opens a token that is known to be good, and shows every step. */
export function openByHand(token: Uint8Array, { suite, secretKey, publicKey }: Key) {
  const commitmentAt = 5 + kems[suite].encLength
  const shared = kems[suite].decapsulate(token.subarray(5, commitmentAt), secretKey, publicKey)
  const hpkeId = hpkeIdOf(suite)
  const context = contextOf(shared.sharedSecret, hpkeId, infoOf(suite))
  const cipher = createDecipheriv('chacha20-poly1305', context.key, context.baseNonce, { authTagLength: 16 })
  const ciphertext = token.subarray(commitmentAt + 32, -16)
  cipher.setAAD(token.subarray(0, commitmentAt + 32), { plaintextLength: ciphertext.length })
  cipher.setAuthTag(token.subarray(-16))
  const padded = join(cipher.update(ciphertext), cipher.final())
  return {
    body: padded.subarray(0, padded.lastIndexOf(0x80)),
    tokenId: exported(hpkeId, context.exporterSecret, 'token id'),
    steps: { ...shared, ...context },
  }
}

/** The name by which both sides speak of a consent. */
export function digestOf(body: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(utf8('entrenous/1/consent\n')).update(body).digest())
}

/** RFC 9180, the key schedule of base mode. */
function contextOf(sharedSecret: Uint8Array, hpkeId: Uint8Array, info: Uint8Array) {
  const about = join(Uint8Array.of(0), extract(hpkeId, '', 'psk_id_hash', ''), extract(hpkeId, '', 'info_hash', info))
  const secret = extract(hpkeId, sharedSecret, 'secret', '')
  return {
    key: expand(hpkeId, secret, 'key', about, 32),
    baseNonce: expand(hpkeId, secret, 'base_nonce', about, 12),
    exporterSecret: expand(hpkeId, secret, 'exp', about, 32),
  }
}

function exported(hpkeId: Uint8Array, exporterSecret: Uint8Array, label: string): Uint8Array {
  return expand(hpkeId, exporterSecret, 'sec', utf8(label), 32)
}
