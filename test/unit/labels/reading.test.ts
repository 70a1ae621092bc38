import { describe, expect, it } from 'vitest'
import { textOf } from '../../../src/consent/text.js'
import { en } from '../../../src/labels/en.js'
import { everything, proposalOf } from '../../support/cast.js'
import { texts } from './languages.js'
import { gradeOf, sentencesOf, wordsOf } from './reading.js'

// Grade 6 is what the person's English is held to. A grade is an average, and says little of a few words: one long word
// ("Practitioner") decides. So a text of ten words or more is held to 6, a sentence of five or more to 9, and each body of
// texts as a whole to 6.

const said = (value: unknown) => [...new Set(texts(value).map(([, text]) => text))]
const bodies = {
  'consent and preview': said(en.preview),
  'a conversation': said(en.conversation),
  'failures, for the person': Object.values(en.failures).map(({ person }) => person),
  'a match': said(en.match),
}
const held = Object.entries(bodies).filter(([name]) => name !== 'a match')

describe('the English a person reads', () => {
  it.each(Object.entries(bodies))('is at grade 6 or below as a whole: %s', (_, all) =>
    expect(gradeOf(all.join('\n'))).toBeLessThanOrEqual(6),
  )
  it.each(held)('is at grade 6 or below in every text of ten words or more: %s', (_, all) =>
    expect(all.filter((text) => wordsOf(text).length >= 10 && gradeOf(text) > 6)).toEqual([]),
  )
  it.each(held)('is at grade 9 or below in every sentence of five words or more: %s', (_, all) =>
    expect(all.flatMap(sentencesOf).filter((one) => wordsOf(one).length >= 5 && gradeOf(one) > 9)).toEqual([]),
  )
  it.each([{}, { availability: 'part-of-day' }, everything] as const)(
    'is at grade 6 or below in a preview of %j',
    (share) => expect(gradeOf(textOf(proposalOf({ share }).preview, en))).toBeLessThanOrEqual(6),
  )
})

describe('the grade of a text', () => {
  it('is that of the formula', () => {
    // 6 words, 1 sentence, 6 syllables; then 11 words, 2 sentences, 12 syllables ("They answer" has 3).
    expect(gradeOf('The cat sat on the mat.')).toBeCloseTo(0.39 * 6 + 11.8 - 15.59)
    expect(gradeOf('The cat sat on the mat. They answer when they can.')).toBeCloseTo(
      0.39 * 5.5 + (11.8 * 12) / 11 - 15.59,
    )
  })
  it('rises with long words and long sentences', () => {
    const hard = 'Notwithstanding contemporaneous confidentiality considerations, practitioners retain documentation.'
    expect(gradeOf(hard)).toBeGreaterThan(15)
    const long =
      'You can take it back and then it is gone and no one sees it and all of it is as it was and you can go on'
    expect(gradeOf(long)).toBeGreaterThan(gradeOf(long.replaceAll(' and', '.')) + 4)
  })
  it('does not count placeholders, numbers, addresses and links', () => {
    expect(wordsOf('For: {name}, 98101, ann@mail.example, https://chen.example/privacy')).toEqual(['For'])
  })
})
