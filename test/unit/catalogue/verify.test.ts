import { describe, expect, it } from 'vitest'
import { allStatements, openFile } from '../../../src/catalogue/open-file.js'
import { verifyCatalogue } from '../../../src/catalogue/verify.js'
import { approve, revoke, signEvent } from '../../../src/community/sign.js'
import { draftEvent } from '../../../src/descriptor/draft.js'
import { listingBatchFormat } from '../../../src/descriptor/listing.js'
import { concatBytes, copyBytes, equalBytes } from '../../../src/kernel/bytes.js'
import { encodeCbor } from '../../../src/kernel/cbor.js'
import { after, days } from '../../../src/kernel/time.js'
import { toWire } from '../../../src/kernel/wire.js'
import { readStatement } from '../../../src/statement/statement.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  eventJson,
  listingsJson,
  must,
  NOW,
  publishSample,
  samplePractitioner,
  sampleWorld,
} from '../../support/catalogue.js'
import { contrive, pileOf, resign, signRaw, takeApart } from '../../support/forge.js'

const { community: harbour, chen, billie, statements } = sampleWorld()
const { keys } = harbour
const trust = [keys.root.publicKey]
const { bytes, head } = publishSample(harbour, statements)
const signer = keys.publishing

function changedPresence(): Uint8Array {
  const copy = copyBytes(chen.presence)
  copy[copy.length - 40] = (copy[copy.length - 40] ?? 0) ^ 1
  return copy
}

