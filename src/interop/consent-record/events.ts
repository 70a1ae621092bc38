import type { RecordFacts } from '../../consent/record-facts.js'
import { type EpochDay, isoDateOf } from '../../kernel/time.js'
import type { JsonLd } from './context.js'
import type { Parties } from './parties.js'
import type { ConsentEvent, LaterEvent } from './states.js'

/** In which order events of one day are told. */
const order = ['ConsentRequested', 'ConsentGiven', 'ConsentWithdrawn']

/** A withdrawn consent stays so, and an expired one too. */
const endless = { '@type': 'dpv:EndlessDuration' }

/** Everything that happened, the giving among it. */
export type Told = {
  readonly facts: RecordFacts
  readonly parties: Parties
  readonly type: 'dpv:ExpressedConsent' | 'dpv:ExplicitlyExpressedConsent'
  readonly today: EpochDay
}

/**
 * Joins what the facts know and what the host adds into one history.
 *
 * @param facts - what the record is made from: the day it was given, the last day on which it holds.
 * @param more - what happened besides, in any order, copies among it. Checked.
 * @returns each event once, by day and then in the order in which such things happen.
 * Privacy: reads its arguments only.
 * Cost: O(n log n), at most 64. @since 0.1
 */
export function historyOf({ issuedOn, expiresOn }: RecordFacts, more: readonly LaterEvent[]): readonly ConsentEvent[] {
  const given: ConsentEvent = { state: 'ConsentGiven', on: issuedOn, until: expiresOn }
  const byName = new Map([given, ...more].map((event) => [`${event.state} ${event.on}`, event]))
  const rank = ({ state, on }: ConsentEvent) => on * order.length + order.indexOf(state)
  return [...byName.values()].sort((one, other) => rank(one) - rank(other))
}

/**
 * Writes events as DPV's consent statuses: time, duration, state, entity and type of each.
 *
 * @param history - from `historyOf`, none later than today.
 * @param told - what else an event says.
 * @returns one node each, in order; the day after the last one it holds on, where it has passed and nothing ended it before.
 * Privacy: tells whole days.
 * Cost: O(events). @since 0.1
 */
export function statuses(history: readonly ConsentEvent[], told: Told): readonly JsonLd[] {
  const { facts, parties, type, today } = told
  const written = history.map((event) => ({
    '@type': [`dpv:${event.state}`, type],
    'dpv:isIndicatedAtTime': isoDateOf(event.on),
    'dpv:hasDuration': durationOf(event),
    'dpv:isIndicatedBy': indicatedBy(event, told),
  }))
  const hasEnded = history.some(({ state, on }) => state === 'ConsentWithdrawn' && on <= facts.expiresOn)
  if (today <= facts.expiresOn || hasEnded) return written
  const expired = {
    '@type': ['dpv:ConsentExpired', type],
    'dpv:isIndicatedAtTime': isoDateOf((facts.expiresOn + 1) as EpochDay), // a day after a day is a day
    'dpv:hasDuration': endless,
    // Nobody has to do anything: it was given until this day.
    'dpv:isIndicatedBy': parties.person,
  }
  const at = history.findIndex(({ on }) => on > facts.expiresOn)
  return at < 0 ? [...written, expired] : [...written.slice(0, at), expired, ...written.slice(at)]
}

function durationOf(event: ConsentEvent): JsonLd {
  if (event.state === 'ConsentWithdrawn') return endless
  // A preview may be granted for a day at most (consent/rules.ts).
  const until = event.state === 'ConsentGiven' ? event.until : event.on + 1
  const value = isoDateOf(until as EpochDay) // a day after a day is a day
  return { '@type': 'dpv:UntilTimeDuration', 'rdf:value': { '@type': 'xsd:date', '@value': value } }
}

function indicatedBy({ state }: ConsentEvent, { facts, parties }: Told) {
  // The notice asks, the person answers; where a guardian agreed, both did.
  if (state === 'ConsentRequested') return parties.controller
  return state === 'ConsentGiven' && facts.guardian
    ? [parties.person, { '@type': 'dpv:GuardianOfDataSubject' }]
    : parties.person
}
