import { readStatement, verifyStatement } from 'entrenous/trust'
import { bytesOf } from './outbox.js'

// Files of signed statements, as they go from hand to hand: nobody's secret, and nobody can change one.

/** The longest statement that is kept: longer ones are batches of listings, which the command line publishes. */
const MAX_KEPT_BYTES = 64 * 1024
/** A file of signed statements has so many at most. */
const MAX_STATEMENTS = 5_000

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
