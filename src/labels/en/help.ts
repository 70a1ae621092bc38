import type { HelpFailure } from '../../vocabulary/help-words.js'
import type { Labels } from '../../vocabulary/labels.js'

/** What somebody reads who needs help now: short words, one thing a line. */
export const helpWords: Labels['help'] = {
  action: 'I need help now',
  title: 'Help now',
  danger: 'If you are in danger now, call {number}.',
  or: '{list} or {last}',
  dangerAnywhere: 'If you are in danger now, call the number of the place where you are.',
  numberOf: '{region}: {number}',
  region: 'Where are you?',
  contacts: 'People you can turn to',
  reach: { call: 'Call {at}', text: 'Send a text to {at}', chat: 'Chat at {at}', visit: 'Go to {at}' },
  hours: 'Open: {hours}',
  languages: 'Languages: {languages}',
  checked: 'Checked on {date}',
  lapsed: 'Some contacts are not shown. Nobody has checked them lately, so they may be wrong.',
  none: 'We have nobody to name here who was checked lately. The emergency number is for you too.',
  sample: 'These people are made up, to show how this page works. Do not call them.',
  kept: 'We do not save, count or send that you looked at this.',
  back: 'Back to my answers',
  leave: 'Leave quickly',
}

/** What to say to each side when the help contacts of a page are not right. */
export const helpFailureWords: Pick<Labels['failures'], HelpFailure> = {
  help_invalid: {
    person:
      'The help contacts of this page cannot be read. If you are in danger now, call the emergency number of where you are.',
    practitioner: 'The field {field} of the help contacts does not fit.',
  },
  help_lapsing: {
    person:
      'Some help contacts of this page are out of date. If you are in danger now, call the emergency number of where you are.',
    practitioner: 'Help contact {index}, counted from 0, is good until {until} only. Check it, and date it anew.',
  },
  help_missing: {
    person:
      'This page knows no help contact for where you are. If you are in danger now, call the emergency number of where you are.',
    practitioner: 'Region {index}, counted from 0, has no emergency number or no help contact that is good now.',
  },
  help_sample: {
    person:
      'The help contacts of this page are made up. If you are in danger now, call the emergency number of where you are.',
    practitioner: 'The help contacts are sample data. Put in your own, checked and dated, before people use the page.',
  },
}
