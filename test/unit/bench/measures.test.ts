import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreementOf } from '../../../bench/relevance/agreement.js'
import { interval } from '../../../bench/relevance/bootstrap.js'
import { drawFrom, oneOf, shuffled, whole } from '../../../bench/relevance/chance.js'
import { gini, goldOf, ndcg, overlap, recall, weightedKappa } from '../../../bench/relevance/metrics.js'
import { byScore, orderOf } from '../../../bench/relevance/orders.js'
import { bestOf, difference, meanOf, summaryOf, valuesOf } from '../../../bench/relevance/quality.js'
import type { Measured } from '../../../bench/relevance/types.js'

// The measures of the evaluation, by figures that were computed by hand.

const ids = ['ann', 'bob', 'cat', 'dan', 'eve', 'fay']

describe('gold', () => {
  it('is the mean of both grades, also where one reader left somebody out', () =>
    expect(goldOf({ ann: 3, bob: 1 }, { ann: 2, cat: 1 })).toEqual({ ann: 2.5, bob: 0.5, cat: 0.5 }))
  it('leaves out whom both gave nothing', () => expect(goldOf({ ann: 0 }, { ann: 0, bob: 0 })).toEqual({}))
})

describe('NDCG', () => {
  const gold = { ann: 3, bob: 2, cat: 0.5 }
  it('is 1 for the ideal order, whoever else follows', () =>
    expect(ndcg(['ann', 'bob', 'cat', 'dan'], gold, 5)).toBeCloseTo(1, 12))
  it('discounts the gain 2^gold − 1 by log2(rank + 1)', () => {
    // 3 / log2(2) + 7 / log2(3), of 7 / log2(2) + 3 / log2(3) + (√2 − 1) / log2(4)
    const found = 3 + 7 / Math.log2(3)
    const most = 7 + 3 / Math.log2(3) + (Math.SQRT2 - 1) / 2
    expect(ndcg(['bob', 'ann'], gold, 5)).toBeCloseTo(found / most, 12)
  })
  it('looks at so many places and no further', () => {
    expect(ndcg(['dan', 'ann'], gold, 1)).toBe(0)
    expect(ndcg(['ann', 'dan'], gold, 1)).toBe(1)
  })
  it('counts against an order whom it cannot show', () =>
    expect(ndcg(['bob'], { ann: 3, bob: 1 }, 5)).toBeLessThan(0.2))
  it('does not exist where nobody is of any use', () => expect(ndcg(['ann'], {}, 5)).toBeUndefined())
  it('never passes 1, and nobody is better than the ideal', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 6 }),
        fc.nat(),
        (halves, seed) => {
          const grades = Object.fromEntries(ids.map((id, index) => [id, (halves[index] ?? 0) / 2]))
          const found = ndcg(shuffled(drawFrom(seed), ids), grades, 5)
          expect(found ?? 0).toBeLessThanOrEqual(1 + 1e-12)
        },
      ),
      { numRuns: 200 },
    ))
})

describe('recall', () => {
  it('is the share of those of gold 1.5 or more', () =>
    expect(recall(['ann', 'dan', 'bob'], { ann: 3, bob: 1.5, cat: 2, dan: 1 }, 5)).toBeCloseTo(2 / 3, 12))
  it('asks for no more than there are places', () =>
    expect(recall(['ann', 'bob'], { ann: 3, bob: 2, cat: 2, dan: 2 }, 2)).toBe(1))
  it('does not exist where nobody is relevant', () => expect(recall(['ann'], { ann: 1 }, 5)).toBeUndefined())
})

