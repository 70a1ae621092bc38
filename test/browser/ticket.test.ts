import { days, epochSeconds, grant, match, openCatalogue, propose, readIntake, seal, type Ticket } from 'entrenous'
import { readReply, standingOf, withdraw } from 'entrenous/follow-up'
import { createInbox, memoryStore, openToken, type Referral } from 'entrenous/practitioner'
import { openTicket, sealTicket } from 'entrenous/ticket'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.js'
import { bareHtml, bundle, openPage } from '../support/page.js'
import { type StaticServer, serve } from '../support/static-server.js'
import { ashaAnswers, makeWorld, must } from '../support/world.js'

// Asha keeps her ticket, closes the page, and comes back: with the ticket that a page sealed, and with one that Node did.
// Each passphrase costs about a second; there are five here.

const now = epochSeconds(new Date())
const world = makeWorld(now)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const script = `
import { days, epochSeconds, grant, match, openCatalogue, openTicket, propose, readIntake, readReply, seal, sealTicket, standingOf, withdraw } from '/entrenous.js'
const must = (result) => { if (!result.ok) throw new Error(JSON.stringify(result.error)); return result.value }
const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16))
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const lockOf = ({ passphrase, key }) => key === undefined ? { passphrase } : { key: fromHex(key) }
const now = epochSeconds(new Date())
globalThis.kept = async (answers, trust, locks) => {
  const bytes = new Uint8Array(await (await fetch('/catalogue')).arrayBuffer())
  const catalogue = must(openCatalogue(bytes, { trust: [fromHex(trust)], lastSeen: 'first-use', now }))
  const intake = must(readIntake(answers, catalogue.vocabulary))
  const best = match(intake, catalogue, { now }).matches.find((one) => one.sealable)
  const terms = { purpose: 'referral', share: { contact: ['email'] }, expiresIn: days(7) }
  const { token, ticket } = must(seal(grant(must(propose(intake, best, terms, { now })), { now })))
  return { token: toHex(token), kept: locks.map((lock) => toHex(must(sealTicket(ticket, lockOf(lock))))) }
}
globalThis.codeOf = (kept, lock) => { const opened = openTicket(fromHex(kept), lockOf(lock)); return opened.ok ? 'ok' : opened.error.code }
globalThis.comeBack = (kept, lock, record) => {
  const ticket = must(openTicket(fromHex(kept), lockOf(lock)))
  const { state, answer } = standingOf(ticket, [must(readReply(ticket, fromHex(record)))], { now })
  const withdrawn = must(withdraw(ticket, { now }))
  return { state, note: answer.answer.note, by: answer.by.name, withdrawal: toHex(withdrawn.token) }
}
globalThis.traces = async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]
globalThis.ready = true`

type Lock = { readonly passphrase: string } | { readonly key: string }
type Kept = { readonly token: string; readonly kept: readonly [string, string] }
type Back = { readonly state: string; readonly note: string; readonly by: string; readonly withdrawal: string }

const words = { passphrase: 'seven lanterns over quiet water' }
const key = { key: '07'.repeat(32) }
const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
const lockOf = (lock: Lock) => ('key' in lock ? { key: fromHex(lock.key) } : lock)

const complaints: string[] = []
let server: StaticServer
let browser: Browser

/** Calls on a page that was opened for this alone. It stays: where all is one process, closing a page ends the browser. */
async function call(name: string, ...given: readonly unknown[]): Promise<unknown> {
  const page = await openPage(browser, server.origin, complaints)
  return page.evaluate(`${name}(${given.map((one) => JSON.stringify(one)).join(', ')})`)
}

/** What Node seals as Asha's device would. */
function sealedHere(): { readonly token: Uint8Array; readonly ticket: Ticket } {
  const catalogue = must(openCatalogue(world.bytes, { trust: [world.communityKey], lastSeen: 'first-use', now }))
  const intake = must(readIntake(ashaAnswers, catalogue.vocabulary))
  const best = match(intake, catalogue, { now }).matches.find((one) => one.sealable)
  if (best === undefined) throw new Error('nobody matched')
  const terms = { purpose: 'referral', share: { contact: ['email'] }, expiresIn: days(7) } as const
  return must(seal(grant(must(propose(intake, best, terms, { now })), { now })))
}

