import { describe, expect, test } from 'vitest'
import { consentDigest, encodeBody } from '../../src/consent/disclosure.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { revealSecret } from '../../src/kernel/secret-key.js'
import { toHex, utf8Encode } from '../../src/kernel/text.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { intakeOf, NOW, proposalOf, sealedOf, value } from '../support/cast.js'
import { EXPORT, hybridPeers } from '../support/hpke-peers.js'
import { hybridChen, hybridKeys } from '../support/hybrid.js'
import { body } from '../support/raw-token.js'

// A whole token of the hybrid suite, by docs/reference/token-format.md and another library's HPKE.

const info = concatBytes(utf8Encode('entrenous/1/referral'), Uint8Array.of(2))
const header = Uint8Array.of(0x65, 0x6e, 1, 2, 1)
const key = hybridKeys.openingKeys[0]
if (key === undefined) throw new Error('Chen has a key')
const secret = revealSecret(key.secretKey).slice(0, 32)

describe.each(hybridPeers)('with $name', (peer) => {
  test('a token that we sealed opens there: enc at 5, commitment at 1125, the first 1157 bytes authenticated', async () => {
    const proposal = proposalOf({}, intakeOf(), hybridChen)
    const { token } = sealedOf(proposal)
    expect(token.subarray(0, 5)).toEqual(header)
    const sealed = { encapsulated: token.subarray(5, 1125), ciphertexts: [token.subarray(1157)] }
    const { plaintexts, exported } = await peer.open(secret, info, sealed, [token.subarray(0, 1157)])
    expect(exported).toEqual(token.subarray(1125, 1157))
    const [padded = EXPORT] = plaintexts
    expect(padded.length).toBe(512)
    const plaintext = padded.slice(0, padded.lastIndexOf(0x80))
    const opened = readOpened(value(openToken(token, hybridKeys, { now: NOW })))
    expect(toHex(consentDigest(plaintext))).toBe(opened.consent)
    expect(opened.disclosure).toEqual(proposal.preview.disclosure)
  })

  test('a token that was sealed there opens here', async () => {
    const { disclosure, consent } = body()
    const plaintext = concatBytes(encodeBody(disclosure, consent), Uint8Array.of(0x80))
    const padded = concatBytes(plaintext, new Uint8Array(512 - plaintext.length))
    const beforeOf = (encapsulated: Uint8Array, commitment: Uint8Array) => concatBytes(header, encapsulated, commitment)
    const { encapsulated, exported, ciphertexts } = await peer.seal(key.publicKey, info, (before) => [
      { aad: beforeOf(before.encapsulated, before.exported), plaintext: padded },
    ])
    const token = concatBytes(beforeOf(encapsulated, exported), ...ciphertexts)
    expect(token.length).toBe(1685)
    expect(readOpened(value(openToken(token, hybridKeys, { now: NOW }))).disclosure).toEqual(disclosure)
  })

  test('under any other purpose, or with a changed byte before the ciphertext, ours opens there no more', async () => {
    const { token } = sealedOf(proposalOf({}, intakeOf(), hybridChen))
    const open = (about: Uint8Array, aad: Uint8Array) =>
      peer.open(secret, about, { encapsulated: token.slice(5, 1125), ciphertexts: [token.slice(1157)] }, [aad])
    const classicalInfo = concatBytes(info.subarray(0, -1), Uint8Array.of(1))
    await expect(open(classicalInfo, token.slice(0, 1157))).rejects.toThrow()
    for (const at of [0, 3, 4, 1125, 1156]) {
      const changed = token.slice(0, 1157).map((byte, index) => (index === at ? byte ^ 1 : byte))
      await expect(open(info, changed)).rejects.toThrow()
    }
  })
})
