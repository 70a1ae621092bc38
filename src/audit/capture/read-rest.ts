import type { FrameAccess } from '../browser/frames.js'
import type { Protocol } from '../browser/protocol.js'
import { fieldsOf, listOf, textOf } from '../browser/values.js'
import type { Remainder, Store } from '../recording.js'
import { type RestLimits, restScript } from './rest-in-page.js'

/** Of one document. */
export const restLimits: RestLimits = { entries: 2_000, bytes: 16 * 1024 * 1024, milliseconds: 8_000 }

const answerDeadline = restLimits.milliseconds + 2_000

/** Stores whose contents belong to an origin; all others belong to the document that was open. */
const ofOrigin: ReadonlySet<string> = new Set([
  'localStorage',
  'sessionStorage',
  'IndexedDB',
  'CacheStorage',
  'file system',
])

/** What the isolated world is called, should anybody list them. */
const worldName = 'rest'

/**
 * What the documents of a visit find kept.
 *
 * @param frames - of the visit.
 * @param isAlive - true before the page is left.
 * @param visit - its number.
 * @returns what was found, and how many documents did not say all in time.
 * Privacy: what is kept, for the search that follows.
 * Cost: one script per document, at once.
 */
export async function restOf(
  frames: readonly FrameAccess[],
  isAlive: boolean,
  visit: number,
): Promise<{ readonly found: readonly Remainder[]; readonly silent: number }> {
  const answers = await Promise.all(frames.map((frame) => restOfFrame(frame, isAlive, visit).catch(() => undefined)))
  return {
    found: answers.flatMap((answer) => answer?.found ?? []),
    silent: answers.filter((answer) => answer?.isWhole !== true).length,
  }
}

async function restOfFrame(
  frame: FrameAccess,
  isAlive: boolean,
  visit: number,
): Promise<{ readonly found: readonly Remainder[]; readonly isWhole: boolean }> {
  const world = await frame.call('Page.createIsolatedWorld', { frameId: frame.frameId, worldName })
  const answer = await frame.call(
    'Runtime.evaluate',
    {
      expression: restScript(restLimits, isAlive),
      contextId: world['executionContextId'],
      awaitPromise: true,
      returnByValue: true,
    },
    answerDeadline,
  )
  const value = fieldsOf(fieldsOf(answer['result'])['value'])
  const found = listOf(value['found']).map((one) => {
    const fields = fieldsOf(one)
    return {
      // The script names stores by the same closed words.
      store: (textOf(fields['store']) ?? 'document') as Store,
      origin: frame.origin,
      key: textOf(fields['key']) ?? '',
      bytes: Buffer.from(textOf(fields['base64']) ?? '', 'base64'),
      visit,
    }
  })
  return { found, isWhole: value['isWhole'] === true }
}

/**
 * What is left of what was found while the page was open: a document's own state as it was last, an origin's state only
 * where it is still there afterwards, with what came to it as the page went.
 *
 * @param alive - found before the page was left.
 * @param after - found by empty documents of the same origins; absent where they could not be opened.
 * @returns the remainders.
 * Privacy: as what it is given.
 * Cost: O(entries).
 */
export function restAfter(alive: readonly Remainder[], after: readonly Remainder[] | undefined): readonly Remainder[] {
  if (after === undefined) return alive
  return [...alive.filter(({ store }) => !ofOrigin.has(store)), ...after.filter(({ store }) => ofOrigin.has(store))]
}

/**
 * Leaves out what is found twice, and what was there before.
 *
 * @param remainders - of one visit.
 * @param known - the identities of what was there before; those of this visit are added by the caller.
 * @returns what is new, each once.
 * Privacy: as what it is given.
 * Cost: O(bytes).
 */
export function onlyNew(remainders: readonly Remainder[], known: ReadonlySet<string>): readonly Remainder[] {
  const seen = new Map(remainders.map((one) => [remainderIdentity(one), one]))
  return [...seen].filter(([identity]) => !known.has(identity)).map(([, one]) => one)
}

/**
 * What makes two remainders the same.
 *
 * @param remainder - one.
 * @returns a text that holds all of it but the visit.
 * Privacy: as private as the remainder.
 * Cost: O(bytes).
 */
export function remainderIdentity({ store, origin, key, bytes }: Remainder): string {
  return JSON.stringify([store, origin ?? '', key, Buffer.from(bytes).toString('base64')])
}

/**
 * Every cookie of the browser's default profile.
 *
 * @param protocol - the browser's protocol.
 * @returns the cookies; none where the browser does not say.
 * Privacy: cookies' values, for the search that follows.
 * Cost: one call.
 */
export async function cookiesOf(protocol: Protocol): Promise<readonly Remainder[]> {
  const answer = await protocol.call(undefined, 'Storage.getCookies').catch(() => ({}))
  return listOf(fieldsOf(answer)['cookies']).map((cookie) => {
    const fields = fieldsOf(cookie)
    const bytes = Buffer.from(textOf(fields['value']) ?? '', 'utf8')
    return { store: 'cookie', origin: textOf(fields['domain']) ?? '', key: textOf(fields['name']) ?? '', bytes }
  })
}

/**
 * The addresses and titles of a tab's history.
 *
 * @param page - the page's own document.
 * @param visit - its number.
 * @param start - the address that was asked for, which is no remainder.
 * @returns one remainder per address and title that came to it.
 * Privacy: addresses may hold answers; they go to the search that follows.
 * Cost: one call.
 */
export async function historyOf(page: FrameAccess, visit: number, start: string): Promise<readonly Remainder[]> {
  const answer = await page.call('Page.getNavigationHistory').catch(() => ({}))
  return listOf(fieldsOf(answer)['entries']).flatMap((entry): readonly Remainder[] => {
    const fields = fieldsOf(entry)
    const url = textOf(fields['url']) ?? ''
    if (url === start || url === 'about:blank' || url === '') return []
    return [{ store: 'history', origin: page.origin, key: 'url', bytes: Buffer.from(url, 'utf8'), visit }]
  })
}
