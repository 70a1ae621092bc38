import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { utf8Encode } from '../../src/kernel/text.js'
import { hpkePeers } from '../support/attacked.js'
import { intakeOf, proposalOf, sealedOf } from '../support/cast.js'
import { keyPairFromSeed } from '../support/hpke.js'

// Encryption hides what is said, not how long it is. Eve, who carries a message, counts its bytes: of two needs with
// names of different lengths she knows which it was, without any key.
// Here the plaintext is filled up to a size that follows from which kinds of fields are shared, never from their values.
// test/property/token-lengths.test.ts goes through every combination of levels.

const chen = keyPairFromSeed(new Uint8Array(32).fill(3))
const needs = ['grief', 'unusual-experiences.first-time']
const messages = needs.map((concept) => utf8Encode(JSON.stringify({ needs: [{ concept }] })))

describe('two needs told by their lengths', () => {
  it.each(hpkePeers)('succeeds against $name', async ({ seal }) => {
    const sealed = await Promise.all(messages.map((message) => seal(chen.publicKey, message)))
    const lengths = sealed.map(({ ciphertext }) => ciphertext.length)
    expect(lengths).toEqual(messages.map(({ length }) => length + 16))
    expect(new Set(lengths).size).toBe(2)
  })
  it('succeeds against tweetnacl', () => {
    const { secretKey } = nacl.box.keyPair()
    const lengths = messages.map((message) => nacl.box(message, new Uint8Array(24), chen.publicKey, secretKey).length)
    expect(new Set(lengths).size).toBe(2)
  })
  it('fails here: one length', () => {
    const lengthOf = (concept: string) => {
      const proposal = proposalOf(
        { share: { needs: [{ concept, level: 'concept' }] } },
        intakeOf({ needs: [{ concept }] }),
      )
      return sealedOf(proposal).token.length
    }
    expect(needs.map(lengthOf)).toEqual([597, 597])
  })
  it('fails here: one length for the shortest and the longest story', () => {
    const lengthOf = (story: string) =>
      sealedOf(proposalOf({ share: { story: 'text' } }, intakeOf({ story }))).token.length
    expect(['No.', 'a'.repeat(1500)].map(lengthOf)).toEqual([2133, 2133])
  })
})
