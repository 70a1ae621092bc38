import { describe, expect, it } from 'vitest'
import { toCallSheet } from '../../../src/call-sheet/call-sheet.js'
import { furtherQuestions } from '../../../src/call-sheet/questions.js'
import { textOfCallSheet } from '../../../src/call-sheet/text.js'
import type { CatalogueEntry } from '../../../src/catalogue/entry.js'
import type { DisclosedFields } from '../../../src/consent/disclosure.js'
import { previewForCall } from '../../../src/consent/propose.js'
import { en } from '../../../src/labels/en.js'
import type { Match, Unknown } from '../../../src/matching/match.js'
import { chen, eventOf, everything, intakeOf, listing, value } from '../../support/cast.js'

const matchOf = (entry: CatalogueEntry, unknowns: readonly Unknown[] = []): Match => ({
  id: entry.id,
  kind: entry.kind,
  name: entry.name,
  sealable: false,
  score: 0,
  lower: 0,
  upper: 0,
  coverage: { known: 0, asked: 0 },
  reasons: [],
  against: [],
  unknowns,
  counterfactual: undefined,
  exploration: false,
  entry,
})
const stated = { ...listing, offer: { ...listing.offer, phone: '(206) 555-0142', address: '1 Sample Street' } }
const sheetOf = (fields: DisclosedFields, unknowns: readonly Unknown[] = []) =>
  toCallSheet(matchOf(stated, unknowns), en, { shared: { fields } })
const own = (questions: readonly string[]) => questions.slice(en.callSheet.ask.length)
const unknown = (facet: Unknown['facet'], need?: string): Unknown => ({ facet, need })

