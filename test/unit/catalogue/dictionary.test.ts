import { describe, expect, it } from 'vitest'
import {
  type Dictionary,
  factBytes,
  factRange,
  findFact,
  MAX_FACTS,
  readDictionary,
} from '../../../src/catalogue/dictionary.js'
import { concatBytes } from '../../../src/kernel/bytes.js'
import { bytesOf, dictionaryOf, fact, words } from '../../support/columns.js'

/** Facts of several fields, with prefixes of one another, and bytes above text. */
const facts = [
  fact(1, 'event'),
  fact(2, 'anxiety'),
  fact(2, 'anxiety.panic'),
  fact(2, 'mood'),
  fact(3),
  fact(8, '\u0000\u0000'),
  fact(8, '\u0080\u00ff'),
  fact(255, 'last'),
]

function opened(section: Uint8Array): Dictionary {
  const dictionary = readDictionary(section)
  if (dictionary === undefined) throw new Error('the dictionary was refused')
  return dictionary
}

/** So many facts of four bytes, in order. */
function manyFacts(count: number): Uint8Array {
  const section = new Uint8Array(4 + 8 * count)
  const view = new DataView(section.buffer)
  view.setUint32(0, count, true)
  for (let index = 0; index < count; index++) {
    view.setUint32(4 + 4 * index, 4 * (index + 1), true)
    view.setUint32(4 + 4 * count + 4 * index, 0x0100_0000 + index)
  }
  return section
}

describe('readDictionary', () => {
  const dictionary = opened(dictionaryOf(facts))

  it('numbers the facts in their order and gives each without its field', () => {
    expect(dictionary.count).toBe(facts.length)
    expect(facts.map((_, number) => factBytes(dictionary, number))).toEqual(facts.map((one) => bytesOf(one.slice(1))))
  })

  it.each([
    [0, 0, 0],
    [1, 0, 1],
    [2, 1, 4],
    [3, 4, 5],
    [4, 5, 5],
    [8, 5, 7],
    [254, 7, 7],
    [255, 7, 8],
  ])('finds the facts of field %i', (field, first, end) => {
    expect(factRange(dictionary, field)).toEqual([first, end])
  })

  it('has none of a field that no byte can name', () => {
    const [first, end] = factRange(dictionary, 256)
    expect(end - first).toBeLessThanOrEqual(0)
  })

  it('takes a dictionary without facts', () => {
    const none = opened(dictionaryOf([]))
    expect([none.count, factRange(none, 0), factRange(none, 255), findFact(none, fact(1))]).toEqual([
      0,
      [0, 0],
      [0, 0],
      undefined,
    ])
  })

  it('reads the same wherever the section lies in its file, and keeps a copy of its own', () => {
    const section = dictionaryOf(facts)
    for (let before = 1; before < 4; before++) {
      const file = concatBytes(new Uint8Array(before), section, Uint8Array.of(7))
      const read = opened(file.subarray(before, before + section.length))
      file.fill(0)
      expect(read).toEqual(dictionary)
    }
  })

  it('reads as many facts as there may be, and not one more', () => {
    expect(readDictionary(manyFacts(MAX_FACTS))?.count).toBe(MAX_FACTS)
    expect(readDictionary(manyFacts(MAX_FACTS + 1))).toBeUndefined()
  })

  const bounded = (...ends: readonly number[]) =>
    concatBytes(words(ends.length, ...ends), bytesOf('\u0001a\u0002b\u0003c'))

  it('takes facts whose ends rise to the end of the bytes', () => {
    expect(opened(bounded(2, 4, 6)).count).toBe(3)
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['three bytes', new Uint8Array(3)],
    ['a count without the ends it counts', words(1)],
    ['ends cut short', concatBytes(words(2, 1), Uint8Array.of(2, 0, 0))],
    ['a count of four thousand million', concatBytes(words(0xffff_ffff), new Uint8Array(64))],
    ['a count that is one too small', dictionaryOf(facts, facts.length - 1)],
    ['a count that is one too large', dictionaryOf(facts, facts.length + 1)],
    ['a byte behind the last fact', concatBytes(dictionaryOf(facts), Uint8Array.of(0))],
    ['a byte behind no facts', concatBytes(dictionaryOf([]), Uint8Array.of(0))],
    ['a last fact that is cut short', dictionaryOf(facts).slice(0, -1)],
    ['a first fact that is empty', bounded(0, 4, 6)],
    ['an empty fact in the middle', bounded(2, 2, 6)],
    ['an empty fact at the end', bounded(2, 6, 6)],
    ['an end that falls', bounded(4, 2, 6)],
    ['an end behind the bytes', bounded(2, 7, 6)],
    ['an end of four thousand million', bounded(2, 0xffff_ffff, 6)],
    ['a last end behind the bytes', bounded(2, 4, 7)],
    ['a last end before the bytes end', bounded(2, 4, 5)],
    ['a fact twice', dictionaryOf([fact(2, 'mood'), fact(2, 'mood')])],
    ['a fact that belongs before the one before it', dictionaryOf([fact(2, 'mood'), fact(2, 'anxiety')])],
    ['a field that belongs before the one before it', dictionaryOf([fact(3, 'a'), fact(2, 'b')])],
    ['a beginning of the fact before it', dictionaryOf([fact(2, 'anxiety'), fact(2, 'anx')])],
    ['an order of signed bytes', dictionaryOf([fact(2, '\u00ff'), fact(2, '\u0001')])],
    ['a last fact out of order', dictionaryOf([fact(1), fact(2), fact(4), fact(3)])],
  ])('refuses %s', (_, section) => {
    expect(readDictionary(section)).toBeUndefined()
  })
})

describe('findFact', () => {
  const dictionary = opened(dictionaryOf(facts))

  it('finds every fact', () => {
    expect(facts.map((one) => findFact(dictionary, one))).toEqual([...facts.keys()])
  })

  it.each([
    ['what comes before the first', fact(0, 'z')],
    ['what comes behind the last', fact(255, 'lasts')],
    ['a beginning of a fact', fact(2, 'anx')],
    ['a fact with one byte more', fact(2, 'mood ')],
    ['what lies between two facts', fact(2, 'grief')],
    ['nothing at all', ''],
    ['a field that nobody states', fact(4)],
    ['characters that are no bytes', fact(2, 'm\u016fod')],
    ['a name that objects have', fact(2, 'constructor')],
  ])('does not find %s', (_, wanted) => {
    expect(findFact(dictionary, wanted)).toBeUndefined()
  })
})
