import { type Columns, NO_POINT, readColumns } from '../../src/catalogue/columns.js'
import { factBytes, factRange } from '../../src/catalogue/dictionary.js'
import { FIELD } from '../../src/catalogue/fields.js'
import { HEAD_SUBJECT, headFormat, readHead } from '../../src/catalogue/head.js'
import { readLayout, type SectionName, sectionNames, writeLayout } from '../../src/catalogue/layout.js'
import type { Row, RowPlace } from '../../src/catalogue/row.js'
import { addRow, createColumnsWriter, writeColumns } from '../../src/catalogue/write-columns.js'
import { joinBytes } from '../../src/kernel/bytes.js'
import { encodeCbor } from '../../src/kernel/cbor.js'
import { sha256 } from '../../src/kernel/hash.js'
import { toWire } from '../../src/kernel/wire.js'
import { type Signer, signStatement } from '../../src/statement/sign.js'
import { must } from './catalogue.js'

// Takes a catalogue's inner form apart and puts it together again as somebody may who holds the publishing key.

/** Numbers of four bytes, little-endian. Negative ones wrap. */
export function words(...numbers: readonly number[]): Uint8Array {
  return wordsOf(numbers)
}

/** The same, of a list longer than a call has arguments. */
export function wordsOf(numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(numbers, (number) => number >>> 0).buffer)
}

/** Numbers of two bytes, little-endian, and nothing behind them. */
export function halves(...numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Uint16Array.from(numbers).buffer)
}

/** Text as a fact holds it: a character is a byte. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** A fact as text: its field, then what it says. */
export function fact(field: number, text = ''): string {
  return String.fromCharCode(field) + text
}

/** Facts in the order in which they are given, whether it is the right one or not. */
export function dictionaryOf(facts: readonly string[], count = facts.length): Uint8Array {
  let end = 0
  const ends = facts.map((one) => (end += one.length))
  return joinBytes([wordsOf([count, ...ends]), ...facts.map(bytesOf)])
}

/** A row that states next to nothing; give parts to change it. Facts and places are taken as they are. */
export function rowAt(tie: number, parts: Partial<Row> = {}): Row {
  return {
    tie: { high: tie, low: ~tie >>> 0 },
    expires: 4_000_000_000,
    presenceUntil: 0,
    places: [],
    facts: [],
    ...parts,
  }
}

/** The two sections of some rows, as a publisher writes them. */
export function sectionsOf(rows: readonly Row[]): { readonly strings: Uint8Array; readonly columns: Uint8Array } {
  const writer = createColumnsWriter()
  for (const row of rows) addRow(writer, row)
  return writeColumns(writer)
}

/** Some rows, written and opened. */
export function columnsOf(rows: readonly Row[]): Columns {
  const { strings, columns } = sectionsOf(rows)
  return must(readColumns(strings, columns))
}

/** Reads every row back, without any help of what looks for facts: by walking over all that is stated. */
export function rowsOf({ rows, blocks, dictionary, places, ...columns }: Columns): readonly Row[] {
  const texts = Array.from({ length: dictionary.count }, (_, number) => textOf(dictionary, number))
  const stated = Array.from({ length: rows }, () => [] as string[])
  for (const { first, words: size, rows: count, place, bits, lists, bounds } of blocks) {
    for (const [number, text] of texts.entries()) {
      const at = place[number] ?? 0
      const isStating = (row: number) => (((bits[(at - 1) * size + (row >> 5)] ?? 0) >>> (row & 31)) & 1) === 1
      const members = at > 0 ? Array.from({ length: count }, (_, row) => row).filter(isStating) : []
      const listed = at < 0 ? [...lists.subarray(bounds[-at - 1], bounds[-at])] : []
      for (const row of [...members, ...listed]) stated[first + row]?.push(text)
    }
  }
  const [firstRegion] = factRange(dictionary, FIELD.region)
  const placesOf = (row: number): RowPlace[] =>
    [...places.row.keys()]
      .filter((at) => places.row[at] === row)
      .map((at) => ({
        region: (texts[firstRegion + (places.region[at] ?? 0)] ?? '').slice(1),
        point: pointAt({ places, ...columns }, at),
      }))
  return stated.map((facts, row) => ({
    tie: { high: columns.tieHigh[row] ?? -1, low: columns.tieLow[row] ?? -1 },
    expires: columns.expires[row] ?? -1,
    presenceUntil: columns.presenceUntil[row] ?? -1,
    places: placesOf(row),
    facts,
  }))
}

