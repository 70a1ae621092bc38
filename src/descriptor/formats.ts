import { descriptorSchema } from './descriptor.js'
import { eventSchema } from './event.js'
import { offerKeys } from './offer-keys.js'
import { presenceSchema } from './presence.js'

/** How a descriptor travels. */
export const descriptorFormat = { keys: offerKeys, schema: descriptorSchema }
/** How a presence travels. */
export const presenceFormat = { keys: offerKeys, schema: presenceSchema }
/** How an event travels. */
export const eventFormat = { keys: offerKeys, schema: eventSchema }
