import type { ConsentRecord, DisclosedFields, Disclosure } from '../../src/consent/disclosure.js'
import type { Bucket } from '../../src/kernel/padding.js'
import { dayOf, type EpochDay } from '../../src/kernel/time.js'
import { NOW } from './cast.js'
import { seededRandom } from './random.js'

// Valid bodies with every member there is in at least one of them, and room left for what a mutation adds.

/** What is sealed: a disclosure, and the record of the consent to it. */
export type Whole = { readonly disclosure: Disclosure; readonly consent: ConsentRecord; readonly bucket: Bucket }

const random = seededRandom('bodies')
const issuedOn = dayOf(NOW)

function whole(bucket: Bucket, fields: DisclosedFields, more: Partial<Disclosure> = {}): Whole {
  const expiresOn = (issuedOn + 7) as EpochDay // a day after a day
  const words = bucket === 1024 ? {} : { words: { language: 'pt-BR', hash: random(32) } }
  return {
    disclosure: { purpose: 'referral', fields, community: '07'.repeat(32), issuedOn, expiresOn, ...more },
    consent: { id: random(16), salt: random(32), termsHash: random(32), ...words },
    bucket,
  }
}

const needs = [
  { concept: 'anxiety', level: 'category' },
  { concept: 'sleep.cannot-sleep', level: 'concept' },
] as const
const slots = {
  level: 'slots',
  slots: [
    { day: 2, times: [[540, 600]] },
    {
      day: 4,
      times: [
        [600, 720],
        [1020, 1140],
      ],
    },
  ],
  utcOffsetMinutes: -480,
} as const
const parts = { level: 'part-of-day', morning: [1, 6], evening: [6] } as const
const about = { gender: 'woman', memberOf: ['Grüße', 'Harbour Choir'] } as const
const contact = { name: 'Asha', email: 'asha@mail.example', phone: '+1 206 555 0100' } as const
const small = {
  language: ['en', 'es'],
  format: ['online'],
  ageGroup: 'adult',
  payment: ['insurer', 'notSure'],
  area: { level: 'region', value: 'US-WA' },
} as const
const rest = {
  sessions: 'one',
  for: 'self',
  access: ['quiet', 'step-free'],
  body: ['abdomen.upper'],
  noTouch: ['abdomen.scar'],
  source: 'school',
} as const

/** One body for each bucket, and a second small one, so that both kinds of availability are there. */
export const wholes: readonly Whole[] = [
  whole(512, { needs, availability: slots, ...small }),
  whole(512, { availability: parts, ...rest }, { event: 'event:breathing', guardian: true }),
  whole(1024, { needs, availability: slots, about, contact }),
  whole(2048, { needs, availability: parts, ...small, ...rest, about, contact, story: 'Es begann im Frühling. 春' }),
]
