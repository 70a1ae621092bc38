import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
} from 'node:crypto'
import { seededRandom } from '../random.js'

// The frame and the encryption of docs/reference/token-format.md once more, over Node's crypto alone: what is sealed here
// owes nothing to src/kernel, and Eve may get every single step of it wrong.

/** An X25519 key pair of one epoch. */
export type Key = {
  readonly name: string
  readonly epoch: number
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

/** A key that is the same at every run. */
export function keyOf(name: string, epoch: number): Key {
  const secretKey = seededRandom(`token vectors ${name} ${epoch}`)(32)
  return { name: `${name} ${epoch}`, epoch, publicKey: publicKeyOf(secretKey), secretKey }
}

/** What Eve may do otherwise than the format says. */
export type Otherwise = {
  readonly header?: Uint8Array
  readonly enc?: Uint8Array
  /** The X25519 result she pretends to have got. */
  readonly point?: Uint8Array
  readonly info?: Uint8Array
  readonly commitmentLabel?: string
  readonly commitment?: Uint8Array
  readonly aad?: Uint8Array
  readonly sequence?: number
  readonly padded?: Uint8Array
}

/** The header of a token in suite 1. */
export const headerOf = (bucket: number): Uint8Array => Uint8Array.of(0x65, 0x6e, 1, 1, Math.log2(bucket) - 8)
/** The body, one 0x80, zeros. */
export function padTo(bucket: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return join(...parts, new Uint8Array(bucket)).subarray(0, bucket)
}
/** What an encryption in suite 1 is for. */
export const infoOfReferral = (): Uint8Array => join(utf8('entrenous/1/referral'), Uint8Array.of(1))

/** Seals a body to a key, with one thing otherwise where told. */
export function sealByHand(body: Uint8Array, bucket: number, to: Key, seed: string, eve: Otherwise = {}): Uint8Array {
  const ephemeral = seededRandom(`ephemeral ${seed}`)(32)
  const { enc = publicKeyOf(ephemeral), header = headerOf(bucket), info = infoOfReferral() } = eve
  const context = contextOf(eve.point ?? pointOf(ephemeral, to.publicKey), enc, to.publicKey, info)
  const commitment = eve.commitment ?? exported(context.exporterSecret, eve.commitmentLabel ?? 'commitment')
  const before = join(header, enc, commitment)
  const nonce = Uint8Array.from(context.baseNonce)
  nonce[11] = (nonce[11] ?? 0) ^ (eve.sequence ?? 0)
  const cipher = createCipheriv('chacha20-poly1305', context.key, nonce, { authTagLength: 16 })
  if (eve.padded === undefined && body.length >= bucket) throw new Error(`${seed}: ${body.length} bytes do not fit`)
  const padded = eve.padded ?? padTo(bucket, body, Uint8Array.of(0x80))
  cipher.setAAD(eve.aad ?? before, { plaintextLength: padded.length })
  return join(before, cipher.update(padded), cipher.final(), cipher.getAuthTag())
}

/** Opens a token that is known to be good, and shows every step. */
export function openByHand(token: Uint8Array, key: Key) {
  const enc = token.subarray(5, 37)
  const point = pointOf(key.secretKey, enc)
  const context = contextOf(point, enc, key.publicKey, infoOfReferral())
  const cipher = createDecipheriv('chacha20-poly1305', context.key, context.baseNonce, { authTagLength: 16 })
  cipher.setAAD(token.subarray(0, 69), { plaintextLength: token.length - 85 })
  cipher.setAuthTag(token.subarray(-16))
  const padded = join(cipher.update(token.subarray(69, -16)), cipher.final())
  const body = padded.subarray(0, padded.lastIndexOf(0x80))
  return { body, tokenId: exported(context.exporterSecret, 'token id'), steps: { point, ...context } }
}

/** The name by which both sides speak of a consent. */
export const digestOf = (body: Uint8Array): Uint8Array => sha256(join(utf8('entrenous/1/consent\n'), body))

/** RFC 9180, DHKEM(X25519, HKDF-SHA256) and the key schedule of base mode. */
function contextOf(point: Uint8Array, enc: Uint8Array, publicKey: Uint8Array, info: Uint8Array) {
  const kem = join(utf8('KEM'), Uint8Array.of(0x00, 0x20))
  const shared = expand(kem, extract(kem, '', 'eae_prk', point), 'shared_secret', join(enc, publicKey), 32)
  const about = join(Uint8Array.of(0), extract(suite, '', 'psk_id_hash', ''), extract(suite, '', 'info_hash', info))
  const secret = extract(suite, shared, 'secret', '')
  return {
    sharedSecret: shared,
    key: expand(suite, secret, 'key', about, 32),
    baseNonce: expand(suite, secret, 'base_nonce', about, 12),
    exporterSecret: expand(suite, secret, 'exp', about, 32),
  }
}

const suite = join(utf8('HPKE'), Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x03))

function exported(exporterSecret: Uint8Array, label: string): Uint8Array {
  return expand(suite, exporterSecret, 'sec', utf8(label), 32)
}

function extract(id: Uint8Array, salt: Uint8Array | '', label: string, secret: Uint8Array | ''): Uint8Array {
  const input = join(utf8('HPKE-v1'), id, utf8(label), secret === '' ? new Uint8Array(0) : secret)
  return new Uint8Array(createHmac('sha256', salt).update(input).digest())
}

function expand(id: Uint8Array, key: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array {
  const input = join(Uint8Array.of(0, length), utf8('HPKE-v1'), id, utf8(label), info, Uint8Array.of(1))
  return new Uint8Array(createHmac('sha256', key).update(input).digest().subarray(0, length))
}

// Node takes keys in DER only: these are the bytes before the 32 of the key itself.
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const SPKI = Buffer.from('302a300506032b656e032100', 'hex')

function privateKeyOf(secretKey: Uint8Array) {
  return createPrivateKey({ key: Buffer.concat([PKCS8, secretKey]), format: 'der', type: 'pkcs8' })
}

function publicKeyOf(secretKey: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKeyOf(secretKey)).export({ format: 'der', type: 'spki' })
  return new Uint8Array(spki.subarray(SPKI.length))
}

function pointOf(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
  return new Uint8Array(diffieHellman({ privateKey: privateKeyOf(secretKey), publicKey: key }))
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

/** Bytes one after the other. */
export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

/** Bytes of text. */
export function utf8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'))
}
