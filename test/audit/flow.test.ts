import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answersFor } from '../../src/audit/flow/answers.js'
import { drive } from '../../src/audit/flow/drive.js'
import type { Field, Flow, Step } from '../../src/audit/flow/flow.js'
import { readFlow } from '../../src/audit/flow/read.js'
import type { Patience } from '../../src/audit/flow/waiting.js'
import { type BareBrowser, startBare } from '../support/bare-visit.js'
import { type ServedForms, serveForms } from './serve-forms.js'

// Forms of our own, each with what forms are made of elsewhere, gone through with the mouse and the keys of a real browser.

let forms: ServedForms
let browser: BareBrowser
beforeAll(async () => {
  forms = await serveForms()
  browser = await startBare()
})
afterAll(async () => {
  await browser?.close()
  await forms?.close()
})
beforeEach(() => {
  forms.events.length = 0
  forms.sent.length = 0
})

const plant = (length: number) => randomBytes(length).toString('hex').slice(0, length)
const flowOf = (fields: Readonly<Record<string, Field>>, steps: readonly Step[]): Flow => {
  const flow = readFlow(JSON.stringify({ format: 'entrenous-audit-flow-1', name: 'Harbour Clinic', fields, steps }))
  if (!flow.ok) throw new Error(flow.fault.says)
  return flow.value
}
// Much for a busy machine; little where the end is known to be that nothing comes.
const patient: Patience = { stepMs: 60_000, optionalMs: 300 }
const impatient: Patience = { stepMs: 1500, optionalMs: 100 }

/** Goes through a form with the first answers, and gives them with what came of it. */
async function through(page: string, flow: Flow, patience = patient, nth = 0) {
  const answers = answersFor(flow, 2, plant)[nth] ?? []
  const visit = await browser.open(`${forms.origin}/${page}.html`, (phase) => forms.events.push(phase))
  const outcome = await drive(visit, flow, answers, patience)
  await visit.leave().catch(() => undefined)
  const textOf = (field: string) => answers.filter((one) => one.field === field).map(({ text }) => text)
  return { outcome, textOf, sent: forms.sent[0] }
}

const story = { story: { plant: 'text' } } as const
const fillStory = { fill: 'What brings you here?', with: 'story' } as const
const send: readonly Step[] = [{ consent: 'Send my request' }, { wait: 'Thank you…' }]

describe('a form of the browser’s own fields', () => {
  const flow = flowOf(
    {
      ...story,
      mail: { plant: 'email' },
      phone: { plant: 'phone' },
      age: { values: ['34', '71'] },
      since: { values: ['2026-03-01', '2024-11-20'] },
      level: { values: ['3', '10'] },
      country: { values: ['United States', 'Canada'] },
      days: { choices: [['Monday'], ['Tuesday', 'Friday']] },
      needs: { choices: [['Sleep'], ['Sleep', 'Panic', 'Grief']] },
      before: { values: ['No', 'Yes'] },
      name: { plant: 'text', consented: true },
    },
    [
      { wait: 'Ask for an appointment', role: 'heading' },
      { press: 'Accept all', optional: true },
      fillStory,
      { fill: 'Your email', with: 'mail' },
      { fill: 'Phone', with: 'phone' },
      { fill: 'Age', with: 'age' },
      { fill: 'Since when?', with: 'since' },
      { fill: 'How bad is it?', with: 'level' },
      { select: 'Country', with: 'country' },
      { select: 'Mornings', with: 'days' },
      { choose: 'What is it about?', with: 'needs' },
      { choose: 'Seen before?', with: 'before' },
      { fill: 'Your name', with: 'name' },
      { check: 'I have read the notice' },
      ...send,
    ],
  )

  it.each([0, 1])('is answered in full, visit %i', async (nth) => {
    const { outcome, textOf, sent } = await through('plain', flow, patient, nth)
    expect(outcome).toEqual({ ok: true, value: undefined })
    expect(sent).toEqual({
      story: textOf('story'),
      mail: textOf('mail'),
      phone: textOf('phone'),
      age: [['34'], ['71']][nth],
      since: [['2026-03-01'], ['2024-11-20']][nth],
      level: [['3'], ['10']][nth],
      country: [['us'], ['ca']][nth],
      days: [['Monday'], ['Tuesday', 'Friday']][nth],
      needs: [['sleep'], ['sleep', 'panic', 'grief']][nth],
      before: [['n'], ['y']][nth],
      name: textOf('name'),
      terms: ['on'],
    })
  })

  it('is told when the first answer begins and when consent is given, before the page can act on either', async () => {
    await through('plain', flow)
    expect(forms.events).toEqual(['intake', 'answer', 'consented', 'sent'])
  })
})

