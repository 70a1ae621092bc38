import type { Labels } from '../vocabulary/labels.js'
import { bodyAreasWords } from './en/body-areas.js'
import { callSheetWords } from './en/call-sheet.js'
import { communityFailureWords } from './en/community-failures.js'
import { bodyConcernsWords } from './en/concerns-body.js'
import { lifeConcernsWords } from './en/concerns-life.js'
import { mindConcernsWords } from './en/concerns-mind.js'
import { practicalConcernsWords } from './en/concerns-practical.js'
import { failureWords } from './en/failures.js'
import { helpFailureWords, helpWords } from './en/help.js'
import { languagesWords } from './en/languages.js'
import { matchWords } from './en/match.js'
import * as meeting from './en/meeting.js'
import { handsOnModalitiesWords } from './en/modalities-hands-on.js'
import { talkingModalitiesWords } from './en/modalities-talking.js'
import { populationsWords } from './en/populations.js'
import { practitionerTraitsWords } from './en/practitioner-traits.js'
import * as sentences from './en/sentences.js'

export { enCalendar } from './en/calendar.js'
export { enCards } from './en/cards.js'
export { enEpochReport } from './en/epoch-report.js'
export { enMeasurement } from './en/measurement.js'
export { enRehearsal } from './en/rehearsal.js'
export { enTrust } from './en/trust.js'

/** Every word and sentence in English: the words of people who look for help. */
export const en: Labels = {
  language: 'en',
  direction: 'ltr',
  list: sentences.listWords,
  thousands: ',',
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
