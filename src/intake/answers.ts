import { currency, languageTag, postalArea, region, sourceKinds, weeklySlot } from '../schema/fields.js'
import * as shape from '../schema/shape.js'

// The shape of what a person answers. This folder, matching/ and consent/propose are the only places where it may be read.

const id = shape.text(80, /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*){0,2}$/)
const ids = (limit: number) => shape.list(id, limit)
const degrees = (most: number) => shape.that<number>((value) => typeof value === 'number' && Math.abs(value) <= most)
// A lone surrogate cannot be written as UTF-8: refused here, by name, instead of late, when it is to be sealed.
const loneSurrogate = /[\ud800-\udfff]/u
const freeText = (limit: number) => shape.where(shape.text(limit), (text) => !loneSurrogate.test(text))
// Written again from the day it names: the 30th of February comes back as another one, or as none.
const date = shape.where(
  shape.text(10, /^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/),
  (text) => new Date(text).toJSON()?.slice(0, 10) === text,
)

/** The parts of an answer that can be a condition instead of a wish. */
export const conditions = [
  'where',
  'formats',
  'languages',
  'payment',
  'when',
  'startBy',
  'access',
  'body',
  'sessions',
  'for',
  'modalities',
  'practitioner',
  'populations',
  'style',
] as const

/** A part of an answer that can be a condition instead of a wish. */
export type Condition = (typeof conditions)[number]

const need = shape.record({ concept: id }, { importance: shape.whole(1, 3) })

const wayToPay = shape.either(
  shape.record({ insurer: id }),
  shape.record({
    budget: shape.record(
      { amount: shape.whole(0, 100_000_000), currency, per: shape.oneOf(['session', 'month']) },
      { timesPerMonth: shape.whole(1, 31) },
    ),
  }),
)

/** What to do with those who say nothing about a condition. */
const unknownPolicy = shape.oneOf(['keep', 'exclude'])

/** The schema of `readIntake`'s input: plain JSON, every part optional but one need. */
export const answersSchema = shape.record(
  { needs: shape.list(need, 3, 1) },
  {
    about: shape.partial({
      ageGroup: id,
      gender: id,
      memberOf: shape.list(shape.line(80), 10),
    }),
    for: shape.oneOf(['self', 'child', 'couple', 'family', 'other']),
    sessions: shape.oneOf(['one', 'couple', 'family', 'group']),
    where: shape.partial({
      region,
      postalArea,
      place: shape.record({
        latitude: degrees(90),
        longitude: degrees(180),
        withinKm: shape.whole(1, 1000),
      }),
      formats: ids(10),
    }),
    languages: shape.partial({
      anyOf: shape.list(languageTag, 10),
      allOf: shape.list(languageTag, 10),
      interpreter: shape.flag,
    }),
    payment: shape.partial({ anyOf: shape.list(wayToPay, 8), notSure: shape.flag }),
    when: shape.partial({
      slots: shape.list(weeklySlot, 42),
      utcOffsetMinutes: shape.whole(-840, 840),
      startBy: date,
      waitingList: shape.oneOf(['ok', 'no']),
    }),
    access: ids(20),
    body: shape.partial({ areas: ids(20), noTouch: ids(40) }),
    prefer: shape.partial({
      modalities: ids(10),
      practitioner: shape.list(shape.record({ facet: id, value: id }), 10),
      populations: ids(10),
      style: ids(10),
      events: shape.oneOf(['welcome', 'no']),
    }),
    avoid: shape.partial({
      concepts: ids(20),
      practitioners: shape.list(freeText(80), 50),
    }),
    must: shape.list(shape.oneOf(conditions), conditions.length),
    unknown: shape.partial(
      // Object.fromEntries loses the literal keys that `conditions` holds.
      Object.fromEntries(conditions.map((name) => [name, unknownPolicy])) as Record<Condition, typeof unknownPolicy>,
    ),
    source: shape.oneOf(sourceKinds),
    story: freeText(1500),
    contact: shape.partial({
      name: shape.line(80),
      email: shape.line(120),
      phone: shape.line(40),
    }),
  },
)

/** What a person answered, checked in shape. Raw: never leaves the device. */
export type Answers = shape.ValueOf<typeof answersSchema>
