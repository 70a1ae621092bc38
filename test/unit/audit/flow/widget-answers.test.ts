import { randomBytes } from 'node:crypto'
import { fc, it as law } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import {
  chosenOf,
  doingOn,
  furtherOf,
  needsOn,
  type Thing,
  topOf,
  typedFor,
} from '../../../../src/audit/flow/widget-answers.js'

const thing = (id: string, type = 'checkbox', more: Partial<Thing> = {}): Thing => ({
  id,
  type,
  isOn: false,
  isDisabled: false,
  ...more,
})
const screen = (...things: readonly Thing[]) => ({ title: 'A question', things })
const typed = { story: 'planted', email: 'planted@mailbox.test' }
const pressed = (things: readonly Thing[], visit: number) => doingOn(screen(...things), visit, typed).press

describe('what is chosen of a list', () => {
  law.prop([fc.uniqueArray(fc.string(), { minLength: 3, maxLength: 12 }), fc.integer({ min: 1, max: 9 })])(
    'is the first of it in the first visit, and two others in any other',
    (list, visit) => {
      expect(chosenOf(list, 0)).toEqual(list.slice(0, 1))
      const others = chosenOf(list, visit)
      expect(new Set(others).size).toBe(2)
      expect(others).not.toContain(list[0])
      expect(list).toEqual(expect.arrayContaining([...others]))
      expect(chosenOf(list, visit, 1)).toHaveLength(1)
    },
  )
  it('differs from visit to visit as long as there is enough', () => {
    const list = ['a', 'b', 'c', 'd', 'e']
    expect([1, 2, 3].map((visit) => chosenOf(list, visit).join(''))).toEqual(['bc', 'de', 'bc'])
    expect([0, 1].map((visit) => chosenOf(['a'], visit))).toEqual([['a'], []])
    expect([0, 1].map((visit) => chosenOf([], visit))).toEqual([[], []])
  })
})

describe('a screen of questions', () => {
  it('is answered by what it shows: one of several, some of many, a few words', () => {
    const things = [
      ...['for-self', 'for-child', 'for-'].map((id) => thing(id, 'radio')),
      ...['formats-online', 'formats-in-person', 'formats-phone'].map((id) => thing(id)),
      thing('yes-waiting'),
      thing('postal', 'text'),
      thing('search-modalities', 'search'),
      thing('story', 'textarea'),
      thing('next', 'button'),
      thing('style-warm', 'checkbox', { isDisabled: true }),
    ]
    expect(doingOn(screen(...things), 0, typed)).toEqual({
      press: ['for-self', 'formats-online'],
      type: [
        ['postal', '98299'],
        ['story', 'planted'],
      ],
      answers: [
        ['for', 'self'],
        ['formats', 'online'],
        ['postal', '98299'],
        ['story', 'planted'],
      ],
    })
    expect(doingOn(screen(...things), 1, typed)).toMatchObject({
      press: ['for-child', 'formats-in-person', 'formats-phone', 'yes-waiting'],
      type: [
        ['postal', '1020'],
        ['story', 'planted'],
      ],
    })
  })
  it('asks nobody’s guardian', () => {
    const ages = ['age-infant', 'age-child', 'age-teen', 'age-young-adult', 'age-adult', 'age-']
    const things = ages.map((id) => thing(id, 'radio'))
    expect([0, 1, 2].map((visit) => pressed(things, visit))).toEqual([
      ['age-young-adult'],
      ['age-adult'],
      ['age-adult'],
    ])
  })
  it('opens the group that a way of working stands in', () => {
    const things = [
      ...['modalities-cbt', 'modalities-cbt.act', 'modalities-bodywork', 'modalities-other'].map((id) => thing(id)),
      ...['cbt', 'bodywork', 'other'].map((id) => thing(`open-modalities-${id}`, 'summary')),
    ]
    expect(pressed(things, 0)).toEqual(['open-modalities-cbt', 'modalities-cbt'])
    expect(pressed(things, 1)).toEqual([
      'open-modalities-bodywork',
      'modalities-bodywork',
      'open-modalities-other',
      'modalities-other',
    ])
  })
  it('wants touch nowhere and somewhere, but never at one place', () => {
    const places = ['head', 'neck', 'back', 'feet', 'hands']
    const things = places.flatMap((place) => [thing(`areas-${place}`), thing(`noTouch-${place}`)])
    for (const visit of [0, 1]) {
      const ids = pressed(things, visit)
      const of = (list: string) => ids.filter((id) => id.startsWith(list)).map((id) => id.slice(list.length))
      expect(of('areas-').filter((place) => of('noTouch-').includes(place))).toEqual([])
    }
  })
})

describe('what the intake is about', () => {
  const about = screen(
    ...['needs-a', 'needs-a.one', 'needs-a.two', 'needs-b', 'needs-c', 'needs-c.one'].map((id) => thing(id)),
  )
  it('is one thing that is shared in every visit, and in any but the first another that is not', () => {
    const needs = needsOn(about)
    expect(needs).toEqual({ shared: 'needs-a.one', others: ['needs-b', 'needs-c.one'] })
    if (needs === undefined) return
    expect([0, 1, 2, 3].map((visit) => furtherOf(needs, visit, 0))).toEqual([
      [],
      ['needs-b'],
      ['needs-c.one'],
      ['needs-b'],
    ])
    expect(furtherOf(needs, 1, 1)).toEqual(['needs-c.one'])
    expect(furtherOf({ shared: 'needs-a', others: [] }, 1, 0)).toEqual([])
  })
  it('is nothing where nothing is offered', () => expect(needsOn(screen(thing('next', 'button')))).toBeUndefined())
  it('stands in groups by the beginning of its id', () =>
    expect([topOf('needs-a.one'), topOf('needs-b')]).toEqual(['needs-a', 'needs-b']))
})

it('draws a story and a mailbox for every visit', () => {
  const signs = 'ab1kz9MXq0'
  const plant = (length: number) => [...randomBytes(length)].map((byte) => signs[byte % signs.length]).join('')
  const all = typedFor(3, plant)
  expect(new Set(all.map(({ story }) => story.length)).size).toBe(3)
  for (const { email } of all) expect(email).toMatch(/^\w{16,}@mailbox\.test$/)
})
