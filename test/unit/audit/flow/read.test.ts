import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fc, it as law } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { root } from '../../../../scripts/build.js'
import {
  FLOW_FORMAT,
  LEAST_PLANTED,
  MAX_CHOICES,
  MAX_FIELDS,
  MAX_FLOW_LENGTH,
  MAX_NAME_LENGTH,
  MAX_STEPS,
  MAX_VALUES,
  MAX_WHICH,
  MOST_PLANTED,
} from '../../../../src/audit/flow/flow.js'
import { readFields, readFlow } from '../../../../src/audit/flow/read.js'
import { accepts, flowSchema } from './flow-schema.js'

type Plain = Readonly<Record<string, unknown>>
const good = {
  format: FLOW_FORMAT,
  name: 'Harbour Clinic',
  fields: {
    story: { plant: 'text', least: 24, most: 80 },
    mail: { plant: 'email', mayStayEmpty: true },
    age: { values: ['34', '71'] },
    needs: { choices: [['Sleep'], ['Sleep', 'Panic', 'Grief']] },
    name: { plant: 'text', consented: true },
    country: { values: ['Canada'], consented: true },
  },
  steps: [
    { press: 'Accept…', optional: true },
    { wait: 'Ask for an appointment', role: 'heading' },
    { fill: 'What brings you here?', with: 'story' },
    { fill: 'Your email', with: 'mail', within: 'You', which: 2 },
    { select: 'Age', with: 'age' },
    { choose: 'What is it about?', with: 'needs' },
    { choose: true, with: 'country' },
    { fill: 'Your name', with: 'name' },
    { check: 'I have read the notice' },
    { consent: 'Send my request' },
    { leave: true },
  ],
}
const reading = (flow: unknown) => readFlow(JSON.stringify(flow))
const says = (flow: unknown) => {
  const read = reading(flow)
  return read.ok ? 'nothing' : read.fault.says
}
// What only the reader can say, because no schema compares one member with another.
const onlyTheReader = /^(Field|Step) /
/** The good flow with other steps, or fields besides. */
const steps = (...more: unknown[]) => ({ ...good, steps: [...good.steps.slice(0, -1), ...more] })
const field = (name: string, value: unknown, step: unknown = { choose: 'It', with: name }) => ({
  ...steps(step),
  fields: { ...good.fields, [name]: value },
})
const names = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`)

describe('reading a flow', () => {
  it('gives it as it is written', () => expect(reading(good)).toEqual({ ok: true, value: good }))

  const wrong: readonly (readonly [string, unknown, RegExp])[] = [
    ['another format', { ...good, format: 'entrenous-audit-flow-2' }, /at format/],
    ['a list', [], /outermost/],
    ['a member of its own', { ...good, more: 1 }, /outermost/],
    ['no steps', { ...good, steps: [] }, /at steps/],
    ['a step without a word', steps({ with: 'story' }), /step 11/],
    ['a step of two words', steps({ press: 'A', wait: 'B' }), /step 11/],
    ['a step with a word of its own', steps({ hover: 'A' }), /step 11/],
    ['a press that answers', steps({ press: 'A', with: 'story' }), /step 11/],
    ['a fill that answers nothing', steps({ fill: 'A' }), /step 11, with/],
    ['a role nobody has', steps({ press: 'A', role: 'presentation' }), /step 11, role/],
    ['a hidden character', steps({ press: 'A\u202eB' }), /step 11, press/],
    ['leaving and something else', steps({ leave: true, optional: true }), /step 11/],
    ['leaving not at all', steps({ leave: false }), /step 11, leave/],
    ['leaving before the end', steps({ leave: true }, { press: 'A' }), /Step 11 leaves/],
    ['consenting twice', steps({ consent: 'A' }), /Step 11 consents a second time/],
    ['a field that it has not', steps({ fill: 'A', with: 'other' }), /Step 11 answers with field other/],
    ['a field of every object', steps({ fill: 'A', with: 'constructor' }), /field constructor/],
    ['a field that nothing answers', { ...good, fields: { ...good.fields, more: { plant: 'text' } } }, /Field more/],
    ['choices that are typed', steps({ fill: 'A', with: 'needs' }), /Step 11 types/],
    ['a text that is chosen', steps({ choose: 'A', with: 'story' }), /Step 11 chooses/],
    ['a plant nobody knows', field('x', { plant: 'secret' }), /field x, plant/],
    ['a field of two kinds', field('x', { plant: 'text', values: ['a', 'b'] }), /field x/],
    ['a field of no kind', field('x', {}), /field x/],
    ['a field with a strange name', field('X y', { values: ['a', 'b'] }), /field 7\.|field 7$/],
    ['the same value twice', field('x', { values: ['a', 'a'] }), /field x, values/],
    ['the same choice twice', field('x', { choices: [['a'], ['b', 'b']] }), /field x, choices/],
    ['an empty name of a choice', field('x', { choices: [[], ['']] }), /field x, choices/],
    ['one value only', field('x', { values: ['a'] }), /Field x has one answer/],
    ['sets of one size', field('x', { choices: [['a'], ['b']] }), /Field x: every further set/],
    [
      'no room for another length',
      field('x', { plant: 'text', least: 20, most: 21 }, { fill: 'A', with: 'x' }),
      /Field x leaves no room/,
    ],
  ]
  it.each(wrong)('refuses %s, and so does the schema where one could', (_, flow, place) => {
    expect(says(flow)).toMatch(place)
    expect(accepts(flow)).toBe(onlyTheReader.test(says(flow)))
  })

  it.each([
    ['characters', { ...good, name: 'n'.repeat(MAX_NAME_LENGTH) }, { ...good, name: 'n'.repeat(MAX_NAME_LENGTH + 1) }],
    [
      'steps',
      ...[0, 1].map((more) => ({
        ...good,
        steps: [...Array.from({ length: MAX_STEPS - 11 + more }, () => ({ press: 'A' })), ...good.steps],
      })),
    ],
    [
      'fields',
      ...[0, 1].map((more) => {
        const extra = names(MAX_FIELDS - 6 + more)
        return {
          ...good,
          fields: { ...good.fields, ...Object.fromEntries(extra.map((one) => [one, { values: ['a', 'b'] }])) },
          steps: [...extra.map((one) => ({ select: 'A', with: one })), ...good.steps],
        }
      }),
    ],
    ['values', ...[0, 1].map((more) => field('x', { values: names(MAX_VALUES + more) }))],
    ['choices', ...[0, 1].map((more) => field('x', { choices: [['a'], names(MAX_CHOICES + more)] }))],
    ['which', ...[0, 1].map((more) => steps({ press: 'A', which: MAX_WHICH + more }))],
    [
      'fewest characters',
      ...[0, 1].map((less) => field('x', { plant: 'text', least: LEAST_PLANTED - less }, { fill: 'A', with: 'x' })),
    ],
    [
      'most characters',
      ...[0, 1].map((more) => field('x', { plant: 'text', most: MOST_PLANTED + more }, { fill: 'A', with: 'x' })),
    ],
  ])('holds to its limit of %s from both sides', (_, within, beyond) => {
    expect([reading(within).ok, accepts(within)]).toEqual([true, true])
    expect([reading(beyond).ok, accepts(beyond)]).toEqual([false, false])
  })

  it('holds to its limit of length from both sides', () => {
    const padded = (length: number) => JSON.stringify(good).padEnd(length, ' ')
    expect(readFlow(padded(MAX_FLOW_LENGTH)).ok).toBe(true)
    expect(readFlow(padded(MAX_FLOW_LENGTH + 1)).ok).toBe(false)
  })

  it.each(['', '{', 'null', '3', '"flow"', '{"__proto__":{}}', `${'['.repeat(30_000)}`])('refuses %j', (text) =>
    expect(readFlow(text)).toMatchObject({ ok: false, fault: { code: 'flow_invalid' } }),
  )

  law.prop([fc.json()])('never throws, and repeats nothing of what it refuses', (text) => {
    const read = readFlow(text)
    expect(read.ok).toBe(false)
  })

  it('repeats no value of what it refuses', () => {
    expect(says(field('x', { values: ['Asha’s secret', 'Asha’s secret'] }))).not.toContain('secret')
    expect(says(field('Secret Name', { values: ['a', 'b'] }))).not.toContain('Secret')
  })
})

describe('the flows that we publish', () => {
  const guide = readFileSync(join(root, 'docs/guides/audit-flow.md'), 'utf8')
  const inGuide = [...guide.matchAll(/```json\n(.*?)```/gs)].map((found) => found[1] ?? '')
  const desk = readFileSync(join(root, 'examples/desk/audit-flow.json'), 'utf8')
  it.each([...inGuide, desk])('can be read, and fit the schema: %#', (text) => {
    expect(readFlow(text)).toMatchObject({ ok: true })
    expect(accepts(JSON.parse(text))).toBe(true)
  })
  it('are more than one', () => expect(inGuide).not.toEqual([]))
})

describe('the fields of a script', () => {
  it('are read as those of a flow, whether anything answers them or not', () => {
    expect(readFields(good.fields)).toEqual({ ok: true, value: good.fields })
    expect(readFields({ age: { values: ['34'] } }).ok).toBe(false)
    for (const value of [undefined, null, 3, [], 'story', { story: 'text' }]) expect(readFields(value).ok).toBe(false)
  })
})

describe('the published schema', () => {
  it('accepts what the reader accepts', () => {
    expect(accepts(good)).toBe(true)
  })

  const pieces = fc.constantFrom<unknown>(
    ...[
      '',
      'A',
      'a-b',
      'story',
      true,
      false,
      0,
      1,
      11,
      12,
      2000,
      2001,
      100,
      101,
      null,
      [],
      {},
      ['a'],
      ['a', 'a'],
      [['a']],
      'text',
      'heading',
      'n'.repeat(201),
    ],
  )
  const keys = fc.constantFrom(
    ...[
      'fill',
      'choose',
      'select',
      'check',
      'press',
      'consent',
      'wait',
      'leave',
      'with',
      'role',
      'within',
      'which',
      'optional',
      'plant',
      'least',
      'most',
      'values',
      'choices',
      'consented',
      'mayStayEmpty',
      'more',
    ],
  )
  const objects = fc.dictionary(keys, pieces, { maxKeys: 4, noNullPrototype: true })
  law.prop([objects, objects, fc.boolean()], { numRuns: 500 })(
    'agrees with it on every piece',
    (step, value, isField) => {
      const flow: Plain = isField ? field('x', value) : steps(step)
      const said = says(flow)
      expect([said, accepts(flow)]).toEqual([said, said === 'nothing' || onlyTheReader.test(said)])
    },
  )

  it('is one that the checker of this test understands in full', () => expect(flowSchema.unknownWords).toEqual([]))
})
