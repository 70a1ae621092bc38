import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answersFor } from '../../src/audit/flow/answers.js'
import { drive } from '../../src/audit/flow/drive.js'
import { scriptDriver } from '../../src/audit/flow/driver.js'
import { recordFlow } from '../../src/audit/flow/record.js'
import { type Go, readScript, runScript } from '../../src/audit/flow/script.js'
import type { Patience } from '../../src/audit/flow/waiting.js'
import type { Answer } from '../../src/audit/planted.js'
import { type BareBrowser, startBare } from '../support/bare-visit.js'
import { type ServedForms, serveForms } from './serve-forms.js'

// Scripts in the place of a flow, and flows that are drafted by looking at a page.

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
const patient: Patience = { stepMs: 60_000, optionalMs: 300 }
const impatient = { stepMs: 1500, optionalMs: 100, scriptMs: 4000 }
const opened = (page: string) => browser.open(`${forms.origin}/${page}.html`, (phase) => forms.events.push(phase))
const fields = { own: { plant: 'text' }, child: { plant: 'text' } } as const

/** Runs a script on the form of several steps, and gives what came of it. */
async function ran(go: Go, patience: Patience = patient, page = 'wizard') {
  const script = readScript({ default: go, fields })
  if (!script.ok) throw new Error(script.fault.says)
  const [answers = []] = answersFor(script.value, 2, plant)
  const visit = await opened(page)
  const outcome = await runScript(visit, script.value, answers, patience)
  await visit.leave()
  return { outcome, answers, sent: forms.sent[0] }
}

describe('a script', () => {
  it('takes steps as a flow does, and the phases come by themselves', async () => {
    const { outcome, answers, sent } = await ran(async (visit) => {
      await visit.take({ press: 'Begin' })
      await visit.take({ fill: 'Name', with: 'own', within: 'You' })
      await visit.take({ fill: 'Name', with: 'child', within: 'Your child' })
      await visit.take({ press: 'Next' })
      await visit.take({ consent: 'Send' })
      await visit.take({ wait: 'Thank you' })
    })
    expect(outcome).toEqual({ ok: true, value: undefined })
    expect(sent).toEqual({ own: answers[0]?.text, child: answers[1]?.text })
    expect(forms.events).toEqual(['intake', 'consented', 'sent'])
  })

  it('has its answers drawn from the fields that it exports, as a flow has', async () => {
    const seen: (readonly Answer[])[] = []
    const go: Go = async (_, answers) => void seen.push(answers)
    const script = readScript({ default: go, fields })
    if (!script.ok) throw new Error(script.fault.says)
    const driver = scriptDriver(script.value, { visits: 2, plant })
    const visit = await opened('nothing')
    const given = [await driver.visit(visit, 0), await driver.visit(visit, 0), await driver.visit(visit, 1)]
    await visit.leave()
    expect(given).toEqual(seen.map((value) => ({ ok: true, value })))
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]?.map(({ field }) => field)).toEqual(['own', 'child'])
    expect(seen[2]?.some(({ text }, at) => text === seen[0]?.[at]?.text)).toBe(false)
  })

  it.each<readonly [string, Go, string, string]>([
    [
      'takes a step that is not there',
      ({ take }) => take({ press: 'Everything' }),
      'form_not_found',
      'Step 1 of the script',
    ],
    [
      'hides that it could not',
      ({ take }) => take({ press: 'Everything' }).catch(() => undefined),
      'form_not_found',
      'Step 1',
    ],
    ['takes what is no step', ({ take }) => take(JSON.parse('{"hover":"Begin"}')), 'flow_invalid', 'no'],
    [
      'answers with what it has not',
      ({ take }) => take({ fill: 'Name', with: 'other' }),
      'flow_invalid',
      'none of that name',
    ],
    ['throws', () => Promise.reject(new Error('no luck')), 'page_did_not_react', 'no luck'],
    ['throws at once', () => JSON.parse('{'), 'page_did_not_react', 'gave up'],
    ['throws what is no error', () => Promise.reject('words'), 'page_did_not_react', 'no error'],
    ['never ends', () => new Promise(() => undefined), 'page_did_not_react', 'within 4000 ms'],
  ])('that %s is a fault', async (_, go, code, says) => {
    const { outcome } = await ran(go, impatient, 'dead')
    expect(outcome).toMatchObject({ ok: false, fault: { code } })
    if (says !== 'no') expect(JSON.stringify(outcome)).toContain(says)
  })

  it('that throws an answer has it masked', async () => {
    const { outcome, answers } = await ran(
      (_, [first]) => Promise.reject(new Error(`not ${first?.text}\nmore`)),
      impatient,
    )
    expect(JSON.stringify(outcome)).toContain('not ▒')
    expect(JSON.stringify(outcome)).not.toContain(answers[0]?.text)
    expect(JSON.stringify(outcome)).not.toContain('more')
  })

  it.each([undefined, null, 3, {}, { default: 'text' }, { default: () => undefined, fields: [] }])(
    'is not %j',
    (module) => expect(readScript(module)).toMatchObject({ ok: false, fault: { code: 'flow_invalid' } }),
  )
})

