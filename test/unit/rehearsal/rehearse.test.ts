import { describe, expect, it } from 'vitest'
import { draftDescriptor, signDescriptor } from '../../../src/descriptor/draft.js'
import { days, epochSeconds } from '../../../src/kernel/time.js'
import { MAX_SAMPLES, type RehearseOptions, rehearse } from '../../../src/rehearsal/rehearse.js'
import { type SampleIntake, sampleIntakes, sampleIntakesAt } from '../../../src/rehearsal/samples.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { codeOf, keysOf, NOW, value } from '../../support/cast.js'
import { descriptorJson } from '../../support/catalogue.js'

const keys = keysOf('Chen')
const draftOf = (parts: object = {}) =>
  value(draftDescriptor(descriptorJson(parts), { vocabulary: coreVocabulary, keys }))
const person = (answers: object, id = 'asha'): SampleIntake => ({
  id,
  // Complete enough for what a test asks; the reader refuses what is not.
  answers: { needs: [{ concept: 'anxiety.panic' }], must: [], ...answers } as SampleIntake['answers'],
})
const about = (answers: object, parts: object = {}, options: Partial<RehearseOptions> = {}) =>
  value(rehearse(draftOf(parts), [person(answers)], { now: NOW, ...options }))
const standing = (answers: object, parts: object = {}, options: Partial<RehearseOptions> = {}) =>
  about(answers, parts, options).people[0]?.standing
const costs = (answers: object, parts: object = {}) => about(answers, parts).unstated.map(({ field }) => field)

