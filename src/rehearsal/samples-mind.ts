import type { Answers } from '../intake/answers.js'
import type { SampleName } from '../vocabulary/rehearsal-words.js'

// Made-up people who look for somebody to talk to. Everybody lives in the harbour town of the examples unless it says otherwise.

const region = 'US-WA'
const near = (withinKm: number) => ({ latitude: 47.606, longitude: -122.332, withinKm })
const evenings = (['mon', 'tue', 'wed', 'thu'] as const).map((day) => ({ day, fromMinute: 1050, toMinute: 1260 }))
const mornings = (['mon', 'wed', 'fri'] as const).map((day) => ({ day, fromMinute: 540, toMinute: 720 }))
const weekend = (['sat', 'sun'] as const).map((day) => ({ day, fromMinute: 600, toMinute: 1020 }))

/** Made-up people who look for somebody to talk to. */
export const mindSamples: readonly { readonly id: SampleName; readonly answers: Answers }[] = [
  {
    id: 'panic-evenings',
    answers: {
      needs: [{ concept: 'anxiety.panic', importance: 3 }],
      about: { ageGroup: 'adult' },
      for: 'self',
      sessions: 'one',
      where: { region, formats: ['online'] },
      languages: { anyOf: ['en'] },
      payment: { anyOf: [{ budget: { amount: 9000, currency: 'USD', per: 'session' } }] },
      when: { slots: evenings },
      must: ['where', 'languages', 'when', 'payment'],
    },
  },
  {
    id: 'panic-in-spanish',
    answers: {
      needs: [{ concept: 'anxiety.panic', importance: 3 }, { concept: 'stress.overwhelm' }],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['in-person'], place: near(15) },
      languages: { anyOf: ['es'] },
      payment: { notSure: true },
      must: ['where', 'languages', 'formats'],
    },
  },
  {
    id: 'low-mood-student',
    answers: {
      needs: [{ concept: 'mood.low-most-days', importance: 3 }, { concept: 'mood.motivation' }],
      about: { ageGroup: 'young-adult' },
      sessions: 'one',
      where: { region, formats: ['in-person', 'online'], place: near(5) },
      languages: { anyOf: ['en'] },
      payment: { anyOf: [{ insurer: 'student-plan' }] },
      prefer: { populations: ['students'] },
      must: ['where', 'languages', 'payment'],
    },
  },
  {
    id: 'grief-step-free',
    answers: {
      needs: [{ concept: 'grief.death', importance: 3 }],
      about: { ageGroup: 'older-adult' },
      where: { region, formats: ['in-person'], place: near(20) },
      languages: { anyOf: ['en'] },
      access: ['step-free', 'public-transport'],
      when: { slots: mornings },
      prefer: { style: ['warm', 'listening'] },
      must: ['where', 'languages', 'access'],
    },
  },
  {
    id: 'trauma-with-a-woman',
    answers: {
      needs: [{ concept: 'trauma.sexual-violence', importance: 3 }],
      about: { ageGroup: 'adult', gender: 'woman' },
      where: { region, formats: ['in-person', 'online'], place: near(40) },
      languages: { anyOf: ['en'] },
      prefer: { practitioner: [{ facet: 'gender', value: 'woman' }], style: ['gentle', 'trauma-aware'] },
      must: ['where', 'languages', 'practitioner'],
    },
  },
  {
    id: 'veteran',
    answers: {
      needs: [{ concept: 'trauma.service', importance: 3 }, { concept: 'mood.anger' }],
      about: { ageGroup: 'adult', gender: 'man' },
      where: { region, formats: ['in-person'], place: near(60) },
      languages: { anyOf: ['en'] },
      payment: { anyOf: [{ insurer: 'us-veterans' }, { insurer: 'us-military' }] },
      prefer: { populations: ['military.veterans'] },
      must: ['where', 'languages', 'payment'],
    },
  },
  {
    id: 'refugee-with-interpreter',
    answers: {
      needs: [{ concept: 'trauma.war', importance: 3 }],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['in-person'], place: near(30) },
      languages: { anyOf: ['ar'], interpreter: true },
      payment: { anyOf: [{ budget: { amount: 0, currency: 'USD', per: 'session' } }] },
      prefer: { populations: ['migrants.refugees'] },
      must: ['where', 'languages', 'payment'],
    },
  },
  {
    id: 'worry-in-sign-language',
    answers: {
      needs: [{ concept: 'anxiety.worry', importance: 3 }],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['online.video'] },
      languages: { anyOf: ['ase'] },
      prefer: { populations: ['disabled.deaf'] },
      must: ['where', 'languages', 'formats'],
    },
  },
  {
    id: 'burnt-out-nurse',
    answers: {
      needs: [{ concept: 'stress.burnout', importance: 3 }, { concept: 'stress.work' }],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['online', 'in-person'], place: near(15) },
      languages: { anyOf: ['en'] },
      when: { slots: weekend },
      prefer: { populations: ['workers.health'] },
      must: ['where', 'languages', 'when'],
    },
  },
  {
    id: 'autistic-in-writing',
    answers: {
      needs: [{ concept: 'self.loneliness', importance: 3 }, { concept: 'anxiety.social' }],
      about: { ageGroup: 'young-adult' },
      where: { region, formats: ['online'] },
      languages: { anyOf: ['en'] },
      access: ['text-only'],
      prefer: { populations: ['neurodivergent.autistic'], style: ['explains-each-step'] },
      must: ['where', 'languages', 'access'],
    },
  },
  {
    id: 'small-budget',
    answers: {
      needs: [{ concept: 'mood.low-most-days', importance: 3 }, { concept: 'self.esteem' }],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['online', 'in-person'], place: near(15) },
      languages: { anyOf: ['en'] },
      payment: { anyOf: [{ budget: { amount: 2000, currency: 'USD', per: 'session' } }] },
      must: ['where', 'languages', 'payment'],
      unknown: { payment: 'exclude' },
    },
  },
  {
    id: 'sleep-programme',
    answers: {
      needs: [{ concept: 'sleep.cannot-sleep', importance: 3 }],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['online'] },
      languages: { anyOf: ['en'] },
      when: { slots: evenings },
      prefer: { modalities: ['cbt.sleep'], style: ['exercises', 'structured'] },
      must: ['where', 'languages', 'modalities'],
    },
  },
]
