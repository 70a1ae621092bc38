import { describe, expect, it } from 'vitest'
import { match } from '../../../src/matching/run.js'
import { defaultWeights } from '../../../src/matching/weights.js'
import { intakeOf } from '../../support/answers.js'
import { compiled } from '../../support/compiled.js'
import { run, seed } from '../../support/match-run.js'
import {
  conceptOf,
  DAY,
  eventOf,
  idOf,
  keyOf,
  known,
  later,
  listing,
  now,
  practitioner,
  presenceOf,
} from '../../support/offers.js'

const panic = { needs: [{ concept: 'anxiety.panic' }] }
const works = (level: number, id: number) =>
  practitioner({ concepts: [{ concept: conceptOf('anxiety.panic'), level }] }, { id: idOf(id) })
const catalogue = compiled([works(4, 1)], now)

describe('match', () => {
  it('puts the better match first and says why', () => {
    const { matches } = run(panic, [works(2, 1), works(4, 2), works(3, 3)])
    expect(matches.map(({ id, score }) => [id, score])).toEqual([
      [idOf(2), 200_000],
      [idOf(3), 150_000],
      [idOf(1), 100_000],
    ])
    expect(matches[1]?.reasons).toEqual([
      {
        facet: 'need',
        need: 'anxiety.panic',
        matched: 'anxiety.panic',
        relation: 'exact',
        level: 3,
        weight: 200,
        strength: 750,
        points: 150_000,
        source: 'self',
        asOf: later(-10 * DAY),
      },
    ])
  })
  it('says which single answer would have put somebody higher', () => {
    const { matches } = run(panic, [works(2, 1), works(3, 2)])
    expect(matches[0]?.counterfactual).toBeUndefined()
    expect(matches[1]?.counterfactual).toEqual({
      facet: 'need',
      need: 'anxiety.panic',
      points: 100_000,
      above: idOf(2),
    })
  })
  it('names the smallest such answer', () => {
    const answers = { ...panic, prefer: { style: ['warm' as const] } }
    const { matches } = run(answers, [works(3, 1), works(3, 2)])
    expect(matches[1]?.counterfactual).toMatchObject({ facet: 'style', need: 'warm', points: 30_000 })
    const behind = run(answers, [works(4, 1), works(3, 2)])
    expect(behind.matches[1]?.counterfactual).toBeUndefined()
  })
  it('says of nobody placed below a lower score what would have put them higher', () => {
    const seeds = Array.from({ length: 16 }, (_, index) => index.toString(16).repeat(32))
    const reversed = seeds
      .map((one) => run(panic, [works(3, 1), works(2, 2)], { bands: 1_000_000, seed: one }).matches)
      .filter(([first]) => first?.id === idOf(2))
    expect(reversed.length).toBeGreaterThan(0)
    for (const [, second] of reversed) expect(second?.counterfactual).toBeUndefined()
  })
  it('asks one question about a condition that is also a wish', () => {
    const when = { slots: [{ day: 'tue' as const, fromMinute: 540, toMinute: 720 }], utcOffsetMinutes: -480 }
    const { maybe } = run({ ...panic, when, must: ['when'] }, [works(4, 1)])
    expect(maybe[0]?.unknowns).toEqual([{ facet: 'when', need: undefined }])
  })
  it('dates what a presence said by the presence, and the rest by the descriptor', () => {
    const presence = presenceOf({ firstAppointment: 'within-a-week', capacityAsOf: later(-3600) })
    const { matches } = run({ ...panic, when: { startBy: '2026-12-20' } }, [{ ...works(4, 1), presence }])
    expect(matches[0]?.reasons.map(({ facet, asOf }) => [facet, asOf])).toEqual([
      ['need', later(-10 * DAY)],
      ['startBy', later(-3600)],
    ])
  })
  it('returns ten unless told, and counts all', () => {
    const entries = Array.from({ length: 12 }, (_, index) => works(4, index + 1))
    const outcome = match(intakeOf(panic), compiled(entries, now), { now, seed })
    expect([outcome.matches.length, outcome.counts.matches]).toEqual([10, 12])
  })
  it('draws a seed and returns it, so that the same order can be had again', () => {
    const entries = Array.from({ length: 12 }, (_, index) => works(4, index + 1))
    const drawn = match(intakeOf(panic), compiled(entries, now), { now })
    expect(drawn.seed).toMatch(/^[0-9a-f]{32}$/)
    expect(match(intakeOf(panic), compiled(entries, now), { now, seed: drawn.seed })).toEqual(drawn)
  })
  it('draws the seed from the source it is given', () => {
    const random = (length: number) => new Uint8Array(length).fill(7)
    expect(match(intakeOf(panic), catalogue, { now, random }).seed).toBe('07'.repeat(16))
  })
  it('says that it needs a seed where there is no randomness', () => {
    const random = () => {
      throw new Error('none')
    }
    expect(() => match(intakeOf(panic), catalogue, { now, random })).toThrow(/^seed:/)
  })
  it.each([
    ['seed', { seed: 'not hexadecimal' }, TypeError],
    ['seed', { seed: 'ab' }, TypeError],
    ['limit', { limit: 0 }, RangeError],
    ['limit', { limit: 1.5 }, RangeError],
    ['bands', { bands: 0 }, RangeError],
    ['diversity', { diversity: 1001 }, RangeError],
  ])('names the option %s when it is wrong', (name, options, fault) => {
    expect(() => match(intakeOf(panic), catalogue, { now, seed, ...options })).toThrow(fault)
    expect(() => match(intakeOf(panic), catalogue, { now, seed, ...options })).toThrow(new RegExp(`^${name}:`))
  })
  it('takes nothing but an intake', () => {
    // @ts-expect-error: raw answers are not an intake
    expect(() => match(panic, catalogue, { now, seed })).toThrow(TypeError)
  })
  it('finds nobody in an empty catalogue', () => {
    expect(run(panic, [])).toEqual({
      seed,
      matches: [],
      maybe: [],
      excluded: { total: 0, byGate: {} },
      relaxations: [],
      counts: { matches: 0, maybe: 0, excluded: 0, considered: 0 },
      rejected: [],
    })
  })
  it('keeps events and listings beside practitioners, unless told which', () => {
    const offer = { concepts: [{ concept: conceptOf('anxiety.panic'), level: 4 }] }
    const entries = [works(4, 1), eventOf(offer), listing(offer)]
    const kinds = (outcome: ReturnType<typeof run>) =>
      [...outcome.matches, ...outcome.maybe].map(({ kind }) => kind).sort()
    expect(kinds(run(panic, entries))).toEqual(['event', 'listing', 'practitioner'])
    expect(kinds(run(panic, entries, { targets: ['event'] }))).toEqual(['event'])
    expect(kinds(run({ ...panic, prefer: { events: 'no' } }, entries))).toEqual(['listing', 'practitioner'])
  })
  it('counts an excluded target at every gate that stopped it', () => {
    const entry = practitioner({ ageGroups: { no: known('adult') } }, { presence: presenceOf({ accepting: false }) })
    const { excluded } = run({ ...panic, about: { ageGroup: 'adult' } }, [entry])
    expect(excluded).toEqual({ total: 1, byGate: { accepting: 1, ageGroup: 1 } })
  })
})

