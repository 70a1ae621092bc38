import type { Standing } from './declared/assign.js'
import { placeOf } from './declared/check.js'
import type { DataFlow } from './declared/data-flow.js'
import { fitsName } from './declared/destinations.js'
import type { Finding, FindingRule, Place } from './finding.js'
import type { Find, Hit } from './masking.js'
import type { Answer } from './planted.js'
import type { Departure, Recording, Remainder } from './recording.js'

/** What decides whether a planted answer may be where it was found. */
export type Allowed = {
  readonly answers: readonly Answer[]
  readonly declaration?: DataFlow
  /** For each departure of the recording what it is by the declaration; empty without one. */
  readonly standings: readonly Standing[]
}

/**
 * Looks for planted answers in everything that left and everything that is kept.
 *
 * An answer that the person consented to share may be in a declared flow that names its field, after the click. Anywhere
 * else, and any other answer anywhere, is a leak; where a declared flow carries a consented answer that it does not name,
 * the declaration is what is wrong.
 *
 * @param recording - what was seen. Hostile.
 * @param allowed - the answers of this visit, and the declaration.
 * @param find - looks for the planted answers.
 * @returns findings `canary-leak` and `undeclared-field`.
 * Privacy: excerpts are those of the search, which masks; mask destinations and keys before they are shown.
 * Cost: that of the search, once for each part. @since 0.2
 */
export function leaksIn(recording: Recording, allowed: Allowed, find: Find): readonly Finding[] {
  const consented = new Set(allowed.answers.filter((one) => one.consented).map(({ field }) => field))
  const departures = recording.departures.flatMap((departure, index) =>
    hitsOf(departure, find).flatMap(({ hit, part }) => {
      const ruled = ruleOf(departure, hit, consented.has(hit.field), allowed.standings[index])
      return ruled === undefined ? [] : [toFinding(ruled, hit, placeOf(departure, part))]
    }),
  )
  const remainders = recording.remainders.flatMap((remainder) =>
    restHits(remainder, find).flatMap((hit) => {
      const isConsented = consented.has(hit.field)
      if (isConsented && mayKeep(remainder, hit.field, allowed.declaration)) return []
      const { store, origin, key } = remainder
      const place: Place = { at: 'rest', store, ...(origin !== undefined && { origin }), key }
      const says = isConsented
        ? `The answer to “${hit.field}” lies at rest after the page was left; its sharing was consented to, its keeping is not declared.`
        : `The answer to “${hit.field}” lies at rest: it is still on the device after the page was left, for whoever uses it next.`
      return [toFinding({ rule: 'canary-leak', says }, hit, place)]
    }),
  )
  return [...departures, ...remainders]
}

type Ruled = { readonly rule: FindingRule; readonly says: string }

function toFinding({ rule, says }: Ruled, { excerpt, encoding, field }: Hit, place: Place): Finding {
  return { rule, place, says, evidence: { excerpt, encoding, field } }
}

function hitsOf(departure: Departure, find: Find): readonly { readonly hit: Hit; readonly part: string }[] {
  const inDestination = find(new TextEncoder().encode(departure.destination)).map((hit) => ({
    hit,
    part: 'destination',
  }))
  const inParts = departure.parts.flatMap(({ name, bytes }) => find(bytes).map((hit) => ({ hit, part: name })))
  // A page can name a header after an answer, too.
  const inNames = departure.parts.flatMap(({ name }) =>
    find(new TextEncoder().encode(name)).map((hit) => ({ hit, part: 'name of a header' })),
  )
  return [...inDestination, ...inParts, ...inNames]
}

function restHits(remainder: Remainder, find: Find): readonly Hit[] {
  return [...find(remainder.bytes), ...find(new TextEncoder().encode(remainder.key))]
}

function ruleOf(
  departure: Departure,
  { field }: Hit,
  isConsented: boolean,
  standing: Standing | undefined,
): Ruled | undefined {
  if (!isConsented) {
    return { rule: 'canary-leak', says: `The answer to “${field}” left. Nobody consented to that.` }
  }
  if (departure.phase === 'opening' || departure.phase === 'intake') {
    return { rule: 'canary-leak', says: `The answer to “${field}” left before the click that consents to it.` }
  }
  if (standing?.is === 'message') return undefined
  if (standing?.is !== 'flow') {
    const says = `The answer to “${field}” left on another way than in a declared flow. Consent was to the declared one.`
    return { rule: 'canary-leak', says }
  }
  const names = standing.flow.fields.filter((one) => one.class === 'consented')
  if (names.some((one) => one.name === field || one.answers?.includes(field))) return undefined
  const says = `The flow ${standing.flow.id} carried the answer to “${field}”, which it does not name.`
  return { rule: 'undeclared-field', says }
}

function mayKeep({ store, key }: Remainder, field: string, declaration: DataFlow | undefined): boolean {
  const fitting = declaration?.atRest.filter((one) => one.where === store && fitsName(one.key, key)) ?? []
  return fitting.some((one) => one.class === 'consented' && (one.answers === undefined || one.answers.includes(field)))
}
