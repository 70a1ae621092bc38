import { beforeAll, describe, expect, it } from 'vitest'
import type { Judgement } from '../../src/audit/judge.js'
import { telling } from '../audit/pages/clean.js'
import { judgeForms } from '../support/audit-rounds.js'

// A page that keeps the answers to itself is called nothing else, however much it does besides. With nine more, ten times over: test/slow.

let judged: ReadonlyMap<string, Judgement>
beforeAll(async () => {
  judged = await judgeForms(telling)
}, 300_000)

describe('nothing is said', () => {
  it.each(telling)('against $id', ({ id }) => {
    const { findings, verdict, fault, notes } = judged.get(id) ?? {}
    expect(findings).toEqual([])
    expect([verdict, fault], JSON.stringify(notes)).toEqual(['no interference observed', undefined])
  })
  it('of at least twenty pages', () => expect(telling.length).toBeGreaterThanOrEqual(20))
})
