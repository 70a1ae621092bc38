import { wireKeys } from '../kernel/wire.js'
import { descriptorSchema } from './descriptor.js'
import { eventSchema } from './event.js'
import { listingBatchSchema } from './listing.js'
import { presenceSchema } from './presence.js'

// Member names of descriptors, presences, events and listings; a name's position is its integer on the wire.
// Append only: names are never moved, renamed or reused.
const keys = wireKeys([
  // what every target has
  'name', 'summary', 'concepts', 'concept', 'level', 'notOffered', 'modalities', 'yes', 'no', 'complete',
  'populations', 'ageGroups', 'sessions', 'seenFor', 'formats', 'languages', 'interpreter', 'styles', 'facets', 'access',
  'insurers', 'fees', 'model', 'currency', 'from', 'to', 'session', 'freeFirstCall', 'locations', 'label',
  'region', 'postalArea', 'point', 'latitudeMicrodegrees', 'longitudeMicrodegrees', 'coarsenessMetres', 'slots', 'day',
  'fromMinute', 'toMinute', 'licences', 'status', 'number', 'supervisor', 'zone', 'id', 'transitions', 'at', 'offsetMinutes',
  'body', 'areas', 'touchFree', 'clothing', 'chaperone', 'rules', 'about', 'anyOf',
  // descriptor
  'practice', 'members', 'publishesSpecialCategories', 'cancellation', 'bookingLink', 'delivery', 'answersWithinDays',
  'openers', 'role', 'notice', 'controller', 'contact', 'jurisdiction', 'retentionDays', 'link', 'textHash',
  'keyCommitments', 'epoch', 'suite', 'hash',
  // presence
  'capacity', 'capacityAsOf', 'accepting', 'pausedUntil', 'waitingList', 'firstAppointment', 'weeklyCapReached',
  'openSlots', 'keys', 'publicKey',
  // event
  'title', 'eventKind', 'hosts', 'starts', 'durationMinutes', 'recurrence', 'every', 'times', 'places', 'placesAsOf',
  'audience', 'resources', 'text', 'nextStep',
  // listing
  'address', 'phone', 'source', 'licence', 'listings',
])

/** How a descriptor travels. */
export const descriptorFormat = { keys, schema: descriptorSchema }
/** How a presence travels. */
export const presenceFormat = { keys, schema: presenceSchema }
/** How an event travels. */
export const eventFormat = { keys, schema: eventSchema }
/** How a batch of listings travels. */
export const listingBatchFormat = { keys, schema: listingBatchSchema }
