import { Chacha20Poly1305 } from '@hpke/chacha20poly1305'
import { CipherSuite, HkdfSha256 } from '@hpke/core'
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import * as panva from 'hpke'
import { describe, expect, test } from 'vitest'
import { exportSecret, openWith, sealWith } from '../../src/kernel/hpke.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { keyPairFromSeed, setupReceiver, setupSender } from '../support/hpke.js'

/** Another implementation, as this test needs it: one message and one exported secret each way. */
type Other = {
  readonly name: string
  readonly seal: (publicKey: Uint8Array, info: Uint8Array, messages: readonly Message[]) => Promise<Sealed>
  readonly open: (
    secretKey: Uint8Array,
    info: Uint8Array,
    sealed: Sealed,
    aads: readonly Uint8Array[],
  ) => Promise<Opened>
}
type Message = { readonly aad: Uint8Array; readonly plaintext: Uint8Array }
type Sealed = {
  readonly encapsulated: Uint8Array
  readonly ciphertexts: readonly Uint8Array[]
  readonly exported: Uint8Array
}
type Opened = { readonly plaintexts: readonly Uint8Array[]; readonly exported: Uint8Array }

const EXPORT = utf8Encode('commitment')
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Chacha20Poly1305() })

/** The libraries are typed for owned buffers. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

const hpkeCore: Other = {
  name: '@hpke/core',
  async seal(publicKey, info, messages) {
    const recipientPublicKey = await suite.kem.deserializePublicKey(owned(publicKey))
    const sender = await suite.createSenderContext({ recipientPublicKey, info: owned(info) })
    const ciphertexts: Uint8Array[] = []
    for (const { aad, plaintext } of messages) {
      ciphertexts.push(new Uint8Array(await sender.seal(owned(plaintext), owned(aad))))
    }
    const exported = new Uint8Array(await sender.export(owned(EXPORT), 32))
    return { encapsulated: new Uint8Array(sender.enc), ciphertexts, exported }
  },
  async open(secretKey, info, sealed, aads) {
    const recipientKey = await suite.kem.deserializePrivateKey(owned(secretKey))
    const recipient = await suite.createRecipientContext({
      recipientKey,
      enc: owned(sealed.encapsulated),
      info: owned(info),
    })
    const plaintexts: Uint8Array[] = []
    for (const [index, aad] of aads.entries()) {
      plaintexts.push(new Uint8Array(await recipient.open(owned(sealed.ciphertexts[index] ?? EXPORT), owned(aad))))
    }
    return { plaintexts, exported: new Uint8Array(await recipient.export(owned(EXPORT), 32)) }
  },
}

// Node 20's WebCrypto has no ChaCha20-Poly1305, so hpke gets it from noble: its key schedule and X25519 are its own.
const chacha: panva.AEADFactory = () => ({
  id: 0x0003,
  type: 'AEAD',
  name: 'ChaCha20Poly1305',
  Nk: 32,
  Nn: 12,
  Nt: 16,
  Seal: async (key, nonce, aad, plaintext) => chacha20poly1305(key, nonce, aad).encrypt(plaintext),
  Open: async (key, nonce, aad, ciphertext) => chacha20poly1305(key, nonce, aad).decrypt(ciphertext),
})
const panvaSuite = new panva.CipherSuite(panva.KEM_DHKEM_X25519_HKDF_SHA256, panva.KDF_HKDF_SHA256, chacha)

const hpke: Other = {
  name: 'hpke',
  async seal(publicKey, info, messages) {
    const key = await panvaSuite.DeserializePublicKey(publicKey)
    const { encapsulatedSecret, ctx } = await panvaSuite.SetupSender(key, { info })
    const ciphertexts: Uint8Array[] = []
    for (const { aad, plaintext } of messages) ciphertexts.push(await ctx.Seal(plaintext, aad))
    return { encapsulated: encapsulatedSecret, ciphertexts, exported: await ctx.Export(EXPORT, 32) }
  },
  async open(secretKey, info, sealed, aads) {
    const key = await panvaSuite.DeserializePrivateKey(secretKey, true)
    const ctx = await panvaSuite.SetupRecipient(key, sealed.encapsulated, { info })
    const plaintexts: Uint8Array[] = []
    for (const [index, aad] of aads.entries()) plaintexts.push(await ctx.Open(sealed.ciphertexts[index] ?? EXPORT, aad))
    return { plaintexts, exported: await ctx.Export(EXPORT, 32) }
  },
}

/** Ordinary inputs, and the edges of the RFC's successor: empty and zero-byte info, aad and plaintext. */
const cases = [0, 1, 2, 3, 4, 5, 6, 7].map((number) => ({
  chen: keyPairFromSeed(new Uint8Array(32).fill(number)),
  info: [utf8Encode('entrenous/1/'), new Uint8Array(0), Uint8Array.of(0, 1, 0)][number % 3] ?? EXPORT,
  messages: [
    { aad: utf8Encode('Count-0'), plaintext: new Uint8Array(600).fill(number) },
    { aad: new Uint8Array(0), plaintext: utf8Encode('x') },
    { aad: Uint8Array.of(0), plaintext: new Uint8Array(0) },
    { aad: new Uint8Array(97), plaintext: Uint8Array.of(0, 0) },
  ],
}))

describe.each([hpkeCore, hpke])('with $name', (other) => {
  test('what we seal opens there, and both export the same secret', async () => {
    for (const { chen, info, messages } of cases) {
      const sender = setupSender(chen.publicKey, info, new Uint8Array(32).fill(99))
      if (sender === undefined) throw new Error('an ordinary key was refused')
      const { encapsulated, context } = sender
      const ciphertexts = messages.map(({ aad, plaintext }, index) => sealWith(context, index, aad, plaintext))
      const exported = exportSecret(context.exporter, 'commitment', 32)
      const aads = messages.map(({ aad }) => aad)
      const opened = await other.open(chen.secretKey, info, { encapsulated, ciphertexts, exported }, aads)
      expect(opened.plaintexts).toEqual(messages.map(({ plaintext }) => plaintext))
      expect(opened.exported).toEqual(exported)
    }
  })

  test('what is sealed there opens here, and both export the same secret', async () => {
    for (const { chen, info, messages } of cases) {
      const sealed = await other.seal(chen.publicKey, info, messages)
      const context = setupReceiver(sealed.encapsulated, chen.secretKey, info)
      if (context === undefined) throw new Error('an ordinary encapsulation was refused')
      for (const [index, { aad, plaintext }] of messages.entries()) {
        expect(openWith(context, index, aad, sealed.ciphertexts[index] ?? EXPORT)).toEqual(plaintext)
      }
      expect(exportSecret(context.exporter, EXPORT, 32)).toEqual(sealed.exported)
    }
  })

  test('what was changed on the way opens on neither side', async () => {
    const [first] = cases
    if (first === undefined) throw new Error('no case')
    const { chen, info, messages } = first
    const sealed = await other.seal(chen.publicKey, info, messages)
    const changed = sealed.ciphertexts.map((ciphertext) =>
      ciphertext.map((byte, index) => (index === 0 ? byte ^ 1 : byte)),
    )
    const aads = messages.map(({ aad }) => aad)
    await expect(other.open(chen.secretKey, info, { ...sealed, ciphertexts: changed }, aads)).rejects.toThrow()
    const context = setupReceiver(sealed.encapsulated, chen.secretKey, info)
    for (const [index, aad] of aads.entries()) {
      expect(context && openWith(context, index, aad, changed[index] ?? EXPORT)).toBe(undefined)
    }
  })
})
