import { describe, expect, it } from 'vitest'
import { toBase64url } from '../../../src/kernel/text.js'
import { readLink, readToken, toLink, toQrText } from '../../../src/token/forms.js'
import { inspectToken } from '../../../src/token/inspect.js'
import { codeOf, proposalOf, sealedOf, value } from '../../support/cast.js'

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
  it.each(['https://chen.example/open', '#', '#Z', '#ZW4=', '#ZW4 ', ' #ZW 4', '#ZW5', `#${'A'.repeat(4296)}`])(
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
