import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../src/consent/disclosure.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { createInbox } from '../../src/practice/inbox.js'
import type { Referral } from '../../src/practice/referral.js'
import { memoryStore } from '../../src/practice/store.js'
import { toLink, toQrText } from '../../src/token/forms.js'
import { openToken } from '../../src/token/open.js'
import { hpkePeers } from '../support/attacked.js'
import { chenKeys, codeOf, NOW, proposalOf, sealedOf, value } from '../support/cast.js'
import { keyPairFromSeed } from '../support/hpke.js'
import { body, sealRaw } from '../support/raw-token.js'

// Eve hands Chen the same message again, or a link that somebody pasted twice does. Encryption alone opens it as often
// as it is shown: Chen books twice, or answers twice. Eve may also send two messages under one id.
// Here nothing is disclosed by opening. An inbox claims each token once, by its id and the hash of its bytes.

const chen = keyPairFromSeed(new Uint8Array(32).fill(3))
const words = utf8Encode('Is there room?')
const { token } = sealedOf(proposalOf())
const opened = (form: Uint8Array | string) => value(openToken(form, chenKeys, { now: NOW }))

describe('a message that comes again', () => {
  it.each(hpkePeers)('succeeds against $name: it opens again', async ({ seal, open }) => {
    const message = await seal(chen.publicKey, words)
    expect(await open(chen.secretKey, message)).toEqual(words)
    expect(await open(chen.secretKey, message)).toEqual(words)
  })
  it('succeeds against tweetnacl: it opens again', () => {
    const asha = nacl.box.keyPair()
    const boxed = nacl.box(words, new Uint8Array(24), chen.publicKey, asha.secretKey)
    const open = () => nacl.box.open(boxed, new Uint8Array(24), asha.publicKey, chen.secretKey)
    expect([open(), open()]).toEqual([words, words])
  })
  it('fails here: the inbox accepts it once, in whatever form it comes again', async () => {
    const inbox = createInbox(memoryStore())
    expect(codeOf(await inbox.receive(opened(token)))).toBe('ok')
    for (const form of [token, toLink(token, 'https://chen.example/open'), toQrText(token)]) {
      expect(codeOf(await inbox.receive(opened(form)))).toBe('token_replayed')
    }
  })
  it('fails here: it is put where it belongs once', async () => {
    const inbox = createInbox(memoryStore())
    const booked: Referral[] = []
    const deliver = (referral: Referral) => void booked.push(referral)
    const codes = [codeOf(await inbox.receive(opened(token), { deliver }))]
    codes.push(codeOf(await inbox.receive(opened(token), { deliver })))
    expect([codes, booked.length]).toEqual([['ok', 'token_replayed'], 1])
  })
  it('fails here: of eight that come at once, one is accepted', async () => {
    const inbox = createInbox(memoryStore())
    const codes = (await Promise.all(Array.from({ length: 8 }, () => inbox.receive(opened(token))))).map(codeOf)
    expect(codes.sort()).toEqual(['ok', ...Array(7).fill('token_replayed')])
  })
})

describe('two messages under one id', () => {
  /** Eve seals two bodies with the same ephemeral key, so that both have the same id. */
  const bodyOf = (concept: string) => {
    const { disclosure, consent } = body()
    return sealRaw(encodeBody({ ...disclosure, fields: { needs: [{ concept, level: 'category' }] } }, consent))
  }
  it('fails here: the second is a conflict, and the first stands', async () => {
    const inbox = createInbox(memoryStore())
    const first = value(await inbox.receive(opened(bodyOf('anxiety'))))
    expect(first.disclosure?.fields.needs).toEqual([{ concept: 'anxiety', level: 'category' }])
    expect(codeOf(await inbox.receive(opened(bodyOf('grief'))))).toBe('token_conflict')
    expect(codeOf(await inbox.receive(opened(bodyOf('anxiety'))))).toBe('token_replayed')
  })
})
