import { describe, expect, test } from 'vitest'
import { isStrongPublicKey, verifySignature } from '../../src/kernel/signature.js'
import { bytesOf, flipBit, inEveryForm, readVectors } from '../support/vectors.js'

type WycheproofGroup = {
  readonly publicKey: { readonly pk: string }
  readonly tests: readonly { tcId: number; msg: string; sig: string; result: string }[]
}
type CctvCase = {
  readonly number: number
  readonly key: string
  readonly sig: string
  readonly msg: string
  readonly flags: readonly string[] | null
}

// The shapes are those of the published files; a wrong one fails the tests.
const wycheproof = readVectors('wycheproof_ed25519_test.json') as { testGroups: readonly WycheproofGroup[] }
const cctv = readVectors('cctv_ed25519vectors.json') as readonly CctvCase[]
const cases = wycheproof.testGroups.flatMap((group) => group.tests.map((one) => ({ ...one, pk: group.publicKey.pk })))

/** L, least significant byte first. */
const ORDER = 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn

describe('Wycheproof', () => {
  test('all 151 cases are decided as published: 88 valid, 63 not', () => {
    let valid = 0
    for (const one of cases) {
      inEveryForm({ sig: one.sig, msg: one.msg, pk: one.pk }, ({ sig, msg, pk }) => {
        expect(verifySignature(sig, msg, pk), `case ${one.tcId}`).toBe(one.result === 'valid')
      })
      if (one.result === 'valid') valid += 1
    }
    expect([cases.length, valid]).toEqual([151, 88])
  })

  test('no valid case stays valid when S + L, one bit, one byte more or one byte less takes its place', () => {
    for (const one of cases.filter(({ result }) => result === 'valid')) {
      const message = bytesOf(one.msg)
      const verify = (sig: string, pk: string) => verifySignature(bytesOf(sig), message, bytesOf(pk))
      const bit = (one.tcId * 7) % 256
      expect(verify(one.sig.slice(0, 64) + plusOrder(one.sig.slice(64)), one.pk)).toBe(false)
      expect(verify(flipBit(one.sig, bit), one.pk)).toBe(false)
      expect(verify(flipBit(one.sig, 256 + bit), one.pk)).toBe(false)
      expect(verify(one.sig, flipBit(one.pk, bit))).toBe(false)
      expect(verify(`${one.sig}00`, one.pk)).toBe(false)
      expect(verify(one.sig.slice(2), one.pk)).toBe(false)
      expect(verify(one.sig, one.pk.slice(2))).toBe(false)
    }
  })
})

describe('CCTV', () => {
  // Refused by rule: A or R of small order, A or R not canonical. `low_order_residue` says that the equation holds
  // only after multiplying by the cofactor; RFC 8032's plain equation, which tweetnacl checks, then fails.
  const refusing = ['low_order_A', 'low_order_R', 'non_canonical_A', 'non_canonical_R', 'low_order_residue']
  const isRefused = ({ flags }: CctvCase) => (flags ?? []).some((flag) => refusing.includes(flag))

  test('all 914 cases are decided by their flags: 871 refused, 43 accepted', () => {
    let accepted = 0
    for (const one of cctv) {
      const hex = { key: one.key, sig: one.sig, msg: Buffer.from(one.msg).toString('hex') }
      inEveryForm(hex, ({ key, sig, msg }) => {
        expect(verifySignature(sig, msg, key), `case ${one.number}`).toBe(!isRefused(one))
      })
      if (!isRefused(one)) accepted += 1
    }
    expect([cctv.length, accepted]).toEqual([914, 43])
  })

  test('what is accepted is an ordinary case, or a full-order key whose owner added a low-order part', () => {
    const kinds = new Set(cctv.filter((one) => !isRefused(one)).map(({ flags }) => (flags ?? []).join(' ')))
    expect([...kinds].sort()).toEqual(['', 'low_order_component_A', 'low_order_component_R low_order_component_A'])
  })

  test('every key of small order or not canonical is refused when it is taken in', () => {
    for (const { key, flags } of cctv) {
      const weak = (flags ?? []).some((flag) => flag === 'low_order_A' || flag === 'non_canonical_A')
      expect(isStrongPublicKey(bytesOf(key))).toBe(!weak)
    }
  })
})

function plusOrder(s: string): string {
  const value = BigInt(`0x${Buffer.from(s, 'hex').reverse().toString('hex') || '0'}`) + ORDER
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse().toString('hex')
}
