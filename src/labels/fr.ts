import type { Labels } from '../vocabulary/labels.js'
import { bodyAreasWords } from './fr/body-areas.js'
import { callSheetWords } from './fr/call-sheet.js'
import { communityFailureWords } from './fr/community-failures.js'
import { bodyConcernsWords } from './fr/concerns-body.js'
import { lifeConcernsWords } from './fr/concerns-life.js'
import { mindConcernsWords } from './fr/concerns-mind.js'
import { practicalConcernsWords } from './fr/concerns-practical.js'
import { failureWords } from './fr/failures.js'
import { helpFailureWords, helpWords } from './fr/help.js'
import { languagesWords } from './fr/languages.js'
import { matchWords } from './fr/match.js'
import * as meeting from './fr/meeting.js'
import { handsOnModalitiesWords } from './fr/modalities-hands-on.js'
import { talkingModalitiesWords } from './fr/modalities-talking.js'
import { populationsWords } from './fr/populations.js'
import { practitionerTraitsWords } from './fr/practitioner-traits.js'
import * as sentences from './fr/sentences.js'

export { frCalendar } from './fr/calendar.js'
export { frCards } from './fr/cards.js'
export { frEpochReport } from './fr/epoch-report.js'
export { frMeasurement } from './fr/measurement.js'
export { frRehearsal } from './fr/rehearsal.js'
export { frTrust } from './fr/trust.js'

/** Every word and sentence in French, as it is understood in France, Belgium, Switzerland, Québec and West Africa. */
export const fr: Labels = {
  language: 'fr',
  direction: 'ltr',
  list: sentences.listWords,
  thousands: ' ',
  concepts: {
    concern: { ...mindConcernsWords, ...lifeConcernsWords, ...bodyConcernsWords, ...practicalConcernsWords },
    'body-area': bodyAreasWords,
    modality: { ...talkingModalitiesWords, ...handsOnModalitiesWords },
    population: populationsWords,
    practitioner: practitionerTraitsWords,
    style: meeting.stylesWords,
    format: meeting.formatsWords,
    session: meeting.sessionsWords,
    'for-whom': meeting.forWhomWords,
    'age-group': meeting.ageGroupsWords,
    gender: meeting.gendersWords,
    access: meeting.accessFeaturesWords,
    'fee-model': meeting.feeModelsWords,
    language: languagesWords,
    insurer: meeting.insurersWords,
    'event-kind': meeting.eventKindsWords,
    clothing: meeting.clothingWords,
  },
  facets: sentences.facetWords,
  failures: { ...failureWords, ...communityFailureWords, ...helpFailureWords },
  match: matchWords,
  preview: sentences.previewWords,
  conversation: sentences.conversationWords,
  help: helpWords,
  callSheet: callSheetWords,
  referral: sentences.referralWords,
  capacity: sentences.capacityWords,
  firstAppointment: sentences.firstAppointmentWords,
  places: sentences.placesWords,
  day: sentences.dayWords,
  partOfDay: sentences.partOfDayWords,
  date: sentences.dateWords,
  month: sentences.monthWords,
}
