import * as z from '../schema/schema.js'

// The shape of what a person answers. This folder, matching/ and consent/propose are the only places where it may be read.

const id = z.string().check(z.maxLength(80), z.regex(/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*){0,2}$/))
const ids = (limit: number) => z.array(id).check(z.maxLength(limit))
const tag = z.string().check(z.maxLength(35), z.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/))
const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most))
// A lone surrogate cannot be written as UTF-8: refused here, by name, instead of late, when it is to be sealed.
const loneSurrogate = /[\ud800-\udfff]/u
const freeText = (limit: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(limit),
    z.refine((text) => !loneSurrogate.test(text)),
  )
const date = z
  .string()
  .check(
    z.regex(
      /^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$|^20[0-9]{2}-(0[13-9]|1[0-2])-(29|30)$|^20[0-9]{2}-(0[13578]|1[02])-31$|^20([02468][048]|[13579][26])-02-29$/,
    ),
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

const need = z.strictObject({ concept: id, importance: z.optional(whole(1, 3)) })

const slot = z
  .strictObject({
    day: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
    fromMinute: whole(0, 1439),
    toMinute: whole(1, 1440),
  })
  .check(z.refine((part) => part.fromMinute < part.toMinute))

const wayToPay = z.union([
  z.strictObject({ insurer: id }),
  z.strictObject({
    budget: z.strictObject({
      amount: whole(0, 100_000_000),
      currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
      per: z.enum(['session', 'month']),
      timesPerMonth: z.optional(whole(1, 31)),
    }),
  }),
])

/** The schema of `readIntake`'s input: plain JSON, every part optional but one need. */
export const answersSchema = z.strictObject({
  needs: z.array(need).check(z.minLength(1), z.maxLength(3)),
  about: z.optional(
    z.strictObject({
      ageGroup: z.optional(id),
      gender: z.optional(id),
      memberOf: z.optional(z.array(freeText(80)).check(z.maxLength(10))),
    }),
  ),
  for: z.optional(z.enum(['self', 'child', 'couple', 'family', 'other'])),
  sessions: z.optional(z.enum(['one', 'couple', 'family', 'group'])),
  where: z.optional(
    z.strictObject({
      region: z.optional(z.string().check(z.regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/))),
      postalArea: z.optional(z.string().check(z.regex(/^[A-Z0-9][A-Z0-9 -]{1,9}$/))),
      place: z.optional(
        z.strictObject({
          latitude: z.number().check(z.minimum(-90), z.maximum(90)),
          longitude: z.number().check(z.minimum(-180), z.maximum(180)),
          withinKm: whole(1, 1000),
        }),
      ),
      formats: z.optional(ids(10)),
    }),
  ),
  languages: z.optional(
    z.strictObject({
      anyOf: z.optional(z.array(tag).check(z.maxLength(10))),
      allOf: z.optional(z.array(tag).check(z.maxLength(10))),
      interpreter: z.optional(z.boolean()),
    }),
  ),
  payment: z.optional(
    z.strictObject({ anyOf: z.optional(z.array(wayToPay).check(z.maxLength(8))), notSure: z.optional(z.boolean()) }),
  ),
  when: z.optional(
    z.strictObject({
      slots: z.optional(z.array(slot).check(z.maxLength(42))),
      utcOffsetMinutes: z.optional(whole(-840, 840)),
      startBy: z.optional(date),
      waitingList: z.optional(z.enum(['ok', 'no'])),
    }),
  ),
  access: z.optional(ids(20)),
  body: z.optional(z.strictObject({ areas: z.optional(ids(20)), noTouch: z.optional(ids(40)) })),
  prefer: z.optional(
    z.strictObject({
      modalities: z.optional(ids(10)),
      practitioner: z.optional(z.array(z.strictObject({ facet: id, value: id })).check(z.maxLength(10))),
      populations: z.optional(ids(10)),
      style: z.optional(ids(10)),
      events: z.optional(z.enum(['welcome', 'no'])),
    }),
  ),
  avoid: z.optional(
    z.strictObject({
      concepts: z.optional(ids(20)),
      practitioners: z.optional(z.array(freeText(80)).check(z.maxLength(50))),
    }),
  ),
  must: z.optional(z.array(z.enum(conditions)).check(z.maxLength(conditions.length))),
  unknown: z.optional(
    z.partial(
      z.strictObject(
        // Object.fromEntries loses the literal keys that `conditions` holds.
        Object.fromEntries(conditions.map((name) => [name, z.enum(['keep', 'exclude'])])) as Record<
          Condition,
          z.ZodMiniEnum<{ keep: 'keep'; exclude: 'exclude' }>
        >,
      ),
    ),
  ),
  story: z.optional(freeText(1500)),
  contact: z.optional(
    z.strictObject({
      name: z.optional(freeText(80)),
      email: z.optional(freeText(120)),
      phone: z.optional(freeText(40)),
    }),
  ),
})

/** What a person answered, checked in shape. Raw: never leaves the device. */
export type Answers = z.output<typeof answersSchema>
