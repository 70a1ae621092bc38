import { readFileSync } from 'node:fs'
import { fc, test } from '@fast-check/vitest'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { Where } from '../../../src/audit/declared/assign.js'
import { checkDeclared, egressBeforeConsent } from '../../../src/audit/declared/check.js'
import {
  type DataFlow,
  MAX_DATA_FLOW_TEXT,
  MAX_DECLARED,
  MAX_DECLARED_TEXT,
  readDataFlow,
} from '../../../src/audit/declared/data-flow.js'
import type { Recording } from '../../../src/audit/recording.js'
import { recording, remainder, type Sketch } from '../../support/audit-recordings.js'

const schema = JSON.parse(readFileSync('docs/reference/data-flow.schema.json', 'utf8'))
const fitsSchema = new Ajv2020({ allErrors: true }).compile(schema)
const plain = readFileSync('test/support/declared-flow.json', 'utf8')

/** The example with one thing changed. */
function changed(change: (value: ReturnType<typeof JSON.parse>) => unknown): string {
  const value = JSON.parse(plain)
  change(value)
  return JSON.stringify(value)
}

describe('reading a declaration', () => {
  it('takes those of the examples as they are', () => {
    for (const page of ['plain', 'react']) {
      const text = readFileSync(`examples/host/${page}/data-flow.json`, 'utf8')
      expect(readDataFlow(text)).toEqual({ ok: true, value: JSON.parse(text) })
      expect(fitsSchema(JSON.parse(text))).toBe(true)
    }
  })
  const wrong: Record<string, readonly [string, string]> = {
    'no JSON': ['{', 'is no JSON'],
    'a list': ['[]', 'is no declaration'],
    'another format': [changed((one) => (one.format = 'entrenous-data-flow-2')), 'is wrong at format'],
    'an unknown member': [changed((one) => (one.extra = 1)), 'does not know: extra.'],
    'an unknown member of a flow': [changed((one) => (one.flows[2].until = 1)), 'does not know: flows.2.until.'],
    'an unknown member of a field': [
      changed((one) => (one.flows[2].fields[0].value = 1)),
      'does not know: flows.2.fields.0.value.',
    ],
    'a member with signs in its name': [changed((one) => (one['<b>\u202e'] = 1)), 'does not know: ?b??.'],
    'an unknown trigger': [changed((one) => (one.flows[0].trigger = 'soon')), 'flows.0.trigger'],
    'an unknown channel': [changed((one) => (one.flows[0].channel = 'pigeon')), 'flows.0.channel'],
    'a missing count': [changed((one) => delete one.flows[1].count), 'flows.1.count'],
    'a negative length': [changed((one) => (one.flows[2].sizes = [-1])), 'flows.2.sizes.0'],
    'an unknown store': [changed((one) => (one.atRest[0].where = 'drawer')), 'atRest.0.where'],
    'a place that is no text': [changed((one) => (one.destinations = { board: 7 })), 'destinations'],
    'an end of a line in a text': [changed((one) => (one.name = 'a\nb')), 'is wrong at name'],
  }
  for (const [what, [text, says]] of Object.entries(wrong)) {
    it(`refuses ${what}`, () => {
      const read = readDataFlow(text)
      expect(read.ok || read.fault.code).toBe('data_flow_invalid')
      expect(read.ok || read.fault.says).toContain(says)
    })
  }
  it('takes another trigger with phases', () => {
    const text = changed((one) => {
      one.flows[0].trigger = 'soon'
      one.flows[0].phases = ['opening', 'left']
    })
    expect(readDataFlow(text).ok).toBe(true)
  })
  it('has limits, from both sides', () => {
    const accepts = (change: Parameters<typeof changed>[0]) => readDataFlow(changed(change)).ok
    const [flow] = JSON.parse(plain).flows
    expect(accepts((one) => (one.flows = Array(MAX_DECLARED).fill(flow)))).toBe(true)
    expect(accepts((one) => (one.flows = Array(MAX_DECLARED + 1).fill(flow)))).toBe(false)
    expect(accepts((one) => (one.name = '𝄞'.repeat(MAX_DECLARED_TEXT)))).toBe(true)
    expect(accepts((one) => (one.name = '𝄞'.repeat(MAX_DECLARED_TEXT + 1)))).toBe(false)
    expect(readDataFlow(plain.padEnd(MAX_DATA_FLOW_TEXT)).ok).toBe(true)
    expect(readDataFlow(plain.padEnd(MAX_DATA_FLOW_TEXT + 1)).ok).toBe(false)
  })
  it('throws for what is no text', () => {
    // @ts-expect-error a caller without types
    expect(() => readDataFlow(7)).toThrow(TypeError)
  })

  /** Every place in a tree, as the way to it. */
  const ways = (value: unknown): string[][] =>
    typeof value === 'object' && value !== null
      ? [[], ...Object.entries(value).flatMap(([name, inner]) => ways(inner).map((way) => [name, ...way]))]
      : [[]]
  const example = JSON.parse(
    changed((one) => {
      one.destinations = { board: 'http://b.test', catalogue: ['http://c.test/*'] }
      one.flows[0].phases = ['opening']
      one.flows[2].fields[0].answers = ['story']
      one.atRest[0].sizes = [5]
    }),
  )
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, 0, 1, -1, 1.5, '', 'a', 'a\u0001', true, [], {}, ['a'], { a: 1 }, 'x'.repeat(401)),
    fc.constantFrom('opening', 'public', 'cookie', 'fetch PUT', 'udp', 'the page opens', 'A-b', 'a-b'),
    fc.json().map((text) => JSON.parse(text)),
  )
  test.prop([fc.constantFrom(...ways(example)), odd, fc.constantFrom('set', 'add', 'drop')], { numRuns: 2000 })(
    'agrees with the published schema, whatever is changed',
    (way, value, how) => {
      const whole = { top: structuredClone(example) }
      const [last = '', ...before] = ['top', ...way].reverse()
      const parent = before.reverse().reduce<ReturnType<typeof JSON.parse>>((one, name) => one[name], whole)
      if (how === 'drop' && !Array.isArray(parent) && last !== 'top') delete parent[last]
      else if (how === 'add' && typeof parent[last] === 'object') Object.assign(parent[last], { further: value })
      else parent[last] = value
      const text = JSON.stringify(whole.top)
      expect(readDataFlow(text).ok).toBe(fitsSchema(JSON.parse(text)))
    },
  )
  test.prop([fc.oneof(fc.string(), fc.json())])('never throws', (text) => {
    expect(readDataFlow(text).ok).toBe(false)
  })
})

