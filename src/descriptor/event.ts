import { moment } from '../schema/fields.js'
import * as shape from '../schema/shape.js'
import { conceptId, httpsLink, plainText } from './fields.js'
import { offerFields } from './offer.js'

/** What makes an event an event: everything that is asked of it beyond what it offers. */
export const occasionFields = {
  eventKind: conceptId,
  hosts: shape.list(shape.bytes(32), 5, 1),
  starts: moment,
  durationMinutes: shape.whole(5, 1440),
  places: shape.oneOf(['open', 'few', 'full']),
  placesAsOf: moment,
  audience: shape.oneOf(['public', 'member']),
}

/** How often it takes place again. */
export const recurrence = shape.record({ every: shape.oneOf(['week', 'month']), times: shape.whole(2, 60) })

/** A workshop, pop-up, group intake or another first step. A target under the same gate and score; its recipient is its first host. */
export const eventSchema = shape.record(
  {
    title: plainText(80),
    summary: plainText(600),
    ...occasionFields,
  },
  {
    recurrence,
    resources: shape.list(shape.record({ concept: conceptId, text: plainText(120) }, { link: httpsLink }), 10),
    nextStep: plainText(160),
    ...offerFields,
  },
)

/** A workshop, pop-up, group intake or another first step. Public once published. */
export type CommunityEvent = shape.ValueOf<typeof eventSchema>
