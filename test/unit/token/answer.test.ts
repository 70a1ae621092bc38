import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedFields } from '../../../src/consent/disclosure.js'
import { decodeCbor, encodeCbor } from '../../../src/kernel/cbor.js'
import type { EpochDay, EpochSeconds } from '../../../src/kernel/time.js'
import { type Answer, declineReasons, encodeAnswer, readAnswer } from '../../../src/token/answer.js'

const issuedOn = 20_778 as EpochDay // a day of these tests
const id = (nth: number) => nth.toString(16).padStart(64, '0')
const many = <Value>(count: number, make: (nth: number) => Value) =>
  Array.from({ length: count }, (_, nth) => make(nth))
const time = (starts: number, minutes = 50) => ({ starts: starts as EpochSeconds, minutes }) // whole seconds

/** Tells whether an answer is written; what is written must be read as it was. What plain JavaScript may bring is tried too. */
function isWritten(said: unknown, number = 0): boolean {
  const answer = said as Answer // what the compiler refuses is given on purpose
  const body = encodeAnswer({ answer, number, issuedOn })
  if (body !== undefined) expect(readAnswer(body)).toEqual({ answer: said, number, issuedOn })
  return body !== undefined
}

describe('an answer', () => {
  it.each([
    { kind: 'accepted' },
    { kind: 'accepted', note: 'Until Tuesday.' },
    ...declineReasons.map((reason) => ({ kind: 'declined', reason })),
    { kind: 'declined', reason: 'ask-somebody-else', colleagues: [id(1)], note: 'They have room.' },
    { kind: 'waiting-list' },
    { kind: 'waiting-list', weeks: 6 },
    { kind: 'times-offered', times: [time(0), time(253_402_300_799)] },
    { kind: 'more-asked', fields: sharedFields },
  ])('is written and read: %j', (said) => expect(isWritten(said)).toBe(true))

  it.each([
    ['a note of 300', 300, 301, (count: number) => ({ kind: 'accepted', note: 'n'.repeat(count) })],
    ['a note of one', 1, 0, (count: number) => ({ kind: 'accepted', note: 'n'.repeat(count) })],
    ['three colleagues', 3, 4, (count: number) => ({ kind: 'declined', reason: 'other', colleagues: many(count, id) })],
    ['one colleague', 1, 0, (count: number) => ({ kind: 'declined', reason: 'other', colleagues: many(count, id) })],
    ['a week', 1, 0, (weeks: number) => ({ kind: 'waiting-list', weeks })],
    ['104 weeks', 104, 105, (weeks: number) => ({ kind: 'waiting-list', weeks })],
    ['six times', 6, 7, (count: number) => ({ kind: 'times-offered', times: many(count, (nth) => time(nth)) })],
    ['a time', 1, 0, (count: number) => ({ kind: 'times-offered', times: many(count, (nth) => time(nth)) })],
    ['five minutes', 5, 4, (minutes: number) => ({ kind: 'times-offered', times: [time(0, minutes)] })],
    ['a day', 1440, 1441, (minutes: number) => ({ kind: 'times-offered', times: [time(0, minutes)] })],
    [
      'the year 9999',
      253_402_300_799,
      253_402_300_800,
      (starts: number) => ({ kind: 'times-offered', times: [time(starts)] }),
    ],
    ['a time to come', 0, -1, (starts: number) => ({ kind: 'times-offered', times: [time(starts)] })],
    [
      'all fields',
      16,
      17,
      (count: number) => ({ kind: 'more-asked', fields: many(count, (nth) => sharedFields[nth]) }),
    ],
    ['a field', 1, 0, (count: number) => ({ kind: 'more-asked', fields: many(count, (nth) => sharedFields[nth]) })],
  ] as const)('has a limit: %s', (_, within, beyond, make) =>
    expect([isWritten(make(within)), isWritten(make(beyond))]).toEqual([true, false]),
  )
  it('is one of sixteen', () =>
    expect([-1, 0, 15, 16, 0.5].map((number) => isWritten({ kind: 'accepted' }, number))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]))
  it.each([
    {},
    { kind: 'maybe' },
    { kind: 'declined' },
    { kind: 'declined', reason: 'did not like them' },
    { kind: 'declined', reason: 'other', colleagues: [id(1), id(1)] },
    { kind: 'declined', reason: 'other', colleagues: [id(1).slice(1)] },
    { kind: 'declined', reason: 'other', colleagues: [id(171).toUpperCase()] },
    { kind: 'declined', reason: 'other', colleagues: ['Ben'] },
    { kind: 'waiting-list', weeks: 1.5 },
    { kind: 'times-offered' },
    { kind: 'times-offered', times: [{ starts: 0 }] },
    { kind: 'times-offered', times: [{ starts: 0, minutes: 50, where: 'here' }] },
    { kind: 'more-asked', fields: ['needs', 'needs'] },
    { kind: 'more-asked', fields: ['faith'] },
    { kind: 'accepted', weeks: 3 },
    { kind: 'accepted', colleagues: [id(1)] },
    { kind: 'accepted', number: 3, more: true },
    { kind: 'accepted', note: 'Two\nlines.' },
    { kind: 'accepted', note: 'a lone \ud800 surrogate' },
    { kind: 'accepted', note: 'turned \u202e round' },
    { kind: 'accepted', note: 5 },
  ])('is not: %j', (said) => expect(isWritten(said)).toBe(false))

  it('fits whatever it says', () => {
    const said: Answer = {
      kind: 'declined',
      reason: 'outside-my-field',
      colleagues: many(3, id),
      note: '\u20ac'.repeat(300),
    }
    expect(encodeAnswer({ answer: said, number: 15, issuedOn })?.length).toBeLessThanOrEqual(1500)
    expect(isWritten(said)).toBe(true)
  })
})

describe('the body of an answer', () => {
  const good = encodeAnswer({ answer: { kind: 'waiting-list', weeks: 3 }, number: 2, issuedOn }) ?? new Uint8Array(0)

  it('may be anything: what is none is none, and nothing is thrown', () =>
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), bodies()), (bytes) => {
        const read = readAnswer(bytes)
        // What is read has this one spelling.
        if (read !== undefined) expect(encodeAnswer(read)).toEqual(bytes)
      }),
      { numRuns: 500 },
    ))
  it('has no member that is not of its kind', () => {
    const map = decodeCbor(good)
    if (!(map instanceof Map)) throw new Error('a body is a map')
    expect(readAnswer(encodeCbor(new Map([...map])))).toBeDefined()
    expect(readAnswer(encodeCbor(new Map([...map, [10, ['needs']]])))).toBe(undefined)
    expect(readAnswer(encodeCbor(new Map([...map, [11, 1]])))).toBe(undefined)
  })

  /** Bodies with one byte changed. */
  function bodies() {
    return fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, byte]) => good.with(at, byte))
  }
})
