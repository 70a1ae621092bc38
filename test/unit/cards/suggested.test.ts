import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggestedFirst } from '../../../src/cards/suggested.js'
import { readIntake } from '../../../src/intake/read.js'
import { match } from '../../../src/matching/run.js'
import { entriesIn, must, NOW, sampleCatalogue } from '../../support/catalogue.js'

const { catalogue } = sampleCatalogue()
const practitioners = entriesIn(catalogue).flatMap((entry) => (entry.kind === 'practitioner' ? [entry] : []))
const intakeFor = (answers: object) => must(readIntake(answers, catalogue.vocabulary))
const outcomeOf = (answers: object) => match(intakeFor(answers), catalogue, { now: NOW, seed: '00'.repeat(16) })
const answers = fc.record({
  needs: fc.constantFrom(
    [{ concept: 'anxiety.panic', importance: 3 }],
    [{ concept: 'pain.neck', importance: 1 }],
    [{ concept: 'anxiety' }, { concept: 'pain.neck' }],
  ),
  where: fc.constantFrom({ region: 'US-WA' }, { region: 'US-WA', formats: ['online'] }, { region: 'DE' }),
})

describe('whom a card suggests', () => {
  it('stands first, with everybody’s score, reasons and order as they were, by law', () => {
    fc.assert(
      fc.property(answers, fc.subarray(practitioners), (said, colleagues) => {
        const outcome = outcomeOf(said)
        const before = JSON.stringify(outcome)
        const { suggested, matches, maybe, notFound } = suggestedFirst(outcome, { colleagues })
        expect(JSON.stringify(outcome)).toBe(before)
        const all = [...outcome.matches, ...outcome.maybe]
        // The very values, each once, in the order they had.
        expect([...suggested, ...matches, ...maybe].sort(byPlace(all))).toEqual(all)
        for (const one of [...suggested, ...matches, ...maybe]) expect(all).toContain(one)
        for (const list of [suggested, matches, maybe]) expect(list).toEqual(all.filter((one) => list.includes(one)))
        const named = colleagues.map(({ id }) => id)
        expect(suggested.every(({ id }) => named.includes(id))).toBe(true)
        expect([...matches, ...maybe].some(({ id }) => named.includes(id))).toBe(false)
        // Nobody is lifted over a condition.
        expect([...suggested.map(({ id }) => id), ...notFound.map(({ id }) => id)].sort()).toEqual([...named].sort())
      }),
      { numRuns: 200 },
    )
  })
  it('is told apart when they do not meet what was asked for', () => {
    const { suggested, notFound } = suggestedFirst(
      outcomeOf({ needs: [{ concept: 'anxiety' }], where: { region: 'DE' } }),
      {
        colleagues: practitioners,
      },
    )
    expect(suggested.length + notFound.length).toBe(practitioners.length)
    expect(notFound.length).toBeGreaterThan(0)
  })
})

function byPlace<Value>(order: readonly Value[]) {
  return (one: Value, other: Value) => order.indexOf(one) - order.indexOf(other)
}
