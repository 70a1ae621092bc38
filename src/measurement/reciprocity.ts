import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { LEAST_MEMBERS } from './messages.js'
import type { Release } from './release-body.js'

/** How much a community gives and takes, as coarsely as its releases say it. */
export type Reciprocity = {
  readonly epoch: number
  /** Referrals given by its members, and received by them. */
  readonly given: Release['people']
  readonly received: Release['people']
}

/**
 * Says how much a community gave in one epoch and how much it received, in bands, of two releases.
 *
 * Of the community as a whole: there is no total of a member's own, nothing to spend and nothing to earn. Payment for referrals is
 * barred in many places, and a balance that somebody could raise would be one. No matching can see it.
 *
 * @param given - a verified release of `given-by-source`.
 * @param received - a verified release of `received-by-source`, of the same community and epoch.
 * @returns both bands.
 * Failure: `release_mismatch` when they are of other metrics, of two communities or of two epochs; `release_withheld` with the
 * least number when fewer than eight members reported: of few, whoever knows their own could work out the others'.
 * Privacy: reads what was released; a band from 20 on, and nothing of one member.
 * Cost: O(1).
 * @example
 * const given = verifyRelease(releaseFile, { community, now, evidence })
 * const received = verifyRelease(otherReleaseFile, { community, now, evidence })
 * const both = given.ok && received.ok ? reciprocityOf(given.value, received.value) : undefined
 * @since 0.1
 */
export function reciprocityOf(
  given: Release,
  received: Release,
): Result<Reciprocity, 'release_mismatch' | 'release_withheld'> {
  const isPair =
    given.metric === 'given-by-source' &&
    received.metric === 'received-by-source' &&
    given.epoch === received.epoch &&
    equalBytes(given.community, received.community)
  if (!isPair) return fail('release_mismatch', {})
  if (Math.min(given.reports, received.reports) < LEAST_MEMBERS) {
    return fail('release_withheld', { least: LEAST_MEMBERS })
  }
  return ok({ epoch: given.epoch, given: given.people, received: received.people })
}
