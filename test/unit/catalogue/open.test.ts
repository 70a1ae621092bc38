import { describe, expect, it } from 'vitest'
import type { Head } from '../../../src/catalogue/catalogue.js'
import type { CatalogueEntry } from '../../../src/catalogue/entry.js'
import { sectionNames, writeLayout } from '../../../src/catalogue/layout.js'
import { MAX_CATALOGUE_BYTES } from '../../../src/catalogue/limits.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { readEntries } from '../../../src/catalogue/read-entries.js'
import { readCatalogueHead } from '../../../src/catalogue/read-head.js'
import { type Row, rowOf } from '../../../src/catalogue/row.js'
import { createCommunity } from '../../../src/community/create.js'
import { approve, revoke, signEvent } from '../../../src/community/sign.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { draftDescriptor, draftEvent, signDescriptor } from '../../../src/descriptor/draft.js'
import { replaceOpeningKeys } from '../../../src/descriptor/keys.js'
import { listingBatchFormat } from '../../../src/descriptor/listing.js'
import { concatBytes, copyBytes } from '../../../src/kernel/bytes.js'
import { encodeCbor } from '../../../src/kernel/cbor.js'
import { tieOf } from '../../../src/kernel/order.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days, hours } from '../../../src/kernel/time.js'
import { toWire } from '../../../src/kernel/wire.js'
import { isSealable } from '../../../src/matching/target.js'
import { readStatement } from '../../../src/statement/statement.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  descriptorJson,
  entriesIn,
  entryOf,
  eventJson,
  listingsJson,
  must,
  NOW,
  publishSample,
  sampleCatalogue,
  sampleCommunity,
  samplePractitioner,
  seeded,
} from '../../support/catalogue.js'
import { contrive, entriesOf, type ForgedRow, pileOf, resign, signRaw, takeApart } from '../../support/forge.js'

const { community: harbour, chen, billie, statements, published, catalogue } = sampleCatalogue()
const { bytes, head } = published
const trust = [harbour.keys.root.publicKey]
const eve = sampleCommunity('Eve')
const signer = harbour.keys.publishing
const open = (file: Uint8Array, parts: Partial<Parameters<typeof openCatalogue>[1]> = {}) =>
  openCatalogue(file, { trust, lastSeen: 'first-use', now: NOW, ...parts })
const rowsOf = (listed: readonly Uint8Array[]): readonly ForgedRow[] =>
  entriesOf(pileOf(listed), harbour.root, NOW).map(({ entry, subject }) => ({ row: rowOf(entry, NOW), subject }))
const failureOf = (file: Uint8Array, parts: Partial<Parameters<typeof openCatalogue>[1]> = {}) => {
  const result = open(file, parts)
  return result.ok ? 'ok' : result.error
}

