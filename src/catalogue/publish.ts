import { equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { fromHex, toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds, type Seconds } from '../kernel/time.js'
import { encodeBody } from '../statement/body.js'
import { type Signer, signStatement } from '../statement/sign.js'
import { readStatement, type Statement, type StatementKind } from '../statement/statement.js'
import { openManifest } from '../trust/anchor.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import type { Head, Region, RejectedEntry } from './catalogue.js'
import { compile, type Work } from './compile.js'
import { HEAD_SUBJECT, headFormat, READER_VERSION } from './head.js'
import { sectionNames, writeLayout } from './layout.js'
import { MAX_CATALOGUE_BYTES, MAX_REGIONS, MAX_STATEMENTS } from './limits.js'
import { type Sections, writeSections } from './sections.js'

/** What a publisher brings. */
export type PublishInput = Work & {
  /** The root manifest statement. */
  readonly root: Uint8Array
  /** Every other statement, in any order; what is replaced, ended or broken is sorted out. */
  readonly statements: readonly Uint8Array[]
  readonly vocabulary: Vocabulary
  /** A publishing key that the manifest names. */
  readonly publishingKey: Signer
  /** The head of the catalogue before this one; none for the first. */
  readonly previous?: Head
  /** The region whose file this is: letters, digits and hyphens, at most 24. See `publishRegions`. */
  readonly region?: string
  /** The regions' files that the community's own catalogue lists. */
  readonly regions?: readonly Region[]
  readonly now: EpochSeconds
  /** At most 14 days, which is the default: publish on a schedule, so that a holiday darkens nothing. */
  readonly expiresIn?: Seconds
}

/** A statement that ends soon. */
export type Ending = { readonly kind: StatementKind; readonly subject: string; readonly expires: EpochSeconds }

/** A catalogue ready to be put on any web server, and what its publisher should know. */
export type Published = {
  readonly bytes: Uint8Array
  /** Keep it: the next `previous`. */
  readonly head: Head
  readonly entries: number
  /** How many of the entries are practitioners or listings. */
  readonly listed: number
  /** Statements that are not in it, with their position in the input and the reason. */
  readonly rejected: readonly RejectedEntry[]
  /** How many statements were replaced by a newer one on the same subject. */
  readonly superseded: number
  /** Manifest, approvals and descriptors that end within the next 14 days. */
  readonly ending: readonly Ending[]
}

/** Why nothing is published. */
export type PublishFailure =
  | 'statement_invalid'
  | 'statement_forged'
  | 'statement_expired'
  | 'publish_invalid'
  | 'catalogue_too_large'
  | 'work_aborted'

const NOTICE = days(14)

/**
 * Publishes a catalogue: verifies every statement, compiles what is in force, signs the head.
 *
 * @param input - the root manifest, the statements, the vocabulary, the publishing key, the previous head, the time.
 * @returns one static file, its head, and everything that was left out with the reason.
 * Failure: `statement_invalid`, `statement_forged` or `statement_expired` when the manifest is no manifest in force;
 * `publish_invalid` when the manifest does not name the publishing key, the previous head is another community's, or
 * there are too many statements; `catalogue_too_large`; `work_aborted`.
 * @throws {RangeError} when `expiresIn` is more than 14 days.
 * Privacy: everything in it is public; nothing about a person who seeks.
 * Cost: one strict Ed25519 verification a statement; O(length).
 * @example
 * const published = publishCatalogue({ root, statements, vocabulary, publishingKey: communityKeys.publishing, now })
 * @since 0.1
 */
export function publishCatalogue(input: PublishInput): Result<Published, PublishFailure> {
  const { root, vocabulary, now } = input
  const manifest = readStatement(root)
  if (!manifest.ok) return manifest
  const community = openManifest(root, { anchor: manifest.value.issuer, now })
  if (!community.ok) return community
  const problem = inputProblem(input, community.value.publishingKeys, community.value.key)
  if (problem !== undefined) return fail('publish_invalid', { field: problem, index: 0 })
  const compiled = compile(input.statements, { ...input, community: community.value })
  if (!compiled.ok) return compiled
  const { statements, entries, rejected, superseded } = compiled.value
  const behind = writeSections(statements, entries, { vocabulary, issued: now })
  const head = signHead({ ...input, manifest: manifest.value, behind })
  const bytes = writeLayout(head.bytes, [...behind.sections, behind.statements])
  if (bytes.length > MAX_CATALOGUE_BYTES) return fail('catalogue_too_large', { limit: MAX_CATALOGUE_BYTES })
  const ending = endingWithin([manifest.value, ...statements], after(now, NOTICE))
  const listed = entries.filter(({ entry }) => entry.kind !== 'event').length
  return ok({ bytes, head: head.head, entries: entries.length, listed, rejected, superseded, ending })
}

function inputProblem(
  { publishingKey, previous, region, regions, statements }: PublishInput,
  publishingKeys: readonly Uint8Array[],
  community: string,
): string | undefined {
  if (!publishingKeys.some((key) => equalBytes(key, publishingKey.publicKey))) return 'publishingKey'
  if (previous !== undefined && (previous.community !== community || previous.region !== region)) return 'previous'
  if (regions !== undefined && regions.length > MAX_REGIONS) return 'regions'
  return statements.length > MAX_STATEMENTS ? 'statements' : undefined
}

function signHead(
  parts: Pick<PublishInput, 'previous' | 'publishingKey' | 'now' | 'expiresIn' | 'region' | 'regions'> & {
    readonly manifest: Statement
    readonly behind: Sections
  },
): { readonly bytes: Uint8Array; readonly head: Head } {
  const { manifest, behind, previous, region, regions, now } = parts
  const body = encodeBody(headFormat, {
    readerVersion: READER_VERSION,
    community: manifest.issuer,
    root: manifest.bytes,
    previous: previous && fromHex(previous.hash),
    sections: sectionNames.map((name, index) => {
      const section = behind.sections[index] ?? new Uint8Array(0) // there are as many as names
      return { name, length: section.length, hash: sha256(section) }
    }),
    statementBytes: behind.statements.length,
    region,
    regions: regions?.map(({ hash, ...one }) => ({ ...one, hash: fromHex(hash) ?? new Uint8Array(0) })),
  })
  const sequence = (previous?.sequence ?? 0) + 1
  const expires = after(now, parts.expiresIn ?? days(14))
  const bytes = signStatement(
    { kind: 'head', sequence, issued: now, expires, subject: HEAD_SUBJECT, body },
    parts.publishingKey,
  )
  const community = toHex(manifest.issuer)
  const hash = toHex(sha256(bytes))
  const which = region === undefined ? {} : { region }
  return { bytes, head: { community, sequence, hash, manifest: manifest.sequence, ...which, issued: now, expires } }
}

/** Presences are renewed every month and batches by their own schedule; the rest darkens somebody when the last of it ends. */
function endingWithin(statements: readonly Statement[], until: EpochSeconds): readonly Ending[] {
  const last = new Map<string, Ending>()
  for (const { kind, subject, expires } of statements) {
    if (kind !== 'root' && kind !== 'approval' && kind !== 'descriptor') continue
    const place = `${kind} ${subject}`
    if (expires > (last.get(place)?.expires ?? 0)) last.set(place, { kind, subject, expires })
  }
  return [...last.values()].filter(({ expires }) => expires <= until)
}
