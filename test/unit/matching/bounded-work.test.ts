import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FIELD } from '../../../src/catalogue/fields.js'
import { type Fragment, fragmentFormat } from '../../../src/catalogue/fragment.js'
import { type Row, rowOf } from '../../../src/catalogue/row.js'
import { tieOf } from '../../../src/kernel/order.js'
import { fail, ok } from '../../../src/kernel/result.js'
import { byteText } from '../../../src/kernel/text.js'
import { type Matchable, match } from '../../../src/matching/run.js'
import { encodeBody } from '../../../src/statement/body.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { heldAnswers } from '../../support/answers.js'
import { columnsOf, fact, rowAt } from '../../support/columns.js'
import { COMMUNITY } from '../../support/compiled.js'
import { seed } from '../../support/match-run.js'
import { conceptOf, DAY, eventOf, later, listing, now } from '../../support/offers.js'

// What a hostile publisher can make a device do is bounded, whatever is signed: counted in calls, not in seconds.

const work = vi.hoisted(() => ({ surveys: 0, shared: 0, months: 0 }))
vi.mock('../../../src/matching/survey.js', async (original) => {
  const real = await original<typeof import('../../../src/matching/survey.js')>()
  return {
    ...real,
    surveyAll: (...parts: Parameters<typeof real.surveyAll>) => {
      work.surveys++
      return real.surveyAll(...parts)
    },
  }
})
vi.mock('../../../src/matching/time-overlap.js', async (original) => {
  const real = await original<typeof import('../../../src/matching/time-overlap.js')>()
  const counted = <Parts extends readonly unknown[], Value>(call: (...parts: Parts) => Value) => {
    return (...parts: Parts): Value => {
      work.shared++
      return call(...parts)
    }
  }
  return { ...real, minutesFrom: counted(real.minutesFrom), comingWeek: counted(real.comingWeek) }
})
vi.mock('../../../src/matching/calendar.js', async (original) => {
  const real = await original<typeof import('../../../src/matching/calendar.js')>()
  return {
    ...real,
    addMonths: (...parts: Parameters<typeof real.addMonths>) => {
      work.months++
      return real.addMonths(...parts)
    },
  }
})
beforeEach(() => {
  Object.assign(work, { surveys: 0, shared: 0, months: 0 })
})

const community = { key: COMMUNITY } as Matchable['community'] // nothing else of it is read
const entry = listing({ concepts: [{ concept: conceptOf('anxiety'), level: 4 }] })
const lesser = listing({ concepts: [{ concept: conceptOf('anxiety'), level: 1 }] })
const anxious = heldAnswers({ needs: [{ concept: 'anxiety' }], must: [] })
/** A condition that they leave open. */
const asking = heldAnswers({ needs: [{ concept: 'anxiety' }], for: 'self', must: ['for'] })

/** So many rows, of which the first ones are false and the best. */
function partlyFalse(size: number, falsified: number): Matchable & { readonly reads: () => number } {
  const [better, worse] = [rowOf(entry, now), rowOf(lesser, now)]
  const idOf = (row: number) => `listing:${row}`
  const rows = Array.from(
    { length: size },
    (_, row): Row => ({ ...(row < falsified ? better : worse), tie: tieOf(idOf(row)) }),
  )
  let read = 0
  return {
    vocabulary,
    community,
    columns: columnsOf(rows),
    reads: () => read,
    entryAt: (row) => {
      read++
      return row < falsified ? fail('catalogue_row_mismatch', {}) : ok({ ...lesser, id: idOf(row) })
    },
  }
}

