import { Chacha20Poly1305 } from '@hpke/chacha20poly1305'
import { CipherSuite, HkdfSha256 } from '@hpke/core'
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519'
import { XWing } from '@hpke/hybridkem-x-wing'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { KEM_MLKEM768_X25519 } from '@panva/hpke-noble'
import * as panva from 'hpke'
import { dhkemX25519, type Kem } from '../../src/kernel/kem.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { xWing } from '../../src/kernel/x-wing.js'

// Other implementations of HPKE, as the interop tests need them.

/** Another implementation of one suite: some messages and one exported secret each way. */
export type Peer = {
  readonly name: string
  /** Our mechanism for the same suite. */
  readonly kem: Kem
  readonly seal: (publicKey: Uint8Array, info: Uint8Array, messages: Messages) => Promise<Sealed>
  /** Takes the 32 bytes of a secret that is kept. */
  readonly open: (
    secret32: Uint8Array,
    info: Uint8Array,
    sealed: Pick<Sealed, 'encapsulated' | 'ciphertexts'>,
    aads: readonly Uint8Array[],
  ) => Promise<Opened>
}
export type Message = { readonly aad: Uint8Array; readonly plaintext: Uint8Array }
/** What is to be sealed may stand on what stands before it: a token authenticates its own encapsulation and commitment. */
type Messages = (before: Pick<Sealed, 'encapsulated' | 'exported'>) => readonly Message[]
type Sealed = {
  readonly encapsulated: Uint8Array
  readonly ciphertexts: readonly Uint8Array[]
  readonly exported: Uint8Array
}
type Opened = { readonly plaintexts: readonly Uint8Array[]; readonly exported: Uint8Array }

/** What every peer exports: the purpose under which a token's commitment is derived. */
export const EXPORT = utf8Encode('commitment')

/** The libraries are typed for owned buffers. */
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

function hpkeCore(name: string, kem: Kem, suite: CipherSuite): Peer {
  return {
    name,
    kem,
    async seal(publicKey, info, messages) {
      const recipientPublicKey = await suite.kem.deserializePublicKey(owned(publicKey))
      const sender = await suite.createSenderContext({ recipientPublicKey, info: owned(info) })
      const exported = new Uint8Array(await sender.export(owned(EXPORT), 32))
      const before = { encapsulated: new Uint8Array(sender.enc), exported }
      const ciphertexts: Uint8Array[] = []
      for (const { aad, plaintext } of messages(before)) {
        ciphertexts.push(new Uint8Array(await sender.seal(owned(plaintext), owned(aad))))
      }
      return { ...before, ciphertexts }
    },
    async open(secret32, info, sealed, aads) {
      const recipientKey = await suite.kem.deserializePrivateKey(owned(secret32))
      const enc = owned(sealed.encapsulated)
      const recipient = await suite.createRecipientContext({ recipientKey, enc, info: owned(info) })
      const plaintexts: Uint8Array[] = []
      for (const [index, aad] of aads.entries()) {
        plaintexts.push(new Uint8Array(await recipient.open(owned(sealed.ciphertexts[index] ?? EXPORT), owned(aad))))
      }
      return { plaintexts, exported: new Uint8Array(await recipient.export(owned(EXPORT), 32)) }
    },
  }
}

function panvaHpke(name: string, kem: Kem, suite: panva.CipherSuite): Peer {
  return {
    name,
    kem,
    async seal(publicKey, info, messages) {
      const key = await suite.DeserializePublicKey(publicKey)
      const { encapsulatedSecret: encapsulated, ctx } = await suite.SetupSender(key, { info })
      const before = { encapsulated, exported: await ctx.Export(EXPORT, 32) }
      const ciphertexts: Uint8Array[] = []
      for (const { aad, plaintext } of messages(before)) ciphertexts.push(await ctx.Seal(plaintext, aad))
      return { ...before, ciphertexts }
    },
    async open(secret32, info, sealed, aads) {
      const key = await suite.DeserializePrivateKey(secret32, true)
      const ctx = await suite.SetupRecipient(key, sealed.encapsulated, { info })
      const plaintexts: Uint8Array[] = []
      for (const [index, aad] of aads.entries())
        plaintexts.push(await ctx.Open(sealed.ciphertexts[index] ?? EXPORT, aad))
      return { plaintexts, exported: await ctx.Export(EXPORT, 32) }
    },
  }
}

// Node 20's WebCrypto has no ChaCha20-Poly1305, so hpke gets it from noble: its key schedule and X25519 are its own.
export const chacha: panva.AEADFactory = () => ({
  id: 0x0003,
  type: 'AEAD',
  name: 'ChaCha20Poly1305',
  Nk: 32,
  Nn: 12,
  Nt: 16,
  Seal: async (key, nonce, aad, plaintext) => chacha20poly1305(key, nonce, aad).encrypt(plaintext),
  Open: async (key, nonce, aad, ciphertext) => chacha20poly1305(key, nonce, aad).decrypt(ciphertext),
})

/** Fresh for every suite: the library writes the suite's name into its KDF. */
const symmetric = () => ({ kdf: new HkdfSha256(), aead: new Chacha20Poly1305() })
const { KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } = panva

export const classicalPeers: readonly Peer[] = [
  hpkeCore('@hpke/core', dhkemX25519, new CipherSuite({ kem: new DhkemX25519HkdfSha256(), ...symmetric() })),
  panvaHpke('hpke', dhkemX25519, new panva.CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, chacha)),
]

/** @hpke's X-Wing stands on `mlkem`, another implementation; hpke's on an older noble, Node 20 having no ML-KEM. */
export const hybridPeers: readonly Peer[] = [
  hpkeCore('@hpke/hybridkem-x-wing', xWing, new CipherSuite({ kem: new XWing(), ...symmetric() })),
  panvaHpke('hpke and @panva/hpke-noble', xWing, new panva.CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, chacha)),
]
