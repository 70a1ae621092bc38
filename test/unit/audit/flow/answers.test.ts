import { randomBytes } from 'node:crypto'
import { fc, it as law } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { answersFor, likenessesOf, MAX_VISITS, numberMarks, textMarks } from '../../../../src/audit/flow/answers.js'
import { type Field, fieldName, LEAST_PLANTED, LEAST_ROOM, MOST_PLANTED } from '../../../../src/audit/flow/flow.js'
import type { Answer } from '../../../../src/audit/planted.js'

const signs = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const plant = (length: number) => [...randomBytes(length)].map((byte) => signs[byte % signs.length]).join('')

const text = fc.string({ minLength: 1, maxLength: 20 })
const planted: fc.Arbitrary<Field> = fc
  .record({
    plant: fc.constantFrom('text', 'email', 'phone'),
    least: fc.integer({ min: LEAST_PLANTED, max: 60 }),
    room: fc.integer({ min: LEAST_ROOM, max: 40 }),
    consented: fc.boolean(),
  })
  .map(({ plant: kind, least, room, consented }) => ({ plant: kind as 'text', least, most: least + room, consented }))
const valued: fc.Arbitrary<Field> = fc.record({
  values: fc.uniqueArray(text, { minLength: 2, maxLength: 5 }),
  consented: fc.boolean(),
})
const chosen: fc.Arbitrary<Field> = fc
  .uniqueArray(text, { minLength: 3, maxLength: 8 })
  .chain((names) =>
    fc.record({ choices: fc.constant([names.slice(0, 1), names.slice(0, 2), names]), consented: fc.boolean() }),
  )
const flows = fc.record({
  fields: fc.dictionary(fc.stringMatching(fieldName), fc.oneof(planted, valued, chosen), {
    maxKeys: 6,
    noNullPrototype: true,
  }),
})
const of = (answers: readonly Answer[], field: string) => answers.filter((one) => one.field === field)

describe('the answers of the visits', () => {
  law.prop([flows, fc.integer({ min: 2, max: MAX_VISITS })], { numRuns: 60 })(
    'are the same where they are consented to, and differ from the first everywhere else',
    (flow, visits) => {
      const [first = [], ...others] = answersFor(flow, visits, plant)
      expect(others).toHaveLength(visits - 1)
      for (const [name, field] of Object.entries(flow.fields)) {
        for (const other of others) {
          const [one, two] = [of(first, name), of(other, name)]
          if (field.consented === true) expect(two).toEqual(one)
          else expect(two.map(({ text: said }) => said)).not.toEqual(one.map(({ text: said }) => said))
          if ('choices' in field && field.consented !== true) expect(two.length).not.toBe(one.length)
        }
      }
    },
  )

  law.prop([fc.constantFrom('text', 'email', 'phone'), fc.integer({ min: LEAST_PLANTED, max: 60 })], { numRuns: 60 })(
    'differ by every mark that a page could read off what is typed: %s',
    (kind, least) => {
      const fields = { one: { plant: kind as 'text', least, most: least + 2 } }
      const [first = [], ...others] = answersFor({ fields }, 5, plant)
      const marks = kind === 'phone' ? numberMarks : textMarks
      const bare = (answers: readonly Answer[]) => (answers[0]?.text ?? '').split('@')[0] ?? ''
      for (const other of others) {
        for (const [name, mark] of Object.entries(marks))
          expect([name, mark(bare(other))]).not.toEqual([name, mark(bare(first))])
      }
    },
  )

  it('are as long as the field says, and say what was planted', () => {
    const fields = { story: { plant: 'text', least: 20, most: 23 }, age: { values: ['34', '71'] } } as const
    const all = answersFor({ fields }, 6, plant)
    expect(all.map((answers) => answers[0]?.text.length)).toEqual([20, 21, 23, 21, 23, 21])
    expect(all[0]?.map(({ planted: is }) => is)).toEqual([true, false])
    expect(all.map((answers) => answers[1]?.text)).toEqual(['34', '71', '71', '71', '71', '71'])
    const [longest = []] = answersFor(
      { fields: { it: { plant: 'text', least: MOST_PLANTED - 2, most: MOST_PLANTED } } },
      2,
      plant,
    )
    expect(longest[0]?.text).toHaveLength(MOST_PLANTED - 2)
  })

  it('give an address of a mailbox twice: whole, and what stands before the @', () => {
    const [first = []] = answersFor({ fields: { mail: { plant: 'email', consented: true } } }, 2, plant)
    expect(first.map(({ field }) => field)).toEqual(['mail', 'mail, before the @'])
    expect(first[0]?.text).toBe(`${first[1]?.text}@mailbox.test`)
    expect(first.every(({ planted: is, consented }) => is && consented)).toBe(true)
  })

  it('give numbers that a telephone could have', () => {
    const all = answersFor({ fields: { phone: { plant: 'phone' } } }, 8, plant)
    for (const [answer] of all) expect(answer?.text).toMatch(/^\+[1-9]\d{12,14}$/)
  })

  it('leave empty in one visit what may stay empty', () => {
    const fields = {
      story: { plant: 'text', mayStayEmpty: true },
      name: { plant: 'text', mayStayEmpty: true, consented: true },
    } as const
    const all = answersFor({ fields }, 4, plant)
    expect(all.map((answers) => answers.map(({ field }) => field))).toEqual([
      ['story', 'name'],
      ['story', 'name'],
      ['name'],
      ['story', 'name'],
    ])
  })

  it('are drawn for two visits to twelve, and from what varies', () => {
    expect(answersFor({ fields: {} }, MAX_VISITS, plant)).toHaveLength(MAX_VISITS)
    for (const visits of [1, MAX_VISITS + 1, 2.5])
      expect(() => answersFor({ fields: {} }, visits, plant)).toThrow(RangeError)
    const same = (length: number) => 'a'.repeat(length)
    expect(() => answersFor({ fields: { story: { plant: 'text' } } }, 2, same)).toThrow(RangeError)
  })
})

describe('what a flow leaves alike', () => {
  it('is said, and nothing else', () => {
    const said = likenessesOf({
      fields: {
        fine: { values: ['34', '101'] },
        alike: { values: ['34', '31'] },
        sets: { choices: [['Sleep'], ['Sleep', 'Panic', 'Grief']] },
        good: { choices: [['Sleep'], ['Panic', 'Grief']] },
        given: { values: ['Asha'], consented: true },
        story: { plant: 'text' },
      },
    })
    expect(said.map((sentence) => /(of|sets of choices of) (\w+)/.exec(sentence)?.[0])).toHaveLength(5)
    expect(said.filter((sentence) => /\balike\b/.test(sentence))).toHaveLength(3)
    expect(said.filter((sentence) => /\bsets\b/.test(sentence) && !/alike/.test(sentence))).toHaveLength(2)
    expect(said.join(' ')).not.toMatch(/34|31|Sleep|fine|good|given|story/)
  })
})
