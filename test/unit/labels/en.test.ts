import { describe, expect, test } from 'vitest'
import { isDisplayText } from '../../../src/kernel/display.js'
import { failureCodes } from '../../../src/kernel/failure.js'
import { en } from '../../../src/labels/en.js'
import { facets } from '../../../src/vocabulary/concept.js'
import { coreWords } from '../../../src/vocabulary/core/all.js'

/** Every text of the file with the path that leads to it. */
function texts(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(Object(value)).flatMap(([key, member]) => texts(member, `${path}/${key}`))
}

describe('the English words', () => {
  for (const facet of facets) {
    test(`name every ${facet} and nothing else`, () => {
      expect(Object.keys(en.concepts[facet]).sort()).toEqual([...coreWords[facet]].sort())
    })

    test(`call no two of ${facet} the same`, () => {
      const words = Object.values(en.concepts[facet]).map((word) => word.toLowerCase())
      expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
    })
  }

  test('for concepts are short, begin with a capital and end without a full stop', () => {
    for (const [path, word] of texts(en.concepts)) {
      expect(isDisplayText(word, 60), path).toBe(true)
      expect(word, path).toMatch(/^\p{Lu}.*[^.\s]$/u)
    }
  })

  test('for failures speak to both sides about every code', () => {
    expect(Object.keys(en.failures).sort()).toEqual([...failureCodes].sort())
    for (const [path, sentence] of texts(en.failures)) expect(sentence, path).toMatch(/^\p{Lu}.*\.$/u)
  })

  test('use none of the words that this library never says', () => {
    const banned =
      /\b(diagnos\w*|triage\w*|severity|severe|risk scores?|best treatments?|patients?|clients?|(?<!wheelchair )users?|symptoms?|disorders?|PHQ|GAD|DSM|ICD)\b/i
    expect(texts(en).filter(([, text]) => banned.test(text))).toEqual([])
  })

  test('have placeholders that are plain names, every brace closed', () => {
    for (const [path, text] of texts(en)) expect(text.replace(/\{[A-Za-z]+\}/g, ''), path).not.toMatch(/[{}]/)
  })
})
