import type { EpochSeconds } from 'entrenous/practitioner'
import type { Maybe, Place, Presence, Profile, Stated } from './profile.js'
import { zoneOf } from './zone.js'

// From the form to the plain data that `draftDescriptor` checks. What is empty is left out: unknown, never no.

/** Drafts what is published. */
export function draftOf(profile: Profile, now: EpochSeconds): object {
  const hours = profile.hours.map(slotOf)
  return filled({
    name: profile.name.trim(),
    summary: profile.summary.trim(),
    practice: profile.practice.trim() === '' ? undefined : { name: profile.practice.trim() },
    facets: stated(profile.facets),
    publishesSpecialCategories: profile.publishesSpecialCategories || undefined,
    ...conceptsOf(profile),
    ...peopleOf(profile),
    modalities: stated(profile.modalities),
    styles: stated(profile.styles),
    body: bodyOf(profile),
    formats: stated(profile.formats),
    access: stated(profile.access),
    locations: listed(profile.places.map(placeOf)),
    licences: listed(profile.licences.map(licenceOf)),
    languages: stated(profile.languages),
    interpreter: flag(profile.interpreter),
    ...moneyOf(profile),
    slots: listed(hours),
    zone: hours.length > 0 ? (zoneOf(profile.zone, now) ?? profile.zone) : undefined,
    delivery: profile.delivery,
    answersWithinDays: Number(profile.answersWithinDays),
    openers: [{ role: 'self', name: profile.name.trim() }],
    notice: noticeOf(profile),
  })
}

/** What is said this month. */
export function stateOf(presence: Presence): object {
  const paused = presence.pausedUntil === '' ? undefined : `${presence.pausedUntil}T00:00Z`
  return filled({
    capacity: presence.capacity,
    accepting: presence.capacity !== 'no-capacity',
    waitingList: flag(presence.waitingList),
    firstAppointment: presence.firstAppointment === '' ? undefined : presence.firstAppointment,
    pausedUntil: paused,
  })
}

function conceptsOf({ concepts }: Profile) {
  const entries = Object.entries(concepts)
  return {
    concepts: listed(entries.filter(([, level]) => level > 0).map(([concept, level]) => ({ concept, level }))),
    notOffered: listed(entries.filter(([, level]) => level === 0).map(([concept]) => concept)),
  }
}

function peopleOf(profile: Profile) {
  const members = profile.onlyMembers
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const rules = [
    { about: 'gender', anyOf: profile.onlyGenders },
    { about: 'ageGroup', anyOf: profile.onlyAges },
    { about: 'memberOf', anyOf: members },
  ]
  return {
    ageGroups: stated(profile.ageGroups),
    sessions: stated(profile.sessions),
    seenFor: stated(profile.seenFor),
    populations: stated(profile.populations),
    rules: listed(rules.filter(({ anyOf }) => anyOf.length > 0)),
  }
}

function bodyOf({ areas, touchFree, clothing, chaperone }: Profile) {
  const body = filled({
    areas: stated(areas),
    touchFree: flag(touchFree),
    clothing: stated(clothing),
    chaperone: flag(chaperone),
  })
  return Object.keys(body).length === 0 ? undefined : body
}

function placeOf({ label, region, postalArea, access }: Place) {
  return filled({
    region: region.trim().toUpperCase(),
    label: text(label),
    postalArea: text(postalArea.toUpperCase()),
    access: stated(access),
  })
}

function licenceOf({ region, status, number, supervisor }: Profile['licences'][number]) {
  return filled({ region: region.trim().toUpperCase(), status, number: text(number), supervisor: text(supervisor) })
}

function moneyOf(profile: Profile) {
  const { feeModel, feeFrom, feeTo, currency } = profile
  const isPriced = feeModel !== '' && feeModel !== 'free'
  const from = isPriced ? minorUnits(feeFrom) : undefined
  const to = isPriced ? (feeModel === 'fixed' ? from : minorUnits(feeTo)) : undefined
  const fee = filled({ model: feeModel, currency: from === undefined ? undefined : currency, from, to })
  return {
    fees: feeModel === '' ? undefined : [fee],
    freeFirstCall: flag(profile.freeFirstCall),
    insurers: stated(profile.insurers),
    cancellation: text(profile.cancellation),
    bookingLink: text(profile.bookingLink),
  }
}

/** Whole or with a decimal, as people write prices; NaN is refused by the library by the name of its field. */
function minorUnits(written: string): number | undefined {
  const plain = written.trim().replace(',', '.')
  return plain === '' ? undefined : Math.round(Number(plain) * 100)
}

function noticeOf({ name, practice, noticeContact, noticeRegion, noticeDays, noticeLink }: Profile) {
  if (noticeContact.trim() === '') return undefined
  return filled({
    controller: practice.trim() === '' ? name.trim() : practice.trim(),
    contact: noticeContact.trim(),
    jurisdiction: noticeRegion.trim().toUpperCase(),
    retentionDays: Number(noticeDays),
    link: text(noticeLink),
  })
}

function slotOf({ day, from, to }: Profile['hours'][number]) {
  return { day, fromMinute: minuteOf(from), toMinute: to === '00:00' ? 1440 : minuteOf(to) }
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}

function stated({ yes, no, complete }: Stated) {
  if (yes.length === 0 && no.length === 0 && !complete) return undefined
  return filled({ yes: listed(yes), no: listed(no), complete: complete || undefined })
}

function flag(value: Maybe): boolean | undefined {
  return value === '' ? undefined : value === 'yes'
}

function text(value: string): string | undefined {
  return value.trim() === '' ? undefined : value.trim()
}

function listed<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length === 0 ? undefined : values
}

/** Without the members that are undefined: absent is what "not stated" is in a draft. */
function filled(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
