import { consentDigest, type Disclosure, encodeBody, type Follows } from '../consent/disclosure.js'
import { sha256 } from '../kernel/hash.js'
import type { Exporter } from '../kernel/hpke.js'
import { type Opaque, opaqueKind } from '../kernel/opaque.js'
import { toHex } from '../kernel/text.js'
import type { EpochDay, EpochSeconds } from '../kernel/time.js'
import type { DisclosingBody, WithdrawingBody } from './body.js'
import { shared } from './context.js'

/** A token that was opened and not yet claimed: shows nothing until an inbox receives it. */
export type OpenedToken = Opaque<'OpenedToken'>

/** What an inbox needs to know of an opened token. */
export type OpenedContent = {
  /** Hex of the token id: the same for both sides, unknown to everybody else. */
  readonly id: string
  /** Hex of the SHA-256 of the received bytes. */
  readonly hash: string
  /** Undefined in a withdrawal. */
  readonly disclosure: Disclosure | undefined
  /** Hex of the consent digest: the name by which person and recipient can speak of this consent. */
  readonly consent: string | undefined
  /** The last day on which it counts. */
  readonly expiresOn: EpochDay
  /** The earlier token it belongs to; undefined for a referral of its own. */
  readonly follows: Follows | undefined
  /** The unpadded body. */
  readonly plaintext: Uint8Array
  readonly exporter: Exporter
  /** What the sender's key came as: answers and proofs are bound to it. */
  readonly encapsulated: Uint8Array
  /** The number of the suite it was sealed in. */
  readonly suite: number
  /** When it was opened: the time an inbox goes by unless given another. */
  readonly openedAt: EpochSeconds
}

const kind = /* @__PURE__ */ opaqueKind<'OpenedToken', Found>('OpenedToken')

/** What opening has found. What names the message follows from it, and is derived when somebody claims it. */
export type Found = Pick<OpenedContent, 'openedAt' | 'plaintext' | 'exporter' | 'encapsulated' | 'suite'> & {
  readonly body: DisclosingBody | WithdrawingBody
  readonly received: Uint8Array
}

/**
 * Holds what was opened. Called by `openToken` and `scanBoard`.
 *
 * @param found - of an authenticated token within its dates.
 * @returns the opaque opened token.
 * Privacy: holds what one person disclosed; unreadable but by an inbox, so that nobody forgets the replay check.
 * Cost: O(1). @since 0.1
 */
export function holdOpened(found: Found): OpenedToken {
  return kind.hold(found)
}

/**
 * Reads an opened token, to claim it.
 *
 * @param opened - what `openToken` returned.
 * @returns its content.
 * @throws {TypeError} when the argument is anything else.
 * Privacy: holds what one person disclosed to this practitioner.
 * Cost: O(1). @since 0.1
 */
export function readOpened(opened: OpenedToken): OpenedContent {
  const { body, received, ...found } = kind.reveal(opened)
  const { disclosure, consent, follows } = body
  return {
    ...found,
    id: toHex(shared(found.exporter, 'token id')),
    hash: toHex(sha256(received)),
    disclosure,
    // Without what it follows, which their device added to what the person granted: both sides can compute it.
    consent: disclosure && consent && toHex(consentDigest(encodeBody(disclosure, consent))),
    expiresOn: (disclosure ?? body).expiresOn,
    follows,
  }
}
