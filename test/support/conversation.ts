import type { Share } from '../../src/consent/disclosure.js'
import { type GrantOptions, grant } from '../../src/consent/grant.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { days, type EpochSeconds, after as later } from '../../src/kernel/time.js'
import { openToken } from '../../src/token/open.js'
import { type OpenedToken, readOpened } from '../../src/token/opened.js'
import { shareMore } from '../../src/token/share-more.js'
import type { Ticket } from '../../src/token/ticket.js'
import { withdraw } from '../../src/token/withdraw.js'
import { chen, chenKeys, intakeOf, NOW, proposalOf, reference, sealedOf, value } from './cast.js'
import { seededRandom } from './random.js'

// What a conversation is made of, for the tests that look at many orders of it: messages are sealed and opened once, and
// the store shows what it holds.

/** What a store holds, by key. */
export type Held = ReadonlyMap<string, Uint8Array>

/** Everything a store holds, as one stretch of bytes in hex. */
export function hexOf(entries: Held): string {
  return Buffer.from(concatBytes(...entries.values())).toString('hex')
}

/**
 * Tells whether any eight bytes in a row of a message are somewhere in a store: more than chance would do. What others say
 * that may be there, the community's key for one, does not count.
 */
export function leavesTrace(held: string, message: Uint8Array, others: readonly Uint8Array[] = []): boolean {
  const hex = Buffer.from(message).toString('hex')
  const known = others.map((other) => Buffer.from(other).toString('hex'))
  for (let at = 0; at + 16 <= hex.length; at += 2) {
    const stretch = hex.slice(at, at + 16)
    if (held.includes(stretch) && !known.some((other) => other.includes(stretch))) return true
  }
  return false
}

/** Opens with Chen's keys, at noon of the first day unless told. */
export function openedOf(token: Uint8Array, keys = chenKeys, now: EpochSeconds = NOW): OpenedToken {
  return value(openToken(token, keys, { now }))
}

/** So many days after the first. */
export const dayAfter = (count: number): EpochSeconds => later(NOW, days(count))

/** A message, opened, with the plaintext that must not be left where it was withdrawn. */
export type Arriving = { readonly token: Uint8Array; readonly opened: OpenedToken; readonly plaintext: Uint8Array }

/** A message as it arrives. */
export function arriving(token: Uint8Array, keys = chenKeys): Arriving {
  const opened = openedOf(token, keys)
  return { token, opened, plaintext: readOpened(opened).plaintext }
}

/** What can be shared more: each says something the others do not. */
const moreShares: readonly Share[] = [
  { contact: ['name', 'email', 'phone'] },
  { area: 'postal', about: 'stated' },
  { availability: 'slots', language: 'stated' },
  { access: 'stated', payment: 'stated' },
  { ageGroup: 'stated', sessions: 'stated' },
]

/** A consent to share more with somebody. */
export function moreConsentOf(nth = 0, { entry = chen, expiresIn = days(7), now = NOW } = {}, options = {}) {
  const share = moreShares[nth % moreShares.length] ?? {}
  const random = seededRandom(`more ${nth}`)
  const granted: GrantOptions = { now, random, ...options }
  return grant(proposalOf({ share, more: true, expiresIn }, intakeOf(), entry), granted)
}

/** A message that shares more, the same for the same numbers. */
export function moreOf(ticket: Ticket, nth = 0, to: { entry?: typeof chen } = {}): Uint8Array {
  return value(shareMore(ticket, moreConsentOf(nth, to), { random: seededRandom(`sealing more ${nth}`) }))
}

/** The withdrawal of a token, the same every time. */
export function withdrawalOf(ticket: Ticket, seed = 'withdrawal') {
  return value(withdraw(ticket, { now: NOW, random: seededRandom(seed) }))
}

/** A whole conversation: the token with its ticket, what is shared more, and the withdrawal with the ticket after it. */
export function conversationOf(seed: string, { entry = chen, keys = chenKeys, mores = 2 } = {}) {
  const share: Share = { ...reference, story: 'text' }
  const { token, ticket } = sealedOf(proposalOf({ share }, intakeOf(), entry), seed)
  const withdrawn = withdrawalOf(ticket, `${seed} withdrawal`)
  return {
    ticket,
    withdrawnTicket: withdrawn.ticket,
    referral: arriving(token, keys),
    more: Array.from({ length: mores }, (_, nth) => arriving(moreOf(ticket, nth, { entry }), keys)),
    withdrawal: arriving(withdrawn.token, keys),
  }
}
