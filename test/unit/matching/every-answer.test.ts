import { describe, expect, it } from 'vitest'
import { type Answers, type Condition, conditions } from '../../../src/intake/answers.js'
import { rawAnswers } from '../../../src/intake/intake.js'
import { intakeOf } from '../../support/answers.js'
import { run, textOf } from '../../support/match-run.js'
import {
  conceptOf,
  DAY,
  eventOf,
  idOf,
  known,
  later,
  listing,
  pacific,
  placeNear,
  practitioner,
  presenceOf,
} from '../../support/offers.js'

/** Every member there is, however deep: the compiler notices one that is missing below. */
type Whole<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { readonly [Name in keyof Value]-?: Whole<Exclude<Value[Name], undefined>> }
    : Value

const tuesday = { day: 'tue' as const, fromMinute: 540, toMinute: 720 }
const keep = Object.fromEntries(conditions.map((condition) => [condition, 'keep'])) as Record<Condition, 'keep'>
const whole: Whole<Answers> = {
  needs: [{ concept: 'anxiety.panic', importance: 3 }, { concept: 'mood' }],
  about: { ageGroup: 'adult', gender: 'woman', memberOf: ['the choir'] },
  for: 'self',
  sessions: 'one',
  where: {
    region: 'US-WA',
    postalArea: '98101',
    place: { latitude: 47.6, longitude: -122.3, withinKm: 10 },
    formats: ['in-person'],
  },
  languages: { anyOf: ['es'], allOf: ['en'], interpreter: true },
  payment: { anyOf: [{ insurer: 'us-medicaid' }], notSure: true },
  when: { slots: [tuesday], utcOffsetMinutes: -480, startBy: '2026-12-10', waitingList: 'ok' },
  access: ['step-free'],
  body: { areas: ['neck'], noTouch: ['abdomen'] },
  prefer: {
    modalities: ['cbt'],
    practitioner: [{ facet: 'gender', value: 'woman' }],
    populations: ['lgbtq'],
    style: ['warm'],
    events: 'no',
  },
  avoid: { concepts: ['trauma'], practitioners: [idOf(4)] },
  must: [],
  unknown: { ...keep, where: 'keep' },
  source: 'physician',
  story: 'In her own words.',
  contact: { name: 'Asha', email: 'asha@example.org', phone: '555 0100' },
}

const point = { ...placeNear, coarsenessMetres: 0 }
const offer = {
  concepts: [{ concept: conceptOf('anxiety.panic'), level: 3 }],
  formats: { yes: known('in-person') },
  seenFor: { yes: known('self') },
  sessions: { yes: known('one') },
  ageGroups: { yes: known('adult') },
  locations: [{ region: 'US-WA', point }],
  languages: { yes: ['en'] },
  interpreter: true,
  insurers: { no: known('us-medicaid') },
  zone: pacific,
  slots: [tuesday],
  access: { yes: known('step-free') },
  body: { areas: { yes: known('neck'), no: known('abdomen') } },
  modalities: { yes: known('cbt') },
  facets: { yes: known('gender.woman') },
  populations: { yes: known('lgbtq') },
  styles: { yes: known('warm') },
}
const waiting = presenceOf({ capacity: 'waitlist', firstAppointment: 'within-a-week' })
const entries = [
  practitioner(offer, { id: idOf(1), presence: waiting }),
  practitioner({ ...offer, rules: [{ about: 'gender', anyOf: ['woman'] }] }, { id: idOf(2) }),
  practitioner({ ...offer, rules: [{ about: 'memberOf', anyOf: ['the choir'] }] }, { id: idOf(3) }),
  practitioner(offer, { id: idOf(4) }),
  practitioner({ ...offer, concepts: [{ concept: conceptOf('trauma.war'), level: 2 }] }, { id: idOf(5) }),
  practitioner({ ...offer, interpreter: undefined, insurers: { yes: known('us-medicaid') } }, { id: idOf(6) }),
  practitioner({ ...offer, languages: { yes: ['es'] }, interpreter: false }, { id: idOf(7) }),
  practitioner({ ...offer, ageGroups: { no: known('adult') } }, { id: idOf(8) }),
  practitioner({ ...offer, slots: [{ ...tuesday, day: 'wed' }] }, { id: idOf(9) }),
  listing({}, { id: 'listing:silent' }),
  eventOf({ ...offer, starts: later(4 * DAY) }),
]

/** The path of every answer; a list is one answer, and so is a place. */
function paths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'withinKm' in value) return [path]
  return Object.entries(value).flatMap(([name, member]) => paths(member, [...path, name]))
}

function without(value: object, [name = '', ...rest]: readonly string[]): object {
  const members = new Map<string, unknown>(Object.entries(value))
  const member = members.get(name)
  if (rest.length === 0 || typeof member !== 'object' || member === null) members.delete(name)
  else members.set(name, without(member, rest))
  return Object.fromEntries(members)
}

const found = (answers: unknown) => textOf(run(rawAnswers(intakeOf(answers)), entries))
const before = found(whole)

/** What only a practitioner reads, and only where the person shares it. */
const disclosedOnly = ['where.postalArea', 'source', 'story', 'contact.name', 'contact.email', 'contact.phone']
/** Looked at below: one is never absent, the others do nothing by themselves. */
const elsewhere = /^(needs|must|unknown\.)/

describe('every answer', () => {
  const every = paths(whole).map((path) => path.join('.'))

  it.each(every.filter((path) => !disclosedOnly.includes(path) && !elsewhere.test(path)))('%s is read', (path) =>
    expect(found(without(whole, path.split('.')))).not.toBe(before),
  )

  it.each(disclosedOnly)('%s is read by nobody here', (path) => {
    expect(every).toContain(path)
    expect(found(without(whole, path.split('.')))).toBe(before)
  })

  it('needs are read, each with its importance', () => {
    for (const needs of [
      [{ concept: 'anxiety.panic', importance: 3 }],
      [{ concept: 'anxiety.panic', importance: 1 }, { concept: 'mood' }],
      [{ concept: 'anxiety.worry', importance: 3 }, { concept: 'mood' }],
    ]) {
      expect(found({ ...whole, needs })).not.toBe(before)
    }
  })

  it.each(conditions)('%s can be a condition, and whoever says nothing of it is kept or not', (condition) => {
    const payment = { anyOf: whole.payment.anyOf } // "not sure" never filters
    const wished = { ...whole, payment }
    const kept = { ...wished, must: [condition] }
    expect(found(kept)).not.toBe(found(wished))
    expect(found({ ...kept, unknown: { ...keep, [condition]: 'exclude' } })).not.toBe(found(kept))
  })
})
