import { equalBytes, joinBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import { type HeadBody, readHead } from './head.js'
import { readIndex, type StatementIndex } from './index-section.js'
import { readLayout } from './layout.js'
import { MAX_CATALOGUE_BYTES } from './limits.js'
import type { CatalogueFailure } from './open-file.js'

// A piece is a section, or a part of the statements as the index cuts them. Its name is the hex of its SHA-256, so that a
// piece with a name never changes, and what two catalogues have in common has one name. Nothing is signed anew: the head
// lists the sections' hashes, and the index those of the parts.

/** A piece that a device has to fetch. */
export type Piece = {
  /** Hex of its SHA-256. */
  readonly name: string
  /** In bytes: more than that need not be read. */
  readonly length: number
}

/** A catalogue in pieces. */
export type SplitCatalogue = {
  /** The file up to its first section: magic, version, length and the signed head. Changes with every publication. */
  readonly head: Uint8Array
  /** Every other byte, by name: views of the file. Yours, to add what was fetched. */
  readonly pieces: Map<string, Uint8Array>
}

/** How far an update has come. */
export type Update = {
  /** The whole file, for `openCatalogue`; undefined while a piece is missing. */
  readonly bytes: Uint8Array | undefined
  /** What has to be fetched first. There may be more once these are there: the index says which parts there are. */
  readonly missing: readonly Piece[]
}

/**
 * Takes a catalogue apart: for its publisher, to put every piece on a web server once, and for a device, to keep what
 * has not changed.
 *
 * @param bytes - the file, untrusted.
 * @returns its head and its pieces, named by what is in them now; a damaged piece is none of the names its head lists.
 * Failure: as a file that is no whole catalogue fails to be opened.
 * @throws {TypeError} when `bytes` is no Uint8Array.
 * Privacy: a catalogue is public.
 * Cost: O(length), hashed once.
 * @example
 * const split = splitCatalogue(bytes)
 * if (!split.ok) show(split.error)
 * @see docs/guides/host.md @since 0.1
 */
export function splitCatalogue(bytes: Uint8Array): Result<SplitCatalogue, CatalogueFailure> {
  const start = readStart(bytes)
  if (!start.ok) return start
  const { head, body } = start.value
  const pieces = new Map<string, Uint8Array>()
  let place = head.length
  let section = head
  const take = (length: number) => {
    section = bytes.subarray(place, place + length)
    pieces.set(toHex(sha256(section)), section)
    place += length
    return section.length === length
  }
  for (const { length } of body.sections) if (!take(length)) return fail('catalogue_truncated', {})
  // The last section is the index.
  const index = readIndexOf(section, body)
  if (index === undefined) return fail('catalogue_invalid', { section: 'index' })
  for (const { length } of partsOf(index)) if (!take(length)) return fail('catalogue_truncated', {})
  return place === bytes.length ? ok({ head, pieces }) : fail('catalogue_invalid', { section: 'statements' })
}

/**
 * Joins the pieces of a catalogue into the file that was published, or says which have to be fetched.
 *
 * Call it, fetch what is missing, and call it again until there are `bytes`: that is twice at most. Every piece is held
 * against its name; nothing is changed, so whoever was given a wrong piece still has the old file.
 *
 * @param head - the head as it was fetched, untrusted: whoever published it is verified by `openCatalogue` at the end.
 * @param pieces - pieces of the old file and those fetched, by name, untrusted.
 * @returns the whole file, or what is missing of it.
 * Failure: `catalogue_hash_mismatch` with the section of a piece that is not what it is called; as the head fails to be
 * opened; `catalogue_too_large` before anything is fetched.
 * @throws {TypeError} when `head` is no Uint8Array.
 * Privacy: which pieces are missing follows from the old file and the new head alone, never from answers; everybody who
 * has the same old file fetches the same names.
 * Cost: O(length), hashed once a call.
 * @example
 * let update = joinCatalogue(head, pieces)
 * while (update.ok && update.value.bytes === undefined) {
 *   for (const { name } of update.value.missing) pieces.set(name, await fetched(name))
 *   update = joinCatalogue(head, pieces)
 * }
 * @see docs/guides/host.md @since 0.1
 */
export function joinCatalogue(
  head: Uint8Array,
  pieces: ReadonlyMap<string, Uint8Array>,
): Result<Update, CatalogueFailure> {
  const start = readStart(head)
  if (!start.ok) return start
  const { body } = start.value
  const sections = collect(body.sections, pieces)
  if (!sections.ok) return sections
  const [, , , indexSection] = sections.value.found
  const index = indexSection && readIndexOf(indexSection, body)
  // Without the index nobody knows the parts yet.
  if (indexSection === undefined) return ok({ bytes: undefined, missing: sections.value.missing })
  if (index === undefined) return fail('catalogue_invalid', { section: 'index' })
  const parts = collect(partsOf(index), pieces)
  if (!parts.ok) return parts
  const missing = [...sections.value.missing, ...parts.value.missing]
  if (missing.length > 0) return ok({ bytes: undefined, missing })
  // Nothing is missing, so nothing of it is undefined.
  const all = [...sections.value.found, ...parts.value.found].filter((piece) => piece !== undefined)
  return ok({ bytes: joinBytes([start.value.head, ...all]), missing })
}

type Start = { readonly head: Uint8Array; readonly body: HeadBody }

function readStart(bytes: Uint8Array): Result<Start, CatalogueFailure> {
  const layout = readLayout(bytes)
  if (!layout.ok) return layout
  const read = readHead(layout.value.head)
  if (!read.ok) return read
  const head = bytes.subarray(0, bytes.length - layout.value.sections.length)
  const { body } = read.value
  const whole = body.sections.reduce((sum, { length }) => sum + length, head.length + body.statementBytes)
  return whole > MAX_CATALOGUE_BYTES ? fail('catalogue_too_large', { limit: MAX_CATALOGUE_BYTES }) : ok({ head, body })
}

type Listed = { readonly name: string; readonly length: number; readonly hash: Uint8Array }

function collect(
  listed: readonly Listed[],
  pieces: ReadonlyMap<string, Uint8Array>,
): Result<
  { readonly found: readonly (Uint8Array | undefined)[]; readonly missing: readonly Piece[] },
  CatalogueFailure
> {
  const missing: Piece[] = []
  const found: (Uint8Array | undefined)[] = []
  for (const { name: section, length, hash } of listed) {
    const name = toHex(hash)
    const piece = pieces.get(name)
    if (piece === undefined) missing.push({ name, length })
    else if (piece.length !== length || !equalBytes(sha256(piece), hash)) {
      return fail('catalogue_hash_mismatch', { section })
    }
    found.push(piece)
  }
  return ok({ found, missing })
}

function partsOf({ parts, hashes }: StatementIndex): readonly Listed[] {
  return Array.from(parts.subarray(1), (end, part) => ({
    name: 'statements',
    length: end - (parts[part] ?? 0),
    hash: hashes.subarray(32 * part, 32 * part + 32),
  }))
}

function readIndexOf(section: Uint8Array, { statementBytes }: HeadBody): StatementIndex | undefined {
  const index = readIndex(section)
  return index?.parts.at(-1) === statementBytes ? index : undefined
}
