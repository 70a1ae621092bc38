import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordLengthOf } from '../../../src/board/record.js'
import { BUCKETS } from '../../../src/kernel/padding.js'
import { encapsulatedLengthOf } from '../../../src/kernel/suite.js'
import { toBase64url } from '../../../src/kernel/text.js'
import { readLink, readToken, toLink, toQrText } from '../../../src/token/forms.js'
import { inspectToken } from '../../../src/token/inspect.js'
import { openToken } from '../../../src/token/open.js'
import { readOpened } from '../../../src/token/opened.js'
import { MAX_MESSAGE_LENGTH, readFrame, writeHeader } from '../../../src/token/wire.js'
import {
  chen,
  chenKeys,
  codeOf,
  everything,
  intakeOf,
  NOW,
  proposalOf,
  reference,
  sealedOf,
  value,
} from '../../support/cast.js'
import { hybridChen, hybridKeys } from '../../support/hybrid.js'
import { seededRandom } from '../../support/random.js'

const { token } = sealedOf(proposalOf())

describe('a link', () => {
  it('carries the token in its fragment, which goes to no server', () => {
    const link = toLink(token, 'https://chen.example/open?x=1')
    expect(link.startsWith('https://chen.example/open?x=1#')).toBe(true)
    expect(value(readLink(link))).toEqual(token)
  })
  it('is read from the fragment alone', () => {
    expect(value(readLink(toLink(token, 'https://chen.example').slice(20)))).toEqual(token)
  })
  it.each([
    '',
    'https://chen.example/#',
    'https://chen.example/a b',
    'https://chén.example',
    `https://${'a'.repeat(2048)}`,
  ])('refuses the base %j with a RangeError that repeats nothing', (base) =>
    expect(() => toLink(token, base)).toThrow(new RangeError('base: expected an address without a fragment')),
  )
  it.each(['https://chen.example/open', '#', '#Z', '#ZW4=', '#ZW4 ', ' #ZW 4', '#ZW5', `#${'A'.repeat(4311)}`])(
    '%j holds no token',
    (link) => expect(codeOf(readLink(link))).toBe('token_malformed'),
  )
  it('is read up to 8,192 characters', () => {
    const fragment = `#${toBase64url(token)}`
    const base = 'x'.repeat(8192 - fragment.length)
    expect(value(readLink(base + fragment))).toEqual(token)
    expect(codeOf(readLink(`${base}x${fragment}`))).toBe('token_malformed')
  })
  it('has one spelling', () => {
    const link = toLink(token, 'https://chen.example')
    expect(value(readLink(link.replace('https://chen.example', 'http://other.example')))).toEqual(token)
    expect(codeOf(readLink(`${link}\n`))).toBe('token_malformed')
  })
})

describe('the text of a QR code', () => {
  const text = toQrText(token)
  it('uses the characters of the alphanumeric mode only', () => expect(text).toMatch(/^ENTRENOUS:[0-9A-Z $%*+./:-]+$/))
  it('fits version 19 at level M', () => expect(text.length).toBeLessThanOrEqual(970))
  it('is read back', () => expect(value(readToken(text))).toEqual(token))
  it('is not read in lower case', () => expect(codeOf(readToken(text.toLowerCase()))).toBe('token_malformed'))
})

describe('what a stranger sees', () => {
  it('is version, suite, size bucket and length', () => {
    expect(value(inspectToken(token))).toEqual({ version: 1, suite: 1, bucket: 512, bytes: 597 })
  })
  it('is the same in all three forms', () => {
    const forms = [token, toLink(token, 'https://chen.example'), toQrText(token)]
    for (const form of forms) expect(value(inspectToken(form)).bytes).toBe(597)
  })
  it('is the same five bytes for every token of a bucket', () => {
    const other = sealedOf(proposalOf({ share: {} }), 'other').token
    expect(other.subarray(0, 5)).toEqual(token.subarray(0, 5))
  })
  it('is nothing where there is no token', () => expect(codeOf(inspectToken('hello'))).toBe('token_malformed'))
})

const formsOf = (bytes: Uint8Array) => [bytes, toLink(bytes, 'https://chen.example/open'), toQrText(bytes)] as const

describe.each([
  ['X25519', 1, chen, chenKeys],
  ['X-Wing', 2, hybridChen, hybridKeys],
] as const)('a token of %s', (_, suite, entry, keys) => {
  it('of any size is written in one way in each form, and read back', () =>
    fc.assert(
      fc.property(fc.constantFrom(...BUCKETS), fc.string(), (bucket, seed) => {
        const rest = 48 + bucket + (encapsulatedLengthOf(suite) ?? 0)
        const bytes = Uint8Array.from([...writeHeader(suite, bucket), ...seededRandom(seed)(rest)])
        expect(readFrame(bytes).ok).toBe(true)
        for (const form of formsOf(bytes)) {
          expect(value(readToken(form))).toEqual(bytes)
          expect(value(inspectToken(form))).toEqual({ version: 1, suite, bucket, bytes: bytes.length })
        }
        const [, link, qr] = formsOf(bytes)
        expect(toLink(value(readLink(link)), 'https://chen.example/open')).toBe(link)
        expect(toQrText(value(readToken(qr)))).toBe(qr)
        expect(Buffer.from(link.slice(link.indexOf('#') + 1), 'base64url')).toEqual(Buffer.from(bytes))
      }),
      { numRuns: 200 },
    ))
  it.each([
    [512, reference],
    [1024, { ...reference, contact: ['email'] }],
    [2048, everything],
  ] as const)('with %i bytes inside opens in each form to the same', (bucket, share) => {
    const sealed = sealedOf(proposalOf({ share }, intakeOf(), entry)).token
    const opened = formsOf(sealed).map((form) => readOpened(value(openToken(form, keys, { now: NOW }))))
    expect(opened).toEqual([opened[0], opened[0], opened[0]])
    expect(value(inspectToken(sealed)).bucket).toBe(bucket)
  })
})

