import type { EpochSeconds } from '../kernel/time.js'
import type { CommunityState } from '../trust/state.js'

/** What a statement changes for somebody. */
export type Consequence = {
  /** Hex of the identity key. */
  readonly id: string
  readonly code: 'listed' | 'unlisted' | 'introduction_lapsing'
  /** For whoever needs another introduction: by when. */
  readonly until?: EpochSeconds
}

/**
 * Says what would follow if something were published: who comes in, who goes, who needs another introduction.
 *
 * For a lead to look at before a revocation, which cannot be taken back.
 *
 * @param before - the state of what was said so far.
 * @param later - the state of the same and of what is about to be said, for the same moment.
 * @returns everybody for whom it makes a difference, by key. Descriptions are not asked for: whoever is admitted counts as listed.
 * Privacy: reads public statements only.
 * Cost: O(members).
 * @example
 * const before = foldStatements(statements, { root, now })
 * const later = foldStatements([...statements, revoke(lostKey, 'left', dora, { now })], { root, now })
 * const changes = before.ok && later.ok ? consequencesOf(before.value.state, later.value.state) : []
 * @since 0.1
 */
export function consequencesOf(before: CommunityState, later: CommunityState): readonly Consequence[] {
  const ids = new Set([before, later].flatMap(({ members }) => [...members.keys()]))
  return [...ids].sort().flatMap((id) => changeOf(id, before, later))
}

function changeOf(id: string, before: CommunityState, later: CommunityState): readonly Consequence[] {
  const was = before.members.get(id)
  const is = later.members.get(id)
  const wasAdmitted = was !== undefined && was.refusal === undefined
  const isAdmitted = is !== undefined && is.refusal === undefined
  if (wasAdmitted !== isAdmitted) return [{ id, code: isAdmitted ? 'listed' : 'unlisted' }]
  const needs = is?.introduction?.needsAnother === true && was?.introduction?.needsAnother !== true
  return isAdmitted && needs && is.introduction !== undefined
    ? [{ id, code: 'introduction_lapsing', until: is.introduction.until }]
    : []
}
