import { expect, test } from 'vitest'
import { en } from '../../../src/labels/en.js'
import type { ConceptId } from '../../../src/vocabulary/concept.js'
import { fill, wordOf } from '../../../src/vocabulary/sentence.js'
import { coreVocabulary, extendVocabulary } from '../../../src/vocabulary/vocabulary.js'

const id = (text: string) => text as ConceptId // test data, in the form of an id

test('values take the place of their names, once', () => {
  expect(fill('{a} and {b} and {a}', { a: '{b}', b: 2 })).toBe('{b} and 2 and {b}')
})

test('a placeholder without a value of its own stays', () => {
  expect(fill('{missing} {constructor}', {})).toBe('{missing} {constructor}')
})

test('a concept is called by its word', () => {
  expect(wordOf(en, coreVocabulary, 'concern', id('anxiety.panic'))).toBe('Panic attacks')
})

test("a community's concept is called by the community's word, in the reader's language where there is one", () => {
  const extended = extendVocabulary(coreVocabulary, [
    {
      facet: 'concern',
      id: 'sea',
      labels: [
        { language: 'en', text: 'The sea' },
        { language: 'es', text: 'El mar' },
      ],
    },
  ])
  if (!extended.ok) throw new Error(extended.error.code)
  expect(wordOf(en, extended.value, 'concern', id('sea'))).toBe('The sea')
  expect(wordOf({ ...en, language: 'es' }, extended.value, 'concern', id('sea'))).toBe('El mar')
  expect(wordOf({ ...en, language: 'fr' }, extended.value, 'concern', id('sea'))).toBe('The sea')
})

test('a concept of a newer release is called by what stands above it', () => {
  expect(wordOf(en, coreVocabulary, 'concern', id('anxiety.panic.newer'))).toBe('Panic attacks')
  expect(wordOf(en, coreVocabulary, 'concern', id('constructor'))).toBe('constructor')
})

test('a language with a region is called by its language', () => {
  expect(wordOf(en, coreVocabulary, 'language', id('es-MX'))).toBe('Spanish')
  expect(wordOf(en, coreVocabulary, 'language', id('tlh'))).toBe('tlh')
})
