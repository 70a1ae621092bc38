import type { Profile } from './profile.js'
import { isEmpty, type SectionName } from './unstated.js'

/** Tells whether something stands in a section of the form. */
export function isStatedIn(section: SectionName, profile: Profile): boolean {
  switch (section) {
    case 'you':
      return profile.name.trim() !== '' && profile.summary.trim() !== ''
    case 'work':
      return Object.keys(profile.concepts).length > 0
    case 'ways':
      return !isEmpty(profile.modalities) || !isEmpty(profile.styles)
    case 'hands-on':
      return (
        !isEmpty(profile.areas) || profile.touchFree !== '' || profile.chaperone !== '' || !isEmpty(profile.clothing)
      )
    case 'people':
      return [profile.ageGroups, profile.sessions, profile.seenFor, profile.populations].some((one) => !isEmpty(one))
    case 'places':
      return !isEmpty(profile.formats) || profile.places.length > 0
    case 'languages':
      return !isEmpty(profile.languages) || profile.interpreter !== ''
    case 'money':
      return profile.feeModel !== '' || !isEmpty(profile.insurers)
    case 'hours':
      return profile.hours.length > 0
    case 'contact':
      return profile.noticeContact.trim() !== ''
  }
}