describe('conditions', () => {
  const oregon = practitioner({ locations: [{ region: 'US-OR' }] })
  it('are where and languages unless the person says otherwise', () => {
    const answers = { ...panic, where: { region: 'US-WA', formats: ['in-person'] }, sessions: 'one' as const }
    expect(run(answers, [oregon]).excluded.byGate).toEqual({ where: 1 })
    expect(run({ ...answers, must: [] }, [oregon]).excluded.total).toBe(0)
    expect(
      run({ ...panic, languages: { anyOf: ['es'] } }, [practitioner({ languages: { no: ['es'] } })]).excluded.byGate,
    ).toEqual({ languages: 1 })
  })
  it('over something unanswered are ignored', () => {
    expect(run({ ...panic, must: ['payment', 'style'] }, [oregon]).matches).toHaveLength(1)
  })
  it('keep and flag what is unknown, or exclude it where the person says so', () => {
    const answers = { ...panic, sessions: 'one' as const, must: ['sessions' as const] }
    expect(run(answers, [practitioner()]).maybe[0]?.unknowns).toContainEqual({ facet: 'sessions', need: undefined })
    expect(run({ ...answers, unknown: { sessions: 'exclude' } }, [practitioner()]).excluded.byGate).toEqual({
      sessions: 1,
    })
  })
  it('exclude an unknown region unless the person says otherwise', () => {
    const answers = { ...panic, where: { region: 'US-WA', formats: ['in-person'] } }
    const entry = practitioner({ formats: { yes: known('in-person') } })
    expect(run(answers, [entry]).counts).toMatchObject({ maybe: 0, excluded: 1 })
    expect(run({ ...answers, unknown: { where: 'keep' } }, [entry]).counts).toMatchObject({ maybe: 1, excluded: 0 })
  })
  it('never exclude who is not sure how to pay', () => {
    const answers = {
      ...panic,
      payment: { notSure: true },
      must: ['payment' as const],
      unknown: { payment: 'exclude' as const },
    }
    expect(run(answers, [practitioner()]).maybe[0]?.unknowns).toContainEqual({ facet: 'payment', need: undefined })
  })
  it('that are met earn no points, except how near and how much time', () => {
    const entry = practitioner({ sessions: { yes: known('one') } })
    const answers = { ...panic, sessions: 'one' as const }
    expect(run(answers, [entry]).matches[0]?.score).toBe(defaultWeights.sessions * 1000)
    expect(run({ ...answers, must: ['sessions'] }, [entry]).matches[0]?.score).toBe(0)
  })
})

