import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../../src/consent/disclosure.js'
import { grant } from '../../../src/consent/grant.js'
import { propose } from '../../../src/consent/propose.js'
import { concatBytes, copyBytes } from '../../../src/kernel/bytes.js'
import { toHex } from '../../../src/kernel/text.js'
import { days, type EpochSeconds, epochSeconds, after as later, type Seconds } from '../../../src/kernel/time.js'
import { shared } from '../../../src/token/context.js'
import { toLink, toQrText } from '../../../src/token/forms.js'
import { openToken } from '../../../src/token/open.js'
import { readOpened } from '../../../src/token/opened.js'
import { seal } from '../../../src/token/seal.js'
import { readTicket } from '../../../src/token/ticket.js'
import { shareOfOneReading } from '../../support/at-once.js'
import {
  chenKeys,
  codeOf,
  entryOf,
  intakeOf,
  keysOf,
  NOW,
  proposalOf,
  reference,
  sealedOf,
  value,
} from '../../support/cast.js'
import { body, sealRaw } from '../../support/raw-token.js'

const { token } = sealedOf(proposalOf())
const at = (moment: EpochSeconds) => codeOf(openToken(token, chenKeys, { now: moment }))
const endOf = (date: string) => epochSeconds(new Date(`${date}T23:59:59Z`))

describe('opening', () => {
  it('shows nothing: the opened token cannot be stringified, spread or read', () => {
    const opened = value(openToken(token, chenKeys, { now: NOW }))
    expect(() => JSON.stringify(opened)).toThrow(TypeError)
    expect(Object.keys(opened)).toEqual([])
    expect(String(opened)).toBe('[object OpenedToken]')
  })
  it('is pure: the same token opens again to the same content', () => {
    const open = () => readOpened(value(openToken(token, chenKeys, { now: NOW })))
    expect(open()).toEqual(open())
  })
  it('takes bytes, a Node Buffer, an offset view, a link and the text of a QR code', () => {
    const view = concatBytes(new Uint8Array(9), token).subarray(9)
    const forms = [token, Buffer.from(token), view, toLink(token, 'https://chen.example/open'), toQrText(token)]
    expect(forms.map((form) => codeOf(openToken(form, chenKeys, { now: NOW })))).toEqual(forms.map(() => 'ok'))
  })
  it('refuses the keys of somebody else', () => {
    expect(codeOf(openToken(token, keysOf('Eve'), { now: NOW }))).toBe('token_unopenable')
  })
  it('refuses when there are no keys', () => {
    expect(codeOf(openToken(token, { openingKeys: [] }, { now: NOW }))).toBe('token_unopenable')
  })
  it('opens until the last second of the last day, and not a second longer', () => {
    expect(at(endOf('2026-11-28'))).toBe('ok')
    expect(at(later(endOf('2026-11-28'), 1 as Seconds))).toBe('token_expired')
  })
  it('says when it expired', () => {
    const opened = openToken(token, chenKeys, { now: later(NOW, days(9)) })
    expect(opened).toEqual({
      ok: false,
      error: { code: 'token_expired', detail: { expired: epochSeconds(new Date('2026-11-29T00:00:00Z')) } },
    })
  })
  it('forgives a clock that is a day behind, and no more', () => {
    expect(at(epochSeconds(new Date('2026-11-20T00:00:00Z')))).toBe('ok')
    expect(at(epochSeconds(new Date('2026-11-19T23:59:59Z')))).toBe('token_early')
  })
  it('opens nothing with a key whose epoch ended more than an epoch ago', () => {
    expect(at(later(NOW, days(84)))).toBe('token_unopenable')
  })
  it('opens with the key of the epoch before, while the token lives', () => {
    const lastDay = epochSeconds(new Date('2026-12-16T23:00:00Z'))
    const entry = entryOf(chenKeys, { now: lastDay })
    const terms = { purpose: 'referral', share: reference, expiresIn: days(28) } as const
    const late = value(propose(intakeOf(), { entry }, terms, { now: lastDay }))
    const sealed = value(seal(grant(late, { now: lastDay })))
    const opened = (now: EpochSeconds) => codeOf(openToken(sealed.token, chenKeys, { now }))
    expect(opened(endOf('2027-01-13'))).toBe('ok')
    expect(opened(later(endOf('2027-01-13'), 1 as Seconds))).toBe('token_unopenable') // the key's end, too
  })
  it('gives both sides the same id for it', () => {
    const { id } = readOpened(value(openToken(token, chenKeys, { now: NOW })))
    const { exporter } = readTicket(sealedOf(proposalOf()).ticket)
    expect(id).toBe(toHex(shared(exporter, 'token id')))
  })
  it('refuses a commitment that is not of this key before it looks at the rest', () => {
    const { disclosure, consent } = body()
    const foreign = sealRaw(encodeBody(disclosure, consent), 512, { commitment: 'foreign' })
    expect(codeOf(openToken(foreign, chenKeys, { now: NOW }))).toBe('token_unopenable')
  })
})

