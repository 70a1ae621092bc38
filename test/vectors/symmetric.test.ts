import { expect, test } from 'vitest'
import { hkdfExpand, hkdfExtract } from '../../src/kernel/hkdf.js'
import { openWith, sealWith } from '../../src/kernel/hpke.js'
import { openSymmetric, sealSymmetric } from '../../src/kernel/sealed.js'
import { toHex } from '../../src/kernel/text.js'
import { exporterOf } from '../support/hpke.js'
import { flipBit, inEveryForm, readVectors } from '../support/vectors.js'

type AeadCase = {
  readonly tcId: number
  readonly key: string
  readonly iv: string
  readonly aad: string
  readonly msg: string
  readonly ct: string
  readonly tag: string
  readonly result: string
}
type HkdfCase = {
  readonly tcId: number
  readonly ikm: string
  readonly salt: string
  readonly info: string
  readonly size: number
  readonly okm: string
  readonly result: string
}

// The shapes are those of the published files; a wrong one fails the tests.
const aead = casesOf('wycheproof_chacha20_poly1305_test.json') as readonly AeadCase[]
const extended = casesOf('wycheproof_xchacha20_poly1305_test.json') as readonly AeadCase[]
const hkdf = casesOf('wycheproof_hkdf_sha256_test.json') as readonly HkdfCase[]
// HPKE's nonces are 12 bytes by construction; other lengths cannot reach the cipher.
const reachable = aead.filter(({ iv }) => iv.length === 24)

test('ChaCha20-Poly1305: 316 of 325 cases have a nonce HPKE can make, and all are decided as published', () => {
  expect([aead.length, reachable.length]).toEqual([325, 316])
  for (const one of reachable) {
    const hex = { key: one.key, iv: one.iv, aad: one.aad, msg: one.msg, sealed: one.ct + one.tag }
    inEveryForm(hex, (bytes) => {
      const context = contextOf(bytes.key, bytes.iv)
      const opened = openWith(context, 0, bytes.aad, bytes.sealed)
      expect(opened && toHex(opened), `case ${one.tcId}`).toBe(one.result === 'valid' ? one.msg : undefined)
      const sealed = toHex(sealWith(context, 0, bytes.aad, bytes.msg))
      expect(sealed === hex.sealed, `case ${one.tcId}`).toBe(one.result === 'valid')
    })
  }
})

test('ChaCha20-Poly1305: no valid case opens with a bit of key, nonce, data, tag or length changed', () => {
  for (const one of reachable.filter(({ result }) => result === 'valid')) {
    const hex = { key: one.key, iv: one.iv, aad: one.aad, sealed: one.ct + one.tag }
    const bit = one.tcId % 96
    const changes = [
      { ...hex, key: flipBit(one.key, bit) },
      { ...hex, iv: flipBit(one.iv, bit) },
      { ...hex, aad: `${one.aad}00` },
      { ...hex, sealed: flipBit(hex.sealed, bit) },
      { ...hex, sealed: flipBit(hex.sealed, hex.sealed.length * 4 - 1 - bit) },
      { ...hex, sealed: hex.sealed.slice(2) },
      { ...hex, sealed: hex.sealed.slice(0, 30) },
      { ...hex, sealed: '' },
    ]
    for (const change of changes) {
      inEveryForm(change, (bytes) => {
        expect(openWith(contextOf(bytes.key, bytes.iv), 0, bytes.aad, bytes.sealed)).toBe(undefined)
      })
    }
  }
})

test('XChaCha20-Poly1305: all 315 cases are decided as published; nine have a nonce that is refused as a fault', () => {
  expect([extended.length, extended.filter(({ iv }) => iv.length !== 48).length]).toEqual([315, 9])
  for (const one of extended) {
    const hex = { key: one.key, iv: one.iv, aad: one.aad, msg: one.msg, sealed: one.iv + one.ct + one.tag }
    inEveryForm(hex, (bytes) => {
      const opened = openSymmetric(bytes.key, bytes.aad, bytes.sealed)
      expect(opened && toHex(opened), `case ${one.tcId}`).toBe(one.result === 'valid' ? one.msg : undefined)
      const seal = () => toHex(sealSymmetric(bytes.key, bytes.aad, bytes.msg, bytes.iv))
      if (one.iv.length !== 48) expect(seal, `case ${one.tcId}`).toThrow(RangeError)
      else expect(seal() === hex.sealed, `case ${one.tcId}`).toBe(one.result === 'valid')
    })
  }
})

test('XChaCha20-Poly1305: no valid case opens with a bit of key, nonce, data, tag or length changed', () => {
  for (const one of extended.filter(({ result }) => result === 'valid')) {
    const hex = { key: one.key, aad: one.aad, sealed: one.iv + one.ct + one.tag }
    const bit = one.tcId % 96
    const changes = [
      { ...hex, key: flipBit(one.key, bit) },
      { ...hex, aad: `${one.aad}00` },
      { ...hex, sealed: flipBit(hex.sealed, bit) },
      { ...hex, sealed: flipBit(hex.sealed, hex.sealed.length * 4 - 1 - bit) },
      { ...hex, sealed: hex.sealed.slice(2) },
      { ...hex, sealed: hex.sealed.slice(0, 78) },
      { ...hex, sealed: '' },
    ]
    for (const change of changes) {
      inEveryForm(change, (bytes) => expect(openSymmetric(bytes.key, bytes.aad, bytes.sealed)).toBe(undefined))
    }
  }
})

test('HKDF-SHA256: all 86 cases are as published; the three beyond 8,160 bytes are a fault of the caller', () => {
  expect(hkdf.length).toBe(86)
  for (const one of hkdf) {
    inEveryForm({ ikm: one.ikm, salt: one.salt, info: one.info }, ({ ikm, salt, info }) => {
      const derive = () => hkdfExpand(hkdfExtract(salt, ikm), info, one.size)
      if (one.result === 'valid') expect(toHex(derive()), `case ${one.tcId}`).toBe(one.okm)
      else expect(derive, `case ${one.tcId}`).toThrow(RangeError)
    })
  }
})

function casesOf(name: string): unknown {
  // The shape is that of every Wycheproof file.
  const file = readVectors(name) as { readonly testGroups: readonly { readonly tests: readonly unknown[] }[] }
  return file.testGroups.flatMap((group) => group.tests)
}

function contextOf(key: Uint8Array, baseNonce: Uint8Array) {
  return Object.freeze({ key, baseNonce, exporter: exporterOf(new Uint8Array(32)) })
}