describe('relaxations', () => {
  const paid = (from: number, id: number) =>
    practitioner({ fees: [{ model: 'fixed', currency: 'USD', from }] }, { id: idOf(id) })
  const answers = {
    ...panic,
    payment: { anyOf: [{ budget: { amount: 8000, currency: 'USD', per: 'session' as const } }] },
    must: ['payment' as const],
  }
  it('say what a quarter more money, and what no limit, would bring', () => {
    expect(run(answers, [paid(9000, 1), paid(10_000, 2), paid(10_001, 3)]).relaxations).toEqual([
      { gate: 'payment', change: 'drop', gained: 3 },
      { gate: 'payment', change: 'loosen', gained: 2 },
    ])
  })
  it('say what asking would bring', () => {
    expect(run({ ...answers, unknown: { payment: 'exclude' } }, [practitioner()]).relaxations).toEqual([
      { gate: 'payment', change: 'ask', gained: 1 },
      { gate: 'payment', change: 'drop', gained: 1 },
    ])
  })
  it('say what a waiting list would bring, and never advise to drop a practitioner’s own rule', () => {
    const waiting = practitioner({}, { presence: presenceOf({ capacity: 'waitlist' }) })
    const closed = practitioner({ rules: [{ about: 'gender', anyOf: ['woman'] }] }, { id: idOf(2) })
    const outcome = run({ ...panic, about: { gender: 'man' }, when: { waitingList: 'no' } }, [waiting, closed])
    expect(outcome.relaxations).toEqual([{ gate: 'accepting', change: 'loosen', gained: 1 }])
  })
  it('do not count whom another gate stops as well', () => {
    const entry = { ...paid(9000, 1), presence: presenceOf({ accepting: false }) }
    expect(run(answers, [entry]).relaxations).toEqual([])
  })
})

describe('the score', () => {
  it('is the same whatever the name, id, community and dates of an entry, and the sum of its reasons', () => {
    const scoreOf = (parts: Parameters<typeof practitioner>[1]) => {
      const { matches, maybe } = run(panic, [
        practitioner({ concepts: [{ concept: conceptOf('anxiety.panic'), level: 4 }] }, parts),
      ])
      const [only] = [...matches, ...maybe]
      expect(only?.score).toBe(only?.reasons.reduce((sum, { points }) => sum + points, 0))
      return only?.score
    }
    const plain = scoreOf({})
    expect(plain).toBeGreaterThan(0)
    const others = [{ name: 'A' }, { name: 'Aa' }, { id: idOf(77) }, { id: idOf(78) }, { community: 'c1'.repeat(32) }]
    const dates = [{ issued: later(-9) }, { issued: later(-8) }, { expires: later(9) }, { expires: later(8) }]
    expect([...others, ...dates].map(scoreOf)).toEqual([...others, ...dates].map(() => plain))
  })
})

