import { describe, expect, it } from 'vitest'
import { bucketFor } from '../../../src/consent/disclosure.js'
import { grant } from '../../../src/consent/grant.js'
import { propose } from '../../../src/consent/propose.js'
import { fail } from '../../../src/kernel/result.js'
import { days } from '../../../src/kernel/time.js'
import { inspectToken } from '../../../src/token/inspect.js'
import { readOpened } from '../../../src/token/opened.js'
import { seal } from '../../../src/token/seal.js'
import { shareMore } from '../../../src/token/share-more.js'
import type { Ticket } from '../../../src/token/ticket.js'
import { chen, codeOf, entryOf, intakeOf, keysOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'
import { dayAfter, moreConsentOf, openedOf, withdrawalOf } from '../../support/conversation.js'

const now = NOW
const { token, ticket } = sealedOf(proposalOf(), 'to share more')
const ordinary = () => grant(proposalOf(), { now })

describe('sharing more', () => {
  it('discloses what was previewed, and belongs to its token', () => {
    const proposal = proposalOf({ share: { contact: ['phone'] }, more: true })
    const more = value(shareMore(ticket, grant(proposal, { now })))
    const { disclosure, follows } = readOpened(openedOf(more))
    expect(proposal.preview.isMore).toBe(true)
    expect(disclosure).toEqual(proposal.preview.disclosure)
    expect(Buffer.from(follows?.of ?? '').toString('hex')).toBe(readOpened(openedOf(token)).id)
    expect(inspectToken(more)).toMatchObject({ value: { bucket: 1024, bytes: proposal.preview.bytes } })
  })
  it('has no shortest size: naming its token takes room', () => {
    expect([bucketFor({}, true), bucketFor({ story: 's' }, true)]).toEqual([1024, 2048])
    const more = value(shareMore(ticket, grant(proposalOf({ share: { availability: 'slots' }, more: true }), { now })))
    expect(inspectToken(more)).toMatchObject({ value: { bucket: 1024 } })
  })
  it('takes a consent, or what grant returned, and passes its failure on', () => {
    expect(codeOf(shareMore(ticket, moreConsentOf(0)))).toBe('ok')
    expect(codeOf(shareMore(ticket, value(moreConsentOf(0))))).toBe('ok')
    const failed = fail('consent_rule_broken', { rule: 'grantFollowsProposal' })
    expect(shareMore(ticket, failed)).toBe(failed)
  })
  it('is for whoever has the token', () => {
    const entry = entryOf(keysOf('Ben'), { descriptor: { name: 'Ben' } })
    expect(codeOf(shareMore(ticket, moreConsentOf(0, { entry })))).toBe('recipient_other')
  })
  it('ends with the token', () => {
    const shared = (day: number) => codeOf(shareMore(ticket, consentOn(day)))
    expect([shared(0), shared(7), shared(8)]).toEqual(['ok', 'ok', 'token_expired'])
  })
  it('ends with the withdrawal', () =>
    expect(codeOf(shareMore(withdrawalOf(ticket).ticket, moreConsentOf(0)))).toBe('token_withdrawn'))
  it('needs randomness', () =>
    expect(codeOf(shareMore(ticket, moreConsentOf(0), { random: () => new Uint8Array(0) }))).toBe('randomness_absent'))
})

/** A consent that was proposed and granted so many days later. */
function consentOn(day: number) {
  const at = { now: dayAfter(day) }
  const terms = { purpose: 'referral', share: { availability: 'slots' }, expiresIn: days(1), more: true } as const
  return grant(value(propose(intakeOf(), { entry: chen }, terms, at)), at)
}

describe('a consent', () => {
  it('to more is not sealed as a token of its own', () => {
    expect(() => seal(moreConsentOf(0))).toThrow(TypeError)
    expect(() => seal(value(moreConsentOf(0)))).toThrow(TypeError)
  })
  it('to a token of its own is not shared as more', () => {
    expect(() => shareMore(ticket, ordinary())).toThrow(TypeError)
    expect(() => shareMore(ticket, value(ordinary()))).toThrow(TypeError)
  })
  it('is asked for, and a ticket', () => {
    // What JavaScript may bring.
    for (const wrong of [undefined, null, {}, { ok: true }, { ok: true, value: {} }, proposalOf()]) {
      expect(() => shareMore(ticket, wrong as never)).toThrow(TypeError)
    }
    expect(() => shareMore({} as Ticket, moreConsentOf(0))).toThrow(TypeError)
  })
})
