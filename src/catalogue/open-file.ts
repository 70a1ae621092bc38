import { equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { keysOf } from '../kernel/public-keys.js'
import { fail, ok, type Result } from '../kernel/result.js'
import type { Suite } from '../kernel/suite.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Community } from '../trust/anchor.js'
import { decodeVocabulary } from '../vocabulary/section.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import type { Catalogue, Head } from './catalogue.js'
import { type ChainFailure, checkedHead, followsLastSeen } from './chain.js'
import {
  type HeadBody,
  type HeadFailure,
  type ReadHead,
  readHead,
  toHead,
  type UnreadableHead,
  verifyHead,
} from './head.js'
import { readIndex, type StatementIndex } from './index-section.js'
import { readLayout, type SectionName } from './layout.js'
import { type Checked, statementsOf } from './shelf.js'
import { countWitnesses, type Witnesses } from './witness.js'

/** Everything that makes a whole catalogue unusable. What fails alone is told when it is asked for. */
export type CatalogueFailure =
  | UnreadableCatalogue
  | HeadFailure
  | ChainFailure
  | 'catalogue_hash_mismatch'
  | 'catalogue_overlong'
  | 'catalogue_unwitnessed'
  | 'vocabulary_unsupported'

/** Why a file does not even claim to be a catalogue that can be read. */
export type UnreadableCatalogue =
  | UnreadableHead
  | 'catalogue_too_large'
  | 'catalogue_truncated'
  | 'catalogue_unsupported'

/** What the host brings to the opening of a catalogue. */
export type OpenOptions = {
  /** Names of the communities it trusts, which with one root key is that key: 32 bytes each, or their hex. */
  readonly trust: readonly (Uint8Array | string)[]
  /**
   * The head of the last catalogue it opened from this community; `first-use` the first time. An app that ships with a
   * recent head and gives that the first time has rollback and rotations checked from there.
   */
  readonly lastSeen: Head | 'first-use'
  readonly now: EpochSeconds
  /** Signed heads published since `lastSeen`, in any order, at most 104: then the chain is followed through a gap. */
  readonly heads?: readonly Uint8Array[] | undefined
  /** Independent parties that must have seen this head, too. */
  readonly witnesses?: Witnesses | undefined
  /** Suites beyond the classical one that this app can seal under: `[hybrid]` of `entrenous/post-quantum`. */
  readonly suites?: readonly Suite[] | undefined
}

/** A file whose head is verified and whose sections hash; its statements are not read yet. */
export type OpenFile = Pick<Catalogue, 'head' | 'continuity' | 'witnesses'> & {
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
 * Cost: as `openCatalogue`. @since 0.1
 */
export function openFile(bytes: Uint8Array, options: OpenOptions): Result<OpenFile, CatalogueFailure> {
  // Compared with a time that is none, nothing is ever too old.
  if (!Number.isSafeInteger(options.now)) throw new RangeError('now: expected whole epoch seconds')
  const trust = keysOf(options.trust, 'trust')
  const lastSeen = checkedHead(options.lastSeen, 'lastSeen')
  const layout = readLayout(bytes)
  if (!layout.ok) return layout
  const read = readHead(layout.value.head)
  if (!read.ok) return read
  const whole = checkLength(layout.value.sections, read.value.body)
  if (!whole.ok) return whole
  const community = verifyHead(read.value, { trust, now: options.now })
  if (!community.ok) return community
  const head = toHead(read.value)
  const follows = followsLastSeen(read.value, lastSeen, options.heads)
  if (!follows.ok) return follows
  const witnesses = countWitnesses(head, community.value, options.witnesses, options.now)
  if (!witnesses.ok) return witnesses
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
    continuity: follows.value,
    witnesses: witnesses.value,
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
  const checked: Checked = new Map()
  for (let group = 0; group < file.index.groups.length - 1; group++) {
    const statements = statementsOf(file, group, checked)
    if (!statements.ok) return statements
    for (const statement of statements.value) received.push(statement)
  }
  return ok(received)
}

/** The bytes of each section: views of the file. */
type NamedSections = Readonly<Record<SectionName, Uint8Array>>

/** A cut download is told from a forged one before anything is verified: the remedy is to fetch it again. */
function checkLength(
  bytes: Uint8Array,
  { sections, statementBytes }: HeadBody,
): Result<undefined, 'catalogue_truncated' | 'catalogue_overlong'> {
  const stated = sections.reduce((sum, { length }) => sum + length, statementBytes)
  if (bytes.length < stated) return fail('catalogue_truncated', {})
  return bytes.length > stated ? fail('catalogue_overlong', {}) : ok(undefined)
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
