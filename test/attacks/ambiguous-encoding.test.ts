import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../src/consent/disclosure.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { decodeCbor, encodeCbor } from '../../src/kernel/cbor.js'
import { fromBase64url, toHex } from '../../src/kernel/text.js'
import { openToken } from '../../src/token/open.js'
import { chenKeys, codeOf, NOW } from '../support/cast.js'
import { body, sealRaw } from '../support/raw-token.js'
import { bytesOf } from '../support/vectors.js'

// Eve writes one text that two readers take for two things, or two texts that one reader takes for the same: a member
// given twice, a number with a longer head, text with bits that nobody looks at. What was approved is then not what is
// acted upon, and what was seen once is not known again.
// Here whatever is read has exactly one spelling: read it, write it, and the same bytes come out.

const { disclosure, consent } = body()
const plain = encodeBody(disclosure, consent)
const opened = (plaintext: Uint8Array) => codeOf(openToken(sealRaw(plaintext), chenKeys, { now: NOW }))

/** A body begins with its map's head and `0: "referral"`; what follows is put behind other spellings of that. */
const [head, purpose, rest] = [plain.subarray(0, 1), plain.subarray(1, 11), plain.subarray(11)]
const members = (head[0] ?? 0) & 31
const enquiry = concatBytes(bytesOf('00'), encodeCbor('enquiry'))

/** The day of issue as a float of the same value. */
const { issuedOn } = disclosure
const asFloat = new Uint8Array(4)
new DataView(asFloat.buffer).setFloat32(0, issuedOn)

describe('one text with two meanings', () => {
  it('succeeds against JSON.parse: the last of two members wins, where another reader takes the first', () => {
    const text = '{"to":"Chen","share":"nothing","share":"story"}'
    expect(JSON.parse(text)).toEqual({ to: 'Chen', share: 'story' })
    expect(/"share":"(\w+)"/.exec(text)?.[1]).toBe('nothing')
  })
  it('fails here: a member given twice is refused, even sealed and signed by whoever may', () => {
    expect(toHex(purpose)).toBe(toHex(concatBytes(bytesOf('00'), encodeCbor('referral'))))
    expect(opened(concatBytes(head, purpose, rest))).toBe('ok')
    const larger = Uint8Array.of(0xa0 | (members + 1))
    expect(opened(concatBytes(larger, purpose, enquiry, rest))).toBe('token_unopenable')
    expect(opened(concatBytes(larger, enquiry, purpose, rest))).toBe('token_unopenable')
    expect(opened(concatBytes(larger, purpose, purpose, rest))).toBe('token_unopenable')
  })
})

describe('two texts with one meaning', () => {
  it('succeeds against JSON.parse', () => {
    const spellings = ['{"to":"Chen","n":1}', '{"n":1e0,"to":"\\u0043hen"}', ' {"n":1.0, "to":"Chen"}']
    for (const one of spellings) expect(JSON.parse(one)).toEqual({ to: 'Chen', n: 1 })
  })
  it("succeeds against Node's base64url: unused bits, padding and strange signs are overlooked", () => {
    const spellings = ['AQ', 'AR', 'AQ==', 'A Q', 'A!Q']
    for (const one of spellings) expect([...Buffer.from(one, 'base64url')]).toEqual([1])
    expect(spellings.filter((one) => fromBase64url(one) !== undefined)).toEqual(['AQ'])
  })
  it.each<[string, Uint8Array]>([
    ['a longer head for the map', concatBytes(Uint8Array.of(0xb8, members), purpose, rest)],
    ['a longer head for a key', concatBytes(head, bytesOf('1800'), purpose.subarray(1), rest)],
    ['a longer head for a text', concatBytes(head, bytesOf('007808'), purpose.subarray(2), rest)],
    ['a map of no stated length', concatBytes(bytesOf('bf'), purpose, rest, bytesOf('ff'))],
    ['a text in pieces', concatBytes(head, bytesOf('007f'), purpose.subarray(1), bytesOf('ff'), rest)],
    ['a tag around it', concatBytes(bytesOf('d9d9f7'), plain)],
    ['a tag inside', concatBytes(head, bytesOf('00c0'), purpose.subarray(1), rest)],
    ['bytes behind it', concatBytes(plain, bytesOf('00'))],
    ['members in another order', concatBytes(head, rest, purpose)],
    ['a float for a whole number', bytesOf(toHex(plain).replace(toHex(encodeCbor(issuedOn)), `fa${toHex(asFloat)}`))],
    ['null for what is not there', concatBytes(Uint8Array.of(0xa0 | (members + 1)), purpose, bytesOf('01f6'), rest)],
  ])('fails here: %s is refused', (_, spelling) => expect(opened(spelling)).toBe('token_unopenable'))
  it('fails here: whatever bytes are read are the only spelling of what they say', () => {
    let read = 0
    const mutated = fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)).map(([at, byte, how]) => {
      const bytes = [...plain]
      bytes.splice(at % (bytes.length + 1), how === 0 ? 0 : 1, ...(how === 2 ? [] : [byte]))
      return Uint8Array.from(bytes)
    })
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 12 })), (bytes) => {
        const decoded = decodeCbor(bytes)
        if (decoded === undefined) return
        read += 1
        expect(encodeCbor(decoded)).toEqual(bytes)
      }),
      { numRuns: 5000, seed: 9 },
    )
    expect(read).toBeGreaterThan(200)
  })
})
