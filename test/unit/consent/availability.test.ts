import { describe, expect, it } from 'vitest'
import { partsOfDay, timesOfWeek } from '../../../src/consent/availability.js'

const slot = (day: string, fromMinute: number, toMinute: number) => ({ day, fromMinute, toMinute })

describe('availability as slots', () => {
  it('is ordered by the week, whatever the order of the answers', () => {
    const ordered = [slot('mon', 0, 5), slot('mon', 60, 90), slot('sun', 0, 5)]
    const times = [
      { day: 1, times: [[0, 5], [60, 90]] }, // biome-ignore format: pairs
      { day: 7, times: [[0, 5]] },
    ]
    expect(timesOfWeek(ordered)).toEqual(times)
    expect(timesOfWeek([...ordered].reverse())).toEqual(times)
  })
  it('joins what touches, overlaps or is said twice, and nothing else', () => {
    const joined = (...slots: readonly [number, number][]) =>
      timesOfWeek(slots.map(([from, to]) => slot('fri', from, to)))[0]?.times
    expect(joined([60, 90], [90, 120])).toEqual([[60, 120]])
    expect(joined([60, 120], [70, 80], [100, 130])).toEqual([[60, 130]])
    expect(joined([60, 90], [60, 90])).toEqual([[60, 90]])
    expect(joined([60, 90], [91, 120])).toEqual([[60, 90], [91, 120]]) // biome-ignore format: pairs
  })
  it('joins nothing over midnight: a day is a day', () => {
    expect(timesOfWeek([slot('mon', 1380, 1440), slot('tue', 0, 60)])).toEqual([
      { day: 1, times: [[1380, 1440]] },
      { day: 2, times: [[0, 60]] },
    ])
  })
})

describe('availability as parts of the day', () => {
  const partsOf = (...slots: readonly ReturnType<typeof slot>[]) => partsOfDay(timesOfWeek(slots))
  it('names every part a slot touches, and no part it only borders on', () => {
    expect(partsOf(slot('wed', 719, 720))).toEqual({ morning: [3] })
    expect(partsOf(slot('wed', 719, 1021))).toEqual({ morning: [3], afternoon: [3], evening: [3] })
    expect(partsOf(slot('wed', 720, 1020))).toEqual({ afternoon: [3] })
    expect(partsOf(slot('wed', 1020, 1440))).toEqual({ evening: [3] })
  })
  it('names each day once, in the order of the week', () => {
    expect(partsOf(slot('fri', 0, 60), slot('tue', 0, 60), slot('fri', 120, 180))).toEqual({ morning: [2, 5] })
  })
})
