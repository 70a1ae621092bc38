import { eventFormat } from '../descriptor/formats.js'
import { equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { type Tie, tieOf } from '../kernel/order.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { SUITES, type Suite } from '../kernel/suite.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { readStatement, type Statement, verifyStatement } from '../statement/statement.js'
import type { Community } from '../trust/anchor.js'
import { type CommunityState, deriveState } from '../trust/state.js'
import type { Head } from './catalogue.js'
import type { Columns } from './columns.js'
import { isRow } from './columns-row.js'
import { type Compiled, compileEntries } from './entries.js'
import type { CatalogueEntry } from './entry.js'
import type { ReadHead } from './head.js'
import type { StatementIndex } from './index-section.js'
import { readGroup } from './layout.js'
import { rowOf } from './row.js'
import { withoutEnded } from './without-ended.js'

/** The statements of a file, and what they hash to. */
type Shelf = { readonly index: StatementIndex; readonly statements: Uint8Array }

/** What reading one entry takes. */
type Source = Shelf & {
  readonly head: Head
  readonly read: ReadHead
  readonly community: Community
  readonly columns: Columns
  readonly now: EpochSeconds
  readonly suites: readonly Suite[]
}

/**
 * Makes the reader of a catalogue's entries, which believes nobody.
 *
 * An entry is read from its own statements: their part of the file has to hash to what the head's index says, every
 * signature is verified, and the row that was matched has to be the one these statements compile to. What was read
 * once is kept, so that showing somebody again costs nothing.
 *
 * @param source - an open file, its columns, the moment of opening.
 * @returns the reader: a row's number → the entry.
 * Failure of the reader: `catalogue_hash_mismatch`; `catalogue_row_mismatch` when the publisher's row and the statements
 * differ, or an earlier row is of the same id; `statement_forged`; `catalogue_invalid` or `statement_invalid` when they
 * are none; `descriptor_unapproved` when an approval has ended since.
 * @throws {RangeError} the reader, when there is no such row.
 * Privacy: which rows are read tells what was found; stays on the device.
 * Cost: the first time a hash of about 12 kB and three strict Ed25519 verifications; then O(1). @since 0.1
 */
export function entryReader(source: Source): (row: number) => Result<CatalogueEntry> {
  const checked = new Set<number>()
  const known = new Map<number, Result<CatalogueEntry>>()
  let latest: Opened | undefined
  return (row) => {
    const read = known.get(row)
    if (read !== undefined) return read
    const group = source.index.groupOf[row]
    if (group === undefined) throw new RangeError('row: expected a whole number below the catalogue’s size')
    // A batch of listings is opened once for the rows of it that are read in turn.
    if (latest?.group !== group) latest = { group, ...openEntries(source, group, checked) }
    const found = latest.failure ?? readEntry(source, row, latest)
    known.set(row, found)
    return found
  }
}

/** The statements on one subject, verified, and what they make. */
type Opened = {
  readonly group: number
  readonly failure: Result<never> | undefined
  /** When the catalogue was published. */
  readonly published: Compiled
  /** What they say now; undefined while nothing has ended since. */
  readonly today: CommunityState | undefined
}

const nothing: Compiled = { entries: [], refused: [] }

function openEntries(source: Source, group: number, checked: Set<number>): Omit<Opened, 'group'> {
  const statements = openGroups(source, group, checked)
  if (!statements.ok) return { failure: statements, published: nothing, today: undefined }
  const { community, head, now } = source
  const hasEnded = statements.value.some(({ expires }) => expires <= now)
  return {
    failure: undefined,
    published: compiledAsOf(head.issued, statements.value, source),
    today: hasEnded ? deriveState(statements.value, community, now) : undefined,
  }
}

function readEntry(source: Source, row: number, { published, today }: Opened): Result<CatalogueEntry> {
  const { columns, head, community, now } = source
  const tie = { high: columns.tieHigh[row] ?? 0, low: columns.tieLow[row] ?? 0 }
  const entry = entryWith(published, tie)
  const isPublished = entry !== undefined && isRow(columns, row, rowOf(entry, head.issued))
  // Whoever stands in two rows would be counted and shown twice.
  if (!isPublished || firstRow(columns, tie) !== row) return fail('catalogue_row_mismatch', {})
  return today === undefined ? ok(entry) : withoutEnded(entry, { state: today, community, now })
}

function compiledAsOf(
  now: EpochSeconds,
  statements: readonly Statement[],
  { community, read, head, suites }: Source,
): Compiled {
  const { community: anchor, root } = read.body
  const source = { community, anchor, root, until: head.expires, now, [SUITES]: suites }
  return compileEntries(deriveState(statements, community, now), source)
}

function entryWith({ entries }: Compiled, tie: Tie): CatalogueEntry | undefined {
  const here = entries.find(({ entry }) => {
    const { high, low } = tieOf(entry.id)
    return high === tie.high && low === tie.low
  })
  return here?.entry
}

/** The first row of an id, and so the one that counts; −1 when there is none. */
function firstRow({ tieHigh, tieLow }: Columns, { high, low }: Tie): number {
  let row = tieHigh.indexOf(high)
  while (row >= 0 && tieLow[row] !== low) row = tieHigh.indexOf(high, row + 1)
  return row
}

/** Reads the statements on one subject; with those on an event's hosts, who answer for it. */
function openGroups(source: Source, group: number, checked: Set<number>): Result<readonly Statement[]> {
  const own = openGroup(source, group, checked)
  if (!own.ok) return own
  const statements = [...own.value]
  for (const { kind, body } of own.value) {
    const event = kind === 'event' ? decodeBody(eventFormat, body) : undefined
    const [host] = event?.ok ? event.value.hosts : []
    const hostGroup = host && groupOfId(source, toHex(host))
    if (hostGroup === undefined) continue
    const others = openGroup(source, hostGroup, checked)
    if (!others.ok) return others
    statements.push(...others.value)
  }
  return ok(statements)
}

function groupOfId({ columns, index }: Source, id: string): number | undefined {
  const row = firstRow(columns, tieOf(id))
  return row < 0 ? undefined : index.groupOf[row]
}

function openGroup(source: Source, group: number, checked: Set<number>): Result<readonly Statement[]> {
  const received = statementsOf(source, group, checked)
  if (!received.ok) return received
  const statements: Statement[] = []
  for (const bytes of received.value) {
    const statement = readStatement(bytes)
    if (!statement.ok) return statement
    if (!verifyStatement(statement.value)) return fail('statement_forged', {})
    statements.push(statement.value)
  }
  return ok(statements)
}

/**
 * Reads the statements on one subject out of a file.
 *
 * @param shelf - the statements of the file, untrusted, and their verified index.
 * @param group - which subject; one of the index.
 * @param checked - parts that have been hashed; grows.
 * @returns the statements' bytes, copied.
 * Failure: `catalogue_hash_mismatch` when their part is not what the index says; `catalogue_invalid` when it is and
 * nevertheless holds no statements.
 * Privacy: a catalogue is public.
 * Cost: one hash a part, the first time. @since 0.1
 */
export function statementsOf(
  { index, statements }: Shelf,
  group: number,
  checked: Set<number>,
): Result<readonly Uint8Array[], 'catalogue_hash_mismatch' | 'catalogue_invalid'> {
  const start = index.groups[group] ?? 0
  const part = partOf(index.parts, start)
  if (!checked.has(part)) {
    const hash = index.hashes.subarray(32 * part, 32 * part + 32)
    if (!equalBytes(sha256(statements.subarray(index.parts[part], index.parts[part + 1])), hash)) {
      return fail('catalogue_hash_mismatch', { section: 'statements' })
    }
    checked.add(part)
  }
  const received = readGroup(statements.subarray(start, index.groups[group + 1]))
  return received === undefined ? fail('catalogue_invalid', { section: 'statements' }) : ok(received)
}

/** The part that a byte lies in. */
function partOf(parts: Uint32Array, at: number): number {
  let low = 0
  let high = parts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((parts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}
