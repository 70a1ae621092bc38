import * as z from '../schema/schema.js'
import { bytesOf, conceptId, httpsLink, moment, plainText, whole } from './fields.js'
import { offerFields } from './offer.js'

/** A workshop, pop-up, group intake or another first step. A target under the same gate and score; its recipient is its first host. */
export const eventSchema = z.strictObject({
  title: plainText(80),
  summary: plainText(600),
  eventKind: conceptId,
  hosts: z.array(bytesOf(32)).check(z.minLength(1), z.maxLength(5)),
  starts: moment,
  durationMinutes: whole(5, 1440),
  recurrence: z.optional(z.strictObject({ every: z.enum(['week', 'month']), times: whole(2, 60) })),
  places: z.enum(['open', 'few', 'full']),
  placesAsOf: moment,
  audience: z.enum(['public', 'member']),
  resources: z.optional(
    z
      .array(z.strictObject({ concept: conceptId, text: plainText(120), link: z.optional(httpsLink) }))
      .check(z.maxLength(10)),
  ),
  nextStep: z.optional(plainText(160)),
  ...offerFields,
})

/** A workshop, pop-up, group intake or another first step. Public once published. */
export type CommunityEvent = z.output<typeof eventSchema>
