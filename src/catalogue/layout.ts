import {
  createReader,
  createWriter,
  joinBytes,
  readBytes,
  readUint16,
  readUint32,
  writeBytes,
  writeUint,
  writtenBytes,
} from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { MAX_BATCH_BYTES, MAX_STATEMENT_BYTES } from '../statement/statement.js'
import { MAX_CATALOGUE_BYTES } from './limits.js'

/** The layout's version: the first byte after the magic. */
const LAYOUT_VERSION = 1
const MAGIC = Uint8Array.of(0x45, 0x4e, 0x54, 0x43) // "ENTC"
const PREAMBLE_BYTES = 9

/** The sections that are hashed when a catalogue is opened, in their order in the file. The statements lie behind them. */
export const sectionNames = ['vocabulary', 'strings', 'columns', 'index'] as const

/** The name of a section. */
export type SectionName = (typeof sectionNames)[number]

/** A file taken apart at its joints; nothing in it is verified yet. */
export type Layout = { readonly head: Uint8Array; readonly sections: Uint8Array }

// magic "ENTC" 4 | version 1 | head length 4 | head statement | sections, end to end, as the head lists them | statements

/**
 * Joins a signed head and its sections into one file.
 *
 * @param head - the signed head statement.
 * @param sections - the bytes of every section, in the order of `sectionNames`, then those of the statements.
 * @returns the file.
 * Privacy: a catalogue is public.
 * Cost: O(length). @since 0.1
 */
export function writeLayout(head: Uint8Array, sections: readonly Uint8Array[]): Uint8Array {
  const preamble = createWriter(PREAMBLE_BYTES)
  writeBytes(preamble, MAGIC)
  writeUint(preamble, 1, LAYOUT_VERSION)
  writeUint(preamble, 4, head.length)
  return joinBytes([writtenBytes(preamble), head, ...sections])
}

/**
 * Takes a file apart into head and sections.
 *
 * @param file - untrusted bytes. Sections are a view of them, not a copy.
 * @returns the head statement and everything after it.
 * Failure: `catalogue_too_large` before anything is read; `catalogue_truncated`; `catalogue_unsupported` for another
 * version; `catalogue_invalid` when it is no catalogue.
 * @throws {TypeError} when the file is no Uint8Array.
 * Privacy: a catalogue is public; every device reads the whole of it.
 * Cost: O(head length). @since 0.1
 */
export function readLayout(
  file: Uint8Array,
): Result<Layout, 'catalogue_too_large' | 'catalogue_truncated' | 'catalogue_unsupported' | 'catalogue_invalid'> {
  if (!(file instanceof Uint8Array)) throw new TypeError('bytes: expected a Uint8Array')
  if (file.length > MAX_CATALOGUE_BYTES) return fail('catalogue_too_large', { limit: MAX_CATALOGUE_BYTES })
  if (MAGIC.some((byte, index) => index < file.length && file[index] !== byte)) {
    return fail('catalogue_invalid', { section: 'head' })
  }
  if (file.length < PREAMBLE_BYTES) return fail('catalogue_truncated', {})
  const version = file[MAGIC.length] ?? 0
  if (version !== LAYOUT_VERSION) return fail('catalogue_unsupported', { version })
  const reader = createReader(file)
  reader.offset = MAGIC.length + 1
  const headLength = readUint32(reader) ?? 0
  if (headLength > MAX_STATEMENT_BYTES) return fail('catalogue_invalid', { section: 'head' })
  const head = readBytes(reader, headLength)
  if (head === undefined) return fail('catalogue_truncated', {})
  return ok({ head, sections: file.subarray(reader.offset) })
}

// A group of statements on one subject: count 2 | (length 4 | statement)*

/**
 * Writes the statements on one subject.
 *
 * @param statements - signed statements, in catalogue order; at most 65,535.
 * @returns the group's bytes.
 * @throws {RangeError} when there are more.
 * Privacy: a catalogue is public.
 * Cost: O(length). @since 0.1
 */
export function writeGroup(statements: readonly Uint8Array[]): Uint8Array {
  const writer = createWriter(1024)
  writeUint(writer, 2, statements.length)
  for (const statement of statements) {
    writeUint(writer, 4, statement.length)
    writeBytes(writer, statement)
  }
  return writtenBytes(writer)
}

/**
 * Reads the statements on one subject.
 *
 * @param group - untrusted bytes.
 * @returns each statement's bytes as a copy; undefined when counts or lengths do not add up to the group.
 * Privacy: a catalogue is public.
 * Cost: O(length). @since 0.1
 */
export function readGroup(group: Uint8Array): readonly Uint8Array[] | undefined {
  const reader = createReader(group)
  const count = readUint16(reader) ?? 0
  const statements: Uint8Array[] = []
  for (let index = 0; index < count; index++) {
    const length = readUint32(reader)
    if (length === undefined || length > MAX_BATCH_BYTES) return undefined
    const statement = readBytes(reader, length)
    if (statement === undefined) return undefined
    statements.push(statement)
  }
  return reader.offset === group.length ? statements : undefined
}
