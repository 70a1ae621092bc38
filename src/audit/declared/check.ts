import type { Evidence, Finding, Note, Place } from '../finding.js'
import type { Departure, Recording, Remainder, Store } from '../recording.js'
import { type Standing, standings, type Where } from './assign.js'
import { type DataFlow, type DeclaredFlow, phasesOf } from './data-flow.js'
import { fitsName, hostAndPort, placesOf } from './destinations.js'
import { bodyBytes, textOfUrl } from './url.js'

/** What a comparison with the declaration came to. */
export type Checked = { readonly findings: readonly Finding[]; readonly notes: readonly Note[] }

/** The stores that outlast the page by their purpose. What a title, a console or a history holds is searched and compared. */
export const keepingStores: readonly Store[] = [
  'cookie',
  'localStorage',
  'sessionStorage',
  'IndexedDB',
  'CacheStorage',
  'file system',
  'clipboard',
  'download',
  'window name',
]

/**
 * The place of a departure in a finding.
 *
 * @param departure - what left. Hostile.
 * @param part - the piece that is meant; the whole where absent.
 * @returns the place; mask its destination before it is shown.
 * Privacy: as private as the destination.
 * Cost: O(1). @since 0.2
 */
export function placeOf(departure: Departure, part?: string): Place {
  const { channel, destination, phase, seenBy } = departure
  return { at: 'departure', channel, destination, phase, ...(part !== undefined && { part }), seenBy }
}

/**
 * Holds recordings to a declaration.
 *
 * @param recordings - of the same page; what is declared counts as seen where one of them shows it.
 * @param declaration - that was read.
 * @param where - where its roles and the page itself are.
 * @returns findings `undeclared-flow`, `over-count`, `size-off-bucket`, `at-rest-undeclared`; notes `declared-not-seen`,
 * and `inconclusive` where nothing could be told.
 * Privacy: findings name channels, destinations, lengths and keys; mask destinations and keys before they are shown.
 * Cost: O(departures × flows). @since 0.2
 */
export function checkDeclared(recordings: readonly Recording[], declaration: DataFlow, where: Where): Checked {
  const seen = new Set<string>()
  const findings = recordings.flatMap((recording) => {
    const found = standings(recording.departures, declaration, where)
    for (const one of found) if (one.is === 'flow') seen.add(`flow ${one.flow.id}`)
    return [
      ...recording.departures.flatMap((departure, index) => ofDeparture(departure, found[index])),
      ...overCounts(recording.departures, found),
      ...recording.remainders.flatMap((remainder) => ofRemainder(remainder, declaration, seen)),
    ]
  })
  return { findings, notes: notesOf(declaration, where, seen) }
}

function ofDeparture(departure: Departure, standing: Standing | undefined): readonly Finding[] {
  if (standing === undefined || standing.is === 'implied') return []
  if (standing.is === 'undeclared') {
    const says = 'This left, and no declared flow names it.'
    return [{ rule: 'undeclared-flow', place: placeOf(departure), says, evidence: addressOf(departure) }]
  }
  if (standing.is === 'untimely') {
    // Between the first answer and consent the stronger rule speaks.
    if (departure.phase === 'intake') return []
    const when = phasesOf(standing.flow).map((phase) => phaseWords[phase])
    const says = `The flow ${standing.flow.id} is declared for ${when.join(' and ')}; this left ${phaseWords[departure.phase]}.`
    return [{ rule: 'undeclared-flow', place: placeOf(departure), says, evidence: addressOf(departure) }]
  }
  const [what, sizes] =
    standing.is === 'flow'
      ? [`The flow ${standing.flow.id}`, standing.flow.sizes]
      : [`A message from ${standing.message.from}`, standing.message.sizes]
  const length = bodyBytes(departure)
  if (sizes === undefined || length === undefined || sizes.includes(length)) return []
  const says = `${what} was ${length} bytes long; declared: ${sizes.join(', ')}.`
  return [{ rule: 'size-off-bucket', place: placeOf(departure, 'body'), says, evidence: {} }]
}

/** The times of a visit in words that fit into a sentence. */
export const phaseWords = {
  opening: 'before the first answer',
  intake: 'between the first answer and the consenting click',
  consented: 'after the consenting click',
  left: 'after the page was left',
} as const