describe('rows that do not stand', () => {
  it.each([
    [1, false, 0],
    [3, false, 0],
    [10, true, 0],
    [10, false, 300],
  ])(
    'are left behind in a few looks at the catalogue, however many they are (%i, %s, %i)',
    (limit, exploration, diversity) => {
      const catalogue = partlyFalse(600, 200)
      const { maybe, counts, rejected } = match(asking, catalogue, { now, seed, limit, exploration, diversity })
      expect(maybe).toHaveLength(limit)
      expect(rejected.map(({ row }) => row)).toEqual(Array.from({ length: 200 }, (_, row) => row))
      expect(counts).toEqual({ matches: 0, maybe: 400, excluded: 0, considered: 400 })
      expect(work.surveys).toBeLessThanOrEqual(10)
    },
  )

  it.each([1, 10, 100])('are read up to a bound where there are no others (%i)', (limit) => {
    const catalogue = partlyFalse(5000, 5000)
    const { matches, maybe, counts, rejected } = match(anxious, catalogue, { now, seed, limit, exploration: true })
    expect([matches, maybe]).toEqual([[], []])
    expect(rejected.length).toBeGreaterThanOrEqual(256)
    expect(rejected.length).toBeLessThanOrEqual(2 * 256 + 3 * limit)
    expect(catalogue.reads()).toBeLessThan(4 * 256 + 8 * limit)
    // Whoever was refused is in no count, also at the end.
    expect(counts.considered).toBe(5000 - rejected.length)
    expect(work.surveys).toBeLessThanOrEqual(10)
  })

  it('are found by one look more than usual where it is one', () => {
    match(anxious, partlyFalse(50, 0), { now, seed, limit: 3 })
    expect(work.surveys).toBe(1)
    const { rejected } = match(anxious, partlyFalse(50, 1), { now, seed, limit: 3 })
    expect([rejected.length, work.surveys]).toEqual([1, 3])
  })
})

/** A fragment is made of what the schema allows: the brands of its types are not. */
const fragment = (field: number, value: object) => fact(field, byteText(encodeBody(fragmentFormat, value as Fragment)))
const word = (value: number) =>
  String.fromCharCode((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
const stating = (facts: readonly string[]): Matchable => ({
  vocabulary,
  community,
  columns: columnsOf([rowAt(0, { facts: [...facts].sort() })]),
  entryAt: () => fail('catalogue_row_mismatch', {}),
})
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const slots = days.map((day) => ({ day, fromMinute: 0, toMinute: 1440 }))
const when = { slots, utcOffsetMinutes: 0, startBy: '2026-12-24' }
const timely = heldAnswers({ needs: [{ concept: 'anxiety' }], when, must: ['when', 'startBy'] })

describe('facts that multiply', () => {
  it.each([
    ['whose clocks change', 1],
    ['whose clocks do not', 60],
  ])('are bounded: many stretches of the week by many zones %s', (_, ahead) => {
    const zones = Array.from({ length: 400 }, (__, nth) => {
      const transitions = [
        { at: now - 90 * DAY, offsetMinutes: nth - 200 },
        { at: now + ahead * DAY, offsetMinutes: nth - 201 },
      ]
      return fragment(FIELD.zone, { zone: { id: 'zone', transitions } })
    })
    const stretches = Array.from({ length: 5000 }, (__, nth) => fact(FIELD.slot, word(nth * 65_536 + nth + 90)))
    match(timely, stating([fact(FIELD.kind, 'practitioner'), ...zones, ...stretches]), { now, seed })
    // Two million pairs; a million of them are worked out, and every zone is looked at.
    expect(work.shared).toBeGreaterThan(1000)
    expect(work.shared).toBeLessThan(1_100_000)
  })

  it('are bounded: an event of the past that came again sixty times', () => {
    const {
      title: _,
      summary: __,
      ...occasion
    } = eventOf({
      starts: later(-20 * 365 * DAY),
      recurrence: { every: 'month', times: 60 },
    }).offer
    match(timely, stating([fact(FIELD.kind, 'event'), fragment(FIELD.occasion, occasion)]), { now, seed })
    // Asked once for the shared time and twice for the date, it looks at few of the sixty each time.
    expect(work.months).toBeGreaterThan(0)
    expect(work.months).toBeLessThan(60)
  })
})