describe('toCallSheet', () => {
  it('says nothing of the person unless told', () => {
    const sheet = toCallSheet(matchOf(stated, [unknown('need', 'grief'), unknown('access', 'step-free')]), en)
    expect(sheet.said).toEqual([])
    expect(sheet.questions).toEqual(en.callSheet.ask)
    expect(sheet.opening).toEqual([
      'Hello. I am looking for help, and I found you in a public list: a public directory.',
      en.callSheet.ease,
    ])
  })

  it('says everything that is shared, part by part, in the person’s own voice', () => {
    const { fields } = value(previewForCall(intakeOf({ story: 'It began in spring.\nOn the ferry.' }), everything))
    const sheet = toCallSheet(matchOf(chen), en, { shared: { fields } })
    expect(sheet.who).toEqual({ name: 'Chen', kind: 'practitioner', practice: 'Harbour Street Practice' })
    expect(sheet.opening[1]).toBe('My name is Asha.')
    expect(sheet.said.map(({ heading, lines }) => [heading, ...lines])).toEqual([
      [
        'What I am looking for',
        'It is about: Panic attacks, Grief and loss, Cannot fall or stay asleep',
        'Whom it is for: For me',
        'My age group: Adults (26 to 64)',
        'Who would be there: One to one',
        'About me: Woman, Harbour Choir',
        'Areas of the body: Upper belly',
        'Please do not touch: A scar on the belly',
        'How I came to you: through a medical practice',
      ],
      [
        'When, where and how',
        'I have time: Tuesday 09:00–10:00, Tuesday 11:00–13:00, Thursday 17:00–19:00, UTC−08:00',
        'I will be in: 98101',
        'I would like to meet: In person, From a distance',
        'I speak: American Sign Language, English, Spanish',
        'I need: A quiet place, No steps',
      ],
      ['How I would pay', 'I would pay: Out of my own pocket, Through an insurer, Not sure yet'],
      ['In my own words', 'It began in spring.', 'On the ferry.'],
      ['How to reach me', 'You can reach me here: +1 206 555 0100, asha@mail.example'],
    ])
  })

  it('says of a need what is shared of it, and not how much that is', () =>
    expect(sheetOf({ needs: [{ concept: 'anxiety', level: 'category' }] }).said[0]?.lines).toEqual([
      'It is about: Anxiety',
    ]))

  it('names a telephone number as it is stated, and what can be dialled', () =>
    expect(sheetOf({}).reach).toEqual([
      { by: 'phone', at: '(206) 555-0142', line: 'Phone: (206) 555-0142', dial: '2065550142' },
      { by: 'address', at: '1 Sample Street', line: 'Address: 1 Sample Street', dial: undefined },
    ]))

  it.each(['javascript:alert(1)', '555 0100 ext. 4', 'call me', '+1;206', '12', `+${'1'.repeat(41)}`])(
    'lets nothing be dialled of %s',
    (phone) => {
      const entry = { ...listing, offer: { ...listing.offer, phone } }
      expect(toCallSheet(matchOf(entry), en).reach[0]?.dial).toBeUndefined()
    },
  )

  it('says where to ask when no number is stated', () => {
    const sheet = toCallSheet(matchOf(listing), en)
    expect(sheet.reach).toEqual([])
    expect(sheet.know[0]).toBe(en.callSheet.reach.none)
  })

  it('names what a practitioner, or the host of an event, publishes to be reached by', () => {
    const line = 'Contact they name: privacy@chen.example'
    expect(toCallSheet(matchOf(chen), en).reach).toMatchObject([{ by: 'contact', line, dial: undefined }])
    const event = toCallSheet(matchOf(eventOf(chen)), en)
    expect(event.reach).toMatchObject([{ by: 'contact', line }])
    expect(event.opening[0]).toBe('Hello. I would like to know more about “Breathing together”.')
    expect(toCallSheet(matchOf(eventOf(undefined)), en).reach).toEqual([])
  })

  it('says that nobody here knows a listing, and only of a listing', () => {
    expect(sheetOf({}).know).toContain(en.match.line.unclaimed)
    expect(toCallSheet(matchOf(chen), en).know).not.toContain(en.match.line.unclaimed)
  })

  it('leaves on an answering machine a way to call back only where one is shared', () => {
    const { callBack, nothing } = en.callSheet.machine
    expect(sheetOf({ contact: { phone: '+1 206 555 0100' } }).know).toContain(callBack)
    expect(sheetOf({ contact: { name: 'Asha' } }).know).toContain(nothing)
    expect(sheetOf({ contact: { name: 'Asha' } }).said).toEqual([])
  })

  it('is frozen all through', () => {
    const sheet = sheetOf({ language: ['es'] })
    expect([sheet, sheet.said, sheet.said[0]?.lines, sheet.questions, sheet.know].every(Object.isFrozen)).toBe(true)
  })
})

