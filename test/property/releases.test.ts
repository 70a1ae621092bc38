import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EpochDay, EpochSeconds } from '../../src/kernel/time.js'
import { sayable } from '../../src/measurement/bands.js'
import type { Journal } from '../../src/measurement/journal.js'
import { type MetricName, metricNames, metricOf, nestedMetrics } from '../../src/measurement/metric-table.js'
import { signReleases, verifyRelease } from '../../src/measurement/release.js'
import type { Release } from '../../src/measurement/release-body.js'
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
        // What is left out together is a group like a cell: whether it has 20 shows.
        const leftOut = (some: readonly number[]) => some.filter((one) => one < 20).reduce((sum, one) => sum + one, 0)
        const after = cells.map((one, nth) => (nth === small ? other : one))
        if (leftOut(cells) < 20 !== leftOut(after) < 20) return
        expect(changed.counts).toEqual(said.counts)
        expect([changed.permille, changed.low, changed.high]).toEqual([said.permille, said.low, said.high])
        expect([said.permille, said.low, said.high]).toEqual([undefined, undefined, undefined])
      }),
      runs,
    )
  })
})

describe('two releases', () => {
  it('of the same people leave no group under 20 between the whole of one and the cells of the other', () => {
    fc.assert(
      fc.property(counted, ({ metric, cells }) => {
        const said = sayable(metricOf(metric).form, cells, { variance: 8 })
        if (said?.counts === undefined || said.counts.length === cells.length) return
        const isShown = new Set(said.counts.map(({ cell: nth }) => nth))
        const leftOut = cells.filter((_, nth) => !isShown.has(nth))
        // Together, or one of them by itself, where noise has put the others below 0.
        const together = leftOut.reduce((sum, one) => sum + one, 0)
        expect(Math.max(together, ...leftOut)).toBeGreaterThanOrEqual(20)
      }),
      runs,
    )
  })

  /** A referral's way, as it can be: none, a first session early or late, a third, completed. */
  const ways = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 4, maxLength: 4 })
  it('that lie within one another are not both numbers: nobody is their difference', () => {
    fc.assert(
      fc.property(
        ways,
        fc.shuffledSubarray([...nestedMetrics], { minLength: 2 }),
        fc.integer({ min: 1, max: 4 }),
        ([none = 0, late = 0, first = 0, third = 0], asked, cut) => {
          const reached = late + first + third
          const cellsOf: Readonly<Record<string, readonly number[]>> = {
            'referral-to-session': [first, third, 0, 0, 0, 0, 0, none + late],
            'sessions-reached': [none, late + first, third],
            'first-session': [reached, none],
            'third-session': [third, none + late + first],
            completed: [third, none + late + first],
          }
          // One round, or two of the same weeks, the second after the first.
          const rounds = [asked.slice(0, cut), asked.slice(cut)].filter((some) => some.length > 0)
          const files: Uint8Array[] = []
          for (const metrics of rounds) {
            const named = metrics.map((metric) => ({ metric, epsilonMilli: 200 }))
            const sum = {
              ...sumOf('first-session', []),
              round: { ...round, body: { ...round.body, epoch: EPOCH, metrics: named } },
              metrics: named.map((one) => ({ ...one, cells: cellsOf[one.metric] ?? [] })),
            }
            const signed = signReleases(sum, lead, { ...now, previous: files })
            files.push(...signed.flatMap(({ release }) => (release.ok ? [release.value] : [])))
          }
          const said = files.map((one) => value(verifyRelease(one, { community, ...now, others: files })))
          expect(said.filter(({ counts }) => counts !== undefined).length).toBeLessThanOrEqual(1)
        },
      ),
      runs,
    )
  })

  it('whose numbers could be subtracted are found out by whoever has both', () => {
    const one = released(sumOf('first-session', [150, 60]))
    const other = released(sumOf('third-session', [145, 65]))
    if (one === undefined || other === undefined) throw new Error('both are large')
    expect(codeOf(verifyRelease(other, { community, ...now, others: [one] }))).toBe('release_repeated')
  })

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
