import { beforeAll, describe, expect, it } from 'vitest'
import type { Judgement } from '../../src/audit/judge.js'
import { judgeForms } from '../support/audit-rounds.js'
import { clean } from './pages/clean.js'
import { covert } from './pages/covert.js'

// What only the comparison of visits can see, and what nothing may be said against.

let judged: ReadonlyMap<string, Judgement>
beforeAll(async () => {
  judged = await judgeForms([...covert, ...clean])
}, 300_000)

describe('an answer that leaves', () => {
  it.each(covert)('by $id is found by comparing visits', ({ id, kinds }) => {
    const interference = (judged.get(id)?.findings ?? []).filter(({ rule }) => rule === 'interference')
    const found = interference.map(({ evidence }) => evidence?.difference ?? '')
    expect(
      found.some((kind) => kinds.includes(kind)),
      found.join(),
    ).toBe(true)
  })
})

describe('nothing is said', () => {
  it.each(clean)('against $id', ({ id }) => {
    const { findings, verdict, fault, notes } = judged.get(id) ?? {}
    expect(findings).toEqual([])
    expect([verdict, fault], JSON.stringify(notes)).toEqual(['no interference observed', undefined])
  })
  it('of at least twenty pages', () => expect(clean.length).toBeGreaterThanOrEqual(20))
})
