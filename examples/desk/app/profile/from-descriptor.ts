import type { PractitionerEntry } from 'entrenous'
import type { Descriptor } from 'entrenous/practitioner'
import {
  firstPresence,
  type Level,
  type Maybe,
  nothingStated,
  type Presence,
  type Profile,
  type Stated,
} from './profile.js'

/** Fills the form from what is published: on a new device, after the keys came back from the sheet. */
export function profileOf(offer: Descriptor, empty: Profile): Profile {
  const { body, notice, fees } = offer
  const [fee] = fees ?? []
  return {
    ...empty,
    name: offer.name,
    summary: offer.summary,
    practice: offer.practice?.name ?? '',
    facets: statedOf(offer.facets),
    publishesSpecialCategories: offer.publishesSpecialCategories === true,
    concepts: conceptsOf(offer),
    modalities: statedOf(offer.modalities),
    styles: statedOf(offer.styles),
    areas: statedOf(body?.areas),
    touchFree: maybe(body?.touchFree),
    clothing: statedOf(body?.clothing),
    chaperone: maybe(body?.chaperone),
    ageGroups: statedOf(offer.ageGroups),
    sessions: statedOf(offer.sessions),
    seenFor: statedOf(offer.seenFor),
    populations: statedOf(offer.populations),
    onlyGenders: ruleOf(offer, 'gender'),
    onlyAges: ruleOf(offer, 'ageGroup'),
    onlyMembers: ruleOf(offer, 'memberOf').join(', '),
    formats: statedOf(offer.formats),
    access: statedOf(offer.access),
    places: (offer.locations ?? []).map(({ region, label = '', postalArea = '', access }) => ({
      region,
      label,
      postalArea,
      access: statedOf(access),
    })),
    licences: (offer.licences ?? []).map(({ number = '', supervisor = '', ...rest }) => ({
      ...rest,
      number,
      supervisor,
    })),
    languages: statedOf(offer.languages),
    interpreter: maybe(offer.interpreter),
    feeModel: fee?.model ?? '',
    currency: fee?.currency ?? empty.currency,
    feeFrom: amountOf(fee?.from),
    feeTo: amountOf(fee?.to),
    freeFirstCall: maybe(offer.freeFirstCall),
    insurers: statedOf(offer.insurers),
    cancellation: offer.cancellation ?? '',
    bookingLink: offer.bookingLink ?? '',
    zone: offer.zone?.id ?? empty.zone,
    hours: (offer.slots ?? []).map(({ day, fromMinute, toMinute }) => ({
      day,
      from: clock(fromMinute),
      to: clock(toMinute % 1440),
    })),
    delivery: offer.delivery,
    answersWithinDays: String(offer.answersWithinDays),
    noticeContact: notice?.contact ?? '',
    noticeRegion: notice?.jurisdiction ?? empty.noticeRegion,
    noticeDays: notice === undefined ? empty.noticeDays : String(notice.retentionDays),
    noticeLink: notice?.link ?? '',
  }
}

/** How things stood when it was published. */
export function presenceOf(published: PractitionerEntry['presence']): Presence {
  if (published === undefined) return firstPresence
  const { capacity, capacityAsOf, firstAppointment = '', waitingList, pausedUntil } = published
  return {
    capacity,
    firstAppointment,
    waitingList: maybe(waitingList),
    pausedUntil: pausedUntil === undefined ? '' : new Date(pausedUntil * 1000).toISOString().slice(0, 10),
    confirmed: capacityAsOf,
  }
}

function conceptsOf({ concepts = [], notOffered = [] }: Descriptor): Profile['concepts'] {
  const known = concepts.map(({ concept, level }): [string, Level] => [concept, level as Level]) // 1 to 4 by its schema
  return Object.fromEntries([...known, ...notOffered.map((concept): [string, Level] => [concept, 0])])
}

function statedOf(
  stated:
    | { yes?: readonly string[] | undefined; no?: readonly string[] | undefined; complete?: boolean | undefined }
    | undefined,
): Stated {
  const { yes, no, complete } = nothingStated
  return { yes: stated?.yes ?? yes, no: stated?.no ?? no, complete: stated?.complete ?? complete }
}

function ruleOf({ rules = [] }: Descriptor, about: string): readonly string[] {
  return rules.find((rule) => rule.about === about)?.anyOf ?? []
}

function maybe(value: boolean | undefined): Maybe {
  return value === undefined ? '' : value ? 'yes' : 'no'
}

function amountOf(minor: number | undefined): string {
  return minor === undefined ? '' : String(minor / 100)
}

/** Minutes of a day as 09:30. */
function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