describe('the longest token', () => {
  const longest = sealedOf(proposalOf({ share: everything }, intakeOf(), hybridChen)).token
  const opens = (form: Uint8Array | string) => codeOf(openToken(form, hybridKeys, { now: NOW }))
  it('is 3,221 bytes, 4,295 characters of base64url and 4,832 of base45', () => {
    expect(longest).toHaveLength(3221)
    expect(toLink(longest, 'x')).toHaveLength(2 + 4295)
    expect(toQrText(longest)).toHaveLength('ENTRENOUS:'.length + 4832)
  })
  it('is shorter than a record of a board, which is read in the same forms', () => {
    expect(MAX_MESSAGE_LENGTH).toBe(3232)
    expect(MAX_MESSAGE_LENGTH).toBe(recordLengthOf(2))
  })
  it('opens from a link of up to 8,192 characters, and not of one more', () => {
    const fragment = toLink(longest, 'x').slice(1)
    const base = 'x'.repeat(8192 - fragment.length)
    expect(opens(base + fragment)).toBe('ok')
    expect(opens(`${base}x${fragment}`)).toBe('token_malformed')
  })
  it('opens from every link that is written, behind the longest base there may be', () => {
    expect(opens(toLink(longest, 'x'.repeat(2048)))).toBe('ok')
  })
  it('and that record are read, and nothing longer in any form', () => {
    const longer = new Uint8Array(MAX_MESSAGE_LENGTH + 1)
    for (const bytes of [longest, new Uint8Array(MAX_MESSAGE_LENGTH)]) {
      expect(formsOf(bytes).map((form) => codeOf(readToken(form)))).toEqual(['ok', 'ok', 'ok'])
    }
    for (const form of formsOf(longer)) expect(codeOf(readToken(form))).toBe('token_malformed')
  })
})

describe('what is no token', () => {
  class Liar extends Uint8Array {
    override get length() {
      return 597
    }
  }
  const detached = new Uint8Array(597)
  structuredClone(detached.buffer, { transfer: [detached.buffer] })
  // Newer than the types: Node 20 has them.
  const resizable = Reflect.construct(ArrayBuffer, [597, { maxByteLength: 1000 }]) as ArrayBuffer & {
    resize: (length: number) => void
  }
  const outOfBounds = new Uint8Array(resizable, 500, 97)
  resizable.resize(400)
  const strange: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['a number', 597],
    ['a bigint', 597n],
    ['a symbol', Symbol('token')],
    ['a function', () => token],
    ['an array of its bytes', [...token]],
    ['its bytes in other numbers', new Uint16Array(token)],
    ['a signed view', new Int8Array(token)],
    ['a DataView', new DataView(token.buffer)],
    ['an ArrayBuffer', token.buffer],
    ['a SharedArrayBuffer', new SharedArrayBuffer(597)],
    ['a text object', new String(toQrText(token))],
    ['an object that looks like bytes', { ...token, length: 597 }],
    ['an object made from the prototype', Object.create(Uint8Array.prototype)],
    ['a proxy of its bytes', new Proxy(token, {})],
    [
      'a proxy that throws',
      new Proxy({}, { get: () => thrown(), getPrototypeOf: () => thrown(), has: () => thrown() }),
    ],
    ['an object that throws', { toString: thrown, valueOf: thrown, [Symbol.toPrimitive]: thrown }],
    ['bytes that were transferred away', detached],
    ['bytes behind the end of a buffer that shrank', outOfBounds],
    ['a hundred million bytes', new Uint8Array(100_000_000)],
    ['a few million bytes that claim to be 597', new Liar(3_000_000)],
    ['a hundred million characters', 'A'.repeat(100_000_000)],
    ['a link as long', `#${'A'.repeat(100_000_000)}`],
    ['the text of a QR code as long', `ENTRENOUS:${'0'.repeat(100_000_000)}`],
    ['a lone surrogate', '#\ud800'],
  ]
  it.each(strange)('is %s: a failure that repeats nothing', (_, wrong) => {
    const malformed = { ok: false, error: { code: 'token_malformed', detail: {} } }
    // What a caller in JavaScript may hand over, whatever the types say.
    const given = wrong as Uint8Array & string
    expect(openToken(given, chenKeys, { now: NOW })).toEqual(malformed)
    expect(inspectToken(given)).toEqual(malformed)
    expect(readLink(given)).toEqual(malformed)
  })
  it.each([
    ['a Node Buffer', Buffer.from(token)],
    ['shared memory', sharedCopy(token)],
    ['a buffer that can grow', growingCopy(token)],
    ['a part of a larger buffer', new Uint8Array([1, 2, 3, ...token]).subarray(3)],
  ])('is not %s: there it opens', (_, bytes) => {
    expect(codeOf(openToken(bytes, chenKeys, { now: NOW }))).toBe('ok')
  })
})

function thrown(): never {
  throw new Error('a token was asked for more than it is')
}

function sharedCopy(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
  shared.set(bytes)
  return shared
}

function growingCopy(bytes: Uint8Array): Uint8Array {
  // Newer than the types: Node 20 has it.
  const buffer = Reflect.construct(ArrayBuffer, [bytes.length, { maxByteLength: 9999 }]) as ArrayBuffer
  const growing = new Uint8Array(buffer)
  growing.set(bytes)
  return growing
}
