import type { Fragment } from '../catalogue/fragment.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Target } from './target.js'

/** What states nothing: the entry of a part. Judges of offers, presences and events do not look at it. */
const nobody: Target['entry'] = Object.freeze({
  kind: 'listing',
  id: '',
  community: '',
  name: '',
  issued: 0 as EpochSeconds, // a time that is never compared
  expires: 0 as EpochSeconds,
  offer: Object.freeze({}) as Extract<Target['entry'], { readonly kind: 'listing' }>['offer'], // no name to show either
  source: '',
})

/**
 * Makes a target that states nothing.
 *
 * @param now - the device's time.
 * @returns the target, as `targetOf` gives it of an entry past its end.
 * Privacy: reads nothing.
 * Cost: O(1). @since 0.1
 */
export function silentTarget(now: EpochSeconds): Target {
  return { entry: nobody, offer: {}, presence: undefined, event: undefined, now }
}

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
