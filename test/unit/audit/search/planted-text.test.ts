import { randomBytes } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import {
  MAX_PLANTED_CHARACTERS,
  MIN_PLANTED_CHARACTERS,
  PLANTED_CHARACTERS,
  plantedText,
} from '../../../../src/audit/search/planted-text.js'

const random = (count: number): Uint8Array => randomBytes(count)

describe('a planted text', () => {
  test.prop([fc.integer({ min: MIN_PLANTED_CHARACTERS, max: MAX_PLANTED_CHARACTERS })])(
    'has the length that was asked for, a letter in front, a digit, and no vowel of a word',
    (length) => {
      const text = plantedText(random, length)
      expect(text).toHaveLength(length)
      expect(text).toMatch(/^[b-df-hj-np-z][b-df-hj-np-z0-9]*$/)
      expect(text).toMatch(/[0-9]/)
    },
  )
  it('is different every time, and long where nothing is said', () => {
    const texts = Array.from({ length: 500 }, () => plantedText(random))
    expect(new Set(texts).size).toBe(500)
    expect(new Set(texts.map((text) => text.length))).toEqual(new Set([PLANTED_CHARACTERS]))
  })
  it('uses each of its characters about as often', () => {
    const counts = new Map<string, number>()
    for (let draw = 0; draw < 2000; draw++) {
      for (const character of plantedText(random).slice(1)) counts.set(character, (counts.get(character) ?? 0) + 1)
    }
    expect(counts.size).toBe(32)
    // 38,000 characters, 1,187 of each on average.
    for (const count of counts.values()) expect(Math.abs(count - 1187)).toBeLessThan(250)
  })
  it.each([MIN_PLANTED_CHARACTERS - 1, MAX_PLANTED_CHARACTERS + 1, 12.5, Number.NaN])(
    'is refused with %s characters',
    (length) => expect(() => plantedText(random, length)).toThrow(RangeError),
  )
  it('is not made of a source that gives nothing or always the same', () => {
    expect(() => plantedText(() => new Uint8Array(0))).toThrow(RangeError)
    expect(() => plantedText((count) => new Uint8Array(count))).toThrow(RangeError)
  })
})
