import { describe, expect, it } from 'vitest'
import type { Share } from '../../../src/consent/disclosure.js'
import { propose } from '../../../src/consent/propose.js'
import type { Intake } from '../../../src/intake/intake.js'
import { toHex } from '../../../src/kernel/text.js'
import { days, epochSeconds, after as later } from '../../../src/kernel/time.js'
import {
  answers,
  type Circumstances,
  chen,
  chenKeys,
  codeOf,
  dora,
  entryOf,
  eventOf,
  everything,
  intakeOf,
  listing,
  NOW,
  proposalOf,
  reference,
  value,
} from '../../support/cast.js'

const terms = { purpose: 'referral', share: reference, expiresIn: days(7) } as const
const fieldsOf = (share: Share, intake?: Intake) => proposalOf({ share }, intake).preview.disclosure.fields
const refused = (circumstances: Circumstances, now = NOW) =>
  codeOf(propose(intakeOf(), { entry: entryOf(chenKeys, circumstances) }, terms, { now }))

describe('what is shared', () => {
  it('is nothing where nothing is named', () => {
    const { preview } = proposalOf({ share: {} })
    expect(preview.disclosure.fields).toEqual({})
    expect(preview.notShared).toHaveLength(16)
  })
  it('is a need’s category, merged, sorted and without its importance', () => {
    const intake = intakeOf({
      needs: [{ concept: 'stress.work' }, { concept: 'anxiety.panic' }, { concept: 'anxiety.worry' }],
    })
    const share = {
      needs: ['stress.work', 'anxiety.worry', 'anxiety.panic'].map((concept) => ({
        concept,
        level: 'category' as const,
      })),
    }
    expect(fieldsOf(share, intake).needs).toEqual([
      { concept: 'anxiety', level: 'category' },
      { concept: 'stress', level: 'category' },
    ])
  })
  it('is the concept only where that level is named', () => {
    const share: Share = {
      needs: [
        { concept: 'anxiety.panic', level: 'concept' },
        { concept: 'grief', level: 'category' },
      ],
    }
    expect(fieldsOf(share).needs).toEqual([
      { concept: 'anxiety.panic', level: 'concept' },
      { concept: 'grief', level: 'category' },
    ])
  })
  it('is parts of the day, without times and time zone', () => {
    expect(fieldsOf({ availability: 'part-of-day' }).availability).toEqual({
      level: 'part-of-day',
      morning: [2],
      afternoon: [2],
      evening: [4],
    })
  })
  it('is the slots in the order of the week', () => {
    expect(fieldsOf({ availability: 'slots' }).availability).toEqual({
      level: 'slots',
      slots: [
        {
          day: 2,
          times: [
            [540, 600],
            [660, 780],
          ],
        },
        { day: 4, times: [[1020, 1140]] },
      ],
      utcOffsetMinutes: -480,
    })
  })
  it('is the kind of payment, never the insurer or the amount', () => {
    expect(fieldsOf({ payment: 'stated' }).payment).toEqual(['budget', 'insurer', 'notSure'])
  })
  it('is lists in an order that says nothing about what matters more', () => {
    const fields = fieldsOf({ language: 'stated', format: 'stated', access: 'stated' })
    expect(fields).toEqual({
      language: ['ase', 'en', 'es'],
      format: ['in-person', 'online'],
      access: ['quiet', 'step-free'],
    })
  })
  it('is the region or the postal area, as named', () => {
    expect(fieldsOf({ area: 'region' }).area).toEqual({ level: 'region', value: 'US-WA' })
    expect(fieldsOf({ area: 'postal' }).area).toEqual({ level: 'postal', value: '98101' })
  })
  it('is only the ways of contact that are named', () => {
    expect(fieldsOf({ contact: ['phone'] }).contact).toEqual({ phone: answers.contact.phone })
  })
  it('is everything where everything is named', () => {
    const { preview } = proposalOf({ share: everything })
    expect(preview.notShared).toEqual([])
    expect(preview.disclosure.fields).toMatchObject({
      ageGroup: 'adult',
      sessions: 'one',
      for: 'self',
      body: ['abdomen.upper'],
      noTouch: ['abdomen.scar'],
      about: { gender: 'woman', memberOf: ['Harbour Choir'] },
      story: answers.story,
      source: 'physician',
    })
  })
  it.each<[string, Share, Record<string, unknown>]>([
    ['needs', { needs: [{ concept: 'mood', level: 'concept' }] }, {}],
    ['availability', { availability: 'slots' }, { when: {} }],
    ['language', { language: 'stated' }, { languages: { interpreter: true } }],
    ['format', { format: 'stated' }, { where: {} }],
    ['ageGroup', { ageGroup: 'stated' }, { about: {} }],
    ['sessions', { sessions: 'stated' }, { sessions: undefined }],
    ['for', { for: 'stated' }, { for: undefined }],
    ['payment', { payment: 'stated' }, { payment: {} }],
    ['access', { access: 'stated' }, { access: [] }],
    ['body', { body: 'stated' }, { body: {} }],
    ['noTouch', { noTouch: 'stated' }, { body: undefined }],
    ['about', { about: 'stated' }, { about: { ageGroup: 'adult' } }],
    ['area', { area: 'region' }, { where: {} }],
    ['contact', { contact: ['email'] }, { contact: { name: 'Asha' } }],
    ['story', { story: 'text' }, { story: undefined }],
    ['source', { source: 'stated' }, { source: undefined }],
  ])('fails with the name of the field when %s was named but not answered', (field, share, changes) => {
    const result = propose(intakeOf(changes), { entry: chen }, { ...terms, share }, { now: NOW })
    expect(result).toEqual({ ok: false, error: { code: 'disclosure_empty', detail: { field } } })
  })
  it.each<[string, unknown]>([
    ['a field', { plantedSecret: 'stated' }],
    ['a level', { area: 'house secret' }],
    ['a kind of source instead of a level', { source: 'secret school' }],
    ['a level of a need', { needs: [{ concept: 'grief', level: 'secret' }] }],
    ['a way of contact', { contact: ['secret'] }],
    ['a list of levels', { availability: ['part-of-day'] }],
    ['a list of levels of the area', { area: ['region'] }],
    ['a single way of contact', { contact: 'name' }],
  ])('throws a TypeError that repeats nothing when %s does not exist', (_, share) => {
    // What the compiler refuses is given on purpose.
    const proposing = () => propose(intakeOf(), { entry: chen }, { ...terms, share: share as Share }, { now: NOW })
    expect(proposing).toThrow(TypeError)
    expect(proposing).not.toThrow(/ecret/)
  })
  it('is only what the caller’s own object names, whatever it inherits', () => {
    // Object.create gives any; what is inherited is no part of the type.
    const inheriting = Object.assign(Object.create({ story: 'text' }) as Share, { language: 'stated' as const })
    expect(Object.keys(fieldsOf(inheriting))).toEqual(['language'])
  })
  it('fails when it does not fit its bucket, before anything is granted', () => {
    const slots = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].flatMap((day) =>
      [0, 200, 400, 600, 800].map((fromMinute) => ({ day, fromMinute, toMinute: fromMinute + 100 })),
    )
    const result = propose(intakeOf({ when: { slots } }), { entry: chen }, terms, { now: NOW })
    expect(result).toEqual({ ok: false, error: { code: 'disclosure_too_large', detail: { limit: 511 } } })
  })
  it('refuses anything that is not an intake', () => {
    // What the compiler refuses is given on purpose.
    const proposing = () => propose({ needs: [] } as unknown as Intake, { entry: chen }, terms, { now: NOW })
    expect(proposing).toThrow(new TypeError('expected a Intake'))
  })
})