function pointAt({ places }: Pick<Columns, 'places'>, at: number): RowPlace['point'] {
  const { [at]: coarseness = NO_POINT } = places.coarseness
  if (coarseness === NO_POINT) return undefined
  return { latitude: places.latitude[at] ?? Number.NaN, longitude: places.longitude[at] ?? Number.NaN, coarseness }
}

function textOf(dictionary: Columns['dictionary'], number: number): string {
  const start = dictionary.bounds[number] ?? 0
  return [dictionary.bytes[start] ?? 0, ...factBytes(dictionary, number)]
    .map((byte) => String.fromCharCode(byte))
    .join('')
}

/** A file, taken apart: the head as it was read, the sections by name, and the statements as they lie. */
export type Apart = {
  readonly head: ReturnType<typeof headOf>
  readonly sections: Readonly<Record<SectionName, Uint8Array>>
  readonly statements: Uint8Array
}

function headOf(bytes: Uint8Array) {
  return must(readHead(bytes))
}

/** Takes a file apart at its joints. */
export function apart(file: Uint8Array): Apart {
  const layout = must(readLayout(file))
  const head = headOf(layout.head)
  const sections = { vocabulary: file, strings: file, columns: file, index: file }
  let start = 0
  for (const { name, length } of head.body.sections) {
    sections[name] = layout.sections.slice(start, start + length)
    start += length
  }
  return { head, sections, statements: layout.sections.slice(start) }
}

/** Puts a file together again with some sections changed, and has its head signed anew over the right lengths and hashes. */
export function signedAgain(
  { head, sections, statements }: Apart,
  changes: Partial<Record<SectionName, Uint8Array>> & { readonly statements?: Uint8Array },
  signer: Signer,
): Uint8Array {
  const changed = { ...sections, statements, ...changes }
  const listed = sectionNames.map((name) => ({ name, length: changed[name].length, hash: sha256(changed[name]) }))
  const body = { ...head.body, sections: listed, statementBytes: changed.statements.length }
  const { kind, sequence, issued, expires } = head.statement
  const wire = encodeCbor(toWire(body, headFormat.keys))
  const signed = signStatement({ kind, sequence, issued, expires, subject: HEAD_SUBJECT, body: wire }, signer)
  return writeLayout(signed, [...sectionNames.map((name) => changed[name]), changed.statements])
}

/** The index section in parts that can be changed one by one. */
export type OpenIndex = { groupOf: number[]; groupEnds: number[]; partEnds: number[]; hashes: Uint8Array[] }

/** Takes an index section apart. */
export function indexOf(section: Uint8Array): OpenIndex {
  const view = new DataView(section.buffer, section.byteOffset, section.byteLength)
  const [rows = 0, groups = 0, parts = 0] = [0, 4, 8].map((at) => view.getUint32(at, true))
  const take = (start: number, count: number) =>
    Array.from({ length: count }, (_, at) => view.getUint32(12 + 4 * (start + at), true))
  const hashes = 12 + 4 * (rows + groups + parts)
  return {
    groupOf: take(0, rows),
    groupEnds: take(rows, groups),
    partEnds: take(rows + groups, parts),
    hashes: Array.from({ length: parts }, (_, part) => section.slice(hashes + 32 * part, hashes + 32 * part + 32)),
  }
}

/** Puts an index section together, as it is said. */
export function indexSection({ groupOf, groupEnds, partEnds, hashes }: OpenIndex): Uint8Array {
  const counts = [groupOf.length, groupEnds.length, partEnds.length]
  return joinBytes([wordsOf([...counts, ...groupOf, ...groupEnds, ...partEnds]), ...hashes])
}

/** The same index over other statements of the same lengths: every part's hash is right again. */
export function rehashed(index: OpenIndex, statements: Uint8Array): OpenIndex {
  const starts = [0, ...index.partEnds]
  return { ...index, hashes: index.partEnds.map((end, part) => sha256(statements.subarray(starts[part], end))) }
}