describe('openCatalogue', () => {
  it('gives community, vocabulary and every entry of what was published', () => {
    expect(catalogue.community).toMatchObject({ key: toHex(harbour.keys.root.publicKey), name: 'Harbour' })
    expect(catalogue.vocabulary).toEqual(vocabulary)
    expect(catalogue.size).toBe(5)
    expect(
      entriesIn(catalogue)
        .map(({ kind, name }) => `${kind} ${name}`)
        .sort(),
    ).toEqual([
      'event An evening about panic',
      'listing Facility 1',
      'listing Facility 2',
      'practitioner Billie Ashdown',
      'practitioner Chen Wei',
    ])
  })

  it('says in each practitioner’s evidence until when this catalogue can be relied on', () => {
    expect(entryOf(catalogue, 'Chen Wei').evidence.until).toBe(head.expires)
  })

  it('finds the host of an event among its practitioners', () => {
    const event = entriesIn(catalogue).find(({ kind }) => kind === 'event')
    expect(event).toMatchObject({ id: 'event:panic-evening', host: entryOf(catalogue, 'Chen Wei') })
  })

  it.each([
    ['no time at all', undefined],
    ['a time that is no number', Number.NaN],
    ['milliseconds in a Date', new Date(NOW * 1000)],
  ])('throws for %s: every age would pass, or none', (_, now) => {
    // What the compiler refuses is given on purpose.
    expect(() => open(bytes, { now: now as unknown as typeof NOW })).toThrow(/^now: /)
  })

  it('takes trusted keys as bytes or as hex', () => {
    expect(open(bytes, { trust: [toHex(harbour.keys.root.publicKey)] }).ok).toBe(true)
    expect(open(bytes, { trust: [eve.keys.root.publicKey, ...trust] }).ok).toBe(true)
  })

  it('gives a head that survives JSON', () => {
    const kept = JSON.parse(JSON.stringify(catalogue.head)) as Head // what a host keeps
    expect(kept).toEqual(catalogue.head)
    expect(kept).toEqual(head)
    expect(open(bytes, { lastSeen: kept }).ok).toBe(true)
  })

  it.each([['ab'], [new Uint8Array(31)], ['XX'.repeat(32)]])('throws for a trusted key that is none (%#)', (key) => {
    expect(() => open(bytes, { trust: [key] })).toThrow(TypeError)
  })

  it('throws when what was last seen is left out', () => {
    // JavaScript callers can do what the type forbids.
    expect(() => open(bytes, { lastSeen: undefined as never })).toThrow(TypeError)
    expect(() => open(bytes, { lastSeen: {} as never })).toThrow(TypeError)
  })
})

