import { describe, expect, it } from 'vitest'
import { createCommunity } from '../../../src/community/create.js'
import { approve, revoke, type SignOptions } from '../../../src/community/sign.js'
import { commitmentOf } from '../../../src/descriptor/commitment.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { draftDescriptor, signDescriptor } from '../../../src/descriptor/draft.js'
import { presenceFormat } from '../../../src/descriptor/formats.js'
import { createKeys, promisedKeys, replaceOpeningKeys } from '../../../src/descriptor/keys.js'
import { copyBytes } from '../../../src/kernel/bytes.js'
import { classical } from '../../../src/kernel/suite.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days, keyEpochOf, type Seconds } from '../../../src/kernel/time.js'
import { encodeBody } from '../../../src/statement/body.js'
import type { Evidence } from '../../../src/trust/evidence.js'
import { approvalFormat, revocationFormat } from '../../../src/trust/manifest.js'
import { verifyRecipient } from '../../../src/trust/recipient.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { descriptorJson, must, NOW, sampleCommunity, samplePractitioner, seeded } from '../../support/catalogue.js'
import { signRaw } from '../../support/forge.js'

const harbour = sampleCommunity()
const eve = sampleCommunity('Eve')
const chen = samplePractitioner('Chen Wei')
const billie = samplePractitioner('Billie Ashdown')
const identityKey = chen.keys.identity.publicKey
const approving = (of = chen, options: Partial<SignOptions> = {}, keys = harbour.keys) =>
  must(approve(of.descriptor, keys, { now: NOW, ...options }))
const evidence: Evidence = {
  anchor: harbour.keys.root.publicKey,
  root: harbour.root,
  until: after(NOW, days(400)),
  approvals: [approving()],
  revocations: [],
  descriptor: chen.descriptor,
  presence: chen.presence,
}
const verify = (parts: Partial<Evidence>, now = NOW) => verifyRecipient({ ...evidence, ...parts }, { now })
const codeOf = (parts: Partial<Evidence>, now = NOW) => {
  const result = verify(parts, now)
  return result.ok ? 'ok' : result.error.code
}
const flipped = (bytes: Uint8Array, fromEnd = 1) => {
  const copy = copyBytes(bytes)
  copy[copy.length - fromEnd] = (copy[copy.length - fromEnd] ?? 0) ^ 1
  return copy
}
const oneSecond = 1 as Seconds // a length of one second

