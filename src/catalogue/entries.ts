import { isCommitted } from '../descriptor/commitment.js'
import type { Descriptor } from '../descriptor/descriptor.js'
import { descriptorFormat, eventFormat, presenceFormat } from '../descriptor/formats.js'
import { readListings } from '../descriptor/read-listings.js'
import type { FailureCode } from '../kernel/failure.js'
import { SUITES } from '../kernel/suite.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import type { Statement } from '../statement/statement.js'
import type { Community } from '../trust/anchor.js'
import type { Evidence } from '../trust/evidence.js'
import { approvedKeys, standingCode } from '../trust/standing.js'
import type { CommunityStandings, Standing } from '../trust/standings.js'
import type { CatalogueEntry, EventEntry, ListingEntry, PractitionerEntry } from './entry.js'

/** Why one statement, or one listing of it, became no entry. */
export type EntryRefusal = {
  readonly statement: Statement
  readonly item: number | undefined
  readonly code: FailureCode
}

/** One target of matching, and the subject of the statement it was made of. */
export type CompiledEntry = {
  readonly entry: CatalogueEntry
  readonly subject: string
  /** Those that count in it. */
  readonly endorsements?: readonly Statement[]
}

/** What a community's state amounts to: targets of matching, and what failed alone. */
export type Compiled = { readonly entries: readonly CompiledEntry[]; readonly refused: readonly EntryRefusal[] }

/** What every entry needs to know about where it was published. */
type Source = Pick<Evidence, 'anchor' | 'root' | 'until' | typeof SUITES> & {
  readonly community: Community
  readonly now: EpochSeconds
}

type Refuse = (statement: Statement, code: FailureCode, item?: number) => undefined

/**
 * Turns a community's state into catalogue entries.
 *
 * The publisher and every device run the same code, so a publisher cannot list whom the statements do not.
 *
 * @param state - what `deriveStandings` gave.
 * @param source - the community, its name and its signed manifests; until when the entries can be relied on; the state's moment.
 * @returns entries in the order of their ids; what failed alone, with its code.
 * Privacy: reads public statements only.
 * Cost: O(statements + listings), schema checks included; verifies no signature. @since 0.1
 */
export function compileEntries(state: CommunityStandings, source: Source): Compiled {
  const refused: EntryRefusal[] = state.refused.map(({ statement, code }) => ({ statement, code, item: undefined }))
  const refuse: Refuse = (statement, code, item) => {
    refused.push({ statement, code, item })
    return undefined
  }
  const practitioners = new Map<string, PractitionerEntry>()
  for (const [id, standing] of state.standings) {
    const entry = practitionerEntry(id, standing, source, refuse)
    if (entry !== undefined) practitioners.set(id, entry)
  }
  const entries: CompiledEntry[] = []
  for (const [subject, entry] of practitioners) entries.push({ entry, subject })
  for (const statement of state.events) {
    const entry = eventEntry(statement, practitioners, source, refuse)
    if (entry !== undefined) entries.push({ entry, subject: statement.subject })
  }
  for (const entry of listingEntries(state.batches, source, refuse)) entries.push(entry)
  return { entries: entries.sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1)), refused }
}

/**
 * Lists what an entry rests on: whoever believes it has to have verified the signature of each.
 *
 * Everything else that a state was derived from was outdone by one of these, or counts for nothing whoever signed it.
 *
 * @param state - that the entry was compiled from.
 * @param compiled - the entry.
 * @returns the statements; for an event with those on its first host, who answers for it.
 * Privacy: reads public statements only.
 * Cost: O(events + batches). @since 0.1
 */
export function basisOf(state: CommunityStandings, compiled: CompiledEntry): readonly Statement[] {
  const { entry, subject, endorsements = [] } = compiled
  const about = (id: string): readonly Statement[] => {
    const { approvals = [], revocations = [], descriptor, presence } = state.standings.get(id) ?? {}
    return [...approvals, ...revocations, descriptor, presence].filter((one) => one !== undefined)
  }
  const named = (statements: readonly Statement[]) => statements.filter((one) => one.subject === subject)
  if (entry.kind === 'practitioner') return [...about(entry.id), ...endorsements]
  if (entry.kind === 'listing') return named(state.batches)
  const [host] = entry.offer.hosts
  return [...named(state.events), ...(host === undefined ? [] : about(toHex(host)))]
}

