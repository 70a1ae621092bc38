import { join } from 'node:path'
import type { Head } from '../catalogue/catalogue.js'
import { foldStatements, type OpenedCommunity } from '../catalogue/open-community.js'
import { allStatements, openFile } from '../catalogue/open-file.js'
import { readCatalogueHead } from '../catalogue/read-head.js'
import { readCommunityKeys, readSigningKey } from '../community/keys.js'
import type { Speaker } from '../community/speak.js'
import type { CommunityDraft } from '../community/template.js'
import { readKeys } from '../descriptor/keys.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { hybrid } from '../kernel/x-wing.js'
import { readRoot } from '../trust/root-chain.js'
import { type Call, done, type Option, refuse, type Step } from './command.js'
import { readRootFile } from './community-root.js'
import { exists, readBytes, readText } from './files.js'
import { type Folder, filesOf, parseSource, readFolder } from './folder.js'
import { draftIn } from './publish-folder.js'
import { isWord, saidIn } from './said-file.js'
import { readSigned, type SignedFile } from './signed-file.js'
import { refuseWith } from './words.js'

/** Where a community's signed manifests lie in its folder. */
export const ROOT_FILE = 'manifest.root'

/** What was published last: its head, and every statement in it. */
export type Previous = {
  readonly head: Head
  readonly root: Uint8Array
  readonly statements: readonly Uint8Array[]
}

/** A community's folder as a lead works on it. */
export type LeadFolder = {
  readonly path: string
  readonly folder: Folder
  readonly draft: CommunityDraft
  readonly root: Uint8Array
  /** The community's name, 32 bytes. */
  readonly community: Uint8Array
  readonly previous: Previous | undefined
  /** What practitioners signed themselves, by the name of the file. */
  readonly pages: ReadonlyMap<string, SignedFile>
  /** Names of files that nobody has signed yet. */
  readonly unsigned: readonly string[]
  /** Everything that is signed: what is published, what lies in the folder. */
  readonly statements: readonly Uint8Array[]
  readonly opened: OpenedCommunity
}

/** Options that every command on a community's folder has. */
export const folderOptions = {
  published: {
    type: 'string',
    value: 'file',
    text: 'the catalogue that is published; <folder>/published/<folder’s name>.catalogue unless given',
  },
} as const satisfies Readonly<Record<string, Option>>

/** Who speaks. */
export const speakerOptions = {
  as: {
    type: 'string',
    value: 'file',
    text: 'the key you speak with: what `root key` or `keys new` made; the publisher’s root key unless given',
  },
  keys: {
    type: 'string',
    value: 'folder',
    text: 'where the publisher’s keys are; .entrenous/<folder’s name> unless given',
  },
} as const satisfies Readonly<Record<string, Option>>

/** The one folder that they work on. */
export const folderPlace = { name: 'folder', text: 'a community’s folder: what `community create` made' } as const

/**
 * Opens a community's folder: its manifests, what is published, what was said and signed since.
 *
 * @param call - names the folder first, and may name the published catalogue.
 * @returns the folder, with the state of everything in it; every signature was verified.
 * Refuses as reading does; with `folder_invalid` where there is no manifest yet.
 * Privacy: reads the folder, and the catalogue that is named.
 * Cost: one strict Ed25519 verification a statement. @since 0.1
 */
export function openLeadFolder(call: Call): Step<LeadFolder> {
  const [path = ''] = call.positionals
  const folder = readFolder(path)
  if (!folder.ok) return folder
  const draft = draftIn(folder.value)
  if (!draft.ok) return draft
  const file = publishedFile(call, folder.value)
  const root = rootIn(path, file)
  if (!root.ok) return root
  const read = readRoot(root.value)
  if (!read.ok) return refuseWith(read.error, path)
  const previous = previousIn(file, read.value.name)
  if (!previous.ok) return previous
  const signed = pagesIn(folder.value)
  if (!signed.ok) return signed
  const said = saidIn(folder.value)
  if (!said.ok) return said
  const statements = [
    ...(previous.value?.statements ?? []),
    ...[...signed.value.pages.values()].flatMap((page) => page.statements),
    ...said.value.map(({ bytes }) => bytes),
  ]
  const opened = foldStatements(statements, { root: root.value, now: call.now })
  if (!opened.ok) return refuseWith(opened.error, path)
  return done({
    path,
    folder: folder.value,
    draft: draft.value,
    root: root.value,
    community: read.value.name,
    previous: previous.value,
    ...signed.value,
    statements,
    opened: opened.value,
  })
}

function rootIn(path: string, published: string): Step<Uint8Array> {
  const file = [join(path, ROOT_FILE), published].find(exists)
  if (file !== undefined) return readRootFile(file)
  const message = `${path}: there is no signed manifest yet. Begin with \`community create\`; or, where \`catalogue build\` has published it, say so with --published.`
  return refuse('folder_invalid', message, { path })
}

