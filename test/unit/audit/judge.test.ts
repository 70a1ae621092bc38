import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { LEAST_GAP_MS } from '../../../src/audit/compare/timing.js'
import type { Finding, FindingRule } from '../../../src/audit/finding.js'
import { type JudgeInput, type Judgement, judge } from '../../../src/audit/judge.js'
import { MAX_FINDINGS } from '../../../src/audit/order-findings.js'
import type { Recording } from '../../../src/audit/recording.js'
import {
  answers,
  departure,
  finder,
  firstAnswers,
  formsOf,
  otherAnswers,
  recording,
  remainder,
  type Sketch,
} from '../../support/audit-recordings.js'
import { declaration, where } from '../../support/audit-report.js'

const story = 'h4Kq9ZtWb2Xc'
const contact = 'q7Rt2mZx9KpL'
const token: Sketch = { body: `{"to":"${contact}"}...` }

/** What three equal visits come to, or visits of which each is given. */
function judged(first: Recording, more: Partial<JudgeInput> = {}): Judgement {
  return judge({
    first,
    again: first,
    others: [{ recording: first, answers: otherAnswers }],
    answers: firstAnswers,
    find: finder(),
    ...more,
  })
}

const rules = ({ findings }: Judgement): readonly FindingRule[] => findings.map(({ rule }) => rule)
const declared = { declaration: declaration(), ...where }

describe('a planted answer', () => {
  it('that nobody consented to share is a leak wherever it leaves, in whatever form', () => {
    for (const [encoding, form] of formsOf(story)) {
      const { findings, verdict } = judged(recording([{ body: form }]))
      const [finding] = findings
      expect([verdict, finding?.rule, finding?.evidence.field]).toEqual(['findings', 'canary-leak', 'story'])
      expect(finding?.evidence.encoding?.length, encoding).toBe(1)
    }
  })
  it('is found in an address, a header and its name, a destination and a name that is looked up', () => {
    const hex = Buffer.from(story).toString('hex')
    const sketches: readonly Sketch[] = [
      { url: `http://board.test/${story}` },
      { headers: { 'x-a': story } },
      { headers: { [`x-${hex}`]: '1' } },
      { to: `${hex}.names.test`, channel: 'name lookup' },
    ]
    for (const sketch of sketches) expect(rules(judged(recording([sketch])))).toContain('canary-leak')
  })
  it('is a leak in a declared flow, too', () => {
    expect(rules(judged(recording([{ body: story }]), declared))).toContain('canary-leak')
  })
  it('that lies at rest is said to lie at rest', () => {
    for (const kept of [remainder('localStorage', 'draft', story), remainder('window name', story, 'x')]) {
      const { findings } = judged(recording([], { remainders: [kept] }))
      expect(findings.map(({ rule }) => rule)).toEqual(['canary-leak'])
      expect(findings[0]?.says).toContain('lies at rest')
      expect(findings[0]?.place.at).toBe('rest')
      expect(JSON.stringify(judged(recording([], { remainders: [kept] })))).not.toContain(story)
    }
  })
  it('that is consented to is none in a declared flow that names it, and only there', () => {
    const none = judged(recording([token]), declared)
    expect([none.verdict, none.findings]).toEqual(['no interference observed', []])
    expect(rules(judged(recording([token])))).toEqual(['canary-leak'])
    expect(rules(judged(recording([{ ...token, url: 'http://count.test/' }]), declared))).toEqual([
      'canary-leak',
      'undeclared-flow',
    ])
    expect(rules(judged(recording([{ ...token, phase: 'intake' }]), declared))).toEqual([
      'canary-leak',
      'egress-before-consent',
    ])
    expect(judged(recording([{ ...token, phase: 'intake' }]), declared).findings[0]?.says).toContain('before the click')
    expect(rules(judged(recording([{ ...token, verb: 'PUT' }]), declared))).toEqual(['undeclared-field'])
  })
  it('that is consented to may be kept where the declaration says so', () => {
    const kept = (key: string, more = {}) =>
      rules(judged(recording([], { remainders: [remainder('localStorage', key, contact)] }), more))
    expect(kept('kept', declared)).toEqual([])
    expect(kept('draft', declared)).toEqual(['canary-leak', 'at-rest-undeclared'])
    expect(kept('kept')).toEqual(['canary-leak'])
  })
  it('is none where a public word is equal to an answer that is a choice', () => {
    const page = recording([{ url: 'http://page.test/catalogue', phase: 'opening', headers: { accept: 'sleep' } }])
    expect(judged(page).findings).toEqual([])
  })
})

