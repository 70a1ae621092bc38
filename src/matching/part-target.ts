import type { Fragment } from '../catalogue/fragment.js'
import type { EpochSeconds } from '../kernel/time.js'
import { nobody, silentTarget, type Target } from './target.js'

/**
 * Makes a target of how things stand, to be judged by whatever reads a presence.
 *
 * @param state - a fact of a catalogue.
 * @param now - the device's time.
 * @returns the target.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function stateTarget(state: Fragment, now: EpochSeconds): Target {
  // Judges read what a fact holds, never keys or the times of the statement.
  return { ...silentTarget(now), presence: state as Target['presence'] }
}

/**
 * Makes a target of what makes an event an event.
 *
 * @param occasion - a fact of a catalogue.
 * @param now - the device's time.
 * @param community - hex of the key of the community that publishes it.
 * @returns the target; undefined when the fact leaves out what every event states.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function occasionTarget(occasion: Fragment, now: EpochSeconds, community = ''): Target | undefined {
  const { eventKind, hosts, starts, durationMinutes, places, placesAsOf, audience } = occasion
  const stated = [eventKind, hosts, starts, durationMinutes, places, placesAsOf, audience]
  if (stated.includes(undefined)) return undefined
  // Every member that judges read is there now; what an event offers is judged by its other facts.
  return { ...silentTarget(now), entry: { ...nobody, community }, event: occasion as Target['event'] }
}
