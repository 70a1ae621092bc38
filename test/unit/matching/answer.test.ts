import { describe, expect, it } from 'vitest'
import type { Offer } from '../../../src/descriptor/offer.js'
import { answerNeed, answerRelated } from '../../../src/matching/answer.js'
import { relationTo } from '../../../src/vocabulary/relation.js'
import { conceptOf, known } from '../../support/offers.js'

const need = conceptOf('anxiety.panic')
const relations = relationTo(need)
const answer = (offer: Offer) => answerNeed(offer, need, relations)
const offers = (...list: (readonly [string, number])[]) =>
  list.map(([concept, level]) => ({ concept: conceptOf(concept), level }))

describe('answerNeed', () => {
  it('multiplies the relation by the level', () => {
    expect(answer({ concepts: offers(['anxiety.panic', 4]) }).strength).toBe(1000)
    expect(answer({ concepts: offers(['anxiety.panic', 1]) }).strength).toBe(250)
    expect(answer({ concepts: offers(['anxiety', 4]) })).toMatchObject({ strength: 600, relation: 'ancestor' })
    expect(answer({ concepts: offers(['anxiety.worry', 2]) })).toMatchObject({ strength: 125, relation: 'sibling' })
  })
  it('takes the best, never the sum', () => {
    expect(answer({ concepts: offers(['anxiety', 4], ['anxiety.panic', 3], ['anxiety.worry', 4]) })).toEqual({
      strength: 750,
      matched: 'anxiety.panic',
      relation: 'exact',
      level: 3,
    })
  })
  it('names the first of equals in the order of text', () => {
    const concepts = offers(['anxiety.worry', 2], ['anxiety.phobias', 2])
    expect(answer({ concepts }).matched).toBe('anxiety.phobias')
    expect(answer({ concepts: concepts.reverse() }).matched).toBe('anxiety.phobias')
  })
  it('is silent where nothing related is stated', () => {
    expect(answer({}).strength).toBeUndefined()
    expect(answer({ concepts: offers(['mood', 4]) }).strength).toBeUndefined()
  })
  it('takes "not offered", of the need or of something wider, as a no', () => {
    expect(answer({ notOffered: known('anxiety.panic') }).strength).toBe(0)
    expect(answer({ notOffered: known('anxiety') }).strength).toBe(0)
    expect(answer({ notOffered: known('anxiety.worry') }).strength).toBeUndefined()
  })
  it('lets "not offered" outweigh what lies beside or above, not the need itself', () => {
    expect(answer({ notOffered: [need], concepts: offers(['anxiety', 4], ['anxiety.worry', 4]) }).strength).toBe(0)
    expect(answer({ notOffered: known('anxiety'), concepts: offers(['anxiety.panic', 2]) }).strength).toBe(500)
  })
})

describe('answerRelated', () => {
  const wanted = conceptOf('cbt.act')
  const related = relationTo(wanted)
  const read = (list: Parameters<typeof answerRelated>[0]) => answerRelated(list, wanted, related)
  it('gives part of the strength to what is related', () => {
    expect(read({ yes: known('cbt.act') })).toEqual({ strength: 1000, matched: 'cbt.act', relation: 'exact' })
    expect(read({ yes: known('cbt') })).toEqual({ strength: 600, matched: 'cbt', relation: 'ancestor' })
  })
  it('reads a no, a complete list and silence apart', () => {
    expect(read({ no: known('cbt') }).strength).toBe(0)
    expect(read({ complete: true }).strength).toBe(0)
    expect(read({ yes: known('systemic') }).strength).toBeUndefined()
    expect(read(undefined).strength).toBeUndefined()
  })
})
