import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Share } from '../../src/consent/disclosure.js'
import { grant } from '../../src/consent/grant.js'
import { propose } from '../../src/consent/propose.js'
import { textOf } from '../../src/consent/text.js'
import type { Intake } from '../../src/intake/intake.js'
import { readIntake } from '../../src/intake/read.js'
import { openWith } from '../../src/kernel/hpke.js'
import { revealSecret } from '../../src/kernel/secret-key.js'
import { toHex, utf8Encode } from '../../src/kernel/text.js'
import { days } from '../../src/kernel/time.js'
import { en } from '../../src/labels/en.js'
import { match } from '../../src/matching/run.js'
import { textOfMatch } from '../../src/matching/text.js'
import { createInbox } from '../../src/practice/inbox.js'
import { memoryStore } from '../../src/practice/store.js'
import { sourceKinds } from '../../src/schema/fields.js'
import { referralInfo } from '../../src/token/context.js'
import { toLink, toQrText } from '../../src/token/forms.js'
import { openToken } from '../../src/token/open.js'
import { recipientOf } from '../../src/token/recipient-of.js'
import { seal } from '../../src/token/seal.js'
import { readFrame } from '../../src/token/wire.js'
import { textOfFailure } from '../../src/vocabulary/failure-text.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { answers, chen, chenKeys, intakeOf, listing, NOW, value } from '../support/cast.js'
import { compiled } from '../support/compiled.js'
import { setupReceiver } from '../support/hpke.js'
import { seededRandom } from '../support/random.js'
import { type Sabotage, sabotage } from '../support/sabotage.js'

/** A planted word for every answer in the person's own words. */
const secrets = {
  story: 'plantedstory',
  name: 'plantedname',
  email: 'plantedemail',
  phone: 'plantedphone',
  memberOf: 'plantedchoir',
  avoided: 'plantedcolleague',
} as const
const planted = {
  story: secrets.story,
  contact: { name: secrets.name, email: secrets.email, phone: secrets.phone },
  about: { ...answers.about, memberOf: [secrets.memberOf] },
  avoid: { practitioners: [secrets.avoided] },
}
const modest: Share = { needs: [{ concept: 'anxiety.panic', level: 'category' }], availability: 'part-of-day' }

let ways: Sabotage
beforeEach(() => {
  ways = sabotage()
})
afterEach(() => ways.repair())

/** Everything that a value shows when it is printed, stringified, listed or asked for its text. */
function shown(output: unknown): string {
  const attempts = [
    () => inspect(output, { depth: 20, showHidden: true, getters: true, maxArrayLength: null, maxStringLength: null }),
    () => JSON.stringify(output),
    () => String(output),
    () => inspect(structuredClone(output), { depth: 20 }),
    () => JSON.stringify({ ...(output as object) }),
    () => (output instanceof Error ? `${output.stack} ${inspect(output.cause)}` : ''),
  ]
  return attempts.map((attempt) => tried(attempt)).join('\n')
}

/** What a call gives, or what it throws. */
function tried(call: () => unknown): unknown {
  try {
    return call()
  } catch (thrown) {
    return `${String(thrown)} ${thrown instanceof Error ? `${thrown.stack} ${inspect(thrown.cause)}` : ''}`
  }
}

/** The padded plaintext of a token, as Chen's key opens it. */
function plaintextOf(token: Uint8Array): string {
  const { encapsulated, associated, ciphertext } = value(readFrame(token))
  for (const key of chenKeys.openingKeys) {
    const context = setupReceiver(encapsulated, revealSecret(key.secretKey), referralInfo(1))
    const plaintext = context && openWith(context, 0, associated, ciphertext)
    if (plaintext !== undefined) return toHex(plaintext)
  }
  throw new Error('Chen cannot open it')
}