describe('the preview', () => {
  const { preview } = proposalOf()
  it('names who, where found, who opens, who is responsible and how it travels', () => {
    expect(preview.disclosure.purpose).toBe('referral')
    expect(preview.recipient).toEqual({
      id: chenKeys.id,
      name: 'Chen',
      practice: 'Harbour Street Practice',
      community: 'Harbour Collective',
      answersWithinDays: 5,
    })
    expect(preview.openers).toEqual([{ role: 'self', name: 'Chen' }])
    expect(preview.notice).toMatchObject({ controller: 'Chen Bodywork Ltd', retentionDays: 90 })
    expect(preview.delivery).toEqual(['inbox-link', 'in-person'])
    expect(preview.disclosure.community).toBe(toHex(dora.publicKey))
  })
  it('says when it adds to what was sent before, and keeps room for naming that', () => {
    const bytesOf = (share: Share, more?: true) => {
      const { preview } = proposalOf({ share, ...(more && { more }) })
      expect(preview.isMore).toBe(more === true)
      return preview.bytes
    }
    const shares: readonly Share[] = [{ availability: 'slots' }, { contact: ['email'] }, { story: 'text' }]
    expect(shares.map((share) => bytesOf(share))).toEqual([597, 1109, 2133])
    expect(shares.map((share) => bytesOf(share, true))).toEqual([1109, 1109, 2133])
  })
  it('counts whole UTC days', () => {
    const { issuedOn, expiresOn } = preview.disclosure
    expect(issuedOn * 86400).toBe(epochSeconds(new Date('2026-11-21T00:00:00Z')))
    expect(expiresOn - issuedOn).toBe(7)
  })
  it('cannot be changed', () => {
    // The compiler calls it read-only; a host in JavaScript tries nevertheless.
    const fields = preview.disclosure.fields as unknown as { needs: { concept: string }[] }
    expect(() => fields.needs.push({ concept: 'mood' })).toThrow(TypeError)
    expect(() => Object.assign(fields.needs[0] ?? {}, { concept: 'mood' })).toThrow(TypeError)
  })
  it('is plain data', () => expect(JSON.parse(JSON.stringify(preview)).recipient).toEqual(preview.recipient))
  it('names the event when the recipient is written to as its host', () => {
    const proposal = value(propose(intakeOf(), { entry: eventOf(chen) }, { ...terms, purpose: 'event' }, { now: NOW }))
    expect(proposal.preview.event).toBe('Breathing together')
    expect(proposal.preview.disclosure.event).toBe('event:breathing')
    expect(proposal.preview.recipient.id).toBe(chenKeys.id)
  })
})

