import { describe, expect, it, vi } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { readEntries } from '../../../src/catalogue/read-entries.js'
import { verifyCatalogue } from '../../../src/catalogue/verify.js'
import { approve } from '../../../src/community/sign.js'
import { endorse } from '../../../src/community/speak.js'
import { copyBytes } from '../../../src/kernel/bytes.js'
import { after, days, type EpochSeconds } from '../../../src/kernel/time.js'
import { readStatement } from '../../../src/statement/statement.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { must, NOW, sampleCommunity, samplePractitioner } from '../../support/catalogue.js'
import { apart, indexOf, indexSection, rehashed, rowsOf, sectionsOf, signedAgain } from '../../support/columns.js'

const work = vi.hoisted(() => ({ verified: 0 }))
vi.mock('../../../src/kernel/signature.js', async (original) => {
  const real = await original<typeof import('../../../src/kernel/signature.js')>()
  const verifySignature: typeof real.verifySignature = (...signed) => {
    work.verified++
    return real.verifySignature(...signed)
  }
  return { ...real, verifySignature }
})

const community = sampleCommunity()
const trust = [community.keys.root.publicKey]
const chen = samplePractitioner('Chen Wei')
const colleagues = Array.from({ length: 9 }, (_, nth) => samplePractitioner(`colleague ${nth}`))
const stranger = samplePractitioner('nobody has approved them')
const base = [chen, ...colleagues].flatMap(({ descriptor, presence }) => [
  descriptor,
  presence,
  must(approve(descriptor, community.keys, { now: NOW })),
])

type Said = Parameters<typeof endorse>[3]
const word = (by: { readonly keys: (typeof chen)['keys'] }, concept = 'anxiety.panic', said: Partial<Said> = {}) =>
  endorse(
    chen.keys.identity.publicKey,
    concept,
    { signer: by.keys.identity, community: community.keys.root.publicKey },
    { now: NOW, ...said },
  )
const publish = (words: readonly Uint8Array[], now: EpochSeconds = NOW) =>
  must(
    publishCatalogue({
      root: community.root,
      statements: [...base, ...words],
      vocabulary,
      publishingKey: community.keys.publishing,
      now,
    }),
  )
const open = (bytes: Uint8Array, now: EpochSeconds = NOW) =>
  must(openCatalogue(bytes, { trust, lastSeen: 'first-use', now }))
const endorsedOf = (bytes: Uint8Array, now: EpochSeconds = NOW) => {
  const { accepted, rejected } = readEntries(open(bytes, now))
  const entry = accepted.find(({ id }) => id === chen.keys.id)
  if (entry?.kind !== 'practitioner') throw new Error(`not listed: ${JSON.stringify(rejected)}`)
  return entry.endorsed
}
const endorsedAfter = (words: readonly Uint8Array[]) => endorsedOf(publish(words).bytes)

