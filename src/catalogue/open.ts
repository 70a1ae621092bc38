import { equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { type Suite, withClassical } from '../kernel/suite.js'
import { fromHex, toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Community } from '../trust/anchor.js'
import { decodeVocabulary } from '../vocabulary/section.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import type { Catalogue, Head } from './catalogue.js'
import { readColumns } from './columns.js'
import { followsLastSeen, type HeadBody, type ReadHead, readHead, toHead, verifyHead } from './head.js'
import { readIndex, type StatementIndex } from './index-section.js'
import { readLayout, type SectionName } from './layout.js'
import { entryReader, statementsOf } from './read-entry.js'

/** Everything that makes a whole catalogue unusable. What fails alone is told when it is asked for. */
export type CatalogueFailure =
  | 'catalogue_clock_behind'
  | 'catalogue_equivocal'
  | 'catalogue_expired'
  | 'catalogue_forged'
  | 'catalogue_hash_mismatch'
  | 'catalogue_invalid'
  | 'catalogue_other_region'
  | 'catalogue_reader_too_old'
  | 'catalogue_rolled_back'
  | 'catalogue_too_large'
  | 'catalogue_truncated'
  | 'catalogue_unsupported'
  | 'catalogue_untrusted'
  | 'vocabulary_unsupported'

/** What the host brings to the opening of a catalogue. */
export type OpenOptions = {
  /** Root keys of the communities it trusts: 32 bytes each, or their hex. */
  readonly trust: readonly (Uint8Array | string)[]
  /** The head of the last catalogue it opened from this community; `first-use` the first time. */
  readonly lastSeen: Head | 'first-use'
  readonly now: EpochSeconds
  /** The region whose file it shall be, where a community publishes by regions; left out for its own catalogue. */
  readonly region?: string | undefined
  /** Suites beyond the classical one that this app can seal under: `[hybrid]` of `entrenous/post-quantum`. */
  readonly suites?: readonly Suite[] | undefined
}

/**
 * Opens a published catalogue: signed by a trusted community, fresh, and no step back from the last one.
 *
 * Sizes are refused before anything is hashed, and the head is verified before anything behind it is read. Matching
 * needs the columns alone, so the statements are read, and their own signatures verified, for whoever is shown.
 *
 * @param bytes - the file as it was fetched, untrusted.
 * @param options - trusted root keys, the last seen head, this device's clock.
 * @returns the catalogue; keep its `head`, and leave `bytes` as they are: statements are read from them later.
 * Failure: one of `CatalogueFailure`; each says what is wrong with the file, the publisher or the clock.
 * @throws {TypeError} when `bytes` is no Uint8Array (an ArrayBuffer is none), when a trusted key is not 32 bytes, or when
 * `lastSeen` is neither a head nor `first-use`; when one of `suites` is no suite.
 * @throws {RangeError} when `now` is no whole number of seconds, or `lastSeen` is another region's.
 * Privacy: reads the whole file whatever is sought in it; nothing leaves the device.
 * Cost: O(length of everything but the statements), two signature verifications, a hash of each section.
 * @example
 * const catalogue = openCatalogue(bytes, { trust: [communityKey], lastSeen: 'first-use', now })
 * if (!catalogue.ok) show(catalogue.error)
 * @see docs/reference/catalogue-format.md @since 0.1
 */
export function openCatalogue(bytes: Uint8Array, options: OpenOptions): Result<Catalogue, CatalogueFailure> {
  const file = openFile(bytes, options)
  if (!file.ok) return file
  const { head, community, vocabulary, sections, index } = file.value
  const columns = readColumns(sections.strings, sections.columns)
  if (!columns.ok) return columns
  if (index.groupOf.length !== columns.value.rows) return fail('catalogue_invalid', { section: 'index' })
  const suites = withClassical(options.suites)
  const entryAt = entryReader({ ...file.value, columns: columns.value, now: options.now, suites })
  const regions = (file.value.read.body.regions ?? []).map(({ hash, ...region }) => ({ ...region, hash: toHex(hash) }))
  const { rows } = columns.value
  return ok({ head, community, vocabulary, regions, size: rows, columns: columns.value, entryAt })
}

/** A file whose head is verified and whose sections hash; its statements are not read yet. */
export type OpenFile = {
  readonly head: Head
  readonly read: ReadHead
  readonly community: Community
  readonly vocabulary: Vocabulary
  readonly sections: NamedSections
  readonly index: StatementIndex
  /** All of them, in the parts that the index has the hashes of. */
  readonly statements: Uint8Array
}

/**
 * Does everything of `openCatalogue` that concerns the file as a whole.
 *
 * @param bytes - the file as it was fetched, untrusted.
 * @param options - as for `openCatalogue`.
 * @returns head, community, vocabulary, sections, and the statements as they lie.
 * Failure: one of `CatalogueFailure`.
 * @throws {TypeError | RangeError} as `openCatalogue`.
 * Privacy: reads the whole file whatever is sought in it.
 * Cost: O(length), two signature verifications. @since 0.1
 */
export function openFile(bytes: Uint8Array, options: OpenOptions): Result<OpenFile, CatalogueFailure> {
  // Compared with a time that is none, nothing is ever too old.
  if (!Number.isSafeInteger(options.now)) throw new RangeError('now: expected whole epoch seconds')
  const trust = options.trust.map(trustedKey)
  const lastSeen = checkedLastSeen(options.lastSeen)
  if (lastSeen !== 'first-use' && lastSeen.region !== options.region) {
    throw new RangeError('lastSeen: expected the head of this region')
  }
  const layout = readLayout(bytes)
  if (!layout.ok) return layout
  const read = readHead(layout.value.head)
  if (!read.ok) return read
  const whole = checkLength(layout.value.sections, read.value.body)
  if (!whole.ok) return whole
  const community = verifyHead(read.value, { trust, now: options.now })
  if (!community.ok) return community
  const head = toHead(read.value)
  // Rightly signed and another file: nobody may be shown one region as another, or a part as the whole.
  if (head.region !== options.region) return fail('catalogue_other_region', {})
  const { previous } = read.value.body
  const follows = followsLastSeen(head, previous && toHex(previous), lastSeen)
  if (!follows.ok) return follows
  const sections = readSections(layout.value.sections, read.value.body)
  if (!sections.ok) return sections
  const vocabulary = decodeVocabulary(sections.value.vocabulary)
  if (!vocabulary.ok) return vocabulary
  const index = readIndex(sections.value.index)
  const { statementBytes } = read.value.body
  if (index === undefined || index.groups.at(-1) !== statementBytes) {
    return fail('catalogue_invalid', { section: 'index' })
  }
  return ok({
    head,
    read: read.value,
    community: community.value,
    vocabulary: vocabulary.value,
    sections: sections.value,
    index,
    statements: layout.value.sections.subarray(layout.value.sections.length - statementBytes),
  })
}

/**
 * Reads every statement of a file.
 *
 * @param file - from `openFile`.
 * @returns the statements' bytes, in the file's order.
 * Failure: `catalogue_hash_mismatch` or `catalogue_invalid` with section `statements`.
 * Privacy: a catalogue is public.
 * Cost: O(length), hashed once. @since 0.1
 */
export function allStatements(
  file: OpenFile,
): Result<readonly Uint8Array[], 'catalogue_hash_mismatch' | 'catalogue_invalid'> {
  const received: Uint8Array[] = []
  const checked = new Set<number>()
  for (let group = 0; group < file.index.groups.length - 1; group++) {
    const statements = statementsOf(file, group, checked)
    if (!statements.ok) return statements
    for (const statement of statements.value) received.push(statement)
  }
  return ok(received)
}

/**
 * Reads which catalogue a file claims to be, without verifying any of it.
 *
 * For publishers, who continue from the last file even when it has expired, and for looking into a file.
 *
 * @param bytes - the file, untrusted.
 * @returns the head it claims.
 * Failure: as the layout and the head fail to be read.
 * Privacy: a catalogue is public.
 * Cost: O(head length). @since 0.1
 */
export function readCatalogueHead(
  bytes: Uint8Array,
): Result<
  Head,
  | 'catalogue_invalid'
  | 'catalogue_reader_too_old'
  | 'catalogue_too_large'
  | 'catalogue_truncated'
  | 'catalogue_unsupported'
> {
  const layout = readLayout(bytes)
  if (!layout.ok) return layout
  const head = readHead(layout.value.head)
  return head.ok ? ok(toHead(head.value)) : head
}

/** The bytes of each section: views of the file. */
type NamedSections = Readonly<Record<SectionName, Uint8Array>>

/** A cut download is told from a forged one before anything is verified: the remedy is to fetch it again. */
function checkLength(
  bytes: Uint8Array,
  { sections, statementBytes }: HeadBody,
): Result<undefined, 'catalogue_truncated' | 'catalogue_invalid'> {
  const stated = sections.reduce((sum, { length }) => sum + length, statementBytes)
  if (bytes.length < stated) return fail('catalogue_truncated', {})
  return bytes.length > stated ? fail('catalogue_invalid', { section: 'statements' }) : ok(undefined)
}

/** Cuts the file at the joints that the verified head states, and holds each section against its hash. */
function readSections(bytes: Uint8Array, body: HeadBody): Result<NamedSections, 'catalogue_hash_mismatch'> {
  const none = bytes.subarray(0, 0)
  const sections = { vocabulary: none, strings: none, columns: none, index: none }
  let start = 0
  for (const { name, length, hash } of body.sections) {
    const section = bytes.subarray(start, start + length)
    if (!equalBytes(sha256(section), hash)) return fail('catalogue_hash_mismatch', { section: name })
    sections[name] = section
    start += length
  }
  return ok(sections)
}

function trustedKey(key: Uint8Array | string): Uint8Array {
  const bytes = typeof key === 'string' ? fromHex(key) : key
  if (!(bytes instanceof Uint8Array) || bytes.length !== 32) {
    throw new TypeError('trust: expected root keys of 32 bytes or their lower-case hex')
  }
  return bytes
}

function checkedLastSeen(lastSeen: Head | 'first-use'): Head | 'first-use' {
  if (lastSeen === 'first-use') return lastSeen
  const { community, sequence, hash, manifest } = lastSeen
  const isHead =
    typeof community === 'string' &&
    typeof hash === 'string' &&
    Number.isInteger(sequence) &&
    Number.isInteger(manifest)
  // Left out by mistake, rollback protection would be off without a word.
  if (!isHead) throw new TypeError("lastSeen: expected the head of the last opened catalogue, or 'first-use'")
  return lastSeen
}
