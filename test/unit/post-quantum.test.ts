import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../src/catalogue/open.js'
import type { Share } from '../../src/consent/disclosure.js'
import { grant } from '../../src/consent/grant.js'
import { propose } from '../../src/consent/propose.js'
import { confirmPresence } from '../../src/descriptor/confirm.js'
import { draftDescriptor, signDescriptor } from '../../src/descriptor/draft.js'
import { presenceFormat } from '../../src/descriptor/formats.js'
import {
  createKeys,
  extendKeys,
  forgetEndedKeys,
  type PractitionerKeys,
  promisedKeys,
  readKeys,
  replaceOpeningKeys,
  unsafeExportKeys,
} from '../../src/descriptor/keys.js'
import { readIntake } from '../../src/intake/read.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { encodeCbor } from '../../src/kernel/cbor.js'
import { classical, type Suite } from '../../src/kernel/suite.js'
import { after, days, type EpochSeconds, keyEpochOf } from '../../src/kernel/time.js'
import { toWire } from '../../src/kernel/wire.js'
import { match } from '../../src/matching/run.js'
import * as entry from '../../src/post-quantum.js'
import { toLink, toQrText } from '../../src/token/forms.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { seal } from '../../src/token/seal.js'
import { coreVocabulary as vocabulary } from '../../src/vocabulary/vocabulary.js'
import { answers, codeOf, everything, intakeOf, keysOf, proposalOf, reference, sealedOf } from '../support/cast.js'
import { descriptorJson, must, NOW, publishSample, sampleCommunity, seeded } from '../support/catalogue.js'
import { signRaw } from '../support/forge.js'
import { hybridChen, hybridKeys } from '../support/hybrid.js'

const { hybrid } = entry
// Dora lists without vouching here: approvals have their own tests.
const community = sampleCommunity('Harbour', { approvalsRequired: 0 })

/** What Chen says of himself under these keys, as everybody finds it in the catalogue. */
function published(keys: PractitionerKeys, now: EpochSeconds = NOW, presence = confirmed(keys, now)) {
  const draft = must(draftDescriptor(descriptorJson(), { vocabulary, keys }))
  return publishSample(community, [signDescriptor(draft, keys, { now }), presence], { now }).bytes
}

const confirmed = (keys: PractitionerKeys, now: EpochSeconds = NOW) =>
  must(confirmPresence(keys, { capacity: 'capacity', accepting: true }, { now }))

/** The one match there is, as an app finds it that knows these suites. */
function found(bytes: Uint8Array, suites?: readonly Suite[], now: EpochSeconds = NOW) {
  const trust = [community.keys.root.publicKey]
  const catalogue = must(openCatalogue(bytes, { trust, lastSeen: 'first-use', now, ...(suites && { suites }) }))
  const [best] = match(seeking, catalogue, { now, random: seeded('order') }).matches
  if (best === undefined) throw new Error('nobody matched')
  return best
}

function proposed(bytes: Uint8Array, suites?: readonly Suite[], share: Share = reference, now: EpochSeconds = NOW) {
  const terms = { purpose: 'referral', share, expiresIn: days(28) } as const
  return propose(intakeOf(), found(bytes, suites, now), terms, { now })
}

function sealed(bytes: Uint8Array, share: Share = reference, now: EpochSeconds = NOW) {
  const proposal = must(proposed(bytes, [hybrid], share, now))
  return { proposal, token: must(seal(grant(proposal, { now }))).token }
}

// What Asha seeks him by; the rest of her answers is hers to share or not.
const seeking = must(readIntake({ needs: answers.needs }, vocabulary))
const keys = must(createKeys({ now: NOW, suite: hybrid, random: seeded('hybrid Chen') }))
const bytes = published(keys)

describe('a match', () => {
  it('is plain data that can be posted and written as JSON, whatever suites were brought', () => {
    const best = found(bytes, [hybrid])
    expect(() => JSON.stringify(best)).not.toThrow()
    const copy = structuredClone(best)
    expect(copy.sealable).toBe(true)
    // What has crossed has the classical suite alone; the one to propose to is the one that was found here.
    const terms = { purpose: 'referral', share: reference, expiresIn: days(28) } as const
    expect(codeOf(propose(intakeOf(), copy, terms, { now: NOW }))).toBe('suite_unsupported')
    expect(codeOf(propose(intakeOf(), best, terms, { now: NOW }))).toBe('ok')
  })
})

