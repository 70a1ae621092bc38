import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../src/consent/disclosure.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { openResponse, sealResponse } from '../../src/kernel/response.js'
import { revealSecret } from '../../src/kernel/secret-key.js'
import { toHex, utf8Encode } from '../../src/kernel/text.js'
import { referralInfo, shared } from '../../src/token/context.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { readTicket } from '../../src/token/ticket.js'
import { readFrame } from '../../src/token/wire.js'
import { chenKeys, codeOf, entryOf, intakeOf, keysOf, NOW, proposalOf, sealedOf, value } from '../support/cast.js'
import { setupReceiver } from '../support/hpke.js'
import { body, sealRaw } from '../support/raw-token.js'

// Asha signs what she writes and encrypts it to Eve. Eve decrypts it, encrypts it again to Chen, and Chen holds Asha's
// signed words as if she had written to him; or, where the signature is outside, Eve puts her own in its place.
// Here there is no signature to strip or to carry on. Eve may say to Chen whatever she learnt, as anybody may: it is a new
// token with a new id, and neither Asha's ticket nor her reply key belongs to it.

const words = utf8Encode('I have panic attacks. Please ring me.')
const nonce = new Uint8Array(24)
const pair = (name: string) => nacl.box.keyPair.fromSecretKey(nacl.hash(utf8Encode(name)).subarray(0, 32))
const [ashaBox, eveBox, chenBox] = ['Asha', 'Eve', 'Chen'].map(pair)
const [ashaSigns, eveSigns] = ['Asha', 'Eve'].map((name) =>
  nacl.sign.keyPair.fromSeed(nacl.hash(utf8Encode(name)).subarray(32)),
)
if (!ashaBox || !eveBox || !chenBox || !ashaSigns || !eveSigns) throw new Error('everybody has keys')

/** What Asha really sent to Eve, who practises too. */
const eveKeys = keysOf('Eve')
const toEve = sealedOf(proposalOf({}, intakeOf(), entryOf(eveKeys)), 'to Eve')

describe('what was sealed to one, carried on to another', () => {
  it('succeeds against signing, then boxing, with tweetnacl: Chen reads words that Asha signed for Eve', () => {
    const sent = nacl.box(nacl.sign(words, ashaSigns.secretKey), nonce, eveBox.publicKey, ashaBox.secretKey)
    const signed = nacl.box.open(sent, nonce, ashaBox.publicKey, eveBox.secretKey)
    const carried = signed && nacl.box(signed, nonce, chenBox.publicKey, eveBox.secretKey)
    const received = carried && nacl.box.open(carried, nonce, eveBox.publicKey, chenBox.secretKey)
    expect(received && nacl.sign.open(received, ashaSigns.publicKey)).toEqual(words)
  })
  it("succeeds against boxing, then signing, with tweetnacl: Eve puts her signature in place of Asha's", () => {
    const boxed = nacl.box(words, nonce, chenBox.publicKey, ashaBox.secretKey)
    const stripped = nacl.sign.open(nacl.sign(boxed, ashaSigns.secretKey), ashaSigns.publicKey)
    const taken = nacl.sign(stripped ?? words, eveSigns.secretKey)
    expect(nacl.sign.open(taken, eveSigns.publicKey)).toEqual(boxed)
  })
  it('fails here: a token that was sealed to Eve opens for nobody else', () => {
    expect(codeOf(openToken(toEve.token, eveKeys, { now: NOW }))).toBe('ok')
    expect(codeOf(openToken(toEve.token, chenKeys, { now: NOW }))).toBe('token_unopenable')
  })
  it('fails here: a ciphertext under the encapsulated key of another token opens for nobody', () => {
    const other = sealedOf(proposalOf(), 'another').token
    const mine = sealedOf(proposalOf(), 'mine').token
    for (const end of [37, 69]) {
      // With its own commitment, and with that of the key it is put under.
      const moved = concatBytes(other.subarray(0, end), mine.subarray(end))
      expect(codeOf(openToken(moved, chenKeys, { now: NOW }))).toBe('token_unopenable')
    }
  })
  it("fails here: what Eve seals anew is a token of her own, with another id than Asha's ticket", () => {
    const { disclosure } = readOpened(value(openToken(toEve.token, eveKeys, { now: NOW })))
    if (disclosure === undefined) throw new Error('it is a referral')
    const carried = sealRaw(encodeBody(disclosure, body().consent))
    const { id } = readOpened(value(openToken(carried, chenKeys, { now: NOW })))
    const { exporter } = readTicket(toEve.ticket)
    expect(id).not.toBe(toHex(shared(exporter, 'token id')))

    // Chen's answer goes to whoever sealed it. Asha's ticket does not read it, so it cannot pass for an answer to her.
    const { encapsulated } = value(readFrame(carried))
    const [key] = chenKeys.openingKeys
    const context = key && setupReceiver(encapsulated, revealSecret(key.secretKey), referralInfo(1))
    if (context === undefined) throw new Error('it was opened just now')
    const answer = sealResponse(context.exporter, encapsulated, words, new Uint8Array(32).fill(7))
    expect(openResponse(context.exporter, encapsulated, answer)).toEqual(words)
    expect(openResponse(exporter, encapsulated, answer)).toBe(undefined)
  })
  it('leaves nothing to show around here: the plaintext holds no signature and no key of Asha', () => {
    const opened = readOpened(value(openToken(toEve.token, eveKeys, { now: NOW })))
    const names = Object.keys(opened.disclosure ?? {}).sort()
    expect(names).toEqual(['community', 'expiresOn', 'fields', 'issuedOn', 'purpose'])
  })
})
