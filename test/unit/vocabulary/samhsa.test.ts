import { expect, test } from 'vitest'
import { fromSamhsaCodes, samhsaCodes } from '../../../src/vocabulary/crosswalk/samhsa.js'
import { coreVocabulary, hasConcept } from '../../../src/vocabulary/vocabulary.js'

test('every code of the directory is mapped or set aside', () => {
  expect(Object.keys(samhsaCodes)).toHaveLength(176)
})

test('every counterpart is a concept of the core, and only concerns have a level', () => {
  const targets = Object.values(samhsaCodes).flatMap((meaning) => (typeof meaning === 'string' ? [] : meaning))
  expect(targets.length).toBeGreaterThan(90)
  for (const target of targets) {
    expect(hasConcept(coreVocabulary, target.facet, target.id), target.id).toBe(true)
    expect(target.level !== undefined, target.id).toBe(target.facet === 'concern')
  }
})

test('a concept named by several codes appears once, at its highest level', () => {
  expect(fromSamhsaCodes(['IDD', 'CO', 'SUMH', 'CO']).value).toEqual([
    { facet: 'concern', id: 'substance.with-mental-health', level: 3 },
  ])
})

test('codes without a counterpart are listed with their rule, unknown ones included', () => {
  expect(fromSamhsaCodes(['CBT', 'SMON', 'HALOP', 'XYZ', 'constructor', 'SMON'])).toEqual({
    value: [{ facet: 'modality', id: 'cbt' }],
    dropped: [
      { code: 'SMON', rule: 'smoking-policy' },
      { code: 'HALOP', rule: 'single-medicine' },
      { code: 'XYZ', rule: 'unknown_code' },
      { code: 'constructor', rule: 'unknown_code' },
    ],
  })
})
