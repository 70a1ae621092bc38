import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PractitionerKeys } from '../../../src/descriptor/keys.js'
import { concatBytes } from '../../../src/kernel/bytes.js'
import { pad } from '../../../src/kernel/padding.js'
import { sealResponse } from '../../../src/kernel/response.js'
import { revealSecret } from '../../../src/kernel/secret-key.js'
import { signBytes } from '../../../src/kernel/signing.js'
import { dayOf } from '../../../src/kernel/time.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { memoryStore } from '../../../src/practice/store.js'
import { type Answer, encodeAnswer, signedPart } from '../../../src/token/answer.js'
import { answerTags, shared } from '../../../src/token/context.js'
import { findReplies } from '../../../src/token/find-replies.js'
import { toLink, toQrText } from '../../../src/token/forms.js'
import { dummyRecord } from '../../../src/token/nobody.js'
import { readOpened } from '../../../src/token/opened.js'
import { readReply } from '../../../src/token/read-reply.js'
import { sealAnswer } from '../../../src/token/seal-answer.js'
import { readTicket, type Ticket } from '../../../src/token/ticket.js'
import { chenKeys, codeOf, entryOf, intakeOf, keysOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'
import { openedOf } from '../../support/conversation.js'
import { seededRandom } from '../../support/random.js'

// Eve would answer in Chen's name, or spoil, move or repeat what he answered. She may have stolen Chen's opening keys, so
// that she knows all that both sides of Asha's token share; what she does not have is his identity key. Anybody can copy
// a tag from a board.

const now = NOW
const issuedOn = dayOf(now)
const [benKeys, eveKeys] = [keysOf('Ben'), keysOf('Eve')]
const openers = [
  { role: 'self', name: 'Chen' },
  { role: 'role-holder', name: 'Ben at the desk', key: benKeys.id },
  { role: 'role-holder', name: 'Dora at the door' },
]
const practice = entryOf(chenKeys, { descriptor: { openers } })
const asha = sealedOf(proposalOf({}, intakeOf(), practice), 'asks')
const other = sealedOf(proposalOf({}, intakeOf(), practice), 'asks again')
const accepted: Answer = { kind: 'accepted' }

/** An answer to a ticket's token, by whoever shares its secrets. */
function answered(
  { ticket }: { readonly ticket: Ticket },
  by: PractitionerKeys = chenKeys,
  number = 0,
  seed = 'answer',
) {
  const { exporter, encapsulated, suite } = readTicket(ticket)
  const drawn = seededRandom(`${seed} ${number}`)(32)
  return value(sealAnswer({ exporter, encapsulated, suite }, { answer: accepted, number, issuedOn }, by, drawn))
}
const record = answered(asha)
const put = (at: number, bytes: Uint8Array, into = record) => {
  const changed = new Uint8Array(into)
  changed.set(bytes, at)
  return changed
}
const tagOf = ({ ticket }: { readonly ticket: Ticket }, number: number) =>
  answerTags(readTicket(ticket).exporter)[number] ?? new Uint8Array(0)
const read = (bytes: Uint8Array | string, { ticket } = asha) => codeOf(readReply(ticket, bytes))

/** What Eve makes who knows all that is shared: a plaintext of her own, sealed as it should be. */
function sealedByEve(make: (tokenId: Uint8Array, nonce: Uint8Array) => Uint8Array, number = 0): Uint8Array {
  const { exporter, encapsulated } = readTicket(asha.ticket)
  const nonce = seededRandom('of Eve')(32)
  const padded = pad(make(shared(exporter, 'token id'), nonce), 2048)
  if (padded === undefined) throw new Error('the test seals what cannot be sealed')
  const before = concatBytes(tagOf(asha, number), value(dummyRecord(1)).subarray(16, 48))
  return concatBytes(before, sealResponse(exporter, encapsulated, padded, nonce, before))
}
const numbered = (number: number) => encodeAnswer({ answer: accepted, number, issuedOn }) ?? new Uint8Array(0)
const chenSigns = (signed: Uint8Array) => signBytes(signed, revealSecret(chenKeys.identity.secretKey))

describe('an answer in Chen’s name', () => {
  it('is read when Chen signed it', () =>
    expect(value(readReply(asha.ticket, record)).by).toEqual({ key: chenKeys.id, name: 'Chen' }))
  it('is read as the one it is of the sixteen', () => {
    const numbers = [0, 7, 15].map((number) => value(readReply(asha.ticket, answered(asha, chenKeys, number))).number)
    expect(numbers).toEqual([0, 7, 15])
  })
  it('is read when a role holder with a key signed it, and shows who did', () =>
    expect(value(readReply(asha.ticket, answered(asha, benKeys))).by).toEqual({
      key: benKeys.id,
      name: 'Ben at the desk',
    }))
  it.each([
    ['Eve', eveKeys],
    ['a role holder who is named without a key', keysOf('Dora at the door')],
  ] as const)('is forged when %s signed it', (_, keys) => expect(read(answered(asha, keys))).toBe('reply_forged'))
  it('is forged when Chen names no role holders and Ben signed it', () => {
    const alone = sealedOf(proposalOf(), 'to Chen alone')
    expect(read(answered(alone, benKeys), alone)).toBe('reply_forged')
  })
  it('is forged when the signature is of another token, nonce, number or key', () => {
    const [id, nonce] = [new Uint8Array(32), new Uint8Array(32).fill(1)]
    const key = chenKeys.identity.publicKey
    const forgeries: readonly Parameters<typeof sealedByEve>[0][] = [
      (_, fresh) => concatBytes(chenSigns(signedPart(id, fresh, numbered(0))), key, numbered(0)),
      (token) => concatBytes(chenSigns(signedPart(token, nonce, numbered(0))), key, numbered(0)),
      (token, fresh) => concatBytes(chenSigns(signedPart(token, fresh, numbered(1))), key, numbered(0)),
      (token, fresh) =>
        concatBytes(chenSigns(signedPart(token, fresh, numbered(0))), benKeys.identity.publicKey, numbered(0)),
      (_, fresh) => concatBytes(chenSigns(concatBytes(fresh, numbered(0))), key, numbered(0)),
      () => concatBytes(new Uint8Array(64), key, numbered(0)),
    ]
    for (const forgery of forgeries) expect(read(sealedByEve(forgery))).toBe('reply_forged')
  })
  it('is no answer when what is inside is none, however well it is signed', () => {
    const key = chenKeys.identity.publicKey
    const signed = (inside: Uint8Array) =>
      sealedByEve((token, fresh) => concatBytes(chenSigns(signedPart(token, fresh, inside)), key, inside))
    expect(read(signed(numbered(0)))).toBe('ok')
    const bodies = [numbered(1), new Uint8Array(0), Uint8Array.of(0xa0), concatBytes(numbered(0), Uint8Array.of(0xf5))]
    for (const inside of bodies) expect(read(signed(inside))).toBe('reply_unopenable')
    for (const length of [0, 1, 95]) expect(read(sealedByEve(() => new Uint8Array(length)))).toBe('reply_unopenable')
  })
})

describe('an answer that is moved', () => {
  it('to another number does not open: the tag and the number inside must agree', () => {
    for (let number = 1; number < 16; number++) expect(read(put(0, tagOf(asha, number)))).toBe('reply_unopenable')
  })
  it('to another ticket does not open, with or without its tag', () => {
    expect(read(record, other)).toBe('reply_unopenable')
    expect(read(put(0, tagOf(other, 0)), other)).toBe('reply_unopenable')
  })
  it('from Eve’s own token does not open for Asha', () => {
    const ofEve = sealedOf(proposalOf({}, intakeOf(), practice), 'Eve asks')
    expect(read(put(0, tagOf(asha, 0), answered(ofEve)))).toBe('reply_unopenable')
  })
})

describe('an answer that is changed', () => {
  it('in any byte is no answer, and nothing is thrown; in what stands before the ciphertext, in any bit', () => {
    const stillRead: number[] = []
    const changed = new Uint8Array(record)
    for (let bit = 0; bit < record.length * 8; bit++) {
      const at = bit >> 3
      if (at >= 80 && (bit & 7) !== (at & 7)) continue
      changed[at] = (record[at] ?? 0) ^ (1 << (bit & 7))
      if (codeOf(readReply(asha.ticket, changed)) !== 'reply_unopenable') stillRead.push(bit)
      changed[at] = record[at] ?? 0
    }
    expect(stillRead).toEqual([])
  })
  it.each([0, 1, 16, 47, 48, 79, 80, 2143, 2145, 3231, 3233, 8192, 100_000])('to %d bytes is malformed', (length) =>
    expect(read(concatBytes(record, new Uint8Array(100_000)).subarray(0, length))).toBe('reply_malformed'),
  )
  it('to the length of the other suite does not open', () =>
    expect(read(concatBytes(record, new Uint8Array(3232 - record.length)))).toBe('reply_unopenable'))
  it('is malformed when it is no record at all', () => {
    const none = ['', '#', 'ENTRENOUS:', 'x'.repeat(9000), null, undefined, 5, {}, [], new Proxy({}, {})]
    // What plain JavaScript may bring.
    for (const one of none) expect(read(one as unknown as string)).toBe('reply_malformed')
    expect(read(asha.token)).toBe('reply_malformed')
  })
  it('to anything never throws', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2128, maxLength: 2128 }), fc.nat(15), (junk, number) => {
        expect(read(concatBytes(tagOf(asha, number), junk))).toBe('reply_unopenable')
      }),
    ))
})

