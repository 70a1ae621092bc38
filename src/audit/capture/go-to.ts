import type { Protocol } from '../browser/protocol.js'
import { fieldsOf, textOf } from '../browser/values.js'
import type { Fault } from '../fault.js'

/** A page that does not load, or a tab that does not answer. */
export const hangs: Fault = {
  code: 'page_did_not_react',
  says: 'The page did not load in time.',
  remedy: 'Open it by hand in the same browser, and give it longer if it needs longer.',
}

const unreached: Fault = {
  code: 'page_not_reached',
  says: 'Nothing answers at the address of the page, or there is no page in the folder.',
  remedy: 'Start the server first, or name a folder that has an index.html.',
}

/**
 * Goes to a page in a tab of its own.
 *
 * @param protocol - the browser's protocol.
 * @param tab - its session, the id of its target, and where it shall go.
 * @param deadline - milliseconds.
 * @returns nothing when the page has loaded, or what kept it from that; rejects where the tab does not answer.
 * Privacy: reads the state of the page's own answer.
 * Cost: three calls.
 */
export async function goTo(
  protocol: Protocol,
  { session, url, pageTarget }: { readonly session: string; readonly url: string; readonly pageTarget: string },
  deadline: number,
): Promise<Fault | undefined> {
  let resolveEnd: (fault: Fault | undefined) => void = () => {}
  const end = new Promise<Fault | undefined>((resolve) => {
    resolveEnd = resolve
  })
  // The tab answers in order: now it has done what it was sent before it ran, and nothing of the page comes too early.
  await protocol.call(session, 'Runtime.evaluate', { expression: '0' }, deadline)
  let status = 200
  let isOnItsWay = false
  protocol.listen(({ session: from, method, params }) => {
    if (from !== session) return
    const response = fieldsOf(params['response'])
    if (method === 'Network.responseReceived' && params['type'] === 'Document' && isSame(response['url'], url)) {
      isOnItsWay = true
      status = Number(response['status'])
    }
    const isStopped = method === 'Page.frameStoppedLoading' && params['frameId'] === pageTarget && isOnItsWay
    if (method === 'Page.loadEventFired' || isStopped) resolveEnd(status >= 400 ? unreached : undefined)
  })
  const timer = setTimeout(() => resolveEnd(hangs), deadline)
  const answer = await protocol.call(session, 'Page.navigate', { url }, deadline)
  if (answer['errorText'] !== undefined) resolveEnd(unreached)
  return end.finally(() => clearTimeout(timer))
}

function isSame(one: unknown, other: string): boolean {
  return textOf(one)?.split('#')[0] === other.split('#')[0]
}
