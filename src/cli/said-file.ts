import { join } from 'node:path'
import { sha256 } from '../kernel/hash.js'
import { fromBase64url, toBase64url, toHex } from '../kernel/text.js'
import { readStatement, type Statement } from '../statement/statement.js'
import { isMemberKind } from '../trust/member-words.js'
import type { Named } from './approvals.js'
import { done, refuse, type Step } from './command.js'
import { exists, writeWhole } from './files.js'
import { type Folder, filesOf, parseSource } from './folder.js'
import { isPlain } from './shorthand.js'

// What members and approvers say of one another lies in a community's folder, a file for each statement: whoever is asked
// for a word writes one file more, and sends it to whoever publishes. Two people never write into one file.

const FORMAT = 'entrenous-said-1'

/**
 * Writes a statement into a community's folder, under a name that says what it is, about whom and by whom.
 *
 * @param folder - the community's folder.
 * @param bytes - a statement that was just signed.
 * @param about - a name for whom it is about: of a file, or the beginning of a key.
 * @returns the file's path below the folder.
 * Refuses where it cannot be written.
 * Privacy: everything in it is meant to be published.
 * Cost: O(length). @since 0.1
 */
export function writeSaid(folder: string, bytes: Uint8Array, about: string): Step<string> {
  const statement = readStatement(bytes)
  if (!statement.ok) return refuse('file_invalid', 'A statement that was just signed cannot be read.')
  const { kind, issuer } = statement.value
  const name = `${kind}-${about.slice(0, 20)}-by-${toHex(issuer).slice(0, 8)}-${toHex(sha256(bytes)).slice(0, 8)}`
  const path = join('statements', `${name}.json`)
  const text = `${JSON.stringify({ format: FORMAT, statement: toBase64url(bytes) }, null, 2)}\n`
  const written = exists(join(folder, path)) ? done(undefined) : writeWhole(join(folder, path), text)
  return written.ok ? done(path) : written
}

/**
 * Reads what was said in a community's folder. Publishing and folding verify the signatures; this proves the form alone.
 *
 * @param folder - the source files. Untrusted in form.
 * @returns the statements, each with the name of its file.
 * Refuses with `file_invalid` when a file holds no statement of members and approvers.
 * Privacy: reads public statements.
 * Cost: O(size). @since 0.1
 */
export function saidIn(folder: Folder): Step<readonly Named[]> {
  const said: Named[] = []
  for (const { name, path, text } of filesOf(folder, 'statements')) {
    const parsed = parseSource(path, text)
    if (!parsed.ok) return parsed
    const { value } = parsed
    const encoded = isPlain(value) && value['format'] === FORMAT ? value['statement'] : undefined
    const bytes = typeof encoded === 'string' ? fromBase64url(encoded) : undefined
    const statement = bytes && readStatement(bytes)
    if (bytes === undefined || !statement?.ok || !isWord(statement.value)) {
      return refuse('file_invalid', `${path}: this is nothing that a \`community\` command writes.`, { path })
    }
    said.push({ name, bytes })
  }
  return done(said)
}

/**
 * Tells whether a statement is somebody's word about somebody: an approval, a revocation, or what members say of one another.
 *
 * @param statement - its kind.
 * @returns true when it is; descriptions, presences, events and listings are not.
 * Privacy: reads a public name.
 * Cost: O(1). @since 0.1
 */
export function isWord(statement: Pick<Statement, 'kind'>): boolean {
  return statement.kind === 'approval' || statement.kind === 'revocation' || isMemberKind(statement)
}
