import { describe, expect, test } from 'vitest'
import type { ConceptId } from '../../../src/vocabulary/concept.js'
import { facets, isConceptId, isOpenFacet, isSpecialCategory } from '../../../src/vocabulary/concept.js'
import { coreWords } from '../../../src/vocabulary/core/all.js'
import {
  ancestorsOf,
  type ConceptExtension,
  coreVocabulary,
  extendVocabulary,
  hasConcept,
  isIdOf,
  MAX_EXTENSIONS,
  parentOf,
  topOf,
} from '../../../src/vocabulary/vocabulary.js'

const id = (text: string) => text as ConceptId // test data, in the form of an id

describe('the core vocabulary', () => {
  test('holds only ids of the right form, each once in its facet', () => {
    for (const facet of facets) {
      const words: readonly string[] = coreWords[facet]
      expect(words.filter((word) => !isIdOf(facet, word))).toEqual([])
      expect(new Set(words).size).toBe(words.length)
      expect(coreVocabulary.concepts.get(facet)?.size).toBe(words.length)
    }
  })

  test('has the parent of every concept in the same facet', () => {
    for (const [facet, ids] of coreVocabulary.concepts) {
      for (const one of ids) {
        const parent = parentOf(one)
        if (parent !== undefined) expect(hasConcept(coreVocabulary, facet, parent), one).toBe(true)
      }
    }
  })

  test('is as wide as promised', () => {
    const count = (facet: (typeof facets)[number]) => coreWords[facet].length
    expect(count('concern')).toBeGreaterThanOrEqual(150)
    expect(count('modality')).toBeGreaterThanOrEqual(70)
    expect(count('population')).toBeGreaterThanOrEqual(40)
    expect(count('body-area')).toBeGreaterThanOrEqual(40)
    expect(count('language')).toBeGreaterThanOrEqual(60)
    const tops = new Set([...(coreVocabulary.concepts.get('concern') ?? [])].map(topOf))
    for (const top of ['anxiety', 'grief', 'pain', 'posture', 'sport', 'perinatal', 'practical']) {
      expect(tops.has(id(top)), top).toBe(true)
    }
  })

  test('knows the words of the documented answers', () => {
    const documented = {
      concern: ['anxiety.panic'],
      'age-group': ['adult'],
      gender: ['woman'],
      'for-whom': ['self', 'child', 'couple', 'family', 'other'],
      session: ['one', 'couple', 'family', 'group'],
      format: ['in-person', 'online'],
      access: ['step-free', 'sign-language', 'quiet', 'text-only'],
      'body-area': ['lower-back', 'abdomen'],
      modality: ['cbt'],
      practitioner: ['gender.woman'],
      population: ['lgbtq'],
      'fee-model': ['fixed', 'sliding', 'pay-what-you-can', 'free', 'voucher'],
      'event-kind': ['workshop', 'pop-up', 'group-intake', 'peer-learning'],
    } as const
    for (const [facet, words] of Object.entries(documented)) {
      // Object.entries loses the keys' type.
      for (const word of words)
        expect(hasConcept(coreVocabulary, facet as keyof typeof documented, word), word).toBe(true)
    }
  })

  test('is frozen', () => {
    expect(Object.isFrozen(coreVocabulary)).toBe(true)
    expect(Object.isFrozen(coreVocabulary.labels)).toBe(true)
  })
})