const received = async (inbox: ReturnType<typeof createInbox>, token: Uint8Array): Promise<Referral> =>
  must(await inbox.receive(must(openToken(token, world.chen, { now }))))

/** Chen receives a token and answers it. */
async function answered(token: Uint8Array) {
  const inbox = createInbox(memoryStore())
  const { id } = await received(inbox, token)
  const answer = { kind: 'declined', reason: 'no-room', note: 'Ask again in spring.' } as const
  return { inbox, id, record: must(await inbox.reply(id, answer, world.chen, { now })).record }
}

beforeAll(async () => {
  const entries = ['entrenous', 'entrenous/ticket', 'entrenous/follow-up']
  server = await serve({
    '/': { type: 'text/html', body: bareHtml },
    '/page.js': { type: 'text/javascript', body: script },
    '/entrenous.js': {
      type: 'text/javascript',
      body: bundle(entries.map((entry) => `export * from '${entry}'`).join('\n')),
    },
    '/catalogue': { type: 'application/octet-stream', body: world.bytes },
  })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe('a ticket that a page sealed', () => {
  let there: Kept
  beforeAll(async () => {
    // The shape the page's script returns.
    there = (await call('kept', ashaAnswers, hex(world.communityKey), [words, key])) as Kept
  })

  it('opens in Node under its passphrase and under its key, reads the answer and withdraws', async () => {
    const [underWords, underKey] = there.kept
    const locks = [
      [underWords, words],
      [underKey, key],
    ] as const
    for (const [kept, lock] of locks) {
      const { inbox, id, record } = await answered(fromHex(there.token))
      const ticket = must(openTicket(fromHex(kept), lockOf(lock)))
      expect(standingOf(ticket, [must(readReply(ticket, record))], { now }).state).toBe('declined')
      expect(await received(inbox, must(withdraw(ticket, { now })).token)).toMatchObject({ id, state: 'cancelled' })
    }
  })
  it('is refused on a page under another passphrase and another key', async () => {
    const [underWords, underKey] = there.kept
    const other = { passphrase: 'seven lanterns over quiet winter' }
    expect(await call('codeOf', underWords, other)).toBe('ticket_unopenable')
    expect(await call('codeOf', underKey, { key: '08'.repeat(32) })).toBe('ticket_unopenable')
    expect(await call('codeOf', underKey, key)).toBe('ok')
  })
})

describe('a ticket that Node sealed', () => {
  it.each([['passphrase', words] as const, ['key', key] as const])(
    'opens on a page under its %s, reads the answer there and withdraws',
    async (_, lock) => {
      const { token, ticket } = sealedHere()
      const kept = must(sealTicket(ticket, lockOf(lock)))
      const { inbox, id, record } = await answered(token)
      // The shape the page's script returns.
      const back = (await call('comeBack', hex(kept), lock, hex(record))) as Back
      expect(back).toMatchObject({ state: 'declined', note: 'Ask again in spring.', by: 'Chen Wei' })
      const after = await received(inbox, fromHex(back.withdrawal))
      expect(after).toMatchObject({ id, state: 'cancelled', disclosure: undefined })
    },
  )
})

describe('the pages that did this', () => {
  it('sent nothing, kept nothing in the browser’s storage and said nothing on the console', async () => {
    const own = ['/', '/page.js', '/entrenous.js', '/catalogue', '/favicon.ico']
    expect(server.requested.filter((path) => !own.includes(path))).toEqual([])
    const traces = await call('traces')
    expect(traces).toEqual([0, 0, 0])
    expect(complaints.filter((text) => !/favicon|404/.test(text))).toEqual([])
  })
})