describe('a practitioner who chose the hybrid suite', () => {
  it('has a key of it in every epoch', () => {
    expect(keys.openingKeys.map(({ suite }) => suite)).toEqual(Array.from({ length: 8 }, () => hybrid))
    expect(keys.openingKeys.map(({ publicKey }) => publicKey.length)).toEqual(Array.from({ length: 8 }, () => 1216))
  })

  it.each([
    ['the reference referral', reference, 1685],
    ['a contact', { contact: ['name', 'email'] } satisfies Share, 2197],
    ['everything, the story too', everything, 3221],
  ] as const)('is found, sealed to and opens: %s', (_name, share, length) => {
    const { proposal, token } = sealed(bytes, share)
    expect(token.length).toBe(length)
    expect(proposal.preview.bytes).toBe(length)
    const { disclosure } = readOpened(must(openToken(token, keys, { now: NOW })))
    expect(disclosure).toEqual(proposal.preview.disclosure)
  })

  it('takes the token as bytes, as a link and as the text of a QR code', () => {
    const { token } = sealed(bytes)
    const forms = [token, Buffer.from(token), toLink(token, 'https://chen.example/open'), toQrText(token)]
    expect(forms.map((form) => codeOf(openToken(form, keys, { now: NOW })))).toEqual(forms.map(() => 'ok'))
  })

  it('seals differently every time', () => {
    const [one, other] = [sealed(bytes).token, sealed(bytes).token]
    expect(one.subarray(0, 5)).toEqual(other.subarray(0, 5))
    // Each of the parts: the lattice's, the point, the commitment, the ciphertext.
    for (const [from, to] of [
      [5, 1093],
      [1093, 1125],
      [1125, 1157],
      [1157, 1685],
    ] as const) {
      expect(one.subarray(from, to)).not.toEqual(other.subarray(from, to))
    }
  })

  it('keeps 32 bytes of each key, from which the file makes it again', () => {
    const text = unsafeExportKeys(keys)
    const read = must(readKeys(text, { suites: [hybrid] }))
    expect(promisedKeys(read)).toEqual(promisedKeys(keys))
    expect(unsafeExportKeys(read)).toBe(text)
    expect(text.match(/"secretKey": "[0-9a-f]{64}"/g)).toHaveLength(8)
    expect(codeOf(openToken(sealed(bytes).token, read, { now: NOW }))).toBe('ok')
  })

  it('stays with the suite when keys are added or replaced', () => {
    const later = after(NOW, days(56))
    const suites = (them: PractitionerKeys) => new Set(them.openingKeys.map(({ suite }) => suite.number))
    expect(suites(must(extendKeys(keys, { now: later })))).toEqual(new Set([2]))
    expect(suites(must(replaceOpeningKeys(keys, { now: NOW })))).toEqual(new Set([2]))
  })
})

describe('an app that does not bring the suite', () => {
  it('finds the practitioner and says that nothing can be sealed', () => {
    expect(found(bytes, [hybrid]).sealable).toBe(true)
    expect(found(bytes).sealable).toBe(false)
    expect(found(bytes).name).toBe('Chen Wei')
  })
  it('is told why when it proposes all the same', () => {
    expect(proposed(bytes)).toEqual({ ok: false, error: { code: 'suite_unsupported', detail: { suite: 2 } } })
    expect(proposed(bytes, [])).toEqual({ ok: false, error: { code: 'suite_unsupported', detail: { suite: 2 } } })
  })
  it('reads no keys file of the suite', () => {
    const read = readKeys(unsafeExportKeys(keys))
    expect(read).toEqual({ ok: false, error: { code: 'suite_unsupported', detail: { suite: 2 } } })
  })
  it('is told at once when it brings something else', () => {
    const wrong = [undefined as unknown as Suite] // what a misspelt import gives in plain JavaScript
    expect(() => found(bytes, wrong)).toThrow(TypeError)
    expect(() => readKeys('', { suites: wrong })).toThrow(TypeError)
  })
})

