import { epochSeconds } from 'entrenous/practitioner'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import {
  type Colleagues,
  calendarOf,
  colleaguesOf,
  inOrder,
  inTouch,
  MAX_TIES,
  nextDay,
  noColleagues,
  owesThanks,
  type Tie,
  without,
} from '../../../examples/desk/app/colleagues/check-ins.js'
import { enCalendar } from '../../../src/labels/en.js'

const TODAY = 20_787
const nobody = noColleagues(new Uint8Array(32).fill(5))
const idOf = (nth: number) => nth.toString(16).padStart(64, '0')
const [ben, chen] = [idOf(1), idOf(2)]
const tieOf = (colleagues: Colleagues, id: string) => colleagues.ties.find((tie) => tie.id === id)

describe('the next word with a colleague', () => {
  it('comes after 30 days, and then every 90', () => {
    const first = inTouch(nobody, ben, TODAY)
    expect(tieOf(first, ben)).toEqual({ id: ben, step: 'first-month', since: TODAY, last: TODAY })
    expect(nextDay({ step: 'first-month', since: TODAY })).toBe(TODAY + 30)
    const second = inTouch(first, ben, TODAY + 31)
    expect(tieOf(second, ben)).toEqual({ id: ben, step: 'quarter', since: TODAY + 31, last: TODAY + 31 })
    const third = inTouch(second, ben, TODAY + 130)
    expect(tieOf(third, ben)).toMatchObject({ step: 'quarter', since: TODAY + 130 })
    expect(nextDay({ step: 'quarter', since: TODAY + 130 })).toBe(TODAY + 220)
  })
  it('is a thank-you within two days where they sent somebody, and 30 days after that the next', () => {
    const owing = owesThanks(inTouch(nobody, ben, TODAY), ben, TODAY + 7)
    expect(tieOf(owing, ben)).toEqual({ id: ben, step: 'thank-you', since: TODAY + 7, last: TODAY })
    expect(nextDay({ step: 'thank-you', since: TODAY + 7 })).toBe(TODAY + 9)
    expect(tieOf(inTouch(owing, ben, TODAY + 8), ben)).toMatchObject({ step: 'first-month', last: TODAY + 8 })
    expect(tieOf(owesThanks(nobody, chen, TODAY), chen)).toEqual({ id: chen, step: 'thank-you', since: TODAY })
  })
  it('is listed soonest first, each colleague once, and goes with them', () => {
    const three = owesThanks(inTouch(inTouch(nobody, ben, TODAY), chen, TODAY - 20), idOf(3), TODAY)
    expect(inOrder(three).map(({ id }) => id)).toEqual([idOf(3), chen, ben])
    expect(inTouch(three, ben, TODAY).ties.length).toBe(3)
    expect(without(three, chen).ties.map(({ id }) => id)).toEqual([ben, idOf(3)])
  })
  it(`holds ${MAX_TIES} colleagues, and changes nothing beyond`, () => {
    let full = nobody
    for (let nth = 0; nth < MAX_TIES; nth++) full = inTouch(full, idOf(nth), TODAY)
    expect(full.ties.length).toBe(MAX_TIES)
    expect(inTouch(full, idOf(MAX_TIES), TODAY)).toBe(full)
    expect(owesThanks(full, ben, TODAY).ties.length).toBe(MAX_TIES)
    const over = { ...full, ties: [...full.ties, { id: idOf(MAX_TIES), step: 'quarter', since: TODAY }] }
    expect(colleaguesOf(over)).toEqual(full)
  })
})

