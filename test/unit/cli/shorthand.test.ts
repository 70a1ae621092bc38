import { describe, expect, test } from 'vitest'
import { expandEvent, expandPractitioner } from '../../../src/cli/shorthand.js'
import { epochSeconds } from '../../../src/kernel/time.js'

const now = epochSeconds(new Date('2026-11-21T20:00:00Z'))
const clock = { now, zone: 'America/Los_Angeles' }
const draftOf = (source: unknown) => expandPractitioner(source, clock)?.draft

describe('the shorthand of a practitioner’s file', () => {
  test('turns the words for how well into levels', () =>
    expect(
      draftOf({ concepts: { specialist: ['a'], experienced: ['b'], trained: ['c'], 'asks-first': ['d'] } }),
    ).toEqual({
      concepts: [
        { concept: 'a', level: 4 },
        { concept: 'b', level: 3 },
        { concept: 'c', level: 2 },
        { concept: 'd', level: 1 },
      ],
    }))

  test('turns hours into minutes, in the practice and in each location', () =>
    expect(
      draftOf({ slots: ['tue 12:00-20:30'], locations: [{ slots: ['wed 00:00-24:00'] }], zone: {} }),
    ).toMatchObject({
      slots: [{ day: 'tue', fromMinute: 720, toMinute: 1230 }],
      locations: [{ slots: [{ day: 'wed', fromMinute: 0, toMinute: 1440 }] }],
    }))

  test('adds the community’s zone, with its changes of clocks for half a year, where there are hours', () => {
    const zone = draftOf({ slots: ['tue 12:00-20:30'] })?.['zone']
    expect(zone).toEqual({
      id: 'America/Los_Angeles',
      transitions: [
        { at: now - 60 * 86_400, offsetMinutes: -420 },
        { at: Date.UTC(2026, 10, 1, 9) / 1000, offsetMinutes: -480 },
        { at: Date.UTC(2027, 2, 14, 10) / 1000, offsetMinutes: -420 },
      ],
    })
    expect(draftOf({ name: 'x' })).toEqual({ name: 'x' })
  })

  test('hands on what it does not know, for the schema to refuse', () =>
    expect(draftOf({ concepts: 'all', slots: ['Tuesdays', 7], locations: ['here'], zone: 'Saltmere/Harbour' })).toEqual(
      {
        concepts: 'all',
        slots: ['Tuesdays', 7],
        locations: ['here'],
        zone: 'Saltmere/Harbour',
      },
    ))

  test('keeps the presence apart, with the moment it was confirmed', () =>
    expect(
      expandPractitioner(
        { name: 'x', presence: { capacity: 'capacity', confirmed: '2 days ago', pausedUntil: 'in 1 week' } },
        clock,
      ),
    ).toEqual({
      draft: { name: 'x' },
      confirmed: now - 2 * 86_400,
      presence: { capacity: 'capacity', capacityAsOf: now - 2 * 86_400, pausedUntil: now + 7 * 86_400 },
    }))

  test('is nothing for what is no object', () => {
    for (const source of [null, [], 'x', 1, true]) expect(expandPractitioner(source, clock)).toBeUndefined()
  })
})

test('an event keeps its hosts by name, and its moments become seconds', () =>
  expect(
    expandEvent({ title: 'x', hosts: ['chen-wei'], starts: '2026-12-10 18:30', placesAsOf: 'today' }, clock),
  ).toEqual({
    draft: { title: 'x', starts: Date.UTC(2026, 11, 11, 2, 30) / 1000, placesAsOf: now },
    hosts: ['chen-wei'],
  }))

describe('an event that repeats', () => {
  const zoneOf = (source: object) => expandEvent({ title: 'x', hosts: [], ...source }, clock)?.draft['zone']
  const changes = { back: Date.UTC(2026, 10, 1, 9) / 1000, forward: Date.UTC(2027, 2, 14, 10) / 1000 }

  test('gets the zone from its first time to its last, so that it keeps its hour when the clocks change', () => {
    const begun = { starts: '2026-05-07 18:30', recurrence: { every: 'month', times: 12 } }
    expect(zoneOf(begun)).toEqual({
      id: 'America/Los_Angeles',
      transitions: [
        { at: Date.UTC(2026, 4, 8, 1, 30) / 1000, offsetMinutes: -420 },
        { at: changes.back, offsetMinutes: -480 },
        { at: changes.forward, offsetMinutes: -420 },
      ],
    })
    const longer = { starts: '2026-12-03 18:30', recurrence: { every: 'week', times: 60 } }
    expect(zoneOf(longer)).toMatchObject({ transitions: { length: 4 } })
  })

  test('has its moved dates in local time, too', () => {
    const moved = [{ number: 3, starts: '2026-12-17 18:30' }, 'third']
    const recurrence = { every: 'week', times: 4, moved, cancelled: [4] }
    expect(expandEvent({ title: 'x', hosts: [], starts: '2026-12-03 18:30', recurrence }, clock)?.draft).toMatchObject({
      recurrence: { ...recurrence, moved: [{ number: 3, starts: Date.UTC(2026, 11, 18, 2, 30) / 1000 }, 'third'] },
    })
  })

  test('gets no more than four years of it, whatever is written', () => {
    for (const starts of ['2020-01-01', '2026-12-03', 0, -1, 1.5, Number.MAX_SAFE_INTEGER]) {
      for (const times of [60, 1e9, -1, 'many', undefined]) {
        expect(zoneOf({ starts, recurrence: { every: 'month', times } })).toBeDefined()
      }
    }
  })
})
