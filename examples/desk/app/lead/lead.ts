import { type CommunityKeys, type Head, readCommunityKeys, unsafeExportCommunityKeys } from 'entrenous/community'
import { bytesOf } from '../inbox/outbox.js'
import { toBase64url } from '../profile/sign.js'
import type { Counts } from './count.js'

/** Another community's list, as its lead published it: trusted for itself, under the name that this lead was told. */
export type Neighbour = { readonly trust: string; readonly bytes: Uint8Array }

/** What a lead keeps: the community's keys, what it was founded with, and everything that was signed in it. */
export type Lead = {
  readonly keys: CommunityKeys
  readonly root: Uint8Array
  /** As they were signed; nobody's secret. */
  readonly statements: readonly Uint8Array[]
  /** The head that was published last. */
  readonly head?: Head | undefined
  /** The community's pages: charter, checklists, pages to hand out. */
  readonly texts: Readonly<Record<string, string>>
  /** The day of the last sealed copy. */
  readonly copied?: string | undefined
  readonly neighbours: readonly Neighbour[]
  /** What was counted; undefined before the first count. */
  readonly counts?: Counts | undefined
}

/** A lead without statements, as plain JSON. Secret: it is sealed before it is written anywhere. */
export function textOfLead({ keys, root, head, texts, copied }: Lead): string {
  return JSON.stringify({ keys: unsafeExportCommunityKeys(keys), root: toBase64url(root), head, texts, copied })
}

/** Reads it again; undefined where it is none. */
export function leadOf(text: string): Omit<Lead, 'statements' | 'neighbours' | 'counts'> | undefined {
  const kept = parsed(text)
  const keys = typeof kept?.keys === 'string' ? readCommunityKeys(kept.keys) : undefined
  if (kept === undefined || keys?.ok !== true || typeof kept.root !== 'string') return undefined
  const { head, copied, texts = {} } = kept
  return { keys: keys.value, root: bytesOf(kept.root), head, copied, texts }
}

type Kept = {
  readonly keys?: string
  readonly root?: string
  readonly head?: Head
  readonly copied?: string
  readonly texts?: Readonly<Record<string, string>>
}

function parsed(text: string): Kept | undefined {
  try {
    const value: unknown = JSON.parse(text)
    // It was sealed: whatever opens is what this page wrote.
    return typeof value === 'object' && value !== null ? (value as Kept) : undefined
  } catch {
    return undefined
  }
}

/** Puts statements to those there are; what is there already is not doubled. */
export function withStatements(lead: Lead, added: readonly Uint8Array[]): Lead {
  const known = new Set(lead.statements.map(toBase64url))
  const fresh = added.filter((bytes) => {
    const text = toBase64url(bytes)
    const isFresh = !known.has(text)
    known.add(text)
    return isFresh
  })
  return { ...lead, statements: [...lead.statements, ...fresh] }
}

/** The community's name, in hex: what hosts trust. */
export function nameOf({ keys }: Pick<Lead, 'keys'>): string {
  return hexOf(keys.community ?? keys.root.publicKey)
}

/** Bytes as hex. */
export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Hex of 32 bytes, with spaces or without; undefined where it is no such thing. */
export function keyOfHex(text: string): Uint8Array | undefined {
  const bare = text.replace(/\s/g, '').toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(bare)) return undefined
  return Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(bare.slice(at * 2, at * 2 + 2), 16))
}
