import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstTag, languageOf, languages } from '../../examples/desk/app/languages.js'
import { dayWords, underHeading } from '../../examples/desk/app/parts/language.js'
import { isWithin } from '../../examples/desk/app/parts/search.js'

describe('the language a desk begins in', () => {
  it('is the community’s where it fixed one, else the first of the browser’s that there is', () => {
    expect(firstTag('fr', ['es-MX', 'en'])).toBe('fr')
    expect(firstTag(null, ['ca', 'es-MX', 'fr'])).toBe('es')
    expect(firstTag(null, ['FR-ca'])).toBe('fr')
    expect(firstTag(null, ['de', 'zh-Hant'])).toBe('en')
    expect(firstTag(null, [])).toBe('en')
    // What a settings file may say that was written for another release.
    expect(firstTag('de', ['es'])).toBe('es')
  })
  it('is always one that there is, whatever a browser says', () =>
    fc.assert(
      fc.property(fc.option(fc.string()), fc.array(fc.string()), (fixed, wanted) => {
        expect(languages.map(({ tag }) => tag)).toContain(firstTag(fixed, wanted))
      }),
    ))
  it('has words of its own, labels of its own and a name in itself', () => {
    for (const { tag, labels, rehearsal } of languages)
      expect([labels.language, rehearsal.language]).toEqual([tag, tag])
    expect(languages.map(({ name }) => name)).toEqual(['English', 'Español', 'Français'])
    expect(languageOf('de').tag).toBe('en')
  })
})

describe('what the desk writes itself', () => {
  it('dates as the labels do', () => {
    const first = languages.map((spoken) => dayWords(spoken, '2026-12-01'))
    expect(first).toEqual(['1 December 2026', '1 de diciembre de 2026', '1er décembre 2026'])
    const other = languages.map((spoken) => dayWords(spoken, '2026-12-06T10:00:00Z'))
    expect(other).toEqual(['6 December 2026', '6 de diciembre de 2026', '6 décembre 2026'])
  })
  it('colons as the labels do', () =>
    expect(languages.map((spoken) => underHeading(spoken, 'a', 'b'))).toEqual(['a: b', 'a: b', 'a\u00a0: b']))
})

describe('a search in a list', () => {
  it('finds what is written with accents by letters without them, and the other way round', () => {
    expect(isWithin(' panico', 'Ataques de pánico')).toBe(true)
    expect(isWithin("crises d'ang", 'Crises d’angoisse')).toBe(true)
    expect(isWithin('ESPAÑOL', 'espanol')).toBe(true)
    expect(isWithin('panik', 'Ataques de pánico')).toBe(false)
  })
  it('finds every part of every text', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(9), fc.nat(9), (text, from, length) => {
        const graphemes = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
        expect(isWithin(graphemes.slice(from, from + length).join(''), text)).toBe(true)
      }),
    ))
})