describe('what is kept and declared to be made of answers', () => {
  const sealed = { context: 'desk', where: 'IndexedDB', key: 'sealed*', class: 'derived', retention: 'until erased' }
  const atRest = [{ ...sealed, where: 'IndexedDB' as const, class: 'derived' as const }]
  const declaration = { ...declared.declaration, atRest }
  const kept = (value: string, key = 'sealed records', store: 'IndexedDB' | 'localStorage' = 'IndexedDB') =>
    recording([], { remainders: [remainder(store, key, value)] })
  const against = (first: Recording, other: Recording, more: Partial<JudgeInput> = { ...declared, declaration }) =>
    judged(first, { others: [{ recording: other, answers: otherAnswers }], ...more })

  it('may differ with them in bytes and length: a note says that nothing more can be told', () => {
    for (const other of ['zyx', 'zyxw']) {
      const { findings, notes, verdict } = against(kept('abc'), kept(other))
      expect([verdict, findings]).toEqual(['no interference observed', []])
      expect(notes).toContainEqual(
        expect.objectContaining({ rule: 'untested-channel', says: expect.stringContaining('declared to be made of') }),
      )
    }
  })
  it('is searched for them all the same', () => {
    const leaking = kept(Buffer.from(story).toString('hex'))
    expect(rules(against(leaking, leaking))).toContain('canary-leak')
  })
  it('and nothing else may: no other key, no other store, no other class, nothing undeclared', () => {
    expect(rules(against(kept('abc', 'open'), kept('zyx', 'open')))).toContain('interference')
    expect(rules(against(kept('abc', 'sealed', 'localStorage'), kept('zyx', 'sealed', 'localStorage')))).toContain(
      'interference',
    )
    const asRandom = { ...declaration, atRest: atRest.map((one) => ({ ...one, class: 'random' as const })) }
    expect(rules(against(kept('abc'), kept('zyx'), { ...declared, declaration: asRandom }))).toEqual(['interference'])
    expect(rules(against(kept('abc'), kept('zyx'), {}))).toEqual(['interference'])
  })
  it('nor may it be there or not', () => {
    const both = recording([], {
      remainders: [remainder('IndexedDB', 'sealed a', 'x'), remainder('IndexedDB', 'sealed b', 'x')],
    })
    expect(rules(against(kept('x', 'sealed a'), both))).toEqual(['interference'])
  })
  it('nor what leaves, whatever the class of its fields', () => {
    const flows = declaration.flows.map((flow) => ({
      ...flow,
      fields: [{ name: 'record', class: 'derived' as const }],
    }))
    const sent = (body: string) => recording([{ ...token, body }])
    const differing = against(sent('abc'), sent('zyx'), { ...declared, declaration: { ...declaration, flows } })
    expect(rules(differing)).toContain('interference')
  })
})

describe('the verdict', () => {
  const quiet = recording([{ body: 'x' }])
  it('is clean where nothing was found and enough was compared', () => {
    expect(judged(quiet)).toMatchObject({ verdict: 'no interference observed', findings: [], pairs: 1 })
  })
  const unclear: Record<string, Partial<JudgeInput>> = {
    'no second visit': { again: [] },
    'no other visit': { others: [] },
    'an answer that was not varied': { others: [{ recording: quiet, answers: answers('n8Vd3RyLm6PsQa') }] },
    'a visit in which nothing was seen': { again: { ...quiet, departures: [] } },
    'visits that differ by themselves': { again: recording([{ body: 'xy' }]) },
  }
  for (const [what, more] of Object.entries(unclear)) {
    it(`is inconclusive for ${what}`, () => expect(judged(quiet, more).verdict).toBe('inconclusive'))
  }
  it('names what differed between visits with the same answers', () => {
    const { fault, notes } = judged(quiet, { again: recording([{ body: 'xy' }]) })
    expect(fault?.code).toBe('not_self_stable')
    expect(notes.find(({ rule }) => rule === 'inconclusive')?.place).toMatchObject({ part: 'body' })
  })
  it('is a finding where something was found, even if the comparison says nothing', () => {
    expect(judged(recording([{ body: story }]), { again: quiet }).verdict).toBe('findings')
  })
  it('says what was not watched, and stays what it is', () => {
    const blind = recording([{ body: 'x' }], {
      methods: ['protocol'],
      blind: [{ method: 'protocol', because: 'a worker ended too soon' }],
      containment: 'proxy',
      seeded: false,
    })
    const { verdict, notes } = judged(blind)
    expect(verdict).toBe('no interference observed')
    expect(notes.filter(({ rule }) => rule === 'untested-channel')).toHaveLength(7)
  })
  it('takes no visits in which what is consented to differs', () => {
    const others = [{ recording: quiet, answers: answers('n8Vd3RyLm6PsQa', 'worry', 'zzzzzzzzzzzz') }]
    expect(() => judged(quiet, { others })).toThrow(RangeError)
  })
  it('holds a number of findings, and counts what is left out', () => {
    const many = (count: number) =>
      judged(recording(Array.from({ length: count }, (_, nth) => ({ url: `http://h${nth}.test/`, phase: 'intake' }))))
    expect(many(MAX_FINDINGS).notes).toEqual([])
    const more = many(MAX_FINDINGS + 1)
    expect(more.findings).toHaveLength(MAX_FINDINGS)
    expect(more.notes[0]?.says).toContain('1 more findings')
  })
  it('takes findings that were made elsewhere', () => {
    const gap: Finding = {
      rule: 'embedding-gap',
      place: { at: 'page', url: 'http://page.test/' },
      says: 'A.',
      evidence: {},
    }
    expect(rules(judged(quiet, { further: [gap, gap] }))).toEqual(['embedding-gap'])
  })
})

