import { describe, expect, it } from 'vitest'
import { mergeSpans, weekSpans } from '../../../src/descriptor/week.js'

describe('mergeSpans', () => {
  it('joins what touches or overlaps and drops what is empty', () => {
    const spans = [
      { from: 5, to: 9 },
      { from: 1, to: 3 },
      { from: 3, to: 4 },
      { from: 6, to: 7 },
      { from: 20, to: 20 },
    ]
    expect(mergeSpans(spans)).toEqual([
      { from: 1, to: 4 },
      { from: 5, to: 9 },
    ])
  })
})

describe('weekSpans', () => {
  it('counts from Monday at midnight and joins what meets at midnight', () => {
    const spans = weekSpans([
      { day: 'tue', fromMinute: 0, toMinute: 60 },
      { day: 'mon', fromMinute: 1380, toMinute: 1440 },
      { day: 'sun', fromMinute: 600, toMinute: 660 },
    ])
    expect(spans).toEqual([
      { from: 82_800, to: 90_000 },
      { from: 554_400, to: 558_000 },
    ])
  })
})
