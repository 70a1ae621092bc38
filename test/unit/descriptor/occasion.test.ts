import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fragmentFormat } from '../../../src/catalogue/fragment.js'
import { signEvent } from '../../../src/community/sign.js'
import { draftEvent } from '../../../src/descriptor/draft.js'
import { eventFormat } from '../../../src/descriptor/formats.js'
import { hasChangedDates, recurrence } from '../../../src/descriptor/occasion.js'
import { decodeCbor, encodeCbor } from '../../../src/kernel/cbor.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import { decodeBody, encodeBody } from '../../../src/statement/body.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { eventJson, must, NOW, sampleCommunity, samplePractitioner } from '../../support/catalogue.js'

// The third evening is moved to Thursday, the fifth falls out: what a series may say of its single dates, and no more.

const chen = samplePractitioner('Chen Wei')
const thursday = epochSeconds(NOW + 30 * 86_400)
const faultOf = (more: object, times: unknown = 6) => recurrence.fault({ every: 'week', times, ...more })
const moved = (...numbers: readonly number[]) => ({ moved: numbers.map((number) => ({ number, starts: thursday })) })
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const draft = (again: object) =>
  draftEvent(eventJson([chen.keys.id], { recurrence: again }), { vocabulary: coreVocabulary })

describe('single dates of a series', () => {
  it.each([
    ['one that is moved', moved(3)],
    ['one that is cancelled', { cancelled: [5] }],
    ['the first and the last', { ...moved(1), cancelled: [6] }],
    ['all moved', moved(...upTo(6))],
    ['all cancelled but one', { cancelled: [1, 2, 3, 4, 5] }],
    ['all cancelled but one, which is moved', { ...moved(6), cancelled: [1, 2, 3, 4, 5] }],
  ])('may be so: %s', (_, more) => expect(faultOf(more)).toBeUndefined())

  it.each([
    ['a date before the first', moved(0), 'moved.0.number'],
    ['a date after the last', moved(7), 'moved'],
    ['a date that is moved twice', moved(3, 3), 'moved'],
    ['moved dates out of order', moved(4, 3), 'moved'],
    ['a date that is moved nowhere', { moved: [{ number: 3 }] }, 'moved.0.starts'],
    ['a date that is moved to no moment', { moved: [{ number: 3, starts: -1 }] }, 'moved.0.starts'],
    ['a member there is not', { moved: [{ number: 3, starts: thursday, why: 'ill' }] }, 'moved.0'],
    ['no date at all', { moved: [] }, 'moved'],
    ['the same of those cancelled', { cancelled: [] }, 'cancelled'],
    ['a date before the first, cancelled', { cancelled: [0] }, 'cancelled.0'],
    ['a date after the last, cancelled', { cancelled: [7] }, 'cancelled'],
    ['a date that is cancelled twice', { cancelled: [3, 3] }, 'cancelled'],
    ['cancelled dates out of order', { cancelled: [4, 3] }, 'cancelled'],
    ['a half', { cancelled: [1.5] }, 'cancelled.0'],
    ['a date both moved and cancelled', { ...moved(3), cancelled: [3] }, 'cancelled'],
    ['every date cancelled', { cancelled: upTo(6) }, 'cancelled'],
  ])('may not be so: %s', (_, more, path) => expect(faultOf(more)).toBe(path))

  it('are as many as the longest series has, and not one more', () => {
    expect(faultOf(moved(...upTo(60)), 60)).toBeUndefined()
    expect(faultOf(moved(...upTo(61)), 60)).toBe('moved')
    expect(faultOf({ cancelled: upTo(59) }, 60)).toBeUndefined()
    expect(faultOf({ cancelled: upTo(60) }, 60)).toBe('cancelled')
    expect(faultOf(moved(60), 60)).toBeUndefined()
    expect(faultOf(moved(61), 60)).toBe('moved.0.number')
  })

  it('are written by a lead with moments as text, and come back as they were signed', () => {
    const again = { every: 'week', times: 6, moved: [{ number: 3, starts: '2026-12-17T18:00:00Z' }], cancelled: [5] }
    const event = must(draft(again))
    const starts = Date.parse('2026-12-17T18:00:00Z') / 1000
    expect(event.recurrence).toEqual({ ...again, moved: [{ number: 3, starts }] })
    expect(hasChangedDates(event)).toBe(true)
    expect(must(decodeBody(eventFormat, encodeBody(eventFormat, event)))).toEqual(event)
    expect(draft({ ...again, cancelled: [3] })).toMatchObject({
      ok: false,
      error: { code: 'descriptor_invalid', detail: { field: 'recurrence.cancelled' } },
    })
    expect(draft({ ...again, moved: [{ number: 3, starts: 'thursday' }] }).ok).toBe(false)
  })

  it('stand in a fact of the row as they stand in the event', () => {
    const { recurrence: again } = must(draft({ every: 'week', times: 6, cancelled: [2] }))
    const read = must(decodeBody(fragmentFormat, encodeBody(fragmentFormat, { recurrence: again })))
    expect(read.recurrence).toEqual(again)
  })
})

describe('an event of before', () => {
  it('is the same bytes as ever, and reads as it did', () => {
    const event = must(draft({ every: 'week', times: 6 }))
    const statement = signEvent(event, sampleCommunity().keys, { id: 'evening', now: NOW })
    // Of the release before single dates could be changed.
    expect(createHash('sha256').update(statement).digest('hex')).toBe(
      'aa496133c317726cc0476eae1c0bd4e341cbe3d394c5ab1495e506cb4d52f5f2',
    )
    expect(hasChangedDates(event)).toBe(false)
  })

  it('has a number for each name, and a reader of before knows none of the new ones', () => {
    const body = encodeBody(eventFormat, must(draft({ every: 'week', times: 6, cancelled: [2] })))
    const series = (decodeCbor(body) as Map<number, unknown>).get(92) as Map<number, unknown>
    expect([...series.keys()]).toEqual([93, 94, 109])
    // An unknown number is refused, as ours would be by whoever is older.
    expect(decodeBody(eventFormat, encodeCbor(withUnknown(body)))).toMatchObject({ ok: false })
  })
})

function withUnknown(body: Uint8Array): Parameters<typeof encodeCbor>[0] {
  const wire = decodeCbor(body) as Map<number, unknown>
  return new Map([...wire, [999, 1]]) as Parameters<typeof encodeCbor>[0]
}
