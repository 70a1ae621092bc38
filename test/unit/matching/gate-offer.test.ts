import { describe, expect, it } from 'vitest'
import {
  judgeAccess,
  judgeAll,
  judgeBody,
  judgeLanguages,
  judgeTraits,
  readAccess,
  readAny,
} from '../../../src/matching/gate-offer.js'
import { known } from '../../support/offers.js'

describe('languages', () => {
  const spanish = { languages: { yes: ['es'] } }
  it('need one of anyOf', () => {
    expect(judgeLanguages({ anyOf: ['en', 'es'] }, spanish)).toBe('pass')
    expect(judgeLanguages({ anyOf: ['en'] }, { languages: { yes: ['es'], complete: true } })).toBe('fail')
    expect(judgeLanguages({ anyOf: ['en'] }, spanish)).toBe('unknown')
  })
  it('need every one of allOf besides', () => {
    expect(judgeLanguages({ anyOf: ['es'], allOf: ['ase'] }, spanish)).toBe('unknown')
    expect(judgeLanguages({ anyOf: ['es'], allOf: ['ase'] }, { languages: { yes: ['es', 'ase'] } })).toBe('pass')
  })
  it('may be met by an interpreter, where the person accepts one', () => {
    const complete = { languages: { yes: ['es'], complete: true } }
    expect(judgeLanguages({ anyOf: ['en'], interpreter: true }, { ...complete, interpreter: true })).toBe('pass')
    expect(judgeLanguages({ anyOf: ['en'], interpreter: true }, { ...complete, interpreter: false })).toBe('fail')
    expect(judgeLanguages({ anyOf: ['en'], interpreter: true }, complete)).toBe('unknown')
    expect(judgeLanguages({ anyOf: ['en'] }, { ...complete, interpreter: true })).toBe('fail')
    expect(judgeLanguages({ interpreter: true }, { interpreter: true })).toBe('pass')
  })
  it('do not matter when none were named', () => expect(judgeLanguages({ anyOf: [] }, {})).toBe('pass'))
})

describe('access', () => {
  const stepFree = { access: { yes: known('step-free') } }
  it('is needed in full', () => {
    expect(judgeAccess(['step-free', 'quiet'], { access: { yes: known('step-free', 'quiet') } })).toBe('pass')
    expect(judgeAccess(['step-free', 'quiet'], stepFree)).toBe('unknown')
    expect(judgeAccess(['step-free', 'quiet'], { access: { yes: known('step-free'), complete: true } })).toBe('fail')
  })
  it('is needed at one and the same location', () => {
    const here = { region: 'US-WA', access: { yes: known('step-free'), no: known('quiet') } }
    const there = { region: 'US-WA', access: { yes: known('quiet'), no: known('step-free') } }
    expect(judgeAccess(['step-free', 'quiet'], { locations: [here, there] })).toBe('fail')
    expect(judgeAccess(['step-free'], { locations: [there, here] })).toBe('pass')
  })
  it('is read from the whole offer where a location leaves it open', () => {
    expect(judgeAccess(['step-free'], { ...stepFree, locations: [{ region: 'US-WA' }] })).toBe('pass')
    expect(
      judgeAccess(['step-free'], { ...stepFree, locations: [{ region: 'US-WA', access: { no: known('step-free') } }] }),
    ).toBe('fail')
  })
  it('names what met it', () =>
    expect(readAccess({ access: { yes: known('step-free.lift') } }, 'step-free').matched).toBe('step-free.lift'))
})

describe('body', () => {
  it('wants every area treated', () => {
    expect(judgeBody({ areas: ['neck', 'abdomen'] }, { body: { areas: { yes: known('neck.back', 'abdomen') } } })).toBe(
      'pass',
    )
    expect(judgeBody({ areas: ['neck'] }, { body: { areas: { no: known('neck') } } })).toBe('fail')
    expect(judgeBody({ areas: ['neck'] }, {})).toBe('unknown')
  })
  it('keeps a boundary by touch-free work, or where the area is not treated', () => {
    expect(judgeBody({ noTouch: ['abdomen'] }, { body: { touchFree: true } })).toBe('pass')
    expect(judgeBody({ noTouch: ['abdomen'] }, { body: { areas: { yes: known('neck'), complete: true } } })).toBe(
      'pass',
    )
  })
  it('asks about a boundary where nothing else is known', () => {
    expect(judgeBody({ noTouch: ['abdomen'] }, { body: { areas: { yes: known('abdomen') } } })).toBe('unknown')
    expect(judgeBody({ noTouch: ['abdomen'] }, {})).toBe('unknown')
  })
})

describe('traits', () => {
  const woman = { facet: 'gender', value: 'woman' }
  const man = { facet: 'gender', value: 'man' }
  const secular = { facet: 'faith', value: 'none' }
  it('take any value of one trait', () => {
    expect(judgeTraits([woman, man], { facets: { yes: known('gender.man') } })).toBe('pass')
  })
  it('must all be met', () => {
    expect(judgeTraits([woman, secular], { facets: { yes: known('gender.woman') } })).toBe('unknown')
    expect(judgeTraits([woman, secular], { facets: { yes: known('gender.woman'), no: known('faith') } })).toBe('fail')
  })
})

describe('lists', () => {
  it('need one, and name the first in the order of text', () => {
    expect(readAny({ yes: known('warm', 'direct') }, ['warm', 'direct'])).toEqual({
      verdict: 'pass',
      matched: 'direct',
    })
    expect(readAny({ no: known('warm') }, ['warm', 'direct']).verdict).toBe('unknown')
    expect(readAny({ complete: true }, ['warm', 'direct']).verdict).toBe('fail')
  })
  it('need all', () => {
    expect(judgeAll({ yes: known('lgbtq.trans') }, ['lgbtq'])).toBe('pass')
    expect(judgeAll({ yes: known('lgbtq') }, ['lgbtq', 'migrants'])).toBe('unknown')
    expect(judgeAll({ yes: known('lgbtq'), no: known('migrants') }, ['lgbtq', 'migrants'])).toBe('fail')
  })
})
