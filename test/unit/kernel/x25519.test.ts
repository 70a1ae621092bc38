import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import fc from 'fast-check'
import nacl from 'tweetnacl'
import { expect, it } from 'vitest'
import { fromHex, toHex } from '../../../src/kernel/text.js'
import { multiply, publicPoint, run } from '../../../src/kernel/x25519.js'
import { lowOrderPoints } from '../../support/low-order.js'
import { seededRandom } from '../../support/random.js'

const bytesOf = (hex: string) => fromHex(hex) ?? new Uint8Array(0)
const NINE = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0))

it('gives the two results that RFC 7748 prints', () => {
  const cases = [
    [
      'a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4',
      'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c',
      'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552',
    ],
    [
      '4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d',
      'e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493',
      '95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957',
    ],
  ] as const
  for (const [scalar, point, expected] of cases) {
    expect(toHex(multiply({ scalar: bytesOf(scalar), point: bytesOf(point) }))).toBe(expected)
  }
})

it('comes to what RFC 7748 prints after 1 and after 1,000 rounds of feeding it to itself', () => {
  let scalar: Uint8Array = NINE
  let point: Uint8Array = NINE
  for (let round = 1; round <= 1000; round++) {
    ;[scalar, point] = [multiply({ scalar, point }), scalar]
    if (round === 1) expect(toHex(scalar)).toBe('422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079')
  }
  expect(toHex(scalar)).toBe('684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51')
})

it('gives what tweetnacl and OpenSSL give, for any scalar and any point', () => {
  const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(bytes32, bytes32, (scalar, point) => {
      const result = multiply({ scalar, point })
      expect(result).toEqual(nacl.scalarMult(scalar, point))
      expect(result).toEqual(native(scalar, point))
    }),
    { numRuns: 1000 },
  )
})

it('gives zeros for every point of small order, as the standard says; refusing them is the caller’s', () => {
  for (const point of lowOrderPoints) {
    expect(multiply({ scalar: seededRandom(toHex(point))(32), point })).toEqual(new Uint8Array(32))
  }
})

it('neither changes nor keeps what it is given', () => {
  const scalar = new Uint8Array(32).fill(0xff)
  const result = multiply({ scalar, point: NINE })
  expect(scalar).toEqual(new Uint8Array(32).fill(0xff))
  expect(multiply({ scalar, point: NINE })).toEqual(result)
  expect(run(publicPoint(scalar))).toEqual(result)
})

/** OpenSSL's, which refuses to give zeros: no random point has small order. */
function native(scalar: Uint8Array, point: Uint8Array): Uint8Array {
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), scalar]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), point]),
    format: 'der',
    type: 'spki',
  })
  return new Uint8Array(diffieHellman({ privateKey, publicKey }))
}