describe('a practitioner who changes over', () => {
  const one = must(createKeys({ now: NOW, epochs: 1, random: seeded('changing Chen') }))
  const both = must(extendKeys(one, { now: NOW, epochs: 3, suite: hybrid, random: seeded('changed Chen') }))
  const inBoth = published(both)
  const next = after(NOW, days(28))

  it('keeps the classical key of this epoch and has hybrid ones from the next on', () => {
    expect(both.openingKeys.map(({ suite }) => suite.number)).toEqual([1, 2, 2])
    expect(both.openingKeys[0]).toBe(one.openingKeys[0])
    expect(keyEpochOf(next)).toBe(keyEpochOf(NOW) + 1)
  })
  it('can be written to by everybody until the epoch ends, and then by those who bring the suite', () => {
    expect(found(inBoth).sealable).toBe(true)
    const renewed = published(both, next)
    expect(found(renewed, [hybrid], next).sealable).toBe(true)
    expect(found(renewed, undefined, next).sealable).toBe(false)
  })
  it('opens the old tokens and the new ones, each while its key lives', () => {
    const old = sealed(inBoth).token
    const late = sealed(published(both, next), reference, next).token
    expect([old.length, late.length]).toEqual([597, 1685])
    const opened = (token: Uint8Array, now: EpochSeconds) => codeOf(openToken(token, both, { now }))
    expect(opened(old, NOW)).toBe('ok')
    expect(opened(old, after(NOW, days(27)))).toBe('ok')
    expect(opened(late, next)).toBe('ok')
    expect(opened(late, after(next, days(27)))).toBe('ok')
    const kept = forgetEndedKeys(both, after(NOW, days(84)))
    expect(kept.openingKeys.map(({ suite }) => suite.number)).not.toContain(1)
  })
  it('keeps both kinds in one file', () => {
    const read = must(readKeys(unsafeExportKeys(both), { suites: [hybrid] }))
    expect(promisedKeys(read)).toEqual(promisedKeys(both))
    expect(codeOf(readKeys(unsafeExportKeys(both)))).toBe('suite_unsupported')
  })
  it('need not wait for the keys that exist to end, where the community approves other ones', () => {
    const replaced = must(replaceOpeningKeys(one, { now: NOW, epochs: 2, suite: hybrid, random: seeded('replaced') }))
    expect(promisedKeys(replaced).map(({ suite }) => suite)).toEqual([2, 2])
    expect(codeOf(openToken(sealed(published(one)).token, replaced, { now: NOW }))).toBe('ok')
    expect(codeOf(openToken(sealed(published(replaced)).token, replaced, { now: NOW }))).toBe('ok')
  })
  it('can go back, an epoch later', () => {
    const back = must(extendKeys(both, { now: NOW, epochs: 4, suite: classical, random: seeded('back') }))
    expect(back.openingKeys.map(({ suite }) => suite.number)).toEqual([1, 2, 2, 1])
  })
})

describe('nothing talks the suite down', () => {
  const { token } = sealedOf(proposalOf({}, intakeOf(), hybridChen))
  const opens = (changed: Uint8Array, by: PractitionerKeys = hybridKeys) => codeOf(openToken(changed, by, { now: NOW }))

  it('not a token whose suite is another: it has another length', () => {
    const renamed = token.map((byte, index) => (index === 3 ? 1 : byte))
    expect(opens(renamed)).toBe('token_malformed')
    expect(opens(concatBytes(renamed.subarray(0, 37), renamed.subarray(1125)))).toBe('token_unopenable')
    expect(opens(concatBytes(renamed.subarray(0, 5), renamed.subarray(1093)))).toBe('token_unopenable')
    expect(opens(token.map((byte, index) => (index === 3 ? 3 : byte)))).toBe('token_unsupported')
  })

  it('not a hybrid token for a practitioner of classical keys, nor a classical one for a hybrid practitioner', () => {
    expect(opens(token)).toBe('ok')
    expect(opens(token, keysOf('Chen'))).toBe('token_unopenable')
    expect(opens(sealedOf(proposalOf()).token)).toBe('token_unopenable')
  })

  it('not one changed bit, wherever it is', () => {
    const one = { openingKeys: hybridKeys.openingKeys.slice(0, 1) }
    const codes = new Set<string>()
    const flip = (at: number, bit: number) => token.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte))
    let flipped = 0
    for (let at = 0; at < token.length; at++) {
      // One bit of every byte; every bit of the header, the point, the commitment and the tag.
      const whole = at < 5 || (at >= 1093 && at < 1157) || at >= token.length - 16
      for (const bit of whole ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8]) {
        codes.add(codeOf(openToken(flip(at, bit), one, { now: NOW })))
        flipped += 1
      }
    }
    expect(flipped).toBe(1685 + 7 * (5 + 64 + 16))
    expect([...codes].sort()).toEqual(['token_malformed', 'token_unopenable', 'token_unsupported'])
  })
})