describe('endorsements in a row', () => {
  it('are a step for each doubling of colleagues, and no more than four count', () => {
    const levels = [0, 1, 2, 3, 4, 5, 9].map(
      (count) => endorsedAfter(colleagues.slice(0, count).map((one) => word(one)))?.[0],
    )
    expect(levels.map((one) => one?.level)).toEqual([undefined, 2, 3, 3, 4, 4, 4])
    expect(levels.at(-1)).toEqual({ concept: 'anxiety.panic', level: 4 })
  })

  it('are told by concept, and who said it is not in them', () => {
    const [one, other] = colleagues
    if (!one || !other) throw new Error('two colleagues')
    const told = endorsedAfter([word(one), word(other), word(one, 'anxiety.worry')])
    expect([...(told ?? [])].sort((a, b) => a.level - b.level)).toEqual([
      { concept: 'anxiety.worry', level: 2 },
      { concept: 'anxiety.panic', level: 3 },
    ])
  })

  const [ben = chen] = colleagues
  it.each<readonly [string, readonly Uint8Array[]]>([
    ['from somebody who is not listed', [word(stranger)]],
    ['for what they do not state', [word(ben, 'grief')]],
    ['taken back', [word(ben), word(ben, 'anxiety.panic', { sequence: NOW + 1, withdraw: true })]],
    ['that ends while the catalogue may still be read', [word(ben, 'anxiety.panic', { expiresIn: days(14) })]],
  ])('count for nothing: %s', (_, words) => {
    expect(endorsedAfter(words)).toBeUndefined()
  })

  it('of one colleague count once, however often they are given', () => {
    const again = [word(ben), word(ben, 'anxiety.panic', { sequence: NOW + 1 })]
    expect(endorsedAfter(again)).toEqual([{ concept: 'anxiety.panic', level: 2 }])
  })

  it('are gone from every catalogue that can be read after they have ended', () => {
    const words = [word(ben, 'anxiety.panic', { expiresIn: days(20) })]
    expect(endorsedOf(publish(words).bytes)).toHaveLength(1)
    const later = after(NOW, days(6))
    expect(endorsedOf(publish(words, later).bytes, later)).toBeUndefined()
  })

  it('compile again to the same bytes', () => {
    const { bytes } = publish(colleagues.slice(0, 3).map((one) => word(one)))
    expect(verifyCatalogue(bytes, { trust, now: NOW })).toMatchObject({ ok: true, value: { identical: true } })
  })

  it('ask for a reader who knows them, and nothing else does', () => {
    const neededBy = (words: readonly Uint8Array[]) => apart(publish(words).bytes).head.body.readerVersion
    expect([neededBy([]), neededBy([word(ben, 'grief')]), neededBy([word(ben)])]).toEqual([1, 1, 2])
  })

  it('that the row raises or leaves out are another row than the statements’', () => {
    const { bytes } = publish([word(ben)])
    const file = apart(bytes)
    const rows = rowsOf(open(bytes).columns)
    const at = rows.findIndex(({ facts }) => facts.some((fact) => fact.charCodeAt(0) === 15))
    const row = rows[at]
    if (row === undefined) throw new Error('somebody is endorsed')
    const falsified = (change: (fact: string) => readonly string[]) => {
      const facts = row.facts.flatMap((fact) => (fact.charCodeAt(0) === 15 ? change(fact) : [fact]))
      const sections = sectionsOf(rows.with(at, { ...row, facts }))
      const opened = open(signedAgain(file, sections, community.keys.publishing))
      return readEntries(opened).rejected
    }
    expect(falsified((fact) => [fact])).toEqual([])
    for (const change of [(fact: string) => [fact.replace('2', '4')], () => []]) {
      expect(falsified(change)).toEqual([{ row: at, code: 'catalogue_row_mismatch' }])
    }
  })

  it('are verified four a concept where a device reads them, however many there are', () => {
    const opened = open(publish(colleagues.map((one) => word(one))).bytes)
    const row = opened.columns.tieHigh.findIndex((_, at) => {
      const entry = opened.entryAt(at)
      return entry.ok && entry.value.id === chen.keys.id
    })
    const again = open(publish(colleagues.map((one) => word(one))).bytes)
    work.verified = 0
    expect(again.entryAt(row).ok).toBe(true)
    expect(work.verified).toBe(3 + 4)
  })

  it('that nobody signed are found when the entry is read', () => {
    const signed = word(ben)
    const { bytes } = publish([signed])
    const file = apart(bytes)
    const statements = copyBytes(file.statements)
    const start = indexOfBytes(statements, signed)
    const last = start + signed.length - 1
    statements[last] = (statements[last] ?? 0) ^ 1
    expect(readStatement(statements.slice(start, last + 1)).ok).toBe(true)
    const index = indexSection(rehashed(indexOf(file.sections.index), statements))
    const opened = open(signedAgain(file, { index, statements }, community.keys.publishing))
    expect(readEntries(opened).rejected.map(({ code }) => code)).toEqual(['statement_forged'])
  })
})

function indexOfBytes(all: Uint8Array, part: Uint8Array): number {
  return Buffer.from(all).indexOf(Buffer.from(part))
}
