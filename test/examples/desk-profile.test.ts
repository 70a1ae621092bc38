import { readdirSync, readFileSync } from 'node:fs'
import { coreVocabulary, createKeys, draftDescriptor, epochSeconds } from 'entrenous/practitioner'
import { describe, expect, it } from 'vitest'
import { draftOf } from '../../examples/desk/app/profile/draft.js'
import { profileOf } from '../../examples/desk/app/profile/from-descriptor.js'
import { emptyProfile, firstPresence } from '../../examples/desk/app/profile/profile.js'
import { problemOf, renewPresence, signPage } from '../../examples/desk/app/profile/sign.js'
import { sectionOf, unstatedOf } from '../../examples/desk/app/profile/unstated.js'
import { expandPractitioner } from '../../src/cli/shorthand.js'
import { readSigned } from '../../src/cli/signed-file.js'
import { en } from '../../src/labels/en.js'
import { openStatement } from '../../src/statement/statement.js'
import { must, NOW, seeded } from '../support/catalogue.js'

const keys = must(createKeys({ now: NOW, random: seeded('profile') }))
const empty = emptyProfile({ region: 'US-WA', zone: 'America/Los_Angeles', currency: 'USD', hasBoard: false })
const written = { ...empty, name: 'Chen Wei', summary: 'Panic and worry.' }
const folder = 'examples/harbour-collective/practitioners'

/** Every practitioner of the example community, as published. */
const published = readdirSync(folder).map((name) => {
  const source = expandPractitioner(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')), {
    now: NOW,
    zone: 'America/Los_Angeles',
  })
  return must(draftDescriptor(source?.draft, { vocabulary: coreVocabulary, keys }))
})

/** What the form does not ask: it is kept by hand, in a file. */
function asked(offer: (typeof published)[number]) {
  const { zone: _, notice, fees, openers: __, locations, practice, keyCommitments: ___, ...rest } = offer
  return {
    ...rest,
    notice: notice && { ...notice, controller: '' },
    fees: fees?.slice(0, 1).map(({ session: _session, ...fee }) => fee),
    locations: locations?.map(({ point: _point, slots: _slots, fees: _fees, ...place }) => place),
    practice: practice?.name,
  }
}

describe('the form', () => {
  it('holds what is published of each practitioner of the example, and drafts the same again', () => {
    expect(published.length).toBeGreaterThan(40)
    for (const offer of published) {
      const again = must(draftDescriptor(draftOf(profileOf(offer, empty), NOW), { vocabulary: coreVocabulary, keys }))
      expect(asked(again)).toEqual(asked(offer))
    }
  })
  it('states nothing that nobody stated', () => {
    const draft = Object.keys(draftOf(written, NOW))
    expect(draft.sort()).toEqual(['answersWithinDays', 'delivery', 'name', 'openers', 'summary'])
    expect(problemOf(written, keys, NOW)).toBeUndefined()
  })
  it('leads to the section of what does not fit, and repeats nothing of it', () => {
    const wrong = [
      [{ name: 'Chen\u202eieW' }, 'you'],
      [{ summary: 'x'.repeat(10_000) }, 'you'],
      [{ bookingLink: 'javascript:alert(1)' }, 'money'],
      [{ feeModel: 'fixed', feeFrom: 'a lot' }, 'money'],
      [{ hours: [{ day: 'tue', from: '12:00', to: '09:00' }] }, 'hours'],
      [{ hours: [{ day: 'tue', from: '09:00', to: '12:00' }], zone: 'Saltmere/Harbour' }, 'hours'],
      [{ noticeContact: 'chen@harbour.example', noticeDays: '0' }, 'contact'],
      [{ places: [{ label: '', region: 'Harbour', postalArea: '', access: empty.formats }] }, 'places'],
      [{ concepts: { 'anxiety.pannic': 4 } }, 'work'],
      [{ facets: { yes: ['faith.sikh'], no: [], complete: false } }, 'you'],
    ] as const
    for (const [changes, section] of wrong) {
      const problem = problemOf({ ...written, ...changes }, keys, NOW)
      expect(problem).toBeDefined()
      expect(sectionOf(problem ?? '')).toBe(section)
    }
  })
  it('tells what is left open in the words people read, and less of it the more is said', () => {
    const open = unstatedOf(written, en).map(({ field }) => field)
    expect(open).toEqual(expect.arrayContaining(['notice', 'concepts', 'fees', 'hours']))
    const priced = unstatedOf({ ...written, feeModel: 'free' }, en).map(({ field }) => field)
    expect(priced).toEqual(open.filter((field) => field !== 'fees'))
  })
})

describe('what is signed', () => {
  it('is read by the command line, and holds for 180 and 35 days', () => {
    const signed = signPage(written, firstPresence, keys, NOW)
    if ('field' in signed) throw new Error(signed.field)
    const read = readSigned(JSON.parse(signed.file), 'page.signed.json')
    if (!read.ok) throw new Error(read.error.message)
    expect(read.value).toMatchObject({ id: keys.id, stale: false })
    const [page, presence] = read.value.statements.map((bytes, at) =>
      must(openStatement(bytes, { kind: at === 0 ? 'descriptor' : 'presence', now: NOW })),
    )
    expect([page?.expires, presence?.expires]).toEqual([NOW + 180 * 86_400, NOW + 35 * 86_400])
  })
  it('renews how things stand beside the same page', () => {
    const signed = signPage(written, firstPresence, keys, NOW)
    if ('field' in signed) throw new Error(signed.field)
    const later = epochSeconds(NOW + 20 * 86_400)
    const renewed = renewPresence(signed.statement, { ...firstPresence, capacity: 'waitlist' }, keys, { now: later })
    if ('field' in renewed) throw new Error(renewed.field)
    const [one, other] = [signed, renewed].map(({ file }) => JSON.parse(file).statements)
    expect(other[0]).toBe(one[0])
    expect(other[1]).not.toBe(one[1])
  })
  it('names the field of what does not fit how things stand', () => {
    const signed = signPage(written, { ...firstPresence, pausedUntil: 'soon' }, keys, NOW)
    expect(signed).toEqual({ field: 'presence.pausedUntil' })
  })
})
