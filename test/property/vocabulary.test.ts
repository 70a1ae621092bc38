import fc from 'fast-check'
import { describe, test } from 'vitest'
import type { ConceptId } from '../../src/vocabulary/concept.js'
import { relate, relationStrength } from '../../src/vocabulary/relation.js'
import { decodeVocabulary, encodeVocabulary } from '../../src/vocabulary/section.js'
import { ancestorsOf, coreVocabulary, type Vocabulary } from '../../src/vocabulary/vocabulary.js'

const runs = { numRuns: 300 }
const part = fc.constantFrom('a', 'b', 'c', 'a-b', 'a1')
// One to three of these parts joined by dots are an id.
const concept = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.') as ConceptId)
const core = fc.constantFrom(...(coreVocabulary.concepts.get('concern') ?? []))
const opposite = {
  exact: 'exact',
  descendant: 'ancestor',
  ancestor: 'descendant',
  sibling: 'sibling',
  none: 'none',
} as const

/** A vocabulary of concerns alone, closed under parents. */
function vocabularyOf(ids: readonly ConceptId[]): Vocabulary {
  const closed = new Set(ids.flatMap((id) => [id, ...ancestorsOf(id)]))
  return { id: 'test', version: 1, format: 1, concepts: new Map([['concern', closed]]), labels: [] }
}

describe('relations', () => {
  test('turn round when need and offer do', () => {
    fc.assert(
      fc.property(concept, concept, (one, other) => relate(one, other) === opposite[relate(other, one)]),
      runs,
    )
  })

  test('never fall from exact over descendant, ancestor and sibling to unrelated, which is nothing', () => {
    const rank = { exact: 4, descendant: 3, ancestor: 2, sibling: 1, none: 0 } as const
    fc.assert(
      fc.property(core, core, core, (need, one, other) => {
        const [first, second] = [relate(need, one), relate(need, other)]
        const inOrder = rank[first] < rank[second] || relationStrength[first] >= relationStrength[second]
        return inOrder && (first === 'none') === (relationStrength[first] === 0)
      }),
      runs,
    )
  })

  test('depend on the shape of the tree, not on the names in it', () => {
    const renamed = (id: ConceptId) =>
      id
        .split('.')
        .map((word) => `x-${[...word].reverse().join('')}9`)
        .join('.') as ConceptId
    fc.assert(
      fc.property(concept, concept, (one, other) => relate(one, other) === relate(renamed(one), renamed(other))),
      runs,
    )
  })
})

describe('the vocabulary section', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(concept, { maxLength: 30 }), (ids) => {
        const bytes = encodeVocabulary(vocabularyOf(ids))
        const read = decodeVocabulary(bytes)
        return read.ok && encodeVocabulary(read.value).join() === bytes.join()
      }),
      runs,
    )
  })

  test('with any bit changed is refused, never thrown at', () => {
    const bytes = encodeVocabulary(coreVocabulary)
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = bytes.slice()
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        return !decodeVocabulary(changed).ok
      }),
      runs,
    )
  })

  test('made of any bytes is a Result', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => !decodeVocabulary(bytes).ok),
      runs,
    )
  })
})
