import { inspect } from 'node:util'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readIntake } from '../../src/intake/read.js'
import { match } from '../../src/matching/run.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { intakeOf } from '../support/answers.js'
import { compiled } from '../support/compiled.js'
import { seed } from '../support/match-run.js'
import { community, conceptOf, eventOf, idOf, known, listing, now, placeNear, practitioner } from '../support/offers.js'

const secret = 'planted-7f3a91'
const secrets = [secret, 'PLANTED 7F', '47.123457', '-122.765431']

/** A secret in every answer that a person writes freely, and in every closed choice that identifies. */
const planted = {
  needs: [{ concept: 'anxiety.panic' }],
  about: { ageGroup: 'adult', gender: 'woman', memberOf: [`the ${secret} choir`, community] },
  where: {
    region: 'US-WA',
    postalArea: 'PLANTED 7F',
    place: { latitude: 47.123457, longitude: -122.765431, withinKm: 90 },
    formats: ['in-person'],
  },
  payment: { anyOf: [{ insurer: secret }, { budget: { amount: 9000, currency: 'USD', per: 'session' } }] },
  avoid: { practitioners: [secret, `${secret} two`] },
  must: ['where', 'payment'],
  story: `It began with ${secret}.`,
  contact: { name: `Asha ${secret}`, email: `${secret}@example.org`, phone: `+1 ${secret}` },
}

const offer = {
  concepts: [{ concept: conceptOf('anxiety.panic'), level: 4 }],
  locations: [{ region: 'US-WA', point: { ...placeNear, coarsenessMetres: 0 } }],
  insurers: { no: known('us-medicaid') },
}
const entries = [
  practitioner(offer, { id: idOf(1) }),
  practitioner({ ...offer, rules: [{ about: 'memberOf', anyOf: ['others'] }] }, { id: idOf(2) }),
  practitioner({ ...offer, fees: [{ model: 'fixed', currency: 'USD', from: 10_000 }] }, { id: idOf(3) }),
  listing(offer),
  eventOf({ ...offer, audience: 'member' }),
]
const catalogue = compiled(entries, now)

function expectClean(value: unknown): void {
  const texts = [JSON.stringify(value), inspect(value, { depth: 20, showHidden: true }), String(value)]
  for (const text of texts) for (const one of secrets) expect(text ?? '').not.toContain(one)
}

const consoleNames = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const
let calls: unknown[] = []
beforeEach(() => {
  calls = []
  for (const name of consoleNames)
    vi.spyOn(console, name).mockImplementation((...parts: unknown[]) => void calls.push(parts))
})
afterEach(() => {
  expect(calls).toEqual([])
  vi.restoreAllMocks()
})

describe('a planted secret', () => {
  it('is nowhere in what match returns', () => {
    const outcome = match(intakeOf(planted), catalogue, { now, seed, exploration: true, diversity: 100 })
    expect(outcome.counts.considered).toBe(entries.length)
    expect(outcome.matches.length + outcome.maybe.length).toBeGreaterThan(0)
    expectClean(outcome)
  })

  it('is nowhere in what match throws', () => {
    const noRandom = () => {
      throw new Error(secret)
    }
    for (const options of [
      { limit: 0 },
      { bands: -1 },
      { diversity: 2000 },
      { seed: secret },
      { random: noRandom },
      { now: Number.NaN },
    ]) {
      let thrown: unknown
      try {
        // @ts-expect-error: NaN is not a time
        match(intakeOf(planted), catalogue, { now, ...options })
      } catch (error) {
        thrown = error
      }
      expect(thrown).toBeInstanceOf(Error)
      expectClean(thrown)
    }
  })

  it('changes nothing that match returns when only story and contact differ', () => {
    const other = { ...planted, story: 'Something else.', contact: { email: 'other@example.org' } }
    expect(match(intakeOf(other), catalogue, { now, seed })).toEqual(match(intakeOf(planted), catalogue, { now, seed }))
  })

  const wrongPlaces: readonly (readonly [string, unknown])[] = [
    ['as the whole', secret],
    ['as a name', { ...planted, [secret]: 1 }],
    ['as a need', { needs: [{ concept: secret }] }],
    ['as a need that is no word', { needs: [{ concept: `${secret}!` }] }],
    ['as a name in a need', { needs: [{ concept: 'mood', [secret]: 1 }] }],
    ['as an importance', { ...planted, needs: [{ concept: 'mood', importance: secret }] }],
    ['as a trait', { ...planted, prefer: { practitioner: [{ facet: 'gender', value: secret }] } }],
    ['as a way to pay', { ...planted, payment: { anyOf: [{ [secret]: secret }] } }],
    [
      'as a currency',
      { ...planted, payment: { anyOf: [{ budget: { amount: 1, currency: secret, per: 'session' } }] } },
    ],
    ['as a condition', { ...planted, must: [secret] }],
    ['as a policy', { ...planted, unknown: { [secret]: 'keep' } }],
    ['as a policy’s value', { ...planted, unknown: { payment: secret } }],
    ['as a region', { ...planted, where: { region: secret } }],
    ['as a date', { ...planted, when: { startBy: secret } }],
    ['as a language', { ...planted, languages: { anyOf: [`${secret}!`] } }],
    ['as a choice', { ...planted, for: secret }],
    ['as what is avoided', { ...planted, avoid: { concepts: [secret] } }],
    ['as a symbol', { ...planted, story: Symbol(secret) }],
    ['as a big number', { ...planted, story: 7_391n }],
    ['in a story that is too long', { ...planted, story: secret.repeat(200) }],
    ['in answers that are too large', { ...planted, story: secret.repeat(5000) }],
    [
      'in a getter that throws',
      Object.defineProperty({ ...planted }, 'story', {
        enumerable: true,
        get: () => {
          throw new Error(secret)
        },
      }),
    ],
    [
      'in a proxy that throws',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw secret
          },
        },
      ),
    ],
    ['in toJSON', { ...planted, toJSON: () => secret }],
  ]
  it.each(wrongPlaces)('in a wrong place is refused and not repeated: %s', (_, answers) => {
    const result = readIntake(answers, coreVocabulary)
    expect(result.ok).toBe(false)
    expectClean(result)
  })
})

