import { describe, expect, it } from 'vitest'
import type { Answers } from '../../../src/intake/answers.js'
import { judgeAgeGroup, judgeAudience, judgeAvoid, judgeRules } from '../../../src/matching/gate-person.js'
import { targetOf } from '../../../src/matching/target.js'
import { community, conceptOf, eventOf, idOf, known, now, practitioner } from '../../support/offers.js'

type Rules = NonNullable<Parameters<typeof practitioner>[0]>['rules']
const womenOnly: Rules = [{ about: 'gender', anyOf: ['woman'] }]
const members: Rules = [{ about: 'memberOf', anyOf: ['the choir'] }]

describe('rules', () => {
  const judge = (about: Answers['about'], rules: Rules) => judgeRules(about, targetOf(practitioner({ rules }), now))
  it('pass whom they admit and fail whom they do not', () => {
    expect(judge({ gender: 'woman' }, womenOnly)).toBe('pass')
    expect(judge({ gender: 'man' }, womenOnly)).toBe('fail')
    expect(judge({ memberOf: ['the choir'] }, members)).toBe('pass')
    expect(judge({ memberOf: [] }, members)).toBe('fail')
  })
  it('are unknown over what was not answered', () => {
    expect(judge(undefined, womenOnly)).toBe('unknown')
    expect(judge({ gender: 'woman' }, members)).toBe('unknown')
  })
  it('must all admit', () => {
    expect(judge({ gender: 'woman' }, [...(womenOnly ?? []), ...(members ?? [])])).toBe('unknown')
    expect(judge({ gender: 'man' }, [...(womenOnly ?? []), ...(members ?? [])])).toBe('fail')
  })
  it('admit everybody where there are none', () => expect(judge(undefined, undefined)).toBe('pass'))
})

describe('ageGroup', () => {
  const judge = (ageGroup: string | undefined, offer: Parameters<typeof practitioner>[0]) =>
    judgeAgeGroup({ ageGroup }, targetOf(practitioner(offer), now))
  it('reads the ages in three values', () => {
    expect(judge('adult', { ageGroups: { yes: known('adult') } })).toBe('pass')
    expect(judge('adult', { ageGroups: { no: known('adult') } })).toBe('fail')
    expect(judge('adult', {})).toBe('unknown')
  })
  it('does not matter to who did not answer', () =>
    expect(judge(undefined, { ageGroups: { no: known('adult') } })).toBe('pass'))
})

describe('audience', () => {
  const judge = (memberOf: string[] | undefined, audience: 'public' | 'member') =>
    judgeAudience({ memberOf }, targetOf(eventOf({ audience }), now))
  it('lets everybody in to what is public', () => expect(judge(undefined, 'public')).toBe('pass'))
  it('asks for the membership of the event’s own community', () => {
    expect(judge([community], 'member')).toBe('pass')
    expect(judge(['another'], 'member')).toBe('fail')
    expect(judge(undefined, 'member')).toBe('unknown')
  })
})

describe('avoid', () => {
  const judge = (concepts: string[], offer: Parameters<typeof practitioner>[0]) =>
    judgeAvoid({ concepts }, targetOf(practitioner(offer), now))
  it.each([
    ['a theme', 'mood', { concepts: [{ concept: conceptOf('mood.numb'), level: 1 }] }],
    ['a way of working', 'cbt', { modalities: { yes: known('cbt.exposure') } }],
    ['a population', 'lgbtq', { populations: { yes: known('lgbtq') } }],
    ['a style', 'direct', { styles: { yes: known('direct') } }],
    ['a trait', 'faith.christian', { facets: { yes: known('faith.christian') } }],
  ])('fails who states %s', (_, avoided, offer) => expect(judge([avoided], offer)).toBe('fail'))
  it('passes who does not state it, or states the reverse, or something wider', () => {
    expect(judge(['cbt.exposure'], {})).toBe('pass')
    expect(judge(['cbt.exposure'], { modalities: { no: known('cbt.exposure') } })).toBe('pass')
    expect(judge(['cbt.exposure'], { modalities: { yes: known('cbt') } })).toBe('pass')
  })
  it('fails the people named, and the events they host', () => {
    const people = { practitioners: [idOf(7)] }
    expect(judgeAvoid(people, targetOf(practitioner({}, { id: idOf(7) }), now))).toBe('fail')
    expect(judgeAvoid(people, targetOf(practitioner({}, { id: idOf(8) }), now))).toBe('pass')
    const host = new Uint8Array(32)
    host[31] = 7
    expect(judgeAvoid(people, targetOf(eventOf({ hosts: [new Uint8Array(32), host] }), now))).toBe('fail')
  })
  it('fails an event of an avoided kind', () => {
    expect(judgeAvoid({ concepts: ['retreat'] }, targetOf(eventOf({ eventKind: conceptOf('retreat') }), now))).toBe(
      'fail',
    )
  })
})
