import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { readEntries } from '../../../src/catalogue/read-entries.js'
import { rowOf } from '../../../src/catalogue/row.js'
import { verifyCatalogue } from '../../../src/catalogue/verify.js'
import { approve } from '../../../src/community/sign.js'
import { draftDescriptor, signDescriptor } from '../../../src/descriptor/draft.js'
import { type CborValue, decodeCbor, encodeCbor } from '../../../src/kernel/cbor.js'
import { readStatement } from '../../../src/statement/statement.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  descriptorJson,
  must,
  NOW,
  publishSample,
  sampleCommunity,
  samplePractitioner,
} from '../../support/catalogue.js'
import { contrive, entriesOf, pileOf, signRaw } from '../../support/forge.js'

// Eve is in a community's list, and writes into her page what would reorder, hide or flood what stands around it, or run.
// Nobody can draft that, no community approves it, and where a publisher puts it into a list all the same no device shows
// it. What is only markup is allowed: it is shown as the text that it is (test/browser/hostile-words.test.ts).

const community = sampleCommunity()
const { keys: eve, presence } = samplePractitioner('Eve')
const trust = [community.keys.root.publicKey]
const signer = community.keys.publishing
const codeOf = (result: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } }) =>
  result.ok ? 'ok' : result.error.code

/** What stands in the place of what is hostile until it is put there. */
const stand = 'https://in-the-place-of.example/it'

const hostile: readonly (readonly [what: string, field: 'name' | 'summary' | 'bookingLink', text: string])[] = [
  ['an override of direction', 'name', 'Eve\u202egnaW nehC'],
  ['an embedding of direction', 'summary', 'Free \u202b today'],
  ['an isolate that is never closed', 'summary', 'Free \u2067 today'],
  ['a mark that turns what stands beside it', 'name', 'Eve\u200f'],
  ['a character that hides', 'name', 'Chen\u200b Wei'],
  ['the end of a line', 'name', 'Eve\nHelp: 555 0100'],
  ['a control character', 'summary', 'Free \u001b[2J today'],
  ['a name of 10 kB', 'name', 'Eve '.repeat(2500)],
  ['a summary of 10 kB', 'summary', 'Free '.repeat(2000)],
  ['a link that is a script', 'bookingLink', 'javascript:alert(1)'],
  ['a link that is a page of its own', 'bookingLink', 'data:text/html,<script>alert(1)</script>'],
  ['a link without a lock', 'bookingLink', 'http://eve.example/'],
]

/** Signs a page of Eve's in which a text was replaced after it was drafted, as her own program can. */
function forgedPage(field: string, text: string): Uint8Array {
  const json = descriptorJson({ name: 'Eve', openers: [{ role: 'self', name: 'Eve' }], [field]: stand })
  const draft = must(draftDescriptor(json, { vocabulary: coreVocabulary, keys: eve }))
  const { body } = must(readStatement(signDescriptor(draft, eve, { now: NOW })))
  const forged = encodeCbor(withText(decodeCbor(body) ?? '', text))
  return signRaw('descriptor', eve.id, forged, eve.identity)
}

function withText(value: CborValue, text: string): CborValue {
  if (value === stand) return text
  if (Array.isArray(value)) return value.map((one) => withText(one, text))
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, withText(one, text)]))
  return value
}

describe('a page with hostile words', () => {
  it('can be signed and approved where the words are harmless: the forgery itself is sound', () => {
    const page = forgedPage('summary', 'Free today')
    expect(codeOf(approve(page, community.keys, { now: NOW }))).toBe('ok')
  })

  it.each(hostile)('is no draft: %s', (_, field, text) => {
    const drafted = draftDescriptor(descriptorJson({ [field]: text }), { vocabulary: coreVocabulary, keys: eve })
    expect(drafted).toMatchObject({ ok: false, error: { code: 'descriptor_invalid' } })
    expect(JSON.stringify(drafted)).not.toContain(JSON.stringify(text).slice(1, -1))
  })

  it.each(hostile)('is approved by no community and published by no command: %s', (_, field, text) => {
    const page = forgedPage(field, text)
    expect(codeOf(approve(page, community.keys, { now: NOW }))).toBe('statement_invalid')
    const { entries, rejected } = publishSample(community, [page, presence])
    expect([entries, rejected.map(({ code }) => code)]).toEqual([0, expect.arrayContaining(['descriptor_invalid'])])
  })

  it.each(hostile)('is shown by no device where a publisher lists it all the same: %s', (_, field, text) => {
    const good = forgedPage(field, field === 'bookingLink' ? 'https://eve.example/' : 'Eve')
    const approval = must(approve(good, community.keys, { now: NOW }))
    const { bytes } = publishSample(community, [good, presence, approval])
    const pile = pileOf([forgedPage(field, text), presence, approval])
    // What matching believes is the row of the good page.
    const rows = entriesOf(pileOf([good, presence, approval]), community.root, NOW).map(({ entry, subject }) => {
      return { row: rowOf(entry, NOW), subject }
    })
    const read = (of: typeof pile) => {
      const file = contrive(bytes, of, { signer, rows: () => rows })
      return readEntries(must(openCatalogue(file, { trust, lastSeen: 'first-use', now: NOW })))
    }
    expect(read(pileOf([good, presence, approval])).accepted).toHaveLength(1)
    const { accepted, rejected } = read(pile)
    expect([accepted, rejected.map(({ code }) => code)]).toEqual([[], ['catalogue_row_mismatch']])
    const listed = contrive(bytes, pile, { signer, rows: () => rows })
    const verified = must(verifyCatalogue(listed, { trust, now: NOW }))
    expect(verified.rejected.map(({ code }) => code)).toContain('descriptor_invalid')
  })
})
