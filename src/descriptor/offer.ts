import * as z from '../schema/schema.js'
import {
  bytesOf,
  conceptId,
  currency,
  httpsLink,
  languageTag,
  moment,
  plainText,
  region,
  stated,
  whole,
} from './fields.js'

// What practitioners, events and unclaimed listings have in common: everything the gate and the score read.
// Every field is optional, and absent means unknown.

/** Days of a weekly slot. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const weeklySlot = z
  .strictObject({ day: z.enum(weekdays), fromMinute: whole(0, 1439), toMinute: whole(1, 1440) })
  .check(z.refine((slot) => slot.fromMinute < slot.toMinute))

/** An IANA zone with its UTC-offset transitions until the statement ends, computed by the publisher: the device needs no Intl. */
const zone = z.strictObject({
  id: z.string().check(z.maxLength(64), z.regex(/^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/)),
  transitions: z
    .array(z.strictObject({ at: moment, offsetMinutes: whole(-840, 840) }))
    .check(z.minLength(1), z.maxLength(16)),
})

/** One price: whole minor units of the currency, `from` ≤ `to`. A sliding scale is a range that meets any budget inside it. */
const fee = z
  .strictObject({
    model: z.enum(['fixed', 'sliding', 'pay-what-you-can', 'free', 'voucher']),
    currency: z.optional(currency),
    from: z.optional(whole(0, 100_000_000)),
    to: z.optional(whole(0, 100_000_000)),
    session: z.optional(conceptId),
  })
  .check(z.refine((price) => price.from === undefined || price.to === undefined || price.from <= price.to))

/** A point on the map, already rounded to its coarseness. */
export const pointSchema = z.strictObject({
  latitudeMicrodegrees: whole(-90_000_000, 90_000_000),
  longitudeMicrodegrees: whole(-180_000_000, 180_000_000),
  coarsenessMetres: whole(0, 100_000),
})

/** A place where sessions happen, at a coarseness the practitioner chose. */
export const locationSchema = z.strictObject({
  label: z.optional(plainText(80)),
  region,
  postalArea: z.optional(z.string().check(z.regex(/^[A-Z0-9][A-Z0-9 -]{1,9}$/))),
  point: z.optional(pointSchema),
  access: z.optional(stated(conceptId, 40)),
  slots: z.optional(z.array(weeklySlot).check(z.maxLength(70))),
  fees: z.optional(z.array(fee).check(z.maxLength(8))),
})

/** Where online work is lawful: stated with a number, or not required there; a region in neither is unknown. */
const licence = z.strictObject({
  region,
  status: z.enum(['stated', 'not-required', 'not-held']),
  number: z.optional(plainText(40)),
  supervisor: z.optional(plainText(80)),
})

/** Whom the practitioner sees ("women only", "members"): a rule over the person's own `about`, judged on the device. */
const rule = z.strictObject({
  about: z.enum(['ageGroup', 'gender', 'memberOf']),
  anyOf: z.array(z.string().check(z.minLength(1), z.maxLength(80))).check(z.minLength(1), z.maxLength(20)),
})

/** The fields shared by every kind of target. */
export const offerFields = {
  concepts: z.optional(z.array(z.strictObject({ concept: conceptId, level: whole(1, 4) })).check(z.maxLength(120))),
  notOffered: z.optional(z.array(conceptId).check(z.maxLength(120))),
  modalities: z.optional(stated(conceptId, 80)),
  populations: z.optional(stated(conceptId, 60)),
  ageGroups: z.optional(stated(conceptId, 10)),
  sessions: z.optional(stated(conceptId, 10)),
  seenFor: z.optional(stated(conceptId, 10)),
  formats: z.optional(stated(conceptId, 10)),
  languages: z.optional(stated(languageTag, 40)),
  interpreter: z.optional(z.boolean()),
  styles: z.optional(stated(conceptId, 30)),
  facets: z.optional(stated(conceptId, 40)),
  access: z.optional(stated(conceptId, 40)),
  insurers: z.optional(stated(conceptId, 80)),
  fees: z.optional(z.array(fee).check(z.maxLength(8))),
  freeFirstCall: z.optional(z.boolean()),
  locations: z.optional(z.array(locationSchema).check(z.maxLength(20))),
  licences: z.optional(z.array(licence).check(z.maxLength(80))),
  zone: z.optional(zone),
  slots: z.optional(z.array(weeklySlot).check(z.maxLength(70))),
  body: z.optional(
    z.strictObject({
      areas: z.optional(stated(conceptId, 60)),
      touchFree: z.optional(z.boolean()),
      clothing: z.optional(stated(conceptId, 10)),
      chaperone: z.optional(z.boolean()),
    }),
  ),
  rules: z.optional(z.array(rule).check(z.maxLength(10))),
}

const offer = z.strictObject(offerFields)

/** What the gate and the score read of a practitioner, an event or an unclaimed listing. Public, self-stated, three-valued. */
export type Offer = z.output<typeof offer>
/** A place where sessions happen. */
export type Location = z.output<typeof locationSchema>
/** One price of an offer. */
export type Fee = z.output<typeof fee>
/** A zone with its offset transitions. */
export type Zone = z.output<typeof zone>
/** A weekly slot in the practice's local time. */
export type WeeklySlot = z.output<typeof weeklySlot>
/** A licence as stated. */
export type Licence = z.output<typeof licence>
/** A practitioner's own rule. */
export type EligibilityRule = z.output<typeof rule>

/** The privacy notice of whoever receives the referral; no notice, no referral. */
export const noticeSchema = z.strictObject({
  controller: plainText(120),
  contact: plainText(120),
  jurisdiction: region,
  retentionDays: whole(1, 3650),
  link: z.optional(httpsLink),
  textHash: z.optional(bytesOf(32)),
})

/** The privacy notice of whoever receives the referral. */
export type Notice = z.output<typeof noticeSchema>
