import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CatalogueEntry, PractitionerEntry } from '../../src/catalogue/entry.js'
import { arbitraryAnswers } from '../support/answers.js'
import { longer } from '../support/longer.js'
import { run, standing, textOf } from '../support/match-run.js'
import { arbitraryEntries, arbitraryOffer, idOf, practitioner, presenceOf } from '../support/offers.js'

// What a colleague's word may do in matching, and what it may not.

const runs = { numRuns: 300 * longer }
type Endorsed = NonNullable<PractitionerEntry['endorsed']>

/** Somebody who states what is endorsed, and somebody else beside them. */
const endorsed = (entry: PractitionerEntry, levels: readonly number[]): PractitionerEntry => {
  const concepts = [...new Set((entry.offer.concepts ?? []).map(({ concept }) => concept))]
  const said: Endorsed = concepts.flatMap((concept, nth) => {
    const level = levels[nth % Math.max(1, levels.length)] ?? 0
    return level < 2 ? [] : [{ concept, level }]
  })
  return said.length === 0 ? entry : { ...entry, endorsed: said }
}
const arbitraryLevels = fc.array(fc.constantFrom(0, 2, 3, 4), { minLength: 1, maxLength: 4 })
const arbitraryPractitioner = arbitraryOffer.map((offer) => ({
  ...practitioner(offer, { presence: presenceOf() }),
  id: idOf(99),
}))
const beside = arbitraryEntries(5)
const asMany: readonly number[] = [4]

describe('the laws of endorsements', () => {
  it('whatever their number, they are at most 2 % of what the needs weigh', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryPractitioner, (answers, entry) => {
        const { found } = standing(run(answers, [endorsed(entry, asMany)]), entry.id)
        const pointsOf = (facet: string) =>
          (found?.reasons ?? []).filter((part) => part.facet === facet).reduce((sum, { points }) => sum + points, 0)
        const importances = new Map<string, number>()
        for (const { concept, importance = 2 } of answers.needs) {
          importances.set(concept, Math.max(importance, importances.get(concept) ?? 0))
        }
        const scale = [...importances.values()].reduce((sum, importance) => sum + importance * 100 * 1000, 0)
        expect(pointsOf('endorsement') * 50).toBeLessThanOrEqual(scale)
        for (const part of found?.reasons ?? []) {
          expect(part.source).toBe(part.facet === 'endorsement' ? 'endorsed' : 'self')
        }
      }),
      runs,
    )
  })

  it('none are neutral: nothing is missing, unanswered, spoken against or to be changed', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryPractitioner, beside, (answers, entry, others) => {
        const outcome = run(answers, [entry, ...others])
        expect(textOf(outcome)).not.toContain('endorse')
        expect(textOf(run(answers, [{ ...entry, endorsed: [] }, ...others]))).toBe(textOf(outcome))
        const after = run(answers, [endorsed(entry, asMany), ...others])
        const kept = (of: typeof outcome) => {
          const { found, place } = standing(of, entry.id)
          const { coverage, against, unknowns } = found ?? {}
          return { place, coverage, against, unknowns, apart: (found?.upper ?? 0) - (found?.score ?? 0) }
        }
        expect(kept(after)).toEqual(kept(outcome))
      }),
      runs,
    )
  })

  it('one more never lowers whom it is about, and moves nobody else’s score', () => {
    fc.assert(
      fc.property(
        arbitraryAnswers,
        arbitraryPractitioner,
        beside,
        arbitraryLevels,
        fc.nat(3),
        (answers, entry, others, levels, at) => {
          const more = levels.map((level, nth) => (nth === at ? Math.min(4, Math.max(2, level + 1)) : level))
          const [before, after] = [levels, more].map((each) => run(answers, [endorsed(entry, each), ...others]))
          if (before === undefined || after === undefined) throw new Error('two outcomes')
          const scoreIn = (of: typeof before, { id }: Pick<CatalogueEntry, 'id'>) => standing(of, id).found?.score
          expect(scoreIn(after, entry) ?? 0).toBeGreaterThanOrEqual(scoreIn(before, entry) ?? 0)
          for (const other of others) expect(scoreIn(after, other)).toBe(scoreIn(before, other))
        },
      ),
      runs,
    )
  })

  it('take nothing back that is refused, and bring nobody through a condition', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryPractitioner, (answers, entry) => {
        const [plain, praised] = [entry, endorsed(entry, asMany)].map((one) => run(answers, [one]))
        expect(praised?.counts).toEqual(plain?.counts)
        expect(praised?.excluded).toEqual(plain?.excluded)
        expect(praised?.relaxations).toEqual(plain?.relaxations)
      }),
      runs,
    )
  })
})
