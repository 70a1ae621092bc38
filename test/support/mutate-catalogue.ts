import type { SectionName } from '../../src/catalogue/layout.js'
import { joinBytes } from '../../src/kernel/bytes.js'
import type { Signer } from '../../src/statement/sign.js'
import {
  type Apart,
  apart,
  indexOf,
  indexSection,
  type OpenIndex,
  rehashed,
  sectionsOf,
  signedAgain,
} from './columns.js'
import { falsifications, type GroupedRow } from './falsify.js'
import { hostileFact } from './hostile-facts.js'
import { type Chance, chanceOf, edit, pick } from './mutate.js'
import { blind } from './mutate-blindly.js'
import { type Field, fieldsOf } from './section-fields.js'

// Makes mutated catalogue files. Every one follows from its seed alone, so a seed in a failed test is the case.

/** What mutated files are made of. */
export type Stock = {
  readonly bytes: Uint8Array
  readonly file: Apart
  readonly index: OpenIndex
  readonly rows: readonly GroupedRow[]
  /** Another community's file, to splice from. */
  readonly other: Apart
  readonly signer: Signer
}

/** A mutated file. */
export type Mutant = {
  readonly name: string
  readonly bytes: Uint8Array
  /** Whether lengths and hashes are right again, under the signature of the publishing key. */
  readonly isSigned: boolean
}

type Part = SectionName | 'statements'
type Changes = Partial<Record<Part, Uint8Array>>

const parts: readonly Part[] = ['vocabulary', 'strings', 'columns', 'index', 'statements']
/** Where structure is: they are changed more often. */
const mostly: readonly Part[] = [
  'strings',
  'columns',
  'columns',
  'columns',
  'index',
  'index',
  'statements',
  'vocabulary',
]

/** Prepares a published file for mutation. */
export function stockOf(bytes: Uint8Array, signer: Signer, other: Uint8Array, rows: readonly GroupedRow[]): Stock {
  const file = apart(bytes)
  return { bytes, file, index: indexOf(file.sections.index), rows, other: apart(other), signer }
}

/** Makes the mutant of a seed: those of odd seeds are signed again. */
export function mutantOf(stock: Stock, seed: number): Mutant {
  const chance = chanceOf(seed)
  const isSigned = seed % 2 === 1
  if (!isSigned && chance(3) > 0) {
    const [name, change] = pick(chance, blind)
    const isHead = chance(2) === 0
    const head = stock.bytes.length - lengthBehind(stock.file)
    const bytes = isHead
      ? joinBytes([change(stock.bytes.slice(0, head), chance), stock.bytes.subarray(head)])
      : change(stock.bytes, chance)
    return { name: `${isHead ? 'head' : 'file'}: ${name}`, bytes, isSigned }
  }
  const [name, change] = pick(chance, knowing)
  const changes = change(stock, chance)
  return { name, bytes: isSigned ? signedAgain(stock.file, changes, stock.signer) : unsigned(stock, changes), isSigned }
}

/** The old head in front of new sections. */
function unsigned({ bytes, file }: Stock, changes: Changes): Uint8Array {
  const all: Record<Part, Uint8Array> = { ...file.sections, statements: file.statements, ...changes }
  return joinBytes([bytes.subarray(0, bytes.length - lengthBehind(file)), ...parts.map((part) => all[part])])
}

function lengthBehind(file: Apart): number {
  return parts.reduce((sum, part) => sum + partOf(file, part).length, 0)
}

function partOf(file: Apart, part: Part): Uint8Array {
  return part === 'statements' ? file.statements : file.sections[part]
}

type Knowing = readonly [name: string, change: (stock: Stock, chance: Chance) => Changes]

