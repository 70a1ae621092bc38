import type { Head } from '../catalogue/catalogue.js'
import { type Published, publishCatalogue } from '../catalogue/publish.js'
import type { CommunityKeys } from '../community/keys.js'
import { signEvent } from '../community/sign.js'
import { type CommunityDraft, readCommunityFolder } from '../community/template.js'
import { draftEvent } from '../descriptor/draft.js'
import type { FailureCode } from '../kernel/failure.js'
import type { EpochSeconds } from '../kernel/time.js'
import { readStatement, type Statement } from '../statement/statement.js'
import { openManifest } from '../trust/anchor.js'
import { isMemberKind } from '../trust/member-words.js'
import { coreVocabulary } from '../vocabulary/vocabulary.js'
import { type Approvals, approvePractitioners, type Named } from './approvals.js'
import { done, refuse, type Step } from './command.js'
import { type RootAndKeys, rootFor } from './community-root.js'
import { presenceMoment, signSource } from './descriptor.js'
import { type Folder, filesOf, parseSource } from './folder.js'
import type { KeyRing } from './key-ring.js'
import { isWord, saidIn } from './said-file.js'
import { type Clock, expandEvent, expandPractitioner } from './shorthand.js'
import { readSigned, type SignedFile } from './signed-file.js'
import { keepUnchanged } from './unchanged.js'
import { refuseWith } from './words.js'

/** Where long work stands. */
export type Progress = (label: string, done: number, total: number) => void

/** What publishing needs besides the folder. */
export type PublishContext = {
  readonly keys: KeyRing
  readonly now: EpochSeconds
  /** The catalogue before, verified: its head, its manifests, and the statements that stay. */
  readonly previous:
    | { readonly head: Head; readonly root: Uint8Array; readonly statements: readonly Uint8Array[] }
    | undefined
  /** The community's manifests, where they are not those of the catalogue before. */
  readonly root?: Uint8Array | undefined
  /** Whose other keys the lead approves, by the name of the file. */
  readonly approveKeys?: readonly string[]
  /** `nobody`: what was approved before stays, and that is all. Whoever is new is approved unless told. */
  readonly approve?: 'nobody'
  readonly progress: Progress
}

/** A published folder. */
export type PublishedFolder = Omit<Approvals, 'statements'> & {
  readonly published: Published
  /** The manifests it was published under: those of before, or one more. */
  readonly root: Uint8Array
  /** Hex of the community's name: what devices are told to trust. */
  readonly communityKey: string
  readonly name: string
  readonly practitioners: number
  readonly events: number
  /** Hex of the identity key by the name of the practitioner's file. */
  readonly ids: ReadonlyMap<string, string>
  /** Who sent what they had signed themselves, by the name of the file. */
  readonly signedByThemselves: readonly string[]
  /** Whoever confirmed too long ago, by the name of the file: listed, but nothing can be sealed to them. */
  readonly stale: readonly string[]
  /** What is not in it, by the name of its file, and why. */
  readonly leftOut: readonly { readonly name: string; readonly code: FailureCode }[]
}

type Signed = {
  readonly ids: ReadonlyMap<string, string>
  readonly statements: readonly Named[]
  readonly own: readonly string[]
  readonly stale: readonly string[]
}

/**
 * Signs, approves and publishes a community's folder.
 *
 * @param folder - the source files. Untrusted in form.
 * @param context - keys, clock, the head of the catalogue before, and where to show progress.
 * @returns the published catalogue, and who is in it.
 * Refuses with the first file that is out of order, naming it and the field.
 * Privacy: everything in the folder is meant to be published.
 * Cost: about ten scalar multiplications a practitioner the first time, four signatures and verifications every time. @since 0.1
 */
export function publishFolder(folder: Folder, context: PublishContext): Step<PublishedFolder> {
  const { now, progress } = context
  const held = context.keys.community()
  if (!held.ok) return held
  const draft = draftIn(folder)
  if (!draft.ok) return draft
  const { zone, name } = draft.value
  const community = rootFor(draft.value.draft, held.value, { before: context.root ?? context.previous?.root, now })
  if (!community.ok) return community
  const { root, keys } = community.value
  const clock = { now, zone }
  const practitioners = signPractitioners(folder, clock, context)
  if (!practitioners.ok) return practitioners
  const { ids, statements, own, stale } = practitioners.value
  const approvals = approveAll(statements, { ...context, root, keys, folder })
  if (!approvals.ok) return approvals
  const { statements: approving, ...decided } = approvals.value
  const events = signEvents(folder, clock, { ids, keys })
  if (!events.ok) return events
  const before = context.previous?.statements ?? []
  const all = [...keepUnchanged([...statements, ...events.value], before, now), ...approving]
  const published = publishCatalogue({
    root,
    statements: all.map(({ bytes }) => bytes),
    vocabulary: coreVocabulary,
    publishingKey: keys.publishing,
    now,
    ...(context.previous === undefined ? {} : { previous: context.previous.head }),
    onProgress: ({ done: checked, total }) => progress('Checking statement', checked, total),
  })
  progress('', 0, 0)
  if (!published.ok) return refuseWith(published.error)
  return done({
    published: published.value,
    root,
    communityKey: published.value.head.community,
    name,
    ...{ practitioners: ids.size, events: events.value.length, ids },
    ...decided,
    signedByThemselves: own,
    stale,
    leftOut: published.value.rejected.map(({ index, code }) => ({ name: all[index]?.name ?? '', code })),
  })
}

