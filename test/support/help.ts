import type { HelpContacts } from '../../src/safety/contacts.js'
import { readHelpContacts } from '../../src/safety/contacts.js'

type Members = object

/** A contact that is good for two months, with other members where a test wants them. */
export const contact = (members: Members = {}) => ({
  name: 'Sample Line',
  region: 'US',
  reach: [{ by: 'call', at: '+1 206 555 0101' }],
  hours: 'Day and night',
  languages: ['en'],
  verifiedOn: '2026-11-01',
  validUntil: '2026-12-31',
  ...members,
})

/** Help contacts as a page carries them. */
export const helpValue = (members: Members = {}): { emergency: unknown[]; contacts: unknown[] } => ({
  emergency: [{ region: 'US', number: '911' }],
  contacts: [contact()],
  ...members,
})

/** The same, read; they must be right. */
export const helpOf = (members: Members = {}): HelpContacts => {
  const read = readHelpContacts(helpValue(members))
  if (!read.ok) throw new Error(`the test's contacts are wrong: ${read.error.detail.field}`)
  return read.value
}
