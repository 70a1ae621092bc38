import { beforeAll, describe, expect, it } from 'vitest'
import type { Judgement } from '../../src/audit/judge.js'
import { judgeForms } from '../support/audit-rounds.js'
import { covert } from './pages/covert.js'

// What only the comparison of visits can see. What nothing may be said against: test/browser/clean-pages.test.ts.

let judged: ReadonlyMap<string, Judgement>
beforeAll(async () => {
  judged = await judgeForms(covert)
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