const sketch: fc.Arbitrary<Sketch> = fc.record({
  url: fc.constantFrom('http://board.test/a', 'http://board.test/b?x=1', 'http://page.test/c'),
  body: fc.option(fc.string(), { nil: undefined as never }),
  at: fc.integer({ min: 0, max: 3000 }),
  phase: fc.constantFrom('opening', 'intake', 'consented', 'left'),
  kind: fc.constantFrom('page', 'frame', 'worker'),
  channel: fc.constantFrom('http', 'websocket', 'message', 'name lookup'),
})
const visits = fc.array(sketch, { maxLength: 12 })

describe('laws', () => {
  test.prop([visits])('equal recordings never differ', (sketches) => {
    const { findings, fault } = judged(recording(sketches))
    expect([fault, findings.filter(({ rule }) => rule === 'interference')]).toEqual([undefined, []])
  })
  test.prop([visits, fc.context()])(
    'the judgement is the same each time, and does not change what it is given',
    (sketches) => {
      const first = recording(sketches)
      const before = structuredClone(first)
      expect(judged(first, declared)).toEqual(judged(first, declared))
      expect(first).toEqual(before)
    },
  )
  test.prop([fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 8 }), fc.infiniteStream(fc.nat())])(
    'things that leave at the same time, and swap in visits with the same answers, may swap',
    (bodies, chance) => {
      const all = bodies.map((body, nth) => ({ url: `http://board.test/${nth}`, body, at: 100 }))
      const shuffled = [...all].sort(() => (chance.next().value % 2) - 0.5)
      const order = (sketches: readonly Sketch[]) => recording(sketches)
      const { findings } = judged(order(all), {
        again: [order([...all].reverse())],
        others: [{ recording: order(shuffled), answers: otherAnswers }],
      })
      expect(findings).toEqual([])
    },
  )
  test.prop([visits])('the order of findings does not depend on the order of departures', (sketches) => {
    const turned = (one: Recording): Recording => ({ ...one, departures: [...one.departures].reverse() })
    const first = recording(sketches)
    expect(judged(turned(first), declared).findings).toEqual(judged(first, declared).findings)
  })

  /** One thing that an answer changes. */
  const changes: Record<string, (one: Sketch, all: Sketch[], at: number) => void> = {
    byte: (one, all, at) => {
      all[at] = { ...one, body: `${one.body}`.replace(/^./, '~') }
    },
    length: (one, all, at) => {
      all[at] = { ...one, body: `${one.body}!` }
    },
    count: (one, all, at) => {
      all.splice(at, 0, one)
    },
    fewer: (_, all, at) => {
      all.splice(at, 1)
    },
    address: (one, all, at) => {
      all[at] = { ...one, url: `${one.url}x` }
    },
    order: (one, all, at) => {
      const next = all[at + 1]
      if (next === undefined) throw new Error('the last one has no next')
      all.splice(at, 2, { ...next, at: one.at ?? 0 }, { ...one, at: next.at ?? 0 })
    },
    gap: (_, all, at) => {
      for (let later = at + 1; later < all.length; later++) {
        const one = all[later]
        if (one !== undefined) all[later] = { ...one, at: (one.at ?? 0) + LEAST_GAP_MS }
      }
    },
  }
  const kinds: Record<string, string> = {
    byte: 'bytes',
    length: 'length',
    count: 'count',
    fewer: 'set',
    address: 'set',
    order: 'order',
    gap: 'timing',
  }
  const bodies = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 2, maxLength: 8 })
  for (const [what, change] of Object.entries(changes)) {
    test.prop([bodies, fc.nat(6)])(`one ${what} that an answer changes is found`, (texts, which) => {
      const first = texts.map((body, nth): Sketch => ({ url: `http://board.test/${nth}`, body, at: nth * 100 }))
      const other = [...first]
      const at = which % (first.length - 1)
      change(first[at] ?? {}, other, at)
      const found = judged(recording(first), { others: [{ recording: recording(other), answers: otherAnswers }] })
      expect(found.findings.map(({ evidence }) => evidence.difference)).toContain(kinds[what])
    })
  }
  it('a departure is what the support makes of it', () => expect(departure({ body: 'x' }).verb).toBe('POST'))
})
