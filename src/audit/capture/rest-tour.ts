import type { FrameAccess } from '../browser/frames.js'
import type { Protocol } from '../browser/protocol.js'
import { fieldsOf, textOf } from '../browser/values.js'

const tourDeadline = 5_000
/** More origins than these are not looked at in one visit. */
export const mostOrigins = 12

/**
 * Opens an empty document of a page's origin, with empty frames of the origins that it embedded, without asking anybody:
 * what the origins keep, each in the partition that it had within the page, can then be read.
 *
 * @param protocol - the browser's protocol.
 * @param session - the page's.
 * @param frames - asked for the frames once they are there.
 * @param origins - the page's own first.
 * @param marker - a word of our own in their addresses.
 * @returns the frames, or undefined where they could not be opened.
 * Privacy: nothing is sent; every request of these documents is answered here.
 * Cost: one document per origin.
 */
export async function restTour(
  protocol: Protocol,
  session: string,
  frames: () => readonly FrameAccess[],
  origins: readonly string[],
  marker: string,
): Promise<readonly FrameAccess[] | undefined> {
  const [own, ...others] = [...new Set(origins)].filter((origin) => /^https?:/.test(origin)).slice(0, mostOrigins)
  if (own === undefined) return []
  // Without one a browser asks the origin for an icon, and that would look like the page's doing.
  const start = '<!doctype html><link rel="icon" href="data:,">'
  const inner = others.map((origin) => `<iframe src="${origin}/${marker}"></iframe>`).join('')
  const body = Buffer.from(`${start}${inner}`).toString('base64')
  const empty = Buffer.from(start).toString('base64')
  let done: () => void = () => {}
  const loaded = new Promise<void>((resolve) => {
    done = resolve
  })
  protocol.listen(({ session: from, method, params }) => {
    if (method === 'Fetch.requestPaused') {
      const url = textOf(fieldsOf(params['request'])['url']) ?? ''
      if (!url.includes(marker)) {
        if (from === session) {
          const refusal = { requestId: params['requestId'], errorReason: 'Aborted' }
          protocol.call(from, 'Fetch.failRequest', refusal).catch(() => {})
        }
        return
      }
      const isOwn = url === `${own}/${marker}`
      const headers = [{ name: 'content-type', value: 'text/html' }]
      const answer = {
        requestId: params['requestId'],
        responseCode: 200,
        responseHeaders: headers,
        body: isOwn ? body : empty,
      }
      protocol.call(from, 'Fetch.fulfillRequest', answer).catch(() => {})
    }
    if (method === 'Page.loadEventFired' && from === session) done()
  })
  const timer = setTimeout(done, tourDeadline)
  try {
    // A service worker of the origin would answer in our place.
    await protocol.call(session, 'Network.setBypassServiceWorker', { bypass: true })
    await protocol.call(session, 'Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    const gone = await protocol.call(session, 'Page.navigate', { url: `${own}/${marker}` }, tourDeadline)
    if (gone['errorText'] !== undefined) return undefined
    await loaded
    return frames().filter(({ url }) => url.includes(marker))
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
