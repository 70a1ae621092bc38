import { describe, expect, it } from 'vitest'
import { grant } from '../../../src/consent/grant.js'
import { toHex, utf8Encode } from '../../../src/kernel/text.js'
import { dayOf, days, type EpochDay, type EpochSeconds, after as later } from '../../../src/kernel/time.js'
import { createInbox, type Inbox } from '../../../src/practice/inbox.js'
import { encodeKept, INBOX_KEY, readInbox } from '../../../src/practice/kept.js'
import type { Referral } from '../../../src/practice/referral.js'
import { type InboxStore, memoryStore } from '../../../src/practice/store.js'
import { readBody } from '../../../src/token/body.js'
import { openToken } from '../../../src/token/open.js'
import { holdOpened, type OpenedToken, readOpened } from '../../../src/token/opened.js'
import { shareMore } from '../../../src/token/share-more.js'
import { withdraw } from '../../../src/token/withdraw.js'
import { chenKeys, codeOf, intakeOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'

const now = NOW
const open = (token: Uint8Array, at: EpochSeconds = NOW): OpenedToken => value(openToken(token, chenKeys, { now: at }))
const opened = (seed = 'one', at: EpochSeconds = NOW): OpenedToken => open(sealedOf(proposalOf(), seed).token, at)
/** One that lasts longer than the week of the others. */
const longer = () => open(sealedOf(proposalOf({ expiresIn: days(20) }), 'longer').token)
const markOf = async (store: InboxStore) => readInbox((await store.list(INBOX_KEY))[0]?.value).mark
/** Every way to ask an inbox; the id names nothing, so that only the store can fail. */
const asking: readonly (readonly [string, (inbox: Inbox, now: EpochSeconds) => Promise<unknown>])[] = [
  ['receive', (inbox, now) => inbox.receive(opened(), { now })],
  ['list', (inbox, now) => inbox.list({ now })],
  ['reply', (inbox, now) => inbox.reply('0'.repeat(64), { kind: 'accepted' }, chenKeys, { now })],
  ['suggest', (inbox, now) => inbox.suggest('0'.repeat(64), ['0'.repeat(64)], chenKeys, { now })],
  ['setState', (inbox, now) => inbox.setState('0'.repeat(64), 'in-progress', { now })],
]

describe('an inbox', () => {
  it('yields the disclosure', async () => {
    const received = value(await createInbox(memoryStore()).receive(opened()))
    const { disclosure } = proposalOf().preview
    const { expiresOn } = disclosure
    expect(received).toEqual({
      id: readOpened(opened()).id,
      state: 'requested',
      disclosure,
      more: [],
      consent: readOpened(opened()).consent,
      expiresOn,
      answers: 0,
    })
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
    const ids = two.map(({ id }) => id).sort()
    expect(value(await inbox.list({ now })).map(({ id }) => id)).toEqual(ids)
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
    const content = readOpened(opened())
    const body = readBody(content.plaintext, 512)
    if (body === undefined) throw new Error('it was opened just now')
    const other = holdOpened({ ...content, body, received: new Uint8Array(1) })
    expect(readOpened(other).id).toBe(content.id)
    expect(codeOf(await inbox.receive(other))).toBe('token_conflict')
    expect(value(await inbox.list({ now }))).toHaveLength(1)
  })
  it('is the same to every page that shares its store', async () => {
    const store = memoryStore()
    expect(codeOf(await createInbox(store).receive(opened()))).toBe('ok')
    expect(codeOf(await createInbox(store).receive(opened()))).toBe('token_replayed')
    expect(value(await createInbox(store).list({ now }))).toHaveLength(1)
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
    await createInbox(store).receive(opened())
    expect(await markOf(store)).toBe(Math.floor(NOW / 86400))
    await createInbox(store).receive(opened('two', later(NOW, days(2))))
    expect(await markOf(store)).toBe(Math.floor(NOW / 86400) + 2)
    await createInbox(store).receive(opened('three'), { now: later(NOW, days(3)) })
    expect(await markOf(store)).toBe(Math.floor(NOW / 86400) + 3)
  })
  it('refuses a token whose last day has passed for the inbox, although it was open before', async () => {
    const inbox = createInbox(memoryStore())
    expect(codeOf(await inbox.receive(opened('one'), { now: later(NOW, days(7)) }))).toBe('ok')
    expect(codeOf(await inbox.receive(opened('two'), { now: later(NOW, days(8)) }))).toBe('token_expired')
  })
  it('does not go back: what was forgotten is not revived by a clock set back', async () => {
    const inbox = createInbox(memoryStore())
    await inbox.receive(opened('one'))
    await inbox.receive(opened('two'), { now: later(NOW, days(9)) })
    expect(codeOf(await inbox.receive(opened('one'), { now: NOW }))).toBe('token_expired')
    expect(value(await inbox.list({ now: NOW }))).toEqual([])
  })
  it.each(asking)('is refused in %s when it is none', async (_, ask) => {
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 0.5]) {
      // A host in JavaScript has no brands.
      await expect(ask(createInbox(memoryStore()), wrong as EpochSeconds)).rejects.toThrow(
        new RangeError('now: expected whole epoch seconds'),
      )
    }
  })
})

