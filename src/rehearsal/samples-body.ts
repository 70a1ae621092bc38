import type { Answers } from '../intake/answers.js'
import type { SampleName } from '../vocabulary/rehearsal-words.js'

// Made-up people who look for hands-on work.

const region = 'US-WA'
const near = (withinKm: number) => ({ latitude: 47.606, longitude: -122.332, withinKm })
const noons = (['mon', 'tue', 'wed', 'thu', 'fri'] as const).map((day) => ({ day, fromMinute: 690, toMinute: 810 }))

/** Made-up people who look for hands-on work. */
export const bodySamples: readonly { readonly id: SampleName; readonly answers: Answers }[] = [
  {
    id: 'back-at-the-desk',
    answers: {
      needs: [{ concept: 'pain.back', importance: 3 }, { concept: 'posture.desk' }],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['in-person'], place: near(5) },
      languages: { anyOf: ['en'] },
      body: { areas: ['lower-back'] },
      when: { slots: noons },
      prefer: { modalities: ['massage'] },
      must: ['where', 'languages', 'when', 'modalities'],
    },
  },
  {
    id: 'neck-and-a-scar',
    answers: {
      needs: [{ concept: 'pain.neck', importance: 3 }],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['in-person'], place: near(20) },
      languages: { anyOf: ['en'] },
      body: { areas: ['neck'], noTouch: ['abdomen.scar'] },
      prefer: { style: ['asks-before-touch', 'light-touch'] },
      must: ['where', 'languages', 'body'],
    },
  },
  {
    id: 'runner-knee',
    answers: {
      needs: [{ concept: 'pain.knee', importance: 3 }, { concept: 'sport.running' }],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['in-person'], place: near(10) },
      languages: { anyOf: ['en'] },
      body: { areas: ['knees'] },
      payment: { anyOf: [{ insurer: 'private-insurance' }] },
      prefer: { modalities: ['physiotherapy'], populations: ['athletes'] },
      must: ['where', 'languages', 'modalities'],
    },
  },
  {
    id: 'pregnant-and-sore',
    answers: {
      needs: [{ concept: 'perinatal.pregnancy-discomfort', importance: 3 }],
      about: { ageGroup: 'adult', gender: 'woman' },
      where: { region, formats: ['in-person'], place: near(15) },
      languages: { anyOf: ['en', 'es'] },
      body: { noTouch: ['abdomen'] },
      prefer: { modalities: ['massage.pregnancy'], practitioner: [{ facet: 'gender', value: 'woman' }] },
      must: ['where', 'languages', 'practitioner'],
    },
  },
  {
    id: 'after-surgery-at-home',
    answers: {
      needs: [{ concept: 'rehabilitation.after-surgery', importance: 3 }],
      about: { ageGroup: 'older-adult' },
      where: { region, formats: ['in-person.home-visit', 'in-person'], place: near(25) },
      languages: { anyOf: ['en'] },
      access: ['step-free.lift'],
      payment: { anyOf: [{ insurer: 'us-medicare' }] },
      prefer: { populations: ['disabled.wheelchair'] },
      must: ['where', 'languages', 'access'],
    },
  },
  {
    id: 'jaw-and-stress',
    answers: {
      needs: [
        { concept: 'pain.jaw', importance: 3 },
        { concept: 'tension.stress-in-body' },
        { concept: 'stress.overwhelm' },
      ],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['in-person'], place: near(20) },
      languages: { anyOf: ['en'] },
      body: { areas: ['head.jaw'] },
      payment: { anyOf: [{ insurer: 'private-insurance' }] },
      must: ['where', 'languages', 'payment'],
    },
  },
]