/** The whole way of one intake; every value that comes out of it, seeded. */
async function outputsOf(intake: Intake, share: Share) {
  const random = seededRandom('whole way')
  const found = match(intake, compiled([chen, listing], NOW), { now: NOW, seed: '00'.repeat(16), limit: 3 })
  const terms = { purpose: 'referral' as const, share, expiresIn: days(7) }
  const proposal = value(propose(intake, { entry: chen }, terms, { now: NOW }))
  const consent = value(grant(proposal, { now: NOW, random }))
  const { token, ticket } = value(seal(consent, { random }))
  const opened = value(openToken(token, chenKeys, { now: NOW }))
  const received = value(await createInbox(memoryStore()).receive(opened))
  const text = textOf(proposal.preview, en)
  const reasons = found.matches.map((one) => textOfMatch(one, en, undefined, found.matches))
  const forms = [toLink(token, 'https://chen.example'), toQrText(token), toHex(token)]
  return { found, proposal, consent, token, ticket, opened, received, text, reasons, forms, to: recipientOf(ticket) }
}

/** Every way in which the steps refuse, with the planted intake in hand. */
function refusals(intake: Intake): readonly unknown[] {
  const terms = { purpose: 'referral' as const, share: modest, expiresIn: days(7) }
  const proposal = value(propose(intake, { entry: chen }, terms, { now: NOW }))
  const wrong = planted as unknown // what the compiler refuses is given on purpose
  const failures = [
    propose(intake, { entry: listing }, terms, { now: NOW }),
    propose(
      intake,
      { entry: chen },
      { ...terms, share: { body: 'stated', needs: [{ concept: secrets.story, level: 'concept' }] } },
      { now: NOW },
    ),
    propose(intake, { entry: chen }, { ...terms, expiresIn: days(40) }, { now: NOW }),
    propose(
      intakeOf({ ...planted, story: secrets.story + 'ü'.repeat(1400) }),
      { entry: chen },
      { ...terms, share: { story: 'text' } },
      { now: NOW },
    ),
    propose(intake, { entry: { ...chen, evidence: { ...chen.evidence, approvals: [] } } }, terms, { now: NOW }),
    grant(proposal, { now: 0 as typeof NOW }),
    grant(proposal, { now: NOW, random: () => new Uint8Array(0) }),
    openToken(secrets.story, chenKeys, { now: NOW }),
    openToken(utf8Encode(secrets.story), chenKeys, { now: NOW }),
    readIntake({ needs: [{ concept: secrets.story }] }, coreVocabulary),
    readIntake({ needs: answers.needs, [secrets.story]: 1 }, coreVocabulary),
    readIntake({ ...answers, story: secrets.story.repeat(1000) }, coreVocabulary),
  ]
  expect(failures.map(({ ok }) => ok)).toEqual(failures.map(() => false))
  return [
    ...failures,
    ...failures.flatMap((one) =>
      one.ok ? [] : [textOfFailure(one.error, en, 'person'), textOfFailure(one.error, en, 'practitioner')],
    ),
    tried(() => propose(wrong as Intake, { entry: chen }, terms, { now: NOW })),
    tried(() => propose(intake, { entry: chen }, { ...terms, share: wrong as Share }, { now: NOW })),
    tried(() => grant(wrong as Parameters<typeof grant>[0], { now: NOW })),
    tried(() => seal(wrong as Parameters<typeof seal>[0])),
    tried(() => seal(secrets.story as unknown as Parameters<typeof seal>[0])),
    tried(() => seal(intake as unknown as Parameters<typeof seal>[0])),
    tried(() => recipientOf(wrong as Parameters<typeof recipientOf>[0])),
    tried(() => toLink(new Uint8Array(3), `${secrets.story} `)),
    tried(() => JSON.stringify(intake)),
    tried(() => `${intake}`),
  ]
}