describe('what is not a token of this version', () => {
  const changed = (at: number, to: number) => {
    const copy = copyBytes(token)
    copy[at] = to
    return codeOf(openToken(copy, chenKeys, { now: NOW }))
  }
  it.each<[string, number, number, string]>([
    ['another magic', 0, 0x66, 'token_malformed'],
    ['another version', 2, 2, 'token_unsupported'],
    ['a suite of another length', 3, 2, 'token_malformed'],
    ['another suite', 3, 3, 'token_unsupported'],
    ['no bucket', 4, 0, 'token_malformed'],
    ['a bucket of another length', 4, 2, 'token_malformed'],
    ['an unknown bucket', 4, 4, 'token_malformed'],
  ])('%s is refused by its public frame', (_, position, to, code) => expect(changed(position, to)).toBe(code))
  it('says which version and suite it cannot read', () => {
    const copy = copyBytes(token)
    copy.set([9, 7], 2)
    const { error } = openToken(copy, chenKeys, { now: NOW }) as { error: unknown }
    expect(error).toEqual({ code: 'token_unsupported', detail: { version: 9, suite: 7 } })
  })
  it('an encapsulated key of small order is refused like any wrong one', () => {
    const copy = copyBytes(token)
    copy.fill(0, 5, 37)
    expect(codeOf(openToken(copy, chenKeys, { now: NOW }))).toBe('token_unopenable')
  })
  it.each([0, 1, 4, 5, 68, 69, 85, 596, 598, 100_000_000])('%i bytes are refused', (length) => {
    const bytes = new Uint8Array(length)
    bytes.set(token.subarray(0, length))
    expect(codeOf(openToken(bytes, chenKeys, { now: NOW }))).toBe('token_malformed')
  })
  it('a hundred million bytes are refused by their number alone, in less than a tenth of one reading', () => {
    const bytes = new Uint8Array(100_000_000)
    bytes.set(token)
    const refuse = () => expect(codeOf(openToken(bytes, chenKeys, { now: NOW }))).toBe('token_malformed')
    expect(shareOfOneReading(bytes, refuse)).toBeLessThan(0.1)
  })
  it.each<unknown>([
    null,
    undefined,
    5,
    {},
    [],
    'x',
    '',
    '#',
    'ENTRENOUS:',
    'ENTRENOUS:é',
    `#${'A'.repeat(9000)}`,
    new ArrayBuffer(597),
  ])('neither is %s', (wrong) =>
    expect(codeOf(openToken(wrong as string, chenKeys, { now: NOW }))).toBe('token_malformed'),
  )
})

describe('what Eve seals correctly and fills wrongly', () => {
  const opened = (plaintext: Uint8Array, bucket?: 512 | 1024 | 2048) =>
    codeOf(openToken(sealRaw(plaintext, bucket), chenKeys, { now: NOW }))
  const encoded = (change: (whole: ReturnType<typeof body>) => unknown) => {
    const whole = body()
    change(whole)
    return encodeBody(whole.disclosure, whole.consent)
  }
  it('opens when nothing is wrong', () => expect(opened(encoded(() => undefined))).toBe('ok'))
  it.each<[string, (whole: ReturnType<typeof body>) => unknown]>([
    ['a purpose there is not', ({ disclosure }) => Object.assign(disclosure, { purpose: 'advertising' })],
    ['a life of 29 days', ({ disclosure }) => Object.assign(disclosure, { expiresOn: disclosure.issuedOn + 29 })],
    [
      'an end before its beginning',
      ({ disclosure }) => Object.assign(disclosure, { expiresOn: disclosure.issuedOn - 1 }),
    ],
    ['a short community key', ({ disclosure }) => Object.assign(disclosure, { community: 'abcd' })],
    [
      'four needs',
      ({ disclosure }) =>
        Object.assign(disclosure.fields, { needs: Array(4).fill({ concept: 'a', level: 'concept' }) }),
    ],
    ['an empty list', ({ disclosure }) => Object.assign(disclosure.fields, { access: [] })],
    [
      'a level there is not',
      ({ disclosure }) => Object.assign(disclosure.fields, { needs: [{ concept: 'a', level: 'all' }] }),
    ],
    ['a member of another place', ({ disclosure }) => Object.assign(disclosure.fields, { salt: new Uint8Array(32) })],
    ['a short salt', ({ consent }) => Object.assign(consent, { salt: new Uint8Array(31) })],
    [
      'more levels than its bucket',
      ({ disclosure }) => Object.assign(disclosure.fields, { contact: { name: 'Asha' } }),
    ],
    ['a guardian who does not agree', ({ disclosure }) => Object.assign(disclosure, { guardian: false })],
  ])('refuses %s', (_, change) => expect(opened(encoded(change))).toBe('token_unopenable'))
  it('refuses a bucket larger than its levels ask for', () => {
    expect(
      opened(
        encoded(() => undefined),
        1024,
      ),
    ).toBe('token_unopenable')
  })
  it('refuses what is not canonical', () => {
    const plain = encoded(() => undefined)
    expect(opened(concatBytes(plain, Uint8Array.of(0)))).toBe('token_unopenable')
    expect(opened(concatBytes(Uint8Array.of(0xb8, (plain[0] ?? 0) & 31), plain.subarray(1)))).toBe('token_unopenable')
  })
  it('refuses wrong padding', () => {
    const bytes = sealRaw(
      encoded(() => undefined),
      512,
      { padding: 'zeros' },
    )
    expect(codeOf(openToken(bytes, chenKeys, { now: NOW }))).toBe('token_unopenable')
  })
})
