import { describe, expect, it } from 'vitest'
import { type OpeningKey, revealSecret } from '../../src/kernel/secret-key.js'
import { openToken } from '../../src/token/open.js'
import { hpkePeers } from '../support/attacked.js'
import { chenKeys, codeOf, keysOf, NOW } from '../support/cast.js'
import { sealForTwo } from '../support/salamander.js'

// Eve makes one ciphertext that opens for two recipients to two plaintexts, each with a correct tag. A lead who checks
// what was sent to one of them learns nothing about what the other was told; a filter sees a harmless text.
// Here every token carries a commitment to the one context it was made in, compared before anything is decrypted.

const [chens] = chenKeys.openingKeys
const [eves] = keysOf('Eve').openingKeys
if (chens === undefined || eves === undefined) throw new Error('there are no keys')
const secretOf = ({ secretKey }: OpeningKey) => revealSecret(secretKey)
// One key each: of several, the last one tried would hide that nothing was compared.
const opening = (token: Uint8Array, key: OpeningKey) => codeOf(openToken(token, { openingKeys: [key] }, { now: NOW }))

describe('one ciphertext made for two recipients', () => {
  it.each(hpkePeers)('succeeds against $name: both open it, to two plaintexts', async ({ open }) => {
    const { message } = sealForTwo(eves, chens, 'second')
    const plaintexts = [await open(secretOf(eves), message), await open(secretOf(chens), message)]
    expect(plaintexts.map(({ length }) => length)).toEqual([512, 512])
    expect(plaintexts[0]).not.toEqual(plaintexts[1])
  })
  it('fails here: it opens for the one whose commitment it carries', () => {
    const { token } = sealForTwo(eves, chens, 'first')
    expect(opening(token, eves)).toBe('ok')
    expect(opening(token, chens)).toBe('token_unopenable')
  })
  it('fails here: it opens not for the other, though it would be a whole referral under that key', () => {
    expect(opening(sealForTwo(eves, chens, 'second').token, eves)).toBe('token_unopenable')
  })
})
