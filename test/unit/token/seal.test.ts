import { describe, expect, it } from 'vitest'
import { grant } from '../../../src/consent/grant.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { memoryStore } from '../../../src/practice/store.js'
import { openToken } from '../../../src/token/open.js'
import { recipientOf } from '../../../src/token/recipient-of.js'
import { seal } from '../../../src/token/seal.js'
import {
  chen,
  chenKeys,
  codeOf,
  everything,
  intakeOf,
  NOW,
  proposalOf,
  reference,
  sealedOf,
  value,
} from '../../support/cast.js'
import { seededRandom } from '../../support/random.js'

const received = async (token: Uint8Array) => {
  const opened = value(openToken(token, chenKeys, { now: NOW }))
  return value(await createInbox(memoryStore()).receive(opened))
}

describe('sealing', () => {
  it('gives the reference referral 597 bytes', () => {
    expect(sealedOf(proposalOf({ share: reference })).token.length).toBe(597)
  })
  it('lets the recipient read exactly what was previewed', async () => {
    const { preview } = proposalOf({ share: { ...everything } })
    const proposal = proposalOf({ share: everything })
    expect((await received(sealedOf(proposal).token)).disclosure).toEqual(preview.disclosure)
  })
  it('gives 1,109 bytes with a contact and 2,133 with text, as the preview says', () => {
    const withContact = proposalOf({ share: { contact: ['phone'] } })
    const withText = proposalOf({ share: { story: 'text' } })
    expect([sealedOf(withContact).token.length, withContact.preview.bytes]).toEqual([1109, 1109])
    expect([sealedOf(withText).token.length, withText.preview.bytes]).toEqual([2133, 2133])
  })
  it('passes the failure of a grant on', () => {
    const failed = grant(proposalOf(), { now: NOW, random: () => new Uint8Array(0) })
    expect(codeOf(seal(failed))).toBe('randomness_absent')
    expect(seal(failed)).toBe(failed)
  })
  it('takes the consent itself as well as the Result around it', () => {
    const consent = value(grant(proposalOf(), { now: NOW }))
    expect(seal(consent).ok).toBe(true)
  })
  it('fails without randomness', () => {
    const consent = grant(proposalOf(), { now: NOW })
    expect(codeOf(seal(consent, { random: () => new Uint8Array(3) }))).toBe('randomness_absent')
  })
  it.each<[string, unknown]>([
    ['an intake', intakeOf()],
    ['a proposal', proposalOf()],
    ['a look-alike', { ok: true, value: { recipient: chen, plaintext: new Uint8Array(3) } }],
    ['text', 'planted secret'],
    ['nothing', undefined],
    ['null', null],
  ])('throws a TypeError that repeats nothing when it is given %s', (_, wrong) => {
    // What the compiler refuses is given on purpose.
    const sealing = () => seal(wrong as Parameters<typeof seal>[0])
    expect(sealing).toThrow(new TypeError('expected a Consent'))
  })
  it('seals the same consent twice to tokens that share only the header', () => {
    const consent = value(grant(proposalOf(), { now: NOW, random: seededRandom('one') }))
    const [one, other] = [value(seal(consent)).token, value(seal(consent)).token]
    expect(one.subarray(0, 5)).toEqual(other.subarray(0, 5))
    expect(one.subarray(5, 37)).not.toEqual(other.subarray(5, 37))
    expect(one.subarray(37, 69)).not.toEqual(other.subarray(37, 69))
  })
  it('keeps a ticket that tells to whom it went and cannot be stringified', () => {
    const { ticket } = sealedOf(proposalOf())
    expect(recipientOf(ticket)).toMatchObject({ id: chenKeys.id, name: 'Chen', answersWithinDays: 5 })
    expect(() => JSON.stringify(ticket)).toThrow(TypeError)
  })
})