describe('ids', () => {
  test('are one to three dotted words of lower case', () => {
    for (const good of ['a', 'a-b.c', 'practical.housing.tonight', 'age.35-to-55']) expect(isConceptId(good)).toBe(true)
    for (const bad of ['', '.', 'a.', '.a', 'a..b', 'A', 'a_b', '-a', 'a-', 'a--b', 'a.b.c.d', 'é', 'a'.repeat(81)]) {
      expect(isConceptId(bad), bad).toBe(false)
    }
  })

  test('say what stands above them', () => {
    expect(parentOf(id('a.b.c'))).toBe('a.b')
    expect(parentOf(id('a'))).toBeUndefined()
    expect(ancestorsOf(id('a.b.c'))).toEqual(['a.b', 'a'])
    expect(topOf(id('a.b.c'))).toBe('a')
    expect(topOf(id('a'))).toBe('a')
  })

  test('of open facets are known by their form, those of the others by name only', () => {
    expect(facets.filter(isOpenFacet)).toEqual(['language', 'insurer'])
    expect(hasConcept(coreVocabulary, 'language', 'es-MX')).toBe(true)
    expect(hasConcept(coreVocabulary, 'language', 'not a tag')).toBe(false)
    expect(hasConcept(coreVocabulary, 'insurer', 'some-plan')).toBe(true)
    expect(hasConcept(coreVocabulary, 'insurer', 'Some Plan')).toBe(false)
    expect(hasConcept(coreVocabulary, 'concern', 'some-plan')).toBe(false)
    expect(hasConcept(coreVocabulary, 'concern', 'constructor')).toBe(false)
  })

  test('that reveal a special category of the practitioner are named', () => {
    expect(isSpecialCategory('practitioner', 'faith.muslim')).toBe(true)
    expect(isSpecialCategory('practitioner', 'lived-experience')).toBe(true)
    expect(isSpecialCategory('practitioner', 'gender.woman')).toBe(false)
    expect(isSpecialCategory('population', 'faith.muslim')).toBe(false)
  })
})

describe('a community', () => {
  const kelp: ConceptExtension = {
    facet: 'modality',
    id: 'massage.kelp',
    labels: [
      { language: 'en', text: 'Kelp wraps' },
      { language: 'es', text: 'Envolturas de algas' },
    ],
  }

  test('may add concepts under existing and new parents, in any order', () => {
    const added = extendVocabulary(coreVocabulary, [
      { facet: 'concern', id: 'sea.cold', labels: [{ language: 'en', text: 'Cold water' }] },
      kelp,
      { facet: 'concern', id: 'sea', labels: [{ language: 'en', text: 'The sea' }] },
    ])
    if (!added.ok) throw new Error(added.error.code)
    expect(hasConcept(added.value, 'modality', 'massage.kelp')).toBe(true)
    expect(hasConcept(added.value, 'concern', 'sea.cold')).toBe(true)
    expect(hasConcept(coreVocabulary, 'concern', 'sea')).toBe(false)
    expect(added.value.labels.map((label) => `${label.id} ${label.language}`)).toEqual([
      'sea en',
      'sea.cold en',
      'massage.kelp en',
      'massage.kelp es',
    ])
    expect(added.value).toMatchObject({ id: coreVocabulary.id, version: coreVocabulary.version })
  })

  const refused: readonly (readonly [string, ConceptExtension, string])[] = [
    ['an id that exists', { ...kelp, id: 'massage' }, 'id'],
    ['an id of another form', { ...kelp, id: 'Massage Kelp' }, 'id'],
    ['an id whose parent is nowhere', { ...kelp, id: 'seaside.kelp' }, 'parent'],
    ['no words', { ...kelp, labels: [] }, 'labels'],
    ['words that are too long', { ...kelp, labels: [{ language: 'en', text: 'x'.repeat(81) }] }, 'labels'],
    ['words that turn the text around', { ...kelp, labels: [{ language: 'en', text: 'x\u202ey' }] }, 'labels'],
    ['two words in one language', { ...kelp, labels: [...kelp.labels, ...kelp.labels] }, 'labels'],
    ['words in no language', { ...kelp, labels: [{ language: '', text: 'x' }] }, 'labels'],
    // A community's file is read as plain JSON, so its facet may be anything.
    ['a facet that does not exist', { ...kelp, facet: 'weather' as 'modality' }, 'facet'],
  ]
  for (const [what, extension, field] of refused) {
    test(`may not add ${what}`, () => {
      const first = { ...kelp, id: 'massage.first' }
      expect(extendVocabulary(coreVocabulary, [first, extension])).toEqual({
        ok: false,
        error: { code: 'publish_invalid', detail: { field, index: 1 } },
      })
    })
  }

  test('may not add more than the cap', () => {
    const many = Array.from({ length: MAX_EXTENSIONS + 1 }, (_, index) => ({ ...kelp, id: `massage.kelp-${index}` }))
    expect(extendVocabulary(coreVocabulary, many.slice(1)).ok).toBe(true)
    expect(extendVocabulary(coreVocabulary, many).ok).toBe(false)
  })
})
