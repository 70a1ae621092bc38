import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tieKey, tieOf, tieRank } from '../../src/kernel/order.js'
import { fromHex } from '../../src/kernel/text.js'
import { withArena } from '../../src/matching/arena.js'
import { togetherIn } from '../../src/matching/column-time.js'
import { findBest } from '../../src/matching/find.js'
import { conditionsOf, standingGates } from '../../src/matching/gate.js'
import { freeTimeOf } from '../../src/matching/gate-time.js'
import { rowsWanted, surveyOf } from '../../src/matching/plan.js'
import { defaultWeights, type Weights } from '../../src/matching/weights.js'
import { wishesOf } from '../../src/matching/wish.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { arbitraryAnswers } from '../support/answers.js'
import { compiled } from '../support/compiled.js'
import { longer } from '../support/longer.js'
import { run, seed, textOf } from '../support/match-run.js'
import {
  arbitraryEntries,
  arbitraryOffer,
  conceptOf,
  DAY,
  idOf,
  later,
  now,
  practitioner,
  presenceOf,
} from '../support/offers.js'

const runs = { numRuns: 300 * longer }
const settings = {
  seed: fromHex(seed) ?? new Uint8Array(),
  limit: 100,
  bands: 1,
  diversity: 0,
  exploration: false,
  spare: 0,
}
const aSeed = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes).toString('hex'))

