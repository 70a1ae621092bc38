import { describe, expect, it } from 'vitest'
import { rawAnswers } from '../../../src/intake/intake.js'
import { readIntake } from '../../../src/intake/read.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'

const needs = [{ concept: 'anxiety.panic' }]
const read = (answers: unknown) => readIntake(answers, coreVocabulary)
const field = (answers: unknown) => {
  const result = read(answers)
  return result.ok ? 'read' : result.error
}
const invalid = (name: string) => ({ code: 'answers_invalid', detail: { field: name } })

/** Every answer there is. */
const whole = {
  needs: [{ concept: 'anxiety.panic', importance: 2 }],
  about: { ageGroup: 'adult', gender: 'woman', memberOf: ['the choir'] },
  for: 'self',
  sessions: 'one',
  where: {
    region: 'US-WA',
    postalArea: '981',
    place: { latitude: 47.6, longitude: -122.3, withinKm: 20 },
    formats: ['in-person', 'online'],
  },
  languages: { anyOf: ['es', 'en'], allOf: [], interpreter: true },
  payment: {
    anyOf: [{ insurer: 'us-medicaid' }, { budget: { amount: 9000, currency: 'USD', per: 'month', timesPerMonth: 2 } }],
    notSure: true,
  },
  when: {
    slots: [{ day: 'tue', fromMinute: 540, toMinute: 720 }],
    utcOffsetMinutes: -480,
    startBy: '2026-12-10',
    waitingList: 'ok',
  },
  access: ['step-free', 'sign-language', 'quiet', 'text-only'],
  body: { areas: ['neck.back'], noTouch: ['abdomen'] },
  prefer: {
    modalities: ['cbt'],
    practitioner: [{ facet: 'gender', value: 'woman' }],
    populations: ['lgbtq'],
    style: ['warm'],
    events: 'welcome',
  },
  avoid: { concepts: ['cbt.exposure'], practitioners: ['ab'.repeat(32)] },
  must: ['languages', 'payment'],
  unknown: { payment: 'keep', languages: 'exclude' },
  source: 'school',
  story: 'In my own words\nover two lines.',
  contact: { name: 'Asha', email: 'asha@example.org', phone: '+1 555 0100' },
}

