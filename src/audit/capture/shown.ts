import type { ProtocolEvent } from '../browser/protocol.js'
import { fieldsOf, originOf, textOf } from '../browser/values.js'
import type { Remainder } from '../recording.js'
import type { WhoSends } from './read-protocol.js'

/** More addresses and titles than these are not kept of one start of the browser. */
export const MAX_SHOWN = 5_000

/**
 * An address that a document gave itself, or a title that a page took on, however long it stood there: the browser writes
 * both into its history, also where the page replaces them later.
 *
 * @param event - of the protocol.
 * @param who - asked whose document it is.
 * @param visitOf - asked which visit a page belongs to, by the id of its target.
 * @returns a remainder, or undefined for every other event.
 * Privacy: both may hold answers; they go to the search that follows.
 * Cost: O(length).
 */
export function shownIn(
  { session, method, params }: ProtocolEvent,
  who: WhoSends,
  visitOf: (targetId: string) => number | undefined,
): Remainder | undefined {
  if (method === 'Page.navigatedWithinDocument' && session !== undefined) {
    const url = textOf(params['url']) ?? ''
    const { visit } = who(session, textOf(params['frameId']), url)
    return remainder('history', 'url', url, url, visit)
  }
  if (method !== 'Target.targetInfoChanged') return undefined
  const target = fieldsOf(params['targetInfo'])
  const title = textOf(target['title']) ?? ''
  const url = textOf(target['url']) ?? ''
  // A page without a title is called by its address.
  if (target['type'] !== 'page' || title === '' || url.includes(title)) return undefined
  return remainder('title', '', title, url, visitOf(textOf(target['targetId']) ?? ''))
}

function remainder(
  store: Remainder['store'],
  key: string,
  text: string,
  url: string,
  visit: number | undefined,
): Remainder | undefined {
  if (visit === undefined || url === '' || url === 'about:blank') return undefined
  return { store, origin: originOf(url), key, bytes: Buffer.from(text, 'utf8'), visit }
}
