import { z } from 'zod'

// What src/descriptor checks when a catalogue is opened, as a schema of zod over the JSON of the same content: the same
// members, bounds and patterns, strict objects, and text without characters that hide or reorder other text.

const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udfff]/u
const plainText = (/** @type {number} */ limit) =>
  z
    .string()
    .min(1)
    .max(limit)
    .refine((text) => !unsafe.test(text))
const conceptId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*){0,2}$/)
const whole = (/** @type {number} */ least, /** @type {number} */ most) => z.int().min(least).max(most)
const moment = whole(0, 253_402_300_799)
const region = z
  .string()
  .max(6)
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
const languageTag = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)
const postalArea = z
  .string()
  .max(10)
  .regex(/^[A-Z0-9][A-Z0-9 -]{1,9}$/)
const currency = z.string().regex(/^[A-Z]{3}$/)
const key = z.string().regex(/^[0-9a-f]{64}$/)
const httpsLink = z
  .string()
  .max(300)
  .regex(/^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[!-~]*)?$/)

/** @template {z.ZodType} Value @param {Value} value @param {number} limit */
const stated = (value, limit) =>
  z.strictObject({
    yes: z.array(value).max(limit).optional(),
    no: z.array(value).max(limit).optional(),
    complete: z.boolean().optional(),
  })
const concepts = (/** @type {number} */ limit) => stated(conceptId, limit).optional()

const zone = z.strictObject({
  id: z
    .string()
    .max(64)
    .regex(/^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/),
  transitions: z
    .array(z.strictObject({ at: moment, offsetMinutes: whole(-840, 840) }))
    .min(1)
    .max(16),
})
const fee = z
  .strictObject({
    model: z.enum(['fixed', 'sliding', 'pay-what-you-can', 'free', 'voucher']),
    currency: currency.optional(),
    from: whole(0, 100_000_000).optional(),
    to: whole(0, 100_000_000).optional(),
    session: conceptId.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to)
const weeklySlot = z
  .strictObject({
    day: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
    fromMinute: whole(0, 1439),
    toMinute: whole(1, 1440),
  })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute)
const point = z.strictObject({
  latitudeMicrodegrees: whole(-90_000_000, 90_000_000),
  longitudeMicrodegrees: whole(-180_000_000, 180_000_000),
  coarsenessMetres: whole(0, 100_000),
})
const location = z.strictObject({
  region,
  label: plainText(80).optional(),
  postalArea: postalArea.optional(),
  point: point.optional(),
  access: concepts(40),
  slots: z.array(weeklySlot).max(70).optional(),
  fees: z.array(fee).max(8).optional(),
})
const licence = z.strictObject({
  region,
  status: z.enum(['stated', 'not-required', 'not-held']),
  number: plainText(40).optional(),
  supervisor: plainText(80).optional(),
})
const rule = z.strictObject({
  about: z.enum(['ageGroup', 'gender', 'memberOf']),
  anyOf: z.array(z.string().min(1).max(80)).min(1).max(20),
})
const body = z.strictObject({
  areas: concepts(60),
  touchFree: z.boolean().optional(),
  clothing: concepts(10),
  chaperone: z.boolean().optional(),
})
const offerFields = {
  concepts: z
    .array(z.strictObject({ concept: conceptId, level: whole(1, 4) }))
    .max(120)
    .optional(),
  notOffered: z.array(conceptId).max(120).optional(),
  modalities: concepts(80),
  populations: concepts(60),
  ageGroups: concepts(10),
  sessions: concepts(10),
  seenFor: concepts(10),
  formats: concepts(10),
  languages: stated(languageTag, 40).optional(),
  interpreter: z.boolean().optional(),
  styles: concepts(30),
  facets: concepts(40),
  access: concepts(40),
  insurers: concepts(80),
  fees: z.array(fee).max(8).optional(),
  freeFirstCall: z.boolean().optional(),
  locations: z.array(location).max(20).optional(),
  licences: z.array(licence).max(80).optional(),
  zone: zone.optional(),
  slots: z.array(weeklySlot).max(70).optional(),
  body: body.optional(),
  rules: z.array(rule).max(10).optional(),
}
const notice = z.strictObject({
  controller: plainText(120),
  contact: plainText(120),
  jurisdiction: region,
  retentionDays: whole(1, 3650),
  link: httpsLink.optional(),
  textHash: key.optional(),
})
const keyCommitment = z.strictObject({ epoch: whole(0, 100_000), suite: whole(1, 255), hash: key })
const descriptor = z.strictObject({
  name: plainText(80),
  summary: plainText(600),
  delivery: z
    .array(z.enum(['board', 'inbox-link', 'in-person']))
    .min(1)
    .max(3),
  answersWithinDays: whole(1, 60),
  openers: z
    .array(z.strictObject({ role: z.enum(['self', 'role-holder']), name: plainText(80) }))
    .min(1)
    .max(10),
  keyCommitments: z.array(keyCommitment).min(1).max(16),
  practice: z.strictObject({ name: plainText(120), members: z.array(plainText(80)).max(40).optional() }).optional(),
  ...offerFields,
  publishesSpecialCategories: z.boolean().optional(),
  cancellation: plainText(200).optional(),
  bookingLink: httpsLink.optional(),
  notice: notice.optional(),
})
const openingKey = z.strictObject({ epoch: whole(0, 100_000), suite: whole(1, 255), publicKey: key })
const presence = z.strictObject({
  capacity: z.enum(['capacity', 'no-capacity', 'waitlist', 'additional-assessment-required']),
  capacityAsOf: moment,
  keys: z.array(openingKey).min(1).max(2),
  accepting: z.boolean().optional(),
  pausedUntil: moment.optional(),
  waitingList: z.boolean().optional(),
  firstAppointment: z.enum(['within-a-week', 'within-two-weeks', 'within-a-month', 'longer']).optional(),
  weeklyCapReached: z.boolean().optional(),
  openSlots: z
    .array(z.strictObject({ from: moment, to: moment }))
    .max(60)
    .optional(),
  issued: moment,
  expires: moment,
})
const listing = z.strictObject({
  id: z
    .string()
    .max(64)
    .regex(/^[a-z0-9][a-z0-9-]*$/),
  name: plainText(160),
  summary: plainText(600).optional(),
  address: plainText(200).optional(),
  phone: plainText(40).optional(),
  ...offerFields,
})
const validity = { name: plainText(160), issued: moment, expires: moment }

/** A file of practitioners. */
export const practitioners = z.array(
  z.strictObject({ id: key, ...validity, offer: descriptor, presence: presence.optional() }),
)
/** A file of unclaimed listings. */
export const listings = z.array(z.strictObject({ id: z.string().max(80), ...validity, offer: listing }))
