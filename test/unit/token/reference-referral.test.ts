import decodeQr from 'qr/decode.js'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import type { Share } from '../../../src/consent/disclosure.js'
import { toQrText } from '../../../src/token/forms.js'
import { openToken } from '../../../src/token/open.js'
import { readOpened } from '../../../src/token/opened.js'
import {
  answers,
  chenKeys,
  everything,
  intakeOf,
  NOW,
  proposalOf,
  reference,
  sealedOf,
  value,
} from '../../support/cast.js'
import { hybridChen, hybridKeys } from '../../support/hybrid.js'

// How large a referral is as people meet it. One library draws the code and another reads it back from its pixels, so that
// neither vouches for itself.

type Level = 'L' | 'M'
/** ISO/IEC 18004, table 7: alphanumeric characters that the largest code holds. */
const mostCharacters = { L: 4296, M: 3391 } as const
/** White pixels that a reader needs around a code, counted in its modules. */
const QUIET_ZONE = 4
const PIXELS_PER_MODULE = 3

const codeOf = (text: string, ecc: Level) => encode(text, { ecc, boostEcc: false, border: QUIET_ZONE })
const versionOf = (token: Uint8Array, ecc: Level = 'M') => codeOf(toQrText(token), ecc).version

/** What a camera would see: black and white pixels. */
function photographed(modules: readonly (readonly boolean[])[]) {
  const size = modules.length * PIXELS_PER_MODULE
  const data = new Uint8ClampedArray(size * size * 4).fill(255)
  for (let at = 0; at < size * size; at++) {
    const row = Math.floor(at / size / PIXELS_PER_MODULE)
    const column = Math.floor((at % size) / PIXELS_PER_MODULE)
    if (modules[row]?.[column]) data.fill(0, 4 * at, 4 * at + 3)
  }
  return { data, width: size, height: size }
}
const readBack = (text: string, ecc: Level) => decodeQr(photographed(codeOf(text, ecc).data), { timeLimit: 60_000 })

const { token } = sealedOf(proposalOf({ share: reference }))
const hybridOf = (share: Share) => sealedOf(proposalOf({ share }, intakeOf(), hybridChen)).token

describe('the reference referral', () => {
  it('shares two needs by category and three slots', () => {
    const fields = readOpened(value(openToken(token, chenKeys, { now: NOW }))).disclosure?.fields
    expect(fields?.needs?.map(({ level }) => level)).toEqual(['category', 'category'])
    const slots = fields?.availability?.level === 'slots' ? fields.availability.slots.flatMap(({ times }) => times) : []
    expect(slots).toHaveLength(answers.when.slots.length)
    expect(slots).toHaveLength(3)
    expect(Object.keys(fields ?? {})).toEqual(['needs', 'availability'])
  })
  it('is 597 bytes', () => expect(token).toHaveLength(597))
  it('is a QR code of version 19 at level M, 93 modules wide', () => {
    const { version, size } = codeOf(toQrText(token), 'M')
    expect(version).toBe(19)
    expect(size - 2 * QUIET_ZONE).toBe(93)
  })
  it('would not fit that version in the mode for bytes, which base64url would need', () => {
    expect(encode(Buffer.from(token).toString('base64url'), { ecc: 'M', boostEcc: false }).version).toBe(23)
  })
  it('is read from the pixels of its code, and opens', () => {
    const text = readBack(toQrText(token), 'M')
    expect(text).toBe(toQrText(token))
    expect(openToken(text, chenKeys, { now: NOW }).ok).toBe(true)
  })
})

describe('the reference referral in the post-quantum suite', () => {
  const hybridToken = hybridOf(reference)
  it('is 1,685 bytes', () => expect(hybridToken).toHaveLength(1685))
  it('is a QR code of version 35 at level M and 31 at level L', () => {
    expect(versionOf(hybridToken)).toBe(35)
    expect(versionOf(hybridToken, 'L')).toBe(31)
  })
  it('is read from the pixels of its code, and opens', () => {
    const text = readBack(toQrText(hybridToken), 'M')
    expect(text).toBe(toQrText(hybridToken))
    expect(openToken(text, hybridKeys, { now: NOW }).ok).toBe(true)
  })
})

describe('every size', () => {
  const withContact = { ...reference, contact: ['email'] } as const
  const classicalOf = (share: Share) => sealedOf(proposalOf({ share })).token
  it.each([
    ['no contact and no story', classicalOf(reference), 597, 19, 17],
    ['contact', classicalOf(withContact), 1109, 28, 24],
    ['the story', classicalOf(everything), 2133, 39, 35],
    ['no contact and no story, post-quantum', hybridOf(reference), 1685, 35, 31],
    ['contact, post-quantum', hybridOf(withContact), 2197, 40, 35],
  ])('with %s has its version at levels M and L', (_, sealed, bytes, medium, low) => {
    expect(sealed).toHaveLength(bytes)
    expect(versionOf(sealed)).toBe(medium)
    expect(versionOf(sealed, 'L')).toBe(low)
    expect(readBack(toQrText(sealed), 'M')).toBe(toQrText(sealed))
  })
  it('but the largest fits some code: post-quantum, with the story, takes a link or a file', () => {
    const longest = hybridOf(everything)
    expect(longest).toHaveLength(3221)
    expect(toQrText(longest).length).toBeGreaterThan(mostCharacters.L)
    expect(() => versionOf(longest, 'L')).toThrow('Data too long')
  })
  it.each<Level>(['L', 'M'])('the largest code at level %s holds what the standard says', (ecc) => {
    expect(codeOf('A'.repeat(mostCharacters[ecc]), ecc).version).toBe(40)
    expect(() => codeOf('A'.repeat(mostCharacters[ecc] + 1), ecc)).toThrow('Data too long')
  })
})
