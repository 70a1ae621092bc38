import { shake256 } from '@noble/hashes/sha3.js'
import { expect, test } from 'vitest'
import { concatBytes } from '../../src/kernel/bytes.js'
import { exportSecret, openWith, sealWith, settingOf, setupReceiver, setupSender } from '../../src/kernel/hpke.js'
import { toHex, utf8Encode } from '../../src/kernel/text.js'
import { xWing } from '../../src/kernel/x-wing.js'
import { run } from '../../src/kernel/x25519.js'
import { bytesOf, flipBit, inEveryForm, readVectors } from '../support/vectors.js'

type Published = {
  readonly mode: number
  readonly kem_id: number
  readonly kdf_id: number
  readonly aead_id: number
  readonly info: string
  readonly ikmE: string
  readonly ikmR: string
  readonly skRm: string
  readonly pkRm: string
  readonly enc: string
  readonly shared_secret: string
  readonly suite_id: string
  readonly key: string
  readonly base_nonce: string
  readonly exporter_secret: string
  readonly encryptions: readonly { aad: string; ct: string; nonce: string; pt: string }[]
  readonly exports: readonly { exporter_context: string; L: number; exported_value: string }[]
}

// The shape is that of the draft's file; a wrong one fails the tests.
const sets = readVectors('hpke_pq_test-vectors.json') as readonly Published[]
const ours = sets.filter((set) => set.kem_id === xWing.id && set.kdf_id === 1 && set.aead_id === 3)
const set = ours[0] ?? ({} as Published) // counted below

const { info, ikmE, ikmR, skRm, pkRm, enc } = set
const recipient = xWing.keyPairOf(bytesOf(skRm))
const secretKey = toHex(recipient.secretKey)

test('the draft’s file holds one set of the hybrid suite, in base mode', () => {
  expect(sets.length).toBe(13)
  expect(ours.map(({ mode }) => mode)).toEqual([0])
  expect(set.suite_id).toBe('48504b45647a00010003')
})

test('the recipient’s keys are the published ones', () => {
  inEveryForm({ ikmR, skRm }, (bytes) => {
    expect(toHex(deriveSecret(bytes.ikmR))).toBe(skRm)
    expect(toHex(xWing.keyPairOf(bytes.skRm).publicKey)).toBe(pkRm)
    expect(toHex(xWing.keyPairOf(bytes.skRm).secretKey.subarray(0, 32))).toBe(skRm)
  })
})

test('the mechanism gives the published encapsulation and secret', () => {
  inEveryForm({ ikmE, pkRm, enc, secretKey }, (bytes) => {
    const sent = run(xWing.encapsulate(bytes.pkRm, bytes.ikmE))
    const received = run(xWing.decapsulate(bytes.enc, { publicKey: bytes.pkRm, secretKey: bytes.secretKey }))
    expect(sent && toHex(sent.encapsulated)).toBe(enc)
    expect(sent && toHex(sent.sharedSecret)).toBe(set.shared_secret)
    expect(received && toHex(received)).toBe(set.shared_secret)
  })
})

test('both sides set up the published context', () => {
  inEveryForm({ ikmE, pkRm, enc, secretKey, info }, (bytes) => {
    const pair = { publicKey: bytes.pkRm, secretKey: bytes.secretKey }
    const sender = run(setupSender(settingOf(xWing, bytes.info), bytes.pkRm, bytes.ikmE))
    expect(sender && toHex(sender.encapsulated)).toBe(enc)
    for (const context of [sender?.context, run(setupReceiver(settingOf(xWing, bytes.info), bytes.enc, pair))]) {
      expect(context && toHex(context.key)).toBe(set.key)
      expect(context && toHex(context.baseNonce)).toBe(set.base_nonce)
      expect(context && toHex(context.exporter.secret)).toBe(set.exporter_secret)
      expect(context && toHex(context.exporter.suiteId)).toBe(set.suite_id)
    }
  })
})

test('all ten messages seal to the published bytes and open again', () => {
  expect(set.encryptions.length).toBe(10)
  for (const [sequence, { aad, ct, pt }] of set.encryptions.entries()) {
    inEveryForm({ aad, ct, pt }, (bytes) => {
      expect(toHex(sealWith(received(), sequence, bytes.aad, bytes.pt))).toBe(ct)
      const plaintext = openWith(received(), sequence, bytes.aad, bytes.ct)
      expect(plaintext && toHex(plaintext)).toBe(pt)
    })
  }
})

test('no published message opens with one bit changed, nor under another number', () => {
  for (const [sequence, { aad, ct }] of set.encryptions.entries()) {
    const context = received()
    for (let bit = 0; bit < ct.length * 4; bit++) {
      expect(openWith(context, sequence, bytesOf(aad), bytesOf(flipBit(ct, bit)))).toBe(undefined)
    }
    for (let bit = 0; bit < aad.length * 4; bit++) {
      expect(openWith(context, sequence, bytesOf(flipBit(aad, bit)), bytesOf(ct))).toBe(undefined)
    }
    expect(openWith(context, sequence + 1, bytesOf(aad), bytesOf(ct))).toBe(undefined)
  }
})

test('all five exported secrets are the published ones', () => {
  expect(set.exports.length).toBe(5)
  for (const { exporter_context: context, L, exported_value: value } of set.exports) {
    inEveryForm({ secret: set.exporter_secret, suiteId: set.suite_id, context }, ({ context: bytes, ...exporter }) => {
      expect(toHex(exportSecret(exporter, bytes, L))).toBe(value)
    })
  }
})

test('one changed bit of the encapsulation or of the purpose gives another context', () => {
  for (let bit = 0; bit < enc.length * 4; bit += 97) {
    const context = run(setupReceiver(settingOf(xWing, bytesOf(info)), bytesOf(flipBit(enc, bit)), recipient))
    expect(context && toHex(context.key)).not.toBe(set.key)
  }
  for (let bit = 0; bit < info.length * 4; bit++) {
    const context = run(setupReceiver(settingOf(xWing, bytesOf(flipBit(info, bit))), bytesOf(enc), recipient))
    expect(context && toHex(context.key)).not.toBe(set.key)
  }
})

function received() {
  const context = run(setupReceiver(settingOf(xWing, bytesOf(info)), bytesOf(enc), recipient))
  if (context === undefined) throw new Error('the published setup was refused')
  return Object.freeze(context)
}

/** The draft's DeriveKeyPair, which we have no use for: our secrets are drawn, not derived. */
function deriveSecret(ikm: Uint8Array): Uint8Array {
  const label = utf8Encode('DeriveKeyPair')
  const suite = concatBytes(utf8Encode('KEM'), Uint8Array.of(0x64, 0x7a))
  const labelled = concatBytes(ikm, utf8Encode('HPKE-v1'), suite, Uint8Array.of(0, label.length), label)
  return shake256(concatBytes(labelled, Uint8Array.of(0, 32)), { dkLen: 32 })
}
