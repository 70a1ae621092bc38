import { describe, expect, test } from 'vitest'
import { exportSecret, openWith, sealWith } from '../../src/kernel/hpke.js'
import { dhkemX25519 } from '../../src/kernel/kem.js'
import { toHex } from '../../src/kernel/text.js'
import { run } from '../../src/kernel/x25519.js'
import {
  deriveSecretKey,
  exporterOf,
  keyPairFromSeed,
  publicKeyOf,
  setupReceiver,
  setupSender,
} from '../support/hpke.js'
import { bytesOf, flipBit, inEveryForm, readVectors } from '../support/vectors.js'

type Setup = {
  readonly mode: string
  readonly kem_id: string
  readonly kdf_id: string
  readonly aead_id: string
  readonly info: string
  readonly ikmE: string
  readonly ikmR: string
  readonly skEm?: string
  readonly skRm: string
  readonly pkRm: string
  readonly enc: string
  readonly shared_secret: string
  readonly key: string
  readonly base_nonce: string
  readonly exporter_secret: string
}
type AppendixSet = {
  readonly title: string
  readonly setup: Setup
  readonly encryptions: readonly { seq: string; pt: string; aad: string; ct: string }[]
  readonly exports: readonly { exporter_context: string; L: string; exported_value: string }[]
}
type PostQuantumSet = {
  readonly mode: number
  readonly kem_id: number
  readonly kdf_id: number
  readonly aead_id: number
}

// The shapes above are those of the published files; a wrong one fails the tests.
const sets = readVectors('hpke_draft_appendix_vectors.json') as readonly AppendixSet[]
const postQuantum = readVectors('hpke_pq_test-vectors.json') as readonly PostQuantumSet[]

const x25519 = sets.filter(({ setup }) => setup.kem_id === '32')
const ours = x25519.filter(({ setup }) => setup.mode === '0' && setup.kdf_id === '1' && setup.aead_id === '3')
const title = (set: AppendixSet, index: number) => `${index + 1}. ${set.title}`

test('the published files hold one base-mode set of this suite, ten sets of its mechanism, none post-quantum', () => {
  expect(sets.length).toBe(19)
  expect(ours.length).toBe(1)
  expect(x25519.length).toBe(10)
  expect(postQuantum.length).toBe(13)
  const inPostQuantum = postQuantum.filter((set) => set.kem_id === 32 && set.kdf_id === 1 && set.aead_id === 3)
  expect(inPostQuantum).toEqual([])
})

describe.each(ours.map((set, index) => [title(set, index), set] as const))('%s', (_title, { setup, ...set }) => {
  test('both sides set up the published context', () => {
    inEveryForm(setupInputs(setup), ({ ikmE, ikmR, pkRm, skRm, enc, info }) => {
      expect(hexPair(keyPairFromSeed(ikmR))).toEqual([setup.pkRm, setup.skRm])
      const sender = setupSender(pkRm, info, deriveSecretKey(ikmE))
      expect(sender && toHex(sender.encapsulated)).toBe(setup.enc)
      for (const context of [sender?.context, setupReceiver(enc, skRm, info), setupReceiver(enc, skRm, info, pkRm)]) {
        expect(context && toHex(context.key)).toBe(setup.key)
        expect(context && toHex(context.baseNonce)).toBe(setup.base_nonce)
        expect(context && toHex(context.exporter.secret)).toBe(setup.exporter_secret)
      }
    })
  })

  test('all six messages seal to the published bytes and open again', () => {
    expect(set.encryptions.length).toBe(6)
    for (const { seq, pt, aad, ct } of set.encryptions) {
      inEveryForm({ pt, aad, ct }, (bytes) => {
        const context = contextOf(setup)
        expect(toHex(sealWith(context, Number(seq), bytes.aad, bytes.pt))).toBe(ct)
        expect(opened(setup, Number(seq), bytes.aad, bytes.ct)).toBe(pt)
      })
    }
  })

  test('every bit of every published ciphertext matters, and every other number', () => {
    for (const { seq, aad, ct } of set.encryptions) {
      for (let bit = 0; bit < ct.length * 4; bit++) {
        expect(opened(setup, Number(seq), bytesOf(aad), bytesOf(flipBit(ct, bit)))).toBe(undefined)
      }
      for (let bit = 0; bit < aad.length * 4; bit++) {
        expect(opened(setup, Number(seq), bytesOf(flipBit(aad, bit)), bytesOf(ct))).toBe(undefined)
      }
      for (const other of [Number(seq) + 1, Number(seq) + 256, 2 ** 40]) {
        expect(opened(setup, other, bytesOf(aad), bytesOf(ct))).toBe(undefined)
      }
    }
  })

  test('all exported secrets are the published ones', () => {
    expect(set.exports.length).toBe(3)
    for (const { exporter_context: context, L, exported_value: value } of set.exports) {
      inEveryForm({ secret: setup.exporter_secret, context }, (bytes) => {
        expect(toHex(exportSecret(exporterOf(bytes.secret), bytes.context, Number(L)))).toBe(value)
      })
    }
  })
})

