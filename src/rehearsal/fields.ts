import type { Descriptor } from '../descriptor/descriptor.js'
import type { Stated } from '../descriptor/fields.js'
import type { Location } from '../descriptor/offer.js'
import type { Presence } from '../descriptor/presence.js'
import type { Answers } from '../intake/answers.js'
import { type EpochSeconds, SECONDS_PER_DAY } from '../kernel/time.js'
import type { UnstatedName } from '../vocabulary/rehearsal-words.js'

/** How things stand, without keys: what `confirmPresence` is given. */
export type RehearsedState = Omit<Presence, 'keys' | 'capacityAsOf'>

/** What is rehearsed: what a practitioner says of themselves and of this month. */
export type Said = { readonly offer: Descriptor; readonly state: RehearsedState; readonly now: EpochSeconds }

type Fill = (said: Said, answers: Answers) => Said

// Each row states one field so that it fits one person, where the field says nothing of what that person asks. What is
// stated already, a no above all, stays: a row answers "what if I had said it", never "what if I were another".

const rows: Readonly<Record<UnstatedName, Fill>> = {
  languages: ofOffer((offer, { languages }) => ({
    languages: withYes(offer.languages, [...(languages?.anyOf ?? []), ...(languages?.allOf ?? [])]),
  })),
  formats: ofOffer((offer, { where }) => ({ formats: withYes(offer.formats, where?.formats) })),
  licences: ofOffer(withLicence),
  locations: ofOffer(withLocation),
  fees: ofOffer((offer) => (statesFees(offer) ? {} : { fees: [{ model: 'free' }] })),
  insurers: ofOffer((offer, { payment }) => ({
    insurers: withYes(
      offer.insurers,
      payment?.anyOf?.flatMap((way) => ('insurer' in way ? way.insurer : [])),
    ),
  })),
  slots: withSlots,
  zone: withZone,
  access: ofOffer(withAccess),
  body: ofOffer(withBody),
  sessions: ofOffer((offer, { sessions }) => ({ sessions: withYes(offer.sessions, sessions) })),
  seenFor: ofOffer((offer, answers) => ({ seenFor: withYes(offer.seenFor, answers.for) })),
  ageGroups: ofOffer((offer, { about }) => ({ ageGroups: withYes(offer.ageGroups, about?.ageGroup) })),
  modalities: ofOffer((offer, { prefer }) => ({ modalities: withYes(offer.modalities, prefer?.modalities) })),
  facets: ofOffer((offer, { prefer }) => ({
    facets: withYes(
      offer.facets,
      prefer?.practitioner?.map(({ facet, value }) => `${facet}.${value}`),
    ),
  })),
  populations: ofOffer((offer, { prefer }) => ({ populations: withYes(offer.populations, prefer?.populations) })),
  styles: ofOffer((offer, { prefer }) => ({ styles: withYes(offer.styles, prefer?.style) })),
  firstAppointment: (said) =>
    said.state.firstAppointment === undefined
      ? { ...said, state: { ...said.state, firstAppointment: 'within-a-week' } }
      : said,
}

/** Every field that can be left unstated, in the order in which equals are told. */
// Object.keys loses the key type; the record above has exactly these keys.
export const unstatedFields = /* @__PURE__ */ Object.keys(rows) as readonly UnstatedName[]

/**
 * States a field so that it fits one made-up person, where nothing was said of what they ask.
 *
 * @param said - what is rehearsed.
 * @param field - the field.
 * @param answers - of a made-up person.
 * @returns the same with more said; what was said before still stands.
 * Privacy: made-up answers and what a practitioner publishes.
 * Cost: O(what is asked). @since 0.1
 */
export function statedFor(said: Said, field: UnstatedName, answers: Answers): Said {
  return rows[field](said, answers)
}

/** Gives back the very same where nothing is added, so that nothing is tried twice. */
function ofOffer(add: (offer: Descriptor, answers: Answers) => Partial<Descriptor>): Fill {
  return (said, answers) => {
    const { offer } = said
    const more = add(offer, answers)
    // The keys of a part of a descriptor are keys of a descriptor.
    const isSaid = (Object.keys(more) as (keyof Descriptor)[]).every((name) => more[name] === offer[name])
    return isSaid ? said : { ...said, offer: { ...offer, ...more } }
  }
}

