import { expect, test } from 'vitest'
import { toHex } from '../../src/kernel/text.js'
import { runWithWebCrypto } from '../../src/kernel/web-crypto.js'
import { sharedPoint } from '../../src/kernel/x25519.js'
import { publicKeyOf } from '../support/hpke.js'
import { bytesOf, readVectors } from '../support/vectors.js'
import { watched } from '../support/web-crypto.js'

type Case = { readonly tcId: number; readonly public: string; readonly private: string; readonly shared: string }

// The shape is that of the published file; a wrong one fails the tests.
const file = readVectors('wycheproof_x25519_test.json') as { testGroups: readonly { tests: readonly Case[] }[] }
const cases = file.testGroups.flatMap((group) => group.tests)

test.each([
  ['its public key unknown', () => undefined],
  ['its public key at hand', publicKeyOf],
] as const)('all 518 cases end with WebCrypto as they do without, the secret imported with %s', async (_, ownOf) => {
  let refused = 0
  const work = async () => {
    for (const one of cases) {
      const secret = bytesOf(one.private)
      const point = await runWithWebCrypto(sharedPoint(secret, bytesOf(one.public), ownOf(secret)))
      if (/^0+$/.test(one.shared)) expect(point, `case ${one.tcId}`).toBe(undefined)
      else expect(point && toHex(point), `case ${one.tcId}`).toBe(one.shared)
      if (point === undefined) refused += 1
    }
  }
  const { times } = await watched(work)
  expect(cases.length).toBe(518)
  expect(refused).toBe(31)
  // The platform was asked in every case: none was refused before.
  expect(times('deriveBits')).toBe(518)
})
