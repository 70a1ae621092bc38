import { fail, ok, type Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Community } from '../trust/anchor.js'
import { approvedKeys, standingCode } from '../trust/standing.js'
import type { CommunityStandings } from '../trust/standings.js'
import type { CatalogueEntry, PractitionerEntry } from './entry.js'

/** What the statements behind an entry amount to now. */
type Today = { readonly state: CommunityStandings; readonly community: Community; readonly now: EpochSeconds }

/**
 * Takes out of an entry what has ended since its catalogue was published.
 *
 * Nothing is put in its place: matching has judged the row that was published, and takes the same away by its times.
 *
 * @param entry - as it was published.
 * @param today - the community's state by the same statements, the community, and now.
 * @returns the entry without a presence that has ended and without keys whose approval has; a descriptor, an event or a
 * batch of listings past its end stays, and states nothing.
 * Failure: `descriptor_unapproved` or `descriptor_revoked` when the practitioner is no longer to be listed, or an event
 * was listed under the licences of one who is not.
 * Privacy: reads public statements only.
 * Cost: O(approvals × keys). @since 0.1
 */
export function withoutEnded(
  entry: CatalogueEntry,
  today: Today,
): Result<CatalogueEntry, 'descriptor_unapproved' | 'descriptor_revoked'> {
  if (entry.kind === 'listing') return ok(entry)
  if (entry.kind === 'practitioner') return practitionerToday(entry, today)
  if (entry.host === undefined) return ok(entry)
  const host = practitionerToday(entry.host, today)
  const isUnderHosts = entry.offer.licences === undefined && entry.host.offer.licences !== undefined
  if (!host.ok && isUnderHosts) return host
  return ok({ ...entry, host: host.ok ? host.value : undefined })
}

function practitionerToday(
  entry: PractitionerEntry,
  { state, community, now }: Today,
): Result<PractitionerEntry, 'descriptor_unapproved' | 'descriptor_revoked'> {
  const { approvals = [], revocations = [] } = state.standings.get(entry.id) ?? {}
  const code = standingCode({ approvals, revocations }, community, now)
  if (code !== undefined) return fail(code, {})
  const { presence, evidence } = entry
  if (presence === undefined || presence.expires <= now) {
    return ok({ ...entry, presence: undefined, evidence: { ...evidence, presence: undefined } })
  }
  return ok({ ...entry, presence: { ...presence, keys: approvedKeys(presence.keys, approvals, community, now) } })
}
