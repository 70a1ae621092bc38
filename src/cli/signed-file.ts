import { isStrongPublicKey } from '../kernel/signature.js'
import { fromBase64url, toBase64url, toHex } from '../kernel/text.js'
import { readStatement } from '../statement/statement.js'
import { done, refuse, type Step } from './command.js'
import { isPlain } from './shorthand.js'

/** What a practitioner sends to the lead: the identity, and the descriptor and presence it signed. Public. */
export type SignedFile = {
  readonly id: string
  readonly statements: readonly Uint8Array[]
  /** True where there is no presence. */
  readonly stale: boolean
}

const FORMAT = 'entrenous-signed-1'

/**
 * Writes signed statements as text that survives mail.
 *
 * @param statements - a descriptor and a presence.
 * @returns JSON text that `readSigned` reads.
 * Privacy: everything in it is meant to be published.
 * Cost: O(length). @since 0.1
 */
export function writeSigned(statements: readonly Uint8Array[]): string {
  return `${JSON.stringify({ format: FORMAT, statements: statements.map(toBase64url) }, null, 2)}\n`
}

/**
 * Reads what a practitioner has sent. Publishing verifies the signatures; this proves the form alone.
 *
 * @param parsed - the parsed JSON. Untrusted.
 * @param path - for messages.
 * @returns the one identity that all the statements name as their issuer, and the statements.
 * Refuses with `file_invalid`.
 * Privacy: reads public statements.
 * Cost: O(length). @since 0.1
 */
export function readSigned(parsed: unknown, path: string): Step<SignedFile> {
  const invalid = refuse('file_invalid', `${path}: this is not what \`descriptor sign\` writes.`, { path })
  const listed = isPlain(parsed) && parsed['format'] === FORMAT ? parsed['statements'] : undefined
  if (!Array.isArray(listed) || listed.length < 1 || listed.length > 2) return invalid
  const ids = new Set<string>()
  const statements: Uint8Array[] = []
  for (const [index, text] of listed.entries()) {
    const bytes = typeof text === 'string' ? fromBase64url(text) : undefined
    const statement = bytes && readStatement(bytes)
    if (statement === undefined || !statement.ok) return invalid
    if (statement.value.kind !== (index === 0 ? 'descriptor' : 'presence')) return invalid
    // Approving a key that several signers can share would approve all of them.
    if (!isStrongPublicKey(statement.value.issuer)) return invalid
    ids.add(toHex(statement.value.issuer))
    statements.push(statement.value.bytes)
  }
  const [id, second] = ids
  return id === undefined || second !== undefined ? invalid : done({ id, statements, stale: statements.length < 2 })
}
