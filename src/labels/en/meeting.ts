import type { accessFeatures } from '../../vocabulary/core/access.js'
import type { ageGroups } from '../../vocabulary/core/age-groups.js'
import type { clothing } from '../../vocabulary/core/clothing.js'
import type { eventKinds } from '../../vocabulary/core/event-kinds.js'
import type { feeModels } from '../../vocabulary/core/fee-models.js'
import type { forWhom } from '../../vocabulary/core/for-whom.js'
import type { formats } from '../../vocabulary/core/formats.js'
import type { genders } from '../../vocabulary/core/genders.js'
import type { insurers } from '../../vocabulary/core/insurers.js'
import type { sessions } from '../../vocabulary/core/sessions.js'
import type { styles } from '../../vocabulary/core/styles.js'
import type { Words } from '../../vocabulary/labels.js'

/** How it feels to work with somebody. */
export const stylesWords: Words<typeof styles> = {
  warm: 'Warm',
  gentle: 'Gentle',
  direct: 'Says things plainly',
  challenging: 'Challenges me',
  structured: 'Structured, with a plan',
  'open-ended': 'Follows where I lead',
  practical: 'Practical tools',
  reflective: 'Looks for the deeper reasons',
  listening: 'Mostly listens',
  talkative: 'Talks and explains',
  collaborative: 'Decides together with me',
  'goal-focused': 'Works towards goals',
  'slow-paced': 'Slow, at my pace',
  'short-term': 'A few sessions',
  'long-term': 'Room for a long time',
  exercises: 'Exercises between sessions',
  'no-homework': 'No homework',
  humour: 'With humour',
  calm: 'Calm',
  energetic: 'Energetic',
  'trauma-aware': 'Careful with trauma',
  'body-aware': 'Notices the body',
  creative: 'Creative',
  spiritual: 'Open to spirituality',
  'culture-aware': 'Curious about my culture',
  affirming: 'Affirms who I am',
  'explains-each-step': 'Explains every step first',
  'asks-before-touch': 'Asks before every touch',
  'light-touch': 'Light touch',
  'firm-pressure': 'Firm pressure',
  'quiet-session': 'Quiet, little talking',
}

/** How and where people meet. Whatever lies under `online` is judged by the licence, everything else by the place. */
export const formatsWords: Words<typeof formats> = {
  'in-person': 'In person',
  'in-person.home-visit': 'At my home',
  'in-person.outdoors': 'Outdoors',
  'in-person.mobile': 'At school, at work or another place',
  online: 'From a distance',
  'online.video': 'By video',
  'online.phone': 'By phone',
  'online.messages': 'By written messages',
  'day-programme': 'A day programme',
  stay: 'Staying overnight',
  'stay.residential': 'A residential house',
  'stay.hospital': 'A hospital',
}

/** Who is in the room. */
export const sessionsWords: Words<typeof sessions> = {
  one: 'One to one',
  couple: 'As a couple',
  family: 'As a family',
  group: 'In a group',
}

/** Whom the help is for. */
export const forWhomWords: Words<typeof forWhom> = {
  self: 'For me',
  child: 'For my child',
  couple: 'For us as a couple',
  family: 'For our family',
  other: 'For somebody else',
}

/** Ages, as people say them. */
export const ageGroupsWords: Words<typeof ageGroups> = {
  infant: 'Babies (under 2)',
  child: 'Children (2 to 12)',
  teen: 'Teenagers (13 to 17)',
  'young-adult': 'Young adults (18 to 25)',
  adult: 'Adults (26 to 64)',
  'older-adult': 'Older adults (65 and over)',
}

/** What a person may say of themselves, for practitioners' own rules only. */
export const gendersWords: Words<typeof genders> = {
  woman: 'Woman',
  man: 'Man',
  'non-binary': 'Non-binary',
  another: 'Another gender',
}

/** What makes a place or a session possible for somebody. */
export const accessFeaturesWords: Words<typeof accessFeatures> = {
  'step-free': 'No steps',
  'step-free.lift': 'A lift that fits a wheelchair',
  'accessible-toilet': 'Accessible toilet',
  'neutral-toilet': 'Toilet for every gender',
  parking: 'Parking',
  'parking.accessible': 'Accessible parking',
  'public-transport': 'Near public transport',
  'sign-language': 'Sign language',
  'hearing-loop': 'Hearing loop',
  captions: 'Live captions',
  'text-only': 'In writing only',
  'camera-off': 'Camera may stay off',
  quiet: 'A quiet place',
  'low-light': 'Soft light',
  'low-scent': 'No perfume or strong smells',
  'large-print': 'Large print',
  'easy-read': 'Easy-to-read texts',
  'screen-reader': 'Works with a screen reader',
  'assistance-animals': 'Assistance animals welcome',
  companion: 'I can bring somebody',
  'wide-seating': 'Seats for every body',
  'adjustable-table': 'A table that can be lowered',
  hoist: 'A hoist',
  breaks: 'Breaks whenever needed',
  'short-sessions': 'Shorter sessions',
  'children-welcome': 'Children can come along',
  'private-entrance': 'A discreet entrance',
  evenings: 'Evenings',
  weekends: 'Weekends',
  'walk-in': 'Without an appointment',
}

/** How the price is made. */
export const feeModelsWords: Words<typeof feeModels> = {
  fixed: 'A set price',
  sliding: 'A price that depends on income',
  'pay-what-you-can': 'Pay what you can',
  free: 'Free',
  voucher: 'A voucher or help from a fund',
}

/** Who may pay besides the person. An open list: any id of this form is allowed. */
export const insurersWords: Words<typeof insurers> = {
  'private-insurance': 'Private health insurance',
  'us-medicare': 'Medicare (USA)',
  'us-medicaid': 'Medicaid (USA)',
  'us-military': 'Military insurance (USA)',
  'us-veterans': 'Veterans Affairs (USA)',
  'us-state-plan': 'A state health plan (USA)',
  'us-indian-health': 'Indian Health Service (USA)',
  'employee-assistance': "My employer's programme",
  'student-plan': 'A student health plan',
  'accident-insurance': 'Accident or work injury insurance',
  'victim-support': 'A fund for victims of crime',
  'public-health-service': 'The public health service',
}

/** First steps in company. */
export const eventKindsWords: Words<typeof eventKinds> = {
  workshop: 'Workshop',
  'pop-up': 'Pop-up',
  'group-intake': 'Getting started together',
  'peer-learning': 'Learning from each other',
  class: 'Class',
  'support-group': 'Support group',
  talk: 'Talk',
  'open-house': 'Open house',
  'drop-in': 'Drop in',
  retreat: 'Retreat',
}

/** What is worn during hands-on work. */
export const clothingWords: Words<typeof clothing> = {
  'fully-clothed': 'Everyday clothes stay on',
  sportswear: 'Loose or sports clothes',
  'undressed-as-comfortable': 'Undressed as far as is comfortable',
  'covered-by-towel': 'Undressed, covered by a towel',
}
