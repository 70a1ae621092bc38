import type { EventEntry, ListingEntry, PractitionerEntry } from '../../src/catalogue/entry.js'
import type { Share } from '../../src/consent/disclosure.js'
import { type GrantOptions, grant } from '../../src/consent/grant.js'
import type { Proposal } from '../../src/consent/proposal.js'
import { type ProposalTerms, propose } from '../../src/consent/propose.js'
import { commitmentOf } from '../../src/descriptor/commitment.js'
import { confirmPresence } from '../../src/descriptor/confirm.js'
import { draftDescriptor, signDescriptor } from '../../src/descriptor/draft.js'
import type { CommunityEvent } from '../../src/descriptor/event.js'
import { descriptorFormat, presenceFormat } from '../../src/descriptor/formats.js'
import { createKeys, type PractitionerKeys, promisedKeys } from '../../src/descriptor/keys.js'
import type { Intake } from '../../src/intake/intake.js'
import { readIntake } from '../../src/intake/read.js'
import type { Result } from '../../src/kernel/result.js'
import { holdSecret } from '../../src/kernel/secret-key.js'
import { signingKeyFromSeed } from '../../src/kernel/signing.js'
import { toHex } from '../../src/kernel/text.js'
import { days, type EpochSeconds, epochSeconds, after as later, type Seconds } from '../../src/kernel/time.js'
import { decodeBody, encodeBody } from '../../src/statement/body.js'
import { type Signer, signStatement } from '../../src/statement/sign.js'
import { readStatement } from '../../src/statement/statement.js'
import { type Sealed, seal } from '../../src/token/seal.js'
import { approvalFormat, type CommunityPolicy, manifestFormat } from '../../src/trust/manifest.js'
import { encodeRoot } from '../../src/trust/root-chain.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { seededRandom } from './random.js'

// Asha seeks, Chen practises, Dora leads the community, Eve attacks. Everything here is made for tests alone.

/** Noon in the middle of an encryption-key epoch. */
export const NOW: EpochSeconds = epochSeconds(new Date('2026-11-21T12:00:00Z'))

/** Takes the value out of a Result, or fails the test with the code. */
export function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`unexpected ${result.error.code} ${JSON.stringify(result.error.detail)}`)
  return result.value
}

/** The code of a failure; `ok` where there is none. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code
}

/** Signs for the community. */
export const dora: Signer = signer('dora')

function signer(seed: string): Signer {
  const pair = signingKeyFromSeed(seededRandom(seed)(32))
  return { publicKey: pair.publicKey, secretKey: holdSecret(pair.secretKey) }
}

/** Keys of their own for every name. */
export function keysOf(name: string, now: EpochSeconds = NOW): PractitionerKeys {
  return value(createKeys({ now, random: seededRandom(`keys of ${name}`) }))
}

/** What a test may change about a practitioner and their community. */
export type Circumstances = {
  readonly policy?: CommunityPolicy
  readonly now?: EpochSeconds
  readonly descriptorLasts?: Seconds
  readonly approvalLasts?: Seconds
  readonly manifestLasts?: Seconds
  readonly descriptor?: Record<string, unknown>
  readonly withoutPresence?: true
  readonly withoutApproval?: true
}

const notice = {
  controller: 'Chen Bodywork Ltd',
  contact: 'privacy@chen.example',
  jurisdiction: 'US-WA',
  retentionDays: 90,
  link: 'https://chen.example/privacy',
}

/** A practitioner's entry with its whole chain, as a catalogue would carry it. */
export function entryOf(keys: PractitionerKeys, circumstances: Circumstances = {}): PractitionerEntry {
  const { now = NOW, policy = { approvalsRequired: 1 }, descriptorLasts } = circumstances
  const { approvalLasts = days(300), manifestLasts = days(365) } = circumstances
  const said = {
    name: 'Chen',
    summary: 'Talks and bodywork.',
    practice: { name: 'Harbour Street Practice' },
    concepts: [{ concept: 'anxiety.panic', level: 4 }],
    delivery: ['inbox-link', 'in-person'],
    answersWithinDays: 5,
    openers: [{ role: 'self', name: 'Chen' }],
    notice,
    ...circumstances.descriptor,
  }
  const input = Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined))
  const draft = value(draftDescriptor(input, { vocabulary: coreVocabulary, keys }))
  const descriptor = signDescriptor(draft, keys, { now, ...(descriptorLasts && { expiresIn: descriptorLasts }) })
  const presence = value(confirmPresence(keys, { capacity: 'capacity', accepting: true }, { now }))
  const read = value(readStatement(presence))
  const revealed = value(decodeBody(presenceFormat, read.body))
  const standing = { until: later(now, approvalLasts), coolDownUntil: undefined }
  return {
    kind: 'practitioner',
    id: keys.id,
    community: toHex(dora.publicKey),
    name: 'Chen',
    issued: now,
    expires: later(now, descriptorLasts ?? days(180)),
    offer: value(decodeBody(descriptorFormat, value(readStatement(descriptor)).body)),
    presence: {
      ...revealed,
      keys: revealed.keys.map((key) => ({ ...key, ...standing })),
      issued: read.issued,
      expires: read.expires,
    },
    evidence: {
      anchor: dora.publicKey,
      root: manifest(policy, now, manifestLasts),
      approvals: circumstances.withoutApproval ? [] : [approval(keys, now, approvalLasts)],
      revocations: [],
      until: later(now, days(400)),
      descriptor,
      presence: circumstances.withoutPresence ? undefined : presence,
    },
  }
}