describe('the refusals of openCatalogue', () => {
  it('untrusted: the community is not among the trusted ones', () => {
    expect(failureOf(bytes, { trust: [] })).toMatchObject({ code: 'catalogue_untrusted' })
    expect(failureOf(bytes, { trust: [eve.keys.root.publicKey] })).toMatchObject({ code: 'catalogue_untrusted' })
  })

  it('undelegated: a key that the root has not delegated publishing to', () => {
    for (const other of [eve.keys.publishing, harbour.keys.root, chen.keys.identity]) {
      expect(failureOf(resign(bytes, { signer: other }))).toEqual({ code: 'catalogue_undelegated', detail: {} })
    }
  })

  it('forged: a head whose signature does not fit', () => {
    const { statement, sections, statements: behind } = takeApart(bytes)
    const forged = copyBytes(statement.bytes)
    forged[forged.length - 40] = (forged[forged.length - 40] ?? 0) ^ 1
    expect(failureOf(writeLayout(forged, [...sectionNames.map((name) => sections[name]), behind]))).toEqual({
      code: 'catalogue_forged',
      detail: {},
    })
  })

  it("untrusted root: Eve's manifest under Harbour's name", () => {
    const file = resign(bytes, { signer: eve.keys.publishing, body: { root: eve.root } })
    expect(failureOf(file)).toEqual({ code: 'root_untrusted', detail: {} })
  })

  it('expired: a publisher that froze the catalogue', () => {
    const end = after(NOW, days(14))
    expect(failureOf(bytes, { now: end })).toEqual({ code: 'catalogue_expired', detail: { expired: end } })
    expect(open(bytes, { now: after(NOW, days(13.9)) }).ok).toBe(true)
  })

  it('expired root: the manifest has ended', () => {
    const draft = { name: 'Harbour', contact: 'x', charterHash: '11'.repeat(32), policy: { approvalsRequired: 1 } }
    const root = must(createCommunity(draft, harbour.keys, { now: NOW, expiresIn: days(1) }))
    const file = publishSample({ ...harbour, root }, statements).bytes
    expect(failureOf(file, { now: after(NOW, days(1)) })).toMatchObject({ code: 'root_expired' })
  })

  it('clock behind: issued in this device’s future', () => {
    const now = NOW - hours(1.01)
    expect(failureOf(bytes, { now: now as typeof NOW })).toEqual({
      code: 'catalogue_clock_behind',
      detail: { issued: NOW },
    })
    expect(open(bytes, { now: (NOW - hours(1)) as typeof NOW }).ok).toBe(true) // still whole seconds
  })

  it('rolled back: an older catalogue than the last seen one', () => {
    const lastSeen = { ...head, sequence: 2 }
    expect(failureOf(bytes, { lastSeen })).toEqual({
      code: 'catalogue_rolled_back',
      detail: { sequence: 1, lastSeen: 2 },
    })
  })

  it('rolled back root: a newer catalogue under an older manifest, whose keys may have been removed since', () => {
    const newer = publishSample(harbour, statements, { previous: head }).bytes
    const lastSeen = { ...head, manifest: head.manifest + 1 }
    expect(failureOf(newer, { lastSeen })).toEqual({ code: 'root_rolled_back', detail: { sequence: 1, lastSeen: 2 } })
  })

  it('equivocal: two heads of one sequence, with both hashes as proof', () => {
    const other = publishSample(harbour, statements.slice(3))
    expect(failureOf(other.bytes, { lastSeen: head })).toEqual({
      code: 'catalogue_equivocal',
      detail: { sequence: 1, ours: head.hash, theirs: other.head.hash },
    })
  })

  it('equivocal: a next head that does not follow the last seen one', () => {
    const other = publishSample(harbour, statements.slice(3)).head
    const next = publishSample(harbour, statements, { previous: other })
    expect(failureOf(next.bytes, { lastSeen: head })).toEqual({
      code: 'catalogue_equivocal',
      detail: { sequence: 1, ours: head.hash, theirs: other.hash },
    })
    expect(open(publishSample(harbour, statements, { previous: head }).bytes, { lastSeen: head }).ok).toBe(true)
  })

  it('foreign: another trusted community’s catalogue in place of the last seen one', () => {
    const lastSeen = { ...head, community: toHex(eve.keys.root.publicKey) }
    expect(failureOf(bytes, { lastSeen, trust: [...trust, eve.keys.root.publicKey] })).toMatchObject({
      code: 'catalogue_foreign',
    })
  })

  it('hash mismatch: a section changed behind the head', () => {
    const { statement, sections, statements: behind } = takeApart(bytes)
    for (const section of sectionNames) {
      const changed = copyBytes(sections[section])
      changed[9] = (changed[9] ?? 0) ^ 1
      const parts = { ...sections, [section]: changed }
      const file = writeLayout(statement.bytes, [...sectionNames.map((name) => parts[name]), behind])
      expect(failureOf(file)).toEqual({ code: 'catalogue_hash_mismatch', detail: { section } })
    }
  })

  it('too large: refused by its length alone', () => {
    const file = new Uint8Array(MAX_CATALOGUE_BYTES + 1)
    expect(failureOf(file)).toEqual({ code: 'catalogue_too_large', detail: { limit: MAX_CATALOGUE_BYTES } })
  })

  it('truncated: shorter than its head says, or than a head', () => {
    for (const end of [0, 3, 8, 40, bytes.length - 1]) {
      expect(failureOf(bytes.subarray(0, end))).toEqual({ code: 'catalogue_truncated', detail: {} })
    }
  })

  it('overlong: longer than its head says', () => {
    expect(failureOf(concatBytes(bytes, Uint8Array.of(0)))).toEqual({ code: 'catalogue_overlong', detail: {} })
  })

  it('invalid: something else than a catalogue', () => {
    expect(failureOf(new Uint8Array(100))).toEqual({ code: 'catalogue_invalid', detail: { section: 'head' } })
    const hugeHead = concatBytes(bytes.subarray(0, 5), Uint8Array.of(255, 255, 255, 255))
    expect(failureOf(hugeHead)).toEqual({ code: 'catalogue_invalid', detail: { section: 'head' } })
  })

  it('headless: a statement of another kind in the place of the head', () => {
    expect(failureOf(writeLayout(chen.descriptor, []))).toEqual({ code: 'catalogue_headless', detail: {} })
  })

  it('unsupported: another version of the layout', () => {
    const file = copyBytes(bytes)
    file[4] = 2
    expect(failureOf(file)).toEqual({ code: 'catalogue_unsupported', detail: { version: 2 } })
  })

  it('reader too old: the head asks for a newer one, whatever else it holds', () => {
    const file = resign(bytes, { signer, body: { readerVersion: 4, name: 'a member of a later release' } })
    expect(failureOf(file)).toEqual({ code: 'catalogue_reader_too_old', detail: { needed: 4, ours: 3 } })
  })

  it.each(sectionNames)('invalid: %s that are none', (name) => {
    const section = takeApart(bytes).sections[name]
    for (const changed of [
      section.slice(1),
      section.slice(0, -1),
      section.slice(4),
      section.slice(0, -4),
      concatBytes(section, Uint8Array.of(0)),
      new Uint8Array(4).fill(255),
      new Uint8Array(0),
    ]) {
      expect(failureOf(resign(bytes, { signer, sections: { [name]: changed } }))).toEqual({
        code: 'catalogue_invalid',
        detail: { section: name },
      })
    }
  })

  it('invalid: an index that is of more or fewer statements, or of more or fewer rows', () => {
    const { sections, statements: behind } = takeApart(bytes)
    const small = publishSample(harbour, statements.slice(3)).bytes
    const other = takeApart(small)
    for (const file of [
      resign(bytes, { signer, statements: behind.slice(1) }),
      resign(bytes, { signer, statements: concatBytes(behind, Uint8Array.of(0)) }),
      resign(bytes, { signer, sections: { index: other.sections.index } }),
      resign(small, { signer, sections: { ...other.sections, index: sections.index }, statements: behind }),
    ]) {
      expect(failureOf(file)).toEqual({ code: 'catalogue_invalid', detail: { section: 'index' } })
    }
  })

  it('invalid: sections in another order, missing or unknown', () => {
    const { body } = takeApart(bytes)
    for (const sections of [[...body.sections].reverse(), body.sections.slice(1), []]) {
      expect(failureOf(resign(bytes, { signer, body: { sections } }))).toMatchObject({ code: 'catalogue_invalid' })
    }
  })
})

