import { describe, expect, it } from 'vitest'
import { addMonths, endOfDate } from '../../../src/matching/calendar.js'

const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000
const isoOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

describe('the calendar', () => {
  it('moves every day of forty years to the same day of the next month, or to its last', () => {
    const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for (let day = dayOf('1999-01-01'); day < dayOf('2039-01-01'); day++) {
      const [year = 0, month = 0, date = 0] = isoOf(day).split('-').map(Number)
      const next = { year: month === 12 ? year + 1 : year, month: (month % 12) + 1 }
      const last = (lengths[next.month - 1] ?? 0) + (next.month === 2 && next.year % 4 === 0 ? 1 : 0)
      const two = (part: number) => String(part).padStart(2, '0')
      expect(isoOf(addMonths(day, 1))).toBe(`${next.year}-${two(next.month)}-${two(Math.min(date, last))}`)
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
