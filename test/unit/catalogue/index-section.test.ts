import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readIndex, type StatementIndex, writeIndex } from '../../../src/catalogue/index-section.js'
import { MAX_STATEMENTS } from '../../../src/catalogue/limits.js'
import { concatBytes } from '../../../src/kernel/bytes.js'
import { sha256 } from '../../../src/kernel/hash.js'
import { utf8Encode } from '../../../src/kernel/text.js'
import { indexOf, indexSection, type OpenIndex, words } from '../../support/columns.js'

/** Two parts: the first of two groups, the second of one. Four rows. */
const whole: OpenIndex = {
  groupOf: [2, 0, 1, 2],
  groupEnds: [10, 25, 26],
  partEnds: [25, 26],
  hashes: [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)],
}

function opened(section: Uint8Array): StatementIndex {
  const index = readIndex(section)
  if (index === undefined) throw new Error('the index was refused')
  return index
}

const said = (parts: Partial<OpenIndex>) => indexSection({ ...whole, ...parts })
/** The counts that the section claims, over what it holds. */
const claimed = (rows: number, groups: number, parts: number) =>
  concatBytes(words(rows, groups, parts), said({}).slice(12))

describe('readIndex', () => {
  it('reads where everything begins and ends', () => {
    const index = opened(said({}))
    expect([...index.groupOf]).toEqual([2, 0, 1, 2])
    expect([...index.groups]).toEqual([0, 10, 25, 26])
    expect([...index.parts]).toEqual([0, 25, 26])
    expect(index.hashes).toEqual(concatBytes(...whole.hashes))
  })

  it('reads the same wherever the section lies in its file, and keeps a copy of its own', () => {
    const file = concatBytes(Uint8Array.of(9), said({}))
    const index = readIndex(file.subarray(1))
    file.fill(0)
    expect(index).toEqual(opened(said({})))
  })

  it('takes a catalogue of nobody', () => {
    const none = opened(said({ groupOf: [], groupEnds: [], partEnds: [], hashes: [] }))
    expect([[...none.groups], [...none.parts], none.hashes.length]).toEqual([[0], [0], 0])
  })

  it('takes a group that no row was compiled from, and a part for every group', () => {
    expect([...opened(said({ groupOf: [] })).groupOf]).toEqual([])
    const hashes = [...whole.hashes, new Uint8Array(32)]
    expect([...opened(said({ partEnds: [10, 25, 26], hashes })).parts]).toEqual([0, 10, 25, 26])
  })

  it('refuses every length but the right one', () => {
    const section = said({})
    for (let length = 0; length < section.length; length++)
      expect(readIndex(section.subarray(0, length))).toBeUndefined()
    for (let more = 1; more <= 40; more++) {
      expect(readIndex(concatBytes(section, new Uint8Array(more))), `${more}`).toBeUndefined()
    }
  })

  it.each([
    ['a row too many', claimed(5, 3, 2)],
    ['a row too few', claimed(3, 3, 2)],
    ['four thousand million rows', claimed(0xffff_ffff, 3, 2)],
    ['nine rows for a part', claimed(13, 3, 1)],
    ['four thousand million groups', claimed(4, 0xffff_ffff, 2)],
    ['four thousand million parts', claimed(4, 3, 0xffff_ffff)],
    ['a row of a group that is not there', said({ groupOf: [2, 0, 1, 3] })],
    ['a row of group four thousand million', said({ groupOf: [0xffff_ffff, 0, 1, 2] })],
    ['a row where there are no groups', said({ groupOf: [0], groupEnds: [], partEnds: [], hashes: [] })],
    ['an empty group at the front', said({ groupEnds: [0, 25, 26] })],
    ['an empty group', said({ groupEnds: [25, 25, 26] })],
    ['a group that ends before it begins', said({ groupEnds: [25, 10, 26] })],
    ['groups that end before the last part', said({ groupEnds: [10, 24, 25] })],
    ['a group behind the last part', said({ groupEnds: [10, 25, 27] })],
    ['an empty part at the front', said({ partEnds: [0, 26] })],
    ['an empty part', said({ partEnds: [26, 26] })],
    ['parts that end in the reverse order', said({ partEnds: [26, 25] })],
    ['a part that ends within a group', said({ partEnds: [24, 26] })],
    ['a last part that ends before the last group', said({ partEnds: [10, 25] })],
    ['more parts than groups', said({ partEnds: [10, 25, 26, 27], hashes: new Array(4).fill(new Uint8Array(32)) })],
    ['groups without a part', said({ partEnds: [], hashes: [] })],
  ])('refuses %s', (_, section) => {
    expect(readIndex(section)).toBeUndefined()
  })

  it('takes as many groups as there may be statements, and not one more', () => {
    const many = (count: number) => {
      const groupEnds = Array.from({ length: count }, (_, at) => at + 1)
      return readIndex(said({ groupOf: [], groupEnds, partEnds: [count], hashes: [new Uint8Array(32)] }))
    }
    expect(many(MAX_STATEMENTS)?.groups.length).toBe(MAX_STATEMENTS + 1)
    expect(many(MAX_STATEMENTS + 1)).toBeUndefined()
  })
})

