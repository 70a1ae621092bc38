import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody, type Follows } from '../../../src/consent/disclosure.js'
import { run } from '../../../src/kernel/x25519.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { readInbox } from '../../../src/practice/kept.js'
import { memoryStore, storeOver } from '../../../src/practice/store.js'
import { encodeWithdrawal } from '../../../src/token/body.js'
import { proofOfFollowing, shared } from '../../../src/token/context.js'
import { sealMessage } from '../../../src/token/message.js'
import { openToken } from '../../../src/token/open.js'
import { readOpened } from '../../../src/token/opened.js'
import { shareMore } from '../../../src/token/share-more.js'
import { holdTicket, readTicket } from '../../../src/token/ticket.js'
import { chenKeys, codeOf, entryOf, keysOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'
import { conversationOf, dayAfter, moreConsentOf, moreOf, openedOf, withdrawalOf } from '../../support/conversation.js'
import { seededRandom } from '../../support/random.js'
import { body } from '../../support/raw-token.js'

// Eve would take back what Asha sent, or add to it, or fill Chen's inbox. She has Chen's public key, a copy of all that
// travelled, and a token of her own with him. What follows a token names it by 32 bytes that only its two sides know, and
// proves it by 32 more that only they can derive, for that one message. Where it says "who learnt the name", Eve has read the
// id somewhere it should not stand, a log for one: then the proof alone holds.

const now = NOW
const asha = conversationOf('Asha', { mores: 1 })
const eve = conversationOf('Eve', { mores: 0 })
const content = readTicket(asha.ticket)
const { exporter } = content
const name = shared(exporter, 'token id')
const id = readOpened(asha.referral.opened).id
const [ashaMore = asha.referral] = asha.more
const { issuedOn, expiresOn } = content

type Proof = (encapsulated: Uint8Array) => Uint8Array
/** Proofs that Eve can come by. */
const proofs: Readonly<Record<string, Proof>> = {
  zeros: () => new Uint8Array(32),
  'random bytes': () => seededRandom('a guess')(32),
  'her own token’s': (encapsulated) => proofOfFollowing(readTicket(eve.ticket).exporter, encapsulated),
  'the name itself': () => name,
  'that of Asha’s withdrawal, for another message': () => readOpened(asha.withdrawal.opened).follows?.proof ?? name,
  'that of Asha’s further message': () => readOpened(ashaMore.opened).follows?.proof ?? name,
}

/** What Eve seals to Chen: the withdrawal of a token, or more of it. */
function forged(kind: 'more' | 'withdrawal', of: Uint8Array, proofFor: Proof, seed = kind as string) {
  const { disclosure, consent } = body()
  const write = (follows: Follows) =>
    kind === 'more'
      ? encodeBody({ ...disclosure, fields: { story: 'Asha says so.' } }, consent, follows)
      : encodeWithdrawal({ issuedOn, expiresOn, follows })
  const plaintextOf = (encapsulated: Uint8Array) => write({ of, proof: proofFor(encapsulated) })
  const bucket = kind === 'more' ? 2048 : 512
  return openedOf(value(run(sealMessage(content, bucket, plaintextOf, seededRandom(seed)))).token)
}

/** An inbox, and what it keeps. */
function fresh(limit?: number) {
  const entries = new Map<string, Uint8Array>()
  return { entries, inbox: createInbox(storeOver(entries), limit === undefined ? {} : { limit }) }
}
const shown = async (inbox: ReturnType<typeof createInbox>) => value(await inbox.list({ now }))

describe('a message that says it follows Asha’s', () => {
  const all = Object.entries(proofs).flatMap(([proof, make]) =>
    (['more', 'withdrawal'] as const).map((kind) => [kind, proof, make] as const),
  )
  it.each(all)('fails by who learnt the name: %s, proven by %s', async (kind, _, proof) => {
    const { entries, inbox } = fresh()
    value(await inbox.receive(asha.referral.opened))
    const before = new Map(entries)
    expect(codeOf(await inbox.receive(forged(kind, name, proof)))).toBe('token_conflict')
    expect(entries).toEqual(before)
  })
  it.each(all)('fails before the token has come: %s, proven by %s', async (kind, _, proof) => {
    const { inbox } = fresh()
    expect(codeOf(await inbox.receive(forged(kind, name, proof)))).toBe('token_awaits_referral')
    expect(await shown(inbox)).toEqual([])
    const received = value(await inbox.receive(asha.referral.opened))
    expect([received.state, received.more]).toEqual(['requested', []])
  })
  it('counts when it is proven, before the token and after it', async () => {
    const { inbox } = fresh()
    expect(codeOf(await inbox.receive(ashaMore.opened))).toBe('token_awaits_referral')
    expect(value(await inbox.receive(asha.referral.opened)).more).toHaveLength(1)
    expect(value(await inbox.receive(asha.withdrawal.opened)).state).toBe('cancelled')
  })
  it('follows one token: Asha’s withdrawal of one leaves the next as it is', async () => {
    const { inbox } = fresh()
    const next = conversationOf('Asha again', { mores: 0 })
    value(await inbox.receive(asha.referral.opened))
    value(await inbox.receive(next.referral.opened))
    value(await inbox.receive(asha.withdrawal.opened))
    expect(codeOf(await inbox.receive(asha.withdrawal.opened))).toBe('token_replayed')
    const states = Object.fromEntries((await shown(inbox)).map((one) => [one.id, one.state]))
    expect(states).toEqual({ [id]: 'cancelled', [readOpened(next.referral.opened).id]: 'requested' })
  })
  it('adds nothing after the withdrawal, and another withdrawal changes nothing', async () => {
    const { entries, inbox } = fresh()
    value(await inbox.receive(asha.referral.opened))
    value(await inbox.receive(asha.withdrawal.opened))
    const before = new Map(entries)
    const late = [ashaMore.opened, asha.referral.opened, openedOf(withdrawalOf(asha.ticket, 'once more').token)]
    for (const opened of late) expect(codeOf(await inbox.receive(opened))).toBe('token_withdrawn')
    expect(entries).toEqual(before)
  })
  it('of other bytes under one id is a conflict', async () => {
    const { inbox } = fresh()
    const proof: Proof = (encapsulated) => proofOfFollowing(exporter, encapsulated)
    value(await inbox.receive(asha.referral.opened))
    // One draw for two bodies: both are Asha's, and have one id.
    value(await inbox.receive(forged('more', name, proof, 'one draw')))
    expect(codeOf(await inbox.receive(forged('withdrawal', name, () => name, 'one draw')))).toBe('token_conflict')
    const { disclosure, consent } = body()
    const other = (encapsulated: Uint8Array) =>
      encodeBody({ ...disclosure, fields: { story: 'Other words.' } }, consent, {
        of: name,
        proof: proof(encapsulated),
      })
    const second = value(run(sealMessage(content, 2048, other, seededRandom('one draw')))).token
    expect(codeOf(await inbox.receive(openedOf(second)))).toBe('token_conflict')
    expect((await shown(inbox))[0]?.more.map(({ fields }) => fields.story)).toEqual(['Asha says so.'])
  })
})

describe('a message at another door', () => {
  const benKeys = keysOf('Ben')
  const ben = entryOf(benKeys, { descriptor: { name: 'Ben' } })
  it('does not open', () => {
    for (const { token } of [asha.referral, ashaMore, asha.withdrawal]) {
      expect(codeOf(openToken(token, benKeys, { now }))).toBe('token_unopenable')
    }
  })
  it('is not made by mistake: a consent for Ben shares nothing with Chen', () =>
    expect(codeOf(shareMore(asha.ticket, moreConsentOf(0, { entry: ben })))).toBe('recipient_other'))
  it('waits for nothing when Chen makes it, who shares its secrets', async () => {
    const { inbox } = fresh()
    const toBen = sealedOf(proposalOf({}, undefined, ben), 'to Ben')
    value(await inbox.receive(openedOf(toBen.token, benKeys)))
    const stray = holdTicket({ ...readTicket(toBen.ticket), exporter })
    expect(codeOf(await inbox.receive(openedOf(withdrawalOf(stray).token, benKeys)))).toBe('token_awaits_referral')
    expect((await shown(inbox)).map(({ state }) => state)).toEqual(['requested'])
  })
})

describe('what comes before its token', () => {
  // Nothing can be proven before the token is there, so somebody who learnt its name could wait in front of it. Further
  // disclosures, true or false, never keep the withdrawal out: it takes their place. Sixteen false withdrawals do, until the token
  // comes; then all of them are gone, and the true one is taken whenever the board is looked through again. It takes the
  // 32 secret bytes of the name to try, and nobody has them before the token has come but the one who sealed it.
  const junk = (nth: number, kind: 'more' | 'withdrawal') => forged(kind, name, () => name, `${kind} ${nth}`)

  it('is kept sixteen times, and a withdrawal takes the place of all that was shared', async () => {
    const { entries, inbox } = fresh()
    for (let nth = 0; nth < 16; nth++) {
      expect(codeOf(await inbox.receive(junk(nth, 'more')))).toBe('token_awaits_referral')
    }
    expect(codeOf(await inbox.receive(junk(16, 'more')))).toBe('inbox_full')
    expect(codeOf(await inbox.receive(asha.withdrawal.opened))).toBe('token_awaits_referral')
    expect(readInbox(entries.get('inbox')).count).toBe(1)
    expect(codeOf(await inbox.receive(asha.referral.opened))).toBe('token_withdrawn')
    expect(await shown(inbox)).toMatchObject([{ id, state: 'cancelled', disclosure: undefined, more: [] }])
  })
  it('is dropped when it was false, and the true withdrawal counts when it comes again', async () => {
    const { inbox } = fresh()
    for (let nth = 0; nth < 16; nth++) await inbox.receive(junk(nth, 'withdrawal'))
    expect(codeOf(await inbox.receive(asha.withdrawal.opened))).toBe('inbox_full')
    expect(value(await inbox.receive(asha.referral.opened)).state).toBe('requested')
    expect(value(await inbox.receive(asha.withdrawal.opened)).state).toBe('cancelled')
  })
  it('fifteen false withdrawals hide no true one', async () => {
    const { inbox } = fresh()
    for (let nth = 0; nth < 15; nth++) await inbox.receive(junk(nth, 'withdrawal'))
    expect(codeOf(await inbox.receive(asha.withdrawal.opened))).toBe('token_awaits_referral')
    expect(codeOf(await inbox.receive(asha.referral.opened))).toBe('token_withdrawn')
  })
  it('under a name of Eve’s making is nobody’s, takes one place, and goes with its day', async () => {
    const { entries, inbox } = fresh()
    const named = (nth: number) => forged('withdrawal', seededRandom(`name ${nth}`)(32), () => name, `named ${nth}`)
    for (const nth of [1, 2, 3]) expect(codeOf(await inbox.receive(named(nth)))).toBe('token_awaits_referral')
    expect([await shown(inbox), readInbox(entries.get('inbox')).count]).toEqual([[], 3])
    value(await inbox.list({ now: dayAfter(8) }))
    expect([...entries.keys()]).toEqual(['inbox'])
  })
})

describe('a flood', () => {
  const follower = (nth: number) => forged('more', seededRandom(`flood ${nth}`)(32), () => name, `flood ${nth}`)
  const tokens = [1, 2, 3].map((nth) => openedOf(sealedOf(proposalOf(), `flood ${nth}`).token))

  it.each([
    ['of tokens', tokens],
    ['of what follows nothing', [1, 2, 3].map(follower)],
  ] as const)('%s ends at the limit, and Asha can still add and withdraw', async (_, flood) => {
    const { entries, inbox } = fresh(3)
    value(await inbox.receive(asha.referral.opened))
    const codes = []
    for (const opened of flood) codes.push(codeOf(await inbox.receive(opened)))
    expect([codes[2], readInbox(entries.get('inbox')).count]).toEqual(['inbox_full', 3])
    expect(await inbox.receive(asha.referral.opened)).toMatchObject({ error: { code: 'token_replayed' } })
    expect(value(await inbox.receive(ashaMore.opened)).more).toHaveLength(1)
    expect(value(await inbox.receive(asha.withdrawal.opened)).state).toBe('cancelled')
  })
  it('leaves room for the token of what waits already', async () => {
    const { entries, inbox } = fresh(2)
    await inbox.receive(ashaMore.opened)
    await inbox.receive(follower(1))
    expect(codeOf(await inbox.receive(follower(2)))).toBe('inbox_full')
    expect(value(await inbox.receive(asha.referral.opened)).more).toHaveLength(1)
    expect(readInbox(entries.get('inbox')).count).toBe(2)
  })
  it('of more of one referral ends at sixteen', async () => {
    const { inbox } = fresh()
    value(await inbox.receive(asha.referral.opened))
    const more = (nth: number) => openedOf(moreOf(asha.ticket, nth + 5))
    for (let nth = 0; nth < 16; nth++) value(await inbox.receive(more(nth)))
    expect(await inbox.receive(more(16))).toEqual({ ok: false, error: { code: 'inbox_full', detail: { limit: 16 } } })
    expect(value(await inbox.receive(asha.withdrawal.opened)).more).toEqual([])
  })
})

describe('a store that holds garbage', () => {
  const planted = Buffer.from('planted secret')
  const unavailable = { ok: false, error: { code: 'store_unavailable', detail: {} } }
  const ask = (inbox: ReturnType<typeof createInbox>) => [
    () => inbox.receive(asha.referral.opened),
    () => inbox.receive(ashaMore.opened),
    () => inbox.receive(asha.withdrawal.opened),
    () => inbox.list({ now }),
    () => inbox.reply(id, { kind: 'accepted' }, chenKeys, { now }),
    () => inbox.setState(id, 'completed', { now }),
  ]
  it.each(['inbox', `referral/${id}`, `awaited/${id}`])(
    'under %s is unavailable: it throws nothing, repeats nothing, loses nothing',
    async (key) => {
      const garbage = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constant(new Uint8Array(planted)))
      await fc.assert(
        fc.asyncProperty(garbage, async (bytes) => {
          const entries = new Map([[key, bytes]])
          for (const asked of ask(createInbox(storeOver(entries)))) expect(await asked()).toEqual(unavailable)
          expect(entries.get(key)).toEqual(bytes)
        }),
      )
    },
  )
  it.each([null, 0, 'text', {}, [], new Proxy({}, { get: () => planted })])(
    'of a kind that is not bytes: %#',
    async (held) => {
      // What plain JavaScript may bring.
      const entries = new Map([['inbox', held as unknown as Uint8Array]])
      for (const asked of ask(createInbox(storeOver(entries)))) expect(await asked()).toEqual(unavailable)
    },
  )
  it('that throws whatever it likes is unavailable', async () => {
    const failing = () => Promise.reject(new Error('planted secret'))
    for (const broken of [
      { ...memoryStore(), update: failing },
      { ...memoryStore(), list: failing },
    ]) {
      for (const asked of ask(createInbox(broken))) expect(await asked()).toEqual(unavailable)
    }
  })
})