describe('verifyRecipient', () => {
  it('says who may be sealed to, under which key, and in which community', () => {
    const recipient = must(verify({}))
    expect(recipient).toMatchObject({
      id: chen.keys.id,
      identityKey,
      name: 'Chen Wei',
      suite: classical,
      epoch: keyEpochOf(NOW),
    })
    expect(recipient.encryptionKey).toEqual(chen.keys.openingKeys[0]?.publicKey)
    expect(recipient.community).toMatchObject({ key: toHex(harbour.keys.root.publicKey), name: 'Harbour' })
  })

  it('moves on to the next epoch key when its epoch begins', () => {
    const nextEpoch = after(NOW, days(27))
    expect(keyEpochOf(nextEpoch)).toBe(keyEpochOf(NOW) + 1)
    expect(must(verify({}, nextEpoch)).encryptionKey).toEqual(chen.keys.openingKeys[1]?.publicKey)
  })

  it('refuses a manifest of another community', () => {
    expect(codeOf({ root: eve.root })).toBe('root_untrusted')
    expect(codeOf({ anchor: eve.keys.root.publicKey })).toBe('root_untrusted')
  })

  it('refuses a changed signature on any link', () => {
    // Behind the signature stands an empty list of others.
    expect(codeOf({ root: flipped(evidence.root, 40) })).toBe('root_forged')
    expect(codeOf({ descriptor: flipped(evidence.descriptor) })).toBe('statement_forged')
    expect(codeOf({ presence: flipped(chen.presence) })).toBe('statement_forged')
    expect(codeOf({ approvals: evidence.approvals.map((bytes) => flipped(bytes)) })).toBe('statement_forged')
  })

  it('refuses links that are no statements of their kind', () => {
    expect(codeOf({ root: chen.descriptor })).toBe('root_invalid')
    expect(codeOf({ descriptor: chen.presence })).toBe('statement_invalid')
    expect(codeOf({ presence: chen.descriptor })).toBe('statement_invalid')
    expect(codeOf({ approvals: [chen.descriptor] })).toBe('statement_invalid')
    expect(codeOf({ descriptor: new Uint8Array(0) })).toBe('statement_invalid')
  })

  it('refuses a manifest that has ended', () => {
    const draft = { name: 'Harbour', contact: 'x', charterHash: '11'.repeat(32), policy: { approvalsRequired: 1 } }
    const root = must(createCommunity(draft, harbour.keys, { now: NOW, expiresIn: days(1) }))
    expect(codeOf({ root }, after(NOW, days(1)))).toBe('root_expired')
  })

  it('refuses somebody whom nobody approved, where the policy asks for it', () => {
    expect(codeOf({ approvals: [] })).toBe('descriptor_unapproved')
    expect(codeOf({ root: sampleCommunity('Harbour', { approvalsRequired: 0 }).root, approvals: [] })).toBe('ok')
  })

  it('does not count an approval that has ended', () => {
    const approvals = [approving(chen, { expiresIn: days(2) })]
    expect(codeOf({ approvals }, after(NOW, days(1)))).toBe('ok')
    expect(codeOf({ approvals }, after(NOW, days(2)))).toBe('descriptor_unapproved')
  })

  it('stays fresh until the first link ends, and as long as the last of the approvals', () => {
    const lasting = (count: number) => approving(chen, { expiresIn: days(count) })
    const freshUntil = (...approvals: Uint8Array[]) => must(verify({ approvals })).freshUntil
    expect(freshUntil(lasting(2))).toBe(after(NOW, days(2)))
    expect(freshUntil(lasting(3), lasting(2))).toBe(after(NOW, days(3)))
    expect(freshUntil(lasting(100))).toBe(after(NOW, days(35)))
  })

  it('refuses what stands in a catalogue that has ended: a revocation since would not be seen', () => {
    const until = after(NOW, days(14))
    expect(must(verify({ until })).freshUntil).toBe(until)
    expect(codeOf({ until }, (until - oneSecond) as typeof until)).toBe('ok') // still a whole number of seconds
    expect(verify({ until }, until)).toEqual({
      ok: false,
      error: { code: 'catalogue_expired', detail: { expired: until } },
    })
  })

  it('refuses an approval of somebody else, or by somebody who is no approver', () => {
    expect(codeOf({ approvals: [approving(billie)] })).toBe('statement_forged')
    expect(codeOf({ approvals: [approving(chen, {}, eve.keys)] })).toBe('statement_forged')
    const self = signRaw('approval', chen.keys.id, Uint8Array.of(0xa0), chen.keys.identity)
    expect(codeOf({ approvals: [self] })).toBe('statement_forged')
    const publisher = signRaw('approval', chen.keys.id, Uint8Array.of(0xa0), harbour.keys.publishing)
    expect(codeOf({ approvals: [publisher] })).toBe('statement_forged')
  })

  it('refuses an approval or a revocation that speaks for another community, signed by an approver of both', () => {
    const keyCommitments = promisedKeys(chen.keys).map(commitmentOf)
    const saying = (community: Uint8Array) => {
      const approval = encodeBody(approvalFormat, { community, keyCommitments })
      const revocation = encodeBody(revocationFormat, { community, category: 'left' })
      return [
        codeOf({ approvals: [signRaw('approval', chen.keys.id, approval, harbour.keys.root)] }),
        codeOf({ revocations: [signRaw('revocation', chen.keys.id, revocation, harbour.keys.root)] }),
      ]
    }
    expect(saying(harbour.keys.root.publicKey)).toEqual(['ok', 'descriptor_revoked'])
    expect(saying(eve.keys.root.publicKey)).toEqual(['statement_forged', 'statement_forged'])
  })

  it('refuses a forged revocation, and one of somebody else', () => {
    const revoking = (key: Uint8Array, keys = harbour.keys) => revoke(key, 'left', keys, { now: NOW })
    expect(codeOf({ revocations: [flipped(revoking(identityKey))] })).toBe('statement_forged')
    expect(codeOf({ revocations: [revoking(billie.keys.identity.publicKey)] })).toBe('statement_forged')
    expect(codeOf({ revocations: [revoking(identityKey, eve.keys)] })).toBe('statement_forged')
  })

  describe('when the keys were replaced', () => {
    const replacedOn = after(NOW, days(2))
    const keys = must(replaceOpeningKeys(chen.keys, { now: replacedOn, random: seeded('replaced') }))
    const draft = must(draftDescriptor(descriptorJson(), { vocabulary, keys }))
    const descriptor = signDescriptor(draft, keys, { now: replacedOn })
    const presence = must(confirmPresence(keys, { capacity: 'capacity' }, { now: replacedOn }))
    const first = approving(chen, { expiresIn: days(3) })
    const second = must(approve(descriptor, harbour.keys, { now: replacedOn }))
    const coolDownUntil = after(replacedOn, days(7))

    it('refuses keys that the descriptor promises and nobody approved: whoever stole the identity key can sign these', () => {
      expect(codeOf({ descriptor, presence }, replacedOn)).toBe('descriptor_unapproved')
    })

    it('waits for the cool-down, and says until when', () => {
      const parts = { descriptor, presence, approvals: [first, second] }
      const before = (coolDownUntil - oneSecond) as typeof coolDownUntil // still a whole number of seconds
      for (const now of [replacedOn, after(replacedOn, days(2)), before]) {
        // The old approval ends on the third day, and still proves that there was another key.
        expect(verify(parts, now)).toEqual({
          ok: false,
          error: { code: 'keys_cooling_down', detail: { until: coolDownUntil } },
        })
      }
      const [own] = promisedKeys(keys)
      expect(must(verify(parts, coolDownUntil)).encryptionKey).toEqual(own?.publicKey)
    })

    it('refuses the old ones from then on, whoever publishes the old descriptor again', () => {
      const approvals = [first, second, approving(chen, { now: after(replacedOn, days(1)) })]
      expect(codeOf({ approvals }, after(replacedOn, days(1)))).toBe('descriptor_unapproved')
      expect(codeOf({ approvals }, coolDownUntil)).toBe('descriptor_unapproved')
    })

    it('refuses a forged approval that would make the wait seem over', () => {
      const early = must(approve(descriptor, harbour.keys, { now: replacedOn }))
      const parts = { descriptor, presence, approvals: [flipped(early)] }
      expect(codeOf(parts, coolDownUntil)).toBe('statement_forged')
    })

    it('waits as long as the policy says', () => {
      const patient = sampleCommunity('Harbour', { keyCoolDownDays: 28 })
      expect(codeOf({ descriptor, presence, approvals: [first, second], root: patient.root }, coolDownUntil)).toBe(
        'keys_cooling_down',
      )
    })
  })

  it('verifies two approvals a key at most, however many there are', () => {
    const others = Array.from({ length: 20 }, (_, nth) =>
      flipped(approving(chen, { now: after(NOW, (nth + 1) as Seconds), expiresIn: days(9) })),
    )
    expect(codeOf({ approvals: [...others, approving()] })).toBe('ok')
  })

  it('refuses a revoked key whatever approvals stand beside it', () => {
    const revocations = [revoke(identityKey, 'key-stolen', harbour.keys, { now: NOW })]
    const approvals = [approving(chen, { now: after(NOW, days(1)) })]
    expect(codeOf({ revocations, approvals }, after(NOW, days(1)))).toBe('descriptor_revoked')
  })

  it('refuses a descriptor that its subject did not sign', () => {
    const inHerName = signRaw('descriptor', chen.keys.id, Uint8Array.of(0xa0), billie.keys.identity)
    expect(codeOf({ descriptor: inHerName })).toBe('statement_forged')
  })

  it('refuses a descriptor that has ended', () => {
    expect(verify({}, after(NOW, days(180)))).toEqual({
      ok: false,
      error: { code: 'descriptor_expired', detail: { expired: after(NOW, days(180)) } },
    })
  })

  it('calls a missing or ended presence stale', () => {
    expect(codeOf({ presence: undefined })).toBe('presence_stale')
    const end = after(NOW, days(35))
    expect(codeOf({}, (end - oneSecond) as typeof end)).toBe('ok') // still a whole number of seconds
    expect(codeOf({}, end)).toBe('presence_stale')
  })

  it('calls a presence stale that reveals no key of this epoch', () => {
    const [, next] = promisedKeys(chen.keys)
    if (next === undefined) throw new Error('eight keys were made')
    const body = encodeBody(presenceFormat, {
      capacity: 'capacity',
      capacityAsOf: NOW,
      keys: [next],
    })
    expect(codeOf({ presence: signRaw('presence', chen.keys.id, body, chen.keys.identity) })).toBe('presence_stale')
  })

  it('refuses an encryption key that the descriptor has not promised, even from the identity key itself', () => {
    const swapped = must(createKeys({ now: NOW, random: seeded('swapped') }))
    const presence = must(
      confirmPresence(
        { ...swapped, id: chen.keys.id, identity: chen.keys.identity },
        { capacity: 'capacity' },
        { now: NOW },
      ),
    )
    expect(codeOf({ presence })).toBe('statement_forged')
  })

  it("refuses somebody else's presence", () => {
    expect(codeOf({ presence: billie.presence })).toBe('statement_forged')
    // Chen's keys are public once revealed: Billie can name them, and only the signer's own name is left to refuse.
    const withChensKeys = { ...billie.keys, openingKeys: chen.keys.openingKeys }
    const presence = must(confirmPresence(withChensKeys, { capacity: 'no-capacity' }, { now: NOW }))
    expect(codeOf({ presence })).toBe('statement_forged')
  })

  it('refuses a descriptor issued in the future, which would outlive its bound', () => {
    const draft = must(draftDescriptor(descriptorJson(), { vocabulary, keys: chen.keys }))
    const descriptor = signDescriptor(draft, chen.keys, { now: after(NOW, days(2)) })
    expect(codeOf({ descriptor })).toBe('statement_invalid')
  })
})
