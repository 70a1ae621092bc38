import type { Disclosure } from '../consent/disclosure.js'
import { type Opaque, opaqueKind } from '../kernel/opaque.js'
import type { EpochSeconds } from '../kernel/time.js'

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

const kind = /* @__PURE__ */ opaqueKind<'OpenedToken', OpenedContent>('OpenedToken')

/**
 * Holds what was opened. Called by `openToken`.
 *
 * @param content - of an authenticated token within its dates.
 * @returns the opaque opened token.
 * Privacy: holds what one person disclosed; unreadable but by an inbox, so that nobody forgets the replay check.
 * Cost: O(1). @since 0.1
 */
export function holdOpened(content: OpenedContent): OpenedToken {
  return kind.hold(content)
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
  return kind.reveal(opened)
}