/**
 * Says where the published catalogue lies.
 *
 * @param call - may name it.
 * @param folder - the community's folder.
 * @returns its path.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function publishedFile(call: Call, folder: Pick<Folder, 'name'>): string {
  const [path = ''] = call.positionals
  return call.option('published') ?? join(path, 'published', `${folder.name}.catalogue`)
}

/** Verified as of the moment it was published: it may have ended since. */
function previousIn(file: string, community: Uint8Array): Step<Previous | undefined> {
  if (!exists(file)) return done(undefined)
  const bytes = readBytes(file)
  if (!bytes.ok) return bytes
  const head = readCatalogueHead(bytes.value)
  if (!head.ok) return refuseWith(head.error, file)
  const before = openFile(bytes.value, { trust: [community], lastSeen: 'first-use', now: head.value.issued })
  if (!before.ok) return refuseWith(before.error, file)
  const statements = allStatements(before.value)
  if (!statements.ok) return refuseWith(statements.error, file)
  return done({ head: head.value, root: before.value.read.body.root, statements: statements.value })
}

function pagesIn(folder: Folder): Step<Pick<LeadFolder, 'pages' | 'unsigned'>> {
  const pages = new Map<string, SignedFile>()
  const unsigned: string[] = []
  for (const { name, path, text } of filesOf(folder, 'practitioners')) {
    if (!path.endsWith('.signed.json')) {
      unsigned.push(name)
      continue
    }
    const parsed = parseSource(path, text)
    if (!parsed.ok) return parsed
    const page = readSigned(parsed.value, path)
    if (!page.ok) return page
    pages.set(name, page.value)
  }
  return done({ pages, unsigned })
}

/**
 * Finds out who speaks.
 *
 * @param call - may name a key's file.
 * @param lead - the folder: for which community.
 * @returns the speaker.
 * Refuses with `keys_invalid`, and where the file cannot be read.
 * Privacy: the file holds a secret.
 * Cost: one scalar multiplication, or that of reading a practitioner's keys. @since 0.1
 */
export function speakerIn(call: Call, { community, folder }: LeadFolder): Step<Speaker> {
  const file = call.option('as') ?? join(call.option('keys') ?? join('.entrenous', folder.name), 'community.json')
  if (!exists(file)) {
    const message = `${file}: there is no such file. Say with --as which key you speak with, or with --keys where the publisher’s keys are.`
    return refuse('file_unreadable', message, { path: file })
  }
  const text = readText(file)
  if (!text.ok) return text
  const key = readSigningKey(text.value)
  if (key.ok) return done({ signer: key.value, community })
  const keys = readCommunityKeys(text.value)
  if (keys.ok) return done({ signer: keys.value.root, community })
  const own = readKeys(text.value, { suites: [hybrid] })
  return own.ok ? done({ signer: own.value.identity, community }) : refuseWith(key.error, file)
}

/**
 * Finds out who speaks, where only whoever approves may.
 *
 * @param call - may name a key's file.
 * @param lead - the folder: for which community.
 * @returns the speaker, whom the manifest names as an approver.
 * Refuses with `speaker_unfit`, and as `speakerIn` does.
 * Privacy: the file holds a secret.
 * Cost: that of `speakerIn`. @since 0.1
 */
export function approverIn(call: Call, lead: LeadFolder): Step<Speaker> {
  const speaker = speakerIn(call, lead)
  if (!speaker.ok) return speaker
  const by = toHex(speaker.value.signer.publicKey)
  if (lead.opened.community.approvers.some((key) => toHex(key) === by)) return speaker
  const message = 'This key approves for nobody, and so it revokes nobody: `entrenous root show` names who does.'
  return refuse('speaker_unfit', message)
}

/**
 * Picks what one speaker has said about somebody.
 *
 * @param lead - the folder.
 * @param about - hex of the key, and who spoke.
 * @returns the words that count, of this speaker.
 * Privacy: reads public statements.
 * Cost: O(statements). @since 0.1
 */
export function saidBy({ opened }: LeadFolder, about: { readonly id: string; readonly speaker: Speaker }) {
  const by = toHex(about.speaker.signer.publicKey)
  const standing = opened.state.standings.standings.get(about.id)
  const words = [...(standing?.approvals ?? []), ...(standing?.revocations ?? []), ...opened.state.kept]
  return words.filter((word) => word.subject === about.id && toHex(word.issuer) === by && isWord(word))
}

/**
 * Folds the folder's statements with more of them.
 *
 * @param lead - the folder.
 * @param added - what was just signed.
 * @param now - this machine's clock.
 * @returns the community as it is then.
 * Refuses as folding fails.
 * Privacy: reads public statements.
 * Cost: one strict Ed25519 verification a statement. @since 0.1
 */
export function foldedWith(lead: LeadFolder, added: readonly Uint8Array[], now: EpochSeconds): Step<OpenedCommunity> {
  if (added.length === 0) return done(lead.opened)
  const opened = foldStatements([...lead.statements, ...added], { root: lead.root, now })
  return opened.ok ? done(opened.value) : refuseWith(opened.error, lead.path)
}
