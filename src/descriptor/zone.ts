import { type EpochSeconds, epochSeconds, SECONDS_PER_DAY } from '../kernel/time.js'
import type { Zone } from './offer.js'

/**
 * Lists a zone's offset changes over a stretch of time.
 *
 * The publisher computes them once, so that the device that reads a slot needs no Intl and no zone table.
 *
 * @param id - the IANA zone id.
 * @param from - the first moment that matters; its offset is the first transition.
 * @param until - the last moment that matters.
 * @param offsetAt - minutes east of UTC at a moment, as the host's zone table says. Pure.
 * @returns the zone; transitions in rising order, exact to the second.
 * @throws {RangeError} when `until` lies before `from` or more than four years after it.
 * Privacy: reads its arguments only; a practice's zone is public.
 * Cost: O(days between), and 17 calls more for each change. @since 0.1
 */
export function zoneTransitions(
  id: string,
  from: EpochSeconds,
  until: EpochSeconds,
  offsetAt: (moment: EpochSeconds) => number,
): Zone {
  if (until < from || until - from > 4 * 366 * SECONDS_PER_DAY) {
    throw new RangeError('until: expected a moment within four years after from')
  }
  const transitions = [{ at: from, offsetMinutes: offsetAt(from) }]
  let offset = offsetAt(from)
  for (let moment = from; moment < until; ) {
    const next = epochSeconds(Math.min(moment + SECONDS_PER_DAY, until))
    const changed = offsetAt(next)
    if (changed !== offset) transitions.push({ at: firstWith(changed, moment, next, offsetAt), offsetMinutes: changed })
    offset = changed
    moment = next
  }
  return { id, transitions }
}

/** Halves the stretch until the first second with the new offset is left. */
function firstWith(
  offset: number,
  before: EpochSeconds,
  after: EpochSeconds,
  offsetAt: (moment: EpochSeconds) => number,
): EpochSeconds {
  let low: number = before
  let high: number = after
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(epochSeconds(middle)) === offset) high = middle
    else low = middle
  }
  return epochSeconds(high)
}

/**
 * Reads a zone's offset at a moment.
 *
 * @param zone - as published.
 * @param moment - the moment in question.
 * @returns minutes east of UTC; the earliest known offset for moments before the first transition.
 * Privacy: reads its arguments only.
 * Cost: O(transitions), at most 16. @since 0.1
 */
export function offsetMinutesAt(zone: Zone, moment: EpochSeconds): number | undefined {
  const begun = zone.transitions.filter(({ at }) => at <= moment)
  return (begun[begun.length - 1] ?? zone.transitions[0])?.offsetMinutes
}