describe('other forms', () => {
  it('answers what is made of elements of a page’s own, drawn anew and late', async () => {
    const flow = flowOf(
      {
        ...story,
        country: { values: ['Canada', 'United States'] },
        town: { values: ['North Pier', 'Old Quay'] },
        level: { values: ['8', '2'] },
        needs: { choices: [['Panic', 'Grief'], ['Sleep']] },
        before: { values: ['Yes', 'No'] },
        name: { plant: 'text' },
      },
      [
        fillStory,
        { select: 'Country', with: 'country' },
        { select: 'Town', with: 'town' },
        { fill: 'How bad is it?', with: 'level' },
        { choose: 'What is it about?', with: 'needs' },
        { choose: true, with: 'before' },
        { check: 'A quiet room' },
        { fill: 'Your name', with: 'name' },
        ...send,
      ],
    )
    const { outcome, textOf, sent } = await through('custom', flow)
    expect(outcome).toEqual({ ok: true, value: undefined })
    const name = textOf('name')[0]
    expect(sent).toEqual({
      story: textOf('story')[0],
      country: 'Canada',
      town: 'North Pier',
      level: '8',
      needs: ['Panic', 'Grief'],
      before: 'Yes',
      quiet: true,
      name,
      // Whoever listens to keys hears every one.
      typed: name,
    })
  })

  it('answers behind closed shadow roots, and presses what shows the words of others', async () => {
    const { outcome, textOf, sent } = await through('shadow', flowOf(story, [fillStory, ...send]))
    expect(outcome).toEqual({ ok: true, value: undefined })
    expect(sent).toEqual({ story: textOf('story')[0] })
  })

  it('answers in a frame in a frame of another origin, far below, beside one that is not shown', async () => {
    const { outcome, textOf, sent } = await through('frames', flowOf(story, [fillStory, ...send]))
    expect(outcome).toEqual({ ok: true, value: undefined })
    expect(sent).toEqual({ story: textOf('story')[0] })
  })

  it('waits for what comes late and for what lies above to go, and tells two of one name apart', async () => {
    const flow = flowOf({ own: { plant: 'text' }, child: { plant: 'text' } }, [
      { press: 'Begin' },
      { fill: 'Name', within: 'You', with: 'own' },
      { fill: 'Name', which: 2, with: 'child' },
      { press: 'Next' },
      { consent: 'Send' },
      { wait: 'Thank you' },
    ])
    const { outcome, textOf, sent } = await through('wizard', flow)
    expect(outcome).toEqual({ ok: true, value: undefined })
    expect(sent).toEqual({ own: textOf('own')[0], child: textOf('child')[0] })
    expect(forms.events).not.toContain('over')
  })
})

describe('what cannot be gone through', () => {
  const code = { code: { plant: 'text', least: 12, most: 14 } } as const
  const cases: readonly (readonly [string, Readonly<Record<string, Field>>, readonly Step[], string, string])[] = [
    ['a name that is not there', {}, [{ press: 'Everything' }], 'form_not_found', 'Step 1, press “Everything”'],
    ['a name that occurs twice', story, [{ fill: 'Name', with: 'story' }], 'form_not_found', 'has 2 of that name'],
    ['a third of two', story, [{ fill: 'Name', with: 'story', which: 3 }], 'form_not_found', 'Only 2'],
    ['something of another kind', {}, [{ press: 'Nothing', role: 'link' }], 'form_not_found', 'nothing of that name'],
    ['a button that does nothing', {}, [{ press: 'Nothing' }, { wait: 'Thank you' }], 'page_did_not_react', 'Step 2'],
    ['a button that stays disabled', {}, [{ consent: 'Never' }], 'page_did_not_react', 'cannot be pressed'],
    ['a button below something', {}, [{ press: 'Below' }], 'page_did_not_react', 'lies below'],
    ['a tick that does not stay', {}, [{ check: 'Stubborn' }], 'page_did_not_react', 'not ticked'],
    ['a field too short for its answer', code, [{ fill: 'Code', with: 'code' }], 'page_did_not_react', 'does not hold'],
    ['a page that hangs', {}, [{ press: 'Hang' }, { wait: 'Thank you' }], 'page_did_not_react', 'Step'],
  ]
  it.each(cases)('is said of %s', async (_, fields, steps, fault, says) => {
    const { outcome, textOf } = await through('dead', flowOf(fields, steps), impatient)
    expect(outcome).toMatchObject({ ok: false, fault: { code: fault, says: expect.stringContaining(says) } })
    for (const text of Object.keys(fields).flatMap(textOf)) expect(JSON.stringify(outcome)).not.toContain(text)
  })

  it('is no consent: the phase is entered when the button goes down, not when it is looked for', async () => {
    await through('dead', flowOf({}, [{ consent: 'Never' }]), impatient)
    expect(forms.events).toEqual([])
  })
})
