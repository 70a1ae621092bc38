import type { ProtocolEvent } from '../browser/protocol.js'
import { originOf, textOf } from '../browser/values.js'
import type { Remainder } from '../recording.js'
import type { WhoSends } from './read-protocol.js'

/** More addresses than these are not kept of one start of the browser. */
export const MAX_SHOWN = 5_000

/**
 * An address that a document gave itself, however long it stood there: also one that the page replaced later.
 *
 * @param event - of the protocol.
 * @param who - asked whose document it is.
 * @returns a remainder, or undefined for every other event.
 * Privacy: it may hold answers; it goes to the search that follows.
 * Cost: O(length).
 */
export function shownIn({ session, method, params }: ProtocolEvent, who: WhoSends): Remainder | undefined {
  if (method !== 'Page.navigatedWithinDocument' || session === undefined) return undefined
  const url = textOf(params['url']) ?? ''
  const { visit } = who(session, textOf(params['frameId']), url)
  if (visit === undefined || url === '' || url === 'about:blank') return undefined
  return { store: 'history', origin: originOf(url), key: 'url', bytes: Buffer.from(url, 'utf8'), visit }
}
