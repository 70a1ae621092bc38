import type { Share } from '../consent/disclosure.js'
import type { Answers } from '../intake/answers.js'
import type { EpochSeconds } from '../kernel/time.js'
import { dayOf, days, epochSeconds, isoDateOf } from '../kernel/time.js'

/**
 * What Asha answers. Nobody but her device ever sees it whole.
 *
 * @param now - today: she would like to start within three weeks.
 * @returns her answers, as `readIntake` takes them.
 * Privacy: an invented person.
 * Cost: O(1). @since 0.1
 */
export function answersOfAsha(now: EpochSeconds): Answers {
  return {
    needs: [
      { concept: 'anxiety.panic', importance: 3 },
      { concept: 'sleep.cannot-sleep', importance: 1 },
    ],
    about: { ageGroup: 'adult', gender: 'woman' },
    for: 'self',
    sessions: 'one',
    where: { region: 'US-WA', formats: ['in-person', 'online'] },
    languages: { anyOf: ['en'] },
    payment: { anyOf: [{ budget: { amount: 9000, currency: 'USD', per: 'session' } }] },
    when: {
      slots: [
        { day: 'tue', fromMinute: 1020, toMinute: 1230 },
        { day: 'thu', fromMinute: 1020, toMinute: 1230 },
      ],
      utcOffsetMinutes: -480,
      startBy: isoDateOf(dayOf(epochSeconds(now + days(21)))),
      waitingList: 'no',
    },
    access: ['step-free'],
    prefer: {
      modalities: ['cbt'],
      practitioner: [{ facet: 'gender', value: 'woman' }],
      style: ['explains-each-step', 'calm'],
      events: 'welcome',
    },
    must: ['where', 'languages', 'payment', 'access'],
    story: 'It began on the ferry, in front of everybody. Since then I take the long way round.',
    contact: { name: 'Asha', email: 'asha@letters.example', phone: '+1 555 0100' },
  }
}

/** What Asha is willing to share, of all that. */
export const shareOfAsha: Share = {
  needs: [{ concept: 'anxiety.panic', level: 'category' }],
  availability: 'slots',
  language: 'stated',
  format: 'stated',
}

/** Somebody who looks into the national directory. */
export type Seeker = { readonly who: string; readonly words: string; readonly answers: Answers }

/** Three people who have nothing in common but the directory. */
export const seekers: readonly Seeker[] = [
  {
    who: 'A woman in New Mexico',
    words:
      'The nights after violence at home. In Spanish for certain, through Medicaid, in a room with somebody in it.',
    answers: {
      needs: [
        { concept: 'violence.partner', importance: 3 },
        { concept: 'trauma.flashbacks', importance: 2 },
      ],
      about: { ageGroup: 'adult', gender: 'woman' },
      where: { region: 'US-NM', formats: ['in-person'] },
      languages: { anyOf: ['es'] },
      payment: { anyOf: [{ insurer: 'us-medicaid' }] },
      prefer: { modalities: ['trauma-work.emdr'], populations: ['survivors.violence'] },
      must: ['where', 'languages', 'payment'],
      unknown: { languages: 'exclude', payment: 'exclude' },
    },
  },
  {
    who: 'A veteran in Tennessee',
    words: 'Served, retired, drinks again, and nothing is worth getting up for. Veterans Affairs pays.',
    answers: {
      needs: [
        { concept: 'substance.with-mental-health', importance: 3 },
        { concept: 'mood.low-most-days', importance: 2 },
      ],
      about: { ageGroup: 'older-adult', gender: 'man' },
      where: { region: 'US-TN', formats: ['in-person'] },
      payment: { anyOf: [{ insurer: 'us-veterans' }] },
      prefer: { modalities: ['peer', 'cbt'], populations: ['military.veterans'] },
      must: ['where', 'payment'],
      unknown: { payment: 'exclude' },
    },
  },
  {
    who: 'Two parents in Ohio, for their daughter of nine',
    words: 'She needs a great deal of support, and so do they. Medicaid pays; the whole family would come.',
    answers: {
      needs: [{ concept: 'children.high-support', importance: 3 }],
      about: { ageGroup: 'child' },
      for: 'child',
      sessions: 'family',
      where: { region: 'US-OH', formats: ['in-person'] },
      payment: { anyOf: [{ insurer: 'us-medicaid' }] },
      prefer: { modalities: ['systemic.family-education', 'community.coordination', 'creative'] },
      must: ['where', 'payment'],
      unknown: { payment: 'exclude' },
    },
  },
]