describe('the questions of a call sheet', () => {
  it('are those about what is shared, in its words', () => {
    const fields: DisclosedFields = {
      needs: [{ concept: 'grief', level: 'concept' }],
      access: ['step-free'],
      area: { level: 'region', value: 'US-WA' },
    }
    const unknowns = [
      unknown('access', 'step-free'),
      unknown('access', 'quiet'),
      unknown('need', 'grief'),
      unknown('where'),
    ]
    expect(own(sheetOf(fields, unknowns).questions)).toEqual([
      'Do you help with “Grief and loss”?',
      'Can you work with me where I will be?',
      'Is this possible: “No steps”?',
    ])
  })

  it('are about the category where no more of a need is shared, once for two of it', () => {
    const fields: DisclosedFields = { needs: [{ concept: 'anxiety', level: 'category' }] }
    const unknowns = [unknown('need', 'anxiety.panic'), unknown('need', 'anxiety.social'), unknown('need', 'grief')]
    expect(own(sheetOf(fields, unknowns).questions)).toEqual(['Do you help with “Anxiety”?'])
  })

  it('do not take a category for the thing itself, nor the thing for its category', () => {
    const category: DisclosedFields = { needs: [{ concept: 'grief', level: 'category' }] }
    expect(own(sheetOf(category, [unknown('need', 'grief')]).questions)).toEqual(['Do you help with “Grief and loss”?'])
    const concept: DisclosedFields = { needs: [{ concept: 'anxiety', level: 'concept' }] }
    expect(own(sheetOf(concept, [unknown('need', 'anxiety.panic')]).questions)).toEqual([])
  })

  it('are asked in an order of their own, whatever the person put first', () => {
    const fields: DisclosedFields = { language: ['es'], for: 'self', body: ['neck'] }
    const unknowns = [unknown('body', 'neck'), unknown('languages'), unknown('for', 'self')]
    expect(own(sheetOf(fields, unknowns).questions)).toEqual(own(sheetOf(fields, [...unknowns].reverse()).questions))
  })

  it('that everybody asks are asked once', () => {
    const unknowns = [unknown('accepting'), unknown('payment'), unknown('startBy')]
    expect(sheetOf({ payment: ['budget'] }, unknowns).questions).toEqual(en.callSheet.ask)
  })

  it('that would tell more are offered, and asked when they are chosen', () => {
    const match = matchOf(stated, [
      unknown('practitioner', 'gender.woman'),
      unknown('avoid'),
      unknown('access', 'quiet'),
    ])
    expect(furtherQuestions(match, en)).toEqual([
      { facet: 'access', lines: ['Is this possible: “A quiet place”?'] },
      { facet: 'practitioner', lines: ['Is this true of the person I would see: “A woman”?'] },
      { facet: 'avoid', lines: ['Is there something here that I want to avoid?'] },
    ])
    const shared = { fields: { access: ['quiet'] } }
    expect(furtherQuestions(match, en, { shared }).map(({ facet }) => facet)).toEqual(['practitioner', 'avoid'])
    expect(own(toCallSheet(match, en, { ask: ['practitioner'] }).questions)).toEqual([
      'Is this true of the person I would see: “A woman”?',
    ])
  })
})

describe('textOfCallSheet', () => {
  it('writes one page with headings', () => {
    const text = textOfCallSheet(sheetOf({ contact: { name: 'Asha' }, language: ['es'] }), en)
    expect(text.split('\n\n').map((block) => block.split('\n')[0])).toEqual([
      'Your call to A clinic',
      'How to reach them',
      'Say first',
      'When, where and how',
      'My questions',
      'Write down',
      'Good to know',
    ])
    expect(text).toContain('  My name is Asha.\n')
  })

  it('leaves out a heading with nothing below it', () =>
    expect(textOfCallSheet(toCallSheet(matchOf(listing), en), en)).not.toContain(en.callSheet.heading.reach))
})

describe('previewForCall', () => {
  it('reads the same fields at the same levels as a proposal', () => {
    const share = { needs: [{ concept: 'anxiety.panic', level: 'category' }], area: 'region' } as const
    expect(value(previewForCall(intakeOf(), share))).toEqual({
      fields: { needs: [{ concept: 'anxiety', level: 'category' }], area: { level: 'region', value: 'US-WA' } },
    })
  })
  it('shares nothing that is not named', () => expect(value(previewForCall(intakeOf(), {}))).toEqual({ fields: {} }))
  it('says which field was named and not answered', () =>
    expect(previewForCall(intakeOf({ body: undefined }), { body: 'stated' })).toEqual({
      ok: false,
      error: { code: 'disclosure_empty', detail: { field: 'body' } },
    }))
  it('blames its caller for what is no intake, and for a level there is not', () => {
    // What the compiler refuses is given on purpose.
    expect(() => previewForCall({} as ReturnType<typeof intakeOf>, {})).toThrow(TypeError)
    // What the compiler refuses is given on purpose.
    expect(() => previewForCall(intakeOf(), { area: 'house' as 'region' })).toThrow(TypeError)
  })
  it('is frozen', () => expect(Object.isFrozen(value(previewForCall(intakeOf(), everything)).fields.needs)).toBe(true))
})