describe('readIntake', () => {
  it('reads one need as a whole intake', () => expect(field({ needs })).toBe('read'))
  it('reads every answer, unchanged', () => {
    const result = read(whole)
    expect(result.ok && rawAnswers(result.value)).toEqual(whole)
  })
  it('makes needs equal where the person did not weigh them', () => {
    const result = read({ needs: [{ concept: 'mood' }, { concept: 'grief.death', importance: 3 }] })
    expect(result.ok && rawAnswers(result.value).needs.map(({ importance }) => importance)).toEqual([2, 3])
  })
  it('freezes its copy to the ground', () => {
    const result = read(whole)
    const answers = result.ok ? rawAnswers(result.value) : undefined
    expect(() => Object.assign(answers?.where?.place ?? {}, { withinKm: 1 })).toThrow(TypeError)
    expect(() => answers?.needs.push({ concept: 'mood' })).toThrow(TypeError)
  })
  it('does not hold the caller’s object', () => {
    const own = structuredClone(whole)
    const result = read(own)
    own.where.formats.push('stay')
    own.needs[0] = { concept: 'mood', importance: 1 }
    expect(result.ok && rawAnswers(result.value)).toEqual(whole)
    expect(Object.isFrozen(own)).toBe(false)
  })
  it('ignores a condition over something that was not answered', () => {
    expect(field({ needs, must: ['payment'], unknown: { when: 'exclude' } })).toBe('read')
  })
  it('refuses what is no object', () => {
    for (const answers of [undefined, null, 'needs', 1, [], () => needs, Symbol('needs')]) {
      expect(field(answers)).toEqual(invalid(''))
    }
  })
  it('refuses an intake without a need', () => expect(field({ story: 'x' })).toEqual(invalid('needs')))
  const hour = { day: 'tue', fromMinute: 540, toMinute: 600 }
  it.each<[string, number, (size: number) => object]>([
    ['needs', 3, (size) => ({ needs: Array.from({ length: size }, () => ({ concept: 'mood' })) })],
    ['story', 1500, (size) => ({ needs, story: 'x'.repeat(size) })],
    ['contact.name', 80, (size) => ({ needs, contact: { name: 'x'.repeat(size) } })],
    ['contact.email', 120, (size) => ({ needs, contact: { email: 'x'.repeat(size) } })],
    ['contact.phone', 40, (size) => ({ needs, contact: { phone: 'x'.repeat(size) } })],
    ['when.slots', 42, (size) => ({ needs, when: { slots: Array.from({ length: size }, () => hour) } })],
  ])('takes %s up to the limit of %d, and no more', (name, limit, answersOf) => {
    expect(field(answersOf(limit))).toBe('read')
    expect(field(answersOf(limit + 1))).toEqual(invalid(name))
  })
  it('refuses a fourth need', () => {
    expect(field({ needs: Array.from({ length: 4 }, () => ({ concept: 'mood' })) })).toEqual(invalid('needs'))
  })
  it('refuses an unknown member without naming it', () => expect(field({ needs, phq9: 12 })).toEqual(invalid('')))
  it('refuses an unknown member of a part by the part’s name', () => {
    expect(field({ needs, contact: { fax: '1' } })).toEqual(invalid('contact'))
  })
  it('refuses a slot that ends before it begins', () => {
    expect(field({ needs, when: { slots: [{ day: 'tue', fromMinute: 720, toMinute: 540 }] } })).toEqual(
      invalid('when.slots.0'),
    )
  })
  it.each(['2026-02-29', '2026-04-31', '2100-02-29', '2026-13-01', '26-01-01'])('refuses the date %s', (startBy) => {
    expect(field({ needs, when: { startBy } })).toEqual(invalid('when.startBy'))
  })
  it.each(['2028-02-29', '2026-12-31', '2026-02-28', '2026-04-30'])('reads the date %s', (startBy) => {
    expect(field({ needs, when: { startBy } })).toBe('read')
  })
  it('refuses a lone surrogate, which could never be sealed', () => {
    expect(field({ needs, story: 'a\ud800b' })).toEqual(invalid('story'))
  })
  it('refuses in a line what breaks it, hides in it or turns it round, and names the field', () => {
    for (const hidden of ['a\nb', 'a\0', '\u202a+1 206 555 0100', '\ufeffa']) {
      for (const way of ['name', 'email', 'phone']) {
        expect(field({ needs, contact: { [way]: hidden } })).toEqual(invalid(`contact.${way}`))
      }
      expect(field({ needs, about: { memberOf: ['Choir', hidden] } })).toEqual(invalid('about.memberOf.1'))
      expect(field({ needs, story: hidden })).toBe('read')
    }
  })
  it('refuses numbers that JSON cannot hold', () => {
    const place = { latitude: Number.NaN, longitude: 0, withinKm: 1 }
    expect(field({ needs, where: { place } })).toEqual(invalid('where.place.latitude'))
  })
  it('refuses a need that this vocabulary does not hold, by its position', () => {
    expect(field({ needs: [...needs, { concept: 'anxiety.pannic' }] })).toEqual(invalid('needs.1.concept'))
  })
  it.each([
    ['about.ageGroup', { about: { ageGroup: 'woman' } }],
    ['about.gender', { about: { gender: 'adult' } }],
    ['where.formats.1', { where: { formats: ['online', 'quiet'] } }],
    ['access.0', { access: ['online'] }],
    ['body.areas.0', { body: { areas: ['mood'] } }],
    ['body.noTouch.0', { body: { noTouch: ['mood'] } }],
    ['prefer.modalities.0', { prefer: { modalities: ['mood'] } }],
    ['prefer.practitioner.0', { prefer: { practitioner: [{ facet: 'gender', value: 'purple' }] } }],
    ['prefer.populations.0', { prefer: { populations: ['mood'] } }],
    ['prefer.style.0', { prefer: { style: ['mood'] } }],
    ['avoid.concepts.0', { avoid: { concepts: ['no-such-thing'] } }],
  ])('holds %s to its own facet', (name, answers) => expect(field({ needs, ...answers })).toEqual(invalid(name)))
  it('lets themes, ways of working, traits, styles and kinds of event be avoided', () => {
    const concepts = ['mood', 'cbt', 'lgbtq', 'faith.christian', 'direct', 'retreat']
    expect(field({ needs, avoid: { concepts } })).toBe('read')
  })
})
