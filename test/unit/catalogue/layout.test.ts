import { describe, expect, it } from 'vitest'
import { readGroup, readLayout, writeGroup, writeLayout } from '../../../src/catalogue/layout.js'
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

describe('a group of statements', () => {
  it('takes 65,535 statements, and no more', () => {
    const most = Array.from({ length: 65_535 }, () => none)
    expect(readGroup(writeGroup(most))).toHaveLength(65_535)
    expect(() => writeGroup([...most, none])).toThrow(RangeError)
  })
  it('takes a statement up to 1 MiB, and no more', () => {
    const one = (length: number) => readGroup(writeGroup([new Uint8Array(length)]))
    expect(one(MAX_BATCH_BYTES)).toHaveLength(1)
    expect(one(MAX_BATCH_BYTES + 1)).toBeUndefined()
  })
  it('refuses lengths that do not add up', () => {
    const group = writeGroup([Uint8Array.of(1, 2, 3)])
    expect(readGroup(group)).toEqual([Uint8Array.of(1, 2, 3)])
    expect(readGroup(group.subarray(0, group.length - 1))).toBeUndefined()
    expect(readGroup(concatBytes(group, Uint8Array.of(0)))).toBeUndefined()
    expect(readGroup(Uint8Array.of(0, 1))).toBeUndefined()
    expect(readGroup(Uint8Array.of(0))).toBeUndefined()
  })
  it('gives copies, which nobody changes behind a signature that was verified', () => {
    const group = writeGroup([Uint8Array.of(1, 2, 3)])
    const read = readGroup(group)
    group.fill(0)
    expect(read).toEqual([Uint8Array.of(1, 2, 3)])
  })
})