/** Adds what is asked to a list, but for what it says no to; a complete list says no to everything else. */
function withYes<Value extends string>(
  list: Stated<Value> | undefined,
  asked: string | readonly string[] | undefined,
): Stated<Value> | undefined {
  if (list?.complete === true) return list
  // What is asked was a word of the vocabulary when the made-up intake was read.
  const words = [asked ?? []].flat() as Value[]
  const { yes = [], no = [] } = list ?? {}
  const isRefused = (word: string) => no.some((one) => word === one || word.startsWith(`${one}.`))
  const more = words.filter((word) => !yes.includes(word) && !isRefused(word))
  return more.length === 0 ? list : { ...list, yes: [...yes, ...new Set(more)] }
}

function withLicence({ licences = [] }: Descriptor, { where }: Answers): Partial<Descriptor> {
  const region = where?.region
  const isStated = licences.some((one) => one.region === region || region?.startsWith(`${one.region}-`))
  return region === undefined || isStated ? {} : { licences: [...licences, { region, status: 'stated' }] }
}

function withLocation({ locations = [] }: Descriptor, { where }: Answers): Partial<Descriptor> {
  const { region, place } = where ?? {}
  const point = place && {
    latitudeMicrodegrees: Math.round(place.latitude * 1_000_000),
    longitudeMicrodegrees: Math.round(place.longitude * 1_000_000),
    coarsenessMetres: 0,
  }
  if (locations.length > 0) {
    const isExact = point === undefined || locations.every((one) => one.point !== undefined)
    return isExact ? {} : { locations: locations.map((one): Location => ({ ...one, point: one.point ?? point })) }
  }
  return region === undefined ? {} : { locations: [{ region, point }] }
}

function statesFees({ fees = [], locations = [] }: Descriptor): boolean {
  return fees.length > 0 || locations.some((one) => (one.fees ?? []).length > 0)
}

function statesSlots({ slots = [], locations = [] }: Descriptor): boolean {
  return slots.length > 0 || locations.some((one) => (one.slots ?? []).length > 0)
}

function withSlots(said: Said, answers: Answers): Said {
  const slots = answers.when?.slots ?? []
  if (slots.length === 0 || statesSlots(said.offer)) return said
  return withZone({ ...said, offer: { ...said.offer, slots: [...slots] } }, answers)
}

/** The zone of the person; only where hours are stated and no zone, for without one they say nothing. */
function withZone(said: Said, { when }: Answers): Said {
  const { offer, now } = said
  if (offer.zone !== undefined || !statesSlots(offer) || when?.utcOffsetMinutes === undefined) return said
  const at = (now - SECONDS_PER_DAY) as EpochSeconds // a moment less a day
  return {
    ...said,
    offer: { ...offer, zone: { id: 'zone', transitions: [{ at, offsetMinutes: when.utcOffsetMinutes }] } },
  }
}

/** A place that says something of its own is asked before the whole. */
function withAccess({ access, locations = [] }: Descriptor, answers: Answers): Partial<Descriptor> {
  const own = locations.map((one) => (one.access === undefined ? one : withOwnAccess(one, answers)))
  const isSame = own.every((one, index) => one === locations[index])
  return { access: withYes(access, answers.access), ...(isSame ? {} : { locations: own }) }
}

function withOwnAccess(location: Location, answers: Answers): Location {
  const access = withYes(location.access, answers.access)
  return access === location.access ? location : { ...location, access }
}

/** Areas that may not be touched are left untouched; where they are worked on, that stands. */
function withBody({ body }: Descriptor, answers: Answers): Partial<Descriptor> {
  const areas = withYes(body?.areas, answers.body?.areas)
  const isOpen = (area: string) => !(areas?.yes ?? []).some((one) => one === area || one.startsWith(`${area}.`))
  const left = withNo(areas, (answers.body?.noTouch ?? []).filter(isOpen))
  return left === body?.areas ? {} : { body: { ...body, areas: left } }
}

function withNo<Value extends string>(list: Stated<Value> | undefined, more: readonly string[]): typeof list {
  // As in `withYes`.
  const words = (more as readonly Value[]).filter((word) => !(list?.no ?? []).includes(word))
  return words.length === 0 ? list : { ...list, no: [...(list?.no ?? []), ...words] }
}
