import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../src/consent/disclosure.js'
import { confirmPresence } from '../../src/descriptor/confirm.js'
import { presenceFormat } from '../../src/descriptor/formats.js'
import {
  clockDoubtOf,
  createKeys,
  extendKeys,
  forgetEndedKeys,
  type PractitionerKeys,
  promisedKeys,
  replaceOpeningKeys,
  unsafeExportKeys,
} from '../../src/descriptor/keys.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { sealWith } from '../../src/kernel/hpke.js'
import { pad } from '../../src/kernel/padding.js'
import { type OpeningKey, revealSecret } from '../../src/kernel/secret-key.js'
import { toHex } from '../../src/kernel/text.js'
import { dayOf, type EpochDay, type EpochSeconds, epochSeconds, keyEpochOf } from '../../src/kernel/time.js'
import { decodeBody } from '../../src/statement/body.js'
import { readStatement } from '../../src/statement/statement.js'
import { referralInfo, shared } from '../../src/token/context.js'
import { openToken } from '../../src/token/open.js'
import { writeHeader } from '../../src/token/wire.js'
import { codeOf, NOW, value } from '../support/cast.js'
import { setupSender } from '../support/hpke.js'
import { seededRandom } from '../support/random.js'
import { body } from '../support/raw-token.js'

// A practice over simulated years: days pass, and in any order keys are kept in order, presences confirmed, referrals
// sealed and opened, keys stolen, and clocks set wrong.

const DAY = 86_400
const EPOCH = 28 * DAY

type Token = { readonly bytes: Uint8Array; readonly epoch: number; readonly expiresOn: number }
type Practice = {
  now: EpochSeconds
  keys: PractitionerKeys
  /** What the last presence revealed, and until when it is in force. */
  revealed: readonly { readonly epoch: number; readonly publicKey: Uint8Array }[]
  presenceEnds: number
  tokens: Token[]
  /** Every opening key there ever was. */
  readonly all: Map<string, OpeningKey>
  /** The public key that was promised for an epoch. */
  promised: Map<number, string>
  replaced: boolean
  readonly random: (length: number) => Uint8Array
}

function practiceOf(seed: number): Practice {
  const random = seededRandom(`practice ${seed}`)
  const keys = value(createKeys({ now: NOW, random }))
  const practice = { now: NOW, keys, revealed: [], presenceEnds: 0, tokens: [], all: new Map(), promised: new Map() }
  return note({ ...practice, replaced: false, random })
}

function note(practice: Practice): Practice {
  for (const key of practice.keys.openingKeys) practice.all.set(secretOf(key), key)
  return practice
}

function secretOf({ secretKey }: OpeningKey): string {
  return toHex(revealSecret(secretKey).slice(0, 32))
}

/** What every command does; a clock that is right but doubted is confirmed by whoever looks at it. */
function keep(practice: Practice, now: EpochSeconds = practice.now): void {
  practice.keys = value(extendKeys(forgetEndedKeys(practice.keys, now), { now, random: practice.random }))
  note(practice)
}

function present(practice: Practice): void {
  const { now } = practice
  const said = confirmPresence(practice.keys, { capacity: 'capacity', accepting: true }, { now })
  const statement = value(readStatement(value(said)))
  practice.revealed = value(decodeBody(presenceFormat, statement.body)).keys
  practice.presenceEnds = statement.expires
}

function seal(practice: Practice, lifeDays: number): void {
  const { now, random } = practice
  const epoch = keyEpochOf(now)
  const key = practice.revealed.find((one) => one.epoch === epoch)
  if (key === undefined || now >= practice.presenceEnds) return // stale: `propose` refuses it
  const issuedOn = dayOf(now)
  const expiresOn = (issuedOn + lifeDays) as EpochDay // a day after a day
  const { disclosure, consent } = body()
  const plaintext = encodeBody({ ...disclosure, issuedOn, expiresOn }, consent)
  const padded = pad(plaintext, 512)
  const sender = setupSender(key.publicKey, referralInfo(1), random(32))
  if (sender === undefined || padded === undefined) throw new Error('the test seals what cannot be sealed')
  const associated = concatBytes(
    writeHeader(1, 512),
    sender.encapsulated,
    shared(sender.context.exporter, 'commitment'),
  )
  const bytes = concatBytes(associated, sealWith(sender.context, 0, associated, padded))
  practice.tokens = [...practice.tokens, { bytes, epoch, expiresOn }].slice(-2)
}

/** A copy of the secrets of one epoch opens nothing that was sealed in another. */
function steal(practice: Practice, epochsAway: number): void {
  const { now, tokens, all } = practice
  const epoch = keyEpochOf(now) + epochsAway
  const stolen = [...all.values()].filter((key) => key.epoch === epoch)
  // Whoever steals a secret is not bound to its epoch.
  const relabelled = stolen.map((key) => ({ ...key, epoch: keyEpochOf(now) }))
  for (const token of tokens.filter((one) => one.epoch !== epoch)) {
    expect(codeOf(openToken(token.bytes, { openingKeys: relabelled }, { now }))).toBe('token_unopenable')
  }
}

function open({ tokens, keys, now }: Practice): void {
  for (const { bytes, expiresOn } of tokens) {
    const code = codeOf(openToken(bytes, keys, { now }))
    expect(code === 'ok').toBe(dayOf(now) <= expiresOn)
  }
}

