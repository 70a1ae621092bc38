import { eventFormat } from '../descriptor/formats.js'
import { type Tie, tieOf } from '../kernel/order.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { SUITES, type Suite } from '../kernel/suite.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { MAX_BATCH_BYTES, readStatement, type Statement, verifyStatement } from '../statement/statement.js'
import type { Community } from '../trust/anchor.js'
import { type CommunityStandings, deriveStandings } from '../trust/standings.js'
import type { Head } from './catalogue.js'
import type { Columns } from './columns.js'
import { isRow, rowOfTie } from './columns-row.js'
import { withEndorsements } from './endorsed.js'
import { basisOf, type CompiledEntry, compileEntries } from './entries.js'
import type { CatalogueEntry } from './entry.js'
import type { ReadHead } from './head.js'
import { rowOf } from './row.js'
import { type Checked, type Shelf, statementsOf } from './shelf.js'
import { withoutEnded } from './without-ended.js'

/** The longest that is said on one subject: a batch of listings, and whatever has the same name. */
const MAX_GROUP_BYTES = 2 * MAX_BATCH_BYTES
/** On one subject there is one event in force; a few older ones may lie beside it where nobody tidied up. */
const MOST_HOSTS = 4

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
 * An entry is read from its own statements: their part of the file has to hash to what the head's index says, the row
 * that was matched has to be the one these statements compile to, and every signature that the entry rests on is
 * verified. What was read once is kept, so that showing somebody again costs nothing.
 *
 * @param source - an open file, its columns, the moment of opening.
 * @returns the reader: a row's number → the entry.
 * Failure of the reader: `catalogue_hash_mismatch`; `catalogue_row_mismatch` when the publisher's row and the statements
 * differ, or an earlier row is the same entry's; `statement_forged`; `catalogue_invalid` or `statement_invalid` when they
 * are none, or too long; `descriptor_unapproved` when an approval has ended since.
 * @throws {RangeError} the reader, when there is no such row.
 * Privacy: which rows are read tells what was found; stays on the device.
 * Cost: the first time a hash of about 12 kB and three strict Ed25519 verifications; then O(1). However many statements a
 * hostile publisher puts in one place, those that the entry does not rest on are read and not verified. @since 0.1
 */
export function entryReader(source: Source): (row: number) => Result<CatalogueEntry> {
  const checked: Checked = new Map()
  const known = new Map<number, Result<CatalogueEntry>>()
  const failures = new Map<number, Result<never>>()
  let latest: Opened | undefined
  return (row) => {
    const read = known.get(row)
    if (read !== undefined) return read
    const group = source.index.groupOf[row]
    if (group === undefined) throw new RangeError('row: expected a whole number below the catalogue’s size')
    // A batch of listings is opened once for the rows of it that are read in turn.
    if (latest?.group !== group && !failures.has(group)) {
      const opened = openEntries(source, group, checked)
      if (opened.ok) latest = opened.value
      else failures.set(group, opened)
    }
    const found = failures.get(group) ?? readEntry(source, row, latest)
    known.set(row, found)
    return found
  }
}

/** What statements amount to at one moment. */
type Made = {
  readonly state: CommunityStandings
  /** By the words of their ids. */
  readonly entries: ReadonlyMap<string, CompiledEntry>
}

/** The statements on one subject, and what they make. */
type Opened = {
  readonly group: number
  /** When the catalogue was published. */
  readonly published: Made
  /** What they say now; undefined while nothing has ended since. */
  readonly today: CommunityStandings | undefined
  /** Whose signatures have been verified, and whether they fit. */
  readonly verified: Map<Statement, boolean>
}

function openEntries(source: Source, group: number, checked: Checked): Result<Opened> {
  const statements = openGroups(source, group, checked)
  if (!statements.ok) return statements
  const hasEnded = statements.value.some(({ expires }) => expires <= source.now)
  const published = madeAsOf(source.head.issued, statements.value, source)
  const today = hasEnded ? deriveStandings(statements.value, source.community, source.now) : undefined
  return ok({ group, published, today, verified: new Map() })
}

function readEntry(source: Source, row: number, opened: Opened | undefined): Result<CatalogueEntry> {
  const { columns, head, community, now } = source
  const tie = { high: columns.tieHigh[row] ?? 0, low: columns.tieLow[row] ?? 0 }
  const published = opened?.published.entries.get(nameOf(tie))
  const isTrue =
    published !== undefined &&
    // Whoever stands in two rows would be counted and shown twice.
    rowOfTie(columns, tie) === row &&
    isRow(columns, row, rowOf(published.entry, head.issued))
  if (opened === undefined || !isTrue) return fail('catalogue_row_mismatch', {})
  const { today, verified } = opened
  // A statement that was dated later than the catalogue counts now, and did not then.
  const states = today === undefined ? [opened.published.state] : [opened.published.state, today]
  const basis = states.flatMap((state) => basisOf(state, published))
  if (!basis.every((statement) => isGenuine(statement, verified))) return fail('statement_forged', {})
  return today === undefined ? ok(published.entry) : withoutEnded(published.entry, { state: today, community, now })
}

function isGenuine(statement: Statement, verified: Map<Statement, boolean>): boolean {
  const known = verified.get(statement)
  const isSigned = known ?? verifyStatement(statement)
  if (known === undefined) verified.set(statement, isSigned)
  return isSigned
}

function madeAsOf(now: EpochSeconds, statements: readonly Statement[], source: Source): Made {
  const { community, read, head, suites } = source
  const { community: anchor, root } = read.body
  const state = deriveStandings(statements, community, now)
  const { entries } = compileEntries(state, {
    community,
    anchor,
    root,
    until: head.expires,
    now,
    [SUITES]: suites,
  })
  const isListed = (id: string) => rowOfTie(source.columns, tieOf(id)) >= 0
  const endorsing = { community: community.key, issued: now, isListed }
  return {
    state,
    entries: new Map(entries.map((one) => [nameOf(tieOf(one.entry.id)), withEndorsements(one, statements, endorsing)])),
  }
}

function nameOf({ high, low }: Tie): string {
  return `${high} ${low}`
}

/** Reads the statements on one subject; with those on an event's hosts, who answer for it. */
function openGroups(source: Source, group: number, checked: Checked): Result<readonly Statement[]> {
  const own = openGroup(source, group, checked)
  if (!own.ok) return own
  const hosts = new Set<number>()
  for (const { kind, body } of own.value) {
    const event = kind === 'event' ? decodeBody(eventFormat, body) : undefined
    const [host] = event?.ok ? event.value.hosts : []
    const row = host === undefined ? -1 : rowOfTie(source.columns, tieOf(toHex(host)))
    const hostGroup = source.index.groupOf[row]
    if (hostGroup !== undefined && hostGroup !== group && hosts.size < MOST_HOSTS) hosts.add(hostGroup)
  }
  let statements = own.value
  for (const host of hosts) {
    const others = openGroup(source, host, checked)
    if (!others.ok) return others
    statements = [...statements, ...others.value]
  }
  return ok(statements)
}

function openGroup(source: Source, group: number, checked: Checked): Result<readonly Statement[]> {
  const { groups } = source.index
  if ((groups[group + 1] ?? 0) - (groups[group] ?? 0) > MAX_GROUP_BYTES) {
    return fail('catalogue_invalid', { section: 'statements' })
  }
  const received = statementsOf(source, group, checked)
  if (!received.ok) return received
  const statements: Statement[] = []
  for (const bytes of received.value) {
    const statement = readStatement(bytes)
    if (!statement.ok) return statement
    statements.push(statement.value)
  }
  return ok(statements)
}
