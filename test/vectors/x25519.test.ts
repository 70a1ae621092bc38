import { expect, test } from 'vitest'
import { toHex } from '../../src/kernel/text.js'
import { setupReceiver, setupSender, sharedPoint } from '../support/hpke.js'
import { bytesOf, inEveryForm, readVectors } from '../support/vectors.js'

type Case = {
  readonly tcId: number
  readonly flags: readonly string[]
  readonly public: string
  readonly private: string
  readonly shared: string
}

// The shape is that of the published file; a wrong one fails the tests.
const file = readVectors('wycheproof_x25519_test.json') as { testGroups: readonly { tests: readonly Case[] }[] }
const cases = file.testGroups.flatMap((group) => group.tests)
const zero = cases.filter((one) => one.flags.includes('ZeroSharedSecret'))

test('all 518 cases give the published secret, or are refused because everybody knows it', () => {
  expect(cases.length).toBe(518)
  let refused = 0
  for (const one of cases) {
    inEveryForm({ public: one.public, private: one.private }, (bytes) => {
      const point = sharedPoint(bytes.private, bytes.public)
      if (/^0+$/.test(one.shared)) expect(point, `case ${one.tcId}`).toBe(undefined)
      else expect(point && toHex(point), `case ${one.tcId}`).toBe(one.shared)
      if (point === undefined) refused += 1
    })
  }
  expect(refused).toBe(6 * zero.length)
})

test('all 31 zero secrets are refused by sender and receiver alike', () => {
  expect(zero.length).toBe(31)
  const info = new Uint8Array(0)
  for (const one of zero) {
    inEveryForm({ public: one.public, private: one.private }, (bytes) => {
      expect(setupSender(bytes.public, info, bytesOf('17'.repeat(32))), `case ${one.tcId}`).toBe(undefined)
      expect(setupReceiver(bytes.public, bytes.private, info), `case ${one.tcId}`).toBe(undefined)
    })
  }
})

test('a public key of any other length is refused', () => {
  for (const one of cases) {
    for (const length of [0, 31]) {
      expect(sharedPoint(bytesOf(one.private), bytesOf(one.public).subarray(0, length))).toBe(undefined)
    }
    expect(sharedPoint(bytesOf(one.private), bytesOf(`${one.public}00`))).toBe(undefined)
  }
})
