import { describe, expect, test } from 'vitest'
import { readMoment } from '../../../src/cli/moments.js'
import { epochSeconds } from '../../../src/kernel/time.js'

const clock = { now: epochSeconds(new Date('2026-11-21T20:00:00Z')), zone: 'America/Los_Angeles' }
const read = (text: string) => {
  const moment = readMoment(text, clock)
  return moment === undefined ? undefined : new Date(moment * 1000).toISOString()
}

describe('a moment as a lead writes it', () => {
  test('is now for today', () => expect(read('today')).toBe('2026-11-21T20:00:00.000Z'))
  test('is local noon for a date alone', () => expect(read('2026-12-10')).toBe('2026-12-10T20:00:00.000Z'))
  test('is local time for a date with an hour, in winter', () =>
    expect(read('2026-12-10 18:30')).toBe('2026-12-11T02:30:00.000Z'))
  test('is local time for a date with an hour, in summer', () =>
    expect(read('2027-07-01 18:30')).toBe('2027-07-02T01:30:00.000Z'))
  test('counts whole days back', () => expect(read('3 days ago')).toBe('2026-11-18T20:00:00.000Z'))
  test('counts one day back', () => expect(read('1 day ago')).toBe('2026-11-20T20:00:00.000Z'))
  test('counts weeks ahead', () => expect(read('in 2 weeks')).toBe('2026-12-05T20:00:00.000Z'))
  test('finds the first such weekday from then on', () =>
    // In two weeks it is Saturday the 5th; the Thursday after it is the 10th.
    expect(read('in 2 weeks, thu 18:30')).toBe('2026-12-11T02:30:00.000Z'))
  test('takes that very day where it is such a weekday', () =>
    expect(read('in 2 weeks, sat 10:00')).toBe('2026-12-05T18:00:00.000Z'))
  test('keeps the local hour across a change of clocks', () =>
    // 2027-03-14 is the first day of summer time there.
    expect(read('in 16 weeks, sun 10:00')).toBe('2027-03-14T17:00:00.000Z'))

  for (const text of [
    '',
    'soon',
    '2026-13-01',
    '2026-02-31x',
    '18:30',
    'in weeks',
    '-3 days ago',
    'in 99999 weeks',
    '3 days ago ',
  ]) {
    test(`is nothing for ${JSON.stringify(text)}`, () => expect(read(text)).toBeUndefined())
  }

  test('is nothing in a zone there is not', () =>
    expect(readMoment('2026-12-10', { ...clock, zone: 'Saltmere/Harbour' })).toBeUndefined())
})
