import { describe, expect, it } from 'vitest'
import { answersOf, conditionsOf, hundredths, relaxed } from '../../../examples/widget/answers.js'
import { isUnreachable, sharables, shareOf, suggested } from '../../../examples/widget/sharing.js'
import { back, go, initial, onward, questions, type State, screenOf } from '../../../examples/widget/state.js'
import { readIntake } from '../../../src/intake/read.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'

const device = { currency: 'USD', utcOffsetMinutes: -480 }
const drafted = (draft: Partial<State['draft']>, rest: Partial<State> = {}): State => ({
  ...initial,
  ...rest,
  draft: { ...initial.draft, ...draft },
})
const full = drafted({
  needs: ['anxiety.panic', 'sleep'],
  for: ['self'],
  sessions: ['one'],
  age: ['adult'],
  gender: ['woman'],
  region: ['US-WA'],
  postal: ' 98101 ',
  formats: ['in-person', 'online.video'],
  times: ['tue morning', 'thu evening'],
  languages: ['es'],
  insurers: ['private-insurance'],
  budget: '90,50',
  access: ['quiet'],
  practitioner: ['gender.woman'],
  style: ['warm'],
  modalities: ['cbt'],
  areas: ['neck'],
  noTouch: ['abdomen'],
  yes: ['waiting', 'interpreter', 'noEvents'],
  story: ' It began on the ferry. ',
  email: 'asha@example.org',
})

describe('the way through the questions', () => {
  it('goes from the first to the last and then to the results, and back again', () => {
    let state: State = initial
    for (const name of [...questions, 'results']) {
      state = onward(state)
      expect(screenOf(state)).toBe(name)
    }
    for (let at = questions.length; at >= 0; at--) state = back(state)
    expect(screenOf(state)).toBe('welcome')
    expect(back(state)).toBe(state)
  })
  it('comes back to where a question was asked from', () => {
    const results = { ...initial, trail: ['welcome', 'about', 'where', 'results'] as const }
    expect(screenOf(onward(go(results, 'where')))).toBe('results')
    expect(go(results, 'where').trail).toHaveLength(5)
  })
})

describe('the answers', () => {
  it('are what the library reads, from everything and from next to nothing', () => {
    for (const state of [full, drafted({ needs: ['sleep'] }), initial]) {
      const intake = readIntake(answersOf(state, device), coreVocabulary)
      expect(intake.ok).toBe(true)
    }
  })
  it('say what was answered', () => {
    expect(answersOf(full, device)).toMatchObject({
      about: { ageGroup: 'adult', gender: 'woman' },
      where: { region: 'US-WA', postalArea: '98101' },
      payment: {
        anyOf: [{ insurer: 'private-insurance' }, { budget: { amount: 9050, currency: 'USD', per: 'session' } }],
      },
      when: {
        slots: [
          { day: 'tue', fromMinute: 480 },
          { day: 'thu', toMinute: 1320 },
        ],
        waitingList: 'ok',
      },
      prefer: { practitioner: [{ facet: 'gender', value: 'woman' }], events: 'no' },
      story: 'It began on the ferry.',
    })
  })
  it('leave out what was left open', () => {
    expect(answersOf(drafted({ needs: ['sleep'] }), device)).toEqual({ needs: [{ concept: 'sleep' }] })
  })
  it.each([
    ['90', 9000],
    ['9,5', 950],
    ['0', 0],
    ['', undefined],
    ['free', undefined],
    ['-1', undefined],
    ['1e9', undefined],
  ])('take %j for a price, or not', (text, amount) => expect(hundredths(text)).toBe(amount))
})

describe('giving way', () => {
  it('drops a condition, keeps whom to ask, takes a waiting list, or pays a quarter more', () => {
    expect(relaxed(full, { gate: 'languages', change: 'drop' }).draft.must).toEqual(['where'])
    expect(answersOf(relaxed(full, { gate: 'where', change: 'ask' }), device).unknown).toEqual({ where: 'keep' })
    expect(relaxed(initial, { gate: 'accepting', change: 'loosen' }).draft.yes).toEqual(['waiting'])
    const richer = answersOf(relaxed(full, { gate: 'payment', change: 'loosen' }), device)
    expect(richer.payment?.anyOf?.[1]).toEqual({ budget: { amount: 11313, currency: 'USD', per: 'session' } })
  })
  it('is offered for what was answered', () => {
    expect(conditionsOf(initial)).toEqual([])
    expect(conditionsOf(full)).toHaveLength(12)
  })
})

describe('what is shared', () => {
  it('is nothing by default', () => {
    expect(shareOf(full)).toEqual({})
  })
  it('is what was switched on, at the level that was chosen', () => {
    const state = {
      ...full,
      levels: { 'needs anxiety.panic': 'category', availability: 'slots', area: 'postal', about: 'none' },
    }
    expect(shareOf(state)).toEqual({
      needs: [{ concept: 'anxiety.panic', level: 'category' }],
      availability: 'slots',
      area: 'postal',
    })
  })
  it('is not what is no longer answered', () => {
    const state = { ...initial, levels: { 'needs anxiety.panic': 'category', story: 'text', access: 'stated' } }
    expect(shareOf(state)).toEqual({})
  })
  it('is a contact only where it was ticked and written, and never in an enquiry', () => {
    expect(shareOf({ ...full, ways: ['email', 'phone'] })).toEqual({ contact: ['email'] })
    expect(shareOf({ ...full, ways: ['email'], purpose: 'enquiry' })).toEqual({})
    expect(sharables({ ...full, purpose: 'enquiry' }).map(({ key }) => key)).not.toContain('story')
  })
  it('is, as a suggestion, the least of what helps', () => {
    expect(suggested(full)).toEqual({
      'needs anxiety.panic': 'category',
      'needs sleep': 'concept',
      availability: 'part-of-day',
      language: 'stated',
      format: 'stated',
      payment: 'stated',
    })
  })
  it('reaches nobody back without a note, an address or a number', () => {
    expect(isUnreachable(full)).toBe(true)
    expect(isUnreachable({ ...full, ways: ['name'] })).toBe(true)
    expect(isUnreachable({ ...full, ways: ['host'] })).toBe(false)
    expect(isUnreachable({ ...full, ways: ['email'] })).toBe(false)
  })
})
