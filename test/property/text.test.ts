import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  fromBase45,
  fromBase64url,
  fromHex,
  toBase45,
  toBase64url,
  toHex,
  utf8Decode,
  utf8Encode,
} from '../../src/kernel/text.js'

const bytes = fc.uint8Array({ maxLength: 80 })
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const utf8ish = fc
  .array(
    fc.oneof(
      fc.constantFrom(0xc2, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4),
      fc.integer({ min: 0x7e, max: 0xc1 }),
      fc.nat(255),
    ),
    { maxLength: 12 },
  )
  .map((list) => Uint8Array.from(list))

describe('UTF-8', () => {
  test.prop([fc.string({ unit: 'binary' })], { numRuns: 1000 })(
    'all well-formed text is written as the platform writes it',
    (text) => {
      expect(utf8Encode(text)).toEqual(new Uint8Array(Buffer.from(text, 'utf8')))
      expect(utf8Decode(utf8Encode(text))).toBe(text)
    },
  )

  test.prop([utf8ish], { numRuns: 20_000 })('all bytes are read as the strict platform reads them', (input) => {
    let expected: string | undefined
    try {
      expected = strict.decode(input)
    } catch {
      expected = undefined
    }
    expect(utf8Decode(input)).toBe(expected)
  })
})

const codecs = [
  { name: 'hexadecimal', to: toHex, from: fromHex, alphabet: '0123456789abcdefA ' },
  { name: 'base64url', to: toBase64url, from: fromBase64url, alphabet: 'ABCxyz019-_=+/' },
  { name: 'base45', to: toBase45, from: fromBase45, alphabet: '0129ABCXYZ $%*+-./:a' },
]

for (const { name, to, from, alphabet } of codecs) {
  describe(name, () => {
    test.prop([bytes], { numRuns: 500 })('all bytes come back', (input) => {
      expect(from(to(input))).toEqual(input)
    })

    test.prop([fc.array(fc.constantFrom(...alphabet), { maxLength: 9 }).map((list) => list.join(''))], {
      numRuns: 5000,
    })('text that can be read is the one text of its bytes', (text) => {
      const read = from(text)
      if (read !== undefined) expect(to(read)).toBe(text)
    })

    test.prop([fc.string({ unit: 'binary', maxLength: 12 })], { numRuns: 500 })('no text makes it throw', (text) => {
      const read = from(text)
      if (read !== undefined) expect(to(read)).toBe(text)
    })
  })
}