/** Where exactly it went: the path, and of a query the names, since the values vary and may be answers. */
function addressOf(departure: Departure): Evidence {
  const [path = '', query] = (textOfUrl(departure) ?? '').split('#')[0]?.split('?', 2) ?? []
  if (path === '') return {}
  const names = query === undefined ? '' : `?${query.replace(/=[^&]*/g, '=…')}`
  return { excerpt: [departure.verb ?? '', path + names].join(' ').trim() }
}

function overCounts(departures: readonly Departure[], found: readonly Standing[]): readonly Finding[] {
  const counts = new Map<string, { flow: DeclaredFlow; count: number }>()
  for (const [index, standing] of found.entries()) {
    if (standing.is !== 'flow') continue
    const key = `${departures[index]?.visit ?? ''} ${standing.flow.id}`
    counts.set(key, { flow: standing.flow, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()]
    .filter(({ flow, count }) => count > flow.count.most)
    .map(({ flow, count }) => ({
      rule: 'over-count',
      place: { at: 'declaration', flow: flow.id },
      says: `The flow ${flow.id} left ${count} times in one visit; declared: at most ${flow.count.most}.`,
      evidence: {},
    }))
}

function ofRemainder(remainder: Remainder, declaration: DataFlow, seen: Set<string>): readonly Finding[] {
  const { store, key, origin } = remainder
  const index = declaration.atRest.findIndex((one) => one.where === store && fitsName(one.key, key))
  if (index >= 0) seen.add(`rest ${index}`)
  const place: Place = { at: 'rest', store, ...(origin !== undefined && { origin }), key }
  const sizes = declaration.atRest[index]?.sizes
  if (sizes !== undefined && !sizes.includes(remainder.bytes.length)) {
    const says = `What is kept here is ${remainder.bytes.length} bytes long; declared: ${sizes.join(', ')}.`
    return [{ rule: 'size-off-bucket', place, says, evidence: {} }]
  }
  if (index >= 0 || !keepingStores.includes(store)) return []
  const says = 'This is kept after the page was left, and the declaration does not name it.'
  return [{ rule: 'at-rest-undeclared', place, says, evidence: {} }]
}

function notesOf(declaration: DataFlow, where: Where, seen: ReadonlySet<string>): readonly Note[] {
  const unplaced = declaration.flows.filter(
    ({ destination }) => placesOf(destination, where.destinations, declaration.destinations ?? {}).length === 0,
  )
  return [
    ...unplaced.map(({ id, destination }): Note => {
      const says = `Nobody said where “${destination}” is, so that the flow ${id} could not be told from others.`
      return { rule: 'inconclusive', says, place: { at: 'declaration', flow: id } }
    }),
    ...declaration.flows
      .filter((flow) => !seen.has(`flow ${flow.id}`) && !unplaced.includes(flow))
      .map(({ id }): Note => {
        const says = `The flow ${id} is declared and did not occur in these visits.`
        return { rule: 'declared-not-seen', says, place: { at: 'declaration', flow: id } }
      }),
    ...declaration.atRest.flatMap((one, index): readonly Note[] => {
      if (seen.has(`rest ${index}`)) return []
      const says = 'This is declared to be kept and was not kept in these visits.'
      return [{ rule: 'declared-not-seen', says, place: { at: 'rest', store: one.where, key: one.key } }]
    }),
  ]
}

/**
 * The strong rule: nothing leaves between the first answer and the consenting click, declared or not. A message between
 * frames of the page leaves no device; it is searched, compared and held to the declaration instead.
 *
 * @param recording - of any page.
 * @returns a finding for each departure in that time; a connection that a request needed is no second one.
 * Privacy: mask the destinations before they are shown.
 * Cost: O(departures). @since 0.2
 */
export function egressBeforeConsent(recording: Recording): readonly Finding[] {
  const during = recording.departures.filter(({ phase, channel }) => phase === 'intake' && channel !== 'message')
  const isAccompanying = ({ channel }: Departure): boolean => channel === 'connection' || channel === 'name lookup'
  const hosts = new Set(
    during.filter((one) => !isAccompanying(one)).map(({ destination }) => hostAndPort(destination).host),
  )
  return during
    .filter((one) => !isAccompanying(one) || !hosts.has(hostAndPort(one.destination).host))
    .map((departure) => ({
      rule: 'egress-before-consent',
      place: placeOf(departure),
      says: 'This left after the first answer and before the click that consents.',
      evidence: addressOf(departure),
    }))
}