describe('the limit of an inbox', () => {
  it('is on what has not ended: there is room again', async () => {
    const store = memoryStore()
    const inbox = createInbox(store, { limit: 1 })
    expect(codeOf(await inbox.receive(opened('one')))).toBe('ok')
    const full = await inbox.receive(longer())
    expect(full).toEqual({ ok: false, error: { code: 'inbox_full', detail: { limit: 1 } } })
    expect(codeOf(await inbox.receive(longer(), { now: later(NOW, days(7)) }))).toBe('inbox_full')
    expect(codeOf(await inbox.receive(longer(), { now: later(NOW, days(8)) }))).toBe('ok')
    expect(value(await inbox.list({ now: later(NOW, days(8)) }))).toHaveLength(1)
  })
  it('leaves what it received known', async () => {
    const inbox = createInbox(memoryStore(), { limit: 1 })
    await inbox.receive(opened())
    expect(codeOf(await inbox.receive(opened()))).toBe('token_replayed')
  })
  it('is 10,000 unless told', async () => {
    const store = memoryStore()
    const all = encodeKept({ mark: dayOf(NOW), forgotten: dayOf(NOW), count: 9_999 })
    await store.update([], () => ({ put: [{ key: INBOX_KEY, value: all }], value: undefined }))
    const inbox = createInbox(store)
    expect(codeOf(await inbox.receive(opened('the last')))).toBe('ok')
    const full = await inbox.receive(opened('one more'))
    expect(full).toEqual({ ok: false, error: { code: 'inbox_full', detail: { limit: 10_000 } } })
  })
  it.each([0, -1, 1.5, Number.NaN])('is not %d', (limit) =>
    expect(() => createInbox(memoryStore(), { limit })).toThrow(
      new RangeError('limit: expected a whole number of at least 1'),
    ),
  )
})

describe('a store that fails', () => {
  const unavailable = { ok: false, error: { code: 'store_unavailable', detail: {} } }
  const fails = () => Promise.reject(new Error('secret path'))

  it.each(['update', 'list'] as const)('in %s delivers nothing and leaks nothing', async (name) => {
    const delivered: Referral[] = []
    const broken: InboxStore = { ...memoryStore(), [name]: fails }
    const deliver = (referral: Referral) => void delivered.push(referral)
    expect(await createInbox(broken).receive(opened(), { deliver })).toEqual(unavailable)
    expect(delivered).toEqual([])
  })
  it.each(asking)('is told from a failure of the message in %s', async (_, ask) => {
    for (const name of ['update', 'list'] as const) {
      expect(await ask(createInbox({ ...memoryStore(), [name]: fails }), now)).toEqual(unavailable)
    }
  })
  it('at any one step loses nothing: the same message is accepted once it works again', async () => {
    for (let failing = 0; ; failing++) {
      const store = memoryStore()
      let step = 0
      const broken = {
        update: (keys, decide) => (step++ === failing ? fails() : store.update(keys, decide)),
        list: (prefix) => (step++ === failing ? fails() : store.list(prefix)),
      } satisfies InboxStore
      const received = await createInbox(broken).receive(opened())
      if (received.ok) {
        // The mark, two lists, that all was forgotten, the decision, the delivery.
        expect(failing).toBe(6)
        return
      }
      expect(received).toEqual(unavailable)
      const again = value(await createInbox(store).receive(opened()))
      expect(again.disclosure).toEqual(proposalOf().preview.disclosure)
      expect(codeOf(await createInbox(store).receive(opened()))).toBe('token_replayed')
    }
  })
  it.each([INBOX_KEY, `referral/${readOpened(opened()).id}`, `awaited/${readOpened(opened()).id}`])(
    'is one that holds what no inbox wrote: %s',
    async (key) => {
      for (const bytes of [
        new Uint8Array(0),
        Uint8Array.of(0),
        encodeKept({ mark: -1 as EpochDay, forgotten: 0 as EpochDay, count: 0 }),
      ]) {
        const store = memoryStore()
        await store.update([], () => ({ put: [{ key, value: bytes }], value: undefined }))
        expect(await createInbox(store).receive(opened())).toEqual(unavailable)
        expect(await store.list(key)).toEqual([{ key, value: bytes }])
      }
    },
  )
})

