import { describe, expect, it } from 'vitest'
import { propose } from '../../../src/consent/propose.js'
import { textOf } from '../../../src/consent/text.js'
import { days } from '../../../src/kernel/time.js'
import { en } from '../../../src/labels/en.js'
import { coreVocabulary, extendVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { chen, chenKeys, entryOf, eventOf, everything, intakeOf, NOW, proposalOf, value } from '../../support/cast.js'

const linesOf = (...terms: Parameters<typeof proposalOf>) => textOf(proposalOf(...terms).preview, en).split('\n')

describe('the text of a preview', () => {
  it('says who, for what, what, what not, until when, who answers for it, how it travels and what cannot be undone', () => {
    expect(linesOf()).toEqual([
      'This is all that will be shared',
      'For: Chen',
      'Practice: Harbour Street Practice',
      'Found in the community: Harbour Collective',
      'What for: to ask for help',
      'Shared:',
      `  What it is about: ${en.concepts.concern.anxiety} (the subject in general), ${en.concepts.concern.sleep} (the subject in general)`,
      '  When you have time: Tuesday 09:00–10:00, Tuesday 11:00–13:00, Thursday 17:00–19:00, UTC−08:00',
      'Not shared: Your languages, Where you would like to meet, Your age group, Who will be there, Whom it is for, How you would pay, What makes it possible for you, Areas of the body, Where not to touch, About you, Where you will be, How to reach you, Your own words, How you came here',
      'Can be opened by: Chen',
      'Can be opened until the end of 28 November 2026 (UTC)',
      'They say they answer within 5 days.',
      'Answerable for it: Chen Bodywork Ltd, privacy@chen.example, under the law of US-WA',
      'They keep it for at most 90 days',
      'Their privacy notice: https://chen.example/privacy',
      `On the way: ${en.preview.delivery['inbox-link']}`,
      `On the way: ${en.preview.delivery['in-person']}`,
      en.preview.line.cannotAnswer,
      en.preview.line.final,
      'What leaves is 597 bytes long, whatever your answers say.',
    ])
  })
  it('says that it adds to what was sent before, and nothing of it when it does not', () => {
    const share = { availability: 'slots' } as const
    expect(linesOf({ share, more: true })[1]).toBe(en.preview.line.more)
    expect(linesOf({ share })).not.toContain(en.preview.line.more)
  })
  it('says whether an answer can reach the person', () => {
    expect(linesOf({ share: { contact: ['email'] } })).toContain(en.preview.line.canAnswer)
    expect(linesOf({ share: { availability: 'slots' } })).toContain(en.preview.line.cannotAnswer)
  })
  it('says it plainly when nothing is shared', () => {
    const lines = linesOf({ share: {} })
    expect(lines).toContain('No answer of yours is shared.')
    expect(lines).not.toContain('Shared:')
  })
  it('names every value that is shared, in words', () => {
    const { preview } = proposalOf({ share: everything })
    const text = textOf(preview, en)
    for (const value of ['asha@mail.example', '+1 206 555 0100', 'Harbour Choir', '98101', 'It began in spring.']) {
      expect(text).toContain(value)
    }
    expect(text).toContain(en.concepts.concern['anxiety.panic'])
    expect(text).toContain('Through an insurer')
    expect(text).not.toContain('premera')
    expect(text).not.toContain('9000')
  })
  it('has a line for each shared field, under its heading', () => {
    const text = textOf(proposalOf({ share: everything }).preview, en)
    for (const heading of Object.values(en.preview.field)) expect(text).toContain(`  ${heading}: `)
  })
  it('says nothing of what is not shared where all is', () => {
    expect(linesOf({ share: everything }).filter((line) => line.startsWith('Not shared'))).toEqual([])
  })
  it('leaves no placeholder open', () => {
    expect(textOf(proposalOf({ share: everything }).preview, en)).not.toMatch(/\{[a-z]+\}|undefined/i)
  })
  it('names each part of a day that is free', () => {
    expect(linesOf({ share: { availability: 'part-of-day' } })).toContain(
      '  When you have time: Tuesday morning, Tuesday afternoon, Thursday evening',
    )
  })
  it('asks for a guardian where the policy does', () => {
    const policy = { approvalsRequired: 1, ownConsentFromAge: [{ region: 'US-WA', age: 16 }] }
    const minor = intakeOf({ about: { ageGroup: 'teen' } })
    expect(linesOf({}, minor, entryOf(chenKeys, { policy }))).toContain(en.preview.line.guardian)
    expect(linesOf()).not.toContain(en.preview.line.guardian)
  })
  it('names the event', () => {
    const terms = { purpose: 'event', share: {}, expiresIn: days(7) } as const
    const { preview } = value(propose(intakeOf(), { entry: eventOf(chen) }, terms, { now: NOW }))
    expect(textOf(preview, en)).toContain('About the event: Breathing together')
  })
  it('uses the community’s own words where the catalogue brings them', () => {
    const extended = value(
      extendVocabulary(coreVocabulary, [
        { facet: 'concern', id: 'harbour-fog', labels: [{ language: 'en', text: 'The harbour fog' }] },
      ]),
    )
    const { preview } = proposalOf()
    const fields = { needs: [{ concept: 'harbour-fog', level: 'concept' as const }] }
    const text = textOf({ ...preview, disclosure: { ...preview.disclosure, fields } }, en, extended)
    expect(text).toContain('The harbour fog')
  })
})
