import { describe, expect, it } from 'vitest'
import { en } from '../../../src/labels/en.js'
import { textOfReason } from '../../../src/matching/text.js'

const need = {
  facet: 'need',
  need: 'anxiety.panic',
  matched: 'anxiety',
  relation: 'ancestor',
  level: 3,
  source: 'self',
} as const

describe('the text of a reason', () => {
  it('says what is offered, how it relates to the need, at which level and who says so', () => {
    const { concern } = en.concepts
    expect(textOfReason(need, en)).toBe(
      `Works with ${concern.anxiety}, which ${concern['anxiety.panic']} belongs to (Is experienced in this, in their own words)`,
    )
  })
  it('says the heading and the word of any other wish', () => {
    const style = {
      ...need,
      facet: 'style',
      need: 'warm',
      matched: 'warm',
      relation: undefined,
      level: undefined,
    } as const
    expect(textOfReason(style, en)).toBe('The way you like to work: Warm')
  })
  it('says the heading alone where no word is needed', () => {
    const time = {
      ...need,
      facet: 'when',
      need: undefined,
      matched: undefined,
      relation: undefined,
      level: undefined,
    } as const
    expect(textOfReason(time, en)).toBe('Times that suit you')
  })
})
