import { refuse, usualBody } from './bodies.js'
import type { Written } from './cbor.js'
import type { Fails } from './vector.js'

// Availability as no writer writes it: out of bounds, or a week in another spelling than its only one.

const IN_ORDER_OF_THE_WEEK = 'in order, each once: a week has one spelling'
const RISING = 'it ends after it begins, and the next begins after it ends'
const SLOTS_IN_ALL = 'at most 42 in all'
const NOT_SILENT = 'what is there says something'

/** Free time, by parts of day and by slots. */
export function wrongTimes(): Readonly<Record<string, readonly [why: string, value: Written]>> {
  const slots = (...pairs: readonly Written[]): Written => ({ level: 'slots', slots: [{ day: 1, times: pairs }] })
  const days = (...days: readonly number[]): Written => ({
    level: 'slots',
    slots: days.map((day) => ({ day, times: [[540, 600]] })),
  })
  const slot = { day: 1, times: [[540, 600]] }
  const parts = (change: Record<string, Written | undefined>): Written => ({ level: 'part-of-day', ...change })
  const offset = (utcOffsetMinutes: Written): Written => ({ level: 'slots', slots: [slot], utcOffsetMinutes })
  return {
    'without a level': ['the member is required', { morning: [1] }],
    'slots alone': ['the member is required', { level: 'slots' }],
    'parts alone': [NOT_SILENT, parts({})],
    'a level there is not': ['part-of-day or slots', { level: 'day', morning: [1] }],
    'parts at the level of slots': ['each level has its members', { level: 'slots', morning: [1] }],
    'slots at the level of parts': ['each level has its members', parts({ slots: [slot] })],
    'both levels’ members': ['each level has its members', { level: 'slots', slots: [slot], morning: [1] }],
    'parts with an offset': ['an offset belongs to slots', parts({ morning: [1], utcOffsetMinutes: 0 })],
    'a part on no day': ['1 to 7', parts({ morning: [1], evening: [] })],
    'a part on eight days': ['1 to 7', parts({ morning: [1, 2, 3, 4, 5, 6, 7, 7] })],
    'a part on unsorted days': [IN_ORDER_OF_THE_WEEK, parts({ morning: [2, 1] })],
    'a part on a day twice': [IN_ORDER_OF_THE_WEEK, parts({ morning: [1, 1] })],
    'a part on day 0': ['Monday is 1', parts({ morning: [0] })],
    'a part on day 8': ['Sunday is 7', parts({ morning: [8] })],
    'a part on a day by name': ['a number', parts({ morning: ['mon'] })],
    'a part that is one day': ['a list', parts({ morning: 1 })],
    'a part there is not': ['unknown members are refused', parts({ morning: [1], value: [1] })],
    'no slots': ['1 to 7 days', { level: 'slots', slots: [] }],
    'a day without slots': ['1 to 42', slots()],
    'a day by name': ['a number', { level: 'slots', slots: [{ day: 'mon', times: [[540, 600]] }] }],
    'day 0': ['Monday is 1', days(0)],
    'day 8': ['Sunday is 7', days(8)],
    'days unsorted': [IN_ORDER_OF_THE_WEEK, days(2, 1)],
    'a day twice': [IN_ORDER_OF_THE_WEEK, days(1, 1)],
    'slots on no day': ['the member is required', { level: 'slots', slots: [{ times: [[540, 600]] }] }],
    'a day with something else': [
      'unknown members are refused',
      { level: 'slots', slots: [{ ...slot, morning: [1] }] },
    ],
    'a slot without its end': ['from and to', slots([540])],
    'a slot of three minutes': ['from and to', slots([540, 600, 660])],
    'a slot that is a map': ['a list', slots({ day: 1 })],
    'a slot of no minute': [RISING, slots([540, 540])],
    'a slot that ends before it begins': [RISING, slots([540, 60])],
    'slots unsorted': [RISING, slots([540, 600], [60, 120])],
    'a slot twice': [RISING, slots([540, 600], [540, 600])],
    'slots that overlap': [RISING, slots([540, 600], [590, 660])],
    'slots that touch': [RISING, slots([540, 600], [600, 660])],
    'a slot into the next day': ['at most 1440', slots([1439, 1441])],
    'a slot from -1': ['at least 0', slots([-1, 60])],
    'an offset of 841': ['at most 840', offset(841)],
    'an offset of -841': ['at least -840', offset(-841)],
    'an offset by name': ['a number', offset('PST')],
  }
}

/** Too many of them need room: a contact asks for the second bucket. */
export function tooManySlots(): readonly Fails[] {
  const pairs = (count: number) => Array.from({ length: count }, (_, nth) => [nth * 2, nth * 2 + 1])
  const refused = (name: string, why: string, slots: Written) =>
    refuse(
      `availability: ${name}`,
      why,
      { ...usualBody, fields: { availability: { level: 'slots', slots }, contact: { name: 'Asha' } } },
      1024,
    )
  return [
    refused('43 slots of one day', '1 to 42', [{ day: 1, times: pairs(43) }]),
    refused('43 slots of two days', SLOTS_IN_ALL, [
      { day: 1, times: pairs(42) },
      { day: 2, times: pairs(1) },
    ]),
  ]
}
