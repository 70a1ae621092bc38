import { beforeEach, describe, expect, it, vi } from 'vitest'
import { rowOfTie } from '../../../src/catalogue/columns-row.js'
import { writeGroup } from '../../../src/catalogue/layout.js'
import { readEntries } from '../../../src/catalogue/read-entries.js'
import { approve, signEvent } from '../../../src/community/sign.js'
import { draftEvent } from '../../../src/descriptor/draft.js'
import { copyBytes, joinBytes } from '../../../src/kernel/bytes.js'
import { tieOf } from '../../../src/kernel/order.js'
import { after, days } from '../../../src/kernel/time.js'
import { signStatement } from '../../../src/statement/sign.js'
import { readStatement } from '../../../src/statement/statement.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { eventJson, must, NOW, publishSample } from '../../support/catalogue.js'
import { apart, indexOf, indexSection, rehashed, rowsOf, sectionsOf, signedAgain } from '../../support/columns.js'
import { openWide, wideWorld } from '../../support/wide-catalogue.js'

const work = vi.hoisted(() => ({ hashed: 0, verified: 0 }))
vi.mock('../../../src/kernel/hash.js', async (original) => {
  const real = await original<typeof import('../../../src/kernel/hash.js')>()
  return {
    ...real,
    sha256: (bytes: Uint8Array) => {
      work.hashed += bytes.length
      return real.sha256(bytes)
    },
  }
})
vi.mock('../../../src/kernel/signature.js', async (original) => {
  const real = await original<typeof import('../../../src/kernel/signature.js')>()
  return {
    ...real,
    verifySignature: (...parts: Parameters<typeof real.verifySignature>) => {
      work.verified++
      return real.verifySignature(...parts)
    },
  }
})

const { bytes, statements: signed, signer, trust, billie, chen, community } = wideWorld()
const file = apart(bytes)
const index = indexOf(file.sections.index)
const catalogue = openWide(bytes, trust)
const open = (changes: Parameters<typeof signedAgain>[1], now = NOW) =>
  openWide(signedAgain(file, changes, signer), trust, now)
const codesOf = (of: typeof catalogue) => readEntries(of).rejected
const rowOfId = (id: string) => rowOfTie(catalogue.columns, tieOf(id))
const billies = rowOfId(billie.keys.id)

beforeEach(() => {
  work.hashed = 0
  work.verified = 0
})

/** Other statements in the place of a group; ends and hashes are right. */
function regrouped(group: number, statements: readonly Uint8Array[], of = file) {
  const index = indexOf(of.sections.index)
  const starts = [0, ...index.groupEnds]
  const groups = index.groupEnds.map((end, at) =>
    at === group ? writeGroup(statements) : of.statements.slice(starts[at], end),
  )
  let end = 0
  const ends = groups.map((one) => (end += one.length))
  const partEnds = index.partEnds.map((before) => ends[index.groupEnds.indexOf(before)] ?? 0)
  const behind = joinBytes(groups)
  const moved = { ...index, groupEnds: ends, partEnds }
  return { statements: behind, index: indexSection(rehashed(moved, behind)) }
}

const statementsOn = (id: string) => signed.filter((one) => must(readStatement(one)).subject === id)
const groupOfId = (id: string) => index.groupOf[rowOfId(id)] ?? -1