describe('what fails alone in a catalogue', () => {
  const openWith = (extra: readonly Uint8Array[], rows?: (made: readonly ForgedRow[]) => readonly ForgedRow[]) =>
    must(open(contrive(bytes, pileOf([...statements, ...extra]), { signer, ...(rows && { rows }) })))
  const event = must(draftEvent(eventJson([billie.keys.id]), { vocabulary }))
  const all = entriesIn(catalogue)
  const without = (...names: readonly string[]) => all.filter(({ name }) => !names.includes(name))

  it('is told of whoever it concerns, and of nobody else: bytes that are no statement beside those of Chen', () => {
    const pile = pileOf(statements).map(({ subject, statements: own }) => {
      return { subject, statements: subject === chen.keys.id ? [...own, Uint8Array.of(1, 2, 3)] : own }
    })
    const { accepted, rejected } = readEntries(must(open(contrive(bytes, pile, { signer }))))
    // He answers for the evening he hosts.
    expect(accepted).toEqual(without('Chen Wei', 'An evening about panic'))
    const isConcerned = ({ name }: CatalogueEntry) => name === 'Chen Wei' || name === 'An evening about panic'
    const concerned = all.flatMap((entry, row) => (isConcerned(entry) ? [{ row, code: 'statement_invalid' }] : []))
    expect(rejected).toEqual(concerned)
  })

  it('is told of whoever it concerns: a signature that does not fit', () => {
    const changed = copyBytes(billie.presence)
    changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1
    const forged = statements.map((statement) => (statement === billie.presence ? changed : statement))
    const { accepted, rejected } = readEntries(must(open(contrive(bytes, pileOf(forged), { signer }))))
    expect(accepted).toEqual(without('Billie Ashdown'))
    expect(rejected.map(({ code }) => code)).toEqual(['statement_forged'])
  })

  it('is an approval that nobody was entitled to: it makes no entry and takes none away', () => {
    const approval = signRaw('approval', chen.keys.id, Uint8Array.of(0xa0), billie.keys.identity)
    expect(entriesIn(openWith([approval]))).toEqual(all)
  })

  it.each([
    ['an event that is out of shape', signRaw('event', 'odd', Uint8Array.of(0xa0), signer)],
    ['a batch that is out of shape', signRaw('listing-batch', 'odd', Uint8Array.of(0xa0), signer)],
    [
      'an event that has ended',
      signEvent(event, harbour.keys, { id: 'odd', now: (NOW - days(3)) as typeof NOW, expiresIn: days(2) }),
    ],
  ])('is %s: it makes no entry, also where the publisher gives it a row', (_, statement) => {
    expect(entriesIn(openWith([statement]))).toEqual(all)
    const listed = openWith([statement], (made) => [
      ...made,
      ...made
        .filter(({ subject }) => subject === 'panic-evening')
        .map(({ row }) => ({ row: { ...row, tie: tieOf('event:odd') }, subject: 'odd' })),
    ])
    const rejected = [{ row: all.length, code: 'catalogue_row_mismatch' }]
    expect(readEntries(listed)).toEqual({ accepted: all, rejected, next: undefined })
  })

  it('keeps a listing out that is broken, and its 255 neighbours in', () => {
    // The builder's own shape.
    const batch = listingsJson(256) as { listings: { id: string; name: string }[] }
    const listings = batch.listings.map((listing, nth) => ({
      ...listing,
      id: `other-${nth}`,
      name: nth === 1 ? '' : listing.name,
    }))
    const body = encodeCbor(toWire({ ...batch, listings }, listingBatchFormat.keys))
    const opened = openWith([signRaw('listing-batch', 'directory-2', body, signer)])
    expect(entriesIn(opened)).toHaveLength(all.length + 255)
    const listed = openWith([signRaw('listing-batch', 'directory-2', body, signer)], (made) => {
      const [pattern] = made.filter(({ subject }) => subject === 'directory-2')
      const broken = pattern && { ...pattern, row: { ...pattern.row, tie: tieOf('listing:other-1') } }
      return broken === undefined ? made : [...made, broken]
    })
    const { accepted, rejected } = readEntries(listed)
    expect(accepted).toHaveLength(all.length + 255)
    expect(rejected).toEqual([{ row: all.length + 255, code: 'catalogue_row_mismatch' }])
  })

  it('keeps one entry where two batches list the same id', () => {
    const body = encodeCbor(toWire(listingsJson(1), listingBatchFormat.keys))
    const second = signRaw('listing-batch', 'directory-2', body, signer)
    expect(entriesIn(openWith([second]))).toEqual(all)
  })

  it('keeps a revoked practitioner out, with descriptor and presence, and from hosting', () => {
    const revocation = revoke(chen.keys.identity.publicKey, 'conduct', harbour.keys, { now: NOW })
    const opened = openWith([revocation])
    expect(entriesIn(opened).map(({ name }) => name)).not.toContain('Chen Wei')
    expect(entriesIn(opened).find(({ kind }) => kind === 'event')).toMatchObject({ host: undefined })
    // Also where the publisher kept the row.
    const kept = openWith([revocation], () => rowsOf(statements))
    const { accepted, rejected } = readEntries(kept)
    expect(accepted.map(({ name }) => name)).not.toContain('Chen Wei')
    expect(rejected.map(({ code }) => code)).toContain('catalogue_row_mismatch')
  })

  it('keeps an unapproved practitioner out where the policy asks for approval', () => {
    const asha = samplePractitioner('Asha')
    const approval = must(approve(asha.descriptor, harbour.keys, { now: NOW }))
    expect(entriesIn(openWith([asha.descriptor]))).toEqual(all)
    const listed = readEntries(openWith([asha.descriptor], () => rowsOf([...statements, asha.descriptor, approval])))
    expect(listed.accepted).toEqual(all)
    expect(listed.rejected.map(({ code }) => code)).toEqual(['catalogue_row_mismatch'])
    expect(entryOf(openWith([asha.descriptor, approval]), 'Asha').presence).toBeUndefined()
  })

  it('keeps a practitioner whose presence has ended, with capacity unknown', () => {
    const now = after(NOW, days(36))
    const envelope = { issued: now, expires: after(now, days(14)) }
    const file = contrive(bytes, pileOf(statements), { signer, envelope })
    const opened = must(open(file, { now }))
    expect(entryOf(opened, 'Chen Wei').presence).toBeUndefined()
    expect(entryOf(opened, 'Chen Wei').evidence.presence).toBeUndefined()
    // Where the row still says what the presence did, it is not believed.
    const stale = readEntries(
      must(open(contrive(bytes, pileOf(statements), { signer, envelope, rows: () => rowsOf(statements) }), { now })),
    )
    expect(stale.rejected.filter(({ code }) => code === 'catalogue_row_mismatch')).toHaveLength(2)
  })

  it('keeps a practitioner whose presence has ended since the catalogue was published', () => {
    const issued = after(NOW, days(30))
    const now = after(NOW, days(36))
    const { bytes: file } = publishSample(harbour, statements, { now: issued })
    expect(entryOf(must(open(file, { now: issued })), 'Chen Wei').presence).toBeDefined()
    const { presence, evidence } = entryOf(must(open(file, { now })), 'Chen Wei')
    expect([presence, evidence.presence]).toEqual([undefined, undefined])
  })

  it('keeps out a presence whose key the descriptor has not promised', () => {
    const other = samplePractitioner('Somebody else')
    const { body } = must(readStatement(other.presence))
    const swapped = signRaw('presence', chen.keys.id, body, chen.keys.identity, { sequence: NOW + 1 })
    expect(entryOf(openWith([swapped]), 'Chen Wei').presence).toBeUndefined()
    // A publisher who goes by the older presence in the row is found out.
    const listed = readEntries(openWith([swapped], () => rowsOf(statements)))
    expect(listed.accepted.map(({ name }) => name)).not.toContain('Chen Wei')
    expect(listed.rejected.map(({ code }) => code)).toEqual(['catalogue_row_mismatch'])
  })
})

