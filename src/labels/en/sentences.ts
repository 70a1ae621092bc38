import type { Labels } from '../../vocabulary/labels.js'

/** A list as it is written. */
export const listWords: Labels['list'] = { comma: '{list}, {last}', and: '{list} and {last}' }

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
    arrived: 'to tell that you used their card',
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
    source: 'How you came here',
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
    controller: 'Answerable for it: {controller}, {contact}, under the law of {jurisdiction}',
    notice: 'Their privacy notice: {link}',
    delivery: 'On the way: {delivery}',
    canAnswer: 'They can answer by what you share of how to reach you.',
    cannotAnswer:
      'You share no way to reach you: their answer comes to the ticket. Keep it, here or as a file; without it no answer reaches you.',
    final:
      'With the ticket you can take this back until that day. Then their inbox erases it. Nobody can make a person forget what they read. Without the ticket nothing can be taken back.',
    size: 'What leaves is {bytes} bytes long, whatever your answers say.',
    guardian: 'A parent or guardian agrees with you.',
    more: 'This adds to what you sent them before: they see that it comes from the same person.',
  },
  days: {
    answers: {
      one: 'They say they answer within a day.',
      other: 'They say they answer within {count} days.',
    },
    retention: { one: 'They keep it for at most a day', other: 'They keep it for at most {count} days' },
  },
  time: { part: '{day} {part}', slot: '{day} {from}–{to}' },
  payment: { insurer: 'Through an insurer', budget: 'Out of my own pocket', notSure: 'Not sure yet' },
  source: {
    person: 'on my own',
    colleague: 'through another practitioner',
    physician: 'through a medical practice',
    school: 'through a school',
    faith: 'through a faith community',
    legal: 'through a legal practice',
    'community-organisation': 'through a community organisation',
    event: 'through an event',
    other: 'in another way',
  },
}

/** What is said after something was sent. */
export const conversationWords: Labels['conversation'] = {
  state: {
    waiting: 'Sent. They have not answered yet.',
    'no-answer-yet':
      'No answer yet, although the days they named have passed. You can take it back and ask somebody else.',
    expired: 'No answer came in time. What you sent can no longer be opened.',
    withdrawn: 'You took it back. When that reaches their inbox, it erases what you shared.',
    accepted: 'They say yes.',
    declined: 'They cannot take this on.',
    'waiting-list': 'They can put you on their waiting list.',
    'times-offered': 'They offer you times to choose from.',
    'more-asked': 'They would like to know more before they answer. You decide.',
  },
  reason: {
    'no-room': 'They have no room now.',
    'outside-my-field': 'It is not what they work with.',
    'not-licensed-there': 'They may not work where you are.',
    'times-do-not-fit': 'Your times and theirs do not meet.',
    'payment-does-not-fit': 'The ways to pay do not fit.',
    'knows-the-person': 'They may know you from elsewhere, and should not be the one.',
    'ask-somebody-else': 'They think somebody else fits better.',
    other: 'They gave no reason. It says nothing about you.',
  },
  line: {
    from: 'Answer from {name}',
    reason: 'Why: {reason}',
    time: 'Offered: {date}, {time}, {minutes} minutes',
    asked: 'They ask about: {fields}',
    colleague: 'You could ask: {name}',
    colleagueUnknown: 'They name somebody who is not in your list.',
    note: 'They write: {note}',
  },
  weeks: { one: 'About a week', other: 'About {count} weeks' },
}

/** The states of a referral, as the practitioner reads them. */
export const referralWords: Labels['referral'] = {
  requested: 'New: not answered yet',
  accepted: 'You said yes',
  'on-hold': 'You answered; the person decides',
  'in-progress': 'Begun',
  completed: 'Done',
  rejected: 'You declined',
  failed: 'It did not come about',
  cancelled: 'Taken back or cancelled',
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
export const dateWords: Labels['date'] = { one: '{day} {month} {year}', other: '{day} {month} {year}' }

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
