import { describe, expect, it } from 'vitest'
import type { Protocol, ProtocolEvent } from '../../../src/audit/browser/protocol.js'
import { readProtocol } from '../../../src/audit/capture/read-protocol.js'

// A service worker is spoken to in two sessions, its page's and the browser's, and each tells of all that it asks for.

async function seenOf(events: readonly (readonly [session: string, method: string, params: object])[]) {
  const listeners: ((event: ProtocolEvent) => void)[] = []
  const protocol: Protocol = {
    listen: (listener) => void listeners.push(listener),
    call: () => Promise.reject(new Error('nobody answers')),
    ended: new Promise(() => undefined),
  }
  const reading = readProtocol(protocol, () => ({ kind: 'service worker', visit: 0 }))
  for (const [session, method, params] of events) {
    for (const listener of listeners) listener({ session, method, params: { ...params } })
  }
  const seen = await reading.sightings()
  return seen.map(({ url, parts }) => [
    url,
    ...parts.filter(({ name }) => name === 'frame').map(({ bytes }) => `${bytes}`),
  ])
}

const asks = (requestId: string, url: string) => ({ requestId, request: { url, method: 'GET', headers: {} } })
const list = 'http://page.test/list'

describe('what two sessions tell of', () => {
  it('is one request, else another one of the same address would be taken for the second telling', async () => {
    const told = [
      ['page', 'Network.requestWillBeSent', asks('83.3', list)],
      ['browser', 'Network.requestWillBeSent', asks('83.3', list)],
    ] as const
    expect(await seenOf(told)).toEqual([[list]])
    expect(await seenOf([...told, ['browser', 'Network.requestWillBeSent', asks('83.4', list)]])).toEqual([
      [list],
      [list],
    ])
  })

  it('is one request after the other where it was redirected', async () => {
    const told = (['/a', '/b'] as const).flatMap((path) =>
      ['page', 'browser'].map((session) => {
        return [session, 'Network.requestWillBeSent', asks('7', `http://page.test${path}`)] as const
      }),
    )
    expect(await seenOf(told)).toEqual([['http://page.test/a'], ['http://page.test/b']])
  })

  it('is one frame of a socket, however often the same is said', async () => {
    const url = 'ws://page.test/'
    const created = (session: string) => [session, 'Network.webSocketCreated', { requestId: '9', url }] as const
    const sent = (session: string) => {
      return [
        session,
        'Network.webSocketFrameSent',
        { requestId: '9', response: { opcode: 1, payloadData: 'a' } },
      ] as const
    }
    const told = [created('page'), created('browser'), ...['page', 'browser', 'page', 'browser'].map(sent)]
    expect(await seenOf(told)).toEqual([[url], [url, 'a'], [url, 'a']])
    // Where one session has ended the other goes on telling.
    expect(await seenOf([...told, sent('browser')])).toEqual([[url], [url, 'a'], [url, 'a'], [url, 'a']])
  })
})