describe('writeIndex', () => {
  const isLucky = (subject: string) => ((sha256(utf8Encode(subject))[0] ?? 0) & 3) === 0
  const names = Array.from({ length: 400 }, (_, at) => `subject-${at}`)
  const lucky = names.filter(isLucky)
  const plain = names.filter((name) => !isLucky(name))
  const group = (subject = '', length = 100) => ({ subject, bytes: new Uint8Array(length).fill(length) })
  const cut = (groups: ReturnType<typeof group>[]) => {
    const written = writeIndex(groups, [])
    const bounds = [...opened(written).parts]
    return bounds.slice(1).map((end, at) => end - (bounds[at] ?? 0))
  }

  it('ends a part behind a subject whose hash says so, from four kilobytes on', () => {
    expect(cut([group(lucky[0], 4095), group(lucky[1], 1), group(plain[0], 9)])).toEqual([4096, 9])
    expect(cut([group(lucky[0], 4094), group(lucky[1], 1), group(plain[0], 9)])).toEqual([4104])
    expect(cut([group(plain[0], 4096), group(plain[1], 9), group(lucky[0], 1), group(lucky[1], 5)])).toEqual([4106, 5])
  })

  it('ends a part wherever it holds 64 kilobytes', () => {
    expect(cut([group(plain[0], 65_535), group(plain[1], 1), group(plain[2], 9)])).toEqual([65_536, 9])
    expect(cut([group(plain[0], 65_535), group(plain[1], 900_000), group(plain[2], 9)])).toEqual([965_535, 9])
    expect(cut([group(plain[0], 65_536), group(plain[1], 9)])).toEqual([65_536, 9])
  })

  it('leaves nothing over, and makes no empty part at the end', () => {
    expect(cut([group(lucky[0], 70_000)])).toEqual([70_000])
    expect(cut([])).toEqual([])
  })

  const pile = fc.array(
    fc.record({ subject: fc.constantFrom(...names), bytes: fc.uint8Array({ minLength: 1, maxLength: 3000 }) }),
    { minLength: 1, maxLength: 40 },
  )

  it('writes what readIndex reads: ends that fit the statements, and the hash of each part', () => {
    fc.assert(
      fc.property(pile, fc.array(fc.nat(999), { maxLength: 60 }), (groups, rows) => {
        const groupOf = rows.map((row) => row % groups.length)
        const index = opened(writeIndex(groups, groupOf))
        const statements = concatBytes(...groups.map(({ bytes }) => bytes))
        expect([...index.groupOf]).toEqual(groupOf)
        for (const [at, { bytes }] of groups.entries()) {
          expect(statements.slice(index.groups[at], index.groups[at + 1])).toEqual(bytes)
        }
        const hashes = [...index.parts.keys()]
          .slice(1)
          .map((at) => sha256(statements.subarray(index.parts[at - 1], index.parts[at])))
        expect(index.hashes).toEqual(concatBytes(...hashes))
      }),
      { numRuns: 200 },
    )
  })

  it('cuts as before behind a change, so that an update changes few parts', () => {
    const groups = names.map((subject) => group(subject, 700))
    const before = indexOf(writeIndex(groups, [])).hashes.map(String)
    const changed = groups.toSpliced(100, 1, group(groups[100]?.subject, 720))
    const after = indexOf(writeIndex(changed, [])).hashes.map(String)
    expect(before.length).toBeGreaterThan(15)
    expect(after.filter((hash) => !before.includes(hash))).toHaveLength(1)
    const grown = indexOf(writeIndex(groups.toSpliced(100, 0, group('somebody-new', 700)), [])).hashes.map(String)
    expect(grown.filter((hash) => !before.includes(hash)).length).toBeLessThanOrEqual(2)
  })
})
