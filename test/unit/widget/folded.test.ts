import { describe, expect, it } from 'vitest'
import { folded, unfolded } from '../../../examples/widget/folded.js'
import { en } from '../../../src/labels/en.js'

describe('the words of the page', () => {
  it('come out of their short form as they went in, in their order', () => {
    const again = unfolded(folded(en.concepts))
    expect(JSON.stringify(again)).toBe(JSON.stringify(en.concepts))
    expect(folded(en.concepts).length).toBeLessThan(JSON.stringify(en.concepts).length)
  })
})
