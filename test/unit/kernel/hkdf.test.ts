import { hkdfSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { hkdfExpand, hkdfExtract, labeledExpand, labeledExtract } from '../../../src/kernel/hkdf.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'

const secret = new Uint8Array(32).fill(6)
const empty = new Uint8Array(0)

test('extract and expand together agree with the platform', () => {
  for (const length of [1, 31, 32, 33, 8160]) {
    const theirs = Buffer.from(hkdfSync('sha256', secret, utf8Encode('salt'), utf8Encode('info'), length))
    expect(toHex(hkdfExpand(hkdfExtract(utf8Encode('salt'), secret), utf8Encode('info'), length))).toBe(
      theirs.toString('hex'),
    )
  }
})

test('labels stand where RFC 9180 section 4 puts them', () => {
  const suite = utf8Encode('suite')
  expect(labeledExtract(suite, empty, 'label', secret)).toEqual(
    hkdfExtract(empty, Buffer.concat([Buffer.from('HPKE-v1suitelabel'), secret])),
  )
  const info = Buffer.concat([Buffer.of(1, 4), Buffer.from('HPKE-v1suitelabelinfo')])
  expect(labeledExpand(suite, secret, 'label', utf8Encode('info'), 260)).toEqual(hkdfExpand(secret, info, 260))
})

test('a length outside 0 to 8,160 is a fault', () => {
  expect(hkdfExpand(secret, empty, 0).length).toBe(0)
  for (const length of [-1, 8161, 0.5, Number.NaN, 65_536 + 32]) {
    expect(() => hkdfExpand(secret, empty, length)).toThrow(RangeError)
    expect(() => labeledExpand(empty, secret, 'label', empty, length)).toThrow(RangeError)
  }
})

test('a key shorter than the hash is a fault', () => {
  expect(() => hkdfExpand(secret.subarray(1), empty, 32)).toThrow(RangeError)
})