describe('rehearse', () => {
  it('tells of each made-up person what came of it', () => {
    expect(standing({})).toBe('found')
    expect(standing({ access: ['quiet'], must: ['access'] })).toBe('asked')
    expect(standing({ languages: { anyOf: ['es'] }, must: ['languages'] })).toBe('missed')
    expect(standing({ needs: [{ concept: 'pain.knee' }] })).toBe('elsewhere')
  })

  it('names the conditions that keep somebody away, and whether anything is said of them', () => {
    const parts = { languages: { yes: ['en'], complete: true }, fees: undefined }
    const answers = {
      languages: { anyOf: ['es'] },
      payment: { anyOf: [{ budget: { amount: 2000, currency: 'USD', per: 'session' } }] },
      must: ['languages', 'payment'],
      unknown: { payment: 'exclude' },
    }
    expect(about(answers, parts).people[0]?.because).toEqual([
      { gate: 'languages', stated: true },
      { gate: 'payment', stated: false },
    ])
  })

  it('counts nowhere whoever looks for something else', () => {
    const { counts, unstated, ifAllStated } = about({ needs: [{ concept: 'pain.knee' }], access: ['quiet'] })
    expect(counts).toEqual({ found: 0, asked: 0, missed: 0, elsewhere: 1 })
    expect([unstated, ifAllStated]).toEqual([[], 0])
  })

  it('does not take a full practice for one that works with something else', () => {
    const state = { capacity: 'no-capacity', accepting: false } as const
    expect(about({}, {}, { state }).people[0]).toMatchObject({
      standing: 'missed',
      because: [{ gate: 'accepting', stated: true }],
    })
  })

  it('counts what stating a field would bring', () => {
    const parts = { languages: undefined }
    const asks = person({ languages: { anyOf: ['es'] }, must: ['languages'] })
    const strict = person({ languages: { anyOf: ['es'] }, must: ['languages'], unknown: { languages: 'exclude' } })
    const wishes = person({ languages: { anyOf: ['es'] } })
    const { unstated } = value(rehearse(draftOf(parts), [asks, strict, wishes], { now: NOW }))
    expect(unstated).toEqual([{ field: 'languages', found: 1, sure: 1, questions: 2 }])
  })

  it.each<[string, object, object]>([
    ['languages', { languages: { anyOf: ['es'] } }, { languages: { yes: ['en'] } }],
    ['formats', { where: { formats: ['online.video'] } }, { formats: undefined, locations: undefined }],
    ['licences', { where: { region: 'US-OR', formats: ['online'] } }, {}],
    ['locations', { where: { region: 'US-WA', formats: ['in-person'] } }, { locations: undefined }],
    ['fees', { payment: { anyOf: [{ budget: { amount: 5, currency: 'USD', per: 'session' } }] } }, { fees: undefined }],
    ['insurers', { payment: { anyOf: [{ insurer: 'us-medicaid' }] } }, {}],
    ['slots', { when: { slots: [{ day: 'tue', fromMinute: 540, toMinute: 660 }], utcOffsetMinutes: -480 } }, {}],
    [
      'zone',
      { when: { slots: [{ day: 'tue', fromMinute: 540, toMinute: 660 }], utcOffsetMinutes: -480 } },
      { slots: [{ day: 'tue', fromMinute: 540, toMinute: 660 }] },
    ],
    ['access', { access: ['quiet'] }, {}],
    ['body', { body: { areas: ['neck'], noTouch: ['abdomen'] } }, {}],
    ['sessions', { sessions: 'couple' }, { sessions: undefined }],
    ['seenFor', { for: 'child' }, {}],
    ['modalities', { prefer: { modalities: ['massage'] } }, {}],
    ['facets', { prefer: { practitioner: [{ facet: 'age', value: 'over-55' }] } }, {}],
    ['populations', { prefer: { populations: ['students'] } }, {}],
    ['styles', { prefer: { style: ['warm'] } }, {}],
    ['firstAppointment', { when: { startBy: '2026-12-20' } }, {}],
  ])('finds that %s is unstated', (field, answers, parts) => {
    const must = ['where', 'formats', 'languages', 'payment', 'when', 'startBy', 'access', 'body', 'sessions', 'for']
    const more = ['modalities', 'practitioner', 'populations', 'style']
    const { people, unstated } = about({ ...answers, must: [...must, ...more] }, parts)
    expect(people[0]?.standing).not.toBe('found')
    expect(unstated.find((one) => one.field === field)).toMatchObject(
      people[0]?.standing === 'missed' ? { found: 1 } : { sure: 1 },
    )
  })

  it.each<[string, object, object]>([
    ['a list that is complete', { languages: { anyOf: ['es'] } }, {}],
    ['a no', { sessions: 'couple' }, { sessions: { no: ['couple'] } }],
    ['a no to what it is part of', { body: { areas: ['neck.back'] } }, { body: { areas: { no: ['neck'] } } }],
    ['a price', { payment: { anyOf: [{ budget: { amount: 5, currency: 'USD', per: 'session' } }] } }, {}],
    ['a place elsewhere', { where: { region: 'US-OR', formats: ['in-person'] } }, {}],
    [
      'a licence that is not held',
      { where: { region: 'US-OR', formats: ['online'] } },
      { licences: [{ region: 'US-OR', status: 'not-held' }] },
    ],
  ])('does not call %s unstated', (_, answers, parts) =>
    expect(costs({ ...answers, must: ['languages', 'sessions', 'body', 'payment', 'where'] }, parts)).toEqual([]),
  )

  it('finds that ages are unstated, which is a question to ask and keeps nobody from being found', () => {
    const { people, unstated } = about({ about: { ageGroup: 'teen' } }, { ageGroups: undefined })
    expect(people[0]?.standing).toBe('found')
    expect(unstated.find(({ field }) => field === 'ageGroups')).toMatchObject({ found: 0, sure: 0 })
  })

  it('says what all of it together would bring, where one field would not do', () => {
    const answers = { access: ['quiet'], prefer: { style: ['warm'] }, must: ['access', 'style'] }
    const { unstated, ifAllStated } = about(answers)
    expect(unstated.map(({ found, sure }) => found + sure)).toEqual([0, 0])
    expect(ifAllStated).toBe(1)
  })

  it('puts the costliest field first', () => {
    const people = [{ access: ['quiet'] }, { prefer: { style: ['warm'] } }, { prefer: { style: ['calm'] } }].map(
      (one) => person({ ...one, must: ['access', 'style'] }),
    )
    const { unstated } = value(rehearse(draftOf(), people, { now: NOW }))
    expect(unstated.map(({ field, sure }) => [field, sure])).toEqual([
      ['styles', 2],
      ['access', 1],
    ])
  })

  it('gives the same for a signed descriptor as for its draft', () => {
    const draft = draftOf()
    const signed = signDescriptor(draft, keys, { now: NOW })
    expect(rehearse(signed, sampleIntakes, { now: NOW })).toEqual(rehearse(draft, sampleIntakes, { now: NOW }))
  })

  it('is deeply frozen', () => {
    const rehearsal = about({ access: ['quiet'] })
    expect([rehearsal, rehearsal.people[0]?.asks, rehearsal.unstated[0]].every(Object.isFrozen)).toBe(true)
  })

  it('refuses what is no descriptor in force, by name', () => {
    const signed = signDescriptor(draftOf(), keys, { now: NOW })
    const forged = Uint8Array.from(signed)
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    const later = epochSeconds(NOW + days(181))
    const codes = [
      rehearse(signed, [], { now: later }),
      rehearse(forged, [], { now: NOW }),
      rehearse(new Uint8Array(3), [], { now: NOW }),
      rehearse({ ...draftOf(), name: '' }, [], { now: NOW }),
      rehearse({ ...draftOf(), notOffered: ['no-such-word'] as never }, [], { now: NOW }),
    ]
    expect(codes.map(codeOf)).toEqual([
      'statement_expired',
      'statement_forged',
      'statement_invalid',
      'descriptor_invalid',
      'descriptor_invalid',
    ])
  })

  it('refuses a made-up person who cannot be read, and repeats nothing', () => {
    const refused = rehearse(draftOf(), [person({ needs: [{ concept: 'secret' }] })], { now: NOW })
    expect(refused).toEqual({ ok: false, error: { code: 'answers_invalid', detail: { field: 'needs.0.concept' } } })
    expect(codeOf(rehearse(draftOf(), [person({ story: 'x'.repeat(40_000) })], { now: NOW }))).toBe('answers_too_large')
  })

  it('takes as many people as there may be, and blames its caller for one more', () => {
    const many = Array.from({ length: MAX_SAMPLES }, () => person({ needs: [{ concept: 'pain.knee' }] }))
    expect(rehearse(draftOf(), many, { now: NOW }).ok).toBe(true)
    expect(() => rehearse(draftOf(), [...many, person({})], { now: NOW })).toThrow(RangeError)
  })
})

