import type { Labels } from 'entrenous/practitioner'
import type { Profile, Stated } from './profile.js'

// What is left empty, in the words in which people will read it: each is a question that somebody has to ask, and whoever
// made it a condition may not see the page at all.

/** A field that nothing is stated in: where to fill it in, and what people read in its place. */
export type Unstated = { readonly section: SectionName; readonly field: UnstatedField; readonly question: string }

/** The sections of the form, in their order. */
export const sections = [
  'you',
  'work',
  'ways',
  'hands-on',
  'people',
  'places',
  'languages',
  'money',
  'hours',
  'contact',
] as const
export type SectionName = (typeof sections)[number]

/** What people ask about most often. */
export type UnstatedField =
  | 'concepts'
  | 'modalities'
  | 'ageGroups'
  | 'sessions'
  | 'formats'
  | 'places'
  | 'licences'
  | 'access'
  | 'languages'
  | 'fees'
  | 'insurers'
  | 'hours'
  | 'notice'

/** Lists what is not stated, the costliest first. */
export function unstatedOf(profile: Profile, labels: Labels): readonly Unstated[] {
  const { ask } = labels.match
  const rows: readonly (readonly [boolean, SectionName, UnstatedField, string])[] = [
    [profile.noticeContact.trim() === '', 'contact', 'notice', ''],
    [Object.keys(profile.concepts).length === 0, 'work', 'concepts', ask.need],
    [isEmpty(profile.formats), 'places', 'formats', ask.formats],
    [profile.places.length === 0, 'places', 'places', ask.where],
    [isOnline(profile) && profile.licences.length === 0, 'places', 'licences', ask.where],
    [profile.feeModel === '', 'money', 'fees', ask.payment],
    [isEmpty(profile.insurers), 'money', 'insurers', ask.payment],
    [profile.hours.length === 0, 'hours', 'hours', ask.when],
    [isEmpty(profile.languages), 'languages', 'languages', ask.languages],
    [isEmpty(profile.ageGroups), 'people', 'ageGroups', ask.ageGroup],
    [isEmpty(profile.sessions), 'people', 'sessions', ask.sessions],
    [isEmpty(profile.access) && profile.places.every(({ access }) => isEmpty(access)), 'places', 'access', ask.access],
    [isEmpty(profile.modalities), 'ways', 'modalities', ask.modalities],
  ]
  return rows.filter(([isUnstated]) => isUnstated).map(([, section, field, question]) => ({ section, field, question }))
}

/** Tells whether a list says nothing at all. */
export function isEmpty({ yes, no, complete }: Stated): boolean {
  return yes.length === 0 && no.length === 0 && !complete
}

function isOnline({ formats }: Profile): boolean {
  return formats.yes.some((id) => id.startsWith('online'))
}

/** Which section a field of the draft stands in, so that a refusal leads there. */
export function sectionOf(path: string): SectionName {
  const [field = ''] = path.split('.')
  const found = Object.entries(fieldsOf).find(([, fields]) => fields.includes(field))
  // Object.entries forgets that the keys are sections.
  return (found?.[0] as SectionName | undefined) ?? 'you'
}

const fieldsOf: Readonly<Record<SectionName, readonly string[]>> = {
  you: ['name', 'summary', 'practice', 'facets', 'publishesSpecialCategories', 'openers'],
  work: ['concepts', 'notOffered'],
  ways: ['modalities', 'styles'],
  'hands-on': ['body'],
  people: ['ageGroups', 'sessions', 'seenFor', 'populations', 'rules'],
  places: ['formats', 'access', 'locations', 'licences'],
  languages: ['languages', 'interpreter'],
  money: ['fees', 'freeFirstCall', 'insurers', 'cancellation', 'bookingLink'],
  hours: ['slots', 'zone'],
  contact: ['delivery', 'answersWithinDays', 'notice'],
}