describe('weighted kappa', () => {
  it('is 1 where both say the same', () =>
    expect(
      weightedKappa([
        [0, 0],
        [1, 1],
        [3, 3],
      ]),
    ).toBe(1))
  it('is 0 where they agree as often as chance would', () =>
    expect(
      weightedKappa([
        [1, 1],
        [1, 2],
        [2, 1],
        [2, 2],
      ]),
    ).toBeCloseTo(0, 12))
  it('is −1 where they say the opposite', () =>
    expect(
      weightedKappa([
        [0, 3],
        [3, 0],
      ]),
    ).toBeCloseTo(-1, 12))
  it('weighs a difference by its square', () =>
    // Observed 0 + 0 + 1 + 4 of four; expected each of 1 1 2 3 against each of 1 1 3 1: 4 + 4 + 4 + 12 of sixteen.
    expect(
      weightedKappa([
        [1, 1],
        [1, 1],
        [2, 3],
        [3, 1],
      ]),
    ).toBeCloseTo(1 - 1.25 / (24 / 16), 12))
})

describe('overlap', () => {
  it('is the share of one’s best that are among the other’s', () =>
    expect(overlap(ids, ['fay', 'ann', 'bob'], 3)).toBeCloseTo(2 / 3, 12))
  it('is of the shorter list', () => expect(overlap(ids, ['bob'], 5)).toBe(1))
  it('is 0 where one reader names nobody, and nothing where neither does', () => {
    expect(overlap(ids, [], 5)).toBe(0)
    expect(overlap([], [], 5)).toBeUndefined()
  })
})

describe('the agreement of two readers', () => {
  const one = { h01: { ann: 3, bob: 1 }, h02: { cat: 2 }, d01: {} }
  const two = { h01: { ann: 3, bob: 1 }, h02: { dan: 2 }, d01: {} }
  it('is computed by collection and together', () => {
    const { byPart } = agreementOf({ ...one, d01: { eve: 1 } }, { ...two, d01: { eve: 1 } })
    expect(byPart['harbour']).toMatchObject({ pool: 4, overlap: 0.5, stories: 2 })
    expect(byPart['directory']).toMatchObject({ kappa: 1, pool: 1, overlap: 1, stories: 1 })
    expect(byPart['together']).toMatchObject({ pool: 5, stories: 3 })
  })
  it('names the stories on which they differ most first', () =>
    expect(agreementOf(one, two).differences[0]).toEqual({ id: 'h02', apart: 2, overlap: 0, pool: 2 }))
  it('cuts equals by the same order of chance for both', () => {
    const same = Object.fromEntries(ids.map((id) => [id, 1]))
    const turned = Object.fromEntries(ids.toReversed().map((id) => [id, 1]))
    expect(agreementOf({ h01: same }, { h01: turned }).differences[0]?.overlap).toBe(1)
  })
})

describe('the Gini coefficient', () => {
  it('is 0 where all have the same, and where nobody has anything', () => {
    expect(gini([2, 2, 2])).toBe(0)
    expect(gini([0, 0])).toBe(0)
  })
  it('is 1 − 1/n where one of n has everything', () => expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 12))
  it('is the mean difference, halved, of the mean', () =>
    // Of 1, 2, 6: the differences 1, 5, 4, each twice, of nine pairs; mean 3.
    expect(gini([6, 1, 2])).toBeCloseTo(20 / 9 / 2 / 3, 12))
})

describe('the bootstrap', () => {
  it('is the same in every run', () => expect(interval([1, 2, 4], 500)).toEqual(interval([1, 2, 4], 500)))
  it('has no width where all stories are alike', () =>
    expect(interval([0.5, 0.5, 0.5], 100)).toEqual({ mean: 0.5, low: 0.5, high: 0.5, count: 3 }))
  it('covers what the normal distribution says of many stories', () => {
    const draw = drawFrom(5)
    const values = Array.from({ length: 400 }, () => draw())
    const { mean, low, high } = interval(values, 4000)
    const spread = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length / values.length)
    expect(low).toBeCloseTo(mean - 1.96 * spread, 2)
    expect(high).toBeCloseTo(mean + 1.96 * spread, 2)
  })
})