describe('nothing in a presence talks the suite down', () => {
  const [own, next] = promisedKeys(hybridKeys)
  const [plain] = promisedKeys(keysOf('Chen'))
  if (own === undefined || next === undefined || plain === undefined) throw new Error('keys were made')
  // Signed by Chen's own identity key, because that is the strongest who could try.
  const revealing = (...revealed: readonly object[]) => {
    const body = encodeCbor(toWire({ capacity: 'capacity', capacityAsOf: NOW, keys: revealed }, presenceFormat.keys))
    return withEvidence(signRaw('presence', hybridKeys.id, body, hybridKeys.identity))
  }
  const withEvidence = (presence: Uint8Array, descriptor = hybridChen.evidence.descriptor) => {
    const chen = { ...hybridChen, evidence: { ...hybridChen.evidence, descriptor, presence } }
    const terms = { purpose: 'referral', share: reference, expiresIn: days(7) } as const
    const proposal = propose(intakeOf(), { entry: chen }, terms, { now: NOW })
    return proposal.ok ? 'ok' : proposal.error
  }

  it('it is accepted as it is', () => expect(revealing(own, next)).toBe('ok'))
  it('not a second key in one epoch, of another suite or the same', () => {
    const refused = { code: 'statement_invalid', detail: { field: 'keys' } }
    expect(revealing(own, { ...plain, epoch: own.epoch })).toEqual(refused)
    expect(revealing({ ...plain, epoch: own.epoch }, own)).toEqual(refused)
    expect(revealing(own, own)).toEqual(refused)
  })
  it('not a classical key that the descriptor did not promise', () => {
    expect(revealing({ ...plain, epoch: own.epoch }, next)).toMatchObject({ code: 'statement_forged' })
  })
  it('not the promised key under another suite, nor its X25519 half alone', () => {
    expect(revealing({ ...own, suite: 1 }, next)).toMatchObject({ code: 'statement_forged' })
    const half = { ...own, suite: 1, publicKey: own.publicKey.subarray(1184) }
    expect(revealing(half, next)).toMatchObject({ code: 'statement_forged' })
  })
  it('not a key of a wrong length, though it was promised', () => {
    for (const length of [32, 1184, 1215]) {
      const openingKeys = hybridKeys.openingKeys.map((key) => ({ ...key, publicKey: key.publicKey.slice(0, length) }))
      const short = { ...hybridKeys, openingKeys }
      expect(promising(short)).toEqual({ code: 'statement_invalid', detail: { field: 'keys' } })
    }
    expect(promising(hybridKeys)).toBe('ok')
  })
  it.each<[string, number, number, number]>([
    ['ML-KEM half has coefficients beyond the modulus', 0xff, 0, 1184],
    ['X25519 half is the zero point', 0, 1184, 1216],
  ])('a promised key whose %s is refused by seal, and nothing throws', (_, byte, from, to) => {
    const openingKeys = hybridKeys.openingKeys.map((key) => ({
      ...key,
      publicKey: new Uint8Array(key.publicKey).fill(byte, from, to),
    }))
    const proposal = must(proposed(published({ ...hybridKeys, openingKeys }), [hybrid]))
    const sealed = seal(grant(proposal, { now: NOW }))
    expect(sealed).toEqual({ ok: false, error: { code: 'descriptor_invalid', detail: { field: 'keys' } } })
  })

  function promising(keys: PractitionerKeys) {
    const draft = must(draftDescriptor(descriptorJson(), { vocabulary, keys }))
    return withEvidence(confirmed(keys), signDescriptor(draft, keys, { now: NOW }))
  }
})