describe('records under a copied tag', () => {
  it('use nothing up: the true answers are found in the same batch, wherever they stand', () => {
    const junk = Array.from({ length: 16 }, (_, number) => put(0, tagOf(asha, number), value(dummyRecord(1))))
    const second = answered(asha, chenKeys, 1)
    const found = findReplies(
      [other.ticket, asha.ticket],
      [...junk, record, ...junk, second, ...junk, answered(asha, eveKeys)],
    )
    expect(found.map(({ ticket, reply }) => [ticket, reply.number])).toEqual([
      [1, 0],
      [1, 1],
    ])
  })
  it('give one answer that is posted twice the same id', () => {
    const ids = findReplies([asha.ticket], [record, record]).map(({ reply }) => reply.id)
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
  })
  it('read by every way they may have come', () => {
    for (const form of [record, toLink(record, 'https://harbour.example/answer'), toQrText(record)]) {
      expect(read(form)).toBe('ok')
    }
  })
})

describe('the answers of an inbox', () => {
  it('are sixteen, each with its own number, nonce and decoy, and all are read', async () => {
    const inbox = createInbox(memoryStore())
    const opened = openedOf(asha.token)
    value(await inbox.receive(opened))
    const { id } = readOpened(opened)
    const asked = Array.from({ length: 17 }, () => inbox.reply(id, accepted, chenKeys, { now }))
    const all = await Promise.all(asked)
    expect(all.map(codeOf)).toEqual([...Array(16).fill('ok'), 'answers_exhausted'])
    const records = all.flatMap((one) => (one.ok ? [one.value.record] : []))
    const found = findReplies([asha.ticket], records)
    expect(found.map(({ reply }) => reply.number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 16 }, (_, nth) => nth),
    )
    const parts = (from: number, to: number) => new Set(records.map((one) => String(one.subarray(from, to)))).size
    expect([parts(0, 16), parts(16, 48), parts(48, 80)]).toEqual([16, 16, 16])
  })
  it('come under the name of the role holder whose keys made them', async () => {
    const inbox = createInbox(memoryStore())
    const opened = openedOf(asha.token)
    value(await inbox.receive(opened))
    const sent = value(await inbox.reply(readOpened(opened).id, accepted, benKeys, { now }))
    expect(value(readReply(asha.ticket, sent.record)).by.name).toBe('Ben at the desk')
  })
})
