import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { hmacSha256, sha256, sha512 } from '../../../src/kernel/hash.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'

test('SHA-256 of the empty string and of abc are those of FIPS 180-4', () => {
  expect(toHex(sha256(new Uint8Array(0)))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(toHex(sha256(utf8Encode('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('SHA-512 of the empty string and of abc are those of FIPS 180-4', () => {
  expect(toHex(sha512(new Uint8Array(0)))).toBe(
    'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
  )
  expect(toHex(sha512(utf8Encode('abc')))).toBe(
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  )
})

test('hashes and keyed hash agree with the platform around the block size, in every form', () => {
  for (let length = 0; length < 280; length += 1) {
    const bytes = Buffer.alloc(length + 5, length).subarray(5)
    expect(toHex(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(toHex(sha512(bytes))).toBe(createHash('sha512').update(bytes).digest('hex'))
    const key = bytes.subarray(0, length >> 1)
    expect(toHex(hmacSha256(key, bytes))).toBe(createHmac('sha256', key).update(bytes).digest('hex'))
  }
})

test('HMAC test case 2 of RFC 4231', () => {
  const mac = hmacSha256(utf8Encode('Jefe'), utf8Encode('what do ya want for nothing?'))
  expect(toHex(mac)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
})
