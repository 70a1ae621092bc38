import type { Labels } from '../../vocabulary/labels.js'

/** Headings of the facets. */
export const facetWords: Labels['facets'] = {
  concern: 'What it is about',
  'body-area': 'Areas of the body',
  modality: 'Ways of working',
  population: 'People they know well',
  practitioner: 'About the practitioner',
  style: 'How it feels to work together',
  format: 'Where you meet',
  session: 'Who is there',
  'for-whom': 'Whom it is for',
  'age-group': 'Age',
  gender: 'Gender',
  access: 'What makes it possible for you',
  'fee-model': 'How the price is made',
  language: 'Languages',
  insurer: 'Who may pay',
  'event-kind': 'Events',
  clothing: 'Clothing',
}

/** Everything the person reads before agreeing. */
export const previewWords: Labels['preview'] = {
  purpose: {
    enquiry: 'to ask whether there is room',
    referral: 'to ask for help',
    'first-conversation': 'to ask for a first conversation',
    'waiting-list': 'to join the waiting list',
    event: 'to come to an event',
    consultation: 'to ask for advice',
  },
  field: {
    needs: 'What it is about',
    availability: 'When you have time',
    language: 'Your languages',
    format: 'Where you would like to meet',
    ageGroup: 'Your age group',
    sessions: 'Who will be there',
    for: 'Whom it is for',
    payment: 'How you would pay',
    access: 'What makes it possible for you',
    body: 'Areas of the body',
    noTouch: 'Where not to touch',
    about: 'About you',
    area: 'Where you will be',
    contact: 'How to reach you',
    story: 'Your own words',
  },
  level: {
    none: 'not shared',
    category: 'the subject in general',
    concept: 'in detail',
    'part-of-day': 'parts of the day',
    slots: 'exact times',
    stated: 'as you answered',
    region: 'the region',
    postal: 'the postal area',
    name: 'your name',
    email: 'your e-mail address',
    phone: 'your phone number',
    text: 'word for word',
  },
  delivery: {
    board:
      'It goes to a public board where every message looks the same. Who runs it sees your network address and the time.',
    'inbox-link': 'It goes to the practitioner’s inbox. Who runs that sees your network address and the time.',
    'in-person': 'You hand it over yourself, as a code or a file.',
  },
  line: {
    title: 'This is all that will be shared',
    recipient: 'For: {name}',
    practice: 'Practice: {name}',
    community: 'Found in the community: {name}',
    event: 'About the event: {name}',
    purpose: 'What for: {purpose}',
    shared: 'Shared:',
    nothingShared: 'No answer of yours is shared.',
    field: '{field}: {value}',
    notShared: 'Not shared: {fields}',
    opens: 'Can be opened by: {names}',
    expires: 'Can be opened until the end of {date} (UTC)',
    answers: 'They say they answer within {days} days.',
    controller: 'Answerable for it: {controller}, {contact}, under the law of {jurisdiction}',
    retention: 'They keep it for at most {days} days',
    notice: 'Their privacy notice: {link}',
    delivery: 'On the way: {delivery}',
    canAnswer: 'They can answer by what you share of how to reach you.',
    cannotAnswer: 'You share no way to reach you: they cannot answer unless you get in touch.',
    final: 'Once sent, it cannot be called back from here. Nobody can make a person forget what they read.',
    size: 'What leaves is {bytes} bytes long, whatever your answers say.',
    guardian: 'A parent or guardian agrees with you.',
  },
  payment: { insurer: 'Through an insurer', budget: 'Out of my own pocket', notSure: 'Not sure yet' },
}

/** How things stand this month. */
export const capacityWords: Labels['capacity'] = {
  capacity: 'Has room',
  'no-capacity': 'Has no room now',
  waitlist: 'Has a waiting list',
  'additional-assessment-required': 'Would like to talk first',
  unknown: 'Not known: please ask',
  paused: 'Is taking a break',
}

/** When a first appointment is possible. */
export const firstAppointmentWords: Labels['firstAppointment'] = {
  'within-a-week': 'First appointment within a week',
  'within-two-weeks': 'First appointment within two weeks',
  'within-a-month': 'First appointment within a month',
  longer: 'First appointment in more than a month',
}

/** How much room an event has. */
export const placesWords: Labels['places'] = { open: 'There is room', few: 'Few places left', full: 'Full' }

/** Days of the week. */
export const dayWords: Labels['day'] = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

/** Parts of a day. */
export const partOfDayWords: Labels['partOfDay'] = { morning: 'morning', afternoon: 'afternoon', evening: 'evening' }

/** A date as it is written. */
export const dateWords: Labels['date'] = '{day} {month} {year}'

/** Months, as they stand in a date. */
export const monthWords: Labels['month'] = {
  '01': 'January',
  '02': 'February',
  '03': 'March',
  '04': 'April',
  '05': 'May',
  '06': 'June',
  '07': 'July',
  '08': 'August',
  '09': 'September',
  '10': 'October',
  '11': 'November',
  '12': 'December',
}
