import { describe, expect, test } from 'vitest'
import {
  fromBase45,
  fromBase64url,
  fromHex,
  toBase45,
  toBase64url,
  toHex,
  utf8Decode,
  utf8Encode,
} from '../../../src/kernel/text.js'

const samples = [
  '',
  'a',
  'é',
  'ш',
  '한',
  '😀',
  '\u0000',
  '\u007f\u0080\u07ff\u0800\uffff',
  '\u{10000}\u{10ffff}',
  '\ufeffx',
]

describe('UTF-8', () => {
  test('text of one to four bytes a character is written as the platform writes it', () => {
    for (const text of samples) {
      expect(Buffer.from(utf8Encode(text))).toEqual(Buffer.from(text, 'utf8'))
      expect(utf8Decode(Buffer.from(text, 'utf8'))).toBe(text)
    }
  })

  test('long text crosses the chunks without a seam', () => {
    const text = `${'x'.repeat(4095)}😀${'é'.repeat(9000)}`
    expect(utf8Decode(utf8Encode(text))).toBe(text)
  })

  test('a lone surrogate is a fault and is not repeated', () => {
    for (const text of ['\ud800', 'a\udc00', '\ud800\ud800', '\udc00\ud800', 'secret\ud83d']) {
      expect(() => utf8Encode(text)).toThrow(new RangeError('text: holds a lone surrogate'))
    }
  })

  test('overlong forms, surrogates, values beyond Unicode, stray and missing bytes are refused', () => {
    const bad = [
      'c080',
      'c1bf',
      'e08080',
      'e09fbf',
      'f0808080',
      'f08fbfbf', // overlong
      'eda080',
      'edbfbf',
      'eda080edb080', // surrogates
      'f4908080',
      'f5808080',
      'f8888080',
      'ff',
      'fe', // beyond U+10FFFF
      '80',
      'bf',
      '61bf',
      'c2',
      'e282',
      'f09f98',
      '61c2', // stray or cut off
      'c220',
      'e28220',
      'f09f9820',
      'c2c2',
      'e2c280', // no continuation
    ]
    for (const hex of bad) expect([hex, utf8Decode(Buffer.from(hex, 'hex'))]).toEqual([hex, undefined])
  })

  test('a stretch is read without looking beyond it', () => {
    const bytes = Buffer.from('aé😀b', 'utf8')
    expect(utf8Decode(bytes, 1, 3)).toBe('é')
    expect(utf8Decode(bytes, 1, 2)).toBe(undefined)
    expect(utf8Decode(bytes, 3, 7)).toBe('😀')
    expect(utf8Decode(bytes.subarray(3), 0, 3)).toBe(undefined)
  })
})

describe('hexadecimal', () => {
  test('every byte goes there and back', () => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index)
    expect(toHex(all)).toBe(Buffer.from(all).toString('hex'))
    expect(fromHex(toHex(all))).toEqual(all)
  })

  test('upper case, odd length, white space, prefixes and empty characters are refused', () => {
    for (const text of ['A0', 'a', '0x', ' a', 'a ', 'g0', '0g', '00\n', 'é0']) {
      expect(fromHex(text)).toBe(undefined)
    }
    expect(fromHex('')).toEqual(new Uint8Array(0))
  })
})

describe('base64url', () => {
  test('the vectors of RFC 4648 section 10, without padding', () => {
    const vectors = { '': '', f: 'Zg', fo: 'Zm8', foo: 'Zm9v', foob: 'Zm9vYg', fooba: 'Zm9vYmE', foobar: 'Zm9vYmFy' }
    for (const [text, encoded] of Object.entries(vectors)) {
      expect(toBase64url(utf8Encode(text))).toBe(encoded)
      expect(fromBase64url(encoded)).toEqual(utf8Encode(text))
    }
    expect(toBase64url(Uint8Array.of(0xfb, 0xff, 0xbf))).toBe('-_-_')
  })

  test('padding, the other alphabet, white space, impossible lengths and trailing bits are refused', () => {
    for (const text of ['Zg==', 'Zm8=', '+_-_', '-/-_', 'Zm9v\n', ' Zm9', 'Z', 'Zm9vY', 'Zh', 'Zm9', 'Z\u0100', 'é']) {
      expect([text, fromBase64url(text)]).toEqual([text, undefined])
    }
  })
})

describe('base45', () => {
  test('the examples of RFC 9285 section 4', () => {
    const examples = { AB: 'BB8', 'Hello!!': '%69 VD92EX0', 'base-45': 'UJCLQE7W581', 'ietf!': 'QED8WEX0' }
    for (const [text, encoded] of Object.entries(examples)) {
      expect(toBase45(utf8Encode(text))).toBe(encoded)
      expect(fromBase45(encoded)).toEqual(utf8Encode(text))
    }
  })

  test('the largest groups are read and the next larger ones refused', () => {
    expect(fromBase45('FGW')).toEqual(Uint8Array.of(255, 255))
    expect(fromBase45('U5')).toEqual(Uint8Array.of(255))
    for (const text of ['GGW', ':::', 'V5', '::', 'A', 'BB8A', 'bb8', 'BB_', 'BBé', '\u0100B8']) {
      expect([text, fromBase45(text)]).toEqual([text, undefined])
    }
  })
})