describe('chance', () => {
  it('repeats for a seed and differs for another', () => {
    const order = (seed: number) => shuffled(drawFrom(seed), ids)
    expect(order(1)).toEqual(order(1))
    expect(order(1)).not.toEqual(order(2))
    expect([...order(3)].sort()).toEqual(ids)
  })
  it('puts everybody into every place about as often', () => {
    const firsts = Array.from({ length: 6000 }, (_, seed) => shuffled(drawFrom(seed), ids)[0])
    for (const id of ids) expect(Math.abs(firsts.filter((first) => first === id).length - 1000)).toBeLessThan(120)
  })
  it('draws every number below the one that is named, and every value', () => {
    const draw = drawFrom(9)
    expect(new Set(Array.from({ length: 200 }, () => whole(draw, 4)))).toEqual(new Set([0, 1, 2, 3]))
    expect(new Set(Array.from({ length: 200 }, () => oneOf(draw, ids)))).toEqual(new Set(ids))
  })
})

describe('orders', () => {
  const passed = { matches: ['ann', 'bob'], maybe: ['cat', 'dan'] }
  const scores = new Map([
    ['cat', 9],
    ['bob', 2],
    ['ann', 1],
    ['eve', 99],
  ])
  it('put matches before maybe, and who was not found last', () =>
    expect(byScore(passed, scores, 'apart', 1)).toEqual(['bob', 'ann', 'cat', 'dan']))
  it('mix both lists where that is asked for', () =>
    expect(byScore(passed, scores, 'mixed', 1)).toEqual(['cat', 'bob', 'ann', 'dan']))
  it('leave equals to chance', () => {
    const seen = new Set(Array.from({ length: 50 }, (_, seed) => byScore(passed, new Map(), 'apart', seed).join()))
    expect([...seen].sort()).toEqual(['ann,bob,cat,dan', 'ann,bob,dan,cat', 'bob,ann,cat,dan', 'bob,ann,dan,cat'])
  })
  it('are ours as `match` returns them, or by their scores', () => {
    const found = (id: string, score: number) => ({ id, score })
    const answer = { matches: [found('ann', 5), found('bob', 1)], maybe: [found('cat', 3)], outcome: undefined }
    expect(orderOf(answer, 'apart')).toEqual(['ann', 'bob', 'cat'])
    expect(orderOf(answer, 'mixed')).toEqual(['ann', 'cat', 'bob'])
  })
})

describe('the summary of a contender', () => {
  const of = (name: string, values: Record<string, number | undefined>): Measured => ({
    name,
    group: 'peer',
    stories: Object.fromEntries(
      Object.entries(values).map(([id, value]) => [id, { ndcg: value, recall: value, mixed: value }]),
    ),
  })
  const one = of('one', { h01: 1, h02: 0.5, d01: 0.5, d02: undefined })
  const other = of('other', { h01: 0, h02: 0.5, d01: 1, d02: undefined })
  it('is by collection, together and by half, without stories that have no measure', () => {
    const summary = summaryOf(one, 50)
    const means = Object.fromEntries(Object.entries(summary).map(([part, { ndcg: found }]) => [part, found.mean]))
    expect(means).toEqual({ harbour: 0.75, directory: 0.5, together: 2 / 3, odd: 0.75, even: 0.5 })
    expect(summary['together']?.recall.count).toBe(3)
  })
  it('is compared story by story', () => {
    expect(valuesOf(other, 'ndcg', (id) => id.startsWith('h'))).toEqual([0, 0.5])
    expect(difference(one, other, 'ndcg', () => true, 50).mean).toBeCloseTo((1 + 0 - 0.5) / 3, 12)
    expect(difference(one, one, 'ndcg', () => true, 50)).toEqual({ mean: 0, low: 0, high: 0, count: 3 })
  })
  it('names the best of a part', () => {
    expect(bestOf([one, other], 'ndcg', () => true).name).toBe('one')
    expect(bestOf([one, other], 'ndcg', (id) => id.startsWith('d')).name).toBe('other')
  })
  it('averages over orders', () => {
    expect(meanOf([['ann'], ['bob']], (order) => (order[0] === 'ann' ? 1 : 0))).toBe(0.5)
    expect(meanOf([['ann']], () => undefined)).toBeUndefined()
  })
})
