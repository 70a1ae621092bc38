import { inspectCommunity, readStatements } from 'entrenous/community'
import { readStatement, verifyStatement } from 'entrenous/trust'
import { now } from '../clock.js'
import { bytesOf } from '../inbox/outbox.js'
import { type Lead, MAX_KEPT_BYTES, nameOf, withStatements } from './lead.js'

// What comes to a lead: pages that practitioners signed, what other approvers signed, and the community's own catalogue.

/** No file of a community is larger. */
const MAX_BYTES = 64 * 1024 * 1024
/** A file of signed statements has so many at most. */
const MAX_STATEMENTS = 5_000

/** What came of files. */
export type TakenIn = {
  readonly lead: Lead
  /** Statements that were not there before. */
  readonly added: number
  /** Hex of whom they are about. */
  readonly about: readonly string[]
  /** Files in which there was nothing to take in. */
  readonly refused: number
}

/** Takes in files, one after the other. */
export async function takeIn(lead: Lead, files: readonly Blob[]): Promise<TakenIn> {
  let taken: TakenIn = { lead, added: 0, about: [], refused: 0 }
  for (const file of files) {
    const read = file.size > MAX_BYTES ? undefined : papersIn(new Uint8Array(await file.arrayBuffer()), taken.lead)
    if (read === undefined) taken = { ...taken, refused: taken.refused + 1 }
    else
      taken = {
        ...read,
        added: taken.added + read.added,
        about: [...taken.about, ...read.about],
        refused: taken.refused,
      }
  }
  return { ...taken, about: [...new Set(taken.about)] }
}

function papersIn(bytes: Uint8Array, lead: Lead): Omit<TakenIn, 'refused'> | undefined {
  const signed = signedIn(bytes)
  if (signed !== undefined) return joined(lead, signed)
  const before = readStatements(bytes, { trust: [nameOf(lead)] })
  if (!before.ok) return undefined
  const { head, root, statements } = before.value
  // The newest of each: an older file gives its statements and takes nothing back.
  const isNewer = (lead.head?.sequence ?? 0) < head.sequence
  const own = inspectCommunity(lead.root, { now: now() })
  const hasOlderRoot = own.ok && own.value.manifest < head.manifest
  const next = { ...lead, head: isNewer ? head : lead.head, root: hasOlderRoot ? root : lead.root }
  return joined(next, statements)
}

function joined(lead: Lead, statements: readonly Uint8Array[]): Omit<TakenIn, 'refused'> {
  const next = withStatements(lead, statements)
  const about = next.statements.slice(lead.statements.length).flatMap((bytes) => {
    const statement = readStatement(bytes)
    return statement.ok ? [statement.value.subject] : []
  })
  return { lead: next, added: next.statements.length - lead.statements.length, about }
}

/** The statements of a signed file, whose signatures all hold; undefined where it is another kind of file. */
export function signedIn(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const listed = listIn(bytes)
  if (listed === undefined || listed.length === 0 || listed.length > MAX_STATEMENTS) return undefined
  const statements: Uint8Array[] = []
  for (const text of listed) {
    const one = typeof text === 'string' ? decoded(text) : undefined
    const read = one && readStatement(one)
    // Half a file would look like a whole one.
    if (one === undefined || read === undefined || !read.ok || !verifyStatement(read.value)) return undefined
    statements.push(one)
  }
  return statements
}

function listIn(bytes: Uint8Array): readonly unknown[] | undefined {
  // A catalogue begins with other bytes.
  if (bytes[0] !== 0x7b) return undefined
  try {
    const file: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const { format, statements } = (file ?? {}) as { readonly format?: unknown; readonly statements?: unknown } // read as unknown
    return format === 'entrenous-signed-1' && Array.isArray(statements) ? statements : undefined
  } catch {
    return undefined
  }
}

function decoded(text: string): Uint8Array | undefined {
  if (text.length > MAX_KEPT_BYTES * 2 || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined
  try {
    return bytesOf(text)
  } catch {
    return undefined
  }
}
