import { describe, expect, it } from 'vitest'
import { en } from '../../../src/labels/en.js'
import { textOfExcluded, textOfRelaxation } from '../../../src/matching/text-counts.js'

describe('what giving way would bring', () => {
  it('is an offer in one sentence', () => {
    const text = (gate: Parameters<typeof textOfRelaxation>[0]['gate'], change: 'drop' | 'ask' | 'loosen') =>
      textOfRelaxation({ gate, change, gained: 7 }, en)
    expect([
      text('payment', 'loosen'),
      text('where', 'loosen'),
      text('accepting', 'loosen'),
      text('languages', 'drop'),
      text('languages', 'ask'),
      text('when', 'loosen'),
    ]).toEqual([
      'If you could pay a quarter more, there would be 7 more to choose from',
      'If you could go twice as far, there would be 7 more to choose from',
      'If a waiting list were all right for you, there would be 7 more to choose from',
      'Without your condition about the language, there would be 7 more to choose from',
      'If you kept those who say nothing about the language, to ask them, there would be 7 more to choose from',
      'With a wider condition about your free time, there would be 7 more to choose from',
    ])
  })
  it('counts one as one, in a language that tells the two apart', () => {
    const es = { ...en, match: { ...en.match, gain: { one: 'habría una persona más', other: 'habría {count} más' } } }
    const drop = { gate: 'access', change: 'drop' } as const
    expect(textOfRelaxation({ ...drop, gained: 1 }, es)).toContain('habría una persona más')
    expect(textOfRelaxation({ ...drop, gained: 2 }, es)).toContain('habría 2 más')
    expect(textOfRelaxation({ ...drop, gained: 12_345 }, en)).toContain('12,345 more')
  })
})

describe('who was left out', () => {
  it('is counted and given its reasons, the most first', () => {
    expect(textOfExcluded({ total: 12, byGate: { access: 5, payment: 7 } }, en)).toEqual([
      '12 were left out',
      '7 because of the cost or insurance',
      '5 because of access',
    ])
  })
  it('is said to have more than one reason where the reasons count more than the people', () => {
    const byGate = { languages: 6368, where: 8990 }
    expect(textOfExcluded({ total: 9015, byGate }, en)).toEqual([
      '9,015 were left out, some for more than one reason',
      '8,990 because of where you are',
      '6,368 because of the language',
    ])
    expect(textOfExcluded({ total: 1, byGate: { ageGroup: 1, accepting: 1 } }, en)).toEqual([
      '1 was left out, for more than one reason',
      '1 because they see people of another age',
      '1 because there is no room now',
    ])
  })
  it('is one where it is one, and nothing where it is nobody', () => {
    expect(textOfExcluded({ total: 1, byGate: { where: 1 } }, en)).toEqual([
      '1 was left out',
      '1 because of where you are',
    ])
    expect(textOfExcluded({ total: 0, byGate: {} }, en)).toEqual([])
  })
})
