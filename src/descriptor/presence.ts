import * as z from '../schema/schema.js'
import { bytesOf, moment, whole } from './fields.js'

/** The four capacity codes of HL7 Gravity SDOH Clinical Care 3.0.0. */
export const capacityCodes = ['capacity', 'no-capacity', 'waitlist', 'additional-assessment-required'] as const

/**
 * How things stand this month, and the encryption keys of this epoch and the next. Signed by the identity key alone,
 * valid for at most 35 days: stale means "capacity unknown" and cannot be sealed to.
 */
export const presenceSchema = z.strictObject({
  capacity: z.enum(capacityCodes),
  capacityAsOf: moment,
  accepting: z.optional(z.boolean()),
  pausedUntil: z.optional(moment),
  waitingList: z.optional(z.boolean()),
  firstAppointment: z.optional(z.enum(['within-a-week', 'within-two-weeks', 'within-a-month', 'longer'])),
  weeklyCapReached: z.optional(z.boolean()),
  openSlots: z.optional(z.array(z.strictObject({ from: moment, to: moment })).check(z.maxLength(60))),
  keys: z
    .array(z.strictObject({ epoch: whole(0, 100_000), suite: whole(1, 255), publicKey: bytesOf(32) }))
    .check(z.minLength(1), z.maxLength(2)),
})

/** How things stand this month. Public once published. */
export type Presence = z.output<typeof presenceSchema>
