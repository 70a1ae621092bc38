import { ok, type Result } from '../kernel/result.js'
import { readStatement, type Statement } from '../statement/statement.js'
import { type Checked, type Shelf, statementsOf } from './shelf.js'

/**
 * Reads what a catalogue holds on one subject, whether or not it became an entry: a revocation, for example.
 *
 * The publisher keeps the subjects in the order of text, so that one is found by halves. Where a hostile publisher keeps
 * another order something is not found, which leaving it out would do as well.
 *
 * @param shelf - the statements of an opened catalogue.
 * @param subject - hex of a key, or another subject.
 * @param checked - parts that have been hashed; grows. Give the same for one catalogue.
 * @returns the statements, their signatures not verified; none where there is nothing on it.
 * Failure: `catalogue_hash_mismatch`, `catalogue_invalid` when the parts on the way are not what the head says;
 * `statement_invalid` when something there is no statement.
 * Privacy: which subject is sought tells what was found; stays on the device.
 * Cost: O(log subjects) readings; each part is hashed once. @since 0.1
 */
export function statementsAbout(
  shelf: Shelf,
  subject: string,
  checked: Checked,
): Result<readonly Statement[], 'catalogue_hash_mismatch' | 'catalogue_invalid' | 'statement_invalid'> {
  let low = 0
  let high = shelf.index.groups.length - 2
  while (low <= high) {
    const middle = (low + high) >> 1
    const group = statementsOf(shelf, middle, checked)
    if (!group.ok) return group
    const [first, ...others] = group.value
    const read = readStatement(first ?? new Uint8Array(0))
    if (!read.ok) return read
    if (read.value.subject === subject) return allOf(read.value, others)
    if (read.value.subject < subject) low = middle + 1
    else high = middle - 1
  }
  return ok([])
}

function allOf(first: Statement, others: readonly Uint8Array[]): Result<readonly Statement[], 'statement_invalid'> {
  const statements = [first]
  for (const bytes of others) {
    const statement = readStatement(bytes)
    if (!statement.ok) return statement
    statements.push(statement.value)
  }
  return ok(statements)
}