describe('verifyCatalogue', () => {
  it('compiles a sound catalogue to the same bytes, also when some of it has ended since', () => {
    const report = { head, statements: 8, entries: 5, identical: true, rejected: [] }
    expect(verifyCatalogue(bytes, { trust, now: NOW })).toEqual({ ok: true, value: report })
    expect(verifyCatalogue(bytes, { trust, now: after(NOW, days(13)) })).toEqual({ ok: true, value: report })
  })

  const inFile = allStatements(must(openFile(bytes, { trust, lastSeen: 'first-use', now: NOW })))

  it('finds a statement whose signature does not fit, which opening alone does not check', () => {
    const listed = must(inFile).map((statement) =>
      equalBytes(statement, chen.presence) ? changedPresence() : statement,
    )
    const report = must(verifyCatalogue(contrive(bytes, pileOf(listed), { signer }), { trust, now: NOW }))
    expect(report.identical).toBe(false)
    const index = must(inFile).findIndex((statement) => equalBytes(statement, chen.presence))
    expect(report.rejected).toEqual([{ index, item: undefined, code: 'statement_forged' }])
  })

  const past = must(draftEvent(eventJson([billie.keys.id]), { vocabulary }))
  const other = samplePractitioner('Somebody else')
  const swapped = must(readStatement(other.presence)).body
  const asha = samplePractitioner('Asha')
  it.each([
    [
      'an approval that nobody was entitled to',
      signRaw('approval', chen.keys.id, Uint8Array.of(0xa0), billie.keys.identity),
      'statement_forged',
    ],
    ['an event that is out of shape', signRaw('event', 'odd', Uint8Array.of(0xa0), signer), 'descriptor_invalid'],
    [
      'a batch that is out of shape',
      signRaw('listing-batch', 'odd', Uint8Array.of(0xa0), signer),
      'descriptor_invalid',
    ],
    [
      'an event that had ended',
      signEvent(past, keys, { id: 'past', now: (NOW - days(3)) as typeof NOW, expiresIn: days(2) }),
      'statement_expired',
    ],
    ['a descriptor that nobody approved', asha.descriptor, 'descriptor_unapproved'],
    [
      'a presence whose key the descriptor has not promised',
      signRaw('presence', chen.keys.id, swapped, chen.keys.identity, { sequence: NOW + 1 }),
      'statement_forged',
    ],
  ])('lists with its place and code what should not be in it: %s', (_, statement, code) => {
    const pile = pileOf([...must(inFile), statement])
    const report = must(verifyCatalogue(contrive(bytes, pile, { signer }), { trust, now: NOW }))
    const index = pile.flatMap(({ statements: own }) => own).indexOf(statement)
    expect(report).toMatchObject({ identical: false, rejected: [{ index, item: undefined, code }] })
  })

  it('lists with its place what is no statement at all', () => {
    const pile = [...pileOf(must(inFile)), { subject: 'zzz', statements: [Uint8Array.of(1, 2, 3)] }]
    const report = must(verifyCatalogue(contrive(bytes, pile, { signer }), { trust, now: NOW }))
    expect(report.rejected).toEqual([{ index: statements.length, item: undefined, code: 'statement_invalid' }])
  })

  it('lists a single listing of a batch that is listed already, and the statements of who was revoked', () => {
    const body = encodeCbor(toWire(listingsJson(1), listingBatchFormat.keys))
    const twice = [...must(inFile), signRaw('listing-batch', 'directory-2', body, signer)]
    const report = must(verifyCatalogue(contrive(bytes, pileOf(twice), { signer }), { trust, now: NOW }))
    expect(report.rejected).toMatchObject([{ item: 0, code: 'statement_invalid' }])
    const revoked = [...must(inFile), revoke(chen.keys.identity.publicKey, 'conduct', keys, { now: NOW })]
    const other = must(verifyCatalogue(contrive(bytes, pileOf(revoked), { signer }), { trust, now: NOW }))
    expect(other.rejected.map(({ code }) => code)).toEqual(['descriptor_revoked', 'descriptor_revoked'])
  })

  it('finds statements in another order, twice, or already replaced', () => {
    const later = (NOW + 1) as typeof NOW // still a whole number of seconds
    const shorter = must(approve(chen.descriptor, keys, { now: later, expiresIn: days(9) }))
    const ordered = pileOf(must(inFile))
    const piles = [
      [...ordered].reverse(),
      ordered.map(({ subject, statements: own }) => ({ subject, statements: [...own].reverse() })),
      pileOf([...must(inFile), ...statements]),
      pileOf([...must(inFile), shorter]),
    ]
    for (const pile of piles) {
      const report = must(verifyCatalogue(contrive(bytes, pile, { signer }), { trust, now: NOW }))
      expect(report.identical).toBe(false)
    }
    expect(must(verifyCatalogue(contrive(bytes, ordered, { signer }), { trust, now: NOW })).identical).toBe(true)
  })

  it('finds compiled columns that the statements do not give', () => {
    const { sections } = takeApart(bytes)
    for (const name of ['strings', 'columns', 'index'] as const) {
      const file = resign(bytes, {
        signer,
        sections: { [name]: concatBytes(sections[name], Uint8Array.of(0, 0, 0, 1)) },
      })
      // The index is read, so that one that is longer is none; of the others every byte is compared.
      const result = verifyCatalogue(file, { trust, now: NOW })
      expect(result).toMatchObject(name === 'index' ? { ok: false } : { ok: true, value: { identical: false } })
    }
    const later = contrive(bytes, pileOf(must(inFile)), {
      signer,
      rows: (made) => made.map(({ row, subject }) => ({ row: { ...row, expires: row.expires + 1 }, subject })),
    })
    expect(must(verifyCatalogue(later, { trust, now: NOW }))).toMatchObject({ identical: false, rejected: [] })
  })

  it('finds somebody’s row under the statements of somebody else', () => {
    const { sections } = takeApart(bytes)
    const index = copyBytes(sections.index)
    const groupOf = new DataView(index.buffer)
    const [first, second] = [groupOf.getUint32(12, true), groupOf.getUint32(16, true)]
    groupOf.setUint32(12, second, true)
    groupOf.setUint32(16, first, true)
    const file = resign(bytes, { signer, sections: { index } })
    expect(must(verifyCatalogue(file, { trust, now: NOW })).identical).toBe(false)
  })

  it('refuses a statement changed behind the index, which opening alone does not read', () => {
    const { statements: behind } = takeApart(bytes)
    const changed = copyBytes(behind)
    changed[99] = (changed[99] ?? 0) ^ 1
    expect(verifyCatalogue(resign(bytes, { signer, statements: changed }), { trust, now: NOW })).toEqual({
      ok: false,
      error: { code: 'catalogue_hash_mismatch', detail: { section: 'statements' } },
    })
  })

  it('refuses what cannot be opened, and stops when asked to', () => {
    expect(verifyCatalogue(bytes, { trust: [], now: NOW })).toMatchObject({ error: { code: 'catalogue_untrusted' } })
    const signal = { aborted: true }
    expect(verifyCatalogue(bytes, { trust, now: NOW, signal })).toMatchObject({ error: { code: 'work_aborted' } })
  })
})