describe('entryReader', () => {
  it('reads every row from its own statements', () => {
    const { accepted, rejected, next } = readEntries(openWide(bytes, trust))
    expect([rejected, next]).toEqual([[], undefined])
    expect(accepted).toHaveLength(catalogue.size)
    for (const [row, { id }] of accepted.entries()) expect(rowOfId(id)).toBe(row)
  })

  it('throws for a row that is not there, as for every mistake of the calling program', () => {
    for (const row of [-1, catalogue.size, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40]) {
      expect(() => catalogue.entryAt(row)).toThrow(RangeError)
    }
  })

  it('keeps what it read, so that reading it again verifies and hashes nothing', () => {
    const opened = openWide(bytes, trust)
    const first = opened.entryAt(billies)
    expect(work.verified).toBeGreaterThan(0)
    work.verified = 0
    work.hashed = 0
    expect(opened.entryAt(billies)).toBe(first)
    expect(work).toEqual({ hashed: 0, verified: 0 })
  })

  it('verifies three signatures a practitioner, one for a colleague’s word, and one for all listings of a batch that are read in turn', () => {
    const opened = openWide(bytes, trust)
    work.verified = 0
    opened.entryAt(billies)
    expect(work.verified).toBe(4)
    work.verified = 0
    for (const number of [1, 2, 3]) opened.entryAt(rowOfId(`listing:facility-${number}`))
    expect(work.verified).toBe(1)
  })

  it('tells the rows of a part that was altered, and no others', () => {
    for (const [part, end] of index.partEnds.entries()) {
      const altered = copyBytes(file.statements)
      altered[end - 1] = (altered[end - 1] ?? 0) ^ 1
      const start = index.partEnds[part - 1] ?? 0
      const isWithin = (group = -1) => (index.groupEnds[group] ?? 0) > start && (index.groupEnds[group] ?? 0) <= end
      // Nothing of the head says what statements hash to: the index does.
      const rejected = codesOf(openWide(joinBytes([bytes.subarray(0, bytes.length - altered.length), altered]), trust))
      const hosts = [isWithin(groupOfId(billie.keys.id)), isWithin(groupOfId(chen.keys.id))]
      const concerned = [...index.groupOf.keys()].filter(
        (row) =>
          isWithin(index.groupOf[row]) ||
          (hosts[0] && row === rowOfId('event:under-billie')) ||
          (hosts[1] && row === rowOfId('event:of-its-own')),
      )
      expect(rejected).toEqual(concerned.map((row) => ({ row, code: 'catalogue_hash_mismatch' })))
      expect(rejected.length).toBeLessThan(catalogue.size)
    }
    expect(index.partEnds.length).toBeGreaterThan(1)
  })

  it('hashes a part once, whether it is right or wrong, however many rows ask', () => {
    for (const isWrong of [false, true]) {
      const hashes = isWrong ? index.hashes.map(() => new Uint8Array(32)) : index.hashes
      const one = indexSection({ ...index, partEnds: [file.statements.length], hashes: hashes.slice(0, 1) })
      const opened = open({ index: isWrong ? one : file.sections.index })
      work.hashed = 0
      const { rejected } = readEntries(opened)
      expect(rejected).toHaveLength(isWrong ? catalogue.size : 0)
      // Ids are hashed too, a hundred bytes each.
      expect(work.hashed).toBeLessThan(file.statements.length + 40_000)
    }
  })

  it('tells a row that points at the statements of another', () => {
    const other = groupOfId(chen.keys.id)
    const groupOf = index.groupOf.map((group, row) => (row === billies ? other : group))
    const rejected = codesOf(open({ index: indexSection({ ...index, groupOf }) }))
    // The evening that Billie hosts is held under her licences, and nobody finds them now.
    expect(rejected).toEqual(
      [billies, rowOfId('event:under-billie')]
        .sort((one, other) => one - other)
        .map((row) => ({ row, code: 'catalogue_row_mismatch' })),
    )
  })

  it.each([
    ['presence', 'presence'],
    ['descriptor', 'descriptor'],
    ['approval', 'approval'],
  ])('tells a forged %s behind a true row', (_, kind) => {
    const own = statementsOn(billie.keys.id).map((one) => {
      if (must(readStatement(one)).kind !== kind) return one
      const forged = copyBytes(one)
      forged[forged.length - 40] = (forged[forged.length - 40] ?? 0) ^ 1
      return forged
    })
    const rejected = codesOf(open(regrouped(groupOfId(billie.keys.id), own)))
    expect(rejected.map(({ code }) => code)).toEqual(['statement_forged', 'statement_forged'])
    expect(rejected.map(({ row }) => row).toSorted()).toEqual([billies, rowOfId('event:under-billie')].toSorted())
  })

  it('tells bytes that are no group, under a right hash', () => {
    const behind = copyBytes(file.statements)
    const start = [0, ...index.groupEnds][groupOfId(billie.keys.id)] ?? 0
    behind[start] = 255
    const rejected = codesOf(open({ statements: behind, index: indexSection(rehashed(index, behind)) }))
    expect(rejected.map(({ code }) => code)).toEqual(['catalogue_invalid', 'catalogue_invalid'])
  })

  it('lets the first of two rows of one id stand, so that nobody takes two places', () => {
    const rows = rowsOf(catalogue.columns)
    const favourite = rows[billies]
    if (favourite === undefined) throw new Error('there is no Billie')
    const twice = [...rows, favourite]
    const groupOf = [...index.groupOf, index.groupOf[billies] ?? 0]
    const opened = open({ ...sectionsOf(twice), index: indexSection({ ...index, groupOf }) })
    expect(codesOf(opened)).toEqual([{ row: rows.length, code: 'catalogue_row_mismatch' }])
  })
})

