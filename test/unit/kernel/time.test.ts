import { describe, expect, test } from 'vitest'
import { after, dayOf, days, epochSeconds, hours, isoDateOf, keyEpochOf, startOfDay } from '../../../src/kernel/time.js'

const moment = epochSeconds(new Date('2026-11-21T10:11:12.999Z'))

describe('a moment', () => {
  test('is whole seconds, from a Date or a number', () => {
    expect(moment).toBe(Date.UTC(2026, 10, 21, 10, 11, 12) / 1000)
    expect(epochSeconds(12.9)).toBe(12)
    expect(epochSeconds(0)).toBe(0)
  })

  test('that is no time after 1970 is a fault', () => {
    for (const bad of [new Date(Number.NaN), new Date(-1), Number.NaN, -1, Number.POSITIVE_INFINITY, 2 ** 60]) {
      expect(() => epochSeconds(bad)).toThrow(RangeError)
    }
  })
})

describe('a length', () => {
  test('is counted in seconds', () => {
    expect([days(1), days(0.5), hours(2), days(0)]).toEqual([86_400, 43_200, 7200, 0])
    expect(after(moment, hours(1)) - moment).toBe(3600)
  })

  test('that is negative or not finite is a fault', () => {
    for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => days(bad)).toThrow(RangeError)
      expect(() => hours(bad)).toThrow(RangeError)
    }
  })
})

test('a day holds its first and its last second', () => {
  const day = dayOf(moment)
  expect(startOfDay(day)).toBe(Date.UTC(2026, 10, 21) / 1000)
  expect(dayOf(epochSeconds(startOfDay(day) + 86_399))).toBe(day)
  expect(dayOf(epochSeconds(startOfDay(day) + 86_400))).toBe(day + 1)
})

test('a key epoch holds 28 days', () => {
  const first = keyEpochOf(moment) * 28
  expect(keyEpochOf(epochSeconds(first * 86_400))).toBe(keyEpochOf(moment))
  expect(keyEpochOf(epochSeconds((first + 28) * 86_400 - 1))).toBe(keyEpochOf(moment))
  expect(keyEpochOf(epochSeconds((first + 28) * 86_400))).toBe(keyEpochOf(moment) + 1)
})

test('a day is written as its ISO date', () => {
  expect(isoDateOf(dayOf(moment))).toBe('2026-11-21')
  expect(isoDateOf(dayOf(epochSeconds(0)))).toBe('1970-01-01')
})
