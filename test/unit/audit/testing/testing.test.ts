import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../../src/audit/planted.js'
import { findPlanted } from '../../../../src/audit/testing/find-planted.js'
import { plantedIntake } from '../../../../src/audit/testing/planted-intake.js'
import { sabotageGlobals } from '../../../../src/audit/testing/sabotage.js'
import { readIntake } from '../../../../src/intake/read.js'
import { coreVocabulary } from '../../../../src/vocabulary/vocabulary.js'

describe('a planted intake', () => {
  test.prop([fc.nat(0xffffffff)])('is read, and is the same for the same number', (seed) => {
    const { answers, planted } = plantedIntake(seed)
    expect(readIntake(answers, coreVocabulary).ok).toBe(true)
    expect(plantedIntake(seed)).toEqual({ answers, planted })
    for (const { text } of planted) expect(JSON.stringify(answers)).toContain(text)
  })
  test.prop([fc.nat(0xfffffffe)])('has other texts for another number', (seed) => {
    const texts = (from: number) => plantedIntake(from).planted.map((one) => one.text)
    expect(texts(seed).filter((text) => texts(seed + 1).includes(text))).toEqual([])
  })
  it('has other choices for other numbers', () => {
    const needs = new Set(Array.from({ length: 50 }, (_, seed) => JSON.stringify(plantedIntake(seed).answers['needs'])))
    expect(needs.size).toBeGreaterThan(4)
  })
  it('is drawn from a given source', () => {
    const asked: number[] = []
    const source = (length: number) => {
      asked.push(length)
      return new Uint8Array(length)
    }
    expect(plantedIntake(source).planted[0]?.text).toBe('a'.repeat(14))
    expect(asked.length).toBeGreaterThan(6)
  })
  it.each([-1, 1.5, 0x100000000, Number.NaN])('is not made of %s', (seed) =>
    expect(() => plantedIntake(seed)).toThrow(RangeError),
  )
})

describe('sabotaged globals', () => {
  const pretend = () => ({
    navigator: {},
    document: { cookie: '' },
    history: {},
    location: Object.freeze({ assign: () => 1 }),
  })
  it.each(['fetch', 'XMLHttpRequest', 'WebSocket', 'localStorage', 'indexedDB', 'RTCPeerConnection', 'Worker', 'open'])(
    'note %s and throw',
    (name) => {
      const window = pretend()
      const sabotage = sabotageGlobals(window)
      expect(() => Reflect.get(window, name)).toThrow(name)
      expect(sabotage.tried).toEqual([{ name }])
    },
  )
  it('note what is inside others, set as well as read', () => {
    const window = pretend()
    const sabotage = sabotageGlobals(window)
    expect(() => Reflect.get(window.navigator, 'sendBeacon')).toThrow('sendBeacon')
    expect(() => Object.assign(window.document, { cookie: 'a=b' })).toThrow('cookie')
    expect(sabotage.tried.map((one) => one.name)).toEqual(['navigator.sendBeacon', 'document.cookie'])
  })
  it('say what could not be replaced', () =>
    expect(sabotageGlobals(pretend()).notReplaced).toEqual(['location.assign', 'location.replace']))
  it('are put back as they were', () => {
    const window = pretend()
    const before = JSON.stringify(Object.getOwnPropertyDescriptors(window))
    const sabotage = sabotageGlobals(window)
    sabotage.restore()
    expect(JSON.stringify(Object.getOwnPropertyDescriptors(window))).toBe(before)
    expect(window.document.cookie).toBe('')
  })
  it('are those of this process too', () => {
    const before = globalThis.fetch
    const sabotage = sabotageGlobals(globalThis)
    try {
      expect(() => globalThis.fetch('http://a.test')).toThrow('fetch was used')
    } finally {
      sabotage.restore()
    }
    expect(sabotage.tried).toEqual([{ name: 'fetch' }])
    expect(globalThis.fetch).toBe(before)
  })
})

describe('the search for planted texts', () => {
  const answers: readonly Answer[] = [
    { field: 'story', text: 'Xk3vQ9mZt7Lw2a', planted: true, consented: false },
    { field: 'email', text: 'Pq8rYb4nHc5Vd6@person.test', planted: true, consented: false },
    { field: 'need', text: 'anxiety', planted: false, consented: false },
  ]
  const find = findPlanted(answers)
  const found = (text: string) => find(new TextEncoder().encode(text)).map((one) => [one.field, ...one.encoding])
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  it.each([
    ['a=Xk3vQ9mZt7Lw2a', [['story']]],
    ['a=XK3VQ9MZT7LW2A', [['story']]],
    ['a=Pq8rYb4nHc5Vd6%40person.test', [['email', 'percent']]],
    [base64('Xk3vQ9mZt7Lw2a'), [['story', 'base64']]],
    [base64('-Xk3vQ9mZt7Lw2a-'), [['story', 'base64']]],
    [base64('--Xk3vQ9mZt7Lw2a--'), [['story', 'base64']]],
    [encodeURIComponent(base64('---Xk3vQ9mZt7Lw2a')), [['story', 'base64']]],
    ['anxiety', []],
    ['Xk3vQ9mZt7Lw2', []],
  ])('in %s', (text, hits) => expect(found(text)).toEqual(hits))
  test.prop([fc.nat(60), fc.nat(60)])('in base64 wherever it stands', (before, after) => {
    expect(found(base64(`${'a'.repeat(before)}Xk3vQ9mZt7Lw2a${'b'.repeat(after)}`))).toEqual([['story', 'base64']])
  })
  test.prop([fc.string({ maxLength: 30 }), fc.constantFrom(...answers.filter((one) => one.planted))])(
    'shows none of them',
    (around, { text }) => {
      const hits = find(new TextEncoder().encode(`${around}${text}${around}${base64(text)}`))
      expect(hits.length).toBeGreaterThan(0)
      for (const { excerpt } of hits) expect(excerpt).not.toContain(text)
    },
  )
  test.prop([fc.string({ unit: 'binary' })])('never throws', (text) => {
    expect(found(text)).toEqual([])
  })
})
