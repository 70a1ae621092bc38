import { describe, expect, it } from 'vitest'
import { boundedCopy, MAX_ANSWER_CHARACTERS, MAX_ANSWER_DEPTH, MAX_ANSWER_VALUES } from '../../../src/intake/copy.js'
import { readIntake } from '../../../src/intake/read.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'

const tooLarge = (limit: number) => ({ kind: 'too-large', limit })

describe('boundedCopy', () => {
  it('copies plain values', () => {
    expect(boundedCopy({ a: [1, 'b', null, true, { c: undefined }] })).toEqual({
      kind: 'copied',
      value: { a: [1, 'b', null, true, { c: undefined }] },
    })
  })
  it('ends a cycle at the depth limit', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    expect(boundedCopy(cycle)).toEqual(tooLarge(MAX_ANSWER_DEPTH))
  })
  it('ends a wide tree at the limit of values', () => {
    expect(boundedCopy(Array.from({ length: MAX_ANSWER_VALUES + 1 }, () => 0))).toEqual(tooLarge(MAX_ANSWER_VALUES))
    const shared = Array.from({ length: 900 }, () => 0)
    expect(boundedCopy([shared, shared])).toEqual(tooLarge(MAX_ANSWER_VALUES))
  })
  it('does not walk a list that only claims to be long', () => {
    const long: unknown[] = []
    long.length = 4_294_967_295
    expect(boundedCopy(long)).toEqual(tooLarge(MAX_ANSWER_VALUES))
  })
  it('takes depth, values and characters up to their limits', () => {
    let deep: unknown = 'end'
    for (let level = 0; level < MAX_ANSWER_DEPTH; level++) deep = [deep]
    expect(boundedCopy(deep)).toEqual({ kind: 'copied', value: deep })
    expect(boundedCopy([deep])).toEqual(tooLarge(MAX_ANSWER_DEPTH))
    const wide = Array.from({ length: MAX_ANSWER_VALUES - 1 }, () => 0) // and the list itself
    expect(boundedCopy(wide)).toEqual({ kind: 'copied', value: wide })
    expect(boundedCopy([...wide, 0])).toEqual(tooLarge(MAX_ANSWER_VALUES))
    const long = 'x'.repeat(MAX_ANSWER_CHARACTERS)
    expect(boundedCopy(long)).toEqual({ kind: 'copied', value: long })
  })
  it('ends long texts and long names at the limit of characters', () => {
    expect(boundedCopy('x'.repeat(MAX_ANSWER_CHARACTERS + 1))).toEqual(tooLarge(MAX_ANSWER_CHARACTERS))
    expect(boundedCopy({ ['x'.repeat(MAX_ANSWER_CHARACTERS + 1)]: 1 })).toEqual(tooLarge(MAX_ANSWER_CHARACTERS))
  })
  it('reads each member once', () => {
    let reads = 0
    const shifty = Object.defineProperty({}, 'a', { enumerable: true, get: () => ++reads })
    expect(boundedCopy(shifty)).toEqual({ kind: 'copied', value: { a: 1 } })
  })
  it('drops what a getter or a proxy throws', () => {
    const thrower = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw new Error('secret')
      },
    })
    expect(boundedCopy(thrower)).toEqual({ kind: 'unreadable' })
    const proxy = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new RangeError('secret')
        },
      },
    )
    expect(boundedCopy({ proxy })).toEqual({ kind: 'unreadable' })
  })
  it('ends a proxy that never ends', () => {
    const endless: unknown = new Proxy(
      {},
      {
        ownKeys: () => ['a', 'b'],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }),
        get: () => endless,
      },
    )
    expect(boundedCopy(endless)).toEqual(tooLarge(MAX_ANSWER_DEPTH))
  })
  it('takes __proto__ as a name like any other', () => {
    const copied = boundedCopy(JSON.parse('{"__proto__":{"polluted":true}}'))
    expect(copied.kind === 'copied' && Object.keys(copied.value as object)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
  it('is how readIntake says that answers are too large', () => {
    const story = 'x'.repeat(MAX_ANSWER_CHARACTERS)
    expect(readIntake({ needs: [{ concept: 'mood' }], story }, coreVocabulary)).toEqual({
      ok: false,
      error: { code: 'answers_too_large', detail: { limit: MAX_ANSWER_CHARACTERS } },
    })
  })
})