const knowing: readonly Knowing[] = [
  ...blind.map(
    ([name, change]): Knowing => [
      `section: ${name}`,
      ({ file }, chance) => {
        const part = pick(chance, mostly)
        return { [part]: change(partOf(file, part), chance) }
      },
    ],
  ),
  ['an extreme number', ({ file, rows }, chance) => extreme(file, rows.length, chance)],
  ['an extreme number', ({ file, rows }, chance) => extreme(file, rows.length, chance)],
  [
    'several extreme numbers',
    ({ file, rows }, chance) => ({ ...extreme(file, rows.length, chance), ...extreme(file, rows.length, chance) }),
  ],
  ['a section of another catalogue', spliced],
  ['a piece of another catalogue', (stock, chance) => piecewise(stock, chance)],
  [
    'two sections exchanged',
    ({ file }, chance) => ({
      strings: pick(chance, [file.sections.columns, file.sections.index]),
      columns: file.sections.strings,
    }),
  ],
  [
    'statements altered, and hashed again',
    ({ file, index }, chance) => {
      const [, change] = pick(chance, blind.slice(0, 3))
      const statements = change(file.statements, chance)
      return { statements, index: indexSection(rehashed(index, statements)) }
    },
  ],
  ['one row falsified', falsified],
  ['hostile facts', withHostileFacts],
  ['hostile facts', withHostileFacts],
]

const numbers = [0, 1, 2, 3, 31, 32, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff]

/** A number in a place where one is expected, or a little beside it. */
function extreme(file: Apart, rows: number, chance: Chance): Changes {
  const part = pick(chance, ['strings', 'columns', 'columns', 'index'] as const)
  const section = file.sections[part]
  const { from, to, size }: Field = pick(chance, fieldsOf(part, section))
  const changed = section.slice()
  const at = Math.min(from + size * chance(Math.max(1, (to - from) / size)), section.length - size)
  const view = new DataView(changed.buffer)
  const before = size === 4 ? view.getUint32(at, true) : view.getUint16(at, true)
  const value = pick(chance, [
    ...numbers,
    before + 1,
    before - 1,
    before + 4,
    before * 2,
    rows,
    rows - 1,
    chance(0x1_0000),
  ])
  if (size === 4) view.setUint32(at, value >>> 0, true)
  else view.setUint16(at, value & 0xffff, true)
  return { [part]: changed }
}

function spliced({ other }: Stock, chance: Chance): Changes {
  const taken = parts.filter(() => chance(2) === 0)
  return Object.fromEntries((taken.length > 0 ? taken : parts.slice(2, 3)).map((part) => [part, partOf(other, part)]))
}

function piecewise({ file, other }: Stock, chance: Chance): Changes {
  const part = pick(chance, mostly)
  const [mine, theirs] = [partOf(file, part), partOf(other, part)]
  const at = 4 * chance(Math.ceil(Math.min(mine.length, theirs.length) / 4))
  const length = 4 * (1 + chance(64))
  return { [part]: edit(mine, at, Math.min(mine.length, at + length), theirs.slice(at, at + length)) }
}

/** Rows as a false publisher compiles them, in order. */
function compiled({ index }: Stock, rows: readonly GroupedRow[]): Changes {
  const groupOf = rows.map(({ group }) => group)
  return { ...sectionsOf(rows.map(({ row }) => row)), index: indexSection({ ...index, groupOf }) }
}

function falsified(stock: Stock, chance: Chance): Changes {
  const at = chance(stock.rows.length)
  return compiled(stock, pick(chance, [...falsifications(stock.rows, at)]).rows)
}

function withHostileFacts(stock: Stock, chance: Chance): Changes {
  const many = pick(chance, [1, 5, 40])
  const facts = Array.from({ length: many }, () => hostileFact(chance)).filter((fact) => fact.length > 0)
  const everybody = chance(3) === 0
  const rows = stock.rows.map(({ row, group }) => {
    const more = facts.filter(() => everybody || chance(8) === 0)
    return { group, row: { ...row, facts: [...new Set([...row.facts, ...more])].sort() } }
  })
  // Somebody twice, and somebody at the end of time.
  const [first] = rows
  if (first !== undefined && chance(4) === 0)
    rows.push(first, { ...first, row: { ...first.row, expires: 0xffff_ffff } })
  return compiled(stock, rows)
}

/** The names of all mutations. */
export const mutationNames: readonly string[] = [
  ...blind.flatMap(([name]) => [`file: ${name}`, `head: ${name}`]),
  ...new Set(knowing.map(([name]) => name)),
]
