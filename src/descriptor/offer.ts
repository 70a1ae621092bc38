import { currency, languageTag, moment, postalArea, region, weeklySlot } from '../schema/fields.js'
import * as shape from '../schema/shape.js'
import { conceptId, httpsLink, plainText, stated } from './fields.js'

// What practitioners, events and unclaimed listings have in common: everything the gate and the score read.
// Every field is optional, and absent means unknown.

/** An IANA zone with its UTC-offset transitions until the statement ends, computed by the publisher: the device needs no Intl. */
const zone = shape.record({
  id: shape.text(64, /^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/),
  transitions: shape.list(shape.record({ at: moment, offsetMinutes: shape.whole(-840, 840) }), 16, 1),
})

/** One price: whole minor units of the currency, `from` ≤ `to`. A sliding scale is a range that meets any budget inside it. */
const fee = shape.where(
  shape.record(
    { model: shape.oneOf(['fixed', 'sliding', 'pay-what-you-can', 'free', 'voucher']) },
    {
      currency,
      from: shape.whole(0, 100_000_000),
      to: shape.whole(0, 100_000_000),
      session: conceptId,
    },
  ),
  (price) => price.from === undefined || price.to === undefined || price.from <= price.to,
)

/** A point on the map, already rounded to its coarseness. */
const pointSchema = shape.record({
  latitudeMicrodegrees: shape.whole(-90_000_000, 90_000_000),
  longitudeMicrodegrees: shape.whole(-180_000_000, 180_000_000),
  coarsenessMetres: shape.whole(0, 100_000),
})

/** A place where sessions happen, at a coarseness the practitioner chose. */
const locationSchema = shape.record(
  { region },
  {
    label: plainText(80),
    postalArea,
    point: pointSchema,
    access: stated(conceptId, 40),
    slots: shape.list(weeklySlot, 70),
    fees: shape.list(fee, 8),
  },
)

/** Where online work is lawful: stated with a number, or not required there; a region in neither is unknown. */
const licence = shape.record(
  { region, status: shape.oneOf(['stated', 'not-required', 'not-held']) },
  { number: plainText(40), supervisor: plainText(80) },
)

/** Whom the practitioner sees ("women only", "members"): a rule over the person's own `about`, judged on the device. */
const rule = shape.record({
  about: shape.oneOf(['ageGroup', 'gender', 'memberOf']),
  anyOf: shape.list(shape.text(80), 20, 1),
})

/** The fields shared by every kind of target. */
export const offerFields = {
  concepts: shape.list(shape.record({ concept: conceptId, level: shape.whole(1, 4) }), 120),
  notOffered: shape.list(conceptId, 120),
  modalities: stated(conceptId, 80),
  populations: stated(conceptId, 60),
  ageGroups: stated(conceptId, 10),
  sessions: stated(conceptId, 10),
  seenFor: stated(conceptId, 10),
  formats: stated(conceptId, 10),
  languages: stated(languageTag, 40),
  interpreter: shape.flag,
  styles: stated(conceptId, 30),
  facets: stated(conceptId, 40),
  access: stated(conceptId, 40),
  insurers: stated(conceptId, 80),
  fees: shape.list(fee, 8),
  freeFirstCall: shape.flag,
  locations: shape.list(locationSchema, 20),
  licences: shape.list(licence, 80),
  zone,
  slots: shape.list(weeklySlot, 70),
  body: shape.partial({
    areas: stated(conceptId, 60),
    touchFree: shape.flag,
    clothing: stated(conceptId, 10),
    chaperone: shape.flag,
  }),
  rules: shape.list(rule, 10),
}

const offer = shape.partial(offerFields)

/** What the gate and the score read of a practitioner, an event or an unclaimed listing. Public, self-stated, three-valued. */
export type Offer = shape.ValueOf<typeof offer>
/** A place where sessions happen. */
export type Location = shape.ValueOf<typeof locationSchema>
/** One price of an offer. */
export type Fee = shape.ValueOf<typeof fee>
/** A zone with its offset transitions. */
export type Zone = shape.ValueOf<typeof zone>
/** A weekly slot in the practice's local time. */
export type WeeklySlot = shape.ValueOf<typeof weeklySlot>
/** A licence as stated. */
export type Licence = shape.ValueOf<typeof licence>
/** A practitioner's own rule. */
export type EligibilityRule = shape.ValueOf<typeof rule>

/** The privacy notice of whoever receives the referral; no notice, no referral. */
export const noticeSchema = shape.record(
  {
    controller: plainText(120),
    contact: plainText(120),
    jurisdiction: region,
    retentionDays: shape.whole(1, 3650),
  },
  { link: httpsLink, textHash: shape.bytes(32) },
)

/** The privacy notice of whoever receives the referral. */
export type Notice = shape.ValueOf<typeof noticeSchema>