describe('what an inbox keeps', () => {
  /** Something of everything that is private: words, contact, the body as a whole, and the secret both sides share. */
  const intake = intakeOf()
  const { token, ticket } = sealedOf(proposalOf({ share: { contact: ['email'], area: 'postal' } }, intake), 'kept')
  const { plaintext, exporter } = readOpened(open(token))
  const more = value(shareMore(ticket, grant(proposalOf({ share: { story: 'text' }, more: true }, intake), { now })))
  const moreContent = readOpened(open(more))
  const traces = [
    ...['asha@mail.example', '98101', 'spring'].map((word) => utf8Encode(word)),
    ...[plaintext, moreContent.plaintext, exporter.secret, moreContent.exporter.secret],
  ].map(toHex)
  /** Which of the traces stand anywhere in the store. The secret of what adds to a referral is needed by nobody. */
  const tracesIn = async (store: InboxStore) => {
    const bytes = (await store.list('')).map((entry) => toHex(entry.value))
    return traces.map((trace) => bytes.some((one) => one.includes(trace)))
  }
  const everything = [true, true, true, true, true, true, false]
  const nothing = traces.map(() => false)
  const filled = async () => {
    const store = memoryStore()
    const inbox = createInbox(store)
    for (const message of [token, more]) value(await inbox.receive(open(message)))
    return { store, inbox }
  }

  it('is what was disclosed, until it ends; then nothing of it is left', async () => {
    const { store, inbox } = await filled()
    expect(await tracesIn(store)).toEqual(everything)
    value(await inbox.list({ now: later(NOW, days(7)) }))
    expect(await tracesIn(store)).toEqual(everything)
    value(await inbox.list({ now: later(NOW, days(8)) }))
    expect(await tracesIn(store)).toEqual(nothing)
    expect((await store.list('')).map(({ key }) => key)).toEqual([INBOX_KEY])
  })
  it('is forgotten on the same day by the next call, where the store failed half-way, and is not answered before', async () => {
    for (let failing = 1; ; failing++) {
      const { store, inbox } = await filled()
      const [referral] = value(await inbox.list({ now }))
      let step = 0
      const broken = {
        update: (keys, decide) => (step++ === failing ? Promise.reject(new Error()) : store.update(keys, decide)),
        list: (prefix) => (step++ === failing ? Promise.reject(new Error()) : store.list(prefix)),
      } satisfies InboxStore
      const ended = { now: later(NOW, days(8)) }
      if ((await createInbox(broken).list(ended)).ok) {
        expect(failing).toBe(6) // the mark, two lists, the forgetting, that it was done, the list asked for
        return
      }
      const answered = await inbox.reply(referral?.id ?? '', { kind: 'accepted' }, chenKeys, ended)
      expect([failing, codeOf(answered)]).toEqual([failing, 'referral_unknown'])
      expect(await tracesIn(store)).toEqual(nothing)
    }
  })
  it('is what was disclosed, until it is withdrawn; then nothing of it is left', async () => {
    const { store, inbox } = await filled()
    const withdrawn = value(withdraw(ticket, { now }))
    const { id, state } = value(await inbox.receive(open(withdrawn.token)))
    expect(state).toBe('cancelled')
    expect(await tracesIn(store)).toEqual(nothing)
    // That it was withdrawn, until its last day.
    expect((await store.list('')).map(({ key }) => key)).toEqual([INBOX_KEY, `referral/${id}`])
    value(await inbox.list({ now: later(NOW, days(8)) }))
    expect((await store.list('')).map(({ key }) => key)).toEqual([INBOX_KEY])
  })
})
