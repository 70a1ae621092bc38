import { inspectCommunity, readStatements } from 'entrenous/community'
import { readStatement } from 'entrenous/trust'
import { now } from '../clock.js'
import { saidOf } from '../counting/said-of.js'
import { signedIn } from '../inbox/signed-file.js'
import { type Lead, nameOf, withStatements } from './lead.js'

// What comes to a lead: pages that practitioners signed, what other approvers signed, and the community's own catalogue.

/** No file of a community is larger. */
const MAX_BYTES = 64 * 1024 * 1024

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
  // What is said in a count is no word about anybody: it has a page of its own.
  if (signed !== undefined) return isOfCount(signed) ? undefined : joined(lead, signed)
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

function isOfCount(statements: readonly Uint8Array[]): boolean {
  return Object.values(saidOf(statements)).some((some) => some.length > 0)
}
