import { describe, expect, it } from 'vitest'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { readStatements } from '../../../src/catalogue/read-statements.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days } from '../../../src/kernel/time.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { must, NOW, sampleCatalogue } from '../../support/catalogue.js'

const { community: harbour, statements, published } = sampleCatalogue()
const trust = [harbour.keys.root.publicKey]

describe('readStatements', () => {
  it('gives back what a catalogue was published from, so that publishing goes on from there', () => {
    const before = must(readStatements(published.bytes, { trust }))
    expect(before.head).toEqual(published.head)
    expect(toHex(before.root)).toBe(toHex(harbour.root))
    expect(before.statements.map(toHex).sort()).toEqual(statements.map(toHex).sort())
    // Long after it ended.
    const now = after(NOW, days(20))
    const { head, root } = before
    const publishingKey = harbour.keys.publishing
    const next = must(
      publishCatalogue({ root, statements: before.statements, vocabulary, publishingKey, previous: head, now }),
    )
    expect(next.head.sequence).toBe(head.sequence + 1)
    expect(next.entries).toBeGreaterThan(0)
  })

  it('reads nothing of a community that is not trusted, of a file that was changed, or of what is no catalogue', () => {
    const others = readStatements(published.bytes, { trust: [new Uint8Array(32).fill(7)] })
    expect(others).toMatchObject({ ok: false, error: { code: 'catalogue_untrusted' } })
    const changed = published.bytes.slice()
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1
    expect(readStatements(changed, { trust })).toMatchObject({ ok: false, error: { code: 'catalogue_hash_mismatch' } })
    expect(readStatements(published.bytes.subarray(0, -1), { trust }).ok).toBe(false)
    expect(readStatements(new Uint8Array(3), { trust }).ok).toBe(false)
    expect(() => readStatements(published.bytes, { trust: ['short'] })).toThrow(TypeError)
  })
})
