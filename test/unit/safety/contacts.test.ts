import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  MAX_EMERGENCY_NUMBERS,
  MAX_HELP_CHARACTERS,
  MAX_HELP_CONTACTS,
  readHelpContacts,
} from '../../../src/safety/contacts.js'
import { contact, helpValue } from '../../support/help.js'

const fieldOf = (value: unknown) => {
  const read = readHelpContacts(value)
  return read.ok ? 'fine' : read.error.detail.field
}
const withContact = (members: object) => helpValue({ contacts: [contact(members)] })

describe('readHelpContacts', () => {
  it('reads the sample, which says that it is one', () => {
    const read = readHelpContacts(JSON.parse(readFileSync('examples/help/sample-contacts.json', 'utf8')))
    expect(read.ok && read.value.sample).toBe(true)
    expect(read.ok && read.value.contacts.every(({ name }) => /sample|exemple|ejemplo/i.test(name))).toBe(true)
  })

  it('gives a frozen copy that nobody else holds', () => {
    const value = helpValue()
    const read = readHelpContacts(value)
    if (!read.ok) throw new Error(read.error.code)
    value.contacts.length = 0
    expect(read.value.contacts).toHaveLength(1)
    expect(Object.isFrozen(read.value.contacts[0]?.reach[0])).toBe(true)
  })

  it.each([
    ['no number for emergencies', helpValue({ emergency: [] }), 'emergency'],
    ['a number with letters', helpValue({ emergency: [{ region: 'US', number: '9eleven' }] }), 'emergency.0.number'],
    ['a number of one digit', helpValue({ emergency: [{ region: 'US', number: '9' }] }), 'emergency.0.number'],
    ['a region in small letters', helpValue({ emergency: [{ region: 'us', number: '911' }] }), 'emergency.0.region'],
    ['sample that is not true', helpValue({ sample: false }), 'sample'],
    ['a member that is not ours', helpValue({ more: 1 }), ''],
    ['no date of checking', withContact({ verifiedOn: undefined }), 'contacts.0.verifiedOn'],
    ['no date to end', withContact({ validUntil: undefined }), 'contacts.0.validUntil'],
    ['a day that does not exist', withContact({ validUntil: '2027-02-30' }), 'contacts.0.validUntil'],
    ['an end before the checking', withContact({ validUntil: '2026-10-31' }), 'contacts.0.validUntil'],
    ['an end 401 days after', withContact({ validUntil: '2027-12-07' }), 'contacts.0.validUntil'],
    ['no way to reach them', withContact({ reach: [] }), 'contacts.0.reach'],
    ['seven ways', withContact({ reach: Array(7).fill({ by: 'call', at: '112' }) }), 'contacts.0.reach'],
    ['no language', withContact({ languages: [] }), 'contacts.0.languages'],
    ['a name of 121 units', withContact({ name: 'a'.repeat(121) }), 'contacts.0.name'],
    ['markup in a name', withContact({ name: '<b>Line</b>' }), 'contacts.0.name'],
    ['a name that is turned round', withContact({ name: 'Line \u202eeniL' }), 'contacts.0.name'],
    ['a note of 201 units', withContact({ note: 'a'.repeat(201) }), 'contacts.0.note'],
    ['hours of 121 units', withContact({ hours: 'a'.repeat(121) }), 'contacts.0.hours'],
  ])('refuses %s, and names the field', (_, value, field) => expect(fieldOf(value)).toBe(field))

  it.each([
    ['validity of 400 days', withContact({ validUntil: '2027-12-06' })],
    ['validity of a day', withContact({ validUntil: '2026-11-01' })],
    [
      'names, hours and notes of the full length',
      withContact({ name: 'a'.repeat(120), hours: 'a'.repeat(120), note: 'a'.repeat(200) }),
    ],
    ['as many contacts as there may be', helpValue({ contacts: Array(MAX_HELP_CONTACTS).fill(contact()) })],
    [
      'as many numbers as there may be',
      helpValue({ emergency: Array(MAX_EMERGENCY_NUMBERS).fill({ region: 'US', number: '911' }) }),
    ],
    ['no contact at all', helpValue({ contacts: [] })],
    ['sample that is true', helpValue({ sample: true })],
  ])('takes %s', (_, value) => expect(fieldOf(value)).toBe('fine'))

  it.each([
    ['contacts', helpValue({ contacts: Array(MAX_HELP_CONTACTS + 1).fill(contact()) })],
    ['emergency', helpValue({ emergency: Array(MAX_EMERGENCY_NUMBERS + 1).fill({ region: 'US', number: '911' }) })],
  ])('refuses one more of %s', (field, value) => expect(fieldOf(value)).toBe(field))

  it.each([
    ['call', '+1 206 555 0101'],
    ['call', '988'],
    ['call', '(206) 555-0101'],
    ['text', '741741'],
    ['chat', 'https://chat.sample.example/now?room=1'],
    ['visit', '1 Sample Street, Harbour'],
  ])('takes %s at %s', (by, at) => expect(fieldOf(withContact({ reach: [{ by, at }] }))).toBe('fine'))

  it.each([
    ['call', 'javascript:alert(1)'],
    ['call', 'tel:112'],
    ['call', '112;ext=1'],
    ['call', '1'],
    ['call', '*31#112'],
    ['text', 'https://chat.sample.example/'],
    ['chat', 'javascript:alert(1)'],
    ['chat', 'JAVASCRIPT:alert(1)'],
    ['chat', 'http://chat.sample.example/'],
    ['chat', 'https://asha:secret@chat.sample.example/'],
    ['chat', 'https://chat.sample.example/"onclick="x'],
    ['chat', "https://chat.sample.example/'x"],
    ['chat', 'https://chat.sample.example/<script>'],
    ['chat', 'https://chat.sample.example/`x'],
    ['chat', 'https://localhost/'],
    ['chat', ' https://chat.sample.example/'],
    ['chat', 'data:text/html,hello'],
    ['visit', '<a href="x">here</a>'],
    ['visit', 'javascript:alert(1)'],
    ['visit', ' HTTPS://door.sample.example'],
  ])('refuses %s at %s', (by, at) =>
    expect(fieldOf(withContact({ reach: [{ by, at }] }))).toBe('contacts.0.reach.0.at'),
  )

  it('refuses a way it does not know', () =>
    expect(fieldOf(withContact({ reach: [{ by: 'pray', at: '112' }] }))).toBe('contacts.0.reach.0.by'))

  const circle: { self?: unknown } = {}
  circle.self = circle
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', '{}'],
    ['a list', []],
    ['a function', () => 1],
    ['a whole number too large for JSON', { emergency: 1n }],
    ['a circle', circle],
    ['a getter that throws', Object.defineProperty({}, 'emergency', { enumerable: true, get: () => JSON.parse('{') })],
    ['a proxy that throws', new Proxy({}, { ownKeys: () => JSON.parse('{') })],
    ['a toJSON that throws', { toJSON: () => JSON.parse('{') }],
    ['a prototype in disguise', JSON.parse('{"__proto__":{"emergency":[]}}')],
  ])('refuses %s without throwing', (_, value) => expect(readHelpContacts(value).ok).toBe(false))

  it('refuses more text than there may be, before it looks at it', () =>
    expect(fieldOf(helpValue({ more: 'a'.repeat(MAX_HELP_CHARACTERS) }))).toBe(''))

  it('repeats nothing of what it refuses', () => {
    const read = readHelpContacts(withContact({ name: '<secret>', secretMember: 'secret' }))
    expect(JSON.stringify(read)).not.toContain('secret')
  })
})