describe('what an entry rests on today', () => {
  it('is verified too: nobody prolongs an approval with one that is dated later and forged', () => {
    const later = after(NOW, days(4))
    const short = signed.map((one) => {
      const { kind, subject } = must(readStatement(one))
      if (kind !== 'approval' || subject !== billie.keys.id) return one
      return must(approve(billie.descriptor, community.keys, { now: NOW, expiresIn: days(3) }))
    })
    const { bytes: brief } = publishSample(community, short)
    const forged = copyBytes(must(approve(billie.descriptor, community.keys, { now: after(NOW, days(1)) })))
    forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1
    const own = short.filter((one) => must(readStatement(one)).subject === billie.keys.id)
    const of = apart(brief)
    const group = indexOf(of.sections.index).groupOf[billies] ?? -1
    expect(openWide(brief, trust).entryAt(billies).ok).toBe(true)
    const unapproved = { ok: false, error: { code: 'descriptor_unapproved' } }
    expect(openWide(brief, trust, later).entryAt(billies)).toMatchObject(unapproved)
    const prolonged = signedAgain(of, regrouped(group, [...own, forged], of), signer)
    expect(openWide(prolonged, trust).entryAt(billies).ok).toBe(true)
    const code = 'statement_forged'
    expect(openWide(prolonged, trust, later).entryAt(billies)).toMatchObject({ ok: false, error: { code } })
  })
})

describe('the work of reading one entry', () => {
  const draft = must(draftEvent(eventJson([billie.keys.id]), { vocabulary }))
  const many = Array.from({ length: 200 }, (_, at) => signEvent(draft, community.keys, { id: `e-${at}`, now: NOW }))

  it('verifies what the entry rests on, whatever else lies beside it', () => {
    const id = 'of-its-own'
    const others = [...statementsOn(id), ...many]
    const opened = open(regrouped(groupOfId(`event:${id}`), others))
    work.verified = 0
    expect(opened.entryAt(rowOfId(`event:${id}`)).ok).toBe(true)
    expect(work.verified).toBeLessThanOrEqual(4)
  })

  it('verifies nothing for a row that is not what the statements say', () => {
    const groupOf = index.groupOf.map(() => groupOfId(chen.keys.id))
    const opened = open({ index: indexSection({ ...index, groupOf }) })
    work.verified = 0
    for (let row = 0; row < opened.size; row++) opened.entryAt(row)
    expect(work.verified).toBeLessThanOrEqual(3)
  })

  it('verifies none of the older words that a newer one replaces', () => {
    const presence = statementsOn(billie.keys.id).find((one) => must(readStatement(one)).kind === 'presence')
    const { kind, body, subject, issued, expires } = must(readStatement(presence ?? bytes))
    const older = Array.from({ length: 40 }, (_, at) =>
      signStatement({ kind, body, subject, issued, expires, sequence: at }, billie.keys.identity),
    )
    const opened = open(regrouped(groupOfId(subject), [...statementsOn(subject), ...older]))
    work.verified = 0
    expect(opened.entryAt(billies).ok).toBe(true)
    expect(work.verified).toBe(4)
  })

  it('looks at no more on one subject than two of the longest batches', () => {
    const filler = signEvent(draft, community.keys, { id: 'filler', now: NOW })
    const group = groupOfId(billie.keys.id)
    const own = statementsOn(billie.keys.id)
    const most = 2 * 1024 * 1024
    const beside = (count: number) => [...own, ...new Array<Uint8Array>(count).fill(filler)]
    const fit = Math.floor((most - writeGroup(own).length) / (filler.length + 4))
    expect(writeGroup(beside(fit)).length).toBeLessThanOrEqual(most)
    expect(open(regrouped(group, beside(fit))).entryAt(billies).ok).toBe(true)
    const code = 'catalogue_invalid'
    expect(open(regrouped(group, beside(fit + 1))).entryAt(billies)).toMatchObject({ ok: false, error: { code } })
  })
})
