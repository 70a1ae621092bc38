import { describe, expect, it } from 'vitest'
import { enEpochReport } from '../../../src/labels/en.js'
import { esEpochReport } from '../../../src/labels/es.js'
import { frEpochReport } from '../../../src/labels/fr.js'
import { metricNames, metricOf } from '../../../src/measurement/metric-table.js'
import { sourceKinds } from '../../../src/schema/fields.js'
import { languages, texts } from './languages.js'

const english = new Map(texts(enEpochReport))
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join()

describe('the report of an epoch in English', () => {
  it('has words for every metric and every cell of it, and for no other', () => {
    expect(Object.keys(enEpochReport.metric).sort()).toEqual([...metricNames].sort())
    expect(Object.keys(enEpochReport.source).sort()).toEqual([...sourceKinds].sort())
    for (const name of metricNames) {
      const { cells } = metricOf(name)
      const isNamed = /-by-(source|month)$/.test(name)
      expect(Object.keys(enEpochReport.metric[name].cells).sort(), name).toEqual(isNamed ? [] : [...cells].sort())
    }
  })
  it('uses none of the words that this library never says', () => {
    const banned = languages.find(({ labels }) => labels.language === 'en')?.banned
    expect([...english.values()].filter((text) => banned?.test(text))).toEqual([])
  })
})

describe.each([
  ['es', esEpochReport],
  ['fr', frEpochReport],
] as const)('the report of an epoch in %s', (language, words) => {
  const own = texts(words)
  /** A sign, the same in every language. */
  const same = ['–']

  it('says all that is said in English, with the same placeholders', () => {
    expect(words.language).toBe(language)
    expect(own.map(([path]) => path).sort()).toEqual([...english.keys()].sort())
    expect(own.filter(([path, text]) => placeholders(text) !== placeholders(english.get(path) ?? ''))).toEqual([])
  })

  it('leaves nothing in English, and uses none of the words that this library never says', () => {
    const banned = languages.find(({ labels }) => labels.language === language)?.banned
    expect(banned).toBeDefined()
    const unsaid = own.filter(
      ([path, text]) => (english.get(path) === text && !same.includes(text)) || banned?.test(text),
    )
    expect(unsaid).toEqual([])
  })
})
