import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../src/consent/disclosure.js'
import { grant } from '../../src/consent/grant.js'
import { propose } from '../../src/consent/propose.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { labeledExpand, labeledExtract } from '../../src/kernel/hkdf.js'
import { sealWith } from '../../src/kernel/hpke.js'
import { dhkemX25519, type Kem } from '../../src/kernel/kem.js'
import { pad } from '../../src/kernel/padding.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { days } from '../../src/kernel/time.js'
import { referralInfo, shared } from '../../src/token/context.js'
import { openToken } from '../../src/token/open.js'
import { seal } from '../../src/token/seal.js'
import { writeHeader } from '../../src/token/wire.js'
import { chenKeys, codeOf, entryOf, intakeOf, NOW, reference, value } from '../support/cast.js'
import { setupSender } from '../support/hpke.js'
import { lowOrderPoints as lowOrder } from '../support/low-order.js'
import { body } from '../support/raw-token.js'

// Eve gives Asha a public key of small order. Whatever secret Asha multiplies it with, the result is zero, so what she
// seals to it can be read by everybody; and Eve can seal under such a key to Chen as if she shared a secret with him.
// Here an all-zero result is refused on both sides, before anything is derived from it.

const [chens] = chenKeys.openingKeys
if (chens === undefined) throw new Error('there are no keys')

/** A token for Chen that is right in everything, if zero is taken for a secret: anybody can make it, and open it. */
function sealedUnderZero(encapsulated: Uint8Array): Uint8Array {
  const suite = concatBytes(utf8Encode('KEM'), Uint8Array.of(0, 0x20))
  const key = labeledExtract(suite, new Uint8Array(0), 'eae_prk', new Uint8Array(32))
  const both = concatBytes(encapsulated, chens?.publicKey ?? encapsulated)
  const sharedSecret = labeledExpand(suite, key, 'shared_secret', both, 32)
  const careless: Kem = {
    ...dhkemX25519,
    // biome-ignore lint/correctness/useYield: it has nothing to multiply
    *encapsulate() {
      return { encapsulated, sharedSecret }
    },
  }
  const sender = setupSender(encapsulated, referralInfo(1), new Uint8Array(32), careless)
  const { disclosure, consent } = body()
  const padded = pad(encodeBody(disclosure, consent), 512)
  if (sender === undefined || padded === undefined) throw new Error('nothing refuses here')
  const { context } = sender
  const associated = concatBytes(writeHeader(1, 512), encapsulated, shared(context.exporter, 'commitment'))
  return concatBytes(associated, sealWith(context, 0, associated, padded))
}

describe('a public key of small order', () => {
  it('succeeds against tweetnacl: Eve reads what Asha boxed, with no key of either side', () => {
    const nonce = new Uint8Array(24)
    for (const point of lowOrder) {
      const boxed = nacl.box(utf8Encode('for Chen only'), nonce, point, nacl.box.keyPair().secretKey)
      const known = nacl.box.before(point, new Uint8Array(32).fill(5))
      expect(nacl.secretbox.open(boxed, nonce, known)).toEqual(utf8Encode('for Chen only'))
    }
  })
  it('fails here: nothing is sealed to one, though the whole chain vouches for it', () => {
    for (const point of lowOrder) {
      const keys = { ...chenKeys, openingKeys: chenKeys.openingKeys.map((key) => ({ ...key, publicKey: point })) }
      const terms = { purpose: 'referral', share: reference, expiresIn: days(7) } as const
      const proposal = value(propose(intakeOf(), { entry: entryOf(keys) }, terms, { now: NOW }))
      const sealed = seal(grant(proposal, { now: NOW }))
      expect(sealed).toEqual({ ok: false, error: { code: 'descriptor_invalid', detail: { field: 'keys' } } })
    }
  })
  it('fails here: nothing is opened under one, though all else in the token is right', () => {
    for (const point of lowOrder) {
      expect(codeOf(openToken(sealedUnderZero(point), chenKeys, { now: NOW }))).toBe('token_unopenable')
    }
  })
})
