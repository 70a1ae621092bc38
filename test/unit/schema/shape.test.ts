import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as shape from '../../../src/schema/shape.js'

const person = shape.record(
  { name: shape.text(5, /^[A-Z]/) },
  {
    age: shape.whole(0, 150),
    tags: shape.list(shape.oneOf(['a', 'b']), 2, 1),
    key: shape.bytes(2, 3),
  },
)

describe('a shape', () => {
  it.each([
    [{ name: 'Asha' }],
    [{ name: 'Asha', age: 0, tags: ['a', 'b'], key: new Uint8Array(3) }],
    [{ name: 'Asha', age: 150, tags: ['b'], key: new Uint8Array(2) }],
    [{ name: 'Asha', age: undefined }],
    [Object.assign(Object.create(null), { name: 'Asha' })],
  ])('lets %j pass as it is', (value) => {
    expect(shape.check(person, value, 'answers_invalid')).toEqual({ ok: true, value })
    expect(shape.has(person, value)).toBe(true)
  })

  it('gives back the very value that it was given', () => {
    const value = { name: 'Asha' }
    const checked = shape.check(person, value, 'answers_invalid')
    expect(checked.ok && checked.value).toBe(value)
  })

  it.each<[string, unknown]>([
    ['', undefined],
    ['', null],
    ['', 'Asha'],
    ['', ['Asha']],
    ['', new Map()],
    [
      '',
      new (class {
        name = 'Asha'
      })(),
    ],
    ['', { name: 'Asha', more: 1 }],
    ['', JSON.parse('{"name":"Asha","__proto__":1}')],
    ['name', {}],
    ['name', { name: '' }],
    ['name', { name: 'Asha-I' }],
    ['name', { name: 'asha' }],
    ['name', { name: 7 }],
    ['age', { name: 'Asha', age: -1 }],
    ['age', { name: 'Asha', age: 151 }],
    ['age', { name: 'Asha', age: 1.5 }],
    ['age', { name: 'Asha', age: Number.NaN }],
    ['age', { name: 'Asha', age: '7' }],
    ['age', { name: 'Asha', age: null }],
    ['tags', { name: 'Asha', tags: [] }],
    ['tags', { name: 'Asha', tags: ['a', 'a', 'a'] }],
    ['tags', { name: 'Asha', tags: { 0: 'a', length: 1 } }],
    ['tags.1', { name: 'Asha', tags: ['a', 'c'] }],
    ['key', { name: 'Asha', key: new Uint8Array(1) }],
    ['key', { name: 'Asha', key: new Uint8Array(4) }],
    ['key', { name: 'Asha', key: [1, 2] }],
  ])('names %j where the value is wrong (%#)', (field, value) => {
    expect(shape.check(person, value, 'answers_invalid')).toEqual({
      ok: false,
      error: { code: 'answers_invalid', detail: { field } },
    })
    expect(shape.has(person, value)).toBe(false)
  })

  it('of a line lets names of every language pass, their joiners too', () => {
    for (const name of [
      'Asha',
      'Zo\u00eb',
      '\u9673\u5049',
      '\u05d0\u05e9\u05d4',
      '\u0639\u0644\u06cc\u200c\u0631\u0636\u0627',
      '\u{1f469}\u200d\u{1f33e}',
    ]) {
      expect(shape.has(shape.line(7), name)).toBe(true)
    }
  })
  it.each(['', 'Asha Rao', 'a\nb', 'a\0', '\u202ea', '\ufeffa', 'a\u200b', 'a\ud800', '\u200c\u200d', 7, null])(
    'of a line refuses %j',
    (value) => expect(shape.has(shape.line(7), value)).toBe(false),
  )

  it('names the field that a further rule is about, and asks the rule about well-shaped values only', () => {
    const asked: unknown[] = []
    const span = shape.where(
      shape.record({ from: shape.whole(0, 9), to: shape.whole(0, 9) }),
      (value) => asked.push(value) > 0 && value.from < value.to,
      'to',
    )
    expect(span.fault({ from: 1, to: 2 })).toBe(undefined)
    expect(span.fault({ from: 2, to: 1 })).toBe('to')
    expect(span.fault({ from: 'x', to: 1 })).toBe('from')
    expect(asked).toEqual([
      { from: 1, to: 2 },
      { from: 2, to: 1 },
    ])
  })

  it('of two shapes names what the second finds wrong', () => {
    const either = shape.either(shape.record({ one: shape.flag }), shape.record({ two: shape.flag }))
    expect(either.fault({ one: true })).toBe(undefined)
    expect(either.fault({ two: false })).toBe(undefined)
    expect(either.fault({ two: 'yes' })).toBe('two')
  })

  it('never throws, and never repeats what it refuses', () => {
    fc.assert(
      fc.property(
        fc.object({ withBigInt: true, withMap: true, withNullPrototype: true, withTypedArray: true }),
        (value) => {
          const field = person.fault({ ...value, 'planted-secret': 1 })
          expect(['', 'name', 'age', 'tags', 'key', 'tags.0', 'tags.1']).toContain(field)
        },
      ),
      { numRuns: 300 },
    )
  })
})