describe('the planted words', () => {
  it('come out nowhere on the whole way, and touch no network, storage or console', async () => {
    const intake = intakeOf(planted)
    const outputs = [intake, ...Object.values(await outputsOf(intake, modest)), ...refusals(intake)]
    for (const output of outputs) expect(shown(output)).not.toContain('planted')
    expect(ways.touched).toEqual([])
    expect(ways.printed).toEqual([])
  })
  it('are not in the plaintext either', async () => {
    const { token } = await outputsOf(intakeOf(planted), modest)
    expect(plaintextOf(token)).not.toContain(toHex(utf8Encode('planted')))
  })
  it.each<[keyof typeof secrets, Share]>([
    ['story', { ...modest, story: 'text' }],
    ['name', { ...modest, contact: ['name'] }],
    ['email', { ...modest, contact: ['email'] }],
    ['phone', { ...modest, contact: ['phone'] }],
    ['memberOf', { ...modest, about: 'stated' }],
  ])('of %s are in the plaintext and the preview when shared, and those of nothing else', async (shared, share) => {
    const { token, text, received } = await outputsOf(intakeOf(planted), share)
    const plaintext = plaintextOf(token)
    for (const [name, secret] of Object.entries(secrets)) {
      const isShared = name === shared
      expect(plaintext.includes(toHex(utf8Encode(secret)))).toBe(isShared)
      expect(text.includes(secret)).toBe(isShared)
      expect(JSON.stringify(received).includes(secret)).toBe(isShared)
    }
  })
  it('would be found by this test if they came out', () => {
    expect(shown({ deep: [new Error('planted')] })).toContain('planted')
    expect(() => fetch('https://eve.example')).toThrow('fetch was touched')
    expect(ways.touched).toEqual(['fetch'])
  })
})

/** Closed choices that the modest share does not name; each draw is a different person. */
const unshared = fc.record(
  {
    about: fc.record({
      ageGroup: fc.constantFrom('young-adult', 'adult', 'older-adult'),
      gender: fc.constantFrom('woman', 'man', 'non-binary'),
    }),
    for: fc.constantFrom('self', 'couple', 'family', 'other'),
    sessions: fc.constantFrom('one', 'couple', 'family', 'group'),
    where: fc.record({
      region: fc.constantFrom('US-WA', 'US-OR', 'DE'),
      formats: fc.subarray(['online', 'in-person'], { minLength: 1 }),
    }),
    languages: fc.record({ anyOf: fc.subarray(['es', 'en', 'fr'], { minLength: 1 }), interpreter: fc.boolean() }),
    payment: fc.record({ notSure: fc.boolean(), anyOf: fc.constantFrom([], [{ insurer: 'us-medicaid' }]) }),
    access: fc.subarray(['step-free', 'quiet', 'text-only']),
    body: fc.record({ areas: fc.subarray(['head', 'neck']), noTouch: fc.subarray(['hands', 'abdomen']) }),
    prefer: fc.record({ events: fc.constantFrom('welcome', 'no'), style: fc.subarray(['warm', 'direct']) }),
    avoid: fc.record({ concepts: fc.subarray(['grief', 'mood']) }),
    must: fc.subarray(['languages', 'payment', 'where']),
    source: fc.constantFrom(...sourceKinds),
    story: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme-ascii' }),
  },
  { requiredKeys: [] },
)
const needs = fc
  .record({ importance: fc.integer({ min: 1, max: 3 }), others: fc.subarray(['mood.numb', 'self.esteem']) })
  .map(({ importance, others }) => [
    { concept: 'anxiety.panic', importance },
    ...others.map((concept) => ({ concept })),
  ])

describe('for closed choices', () => {
  it('whoever differs only in what is not shared sends the same bytes', async () => {
    const { slots, utcOffsetMinutes } = answers.when
    const outcome = (given: object, order: number) => {
      const when = { slots: order % 2 === 0 ? slots : [...slots].reverse(), utcOffsetMinutes }
      const intake = value(readIntake({ ...given, when }, coreVocabulary))
      const random = seededRandom('same')
      const terms = { purpose: 'referral' as const, share: modest, expiresIn: days(7) }
      const proposal = value(propose(intake, { entry: chen }, terms, { now: NOW }))
      const { token, ticket } = value(seal(grant(proposal, { now: NOW, random }), { random }))
      return {
        preview: proposal.preview,
        text: textOf(proposal.preview, en),
        token: toHex(token),
        to: recipientOf(ticket),
      }
    }
    const first = outcome({ needs: [{ concept: 'anxiety.panic' }] }, 0)
    fc.assert(
      fc.property(unshared, needs, fc.nat(1), (given, wanted, order) => {
        expect(outcome({ ...given, needs: wanted }, order)).toEqual(first)
      }),
      { numRuns: 200 },
    )
    expect(ways.touched).toEqual([])
    expect(ways.printed).toEqual([])
  })
})
