import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditions } from '../../src/intake/answers.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { longer } from '../support/longer.js'
import { run, textOf } from '../support/match-run.js'
import { judgeAll, referenceMatch } from '../support/reference/match.js'
import { arbitraryCall } from '../support/wide.js'

describe('the reference', () => {
  it('shares no code with what it judges', () => {
    const folder = fileURLToPath(new URL('../support/reference', import.meta.url))
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
    const taken = texts.flatMap((text) => text.match(/^import .*'[^']*\/src\/[^']*'$/gm) ?? [])
    expect(taken.length).toBeGreaterThan(5)
    // None of them goes over several lines, where it would not have been seen.
    expect(texts.join('').match(/\/src\//g)).toHaveLength(taken.length)
    expect(taken.filter((line) => !line.startsWith('import type ') || line.includes('/matching/'))).toEqual([])
  })

  it('4: is what the engine answers, to the byte', () => {
    fc.assert(
      fc.property(arbitraryCall, ({ answers, entries, options }) => {
        expect(textOf(run(answers, entries, options))).toBe(
          JSON.stringify(referenceMatch(answers, entries, coreVocabulary, options)),
        )
      }),
      { numRuns: longer > 1 ? 500 * longer : 300 },
    )
  })
})

describe('what engines are compared on', () => {
  /** Always the same ones. */
  const calls = fc.sample(arbitraryCall, { numRuns: 3000, seed: 20261129 })
  const judged = calls.flatMap(({ answers, entries, options }) =>
    judgeAll(answers, entries, coreVocabulary, options.now),
  )
  const outcomes = calls.map(({ answers, entries, options }) =>
    referenceMatch(answers, entries, coreVocabulary, options),
  )
  const seen = (values: readonly string[]) => [...new Set(values)].sort()
  const every = (names: readonly string[], kinds: readonly string[]) =>
    names.flatMap((name) => kinds.map((kind) => `${name} ${kind}`))

  it('has every verdict of every gate', () => {
    const expected = [
      ...every(conditions, ['pass', 'fail', 'unknown', 'barred']),
      ...every(['rules', 'ageGroup', 'accepting', 'audience'], ['pass', 'fail', 'unknown']),
      ...every(['avoid'], ['pass', 'fail']),
    ]
    const verdicts = judged.flatMap((one) => one.verdicts.map(({ gate, verdict }) => `${gate.name} ${verdict}`))
    expect(seen(verdicts)).toEqual(expected.sort())
  })

  it('has every gate stop somebody by itself, and be loosened where it can be', () => {
    const changes = outcomes.flatMap(({ relaxations }) => relaxations.map(({ gate, change }) => `${gate} ${change}`))
    const loosened = every(['where', 'payment', 'accepting'], ['loosen'])
    expect(seen(changes)).toEqual([...every(conditions, ['drop', 'ask']), ...loosened].sort())
  })

  it('has no, partial and full strength and silence for every wish that knows them', () => {
    const kindOf = (strength: number | undefined) =>
      strength === undefined ? 'silent' : strength === 0 ? 'none' : strength < 1000 ? 'partial' : 'full'
    const kinds = judged.flatMap((one) =>
      one.answered.map(({ wish, reply }) => `${wish.facet} ${kindOf(reply.strength)}`),
    )
    const whole = conditions.filter((name) => !['where', 'when', 'body', 'modalities'].includes(name))
    expect(seen(kinds)).toEqual(
      [
        // Nobody is said not to be endorsed, but for what they refuse.
        ...every(['endorsement'], ['none', 'partial', 'full', 'silent']),
        ...every(['need', 'place', 'when', 'body', 'modalities'], ['none', 'partial', 'full', 'silent']),
        ...every(whole, ['none', 'full', 'silent']),
      ].sort(),
    )
  })

  it('has wishes that share the weight of their facet', () => {
    const shared = judged.flatMap((one) =>
      one.answered.flatMap(({ wish, points }) => (wish.full < 1000 && points > 0 ? [wish.facet] : [])),
    )
    expect(seen(shared)).toEqual(['access', 'body', 'modalities', 'populations', 'practitioner', 'style'])
  })

  it('has every relation of needs and of preferences', () => {
    const relations = judged.flatMap((one) =>
      one.answered.flatMap(({ wish, reply }) => (reply.relation ? [`${wish.facet} ${reply.relation}`] : [])),
    )
    expect(seen(relations)).toEqual(
      every(['body', 'endorsement', 'modalities', 'need'], ['ancestor', 'descendant', 'exact', 'sibling']).sort(),
    )
  })

  it('has ties, explorers, counterfactuals, sealable practitioners and events, and lists that are cut short', () => {
    const shown = outcomes.flatMap(({ matches, maybe }) => [...matches, ...maybe])
    const ties = outcomes.filter(({ maybe }) => maybe.some(({ score }, at) => at > 0 && score === maybe[at - 1]?.score))
    expect(ties.length).toBeGreaterThan(30)
    expect(shown.filter(({ exploration }) => exploration).length).toBeGreaterThan(0)
    expect(shown.filter(({ counterfactual }) => counterfactual).length).toBeGreaterThan(30)
    expect(seen(shown.map(({ kind, sealable }) => `${kind} ${sealable}`))).toEqual([
      'event false',
      'event true',
      'listing false',
      'practitioner false',
      'practitioner true',
    ])
    expect(outcomes.filter(({ maybe, counts }) => maybe.length < counts.maybe).length).toBeGreaterThan(30)
    expect(outcomes.filter(({ matches }) => matches.length > 1).length).toBeGreaterThan(30)
  })
})
