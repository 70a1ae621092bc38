import { Chacha20Poly1305 } from '@hpke/chacha20poly1305'
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519'
import * as panva from 'hpke'
import { chacha } from './hpke-peers.js'

// Other implementations, as their own documentation uses them: what the attacks are tried on beside ours.

/** What travels by HPKE, and what both sides have to say for it. */
export type Message = {
  readonly encapsulated: Uint8Array
  readonly ciphertext: Uint8Array
  readonly info: Uint8Array
  readonly associated: Uint8Array
}

/** The cipher of a suite; the rest is X25519 and HKDF-SHA256. */
export type Cipher = 'ChaCha20Poly1305' | 'AES-256-GCM'

export type HpkePeer = {
  readonly name: string
  readonly seal: (publicKey: Uint8Array, plaintext: Uint8Array, cipher?: Cipher) => Promise<Message>
  readonly open: (secretKey: Uint8Array, message: Message, cipher?: Cipher) => Promise<Uint8Array>
  /** Opens a message and exports a further secret from its context. */
  readonly exported: (secretKey: Uint8Array, message: Message, label: Uint8Array, length: number) => Promise<Uint8Array>
}

/** The libraries are typed for owned buffers. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)
const NOTHING = new Uint8Array(0)

const coreSuites: Readonly<Record<Cipher, CipherSuite>> = {
  ChaCha20Poly1305: new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Chacha20Poly1305(),
  }),
  'AES-256-GCM': new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() }),
}

async function coreRecipient(secretKey: Uint8Array, { encapsulated, info }: Message, cipher: Cipher) {
  const suite = coreSuites[cipher]
  const recipientKey = await suite.kem.deserializePrivateKey(owned(secretKey))
  return suite.createRecipientContext({ recipientKey, enc: owned(encapsulated), info: owned(info) })
}

export const hpkeCore: HpkePeer = {
  name: '@hpke/core',
  async seal(publicKey, plaintext, cipher = 'ChaCha20Poly1305') {
    const suite = coreSuites[cipher]
    const recipientPublicKey = await suite.kem.deserializePublicKey(owned(publicKey))
    const sender = await suite.createSenderContext({ recipientPublicKey })
    const ciphertext = new Uint8Array(await sender.seal(owned(plaintext)))
    return { encapsulated: new Uint8Array(sender.enc), ciphertext, info: NOTHING, associated: NOTHING }
  },
  async open(secretKey, message, cipher = 'ChaCha20Poly1305') {
    const recipient = await coreRecipient(secretKey, message, cipher)
    return new Uint8Array(await recipient.open(owned(message.ciphertext), owned(message.associated)))
  },
  async exported(secretKey, message, label, length) {
    const recipient = await coreRecipient(secretKey, message, 'ChaCha20Poly1305')
    await recipient.open(owned(message.ciphertext), owned(message.associated))
    return new Uint8Array(await recipient.export(owned(label), length))
  },
}

const panvaSuites: Readonly<Record<Cipher, panva.CipherSuite>> = {
  ChaCha20Poly1305: new panva.CipherSuite(panva.KEM_DHKEM_X25519_HKDF_SHA256, panva.KDF_HKDF_SHA256, chacha),
  'AES-256-GCM': new panva.CipherSuite(
    panva.KEM_DHKEM_X25519_HKDF_SHA256,
    panva.KDF_HKDF_SHA256,
    panva.AEAD_AES_256_GCM,
  ),
}

async function panvaRecipient(secretKey: Uint8Array, { encapsulated, info }: Message, cipher: Cipher) {
  const suite = panvaSuites[cipher]
  return suite.SetupRecipient(await suite.DeserializePrivateKey(secretKey, true), encapsulated, { info })
}

export const hpke: HpkePeer = {
  name: 'hpke',
  async seal(publicKey, plaintext, cipher = 'ChaCha20Poly1305') {
    const suite = panvaSuites[cipher]
    const { encapsulatedSecret, ctx } = await suite.SetupSender(await suite.DeserializePublicKey(publicKey))
    const ciphertext = await ctx.Seal(plaintext)
    return { encapsulated: encapsulatedSecret, ciphertext, info: NOTHING, associated: NOTHING }
  },
  async open(secretKey, message, cipher = 'ChaCha20Poly1305') {
    return (await panvaRecipient(secretKey, message, cipher)).Open(message.ciphertext, message.associated)
  },
  async exported(secretKey, message, label, length) {
    const recipient = await panvaRecipient(secretKey, message, 'ChaCha20Poly1305')
    await recipient.Open(message.ciphertext, message.associated)
    return recipient.Export(label, length)
  },
}

/** The two HPKE libraries. */
export const hpkePeers: readonly HpkePeer[] = [hpkeCore, hpke]
