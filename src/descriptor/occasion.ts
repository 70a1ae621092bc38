import { moment } from '../schema/fields.js'
import * as shape from '../schema/shape.js'
import { conceptId } from './fields.js'

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
