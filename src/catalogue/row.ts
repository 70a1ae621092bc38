import type { Fee, Offer, Zone } from '../descriptor/offer.js'
import { weekSpans } from '../descriptor/week.js'
import { type Tie, tieOf } from '../kernel/order.js'
import { byteText } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { encodeBody } from '../statement/body.js'
import { CLOCK_LEEWAY_SECONDS } from '../statement/statement.js'
import type { CatalogueEntry, EventEntry, PractitionerEntry } from './entry.js'
import { FIELD, type Flag, feeModels, fieldOfList, listOf, statedLists } from './fields.js'
import { type Fragment, fragmentFormat } from './fragment.js'
import { BELIEVED_SECONDS } from './limits.js'

/** A place as the columns hold it. */
export type RowPlace = {
  readonly region: string
  /** Undefined where only the region is stated. */
  readonly point: { readonly latitude: number; readonly longitude: number; readonly coarseness: number } | undefined
}

/** Everything that matching reads of one entry, in the one form in which a catalogue holds it. */
export type Row = {
  readonly tie: Tie
  /** From when on the entry states nothing. */
  readonly expires: number
  /** From when on its presence says nothing; 0 where it has none. */
  readonly presenceUntil: number
  /** Each once, by region, then point. */
  readonly places: readonly RowPlace[]
  /** Each once, in the order of their bytes; a character is a byte. */
  readonly facts: readonly string[]
}

/**
 * Puts an entry into the form in which a catalogue holds it for matching.
 *
 * The publisher compiles with it, and whoever checks a row compares with it: there is one row that fits an entry.
 *
 * @param entry - read from its statements.
 * @param issued - when the catalogue was published. What a zone did before is left out.
 * @returns the row.
 * Privacy: reads public data only.
 * Cost: O(entry). @since 0.1
 */
export function rowOf(entry: CatalogueEntry, issued: EpochSeconds): Row {
  const presence = entry.kind === 'practitioner' ? entry.presence : undefined
  const facts = new Set([
    factOf(FIELD.kind, entry.kind),
    ...listFacts(entry.offer),
    ...offerFacts(entry.offer, entry.kind === 'event' ? [] : weeklyOf(entry.offer, issued - CLOCK_LEEWAY_SECONDS)),
    ...licenceFacts(entry),
    ...(entry.kind === 'practitioner' ? levelFacts(FIELD.endorsed, entry.endorsed) : []),
    ...(presence === undefined ? [] : stateFacts(presence)),
    ...(entry.kind === 'event' ? [occasionFact(entry)] : []),
  ])
  return {
    tie: tieOf(entry.id),
    expires: entry.expires,
    presenceUntil: presence === undefined ? 0 : Math.min(presence.expires, presence.capacityAsOf + BELIEVED_SECONDS),
    places: placesOf(entry.offer),
    facts: [...facts].sort(),
  }
}

/** A fact of text: ids, regions and language tags are ASCII. */
function factOf(field: number, text: string): string {
  return String.fromCharCode(field) + text
}

function fragmentFact(field: number, value: Fragment): string {
  return factOf(field, byteText(encodeBody(fragmentFormat, value)))
}

function flagFact(flag: Flag): string {
  return factOf(FIELD.flag, flag)
}

function* listFacts(offer: Offer): Iterable<string> {
  for (const list of statedLists) {
    const stated = listOf(offer, list)
    const field = fieldOfList(list)
    for (const value of stated?.yes ?? []) yield factOf(field, value)
    for (const value of stated?.no ?? []) yield factOf(field + 1, value)
    if (stated?.complete) yield factOf(field + 2, '')
  }
}

function* offerFacts(offer: Offer, weekly: Iterable<string>): Iterable<string> {
  const locations = offer.locations ?? []
  yield* levelFacts(FIELD.concept, offer.concepts)
  for (const concept of offer.notOffered ?? []) yield factOf(FIELD.notOffered, concept)
  if (offer.interpreter !== undefined) yield flagFact(offer.interpreter ? 'interpreter' : 'no-interpreter')
  if (offer.body?.touchFree === true) yield flagFact('touch-free')
  if (locations.length > 0) yield flagFact('somewhere')
  for (const { region } of locations) yield factOf(FIELD.region, region)
  for (const fee of [...(offer.fees ?? []), ...locations.flatMap(({ fees }) => fees ?? [])]) yield feeFact(fee)
  yield* weekly
  for (const rule of offer.rules ?? []) yield fragmentFact(FIELD.rule, { rules: [rule] })
  if (offer.access !== undefined || locations.some(({ access }) => access !== undefined)) {
    yield fragmentFact(FIELD.access, { access: offer.access, locations: locations.map(({ access }) => ({ access })) })
  }
}