describe('a draft', () => {
  it('goes through the page that it was drafted from', async () => {
    const visit = await opened('plain')
    const flow = await recordFlow(visit, 'Harbour Clinic')
    if (!flow.ok) throw new Error(flow.fault.says)
    expect(flow.value).toEqual({
      format: 'entrenous-audit-flow-1',
      name: 'Harbour Clinic',
      fields: {
        'what-brings-you-here': { plant: 'text' },
        'your-email': { plant: 'email' },
        phone: { plant: 'phone' },
        age: { values: ['18', '99'] },
        'since-when': { values: ['2026-03-01', '2024-11-20'] },
        'how-bad-is-it': { values: ['0', '10'] },
        country: { values: ['United States', 'Canada'] },
        mornings: { choices: [['Monday'], ['Tuesday', 'Friday']] },
        'what-is-it-about': { choices: [['Sleep'], ['Panic', 'Grief']] },
        'seen-before': { values: ['Yes', 'No'] },
        'your-name': { plant: 'text' },
      },
      steps: [
        { fill: 'What brings you here?', with: 'what-brings-you-here' },
        { fill: 'Your email', with: 'your-email' },
        { fill: 'Phone', with: 'phone' },
        { fill: 'Age', with: 'age' },
        { fill: 'Since when?', with: 'since-when' },
        { fill: 'How bad is it?', with: 'how-bad-is-it' },
        { select: 'Country', with: 'country' },
        { select: 'Mornings', with: 'mornings' },
        { choose: 'What is it about?', with: 'what-is-it-about' },
        { choose: 'Seen before?', with: 'seen-before' },
        { fill: 'Your name', with: 'your-name' },
        { check: 'I have read the notice' },
        { consent: 'Send my request', role: 'button' },
      ],
    })
    const [, answers = []] = answersFor(flow.value, 2, plant)
    const again = await opened('plain')
    expect(
      await drive(again, { ...flow.value, steps: [...flow.value.steps, { wait: 'Thank you…' }] }, answers, patient),
    ).toEqual({
      ok: true,
      value: undefined,
    })
    expect(forms.sent[0]).toMatchObject({ age: ['99'], needs: ['panic', 'grief'], since: ['2024-11-20'] })
  })

  it.each(['custom', 'shadow', 'frames', 'dead'])('of another page can be read, too: %s', async (name) => {
    const visit = await opened(name)
    // Late and in frames: looked at again until it is there.
    await expect
      .poll(
        async () =>
          Object.keys((await recordFlow(visit).then((flow) => (flow.ok ? flow.value.fields : {}))) ?? {}).length,
        {
          timeout: 60_000,
        },
      )
      .toBeGreaterThan(name === 'custom' ? 5 : 0)
    await visit.leave()
  })

  it('of a page without a form is none', async () => {
    const visit = await opened('nothing')
    expect(await recordFlow(visit)).toMatchObject({ ok: false, fault: { code: 'form_not_found' } })
  })
})