describe.each(x25519.map((set, index) => [title(set, index), set] as const))('mechanism of %s', (_title, { setup }) => {
  test('key derivation and encapsulation give the published values', () => {
    inEveryForm(setupInputs(setup), ({ ikmE, ikmR, pkRm, skRm, enc }) => {
      expect(hexPair(keyPairFromSeed(ikmR))).toEqual([setup.pkRm, setup.skRm])
      expect(toHex(publicKeyOf(skRm))).toBe(setup.pkRm)
      if (setup.skEm !== undefined) expect(toHex(keyPairFromSeed(ikmE).secretKey)).toBe(setup.skEm)
      const encapsulation = run(dhkemX25519.encapsulate(pkRm, deriveSecretKey(ikmE)))
      expect(encapsulation && toHex(encapsulation.encapsulated)).toBe(setup.enc)
      expect(encapsulation && toHex(encapsulation.sharedSecret)).toBe(setup.shared_secret)
      const received = run(dhkemX25519.decapsulate(enc, { publicKey: pkRm, secretKey: skRm }))
      expect(received && toHex(received)).toBe(setup.shared_secret)
    })
  })

  test('one changed bit of what was sent gives another secret', () => {
    for (let bit = 0; bit < 256; bit += 17) {
      const recipient = { publicKey: bytesOf(setup.pkRm), secretKey: bytesOf(setup.skRm) }
      const received = run(dhkemX25519.decapsulate(bytesOf(flipBit(setup.enc, bit)), recipient))
      expect(received && toHex(received)).not.toBe(setup.shared_secret)
    }
  })
})

function setupInputs({ ikmE, ikmR, pkRm, skRm, enc, info }: Setup) {
  return { ikmE, ikmR, pkRm, skRm, enc, info }
}

function hexPair({ publicKey, secretKey }: { publicKey: Uint8Array; secretKey: Uint8Array }): string[] {
  return [toHex(publicKey), toHex(secretKey)]
}

function contextOf(setup: Setup) {
  const context = setupReceiver(bytesOf(setup.enc), bytesOf(setup.skRm), bytesOf(setup.info), bytesOf(setup.pkRm))
  if (context === undefined) throw new Error('the published setup was refused')
  return Object.freeze(context)
}

function opened(setup: Setup, sequence: number, aad: Uint8Array, ciphertext: Uint8Array): string | undefined {
  const context = {
    key: bytesOf(setup.key),
    baseNonce: bytesOf(setup.base_nonce),
    exporter: exporterOf(new Uint8Array(32)),
  }
  const plaintext = openWith(Object.freeze(context), sequence, aad, ciphertext)
  return plaintext === undefined ? undefined : toHex(plaintext)
}
