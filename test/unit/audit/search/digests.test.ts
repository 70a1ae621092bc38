import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { availableDigests } from '../../../../src/audit/search/digests.js'
import { encodings } from '../../../../src/audit/search/encodings.js'
import { searchLimits } from '../../../../src/audit/search/limits.js'
import { search } from '../../../../src/audit/search/search.js'
import { bytes, planted, together } from '../../../support/planted.js'

const { text, prepared } = planted()
// Digests of written forms are one layer deep at most: the rest of the search is not what is tried here.
const shallow = { ...searchLimits, layers: 1 }
const secret = bytes(text)
const { digests } = availableDigests()
const usual = digests.filter(({ rare }) => !rare)
const hex = (of: Uint8Array): string => Buffer.from(of).toString('hex')
const found = (blob: string | Uint8Array): readonly (readonly string[])[] =>
  search(prepared, typeof blob === 'string' ? bytes(blob) : blob, shallow).hits.map(({ encoding }) => encoding)

describe('digests', () => {
  it('are more than ten, and none is missing here', () => {
    expect(usual.length).toBeGreaterThanOrEqual(10)
    expect(prepared.missing).toEqual([])
  })
  it('that this Node lacks are named and not used', () => {
    const { digests: some, missing } = availableDigests(['sha256', 'whirlpool', 'no such digest'])
    expect(some.map(({ name }) => name)).toEqual(['sha256'])
    expect(missing).toEqual(['whirlpool', 'no such digest'])
  })
  it.each(digests)('$name is found in every form', ({ name, of }) => {
    const digest = of(secret)
    const forms = [
      hex(digest),
      hex(digest).toUpperCase(),
      Buffer.from(digest).toString('base64'),
      Buffer.from(digest).toString('base64url'),
      together('\u0001\u00ff', digest, '\u0002'),
      ...encodings.filter((encoding) => encoding.name.startsWith('base32')).map((encoding) => encoding.write(digest)),
    ]
    for (const form of forms) {
      expect(found(form).flat()).toContain(name)
      expect(found(together('{"u":"', form, '"}')).length).toBeGreaterThan(0)
    }
  })
  it('of every written form are found', () => {
    const missed = usual.flatMap(({ name, of }) =>
      encodings
        .filter(({ write }) => found(hex(of(write(secret)))).length === 0)
        .map((inner) => `${name}(${inner.name})`),
    )
    expect(missed).toEqual([])
  })
  it('of digests are found', () => {
    const missed: string[] = []
    for (const outer of usual) {
      for (const inner of usual) {
        const once = inner.of(secret)
        const forms = [
          once,
          bytes(hex(once)),
          bytes(hex(once).toUpperCase()),
          bytes(Buffer.from(once).toString('base64')),
        ]
        for (const form of forms)
          if (found(hex(outer.of(form))).length === 0) missed.push(`${outer.name}(${inner.name})`)
      }
    }
    expect(missed).toEqual([])
  })
  it('are found by their first 16 digits, and not by 15', () => {
    const digest = hex(createHash('sha256').update(text).digest())
    expect(found(`id=${digest.slice(0, 16)}`).flat()).toContain('sha256')
    expect(found(`id=${digest.slice(0, 15)}`)).toEqual([])
  })
  it('with a salt are not found: only the comparison of visits speaks about them', () => {
    expect(found(hex(createHash('sha256').update(`pepper${text}`).digest()))).toEqual([])
  })
})
