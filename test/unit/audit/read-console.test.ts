import { describe, expect, it } from 'vitest'
import type { Protocol, ProtocolEvent } from '../../../src/audit/browser/protocol.js'
import { readConsole } from '../../../src/audit/capture/read-console.js'

// Errors of a page are read, those of the audit's own worlds are not.

function errorsAfter(events: readonly Pick<ProtocolEvent, 'method' | 'params'>[]): Promise<readonly string[]> {
  let hear: (event: ProtocolEvent) => void = () => undefined
  const protocol: Pick<Protocol, 'listen' | 'call'> = {
    listen: (listener) => {
      hear = listener
    },
    call: async () => ({}),
  }
  const lines = readConsole(protocol as Protocol, () => ({ kind: 'page', origin: 'http://page.test', visit: 0 })) // all that it uses
  for (const event of events) hear({ ...event, session: 'one' })
  return lines().then((all) => all.map(({ bytes }) => Buffer.from(bytes).toString()))
}

const world = (id: number, type: string) => ({
  method: 'Runtime.executionContextCreated',
  params: { context: { id, auxData: { type } } },
})
const thrown = (executionContextId: number, text: string) => ({
  method: 'Runtime.exceptionThrown',
  params: { exceptionDetails: { text, executionContextId } },
})

describe('errors', () => {
  it('of the page are kept, and those of our own worlds are not', async () => {
    expect(
      await errorsAfter([world(1, 'default'), world(2, 'isolated'), thrown(1, 'draft'), thrown(2, 'ours')]),
    ).toEqual(['draft'])
  })
  it('of a page that another process loaded are kept, though its world has the number of one of ours', async () => {
    expect(await errorsAfter([world(2, 'isolated'), world(2, 'default'), thrown(2, 'draft')])).toEqual(['draft'])
  })
})