describe('a row that the statements do not make', () => {
  const chenOf = ({ subject }: ForgedRow) => subject === chen.keys.id
  const openWith = (change: (row: Row) => Row) =>
    must(
      open(
        contrive(bytes, pileOf(statements), {
          signer,
          rows: (made) => made.map((one) => (chenOf(one) ? { ...one, row: change(one.row) } : one)),
        }),
      ),
    )
  const more = [...'abc'].map((letter) => `\u0020${letter}`) // facts of a field that is none
  const panicOf = (row: Row, level: number) =>
    row.facts.map((fact) => (fact.endsWith('anxiety.panic 4') ? fact.replace('4', `${level}`) : fact)).sort()

  it.each<[string, (row: Row) => Row]>([
    ['a later end', (row) => ({ ...row, expires: row.expires + 1 })],
    ['a longer presence', (row) => ({ ...row, presenceUntil: row.presenceUntil + 1 })],
    ['less experience', (row) => ({ ...row, facts: panicOf(row, 1) })],
    ['a fact less', (row) => ({ ...row, facts: row.facts.slice(1) })],
    ['a fact more', (row) => ({ ...row, facts: [...row.facts, ...more].sort() })],
    ['a place less', (row) => ({ ...row, places: [] })],
    ['a place more', (row) => ({ ...row, places: [...row.places, { region: 'US-WA', point: undefined }] })],
    [
      'a place nearer by',
      (row) => ({ ...row, places: [{ region: 'US-WA', point: { latitude: 1, longitude: 1, coarseness: 0 } }] }),
    ],
  ])('is rejected when it is read, and nobody else: %s', (_, change) => {
    const { accepted, rejected } = readEntries(openWith(change))
    expect(rejected.map(({ code }) => code)).toEqual(['catalogue_row_mismatch'])
    expect(accepted.map(({ name }) => name).sort()).toEqual([
      'An evening about panic',
      'Billie Ashdown',
      'Facility 1',
      'Facility 2',
    ])
  })

  it('is rejected under another id, and with it what that one would host', () => {
    const { accepted, rejected } = readEntries(
      openWith((row) => ({ ...row, tie: { high: row.tie.high, low: row.tie.low ^ 1 } })),
    )
    expect(rejected.map(({ code }) => code)).toEqual(['catalogue_row_mismatch', 'catalogue_row_mismatch'])
    expect(accepted.map(({ name }) => name).sort()).toEqual(['Billie Ashdown', 'Facility 1', 'Facility 2'])
  })
})

