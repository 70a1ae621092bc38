import { hasChangedDates } from '../descriptor/occasion.js'
import { equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { fromHex, toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds, type Seconds } from '../kernel/time.js'
import { encodeBody } from '../statement/body.js'
import { type Signer, signStatement } from '../statement/sign.js'
import type { Statement, StatementKind } from '../statement/statement.js'
import { openRoot } from '../trust/anchor.js'
import { type Root, type RootFailure, readRoot } from '../trust/root-chain.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import type { Head, Region, RejectedEntry } from './catalogue.js'
import { compile, type Work } from './compile.js'
import type { CompiledEntry } from './entries.js'
import { HEAD_SUBJECT, headFormat, READER_VERSION, toHead } from './head.js'
import { sectionNames, writeLayout } from './layout.js'
import { MAX_CATALOGUE_BYTES, MAX_REGIONS, MAX_STATEMENTS } from './limits.js'
import { type Sections, writeSections } from './sections.js'

/** What a publisher brings. */
export type PublishInput = Work & {
  /** The community's signed manifests: what `createCommunity` or `changeCommunity` gave, with all signatures it needs. */
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
  /** The signed head alone. Keep the last 104 beside the file: witnesses and devices that were away follow them. */
  readonly signedHead: Uint8Array
  readonly entries: number
  /** How many of the entries are practitioners or listings. */
  readonly listed: number
  /** Statements that are not in it, with their position in the input and the reason. */
  readonly rejected: readonly RejectedEntry[]
  /** How many statements were replaced by a newer one on the same subject. */
  readonly superseded: number
  /** Manifest, approvals, descriptors, vouches and delegations that end within the next 14 days. */
  readonly ending: readonly Ending[]
}

/** Why nothing is published. */
export type PublishFailure = RootFailure | 'publish_invalid' | 'catalogue_too_large' | 'work_aborted'

const NOTICE = days(14)
/** The highest number a statement has: after it nothing can follow. */
const MAX_SEQUENCE = 0xffff_ffff

/**
 * Publishes a catalogue: verifies every statement, compiles what is in force, signs the head.
 *
 * @param input - the signed manifests, the statements, the vocabulary, the publishing key, the previous head, the time.
 * @returns one static file, its head, and everything that was left out with the reason.
 * Failure: a `RootFailure` when the manifests do not lead to one in force; `publish_invalid` when the manifest does not
 * name the publishing key, is older than the previous head's or another of its number (`root`), when the previous head
 * is another community's or the last there can be, there are too many statements, or it is a region's (`region`) of a community that asks
 * for introductions; `catalogue_too_large`; `work_aborted`.
 * @throws {RangeError} when `expiresIn` is more than 14 days.
 * Privacy: everything in it is public; nothing about a person who seeks.
 * Cost: one strict Ed25519 verification a statement; O(length).
 * @example
 * const published = publishCatalogue({ root, statements, vocabulary, publishingKey: communityKeys.publishing, now })
 * @since 0.1
 */
export function publishCatalogue(input: PublishInput): Result<Published, PublishFailure> {
  const { vocabulary, now } = input
  const root = readRoot(input.root)
  if (!root.ok) return root
  const community = openRoot(root.value, { anchor: root.value.name, now })
  if (!community.ok) return community
  const problem = inputProblem(input, root.value)
  if (problem !== undefined) return fail('publish_invalid', { field: problem, index: 0 })
  const compiled = compile(input.statements, { ...input, community: community.value })
  if (!compiled.ok) return compiled
  const { statements, entries, rejected, superseded } = compiled.value
  const behind = writeSections(statements, entries, { vocabulary, issued: now })
  const head = signHead(input, root.value, behind, readerVersionOf(entries))
  const bytes = writeLayout(head.bytes, [...behind.sections, behind.statements])
  if (bytes.length > MAX_CATALOGUE_BYTES) return fail('catalogue_too_large', { limit: MAX_CATALOGUE_BYTES })
  const ending = endingWithin([root.value.last.statement, ...statements], after(now, NOTICE))
  return ok({
    bytes,
    head: head.head,
    signedHead: head.bytes,
    entries: entries.length,
    listed: entries.filter(({ entry }) => entry.kind !== 'event').length,
    rejected,
    superseded,
    ending,
  })
}

function inputProblem(
  { publishingKey, previous, region, regions, statements }: PublishInput,
  { name, links, last }: Root,
): string | undefined {
  if (!last.manifest.publishingKeys.some((key) => equalBytes(key, publishingKey.publicKey))) return 'publishingKey'
  if (statements.length > MAX_STATEMENTS) return 'statements'
  if (regions !== undefined && regions.length > MAX_REGIONS) return 'regions'
  // Who introduced whom goes across regions, and a file of one cannot show it.
  if (region !== undefined && last.manifest.policy.joining !== undefined) return 'region'
  if (previous === undefined) return undefined
  if (previous.community !== toHex(name) || previous.sequence >= MAX_SEQUENCE) return 'previous'
  if (previous.region !== region) return 'previous'
  // Devices that saw the previous head would refuse this one.
  const known = links[previous.manifest - 1]
  return known && toHex(sha256(known.statement.bytes)) === previous.manifestHash ? undefined : 'root'
}

/**
 * Who is older than endorsements in rows, or than single dates of a series, would take these for falsified; everything else
 * they read as before.
 */
function readerVersionOf(entries: readonly CompiledEntry[]): number {
  if (entries.some(({ entry }) => entry.kind === 'event' && hasChangedDates(entry.offer))) return READER_VERSION
  return entries.some(({ endorsements }) => endorsements !== undefined) ? 2 : 1
}

function signHead(
  input: PublishInput,
  root: Root,
  behind: Sections,
  readerVersion: number,
): { readonly bytes: Uint8Array; readonly head: Head } {
  const { previous, region, regions, now } = input
  const said = {
    readerVersion,
    community: root.name,
    root: input.root,
    previous: previous && fromHex(previous.hash),
    sections: sectionNames.map((name, index) => {
      const section = behind.sections[index] ?? new Uint8Array(0) // there are as many as names
      return { name, length: section.length, hash: sha256(section) }
    }),
    statementBytes: behind.statements.length,
    region,
    regions: regions?.map(({ hash, ...one }) => ({ ...one, hash: fromHex(hash) ?? new Uint8Array(0) })),
  }
  const sequence = (previous?.sequence ?? 0) + 1
  const expires = after(now, input.expiresIn ?? days(14))
  const payload = { kind: 'head', sequence, issued: now, expires, subject: HEAD_SUBJECT } as const
  const bytes = signStatement({ ...payload, body: encodeBody(headFormat, said) }, input.publishingKey)
  const statement = { ...payload, issuer: input.publishingKey.publicKey, bytes }
  return { bytes, head: toHead({ statement, body: said, root }) }
}

const endsSomething: ReadonlySet<StatementKind> = new Set(['root', 'approval', 'descriptor', 'vouch', 'delegation'])

/** Presences are renewed every month and batches by their own schedule; the rest darkens somebody when the last of it ends. */
function endingWithin(statements: readonly Statement[], until: EpochSeconds): readonly Ending[] {
  const last = new Map<string, Ending>()
  for (const { kind, subject, expires } of statements) {
    if (!endsSomething.has(kind)) continue
    const place = `${kind} ${subject}`
    if (expires > (last.get(place)?.expires ?? 0)) last.set(place, { kind, subject, expires })
  }
  return [...last.values()].filter(({ expires }) => expires <= until)
}