function manifest(policy: CommunityPolicy, now: EpochSeconds, lasts: Seconds): Uint8Array {
  const body = encodeBody(manifestFormat, {
    name: 'Harbour Collective',
    contact: 'dora@harbour.example',
    charterHash: new Uint8Array(32).fill(7),
    publishingKeys: [dora.publicKey],
    approvers: [dora.publicKey],
    policy,
    rootKeys: [dora.publicKey],
    rootThreshold: 1,
  })
  const subject = toHex(dora.publicKey)
  const times = { sequence: 1, issued: now, expires: later(now, lasts) }
  return encodeRoot([
    { statement: { bytes: signStatement({ kind: 'root', ...times, subject, body }, dora) }, cosignatures: [] },
  ])
}

function approval(keys: PractitionerKeys, now: EpochSeconds, lasts: Seconds): Uint8Array {
  const subject = keys.id
  const keyCommitments = promisedKeys(keys).map(commitmentOf)
  const body = encodeBody(approvalFormat, { community: dora.publicKey, keyCommitments })
  return signStatement({ kind: 'approval', sequence: 1, issued: now, expires: later(now, lasts), subject, body }, dora)
}

/** An event of Chen's; only what a proposal reads of it is real. */
export function eventOf(host: PractitionerEntry | undefined): EventEntry {
  const offer = { title: 'Breathing together' } as CommunityEvent // a proposal reads nothing else of the offer
  const times = { issued: NOW, expires: later(NOW, days(30)) }
  return {
    kind: 'event',
    id: 'event:breathing',
    community: toHex(dora.publicKey),
    name: offer.title,
    ...times,
    offer,
    host,
  }
}

/** An unclaimed listing. */
export const listing: ListingEntry = {
  kind: 'listing',
  id: 'listing:clinic',
  community: toHex(dora.publicKey),
  name: 'A clinic',
  issued: NOW,
  expires: later(NOW, days(30)),
  offer: { id: 'clinic', name: 'A clinic' },
  source: 'a public directory',
}

/** Every answer there is. */
export const answers = {
  needs: [{ concept: 'anxiety.panic', importance: 3 }, { concept: 'sleep.cannot-sleep' }, { concept: 'grief' }],
  about: { ageGroup: 'adult', gender: 'woman', memberOf: ['Harbour Choir'] },
  for: 'self',
  sessions: 'one',
  where: { region: 'US-WA', postalArea: '98101', formats: ['online', 'in-person'] },
  languages: { anyOf: ['es', 'en'], allOf: ['ase'] },
  payment: {
    anyOf: [{ insurer: 'premera' }, { budget: { amount: 9000, currency: 'USD', per: 'session' } }],
    notSure: true,
  },
  when: {
    slots: [
      { day: 'thu', fromMinute: 1020, toMinute: 1140 },
      { day: 'tue', fromMinute: 660, toMinute: 780 },
      { day: 'tue', fromMinute: 540, toMinute: 600 },
    ],
    utcOffsetMinutes: -480,
  },
  access: ['step-free', 'quiet'],
  body: { areas: ['abdomen.upper'], noTouch: ['abdomen.scar'] },
  source: 'physician',
  story: 'It began in spring.',
  contact: { name: 'Asha', email: 'asha@mail.example', phone: '+1 206 555 0100' },
}

/** The reference referral: two needs by category and three slots. */
export const reference: Share = {
  needs: [
    { concept: 'anxiety.panic', level: 'category' },
    { concept: 'sleep.cannot-sleep', level: 'category' },
  ],
  availability: 'slots',
}

/** Everything, at the highest level. */
export const everything: Share = {
  needs: answers.needs.map(({ concept }) => ({ concept, level: 'concept' as const })),
  availability: 'slots',
  language: 'stated',
  format: 'stated',
  ageGroup: 'stated',
  sessions: 'stated',
  for: 'stated',
  payment: 'stated',
  access: 'stated',
  body: 'stated',
  noTouch: 'stated',
  about: 'stated',
  area: 'postal',
  contact: ['name', 'email', 'phone'],
  story: 'text',
  source: 'stated',
}

/** Asha's intake; what is given replaces the answer of that name, and undefined removes it. */
export function intakeOf(changes: Record<string, unknown> = {}): Intake {
  const given = Object.entries({ ...answers, ...changes }).filter(([, answer]) => answer !== undefined)
  return value(readIntake(Object.fromEntries(given), coreVocabulary))
}

export const chenKeys: PractitionerKeys = keysOf('Chen')
export const chen: PractitionerEntry = entryOf(chenKeys)

/** A proposal to Chen, for a week. */
export function proposalOf(terms: Partial<ProposalTerms> = {}, intake: Intake = intakeOf(), entry = chen): Proposal {
  const whole: ProposalTerms = { purpose: 'referral', share: reference, expiresIn: days(7), ...terms }
  return value(propose(intake, { entry }, whole, { now: NOW }))
}

/** A token for Chen, from the same seed every time unless told. */
export function sealedOf(proposal: Proposal, seed = 'seal', options: Partial<GrantOptions> = {}): Sealed {
  const random = seededRandom(seed)
  return value(seal(grant(proposal, { now: NOW, random, ...options }), { random }))
}
