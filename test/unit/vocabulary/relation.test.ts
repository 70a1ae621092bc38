import { expect, test } from 'vitest'
import type { ConceptId } from '../../../src/vocabulary/concept.js'
import { relate, relationStrength, relationTo } from '../../../src/vocabulary/relation.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'

const id = (text: string) => text as ConceptId // test data, in the form of an id

test('the very thing, something within it, something wider and a neighbour are told apart', () => {
  expect(relate(id('anxiety'), id('anxiety'))).toBe('exact')
  expect(relate(id('anxiety'), id('anxiety.panic'))).toBe('descendant')
  expect(relate(id('practical'), id('practical.housing.tonight'))).toBe('descendant')
  expect(relate(id('anxiety.panic'), id('anxiety'))).toBe('ancestor')
  expect(relate(id('anxiety.panic'), id('anxiety.social'))).toBe('sibling')
  expect(relate(id('anxiety.panic'), id('mood.numb'))).toBe('none')
})

test('two top-level concepts are never siblings', () => {
  expect(relate(id('anxiety'), id('mood'))).toBe('none')
})

test('a shared beginning is not a relation', () => {
  expect(relate(id('work'), id('work-life'))).toBe('none')
  expect(relate(id('a.b'), id('a.b-c'))).toBe('sibling')
})

test('the strengths fall from exact to none, which is worth nothing', () => {
  const { exact, descendant, ancestor, sibling, none } = relationStrength
  expect([exact, none]).toEqual([1000, 0])
  expect(exact >= descendant && descendant >= ancestor && ancestor >= sibling && sibling >= none).toBe(true)
})

test('one need is related to many offers as to each of them', () => {
  const relateTo = relationTo(id('practical.housing.tonight'))
  const concerns = [...(coreVocabulary.concepts.get('concern') ?? [])]
  expect(concerns.filter((offered) => relateTo(offered) === 'ancestor')).toEqual(['practical', 'practical.housing'])
  expect(relateTo('practical.housing.eviction')).toBe('sibling')
  expect(relateTo('practical.money')).toBe('none')
  expect(relateTo('practical.housing.tonight')).toBe('exact')
})
