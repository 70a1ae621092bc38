import { describe, expect, it } from 'vitest'
import { addMonths, dateFromDays, daysFromDate, endOfDate } from '../../../src/matching/calendar.js'

const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

describe('the calendar', () => {
  it('agrees with the engine’s own on every day of forty years, both ways', () => {
    for (let day = dayOf('1999-01-01'); day < dayOf('2039-01-01'); day++) {
      const [year = 0, month = 0, date = 0] = new Date(day * 86_400_000)
        .toISOString()
        .slice(0, 10)
        .split('-')
        .map(Number)
      expect(daysFromDate({ year, month, day: date })).toBe(day)
      expect(dateFromDays(day)).toEqual({ year, month, day: date })
    }
  })
  it('makes the 31st the last day of a shorter month', () => {
    expect(addMonths(dayOf('2027-01-31'), 1)).toBe(dayOf('2027-02-28'))
    expect(addMonths(dayOf('2027-01-31'), 13)).toBe(dayOf('2028-02-29'))
  })
  it('carries months over the year', () => expect(addMonths(dayOf('2026-11-21'), 3)).toBe(dayOf('2027-02-21')))
  it('ends a date with its last second, where the person is', () => {
    expect(endOfDate('2026-12-10', 0)).toBe(Date.parse('2026-12-10T23:59:59Z') / 1000)
    expect(endOfDate('2026-12-10', -480)).toBe(Date.parse('2026-12-11T07:59:59Z') / 1000)
  })
})