function levelFacts(field: number, concepts: PractitionerEntry['endorsed'] = []): readonly string[] {
  return concepts.map(({ concept, level }) => factOf(field, `${concept} ${level}`))
}

// A fee fact: model 1 | which of from (1) and to (2) are stated 1 | currency 3, or spaces | from 4 | to 4 | kind of session

function feeFact({ model, currency = '   ', from, to, session }: Fee): string {
  const stated = (from === undefined ? 0 : 1) + (to === undefined ? 0 : 2)
  const head = String.fromCharCode(feeModels.indexOf(model), stated)
  return factOf(FIELD.fee, `${head}${currency}${wordOf(from ?? 0)}${wordOf(to ?? 0)}${session ?? ''}`)
}

function wordOf(value: number): string {
  return String.fromCharCode(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
}

/** Times of the week that touch are one stretch, so each can be counted by itself. */
function* weeklyOf(offer: Offer, base: number): Iterable<string> {
  const slots = [...(offer.slots ?? []), ...(offer.locations ?? []).flatMap((location) => location.slots ?? [])]
  if (slots.length === 0) return
  yield flagFact('weekly')
  for (const { from, to } of weekSpans(slots)) yield factOf(FIELD.slot, wordOf((from / 60) * 65_536 + to / 60))
  const zone = offer.zone && zoneFrom(offer.zone, base)
  if (zone !== undefined && zone.transitions.length > 0) yield fragmentFact(FIELD.zone, { zone })
}

/** What a zone does from a moment on: practices of one zone, described on different days, then state one fact. */
function zoneFrom({ transitions }: Zone, base: number): Zone {
  const inOrder = [...transitions].sort((one, other) => one.at - other.at || one.offsetMinutes - other.offsetMinutes)
  const coming = inOrder.filter(({ at }) => at > base)
  const current = inOrder.filter(({ at }) => at <= base).at(-1)
  // A moment of publication less an hour is a moment.
  const at = base as EpochSeconds
  const first = current === undefined ? [] : [{ at, offsetMinutes: current.offsetMinutes }]
  return { id: 'zone', transitions: [...first, ...coming] }
}

/** An event without licences of its own is held under its host's, while the host's descriptor lasts. */
function* licenceFacts(entry: CatalogueEntry): Iterable<string> {
  const own = entry.offer.licences
  const host = entry.kind === 'event' && own === undefined ? entry.host : undefined
  for (const { region, status } of own ?? []) yield factOf(FIELD.licence, `${region} ${status}`)
  for (const { region, status } of host?.offer.licences ?? []) {
    yield factOf(FIELD.licence, `${region} ${status} ${host?.expires}`)
  }
}

type State = NonNullable<Extract<CatalogueEntry, { readonly kind: 'practitioner' }>['presence']>

function* stateFacts(presence: State): Iterable<string> {
  const { capacity, accepting, pausedUntil, waitingList, firstAppointment, weeklyCapReached, openSlots } = presence
  const state = { capacity, accepting, pausedUntil, waitingList, firstAppointment, weeklyCapReached }
  yield fragmentFact(FIELD.state, state)
  if (openSlots !== undefined && openSlots.length > 0) yield fragmentFact(FIELD.openSlots, { openSlots })
}

function occasionFact({ offer }: EventEntry): string {
  const { eventKind, hosts, starts, durationMinutes, recurrence: again, places, placesAsOf, audience, zone } = offer
  const occasion = { eventKind, hosts, starts, durationMinutes, places, placesAsOf, audience, zone }
  return fragmentFact(FIELD.occasion, { ...occasion, recurrence: again })
}

function placesOf({ locations = [] }: Offer): readonly RowPlace[] {
  const places = new Map<string, RowPlace>()
  for (const { region, point } of locations) {
    const {
      latitudeMicrodegrees: latitude = 0,
      longitudeMicrodegrees: longitude = 0,
      coarsenessMetres = 0,
    } = point ?? {}
    const place = { region, point: point && { latitude, longitude, coarseness: coarsenessMetres } }
    places.set([region, point === undefined, latitude, longitude, coarsenessMetres].join(' '), place)
  }
  return [...places.values()].sort(comparePlaces)
}

function comparePlaces(one: RowPlace, other: RowPlace): number {
  if (one.region !== other.region) return one.region < other.region ? -1 : 1
  if (one.point === undefined || other.point === undefined) return one.point === undefined ? -1 : 1
  const { latitude, longitude, coarseness } = one.point
  return latitude - other.point.latitude || longitude - other.point.longitude || coarseness - other.point.coarseness
}
