// What the profile form holds: everything optional but a name, and nothing but text, lists and marks, so that it is kept
// as JSON. What is empty is not stated.

/** A list with its noes, and whether it is complete: what is in neither is unknown. */
export type Stated = { readonly yes: readonly string[]; readonly no: readonly string[]; readonly complete: boolean }

/** Yes, no, or not stated. */
export type Maybe = 'yes' | 'no' | ''

/** How well something is known: 1 asks first … 4 specialist; 0 is "not offered". */
export type Level = 0 | 1 | 2 | 3 | 4

export type Place = {
  readonly label: string
  readonly region: string
  readonly postalArea: string
  readonly access: Stated
}

export type Licence = {
  readonly region: string
  readonly status: 'stated' | 'not-required' | 'not-held'
  readonly number: string
  readonly supervisor: string
}

export type Hours = { readonly day: string; readonly from: string; readonly to: string }

export type Profile = {
  readonly name: string
  readonly summary: string
  readonly practice: string
  readonly facets: Stated
  readonly publishesSpecialCategories: boolean
  readonly concepts: Readonly<Record<string, Level>>
  readonly modalities: Stated
  readonly styles: Stated
  readonly areas: Stated
  readonly touchFree: Maybe
  readonly clothing: Stated
  readonly chaperone: Maybe
  readonly ageGroups: Stated
  readonly sessions: Stated
  readonly seenFor: Stated
  readonly populations: Stated
  readonly onlyGenders: readonly string[]
  readonly onlyAges: readonly string[]
  readonly onlyMembers: string
  readonly formats: Stated
  /** What makes it possible wherever it is: online as well. */
  readonly access: Stated
  readonly places: readonly Place[]
  readonly licences: readonly Licence[]
  readonly languages: Stated
  readonly interpreter: Maybe
  readonly feeModel: string
  readonly currency: string
  readonly feeFrom: string
  readonly feeTo: string
  readonly freeFirstCall: Maybe
  readonly insurers: Stated
  readonly cancellation: string
  readonly bookingLink: string
  readonly zone: string
  readonly hours: readonly Hours[]
  readonly delivery: readonly string[]
  readonly answersWithinDays: string
  readonly noticeContact: string
  readonly noticeRegion: string
  readonly noticeDays: string
  readonly noticeLink: string
}

/** How things stand this month. */
export type Presence = {
  readonly capacity: 'capacity' | 'no-capacity' | 'waitlist' | 'additional-assessment-required'
  readonly firstAppointment: string
  readonly waitingList: Maybe
  readonly pausedUntil: string
  /** Epoch seconds of the last "still true"; undefined before the first. */
  readonly confirmed?: number
}

export const nothingStated: Stated = { yes: [], no: [], complete: false }

/** An empty profile, with what a community's own settings know. */
export function emptyProfile(known: {
  readonly region: string
  readonly zone: string
  readonly currency: string
  readonly hasBoard: boolean
}): Profile {
  const stated = nothingStated
  return {
    name: '',
    summary: '',
    practice: '',
    facets: stated,
    publishesSpecialCategories: false,
    concepts: {},
    modalities: stated,
    styles: stated,
    areas: stated,
    touchFree: '',
    clothing: stated,
    chaperone: '',
    ageGroups: stated,
    sessions: stated,
    seenFor: stated,
    populations: stated,
    onlyGenders: [],
    onlyAges: [],
    onlyMembers: '',
    formats: stated,
    access: stated,
    places: [],
    licences: [],
    languages: stated,
    interpreter: '',
    feeModel: '',
    currency: known.currency,
    feeFrom: '',
    feeTo: '',
    freeFirstCall: '',
    insurers: stated,
    cancellation: '',
    bookingLink: '',
    zone: known.zone,
    hours: [],
    delivery: known.hasBoard ? ['board', 'inbox-link'] : ['inbox-link'],
    answersWithinDays: '3',
    noticeContact: '',
    noticeRegion: known.region,
    noticeDays: '90',
    noticeLink: '',
  }
}

/** How things stand before anybody has said. */
export const firstPresence: Presence = { capacity: 'capacity', firstAppointment: '', waitingList: '', pausedUntil: '' }