function practitionerEntry(
  id: string,
  standing: Standing,
  source: Source,
  refuse: Refuse,
): PractitionerEntry | undefined {
  const { descriptor } = standing
  // Approved but not described yet, or no longer: nothing to show and nothing wrong.
  if (descriptor === undefined) return undefined
  const code = standingCode(standing, source.community, source.now)
  if (code !== undefined) {
    if (standing.presence !== undefined) refuse(standing.presence, code)
    return refuse(descriptor, code)
  }
  const offer = decodeBody(descriptorFormat, descriptor.body)
  if (!offer.ok) return refuse(descriptor, offer.error.code)
  const presence = readPresence(standing, offer.value, source, refuse)
  return {
    kind: 'practitioner',
    id,
    community: source.community.key,
    name: offer.value.name,
    issued: descriptor.issued,
    expires: descriptor.expires,
    offer: offer.value,
    presence,
    evidence: {
      anchor: source.anchor,
      root: source.root,
      approvals: standing.approvals.map(({ bytes }) => bytes),
      revocations: [],
      until: source.until,
      descriptor: descriptor.bytes,
      presence: presence && standing.presence?.bytes,
      [SUITES]: source[SUITES],
    },
  }
}

function readPresence(
  { presence: statement, approvals }: Standing,
  descriptor: Descriptor,
  { community, now }: Source,
  refuse: Refuse,
): PractitionerEntry['presence'] {
  if (statement === undefined) return undefined
  const presence = decodeBody(presenceFormat, statement.body)
  if (!presence.ok) return refuse(statement, presence.error.code)
  // A key that the descriptor has not promised is the one swap worth an attacker's while.
  if (!presence.value.keys.every((key) => isCommitted(descriptor.keyCommitments, key))) {
    return refuse(statement, 'statement_forged')
  }
  // And one that was promised, but not approved, is the same swap made by whoever holds the identity key.
  const keys = approvedKeys(presence.value.keys, approvals, community, now)
  if (keys.length === 0) return refuse(statement, 'descriptor_unapproved')
  return { ...presence.value, keys, issued: statement.issued, expires: statement.expires }
}

function eventEntry(
  statement: Statement,
  practitioners: ReadonlyMap<string, PractitionerEntry>,
  source: Source,
  refuse: Refuse,
): EventEntry | undefined {
  const offer = decodeBody(eventFormat, statement.body)
  if (!offer.ok) return refuse(statement, offer.error.code)
  const [host] = offer.value.hosts
  return {
    kind: 'event',
    id: `event:${statement.subject}`,
    community: source.community.key,
    name: offer.value.title,
    issued: statement.issued,
    expires: statement.expires,
    offer: offer.value,
    host: host && practitioners.get(toHex(host)),
  }
}

function listingEntries(batches: readonly Statement[], source: Source, refuse: Refuse): Iterable<CompiledEntry> {
  const entries = new Map<string, CompiledEntry>()
  // One id in two batches would be two targets of one name; the state's fixed order makes everybody keep the same one.
  for (const statement of batches) {
    const batch = readListings(statement.body)
    if (!batch.ok) {
      refuse(statement, batch.error.code)
      continue
    }
    const { source: directory, listings } = batch.value
    for (const [item, listing] of listings.entries()) {
      const id = listing.ok ? `listing:${listing.value.id}` : ''
      if (!listing.ok || entries.has(id)) {
        refuse(statement, 'statement_invalid', item)
        continue
      }
      const entry: ListingEntry = {
        kind: 'listing',
        id,
        community: source.community.key,
        name: listing.value.name,
        issued: statement.issued,
        expires: statement.expires,
        offer: listing.value,
        source: directory,
      }
      entries.set(id, { entry, subject: statement.subject })
    }
  }
  return entries.values()
}
