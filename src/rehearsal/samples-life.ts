import type { Answers } from '../intake/answers.js'
import type { SampleName } from '../vocabulary/rehearsal-words.js'

// Made-up people who look for help with others, around a birth, or with practical things.

const region = 'US-WA'
const near = (withinKm: number) => ({ latitude: 47.606, longitude: -122.332, withinKm })
const afternoons = (['mon', 'tue', 'thu'] as const).map((day) => ({ day, fromMinute: 930, toMinute: 1110 }))
const evenings = (['tue', 'wed', 'thu'] as const).map((day) => ({ day, fromMinute: 1080, toMinute: 1290 }))

/** Made-up people who look for help with others, around a birth, or with practical things. */
export const lifeSamples: readonly { readonly id: SampleName; readonly answers: Answers }[] = [
  {
    id: 'couple-evenings',
    answers: {
      needs: [{ concept: 'relationship.conflict', importance: 3 }, { concept: 'relationship.communication' }],
      about: { ageGroup: 'adult' },
      for: 'couple',
      sessions: 'couple',
      where: { region, formats: ['in-person', 'online'], place: near(20) },
      languages: { allOf: ['en'] },
      payment: { anyOf: [{ budget: { amount: 15000, currency: 'USD', per: 'session' } }] },
      when: { slots: evenings },
      must: ['where', 'languages', 'sessions', 'when'],
    },
  },
  {
    id: 'bullied-teen',
    answers: {
      needs: [{ concept: 'children.bullying', importance: 3 }, { concept: 'children.worries' }],
      about: { ageGroup: 'teen' },
      for: 'child',
      where: { region, formats: ['in-person', 'online'], place: near(10) },
      languages: { anyOf: ['en'] },
      when: { slots: afternoons },
      must: ['where', 'languages', 'for', 'when'],
    },
  },
  {
    id: 'family-with-a-child',
    answers: {
      needs: [{ concept: 'children.behaviour', importance: 3 }, { concept: 'family.parenting' }],
      about: { ageGroup: 'child' },
      for: 'family',
      sessions: 'family',
      where: { region, formats: ['in-person'], place: near(25) },
      languages: { anyOf: ['en', 'es'] },
      payment: { notSure: true },
      must: ['where', 'languages', 'sessions'],
    },
  },
  {
    id: 'low-after-birth',
    answers: {
      needs: [{ concept: 'perinatal.low-after-birth', importance: 3 }],
      about: { ageGroup: 'adult', gender: 'woman' },
      where: { region, formats: ['in-person.home-visit', 'in-person'], place: near(15) },
      languages: { anyOf: ['en'] },
      access: ['children-welcome'],
      prefer: { populations: ['parents.new'] },
      must: ['where', 'languages', 'access'],
    },
  },
  {
    id: 'trans-and-affirmed',
    answers: {
      needs: [{ concept: 'self.esteem', importance: 3 }, { concept: 'anxiety.social' }],
      about: { ageGroup: 'young-adult', gender: 'non-binary' },
      where: { region, formats: ['online'] },
      languages: { anyOf: ['en'] },
      prefer: { populations: ['lgbtq.trans'], style: ['affirming'] },
      must: ['where', 'languages', 'populations'],
    },
  },
  {
    id: 'housing-in-spanish',
    answers: {
      needs: [{ concept: 'practical.housing.eviction', importance: 3 }, { concept: 'practical.money.bills' }],
      about: { ageGroup: 'adult' },
      where: { region, formats: ['in-person', 'online'], place: near(20) },
      languages: { anyOf: ['es'] },
      payment: { anyOf: [{ budget: { amount: 0, currency: 'USD', per: 'session' } }] },
      must: ['where', 'languages', 'payment'],
    },
  },
]