function approveAll(
  statements: readonly Named[],
  context: Omit<PublishContext, 'keys' | 'root'> & RootAndKeys & { readonly folder: Folder },
): Step<Approvals> {
  const { keys, root, now, previous, approveKeys = [] } = context
  const read = saidIn(context.folder)
  if (!read.ok) return read
  const said = read.value
  const community = openManifest(root, { anchor: keys.community ?? keys.root.publicKey, now })
  if (!community.ok) return refuseWith(community.error)
  const before = previous?.statements ?? []
  // What was said once stays, whether or not its file is still there; publishing sorts out what is replaced.
  const known = [...before.map((bytes): Named => ({ name: 'the catalogue before', bytes })), ...said]
  const words = known.filter(({ bytes }) => isSaid(bytes, isWord))
  if (context.approve === 'nobody') return done({ statements: words, approved: [], swapped: [], coolingDown: [] })
  const decided = approvePractitioners(statements, {
    keys,
    community: community.value,
    now,
    previous: [...before, ...said.map(({ bytes }) => bytes)],
    approveKeys,
  })
  if (!decided.ok) return decided
  const ofMembers = words.filter(({ bytes }) => isSaid(bytes, isMemberKind))
  return done({ ...decided.value, statements: [...decided.value.statements, ...ofMembers] })
}

function isSaid(bytes: Uint8Array, is: (statement: Statement) => boolean): boolean {
  const statement = readStatement(bytes)
  return statement.ok && is(statement.value)
}

/**
 * Reads what a folder says about its community.
 *
 * @param folder - the source files. Untrusted in form.
 * @returns the draft of its manifest, its name, and the time zone of its practitioners' hours.
 * Refuses with `folder_invalid` when a part is missing.
 * Privacy: meant for what is published.
 * Cost: one hash of the charter. @since 0.1
 */
export function draftIn(folder: Folder): Step<CommunityDraft> {
  const path = 'community.json'
  const parsed = parseSource(path, folder.texts.get(path) ?? '')
  if (!parsed.ok) return parsed
  const said = readCommunityFolder(folder.texts)
  return said.ok ? done(said.value) : refuse('folder_invalid', `${path}: ${missing[said.error.detail.field]}`, { path })
}

/** What is missing in a community's file, by the field that was looked for. */
const missing: Readonly<Record<string, string>> = {
  '': 'this is no community’s file.',
  charter: '"charter" names no file beside it.',
  zone: '"zone" is missing, for example "Europe/Lisbon".',
}

function signPractitioners(folder: Folder, clock: Clock, { keys, progress }: PublishContext): Step<Signed> {
  const ids = new Map<string, string>()
  const statements: Named[] = []
  const files = filesOf(folder, 'practitioners')
  const stale: string[] = []
  const own: string[] = []
  for (const [index, { name, path, text }] of files.entries()) {
    progress('Signing practitioner', index, files.length)
    const parsed = parseSource(path, text)
    if (!parsed.ok) return parsed
    const signed = path.endsWith('.signed.json')
      ? readSigned(parsed.value, path)
      : signWithRing(parsed.value, { clock, keys, name, path })
    if (!signed.ok) return signed
    if (ids.has(name)) return refuse('folder_invalid', `${path}: there are two files for this practitioner.`, { path })
    if (path.endsWith('.signed.json')) own.push(name)
    if (signed.value.stale) stale.push(name)
    ids.set(name, signed.value.id)
    statements.push(...signed.value.statements.map((bytes) => ({ name, bytes })))
  }
  progress('', 0, 0)
  return done({ ids, statements, own, stale })
}

function signWithRing(
  parsed: unknown,
  {
    clock,
    keys,
    name,
    path,
  }: { readonly clock: Clock; readonly keys: KeyRing; readonly name: string; readonly path: string },
): Step<SignedFile & { readonly stale: boolean }> {
  const source = expandPractitioner(parsed, clock)
  if (source === undefined) return refuse('file_invalid', `${path}: this is no practitioner’s file.`, { path })
  const held = keys.practitioner(name, presenceMoment(source, clock.now).since)
  if (!held.ok) return held
  const signed = signSource(source, held.value, { now: clock.now, file: path })
  return signed.ok ? done({ ...signed.value, id: held.value.id }) : signed
}

function signEvents(
  folder: Folder,
  clock: Clock,
  { ids, keys }: { readonly ids: ReadonlyMap<string, string>; readonly keys: CommunityKeys },
): Step<readonly Named[]> {
  const statements: Named[] = []
  for (const { name, path, text } of filesOf(folder, 'events')) {
    const parsed = parseSource(path, text)
    if (!parsed.ok) return parsed
    const source = expandEvent(parsed.value, clock)
    if (source === undefined) return refuse('file_invalid', `${path}: this is no event’s file.`, { path })
    // A host who is in no file stays a name, which the schema refuses as `hosts.0`.
    const hosts = source.hosts.map((host) => (typeof host === 'string' ? (ids.get(host) ?? host) : host))
    const draft = draftEvent({ ...source.draft, hosts }, { vocabulary: coreVocabulary })
    if (!draft.ok) return refuseWith(draft.error, path)
    statements.push({ name, bytes: signEvent(draft.value, keys, { id: name, now: clock.now }) })
  }
  return done(statements)
}