describe('an intake', () => {
  const intake = intakeOf(planted)

  it('cannot be written as JSON, by itself or inside something', () => {
    for (const value of [
      intake,
      { intake },
      [intake],
      new Error('x', { cause: intake }),
      { error: { cause: intake } },
    ]) {
      let text = ''
      try {
        text = JSON.stringify(value)
      } catch (error) {
        text = inspect(error)
      }
      for (const one of secrets) expect(text).not.toContain(one)
    }
    expect(() => JSON.stringify({ intake })).toThrow(TypeError)
  })
  it('shows nothing to inspect, to a template, to an error or to a label', () => {
    const error = new Error(`failed for ${intake}`, { cause: intake })
    for (const text of [
      inspect(intake, { showHidden: true, depth: 9, getters: true }),
      `${intake}`,
      inspect(error, { showHidden: true }),
      String(error.stack),
    ]) {
      for (const one of secrets) expect(text).not.toContain(one)
    }
    expect(String(intake)).toBe('[object Intake]')
  })
  it('has nothing to spread, list, copy or assign', () => {
    const copies = [
      { ...intake },
      Object.assign({}, intake),
      Object.fromEntries(Object.entries(intake)),
      Array.from(Object.values(intake)),
    ]
    for (const copy of copies) expect(Object.keys(copy)).toEqual([])
    expect(Reflect.ownKeys(intake)).toEqual([])
    for (const key in intake) expect.unreachable(key)
  })
  it('leaves its answers behind when it is cloned or posted', async () => {
    const { port1, port2 } = new MessageChannel()
    const arrived = new Promise((resolve) => port2.once('message', resolve))
    port1.postMessage(intake)
    for (const copy of [structuredClone(intake), await arrived]) {
      expectClean(copy)
      // @ts-expect-error: a clone is no intake any more
      expect(() => match(copy, catalogue, { now, seed })).toThrow(TypeError)
    }
    port1.close()
  })
  it('is empty as a form, as search parameters and as a request body', async () => {
    // The types forbid all three; a page in plain JavaScript may still try.
    const body = intake as unknown as string
    expectClean(await new Response(body).text())
    expectClean(new URLSearchParams(body as unknown as Record<string, string>).toString())
    const form = new FormData()
    form.append('intake', body)
    expectClean([...form.values()])
  })
  it('cannot be changed, extended or dressed up', () => {
    expect(Object.isFrozen(intake)).toBe(true)
    expect(() => Object.defineProperty(intake, 'toJSON', { value: () => secret })).toThrow(TypeError)
    const impostor = Object.create(Object.getPrototypeOf(intake))
    expect(() => match(impostor, catalogue, { now, seed })).toThrow(TypeError)
  })
  it('leads to nothing that could read it or make another', () => {
    const prototype = Object.getPrototypeOf(intake)
    expect(Reflect.ownKeys(prototype)).toEqual(['toJSON', Symbol.toStringTag])
    expect(Object.isFrozen(prototype)).toBe(true)
    expect(prototype.constructor).toBe(Object)
  })
})
