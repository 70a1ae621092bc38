import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EpochDay, EpochSeconds } from '../../src/kernel/time.js'
import { sayable } from '../../src/measurement/bands.js'
import type { Journal } from '../../src/measurement/journal.js'
import { type MetricName, metricNames, metricOf } from '../../src/measurement/metric-table.js'
import { type Release, signReleases, verifyRelease } from '../../src/measurement/release.js'
import type { RoundSum } from '../../src/measurement/sum.js'
import { tally } from '../../src/measurement/tally.js'
import { codeOf, value } from '../support/cast.js'
import { longer } from '../support/longer.js'
import { COUNTED, community, devicesOf, EPOCH, FIRST_DAY, lead, roundOf } from '../support/measurement.js'

// Whatever was counted and whatever is compared with whatever, no number under its threshold is said, and none follows.

const { round } = roundOf(devicesOf(Array.from({ length: 8 }, () => [])))
const runs = { numRuns: 150 * longer }
const now = { now: COUNTED }

/** Sums as rounds give them: most of them small, a few below 0. */
const cell = fc.oneof(fc.integer({ min: -6, max: 25 }), fc.integer({ min: 0, max: 140 }))
const counted = fc.constantFrom(...metricNames).chain((metric) =>
  fc.record({
    metric: fc.constant(metric),
    cells: fc.array(cell, { minLength: metricOf(metric).cells.length, maxLength: metricOf(metric).cells.length }),
  }),
)

function sumOf(metric: MetricName, cells: readonly number[], epoch = EPOCH): RoundSum {
  const closing = new Uint8Array(32).fill(3)
  const about = { ...round, body: { ...round.body, epoch, metrics: [{ metric, epsilonMilli: 1000 }] } }
  return { round: about, closing, members: 8, reports: 8, metrics: [{ metric, epsilonMilli: 1000, cells }] }
}

function released(sum: RoundSum, previous: readonly Uint8Array[] = []): Uint8Array | undefined {
  const [one] = signReleases(sum, lead, { ...now, previous })
  return one?.release.ok ? one.release.value : undefined
}

const read = (bytes: Uint8Array): Release => value(verifyRelease(bytes, { community, ...now }))

describe('a release', () => {
  it('says nothing under 20, no number under 100, and no cell under 20', () => {
    fc.assert(
      fc.property(counted, ({ metric, cells }) => {
        const total = cells.reduce((sum, one) => sum + one, 0)
        const bytes = released(sumOf(metric, cells))
        expect(bytes === undefined).toBe(total < 20)
        if (bytes === undefined) return
        const release = read(bytes)
        const numbers = [release.permille, release.low, release.high, ...(release.counts ?? [])].filter(
          (one) => one !== undefined,
        )
        if (total < 100) expect(numbers).toEqual([])
        for (const { cell: nth, count } of release.counts ?? []) {
          expect(count).toBeGreaterThanOrEqual(20)
          expect(count).toBe(cells[nth])
        }
        // A share tells its smaller side.
        if (release.permille !== undefined) expect(Math.min(...cells)).toBeGreaterThanOrEqual(20)
      }),
      runs,
    )
  })

  it('is the same whatever number stands in a cell that is left out: nothing of it can be worked out', () => {
    fc.assert(
      fc.property(counted, fc.integer({ min: 0, max: 19 }), ({ metric, cells }, other) => {
        const { form } = metricOf(metric)
        const say = (some: readonly number[]) => sayable(form, some, { variance: 8 })
        const said = say(cells)
        const small = cells.findIndex((one) => one < 20)
        if (small < 0 || said === undefined) return
        const changed = say(cells.map((one, nth) => (nth === small ? other : one)))
        // Where the whole stays on the same side of the thresholds, every number stays.
        if (changed?.people !== said.people) return
        expect(changed.counts).toEqual(said.counts)
        expect([changed.permille, changed.low, changed.high]).toEqual([said.permille, said.low, said.high])
        expect([said.permille, said.low, said.high]).toEqual([undefined, undefined, undefined])
      }),
      runs,
    )
  })
})

describe('two releases', () => {
  it('are never of one count and one epoch, however the numbers have changed', () => {
    fc.assert(
      fc.property(counted, fc.array(cell, { minLength: 13, maxLength: 13 }), ({ metric, cells }, more) => {
        const first = released(sumOf(metric, cells))
        if (first === undefined) return
        const later = cells.map((one, nth) => one + Math.abs(more[nth] ?? 0))
        const [again] = signReleases(sumOf(metric, later), lead, { ...now, previous: [first] })
        expect(again && codeOf(again.release)).toBe('release_repeated')
        // A lead who hides the first is found out by whoever has both.
        const hidden = released(sumOf(metric, later))
        if (hidden === undefined || hidden.every((byte, at) => byte === first[at])) return
        expect(codeOf(verifyRelease(hidden, { community, ...now, others: [first] }))).toBe('release_repeated')
      }),
      runs,
    )
  })

  const day = fc.integer({ min: -120, max: 180 }).map((nth) => (FIRST_DAY + nth) as EpochDay)
  const referral = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const event = fc.oneof(
    fc.record({
      what: fc.constantFrom('received' as const, 'session' as const, 'completed' as const, 'given' as const),
      referral,
      on: day,
    }),
    fc.record({
      what: fc.constantFrom('place' as const, 'came' as const, 'next-step' as const),
      place: referral,
      on: day,
    }),
  )
  it('of two epochs count nobody in both: their difference is no person', () => {
    fc.assert(
      fc.property(fc.constantFrom(...metricNames), fc.array(event, { maxLength: 40 }), (metric, journal: Journal) => {
        const epochs = [-3, -2, -1, 0, 1, 2, 3, 4].map((nth) => EPOCH + nth)
        const totals = epochs.map((epoch) =>
          value(tally(metric, journal, { epoch, now: (COUNTED * 2) as EpochSeconds })).reduce(
            (sum, one) => sum + one,
            0,
          ),
        )
        const ids = new Set(journal.map((one) => ('referral' in one ? `r${one.referral}` : `p${one.place}`)))
        expect(totals.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(ids.size)
        // Each alone counts at most once over all epochs, so no two of them share one.
        for (const id of ids) {
          const own = journal.filter((one) => ('referral' in one ? `r${one.referral}` : `p${one.place}`) === id)
          const times = epochs.map((epoch) =>
            value(tally(metric, own, { epoch, now: (COUNTED * 2) as EpochSeconds })).reduce((sum, one) => sum + one, 0),
          )
          expect(times.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1)
        }
      }),
      runs,
    )
  })
})