describe('what can be kept of a colleague', () => {
  const tie = fc.record({
    id: fc.integer({ min: 0, max: 50 }).map(idOf),
    step: fc.constantFrom('thank-you' as const, 'first-month' as const, 'quarter' as const),
    since: fc.integer({ min: 0, max: 65_535 }),
    last: fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined }),
  })
  const allowed = /^(id|step|since|last|secret|ties)$/

  it('is a key, a step and days, whatever stands beside them', () => {
    const words = fc.string({ minLength: 1 })
    const spoiled = fc.record({ tie, name: words, value: fc.jsonValue() })
    fc.assert(
      fc.property(fc.array(spoiled, { maxLength: 8 }), fc.jsonValue(), (all, more) => {
        const ties = all.map(({ tie: one, name, value }) => ({ [name]: value, note: 'about Asha', ...one }))
        const read = colleaguesOf({ more, secret: nobody.secret, ties, note: 'about Asha' })
        const text = JSON.stringify(read)
        expect(text).not.toContain('Asha')
        const names = [...text.matchAll(/"([^"]+)":/g)].map(([, name]) => name ?? '')
        expect(names.filter((name) => !allowed.test(name))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
  it('never holds a text that is no key and no step, whatever was put into its place', () => {
    const near = fc.record({
      id: fc.oneof(fc.jsonValue(), fc.constant(ben), fc.constant(`${ben} Asha`), fc.constant(ben.toUpperCase())),
      step: fc.oneof(fc.jsonValue(), fc.constantFrom('quarter', 'toString', 'call Asha')),
      since: fc.oneof(fc.jsonValue(), fc.constantFrom(TODAY, -1, 1.5, 65_536, '20787')),
      last: fc.jsonValue(),
    })
    fc.assert(
      fc.property(fc.array(near), (ties) => {
        const read = colleaguesOf({ secret: nobody.secret, ties })
        for (const one of read?.ties ?? []) {
          expect(one.id).toMatch(/^[0-9a-f]{64}$/)
          expect(['thank-you', 'first-month', 'quarter']).toContain(one.step)
          const days = [one.since, one.last ?? 0]
          expect(days.every((day) => Number.isInteger(day) && day >= 0 && day <= 65_535)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
  it('comes back as it was kept', () => {
    fc.assert(
      fc.property(fc.uniqueArray(tie, { selector: ({ id }) => id }), (ties) => {
        const kept: Colleagues = { secret: nobody.secret, ties: ties as readonly Tie[] }
        expect(colleaguesOf(JSON.parse(JSON.stringify(kept)))).toEqual(JSON.parse(JSON.stringify(kept)))
      }),
      { numRuns: 200 },
    )
  })
  it.each([undefined, null, 7, 'text', [], {}, { secret: 'x', ties: [] }, { secret: nobody.secret }])(
    'is nothing where %j was kept',
    (kept) => expect(colleaguesOf(kept)).toBeUndefined(),
  )
})

describe('the calendar of it', () => {
  const list = owesThanks(inTouch(inTouch(nobody, ben, TODAY), chen, TODAY - 60), idOf(3), TODAY)
  const written = (colleagues: Colleagues) =>
    calendarOf(colleagues, { words: enCalendar, today: TODAY, offsetAt: () => -480 })
  const events = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))

  it('has an appointment at nine for each, on the day that comes next, or tomorrow where that is over', () => {
    const starts = events(written(list))
      .map((event) => event.startDate.toUnixTime())
      .sort()
    const nineOn = (day: number) => day * 86_400 + 9 * 3600 + 480 * 60
    expect(starts).toEqual([nineOn(TODAY + 1), nineOn(TODAY + 2), nineOn(TODAY + 30)])
    expect(epochSeconds(new Date('2026-11-30T17:00:00Z'))).toBe(nineOn(TODAY))
  })
  it('says that there is an appointment, and neither with whom, nor why, nor who else comes', () => {
    const text = written(list)
    for (const event of events(text))
      expect([event.summary, event.description, event.location]).toEqual(['Appointment', null, null])
    expect(text).not.toMatch(/ATTENDEE|ORGANIZER|DESCRIPTION|LOCATION|URL|thank|month|quarter/i)
    for (const { id } of list.ties) expect(text).not.toContain(id.slice(0, 16))
  })
  it('names an entry the same every time, and another desk names it differently', () => {
    const uids = (colleagues: Colleagues) => events(written(colleagues)).map(({ uid }) => uid)
    expect(uids(list)).toEqual(uids(list))
    const other = { ...list, secret: noColleagues(new Uint8Array(32).fill(6)).secret }
    expect(uids(other).filter((uid) => uids(list).includes(uid))).toEqual([])
  })
})