describe('keys in the place of others', () => {
  const replaced = must(replaceOpeningKeys(chen.keys, { now: NOW, random: seeded('replaced') }))
  const later = (NOW + 60) as typeof NOW // still a whole number of seconds
  const signed = (keys: typeof replaced) => {
    const draft = must(draftDescriptor(descriptorJson(), { vocabulary, keys }))
    return [
      signDescriptor(draft, keys, { now: later }),
      must(confirmPresence(keys, { capacity: 'capacity' }, { now: later })),
    ] as const
  }
  const openAt = (extra: readonly Uint8Array[], now: typeof NOW) =>
    must(open(contrive(bytes, pileOf([...statements, ...extra]), { signer }), { now }))
  const [descriptor, presence] = signed(replaced)
  const approval = must(approve(descriptor, harbour.keys, { now: later }))

  it('keeps out a presence that reveals keys which nobody approved, and lists who they are', () => {
    const entry = entryOf(openAt([descriptor, presence], later), 'Chen Wei')
    expect([entry.presence, entry.evidence.presence]).toEqual([undefined, undefined])
    expect(isSealable(entry, later)).toBe(false)
  })

  it('says from when somebody can be written to whose keys were replaced', () => {
    const until = after(later, days(7))
    const entry = entryOf(openAt([descriptor, presence, approval], later), 'Chen Wei')
    expect(entry.presence?.keys.map(({ coolDownUntil }) => coolDownUntil)).toEqual([until, until])
    expect([isSealable(entry, later), isSealable(entry, until)]).toEqual([false, true])
    expect(entry.evidence.approvals).toHaveLength(2)
    expect(entryOf(catalogue, 'Chen Wei').presence?.keys[0]?.coolDownUntil).toBeUndefined()
  })

  it('keeps of a presence the keys that are approved, so that those that are not are sealed to by nobody', () => {
    const [now] = chen.keys.openingKeys
    const mixed = {
      ...replaced,
      openingKeys: now
        ? [now, ...replaced.openingKeys.filter(({ epoch, retired }) => epoch > now.epoch && !retired)]
        : [],
    }
    const entry = entryOf(openAt(signed(mixed), later), 'Chen Wei')
    expect(entry.presence?.keys.map(({ publicKey }) => publicKey)).toEqual([now?.publicKey])
    expect([isSealable(entry, later), isSealable(entry, after(later, days(28)))]).toEqual([true, false])
  })

  it('lists nobody whose approval has ended, also while it still proves which key came first', () => {
    const brief = must(approve(chen.descriptor, harbour.keys, { now: NOW, expiresIn: days(1) }))
    const { bytes: file } = publishSample(harbour, [chen.descriptor, brief])
    const listed = (now: typeof NOW) => readEntries(must(open(file, { now })))
    expect(listed(NOW)).toMatchObject({ accepted: [{ name: 'Chen Wei' }], rejected: [] })
    expect(listed(after(NOW, days(1)))).toMatchObject({
      accepted: [],
      rejected: [{ row: 0, code: 'descriptor_unapproved' }],
    })
  })
})

describe('readCatalogueHead', () => {
  it('reads what a file claims, even when it has expired', () => {
    expect(must(readCatalogueHead(bytes))).toEqual(head)
  })

  it('refuses what has no head', () => {
    expect(readCatalogueHead(new Uint8Array(0))).toMatchObject({ ok: false, error: { code: 'catalogue_truncated' } })
    expect(readCatalogueHead(chen.descriptor).ok).toBe(false)
  })
})
