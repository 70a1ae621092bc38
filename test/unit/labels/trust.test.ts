import { describe, expect, it } from 'vitest'
import { enTrust } from '../../../src/labels/en.js'
import { esTrust } from '../../../src/labels/es.js'
import { frTrust } from '../../../src/labels/fr.js'
import { languages, texts } from './languages.js'

const english = new Map(texts(enTrust))
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join()

describe.each([
  ['en', enTrust],
  ['es', esTrust],
  ['fr', frTrust],
] as const)('why somebody is listed, in %s', (language, words) => {
  const own = texts(words)

  it('says all that is said in English, with the same placeholders', () => {
    expect(words.language).toBe(language)
    expect(own.map(([path]) => path).sort()).toEqual([...english.keys()].sort())
    expect(own.filter(([path, text]) => placeholders(text) !== placeholders(english.get(path) ?? ''))).toEqual([])
  })

  it('leaves nothing in English', () => {
    const left = own.filter(([path, text]) => language !== 'en' && english.get(path) === text)
    expect(left).toEqual([])
  })

  it('uses none of the words that this library never says, and no mark of another language', () => {
    const known = languages.find(({ labels }) => labels.language === language)
    expect(known).toBeDefined()
    expect(own.filter(([, text]) => known?.banned.test(text) || known?.foreign.test(text))).toEqual([])
  })
})