describe('the recipient', () => {
  const proposing = (entry: Parameters<typeof propose>[1]['entry']) =>
    codeOf(propose(intakeOf(), { entry }, terms, { now: NOW }))
  it('cannot be a listing that nobody has claimed', () => expect(proposing(listing)).toBe('descriptor_unclaimed'))
  it('cannot be an event without a host here', () => expect(proposing(eventOf(undefined))).toBe('descriptor_unclaimed'))
  it('must be approved', () => expect(refused({ withoutApproval: true })).toBe('descriptor_unapproved'))
  it('must have said lately how things stand', () => {
    expect(refused({ withoutPresence: true })).toBe('presence_stale')
    expect(refused({}, later(NOW, days(36)))).toBe('presence_stale')
  })
  it('must have a description that has not ended', () => {
    expect(refused({ descriptorLasts: days(2) }, later(NOW, days(3)))).toBe('descriptor_expired')
  })
  it('must have a privacy notice', () => {
    expect(refused({ descriptor: { notice: undefined } })).toBe('consent_notice_missing')
  })
  it('must be the one whose statements were signed', () => {
    const eve = { ...chen, evidence: { ...chen.evidence, presence: chen.evidence.descriptor } }
    expect(proposing(eve)).toBe('statement_invalid')
  })
})

describe('the terms', () => {
  it.each<[string, object, string]>([
    ['an end at once', { expiresIn: 0 }, 'expiryIsBounded'],
    ['an end after 29 days', { expiresIn: days(29) }, 'expiryIsBounded'],
    ['a purpose there is not', { purpose: 'research' }, 'purposeIsStated'],
    ['advertising', { purpose: 'https://w3id.org/dpv#TargetedAdvertising' }, 'purposeIsNotAdvertising'],
  ])('refuse %s', (_, wrong, rule) => {
    const result = propose(intakeOf(), { entry: chen }, { ...terms, ...wrong }, { now: NOW })
    expect(result).toEqual({ ok: false, error: { code: 'consent_rule_broken', detail: { rule } } })
  })
  it('take 28 days', () => {
    expect(codeOf(propose(intakeOf(), { entry: chen }, { ...terms, expiresIn: days(28) }, { now: NOW }))).toBe('ok')
  })
})
