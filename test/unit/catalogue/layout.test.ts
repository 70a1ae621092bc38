import { describe, expect, it } from 'vitest'
import {
  MAX_STATEMENTS,
  readLayout,
  readStatements,
  writeLayout,
  writeStatements,
} from '../../../src/catalogue/layout.js'
import { concatBytes } from '../../../src/kernel/bytes.js'
import { MAX_BATCH_BYTES, MAX_STATEMENT_BYTES } from '../../../src/statement/statement.js'
import { must } from '../../support/catalogue.js'

const invalid = (section: string) => ({ ok: false, error: { code: 'catalogue_invalid', detail: { section } } })
const none = new Uint8Array(0)

describe('a catalogue’s layout', () => {
  it('comes apart into what it was made of', () => {
    const [head, section] = [Uint8Array.of(1, 2), Uint8Array.of(3)]
    expect(must(readLayout(writeLayout(head, [section])))).toEqual({ head, sections: section })
  })
  it('tells a caller who brings an ArrayBuffer, which fetch gives, what was expected', () => {
    // The wrong type is the point of the test.
    expect(() => readLayout(new ArrayBuffer(64) as unknown as Uint8Array)).toThrow(TypeError)
  })
  it('takes a head up to 64 KiB, and no more', () => {
    const withHead = (length: number) => readLayout(writeLayout(new Uint8Array(length), []))
    expect(must(withHead(MAX_STATEMENT_BYTES)).head).toHaveLength(64 * 1024)
    expect(withHead(MAX_STATEMENT_BYTES + 1)).toEqual(invalid('head'))
  })
})

describe('the statements section', () => {
  it('takes 200,000 statements, and no more', () => {
    const section = writeStatements(Array.from({ length: MAX_STATEMENTS }, () => none))
    expect(must(readStatements(section))).toHaveLength(200_000)
    const more = concatBytes(section, new Uint8Array(4))
    more.set([0x00, 0x03, 0x0d, 0x41]) // 200,001
    expect(readStatements(more)).toEqual(invalid('statements'))
  })
  it('takes a statement up to 1 MiB, and no more', () => {
    const one = (length: number) => readStatements(writeStatements([new Uint8Array(length)]))
    expect(must(one(MAX_BATCH_BYTES))).toHaveLength(1)
    expect(one(MAX_BATCH_BYTES + 1)).toEqual(invalid('statements'))
  })
  it('refuses lengths that do not add up', () => {
    const section = writeStatements([Uint8Array.of(1, 2, 3)])
    expect(readStatements(section.subarray(0, section.length - 1))).toEqual(invalid('statements'))
    expect(readStatements(concatBytes(section, Uint8Array.of(0)))).toEqual(invalid('statements'))
    expect(readStatements(none)).toEqual(invalid('statements'))
  })
})
