import { expect, test } from 'vitest'
import { isLanguageTag, sameLanguage } from '../../../src/vocabulary/language.js'

test('language tags are recognised by their form', () => {
  for (const tag of ['es', 'pt-BR', 'zh-Hant', 'ase', 'zh-Hant-TW', 'EN']) expect(isLanguageTag(tag), tag).toBe(true)
  for (const tag of ['', 'e', 'engl', 'es_MX', 'es-', '-es', 'es--MX', 'es MX', 'es-123456789', 'a'.repeat(36)]) {
    expect(isLanguageTag(tag), tag).toBe(false)
  }
})

test('a language without a region meets every region of it, in both directions', () => {
  expect(sameLanguage('es', 'es-MX')).toBe(true)
  expect(sameLanguage('es-mx', 'ES')).toBe(true)
  expect(sameLanguage('pt-BR', 'pt-PT')).toBe(false)
  expect(sameLanguage('es', 'est')).toBe(false)
})
