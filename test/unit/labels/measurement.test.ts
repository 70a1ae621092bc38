import { describe, expect, it } from 'vitest'
import { enMeasurement } from '../../../src/labels/en.js'
import { esMeasurement } from '../../../src/labels/es.js'
import { frMeasurement } from '../../../src/labels/fr.js'
import { languages, texts } from './languages.js'

const english = new Map(texts(enMeasurement))
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join()

describe.each([
  ['es', esMeasurement],
  ['fr', frMeasurement],
] as const)('a question to a cohort in %s', (language, words) => {
  const own = texts(words)

  it('says all that is said in English, with the same placeholders', () => {
    expect(words.language).toBe(language)
    expect(own.map(([path]) => path).sort()).toEqual([...english.keys()].sort())
    expect(own.filter(([path, text]) => placeholders(text) !== placeholders(english.get(path) ?? ''))).toEqual([])
  })

  it('leaves nothing in English, and uses none of the words that this library never says', () => {
    const banned = languages.find(({ labels }) => labels.language === language)?.banned
    expect(banned).toBeDefined()
    expect(own.filter(([path, text]) => english.get(path) === text || banned?.test(text))).toEqual([])
  })
})
