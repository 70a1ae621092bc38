import * as shape from '../schema/shape.js'
import { conceptId, httpsLink, plainText } from './fields.js'
import { occasionFields, recurrence } from './occasion.js'
import { offerFields } from './offer.js'

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
