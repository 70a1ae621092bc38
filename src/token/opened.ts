import { consentDigest, type Disclosure } from '../consent/disclosure.js'
import { sha256 } from '../kernel/hash.js'
import type { Exporter } from '../kernel/hpke.js'
import { type Opaque, opaqueKind } from '../kernel/opaque.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { shared } from './context.js'

/** A token that was opened and not yet claimed: shows nothing until an inbox receives it. */
export type OpenedToken = Opaque<'OpenedToken'>

/** What an inbox needs to know of an opened token. */
export type OpenedContent = {
  /** Hex of the token id: the same for both sides, unknown to everybody else. */
  readonly id: string
  readonly kind: 'referral'
  /** The message's number within its kind. A referral is the only one of its kind. */
  readonly counter: number
  /** Hex of the SHA-256 of the received bytes. */
  readonly hash: string
  readonly disclosure: Disclosure
  /** Hex of the consent digest: the name by which person and recipient can speak of this consent. */
  readonly consent: string
  /** When it was opened: the time an inbox goes by unless given another. */
  readonly openedAt: EpochSeconds
}

const kind = /* @__PURE__ */ opaqueKind<'OpenedToken', Found>('OpenedToken')

/** What opening has found. What names the message follows from it, and is derived when somebody claims it. */
export type Found = Pick<OpenedContent, 'disclosure' | 'openedAt'> & {
  readonly exporter: Exporter
  readonly received: Uint8Array
  /** The unpadded body. */
  readonly plaintext: Uint8Array
}

/**
 * Holds what was opened. Called by `openToken`.
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
  const { exporter, received, plaintext, disclosure, openedAt } = kind.reveal(opened)
  return {
    id: toHex(shared(exporter, 'token id')),
    kind: 'referral',
    counter: 0,
    hash: toHex(sha256(received)),
    disclosure,
    consent: toHex(consentDigest(plaintext)),
    openedAt,
  }
}
