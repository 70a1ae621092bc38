import { describe, expect, it } from 'vitest'
import { isDisplayText } from '../../../src/kernel/display.js'
import { failureCodes } from '../../../src/kernel/failure.js'
import { dayOf, type EpochDay, epochSeconds } from '../../../src/kernel/time.js'
import { en } from '../../../src/labels/en.js'
import { facets } from '../../../src/vocabulary/concept.js'
import { coreWords } from '../../../src/vocabulary/core/all.js'
import { dateText } from '../../../src/vocabulary/sentence.js'
import { type Language, languages, others, texts } from './languages.js'

const named = (some: readonly Language[]) => some.map((one) => [one.labels.language, one] as const)
/** What is not a sentence: the tag of the language, its direction, its marks. */
const technical = /^\/(language|direction|list|thousands|match\/quote)(\/|$)/
const saidIn = (value: unknown) => texts(value).filter(([path]) => !technical.test(path))
/** Without what a sentence may hold and a name may not: isolates, and the joiners of Persian and of Indian scripts. */
const bare = (text: string) => text.replace(/[\u2066-\u2069\u200c\u200d]/g, '')
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()

describe.each(named(languages))('the words in %s', (_, { labels, locale, banned, foreign, small }) => {
  describe.each(facets)('for %s', (facet) => {
    const words = Object.values(labels.concepts[facet])

    it('name every concept and nothing else', () =>
      expect(Object.keys(labels.concepts[facet]).sort()).toEqual([...coreWords[facet]].sort()))

    it('call no two the same', () => {
      const same = words.map((word) => word.toLowerCase())
      expect(same.filter((word, index) => same.indexOf(word) !== index)).toEqual([])
    })

    it('are short, begin as the language has it and end without a full stop', () => {
      const form = small.includes(facet) ? /^\p{Ll}.*[^.\s]$/u : /^\p{Lu}.*[^.\s]$/u
      expect(words.filter((word) => !isDisplayText(word, 60) || !form.test(word))).toEqual([])
    })
  })

  it('speak to both sides about every failure, in whole sentences', () => {
    expect(Object.keys(labels.failures).sort()).toEqual([...failureCodes].sort())
    expect(texts(labels.failures).filter(([, text]) => !/^[\p{Lu}¿¡].*\.$/u.test(text))).toEqual([])
  })

  it('use none of the words that this library never says', () =>
    expect(texts(labels).filter(([, text]) => banned.test(text))).toEqual([]))

  it('use no quotation mark of another language', () =>
    expect(saidIn(labels).filter(([, text]) => foreign.test(text))).toEqual([]))

  it('have no space at an end, none doubled, and nothing that hides or reorders', () =>
    expect(
      saidIn(labels).filter(([, text]) => text !== text.trim() || /\s\s/.test(text) || !isDisplayText(bare(text), 300)),
    ).toEqual([]))

  it('close every isolate they open', () =>
    expect(
      texts(labels).filter(([, text]) => text.match(/[\u2066-\u2068]/g)?.length !== text.match(/\u2069/g)?.length),
    ).toEqual([]))

  it('have placeholders that are plain names, every brace closed', () =>
    expect(texts(labels).filter(([, text]) => /[{}]/.test(text.replace(/\{[A-Za-z]+\}/g, '')))).toEqual([]))

  it('write days, months and dates as Intl does', () => {
    for (let day = 20_423; day < 20_423 + 366; day++) {
      const date = new Date(day * 86_400_000)
      const write = (options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date)
      const keys = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
      expect(labels.day[keys[date.getUTCDay()] ?? 'sun']).toBe(write({ weekday: 'long' }))
      // Of the first of a month Intl knows the number only.
      if (date.getUTCDate() > 1) {
        expect(dateText(dayOf(epochSeconds(date)), labels)).toBe(write({ dateStyle: 'long' }))
      }
    }
  })

  it('write the first of a month with its month and year', () => {
    const first = 20_424 as EpochDay // 2025-12-02 is a day after it
    expect(dateText((first - 1) as EpochDay, labels)).toMatch(new RegExp(`1.*${labels.month['12']}.*2025`))
  })

  it('need no plural but one and other, up to the thousands', () => {
    const rules = new Intl.PluralRules(locale)
    expect(rules.select(1)).toBe('one')
    for (let count = 2; count < 100_000; count += 7) expect(rules.select(count)).toBe('other')
  })
})

describe.each(named(others))('what is said in %s', (_, { labels, same }) => {
  it('is said in English too, with the same placeholders', () => {
    const english = new Map(texts(en))
    const own = new Map(texts(labels))
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort())
    const wrong = [...own].filter(([path, text]) => {
      const [given, known] = [placeholders(text), placeholders(english.get(path) ?? '')]
      // For one, or for the first of a month, the number may be said in words.
      return path.endsWith('/one')
        ? given.some((name) => !known.includes(name) && name !== '{count}')
        : given.join() !== known.join()
    })
    expect(wrong).toEqual([])
  })

  it('is not English, but for the words both languages share', () => {
    const english = new Map(texts(en))
    const left = saidIn(labels).filter(
      ([path, text]) =>
        /\p{L}/u.test(text.replace(/\{\w+\}/g, '')) && english.get(path)?.toLowerCase() === text.toLowerCase(),
    )
    expect([...new Set(left.map(([, text]) => text))].sort()).toEqual([...same].sort())
  })

  it('holds no small English word', () => {
    const small = /\b(the|and|of|or|is|are|was|were|your|you|with|without|they|their|this|that|please|for|what|who)\b/i
    expect(saidIn(labels).filter(([, text]) => small.test(text.replace(/\{\w+\}/g, '')))).toEqual([])
  })
})
