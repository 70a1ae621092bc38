import { describe, expect, it } from 'vitest'
import { isDisplayText } from '../../../src/kernel/display.js'

describe('text for display', () => {
  it('is words of any language, up to the limit', () => {
    for (const text of ['Chen Wei', 'Zoë', '陳偉', 'אשה', 'שלום 2', '👩🏽', 'x'.repeat(20)])
      expect(isDisplayText(text, 20)).toBe(true)
    expect(isDisplayText('x'.repeat(21), 20)).toBe(false)
    expect(isDisplayText('', 20)).toBe(false)
  })
  it.each([
    ['C0 controls', 0x00, 0x1f],
    ['delete and C1 controls', 0x7f, 0x9f],
    ['the soft hyphen', 0xad, 0xad],
    ['the Arabic letter mark', 0x61c, 0x61c],
    ['the Mongolian vowel separator', 0x180e, 0x180e],
    ['zero-width characters and direction marks', 0x200b, 0x200f],
    ['line and paragraph separators, embeddings and overrides', 0x2028, 0x202e],
    ['invisible operators and isolates', 0x2060, 0x206f],
    ['the byte order mark', 0xfeff, 0xfeff],
    ['annotations', 0xfff9, 0xfffb],
    ['lone surrogates', 0xd800, 0xdfff],
  ])('has none of %s', (_, first, last) => {
    for (let unit = first; unit <= last; unit++) {
      expect([unit, isDisplayText(`a${String.fromCharCode(unit)}b`, 20)]).toEqual([unit, false])
    }
  })
})
