import { describe, expect, it } from 'vitest'
import { textOf } from '../../../../src/audit/search/bytes.js'
import { encodings } from '../../../../src/audit/search/encodings.js'
import { search } from '../../../../src/audit/search/search.js'
import { tryPairs } from '../../../support/encoding-pairs.js'
import { bytes, planted, together } from '../../../support/planted.js'

const { text, prepared } = planted()
const secret = bytes(text)
const isFound = (blob: Uint8Array): boolean => search(prepared, blob).hits.length > 0

describe('every encoding by itself', () => {
  it.each(encodings.map(({ name, write }) => ({ name, write })))(
    '$name is found alone, in a query and in JSON',
    ({ write }) => {
      const written = write(secret)
      expect(isFound(written)).toBe(true)
      expect(isFound(together('/collect?id=77&v=', written, '&last=1'))).toBe(true)
      expect(isFound(together('{"k":12,"v":"', written, '"}'))).toBe(true)
    },
  )
  it('is named', () => {
    const named = (name: string): readonly string[] => {
      const write = encodings.find((encoding) => encoding.name === name)?.write ?? ((of) => of)
      return search(prepared, together('v=', write(secret), ' .')).hits[0]?.encoding ?? []
    }
    expect(search(prepared, secret).hits[0]?.encoding).toEqual(['plain'])
    expect(named('gzip').at(-1)).toBe('gzip')
    expect(named('upper case')).toEqual(['case'])
    expect(named('html decimal').at(-1)).toBe('html decimal')
    expect(named('xor')[0]).toBe('xor')
    expect(named('rot13').at(-1)).toBe('rot13')
  })
})

describe('two encodings, one in the other', () => {
  // Every pair is tried in test/slow; here each encoding is the outer and the inner one of some.
  it('are found in 95 of 100 pairs that can be undone', () => {
    const { pairs, missed, says } = tryPairs(secret, isFound, 11)
    console.log(says)
    expect(pairs).toBeGreaterThan(450)
    expect(missed.length).toBeLessThanOrEqual(0.05 * pairs)
  })
  it('are found around and inside other content', () => {
    const missed: string[] = []
    const names = [
      'percent',
      'json',
      'base64',
      'base64url',
      'hexadecimal',
      'gzip',
      'deflate',
      'html decimal',
      'base32',
      'utf16le',
      'reverse',
      'rot13',
      'lz-string base64',
    ]
    const some = encodings.filter(({ name }) => names.includes(name))
    expect(some).toHaveLength(names.length)
    for (const outer of some) {
      for (const inner of some) {
        const record = bytes(JSON.stringify({ name: 'Asha', note: text, at: 12 }))
        const written = outer.write(inner.write(record))
        // Packed bytes are a body of their own; whatever can be shown stands in a string.
        const isShown = written.every((byte) => byte >= 32 && byte < 127)
        const blob = isShown ? together('{"events":[],"data":', JSON.stringify(textOf(written)), '}') : written
        if (!isFound(blob)) missed.push(`${outer.name}(${inner.name})`)
      }
    }
    console.log(`missed of ${names.length ** 2}: ${missed.join(', ')}`)
    expect(missed.length).toBeLessThanOrEqual(0.05 * names.length ** 2)
  })
  it('are found three deep', () => {
    const of = (name: string) => encodings.find((encoding) => encoding.name === name)?.write ?? ((written) => written)
    const record = bytes(JSON.stringify({ name: 'Asha', note: text }))
    const chains = [
      ['base64', 'gzip', 'base64'],
      ['percent (all)', 'base64', 'gzip'],
      ['hexadecimal', 'deflate', 'json'],
      ['base64url', 'hexadecimal', 'base32'],
      ['xor', 'base64', 'gzip'],
      ['reverse', 'base64', 'zlib'],
      ['rot13', 'hexadecimal', 'gzip'],
      ['utf16le', 'base64', 'brotli'],
    ]
    const missed = chains.filter((chain) => !isFound(chain.reduceRight((written, name) => of(name)(written), record)))
    expect(missed).toEqual([])
  })
})
