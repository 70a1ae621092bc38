import type { Labels } from '../vocabulary/labels.js'
import { bodyAreasWords } from './es/body-areas.js'
import { callSheetWords } from './es/call-sheet.js'
import { communityFailureWords } from './es/community-failures.js'
import { bodyConcernsWords } from './es/concerns-body.js'
import { lifeConcernsWords } from './es/concerns-life.js'
import { mindConcernsWords } from './es/concerns-mind.js'
import { practicalConcernsWords } from './es/concerns-practical.js'
import { failureWords } from './es/failures.js'
import { helpFailureWords, helpWords } from './es/help.js'
import { languagesWords } from './es/languages.js'
import { matchWords } from './es/match.js'
import * as meeting from './es/meeting.js'
import { handsOnModalitiesWords } from './es/modalities-hands-on.js'
import { talkingModalitiesWords } from './es/modalities-talking.js'
import { populationsWords } from './es/populations.js'
import { practitionerTraitsWords } from './es/practitioner-traits.js'
import * as sentences from './es/sentences.js'

export { esCalendar } from './es/calendar.js'
export { esCards } from './es/cards.js'
export { esEpochReport } from './es/epoch-report.js'
export { esMeasurement } from './es/measurement.js'
export { esRehearsal } from './es/rehearsal.js'
export { esTrust } from './es/trust.js'

/** Every word and sentence in Spanish: plain, said with "tú", understood from Madrid to Mexico City. */
export const es: Labels = {
  language: 'es',
  direction: 'ltr',
  list: sentences.listWords,
  thousands: '\u202f',
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