describe('the made-up people', () => {
  it('are twenty-four, each of another name, and can all be read', () => {
    expect(new Set(sampleIntakes.map(({ id }) => id)).size).toBe(24)
    expect(rehearse(draftOf(), sampleIntakes, { now: NOW }).ok).toBe(true)
  })

  it('hold no name, no story, no contact and no date', () => {
    for (const { answers } of sampleIntakes) {
      expect([answers.story, answers.contact, answers.when?.startBy, answers.where?.postalArea]).toEqual(Array(4))
    }
  })

  it('are each found by somebody: what they ask can be met', () => {
    for (const sample of sampleIntakes) {
      const parts = { concepts: sample.answers.needs.map(({ concept }) => ({ concept, level: 3 })), notOffered: [] }
      const bare = { ageGroups: {}, sessions: {}, languages: {}, facets: {}, locations: undefined, fees: undefined }
      const { ifAllStated } = value(rehearse(draftOf({ ...parts, ...bare }), [sample], { now: NOW }))
      expect(ifAllStated, sample.id).toBe(1)
    }
  })

  it('move to where a practice is', () => {
    const place = { region: 'DE', latitude: 52.52, longitude: 13.405, currency: 'EUR', utcOffsetMinutes: 60 }
    const moved = JSON.stringify(sampleIntakesAt(place))
    expect(moved).not.toMatch(/US-WA|47\.606|USD|-480/)
    expect(moved).toMatch(/"region":"DE".*"EUR"/)
    expect(JSON.stringify(sampleIntakes)).toMatch(/"utcOffsetMinutes":-480/)
  })
})
