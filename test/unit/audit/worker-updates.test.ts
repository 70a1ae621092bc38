import { describe, expect, it } from 'vitest'
import { withoutWorkerUpdates } from '../../../src/audit/capture/worker-updates.js'
import type { Departure } from '../../../src/audit/recording.js'

const script = 'http://a.localhost:8/worker.js'

function fetched(at: number, seenBy: Departure['seenBy'], headers: Readonly<Record<string, string>>): Departure {
  const parts = Object.entries({ url: script, ...headers }).map(([name, text]) => ({ name, bytes: Buffer.from(text) }))
  const from = { kind: 'browser' }
  return {
    channel: 'http',
    seenBy,
    at,
    phase: 'opening',
    from,
    destination: 'http://a.localhost:8',
    verb: 'GET',
    parts,
  }
}

const asked = { 'service-worker': 'script', accept: '*/*' }
const registered = fetched(100, ['protocol', 'servers'], asked)

describe('a look whether a service worker has changed', () => {
  it('is left out where it says what its registration said', () => {
    expect(withoutWorkerUpdates([registered, fetched(1200, ['servers', 'net-log'], asked)])).toEqual([registered])
  })
  it.each([
    ['carries a cookie that was set since', fetched(1200, ['servers'], { ...asked, cookie: 'worst=week' })],
    ['goes to another address', fetched(1200, ['servers'], { ...asked, url: `${script}?week=worst` })],
    ['was sent by the page', fetched(1200, ['protocol', 'servers'], asked)],
    // A page can ask for a look by registration.update(): that it did after an answer is told.
    ['came after the first answer', { ...fetched(1200, ['servers'], asked), phase: 'intake' as const }],
    ['asks for no worker', fetched(1200, ['servers'], { accept: '*/*' })],
    ['was sent before there was one', fetched(50, ['servers'], asked)],
  ])('stays where it %s', (_, other) => {
    expect(withoutWorkerUpdates([registered, other])).toEqual([registered, other])
  })
  it('stays where nobody saw a registration', () => {
    const alone = [fetched(1200, ['servers'], asked)]
    expect(withoutWorkerUpdates(alone)).toEqual(alone)
  })
})