describe('sealable', () => {
  const sealable = (entry: Parameters<typeof run>[1][number]) => {
    const outcome = run(panic, [entry])
    return [...outcome.matches, ...outcome.maybe][0]?.sealable
  }
  it('is who has a notice, a fresh presence and this epoch’s key', () => expect(sealable(practitioner())).toBe(true))
  it('is not who lacks one of them', () => {
    expect(sealable(practitioner({}, { presence: undefined }))).toBe(false)
    expect(sealable(practitioner({}, { presence: presenceOf({ expires: now }) }))).toBe(false)
    expect(sealable(practitioner({}, { expires: now }))).toBe(false)
    const withKey = (...parts: Parameters<typeof keyOf>) =>
      practitioner({}, { presence: presenceOf({ keys: [keyOf(...parts)] }) })
    expect(sealable(withKey({ coolDownUntil: (now + 1) as typeof now }))).toBe(false)
    expect(sealable(withKey({ coolDownUntil: now }))).toBe(true)
    expect(sealable(withKey({ until: now }))).toBe(false)
    expect(sealable(withKey({ epoch: 1 }))).toBe(false)
    const { evidence } = practitioner()
    expect(sealable(practitioner({}, { evidence: { ...evidence, until: now } }))).toBe(false)
    const silent = practitioner()
    expect(sealable({ ...silent, offer: { ...silent.offer, notice: undefined } })).toBe(false)
  })
  it('is an event whose host is, and never a listing', () => {
    expect(sealable(eventOf({}, { host: practitioner() }))).toBe(true)
    expect(sealable(eventOf({}))).toBe(false)
    expect(sealable(listing())).toBe(false)
  })
})

describe('arrangements', () => {
  it('take scores within a band as equal', () => {
    const entries = [works(4, 1), works(3, 2)]
    const seeds = Array.from({ length: 16 }, (_, index) => index.toString(16).repeat(32))
    const firsts = (bands: number) =>
      new Set(seeds.map((one) => run(panic, entries, { bands, seed: one }).matches[0]?.id))
    expect(firsts(1).size).toBe(1)
    expect(firsts(1_000_000).size).toBe(2)
  })
  it('put somebody unlike the first before somebody like them, where diversity is asked for', () => {
    const like = (id: number, level: number, modality: string) =>
      practitioner(
        { concepts: [{ concept: conceptOf('anxiety.panic'), level }], modalities: { yes: known(modality) } },
        { id: idOf(id) },
      )
    const entries = [like(1, 4, 'cbt'), like(2, 3, 'cbt'), like(3, 2, 'systemic')]
    const order = (diversity: number) => run(panic, entries, { diversity }).matches.map(({ id }) => id)
    expect(order(0)).toEqual([idOf(1), idOf(2), idOf(3)])
    expect(order(500)).toEqual([idOf(1), idOf(3), idOf(2)])
  })
  it('leave no place to chance where nobody beyond comes near', () => {
    const entries = [works(4, 1), works(4, 2), works(1, 3)]
    const explored = run(panic, entries, { limit: 2, exploration: true })
    expect(explored.matches.some(({ exploration }) => exploration)).toBe(false)
  })
  it('leave the last place to chance, marked, where exploration is asked for', () => {
    const entries = Array.from({ length: 6 }, (_, index) => works(index < 3 ? 4 : 3, index + 1))
    const { matches } = run(panic, entries, { limit: 3, exploration: true })
    expect(matches.map(({ exploration }) => exploration)).toEqual([false, false, true])
    expect(
      run(panic, entries.slice(0, 3), { limit: 3, exploration: true }).matches.some(({ exploration }) => exploration),
    ).toBe(false)
  })
})