/** A clock two epochs off or more is noticed; one that was set back costs no key, and makes none where there was one. */
function wrongClock(practice: Practice, epochs: number): void {
  const shown = epochSeconds(Math.max(0, practice.now + epochs * EPOCH))
  const off = keyEpochOf(shown) - practice.keys.seen
  expect(clockDoubtOf(practice.keys, shown)).toBe(off > 1 ? 'ahead' : off < -1 ? 'behind' : undefined)
  if (off > 0) return
  const before = practice.keys.openingKeys
  const known = new Set([...practice.all.values()].map(({ epoch }) => epoch))
  keep(practice, shown)
  expect(practice.keys.openingKeys.slice(0, before.length)).toEqual(before)
  // An epoch whose key was replaced may get one that is promised instead, as long as the replaced one is there.
  for (const { epoch } of before.filter(({ retired }) => retired)) known.delete(epoch)
  for (const { epoch } of before.filter(({ retired }) => !retired)) known.add(epoch)
  expect(practice.keys.openingKeys.slice(before.length).filter(({ epoch }) => known.has(epoch))).toEqual([])
}

function replace(practice: Practice): void {
  if (practice.replaced) return
  const { keys, now, random } = practice
  practice.keys = value(replaceOpeningKeys(keys, { now, random }))
  practice.replaced = true
  practice.promised = new Map()
  note(practice)
  present(practice)
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ seconds: fc.integer({ min: 0, max: 40 * DAY }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      seconds: fc.constantFrom(1, DAY - 1, DAY, EPOCH - 1, EPOCH, 2 * EPOCH, 9 * EPOCH, 14 * EPOCH),
    }),
  },
  { weight: 5, arbitrary: fc.record({ life: fc.integer({ min: 1, max: 28 }) }) },
  { weight: 4, arbitrary: fc.record({ epochsAway: fc.constantFrom(-2, -1, 0, 1, 2) }) },
  { weight: 2, arbitrary: fc.record({ wrongBy: fc.oneof(fc.integer({ min: -6, max: 6 }), fc.constant(950)) }) },
  { weight: 1, arbitrary: fc.constant({ replace: true }) },
)

function take(practice: Practice, action: Partial<Record<string, number | boolean>>): void {
  const { seconds, life, epochsAway, wrongBy } = action
  if (typeof seconds === 'number') practice.now = epochSeconds(practice.now + seconds)
  keep(practice)
  if (typeof life === 'number') {
    present(practice)
    seal(practice, life)
  }
  if (typeof epochsAway === 'number') steal(practice, epochsAway)
  if (typeof wrongBy === 'number') wrongClock(practice, wrongBy)
  if (action['replace'] === true) replace(practice)
  open(practice)
}

function expectOrder({ keys, now, all, promised, replaced }: Practice): void {
  const promises = promisedKeys(keys)
  expect(new Set(promises.map(({ epoch }) => epoch)).size).toBe(promises.length)
  for (const { epoch, publicKey } of promises) {
    expect(promised.get(epoch) ?? toHex(publicKey)).toBe(toHex(publicKey))
    promised.set(epoch, toHex(publicKey))
  }
  const live = keys.openingKeys.filter(({ epoch }) => Math.abs(epoch - keyEpochOf(now)) <= 1)
  expect(live.length).toBeLessThanOrEqual(replaced ? 6 : 3)
  const text = unsafeExportKeys(keys)
  for (const [secret, { epoch }] of all) {
    const ended = (epoch + 2) * EPOCH <= now
    if (ended) expect(text).not.toContain(secret)
  }
}

describe('keys over the years', () => {
  it('open every referral until its last day and none after, one promise an epoch, and nothing ended is kept', () => {
    const seen = { tokens: 0, longest: 0 }
    fc.assert(
      fc.property(fc.nat(), fc.array(step, { minLength: 5, maxLength: 9 }), (seed, actions) => {
        const practice = practiceOf(seed)
        for (const action of actions) {
          take(practice, action)
          expectOrder(practice)
        }
        seen.tokens += practice.tokens.length
        seen.longest = Math.max(seen.longest, practice.now - NOW)
      }),
      { numRuns: 200 },
    )
    // The law was about something.
    expect([seen.tokens > 50, seen.longest > 365 * DAY]).toEqual([true, true])
  })

  it('open until the last second of the life of a token that was sealed in the last second of an epoch', () => {
    const practice = practiceOf(0)
    const lastSecond = epochSeconds((keyEpochOf(NOW) + 1) * EPOCH - 1)
    practice.now = lastSecond
    present(practice)
    seal(practice, 28)
    const [token] = practice.tokens
    const at = (now: number) => {
      practice.now = epochSeconds(now)
      keep(practice)
      return token && codeOf(openToken(token.bytes, practice.keys, { now: practice.now }))
    }
    const held = () => practice.keys.openingKeys.some(({ epoch }) => epoch === keyEpochOf(lastSecond))
    expect([at(lastSecond + 28 * DAY), held()]).toEqual(['ok', true])
    expect([at(lastSecond + 28 * DAY + 1), held()]).toEqual(['token_unopenable', false])
  })
})
