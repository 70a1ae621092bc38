import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { hmacSha256, sha256 } from '../../../src/kernel/hash.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'

test('SHA-256 of the empty string and of abc are those of FIPS 180-4', () => {
  expect(toHex(sha256(new Uint8Array(0)))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(toHex(sha256(utf8Encode('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('hash and keyed hash agree with the platform around the block size, in every form', () => {
  for (let length = 0; length < 140; length += 1) {
    const bytes = Buffer.alloc(length + 5, length).subarray(5)
    expect(toHex(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'))
    const key = bytes.subarray(0, length >> 1)
    expect(toHex(hmacSha256(key, bytes))).toBe(createHmac('sha256', key).update(bytes).digest('hex'))
  }
})

test('HMAC test case 2 of RFC 4231', () => {
  const mac = hmacSha256(utf8Encode('Jefe'), utf8Encode('what do ya want for nothing?'))
  expect(toHex(mac)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
})
