import fc from 'fast-check'
import type { Answers } from '../../src/intake/answers.js'
import { conditions } from '../../src/intake/answers.js'
import { holdAnswers, type Intake } from '../../src/intake/intake.js'
import { readIntake } from '../../src/intake/read.js'
import { sourceKinds } from '../../src/schema/fields.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { slots, words } from './offers.js'

/** An intake of answers that must be right. */
export const intakeOf = (answers: unknown): Intake => {
  const intake = readIntake(answers, coreVocabulary)
  if (!intake.ok) throw new Error(`the test's answers are wrong: ${JSON.stringify(intake.error)}`)
  return intake.value
}

/** Raw answers as an intake, without the checks: for laws that leave what a form allows. */
export const heldAnswers = (answers: Answers): Intake => holdAnswers(answers)

const subset = <Value>(values: readonly Value[], maxLength = values.length) => fc.subarray([...values], { maxLength })
const some = <Value>(values: readonly Value[], maxLength = 3) => fc.subarray([...values], { minLength: 1, maxLength })
/** Absent every second time, so that few conditions meet few offers. */
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 })

const way = fc.oneof(
  fc.record({ insurer: fc.constantFrom(...words.insurer) }),
  fc.record({
    budget: fc.record({
      amount: fc.integer({ min: 0, max: 300 }),
      currency: fc.constantFrom('USD', 'EUR'),
      per: fc.constantFrom('session', 'month'),
      timesPerMonth: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    }),
  }),
)

/** Every answer that matching reads. */
export const arbitraryAnswers: fc.Arbitrary<Answers> = fc.record({
  needs: fc.uniqueArray(
    fc.record({ concept: fc.constantFrom(...words.concern), importance: fc.integer({ min: 1, max: 3 }) }),
    { minLength: 1, maxLength: 3, selector: ({ concept }) => concept },
  ),
  about: rarely(
    fc.record({
      ageGroup: rarely(fc.constantFrom(...words.ageGroup)),
      gender: rarely(fc.constantFrom(...words.gender)),
      memberOf: rarely(fc.constantFrom([], ['the choir'], ['c0'.repeat(32)])),
    }),
  ),
  for: rarely(fc.constantFrom('self', 'child', 'couple')),
  sessions: rarely(fc.constantFrom('one', 'couple', 'group')),
  where: rarely(
    fc.record({
      region: rarely(fc.constantFrom(...words.region)),
      place: rarely(
        fc.record({
          latitude: fc.constant(47.606),
          longitude: fc.constant(-122.332),
          withinKm: fc.integer({ min: 1, max: 60 }),
        }),
      ),
      formats: rarely(subset(words.format)),
    }),
  ),
  languages: rarely(
    fc.record({
      anyOf: rarely(subset(words.language, 2)),
      allOf: rarely(subset(words.language, 1)),
      interpreter: rarely(fc.boolean()),
    }),
  ),
  payment: rarely(fc.record({ anyOf: rarely(fc.array(way, { maxLength: 3 })), notSure: rarely(fc.boolean()) })),
  when: rarely(
    fc.record({
      slots: rarely(slots),
      utcOffsetMinutes: fc.constantFrom(undefined, -480, -480, 60),
      startBy: rarely(fc.constantFrom('2026-11-24', '2026-12-01', '2026-12-20')),
      waitingList: rarely(fc.constantFrom('ok', 'no')),
    }),
  ),
  access: rarely(some(words.access)),
  source: rarely(fc.constantFrom(...sourceKinds)),
  body: rarely(fc.record({ areas: rarely(some(words.body)), noTouch: rarely(some(words.body)) })),
  prefer: rarely(
    fc.record({
      modalities: rarely(some(words.modality)),
      practitioner: rarely(
        fc.uniqueArray(
          fc.constantFrom(
            { facet: 'gender', value: 'woman' },
            { facet: 'gender', value: 'man' },
            { facet: 'faith', value: 'none' },
          ),
          { minLength: 1, maxLength: 3 },
        ),
      ),
      populations: rarely(some(words.population)),
      style: rarely(some(words.style)),
      events: rarely(fc.constantFrom('welcome', 'no')),
    }),
  ),
  avoid: rarely(
    fc.record({ concepts: rarely(some([...words.modality, ...words.style], 2)), practitioners: fc.constant([]) }),
  ),
  must: fc.option(subset(conditions, 3), { nil: undefined, freq: 3 }),
  unknown: rarely(
    fc.record({
      where: rarely(fc.constantFrom('keep', 'exclude')),
      payment: rarely(fc.constantFrom('keep', 'exclude')),
      languages: rarely(fc.constantFrom('keep', 'exclude')),
      when: rarely(fc.constantFrom('keep', 'exclude')),
    }),
  ),
})
