import { test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { findBest } from '../../../bench/match/naive/loop.js'
import { compareOutcomes } from '../../../bench/match/outcome.js'
import { hoursOf, termsOf } from '../../../bench/match/peers/document.js'
import { createPeople, NOW, type Person } from '../../../bench/match/people.js'
import { broadQueries, narrowQueries } from '../../../bench/match/queries.js'
import type { CatalogueEntry, PractitionerEntry } from '../../../src/catalogue/entry.js'
import { unknownConcept } from '../../../src/descriptor/concepts.js'
import { descriptorSchema } from '../../../src/descriptor/descriptor.js'
import type { Answers } from '../../../src/intake/answers.js'
import type { Intake } from '../../../src/intake/intake.js'
import { fromHex } from '../../../src/kernel/text.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import { match } from '../../../src/matching/run.js'
import { has } from '../../../src/schema/shape.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { arbitraryAnswers, heldAnswers, intakeOf } from '../../support/answers.js'
import { compiled } from '../../support/compiled.js'
import { arbitraryEntries, now, practitioner, presenceOf } from '../../support/offers.js'

// The benchmark of matching compares entrenous with a plain loop that finds exactly the same. Here is why that holds.

const seed = '5e'.repeat(16)
const options = (moment: number, limit: number) => ({ now: moment, seed: fromHex(seed) ?? new Uint8Array(16), limit })
const person = createPeople(coreVocabulary)
const crowd = (size: number): Person[] => Array.from({ length: size }, (_, index) => person(index))

/** What the benchmark publishes as what the library matches against. */
const entryOf = ({ id, name, issued, expires, offer, presence }: Person): CatalogueEntry => ({
  ...practitioner(offer, { id, name, issued: epochSeconds(issued), expires: epochSeconds(expires) }),
  // The generator's presence has the library's members, without the brands of its times.
  presence: presence && ({ ...presence, keys: [] } as unknown as PractitionerEntry['presence']),
})

/** A hand-made entry as the plain loop reads it. */
const personOf = ({ id, name, issued, expires, offer, presence }: PractitionerEntry): Person => ({
  id,
  name,
  issued,
  expires,
  offer,
  presence,
})

function compare(intake: Intake, answers: Answers, entries: readonly CatalogueEntry[], people: Person[], at: number) {
  const found = match(intake, compiled(entries, epochSeconds(at)), { now: epochSeconds(at), seed, limit: 3 })
  compareOutcomes(found, findBest(people, answers, options(at, 3)), 'this query')
}

describe('the generator of practitioners', () => {
  it('gives the same practitioner for the same number, and another for another', () => {
    expect(createPeople(coreVocabulary)(7)).toEqual(person(7))
    expect(new Set(crowd(2000).map(({ id }) => id)).size).toBe(2000)
  })
  it('survives JSON, as a file of it would be read', () =>
    expect(JSON.parse(JSON.stringify(crowd(50)))).toEqual(crowd(50)))
  it('writes descriptors that our reader accepts, in words that the vocabulary has', () => {
    const keyCommitments = [{ epoch: 1, suite: 1, hash: new Uint8Array(32) }]
    const refused = crowd(500).filter(({ offer }) => !has(descriptorSchema, { ...offer, keyCommitments }))
    expect(refused).toEqual([])
    expect(crowd(500).flatMap(({ offer }) => unknownConcept(offer, coreVocabulary) ?? [])).toEqual([])
  })
  it('leaves a few things unsaid, and most things said', () => {
    const silent = crowd(1000).filter(({ offer }) => offer.fees === undefined || offer.licences === undefined).length
    expect(silent).toBeGreaterThan(20)
    expect(silent).toBeLessThan(100)
  })
})

describe('the queries', () => {
  const people = crowd(2000)
  const shareOf = (answers: Answers) => findBest(people, answers, options(NOW, 10)).counts.matches / people.length
  const mean = (shares: readonly number[]) => shares.reduce((sum, one) => sum + one, 0) / shares.length
  it.each([...narrowQueries(), ...broadQueries()])(
    'are answers that an app may ask with: $needs.0.concept',
    (answers) => expect(() => intakeOf(answers)).not.toThrow(),
  )
  it('let about three in a hundred pass, or about four in ten', () => {
    const narrow = narrowQueries().map(shareOf)
    const broad = broadQueries().map(shareOf)
    expect([narrow.length, broad.length]).toEqual([8, 8])
    expect(mean(narrow)).toBeGreaterThan(0.02)
    expect(mean(narrow)).toBeLessThan(0.04)
    expect(mean(broad)).toBeGreaterThan(0.38)
    expect(mean(broad)).toBeLessThan(0.48)
  })
})

describe('the plain loop', () => {
  /** Answers to what the loop leaves out are taken away; everything else stays as it was drawn. */
  const known = arbitraryAnswers.map(
    (answers): Answers => ({
      ...answers,
      access: undefined,
      body: undefined,
      avoid: undefined,
      when: answers.when && { ...answers.when, startBy: undefined },
    }),
  )
  const entries = arbitraryEntries(12).map((all) => all.filter((one) => one.kind === 'practitioner'))

  test.prop([known, entries], { numRuns: 600 })(
    'finds what the library finds, in its order, with its scores',
    (answers, all) => compare(heldAnswers(answers), answers, all, all.map(personOf), now),
  )
  it.each([...narrowQueries(), ...broadQueries()])(
    'finds what the library finds for the query $needs.0.concept',
    (answers) => {
      const people = crowd(300)
      compare(intakeOf(answers), answers, people.map(entryOf), people, NOW)
    },
  )
  it('orders equals by the keyed hash, however many there are', () => {
    const people = crowd(40).map((one) => ({ ...one, offer: {} }))
    const answers: Answers = { needs: [{ concept: 'anxiety.panic' }], must: [] }
    compare(intakeOf(answers), answers, people.map(entryOf), people, NOW)
  })
  it('reads slots across a change of the clocks as the library does', () => {
    const before = epochSeconds(new Date('2027-03-10T12:00:00Z'))
    const presence = presenceOf({ capacityAsOf: before, issued: before, expires: epochSeconds(before + 86_400) })
    const people = crowd(300).map((one) => ({ ...one, issued: before - 60, expires: before + 86_400, presence }))
    const [answers] = narrowQueries()
    if (answers === undefined) throw new Error('there are narrow queries')
    const asked: Answers = { ...answers, must: ['when'] }
    compare(intakeOf(asked), asked, people.map(entryOf), people, before)
  })
  it('adds to what it found among others before', () => {
    const [answers] = broadQueries()
    if (answers === undefined) throw new Error('there are broad queries')
    const people = crowd(500)
    const whole = findBest(people, answers, options(NOW, 10))
    const first = findBest(people.slice(0, 123), answers, options(NOW, 10))
    const both = findBest(people.slice(123), answers, options(NOW, 10), first)
    expect(both.matches.map((one) => one.person.id)).toEqual(whole.matches.map((one) => one.person.id))
    expect(both.counts).toEqual(whole.counts)
  })
  it.each([
    { avoid: { concepts: ['trauma'] } },
    { access: ['quiet'] },
    { body: { areas: ['neck'] } },
    { when: { startBy: '2026-12-01' } },
  ])('refuses a query that it would answer wrongly: %o', (part) =>
    expect(() => findBest([], { needs: [{ concept: 'grief' }], ...part }, options(NOW, 10))).toThrow(
      'knows nothing of',
    ),
  )
  it('is held against the library: a difference is an error', () => {
    const [one] = crowd(1)
    if (one === undefined) throw new Error('there is one')
    const found = { matches: [{ person: one, score: 7, key: undefined }], maybe: [], counts: { matches: 1, maybe: 0 } }
    const same = { matches: [{ id: one.id, score: 7 }], maybe: [], counts: { matches: 1, maybe: 0 } }
    expect(() => compareOutcomes(same, found, 'it')).not.toThrow()
    expect(() => compareOutcomes({ ...same, matches: [{ id: one.id, score: 6 }] }, found, 'it')).toThrow('it: ')
    expect(() => compareOutcomes({ ...same, matches: [] }, found, 'it')).toThrow('it: ')
    expect(() => compareOutcomes({ ...same, counts: { matches: 2, maybe: 0 } }, found, 'it')).toThrow('it: ')
  })
})

describe('what the search libraries are given', () => {
  it('lays weekly slots over the hours of a UTC week, round its end', () => {
    const evening = { day: 'sun', fromMinute: 1380, toMinute: 1440 }
    expect(hoursOf([evening], 0)).toEqual([167])
    expect(hoursOf([evening], -60)).toEqual([0])
    expect(hoursOf([{ day: 'mon', fromMinute: 0, toMinute: 60 }], 60)).toEqual([167])
  })
  it('has every wanted word and those under it, each once, with the most it can earn', () => {
    const asked: Answers = { needs: [{ concept: 'sleep', importance: 3 }, { concept: 'sleep.nightmares' }] }
    expect(termsOf(asked, coreVocabulary)).toEqual([
      { word: 'c:sleep', points: 300 },
      { word: 'c:sleep.cannot-sleep', points: 270 },
      { word: 'c:sleep.nightmares', points: 270 },
      { word: 'c:sleep.shift-work', points: 270 },
    ])
  })
})
