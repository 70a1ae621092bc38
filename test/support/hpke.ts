import { labeledExpand, labeledExtract } from '../../src/kernel/hkdf.js'
import type { Exporter } from '../../src/kernel/hpke.js'
import * as hpke from '../../src/kernel/hpke.js'
import { dhkemX25519, type KeyPair } from '../../src/kernel/kem.js'
import * as x25519 from '../../src/kernel/x25519.js'

// The steps of the kernel, run at once and with the classical mechanism, as most tests need them.

export function setupSender(publicKey: Uint8Array, info: Uint8Array, seed: Uint8Array, kem = dhkemX25519) {
  return x25519.run(hpke.setupSender(hpke.settingOf(kem, info), publicKey, seed))
}

export function setupReceiver(
  encapsulated: Uint8Array,
  secretKey: Uint8Array,
  info: Uint8Array,
  publicKey: Uint8Array = publicKeyOf(secretKey),
) {
  return x25519.run(hpke.setupReceiver(hpke.settingOf(dhkemX25519, info), encapsulated, { publicKey, secretKey }))
}

export const publicKeyOf = (secretKey: Uint8Array): Uint8Array => x25519.run(x25519.publicPoint(secretKey))

export const sharedPoint = (secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined =>
  x25519.run(x25519.sharedPoint(secretKey, publicKey))

const KEM_SUITE = Uint8Array.of(0x4b, 0x45, 0x4d, 0, 0x20)

/** RFC 9180 section 7.1.3, DeriveKeyPair: how the published vectors make a secret key of their input key material. */
export function deriveSecretKey(seed: Uint8Array): Uint8Array {
  const none = new Uint8Array(0)
  return labeledExpand(KEM_SUITE, labeledExtract(KEM_SUITE, none, 'dkp_prk', seed), 'sk', none, 32)
}

export function keyPairFromSeed(seed: Uint8Array): KeyPair {
  const secretKey = deriveSecretKey(seed)
  return { publicKey: publicKeyOf(secretKey), secretKey }
}

/** The derivation of further secrets, of the classical suite. */
export const exporterOf = (secret: Uint8Array): Exporter => ({
  suiteId: Uint8Array.of(0x48, 0x50, 0x4b, 0x45, 0, 0x20, 0, 1, 0, 3),
  secret,
})
