import { describe, expect, it } from 'vitest'
import { inWeekOrder, partsOfDay } from '../../../src/consent/availability.js'

const slot = (day: string, fromMinute: number, toMinute: number) => ({ day, fromMinute, toMinute })

describe('availability', () => {
  it('is ordered by the week, whatever the order of the answers', () => {
    const ordered = [slot('mon', 0, 5), slot('mon', 60, 90), slot('mon', 60, 120), slot('sun', 0, 5)]
    expect(inWeekOrder([...ordered].reverse())).toEqual(ordered)
  })
  it('as parts of the day names every part a slot touches, and no part it only borders on', () => {
    expect(partsOfDay([slot('wed', 719, 720)])).toEqual([{ day: 'wed', part: 'morning' }])
    expect(partsOfDay([slot('wed', 719, 1021)]).map(({ part }) => part)).toEqual(['morning', 'afternoon', 'evening'])
    expect(partsOfDay([slot('wed', 1020, 1440)])).toEqual([{ day: 'wed', part: 'evening' }])
  })
  it('as parts of the day names each once', () => {
    expect(partsOfDay([slot('fri', 0, 60), slot('fri', 120, 180)])).toEqual([{ day: 'fri', part: 'morning' }])
  })
})
