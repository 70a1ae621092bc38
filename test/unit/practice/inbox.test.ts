import { describe, expect, it, vi } from 'vitest'
import { days, type EpochDay, type EpochSeconds, after as later } from '../../../src/kernel/time.js'
import { createInbox, type Referral } from '../../../src/practice/inbox.js'
import { type ClaimStore, memoryStore } from '../../../src/practice/store.js'
import { openToken } from '../../../src/token/open.js'
import { holdOpened, type OpenedToken, readOpened } from '../../../src/token/opened.js'
import { readTicket } from '../../../src/token/ticket.js'
import { chenKeys, codeOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'

const opened = (seed = 'one', now: EpochSeconds = NOW): OpenedToken =>
  value(openToken(sealedOf(proposalOf(), seed).token, chenKeys, { now }))

describe('an inbox', () => {
  it('yields the disclosure', async () => {
    const received = value(await createInbox(memoryStore()).receive(opened()))
    expect(received.disclosure).toEqual(proposalOf().preview.disclosure)
    expect(received.id).toMatch(/^[0-9a-f]{64}$/)
    expect(received.consent).toMatch(/^[0-9a-f]{64}$/)
  })
  it('accepts a token once', async () => {
    const inbox = createInbox(memoryStore())
    expect(codeOf(await inbox.receive(opened()))).toBe('ok')
    expect(codeOf(await inbox.receive(opened()))).toBe('token_replayed')
  })
  it('accepts a token once when it comes many times at once', async () => {
    const inbox = createInbox(memoryStore())
    const codes = (await Promise.all(Array.from({ length: 8 }, () => inbox.receive(opened())))).map(codeOf)
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
    expect(new Set(codes)).toEqual(new Set(['ok', 'token_replayed']))
  })
  it('accepts two tokens of one consent as two', async () => {
    const inbox = createInbox(memoryStore())
    const two = [value(await inbox.receive(opened('one'))), value(await inbox.receive(opened('two')))]
    expect(new Set(two.map(({ id }) => id)).size).toBe(2)
  })
  it('gives the same referral again while it was not delivered, so that a crash loses nothing', async () => {
    const inbox = createInbox(memoryStore())
    const given: Referral[] = []
    const crash = (referral: Referral) => {
      given.push(referral)
      throw new Error('the power went out')
    }
    await expect(inbox.receive(opened(), { deliver: crash })).rejects.toThrow('the power went out')
    expect(codeOf(await inbox.receive(opened(), { deliver: async (referral) => void given.push(referral) }))).toBe('ok')
    expect(given[0]).toEqual(given[1])
    expect(codeOf(await inbox.receive(opened(), { deliver: crash }))).toBe('token_replayed')
    expect(given).toHaveLength(2)
  })
  it('refuses other bytes under the same id', async () => {
    const inbox = createInbox(memoryStore())
    await inbox.receive(opened())
    // The same context, and so the same id; whoever sealed to it twice sends other bytes.
    const { exporter } = readTicket(sealedOf(proposalOf(), 'one').ticket)
    const { disclosure } = readOpened(opened())
    const bytes = new Uint8Array(1)
    const other = holdOpened({ exporter, received: bytes, plaintext: bytes, disclosure, openedAt: NOW })
    expect(readOpened(other).id).toBe(readOpened(opened()).id)
    expect(codeOf(await inbox.receive(other))).toBe('token_conflict')
  })
  it('throws a TypeError for what was not opened', async () => {
    // What the compiler refuses is given on purpose.
    const wrong = { id: 'a', disclosure: {} } as unknown as OpenedToken
    await expect(createInbox(memoryStore()).receive(wrong)).rejects.toThrow(new TypeError('expected a OpenedToken'))
  })
})

describe('the time of an inbox', () => {
  it('is that of opening unless told', async () => {
    const store = memoryStore()
    const advance = vi.fn(store.advance)
    await createInbox({ ...store, advance }).receive(opened())
    expect(advance).toHaveBeenCalledWith(Math.floor(NOW / 86400))
  })
  it('refuses a token whose last day has passed for the inbox, although it was open before', async () => {
    const inbox = createInbox(memoryStore())
    expect(codeOf(await inbox.receive(opened(), { now: later(NOW, days(8)) }))).toBe('token_expired')
  })
  it('does not go back: what was forgotten is not revived by a clock set back', async () => {
    const inbox = createInbox(memoryStore())
    await inbox.receive(opened('one'))
    await inbox.receive(opened('two'), { now: later(NOW, days(9)) })
    expect(codeOf(await inbox.receive(opened('one'), { now: NOW }))).toBe('token_expired')
  })
})

describe('a store', () => {
  it('forgets what has ended and has room again', async () => {
    const store = memoryStore({ limit: 1 })
    const inbox = createInbox(store)
    expect(codeOf(await inbox.receive(opened('one')))).toBe('ok')
    const full = await inbox.receive(opened('two'))
    expect(full).toEqual({ ok: false, error: { code: 'inbox_full', detail: { limit: 1 } } })
    await store.advance((Math.floor(NOW / 86400) + 8) as EpochDay)
    expect(await store.claim('key', { hash: '', state: 'claimed', expiresOn: 0 as EpochDay })).toEqual({
      outcome: 'new',
    })
  })
  it('that is full still knows what it received', async () => {
    const inbox = createInbox(memoryStore({ limit: 1 }))
    await inbox.receive(opened())
    expect(codeOf(await inbox.receive(opened()))).toBe('token_replayed')
  })
  it.each(['advance', 'claim', 'deliver'] as const)(
    'that fails in %s delivers nothing and leaks nothing',
    async (name) => {
      const broken: ClaimStore = { ...memoryStore(), [name]: () => Promise.reject(new Error('secret path')) }
      const received = await createInbox(broken).receive(opened())
      expect(received).toEqual({ ok: false, error: { code: 'store_unavailable', detail: {} } })
    },
  )
  it('keeps no word of what was disclosed', async () => {
    const kept: unknown[] = []
    const store = memoryStore()
    const claim: ClaimStore['claim'] = (...all) => {
      kept.push(all)
      return store.claim(...all)
    }
    const spy: ClaimStore = { ...store, claim }
    await createInbox(spy).receive(opened())
    expect(JSON.stringify(kept)).not.toMatch(/anxiety|tue|category/)
  })
  it('holds 10,000 claims unless told', async () => {
    const store = memoryStore()
    const claim = { hash: '', state: 'claimed', expiresOn: 0 as EpochDay } as const // the first day there is
    for (let nth = 1; nth < 10_000; nth++) await store.claim(String(nth), claim)
    expect(await store.claim('the last', claim)).toEqual({ outcome: 'new' })
    expect(await store.claim('one more', claim)).toEqual({ outcome: 'full' })
  })
  it.each([0, -1, 1.5, Number.NaN])('refuses a limit of %d', (limit) =>
    expect(() => memoryStore({ limit })).toThrow(RangeError),
  )
})