describe('the laws of order, of counting and of giving way', () => {
  it('12: doubling all weights keeps the order', () => {
    // The record of the same keys, doubled.
    const doubled = Object.fromEntries(
      Object.entries(defaultWeights).map(([facet, weight]) => [facet, weight * 2]),
    ) as Weights
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(12), (answers, entries) => {
        const catalogue = compiled(entries, now)
        const { columns, vocabulary } = catalogue
        const free = freeTimeOf(answers.when) ?? { spans: [], utcOffsetMinutes: undefined }
        const together = togetherIn(columns, free, now)
        const asked = { answers, columns, vocabulary, now, community: catalogue.community.key, together }
        const conditions = conditionsOf(answers)
        const gates = [...conditions, ...standingGates(answers)]
        const everybody = new Map()
        const kinds = ['practitioner', 'event', 'listing'] as const
        const orderWith = (weights: Weights) => {
          const wishes = wishesOf(answers, vocabulary, weights)
          const planned = { wishes, gates, own: conditions.length }
          const survey = surveyOf(asked, planned, (view) => rowsWanted(view, kinds, everybody))
          const showing = { entryAt: catalogue.entryAt, gates, wishes, now, rejected: new Map() }
          const { matches, maybe } = withArena(columns, (arena) =>
            findBest({ columns, now, arena }, survey, settings, showing),
          )
          return [matches, maybe].map((list) => list.map(({ target }) => target.entry.id))
        }
        expect(orderWith(doubled)).toEqual(orderWith(defaultWeights))
      }),
      runs,
    )
  })

  it('13: another seed reorders exact ties only', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(12), aSeed, (answers, entries, other) => {
        const one = run(answers, entries)
        const two = run(answers, entries, { seed: other })
        for (const list of ['matches', 'maybe'] as const) {
          expect(two[list].map(({ score }) => score)).toEqual(one[list].map(({ score }) => score))
          expect(two[list].map(({ id }) => id).sort()).toEqual(one[list].map(({ id }) => id).sort())
        }
        expect(two.excluded).toEqual(one.excluded)
        expect(two.relaxations).toEqual(one.relaxations)
      }),
      runs,
    )
  })

  it('14: where nothing tells them apart, those who pass come in an order that the seed alone decides', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 20 }),
        aSeed,
        (numbers, drawn) => {
          const entries = numbers.map((number) => practitioner({}, { id: idOf(number) }))
          const found = run({ needs: [{ concept: 'mood' }] }, entries, { seed: drawn }).matches.map(({ id }) => id)
          const key = tieKey(fromHex(drawn) ?? new Uint8Array())
          const rankOf = (id: string) => {
            const { high, low } = tieOf(id)
            return [...tieRank(key, high, low, new Uint32Array(2))]
              .map((word) => word.toString(16).padStart(8, '0'))
              .join('')
          }
          expect(found).toEqual(
            entries.map(({ id }) => id).sort((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1)),
          )
        },
      ),
      runs,
    )
  })

  it('15: listing every concept at level 1 never outranks an exact level-4 match', () => {
    const everything = [...(coreVocabulary.concepts.get('concern') ?? [])].map((concept) => ({ concept, level: 1 }))
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryOffer, fc.nat({ max: 2 }), (asked, offer, which) => {
        // Equal needs: whoever answers one of three, at the same importance, with full experience.
        const needs = asked.needs.map(({ concept }) => ({ concept }))
        const need = needs[which % needs.length]?.concept ?? 'mood'
        const same = { ...offer, notOffered: undefined, rules: undefined }
        const answers = { ...asked, needs, must: [], avoid: undefined }
        const stuffed = practitioner({ ...same, concepts: everything }, { id: idOf(1) })
        const exact = practitioner({ ...same, concepts: [{ concept: conceptOf(need), level: 4 }] }, { id: idOf(2) })
        const { matches, maybe } = run(answers, [stuffed, exact])
        const order = [...matches, ...maybe].map(({ id }) => id)
        expect(order).not.toEqual([idOf(1), idOf(2)])
      }),
      runs,
    )
  })

  it('17: an entry past its date says nothing', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryOffer, (answers, offer) => {
        const answersAside = { ...answers, avoid: undefined }
        const expired = practitioner(offer, { expires: now })
        const silent = practitioner({}, { presence: undefined })
        const one = run(answersAside, [expired])
        const other = run(answersAside, [silent])
        expect(textOf(one)).toBe(textOf(other))
        expect([...one.matches, ...one.maybe].some(({ sealable }) => sealable)).toBe(false)
      }),
      runs,
    )
  })

  it('17: a presence past its date is no presence', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryOffer, fc.integer({ min: 0, max: 40 * DAY }), (answers, offer, ago) => {
        const stale = presenceOf({ accepting: false, firstAppointment: 'longer', expires: later(-ago) })
        expect(textOf(run(answers, [practitioner(offer, { presence: stale })]))).toBe(
          textOf(run(answers, [practitioner(offer, { presence: undefined })])),
        )
      }),
      runs,
    )
  })

  it('17: what was confirmed too long ago says nothing, and leaves the key as it is', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryOffer, fc.integer({ min: 35, max: 400 }), (answers, offer, daysAgo) => {
        const old = presenceOf({ accepting: false, firstAppointment: 'longer', capacityAsOf: later(-daysAgo * DAY) })
        const one = run(answers, [practitioner(offer, { presence: old })])
        const other = run(answers, [practitioner(offer, { presence: undefined })])
        const sealed = (text: string) => text.replaceAll('"sealable":true', '"sealable":false')
        expect(sealed(textOf(one))).toBe(textOf(other))
        expect([...one.matches, ...one.maybe].every(({ sealable }) => sealable)).toBe(true)
      }),
      runs,
    )
  })

  it('18: matches, maybe and excluded are all there is', () => {
    fc.assert(
      fc.property(
        arbitraryAnswers,
        arbitraryEntries(12),
        fc.integer({ min: 1, max: 12 }),
        (answers, entries, limit) => {
          const { counts, excluded, matches, maybe } = run(answers, entries, { limit })
          const considered = entries.filter(({ kind }) => kind !== 'event' || answers.prefer?.events !== 'no')
          expect(counts.matches + counts.maybe + counts.excluded).toBe(counts.considered)
          expect(counts.considered).toBe(considered.length)
          expect(excluded.total).toBe(counts.excluded)
          expect([matches.length, maybe.length]).toEqual([
            Math.min(limit, counts.matches),
            Math.min(limit, counts.maybe),
          ])
          expect(Math.max(0, ...Object.values(excluded.byGate))).toBeLessThanOrEqual(excluded.total)
        },
      ),
      runs,
    )
  })

  it('a relaxation brings exactly what it says', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(12), (answers, entries) => {
        const must = answers.must ?? ['where', 'languages']
        const before = run(answers, entries)
        const passing = ({ counts }: ReturnType<typeof run>) => counts.matches + counts.maybe
        for (const { gate, change, gained } of before.relaxations) {
          const raised = answers.payment && {
            ...answers.payment,
            anyOf: answers.payment.anyOf?.map((way) =>
              'insurer' in way ? way : { budget: { ...way.budget, amount: Math.floor(way.budget.amount * 1.25) } },
            ),
          }
          const place = answers.where?.place
          const changed = {
            drop: { ...answers, must: must.filter((one) => one !== gate) },
            ask: { ...answers, unknown: { ...answers.unknown, [gate]: 'keep' as const } },
            loosen: {
              ...answers,
              ...(gate === 'payment' ? { payment: raised } : {}),
              ...(gate === 'where' && place
                ? { where: { ...answers.where, place: { ...place, withinKm: place.withinKm * 2 } } }
                : {}),
              ...(gate === 'accepting' ? { when: { ...answers.when, waitingList: 'ok' as const } } : {}),
            },
          }[change]
          expect(passing(run(changed, entries)) - passing(before)).toBe(gained)
        }
        // What is not named brings nothing.
        for (const gate of must) {
          if (before.relaxations.some((one) => one.gate === gate && one.change === 'drop')) continue
          expect(passing(run({ ...answers, must: must.filter((one) => one !== gate) }, entries))).toBe(passing(before))
        }
      }),
      runs,
    )
  })

  it('a counterfactual would have been enough, and nothing smaller would', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(12), (answers, entries) => {
        const outcome = run(answers, entries)
        for (const list of [outcome.matches, outcome.maybe]) {
          for (const [index, { counterfactual, score }] of list.entries()) {
            const above = list[index - 1]
            if (counterfactual === undefined) continue
            expect(counterfactual.above).toBe(above?.id)
            expect(score + counterfactual.points).toBeGreaterThan(above?.score ?? Number.POSITIVE_INFINITY)
          }
        }
      }),
      runs,
    )
  })

  it('the place left to chance goes to somebody who passed, and the rest stay as they were', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(12), fc.integer({ min: 2, max: 5 }), (answers, entries, limit) => {
        const plain = run(answers, entries)
        const explored = run(answers, entries, { limit, exploration: true })
        const chosen = explored.matches.filter(({ exploration }) => exploration)
        const rest = explored.matches.filter(({ exploration }) => !exploration)
        expect(rest).toEqual(plain.matches.slice(0, limit - chosen.length))
        for (const { id } of chosen) {
          expect(plain.matches.slice(limit).map((one) => one.id)).toContain(id)
          expect(explored.matches.at(-1)?.id).toBe(id)
        }
      }),
      runs,
    )
  })

  it('diversity leaves the first place and loses nobody', () => {
    fc.assert(
      fc.property(
        arbitraryAnswers,
        arbitraryEntries(12),
        fc.integer({ min: 1, max: 1000 }),
        (answers, entries, diversity) => {
          const plain = run(answers, entries)
          const mixed = run(answers, entries, { diversity })
          expect(mixed.matches[0]?.id).toBe(plain.matches[0]?.id)
          expect(mixed.matches.map(({ id }) => id).sort()).toEqual(plain.matches.map(({ id }) => id).sort())
        },
      ),
      runs,
    )
  })
})
