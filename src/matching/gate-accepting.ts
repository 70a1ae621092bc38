import { nextOccurrence } from './gate-time.js'
import type { Verdict } from './match.js'
import { isBelieved, type Target } from './target.js'

/** What a person says of waiting lists. */
export type WaitingList = 'ok' | 'no' | undefined

/**
 * Judges whether a target takes somebody on now.
 *
 * Only what was confirmed and is fresh counts. Any closing word closes (paused, full, cap reached), and nothing here
 * lowers a score. Where only a waiting list is left, the person decides; who did not say is asked.
 *
 * @param target - what is offered. Listings and stale presences are unknown.
 * @param waitingList - the person's answer. Raw.
 * @returns the verdict.
 * Privacy: reads `when.waitingList`.
 * Cost: O(1), O(occurrences) for an event. @since 0.1
 */
export function judgeAccepting(target: Target, waitingList: WaitingList): Verdict {
  if (target.event !== undefined) return judgePlaces(target)
  const { presence, now } = target
  if (presence === undefined) return 'unknown'
  const isClosed =
    presence.accepting === false ||
    presence.capacity === 'no-capacity' ||
    presence.weeklyCapReached === true ||
    (presence.pausedUntil !== undefined && presence.pausedUntil > now)
  if (isClosed && presence.waitingList !== true) return 'fail'
  if (isClosed || presence.capacity === 'waitlist') return byWaitingList(waitingList)
  return presence.capacity === 'additional-assessment-required' ? 'unknown' : 'pass'
}

function byWaitingList(waitingList: WaitingList): Verdict {
  return waitingList === 'ok' ? 'pass' : waitingList === 'no' ? 'fail' : 'unknown'
}

function judgePlaces({ event, now }: Target): Verdict {
  if (event === undefined) return 'unknown'
  if (nextOccurrence(event, now) === undefined) return 'fail'
  if (!isBelieved(event.placesAsOf, now)) return 'unknown'
  return event.places === 'full' ? 'fail' : 'pass'
}