const where: Where = {
  destinations: { catalogue: 'http://page.test/catalogue', board: 'http://board.test' },
  pages: ['http://page.test'],
}
const read = (text: string): DataFlow => {
  const found = readDataFlow(text)
  if (!found.ok) throw new Error(found.fault.says)
  return found.value
}
const declaration = read(plain)
const catalogue: Sketch = { url: 'http://page.test/catalogue', phase: 'opening' }
const token: Sketch = { url: 'http://board.test/records', body: new Uint8Array(2144) }

function rulesOf(sketches: readonly Sketch[], more: Partial<Recording> = {}, flows = declaration, places = where) {
  const { findings, notes } = checkDeclared([recording(sketches, more)], flows, places)
  return [...findings, ...notes.filter(({ rule }) => rule === 'inconclusive')].map(({ rule }) => rule)
}

describe('holding a page to its declaration', () => {
  it('passes what is declared, the page itself, and what a request cannot do without', () => {
    const question: Sketch = { url: 'http://board.test/records', verb: 'OPTIONS' }
    const sketches: readonly Sketch[] = [
      { url: 'http://page.test/script.js', phase: 'opening' },
      catalogue,
      { url: 'http://board.test/board.json', phase: 'opening' },
      { to: 'board.test', channel: 'name lookup', phase: 'opening' },
      { to: 'board.test:80', channel: 'connection', phase: 'opening' },
      question,
      token,
      { to: 'http://page.test', channel: 'message', kind: 'frame', body: new Uint8Array(16_384) },
    ]
    expect(rulesOf(sketches)).toEqual([])
  })
  const undeclared: Record<string, Sketch> = {
    'to another host': { url: 'http://count.test/' },
    'to another port': { to: 'board.test:8443', channel: 'connection' },
    'with another verb': { url: 'http://board.test/records', verb: 'PUT' },
    'at another time': { ...catalogue, phase: 'consented' },
    'a file of the page after its opening': { url: 'http://page.test/more.js', phase: 'consented' },
    'something sent to the page’s own server': { url: 'http://page.test/log', body: 'x', phase: 'opening' },
    'a question with content': { url: 'http://board.test/records', verb: 'OPTIONS', body: 'x' },
    'a name': { to: 'x.count.test', channel: 'name lookup' },
    'a message of the page': { to: 'http://page.test', channel: 'message', kind: 'page', body: 'x' },
    'an address beyond the declared one': { url: 'http://page.test/catalogue?topic=1', phase: 'consented' },
  }
  for (const [what, sketch] of Object.entries(undeclared)) {
    it(`finds a flow that is not declared: ${what}`, () => expect(rulesOf([sketch])).toEqual(['undeclared-flow']))
  }
  it('leaves the time between first answer and consent to the stronger rule', () => {
    expect(rulesOf([{ ...token, phase: 'intake' }])).toEqual([])
    expect(egressBeforeConsent(recording([{ ...token, phase: 'intake' }]))).toHaveLength(1)
  })
  it('counts in one visit', () => {
    expect(rulesOf([token, token, token])).toEqual([])
    expect(rulesOf([token, token, token, token])).toEqual(['over-count'])
    const twice = [0, 1].flatMap((visit) => [token, token, token].map((one) => ({ ...one, visit })))
    expect(rulesOf(twice)).toEqual([])
  })
  it('takes declared lengths only', () => {
    expect(rulesOf([{ ...token, body: new Uint8Array(2143) }])).toEqual(['size-off-bucket'])
    const message: Sketch = { to: 'http://page.test', channel: 'message', kind: 'frame', body: 'x' }
    expect(rulesOf([message])).toEqual(['size-off-bucket'])
  })
  it('takes a message that is one buffer for as long as the buffer, and any word beside it as more', () => {
    const said = (message: string, bytes: number) =>
      rulesOf([
        {
          to: 'http://page.test',
          channel: 'message',
          kind: 'frame',
          headers: { message, 'buffer 0': 'x'.repeat(bytes) },
        },
      ])
    expect(said('{"buffer":0}', 16_384)).toEqual([])
    expect(said('{"buffer":0}', 16_385)).toEqual(['size-off-bucket'])
    expect(said('[{"buffer":0},"x"]', 16_384)).toEqual(['size-off-bucket'])
  })
  it('takes declared keys only, and leaves titles and the like to the comparison', () => {
    const kept = (...remainders: Recording['remainders']) => rulesOf([], { remainders })
    expect(kept(remainder('localStorage', 'kept', 'x'))).toEqual([])
    expect(kept(remainder('title', '', 'x'))).toEqual([])
    expect(kept(remainder('localStorage', 'draft', 'x'))).toEqual(['at-rest-undeclared'])
    expect(kept(remainder('cookie', 'kept', 'x'))).toEqual(['at-rest-undeclared'])
  })
  it('says what was declared and not seen, and where nobody said where a role is', () => {
    const { notes } = checkDeclared([recording([catalogue])], declaration, where)
    expect(notes.map(({ rule, place }) => [rule, place?.at === 'declaration' ? place.flow : place?.at])).toEqual([
      ['declared-not-seen', 'board-read'],
      ['declared-not-seen', 'token'],
      ['declared-not-seen', 'rest'],
    ])
    expect(rulesOf([], {}, declaration, { destinations: {}, pages: ['http://page.test'] })).toEqual(
      Array(3).fill('inconclusive'),
    )
  })
  it('gives a departure to the flow whose place is closest, and then to one that may still leave', () => {
    const flows = read(
      changed((one) => {
        one.flows[1].destination = 'http://page.test/cat*'
        one.flows[1].count.most = 1
      }),
    )
    expect(rulesOf([catalogue, { url: 'http://page.test/cats', phase: 'opening' }], {}, flows)).toEqual([])
    expect(rulesOf([catalogue, catalogue], {}, flows)).toEqual(['over-count'])
    const alike = read(changed((one) => one.flows.push({ ...one.flows[0], id: 'catalogue-again' })))
    expect(rulesOf([catalogue, catalogue], {}, alike)).toEqual([])
    expect(rulesOf([catalogue, catalogue, catalogue], {}, alike)).toEqual(['over-count'])
  })
  it('takes a file of the page for no flow to the origin of the page', () => {
    const at = { ...where, destinations: { ...where.destinations, catalogue: 'http://page.test' } }
    expect(rulesOf([{ url: 'http://page.test/a.js', phase: 'opening' }, catalogue], {}, declaration, at)).toEqual([])
  })
  it('fits stars anywhere in a place, and is not slowed down by many', () => {
    const at = (pattern: string) => ({ ...where, destinations: { ...where.destinations, board: pattern } })
    const passes = (pattern: string) => rulesOf([token], {}, declaration, at(pattern)).length === 0
    expect(passes('http://board.test/*')).toBe(true)
    expect(passes('http://*.test/records')).toBe(true)
    expect(passes('http://board.test/records*records')).toBe(false)
    expect(passes('http://board.test/other')).toBe(false)
    expect(passes(`http://${'*a'.repeat(150)}`)).toBe(false)
  })
})

describe('the time between the first answer and consent', () => {
  const during = (sketch: Sketch) => egressBeforeConsent(recording([{ ...sketch, phase: 'intake' }])).length
  it('lets nothing leave, declared or not', () => {
    expect(during(catalogue)).toBe(1)
    expect(during({ to: 'board.test', channel: 'name lookup' })).toBe(1)
    expect(during({ to: '192.0.2.7:3478', channel: 'udp' })).toBe(1)
  })
  it('lets frames of the page talk, and counts a request with its connection once', () => {
    expect(during({ to: 'http://page.test', channel: 'message', body: 'x' })).toBe(0)
    const sketches: readonly Sketch[] = [
      { ...token, phase: 'intake' },
      { to: 'board.test', channel: 'name lookup', phase: 'intake' },
      { to: 'board.test:80', channel: 'connection', phase: 'intake' },
    ]
    expect(egressBeforeConsent(recording(sketches))).toHaveLength(1)
  })
  it('ends with the click', () => {
    for (const phase of ['opening', 'consented', 'left'] as const) {
      expect(egressBeforeConsent(recording([{ ...token, phase }]))).toEqual([])
    }
  })
})
