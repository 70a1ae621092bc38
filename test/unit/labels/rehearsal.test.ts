import { describe, expect, it } from 'vitest'
import { enRehearsal } from '../../../src/labels/en.js'
import { esRehearsal } from '../../../src/labels/es.js'
import { frRehearsal } from '../../../src/labels/fr.js'
import { languages, texts } from './languages.js'

const english = new Map(texts(enRehearsal))
const marks = /^\{\w+\}[^\p{L}]*(\{\w+\})?$/u
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join()

describe.each([
  ['es', esRehearsal],
  ['fr', frRehearsal],
] as const)('a rehearsal in %s', (language, words) => {
  const own = texts(words)

  it('says all that is said in English, with the same placeholders', () => {
    expect(words.language).toBe(language)
    expect(own.map(([path]) => path).sort()).toEqual([...english.keys()].sort())
    expect(own.filter(([path, text]) => placeholders(text) !== placeholders(english.get(path) ?? ''))).toEqual([])
  })

  it('leaves nothing in English', () =>
    expect(own.filter(([path, text]) => !marks.test(text) && english.get(path) === text)).toEqual([]))

  it('uses none of the words that this library never says', () => {
    const banned = languages.find(({ labels }) => labels.language === language)?.banned
    expect(banned).toBeDefined()
    expect(own.filter(([, text]) => banned?.test(text))).toEqual([])
  })
})
