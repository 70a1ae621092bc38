import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../../scripts/build.js'
import { sharedFields } from '../../../src/consent/disclosure.js'
import { decodeCbor } from '../../../src/kernel/cbor.js'
import { holdSecret } from '../../../src/kernel/secret-key.js'
import { classical } from '../../../src/kernel/suite.js'
import type { EpochDay, EpochSeconds, KeyEpoch } from '../../../src/kernel/time.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { memoryStore } from '../../../src/practice/store.js'
import { type Answer, declineReasons, encodeAnswer, readAnswer } from '../../../src/token/answer.js'
import { answerTags } from '../../../src/token/context.js'
import { openToken } from '../../../src/token/open.js'
import { readOpened } from '../../../src/token/opened.js'
import { readReply } from '../../../src/token/read-reply.js'
import { holdTicket } from '../../../src/token/ticket.js'
import { value } from '../../support/cast.js'
import { isOf, readCddl } from '../../support/cddl.js'
import { type ConversationFile, conversationText } from '../../support/token/conversation.js'
import { hex } from '../../support/token/vector.js'
import { bytesOf } from '../../support/vectors.js'

const text = readFileSync(join(root, 'test', 'vectors', 'conversation', 'suite-1.json'), 'utf8')
// The text is the one our generator writes, see below.
const file = JSON.parse(text) as ConversationFile
const { key, more, withdrawal, answer } = file
const [page, cddl] = ['md', 'cddl'].map((ending) =>
  readFileSync(join(root, 'docs', 'reference', `token-format.${ending}`), 'utf8'),
) as [string, string] // of two
const now = file.now as EpochSeconds // whole seconds, as the vectors say
const { keyPairOf } = classical.kem
const openingKeys = [
  {
    epoch: key.epoch as KeyEpoch, // counted as the vectors say
    suite: classical,
    publicKey: bytesOf(key.publicKey),
    secretKey: holdSecret(keyPairOf(bytesOf(key.secretKey)).secretKey),
  },
]
const opened = (token: string) => value(openToken(bytesOf(token), { openingKeys }, { now }))
const first = readOpened(opened(file.token))
const ticket = holdTicket({
  exporter: first.exporter,
  encapsulated: first.encapsulated,
  recipient: {
    id: answer.signer,
    name: 'Chen',
    suite: 1,
    epoch: key.epoch as KeyEpoch, // as above
    encryptionKey: bytesOf(key.publicKey),
    community: { key: '', name: '' },
    answersWithinDays: 5,
    answerers: [],
  },
  suite: classical,
  issuedOn: 0 as EpochDay, // the first day there is
  expiresOn: first.expiresOn,
})

describe('the published vectors of a conversation', () => {
  it('are what their generator makes: node scripts/token-vectors.js writes them', () =>
    expect(conversationText() === text).toBe(true))
  it('name one token', () =>
    expect([first.id, hex(first.exporter.secret)]).toEqual([file.tokenId, file.exporterSecret]))
  it('share more', () => {
    const { disclosure, follows, plaintext } = readOpened(opened(more.token))
    expect({
      disclosure,
      of: hex(follows?.of ?? plaintext),
      proof: hex(follows?.proof ?? plaintext),
      body: hex(plaintext),
    }).toEqual({
      disclosure: more.disclosure,
      of: file.tokenId,
      proof: more.proof,
      body: more.body,
    })
  })
  it('withdraw', () => {
    const { disclosure, follows, plaintext, expiresOn } = readOpened(opened(withdrawal.token))
    expect([disclosure, expiresOn]).toEqual([undefined, first.expiresOn])
    expect([hex(follows?.proof ?? plaintext), hex(plaintext)]).toEqual([withdrawal.proof, withdrawal.body])
  })
  it('are proven to an inbox', async () => {
    const inbox = createInbox(memoryStore())
    value(await inbox.receive(opened(file.token)))
    expect(value(await inbox.receive(opened(more.token))).more).toEqual([more.disclosure])
    expect(value(await inbox.receive(opened(withdrawal.token))).state).toBe('cancelled')
  })
  it('answer', () => {
    const reply = value(readReply(ticket, bytesOf(answer.record)))
    expect(reply).toMatchObject({ answer: answer.answer, number: answer.number, issuedOn: answer.issuedOn })
    expect(reply.by).toEqual({ key: answer.signer, name: 'Chen' })
    expect(answerTags(first.exporter).map(hex)).toEqual(answer.tags)
    expect(readAnswer(bytesOf(answer.body))).toMatchObject({ answer: answer.answer })
  })
  it('fit the CDDL', () => {
    const rules = readCddl(cddl)
    const fits = (rule: string, body: string) => isOf(rules, rule, decodeCbor(bytesOf(body)))
    expect([fits('referral', more.body), fits('withdrawal', withdrawal.body)]).toEqual([true, true])
    expect([fits('referral', withdrawal.body), fits('withdrawal', more.body)]).toEqual([false, false])
    expect([fits('answer', answer.body), fits('answer', more.body)]).toEqual([true, false])
  })
})

describe('docs/reference/token-format on answers', () => {
  const note = 'One line.'
  const colleagues = ['07'.repeat(32), '08'.repeat(32)]
  const answers: readonly Answer[] = [
    { kind: 'accepted', note },
    ...declineReasons.map((reason) => ({ kind: 'declined', reason, colleagues, note }) as const),
    { kind: 'waiting-list', weeks: 104, note },
    { kind: 'times-offered', times: [{ starts: now, minutes: 50 }], note },
    { kind: 'more-asked', fields: sharedFields, note },
  ]
  const bodies = answers.map((said) => encodeAnswer({ answer: said, number: 15, issuedOn: 0 as EpochDay })) // the first day
  const members = (text: string, line: RegExp) =>
    [...new Set([...text.matchAll(line)].map(({ groups }) => `${groups?.['name']} ${groups?.['key']}`))].sort()

  it('has a CDDL that fits every kind, and nothing with a member more or less', () => {
    const rules = readCddl(cddl)
    for (const body of bodies) {
      const map = decodeCbor(body ?? new Uint8Array(0))
      if (!(map instanceof Map)) throw new Error('a body is a map')
      expect(isOf(rules, 'answer', map)).toBe(true)
      expect(isOf(rules, 'answer', new Map([...map, [11, true]]))).toBe(false)
      expect(isOf(rules, 'answer', new Map([...map].slice(1)))).toBe(false)
    }
  })
  it('tells the same integers on the page and in the CDDL', () => {
    const listed = members(page, /^\| `(?<name>\w+)` \| (?<key>\d+)(?: \?)? \|/gm)
    expect(listed).toEqual(members(cddl, /^ {2}(?:\? )?(?<key>\d+): .*; member (?<name>\w+)$/gm))
    expect(page).toContain(`${listed.length} is the first that is free`)
  })
  it('tells every reason', () => {
    for (const reason of declineReasons) expect(page).toContain(`\`${reason}\``)
  })
})
