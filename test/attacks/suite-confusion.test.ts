import { describe, expect, it } from 'vitest'
import { presenceFormat } from '../../src/descriptor/formats.js'
import type { Presence } from '../../src/descriptor/presence.js'
import { copyBytes } from '../../src/kernel/bytes.js'
import { type OpeningKey, revealSecret } from '../../src/kernel/secret-key.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { decodeBody, encodeBody } from '../../src/statement/body.js'
import { signStatement } from '../../src/statement/sign.js'
import { readStatement } from '../../src/statement/statement.js'
import { openToken } from '../../src/token/open.js'
import { verifyRecipient } from '../../src/trust/recipient.js'
import { type Cipher, hpkePeers } from '../support/attacked.js'
import { chen, chenKeys, codeOf, NOW, proposalOf, sealedOf, value } from '../support/cast.js'

// Where a message says which algorithms it is to be opened with, its sender decides, and the weakest that the recipient
// still knows is the one Eve takes. Or she offers the same key as one of another suite, and what was proved for one
// suite is lost in the other.
// Here a key has one suite for life: the descriptor promises key and suite together, one an epoch, and the suite stands in
// the key schedule and in the authenticated bytes. There is nothing to choose.

const [chens] = chenKeys.openingKeys
if (chens === undefined) throw new Error('there are no keys')
const { token } = sealedOf(proposalOf())

/** The presence of the cast with its keys changed, signed again by Chen's own identity key. */
function presenceWith(change: (keys: Presence['keys']) => unknown) {
  const said = value(readStatement(chen.evidence.presence ?? new Uint8Array(0)))
  const presence = value(decodeBody(presenceFormat, said.body))
  // The change is not in shape on purpose, where it says so.
  const body = encodeBody(presenceFormat, { ...presence, keys: change(presence.keys) } as typeof presence)
  return signStatement({ ...said, body }, chenKeys.identity)
}
const verified = (presence: Uint8Array) => codeOf(verifyRecipient({ ...chen.evidence, presence }, { now: NOW }))

describe('a message that names its own algorithms', () => {
  it.each(hpkePeers)('succeeds against $name: one key opens under whichever suite the sender named', async (peer) => {
    const text = utf8Encode('for Chen only')
    for (const named of ['ChaCha20Poly1305', 'AES-256-GCM'] satisfies Cipher[]) {
      const message = await peer.seal(chens.publicKey, text, named)
      expect(await peer.open(revealSecret(chens.secretKey), message, named)).toEqual(text)
    }
  })
  it('fails here: no other value of the suite byte opens', () => {
    const codes = new Map<string, number>()
    for (let suite = 0; suite < 256; suite++) {
      const changed = copyBytes(token)
      changed[3] = suite
      const code = codeOf(openToken(changed, chenKeys, { now: NOW }))
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
    // Suite 2 is known by its length alone, and this token has not that length.
    expect(codes).toEqual(
      new Map([
        ['token_unsupported', 254],
        ['ok', 1],
        ['token_malformed', 1],
      ]),
    )
  })
  it('fails here: a key of one suite is not tried on a token of another', () => {
    const renamed = chenKeys.openingKeys.map((key): OpeningKey => ({ ...key, suite: { ...key.suite, number: 2 } }))
    expect(codeOf(openToken(token, { openingKeys: renamed }, { now: NOW }))).toBe('token_unopenable')
  })
})

describe('a key that is offered under another suite', () => {
  it('is refused here, though its owner signs it: the suite is part of what was promised', () => {
    expect(verified(presenceWith((keys) => keys))).toBe('ok')
    expect(verified(presenceWith((keys) => keys.map((key) => ({ ...key, suite: 2 }))))).toBe('statement_forged')
  })
  it('cannot even stand beside the first: a presence has one key an epoch', () => {
    const twice = () => presenceWith(([key]) => [key, { ...key, suite: 2 }])
    expect(twice).toThrow(new TypeError('body.keys: out of shape'))
  })
})
