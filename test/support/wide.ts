import fc from 'fast-check'
import type { CatalogueEntry } from '../../src/catalogue/entry.js'
import { type Answers, type Condition, conditions } from '../../src/intake/answers.js'
import { dayOf, type EpochSeconds, epochSeconds, isoDateOf } from '../../src/kernel/time.js'
import type { MatchOptions } from '../../src/matching/run.js'
import { arbitraryAnswers } from './answers.js'
import { community, DAY, idOf, known, words } from './offers.js'
import { entriesAt, regions, timesAt } from './wide-entries.js'
import { from, inTen, manySlots, moments } from './wide-times.js'

// Calls of `match` as wide as the formats allow: the entries are those of wide-entries.ts, the answers and options are here.

const some = <Value>(values: readonly Value[], maxLength = 3) => fc.subarray([...values], { minLength: 1, maxLength })
const budget = fc.record({
  budget: fc.record({
    amount: from(50, 100, 100, 150, 400),
    currency: from('USD', 'USD', 'EUR'),
    per: from('session', 'session', 'month'),
    timesPerMonth: inTen(5, from(1, 3, 4)),
  }),
})
const way = fc.oneof(budget, fc.record({ insurer: from(...words.insurer) }))
const traits = words.trait.map((id) => {
  const [facet = '', value = ''] = id.split('.')
  return { facet, value }
})
const policy = from('keep' as const, 'exclude' as const)

const whenAt = (now: number) =>
  fc.record({
    slots: inTen(8, manySlots),
    utcOffsetMinutes: inTen(9, from(-480, -420, 0, 60, 60, 345, 840)),
    startBy: inTen(
      6,
      from(-1, 0, 3, 7, 10, 14, 20, 31, 60).map((days) => isoDateOf(dayOf(epochSeconds(now + days * DAY)))),
    ),
    waitingList: inTen(6, from('ok', 'no')),
  })

/** Answers to everything, to little, and to one need alone. */
const answersAt = (now: number): fc.Arbitrary<Answers> =>
  fc
    .tuple(
      arbitraryAnswers,
      fc.record({
        needs: fc.array(
          fc.record({ concept: from(...words.concern), importance: inTen(7, fc.integer({ min: 1, max: 3 })) }),
          { minLength: 1, maxLength: 3 },
        ),
        where: inTen(
          7,
          fc.record({
            region: inTen(5, from(...regions)),
            place: inTen(
              6,
              fc.record({
                latitude: from(47.606, 47.606, 47.606, -89.99),
                longitude: from(-122.332, -122.332, -122.332, 179.9),
                withinKm: from(1, 8, 12, 16, 20, 40, 1000),
              }),
            ),
            formats: inTen(5, some(words.format)),
          }),
        ),
        languages: inTen(
          6,
          fc.record({
            anyOf: inTen(7, fc.subarray(['en', 'EN-gb', 'es', 'es-mx', 'ase'], { maxLength: 2 })),
            allOf: inTen(2, fc.subarray(['en', 'es-MX'])),
            interpreter: inTen(4, fc.boolean()),
          }),
        ),
        when: inTen(7, whenAt(now)),
        avoid: inTen(
          3,
          fc.record({
            concepts: inTen(
              7,
              some(
                [...known('workshop'), ...words.concern, ...words.modality, ...words.trait, ...known('group-intake')],
                2,
              ),
            ),
            practitioners: inTen(5, some([idOf(1), idOf(2), 'listing:3'], 2)),
          }),
        ),
        payment: inTen(
          6,
          fc.record({
            anyOf: inTen(
              9,
              fc.oneof(
                budget.map((one) => [one]),
                fc.array(way, { maxLength: 3 }),
              ),
            ),
            notSure: inTen(2, fc.boolean()),
          }),
        ),
        body: inTen(5, fc.record({ areas: inTen(7, some(words.body)), noTouch: inTen(5, some(words.body)) })),
        prefer: inTen(
          6,
          fc.record({
            modalities: inTen(6, some(words.modality)),
            practitioner: inTen(6, some(traits)),
            populations: inTen(6, some(words.population)),
            style: inTen(6, some(words.style)),
            events: inTen(3, from('welcome', 'no')),
          }),
        ),
        about: inTen(
          6,
          fc.record({
            ageGroup: inTen(6, from(...words.ageGroup)),
            gender: inTen(6, from(...words.gender)),
            memberOf: inTen(6, fc.subarray(['the choir', community])),
          }),
        ),
        must: fc.oneof(
          from(undefined),
          fc.subarray([...conditions], { minLength: 1, maxLength: 3 }),
          fc.subarray([...conditions]),
        ),
        unknown: inTen(6, fc.record(Object.fromEntries(conditions.map((one) => [one, inTen(6, policy)])))),
      }),
      fc.oneof(
        from([]),
        fc.subarray(['about', 'payment', 'access', 'body', 'prefer', 'avoid', 'sessions', 'for'] as const),
      ),
    )
    .map(([answers, parts, unsaid]) => ({
      ...answers,
      ...parts,
      ...Object.fromEntries(unsaid.map((field) => [field, undefined])),
    }))

/** One call of `match`. */
export type Call = {
  readonly answers: Answers
  readonly entries: readonly CatalogueEntry[]
  readonly options: MatchOptions & { readonly seed: string }
}

const callAt = (now: EpochSeconds): fc.Arbitrary<Call> =>
  fc.record({
    answers: answersAt(now),
    entries: entriesAt(now),
    options: fc.record(
      {
        now: from(now),
        seed: fc.uint8Array({ minLength: 16, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('hex')),
        limit: from(1, 2, 3, 5, 100),
        targets: fc.subarray<CatalogueEntry['kind']>(['practitioner', 'event', 'listing'], { minLength: 1 }),
        bands: from(1, 1, 1000, 50_000, 1_000_000),
        diversity: from(0, 0, 300, 1000),
        exploration: fc.boolean(),
      },
      { requiredKeys: ['now', 'seed', 'limit'] },
    ),
  })

/** Nothing stands in the way but one condition: only what stops somebody by itself can be given way in. */
const withOneCondition = ([{ answers, entries, options }, condition]: readonly [Call, Condition]): Call => ({
  answers: { ...answers, about: undefined, avoid: undefined, must: [condition] },
  // The offer of the same kind of entry, without the practitioner's own rules.
  entries: entries.map((entry) => ({ ...entry, offer: { ...entry.offer, rules: undefined } }) as CatalogueEntry),
  options,
})

/** Nothing is asked but when. */
const aboutTimes = (now: EpochSeconds): fc.Arbitrary<Call> =>
  fc
    .tuple(callAt(now), whenAt(now), timesAt(now), fc.subarray(['when', 'startBy'] as const))
    .map(([{ answers, options }, when, entries, must]) => ({
      answers: { needs: answers.needs, when, must },
      entries,
      options: { now: options.now, seed: options.seed, limit: 100 },
    }))

/** Calls of `match`: answers, entries and options around one moment. */
export const arbitraryCall: fc.Arbitrary<Call> = fc
  .constantFrom(...moments)
  .chain((now) =>
    fc.oneof(
      { weight: 3, arbitrary: callAt(now) },
      { weight: 2, arbitrary: fc.tuple(callAt(now), from('where', 'payment', ...conditions)).map(withOneCondition) },
      { weight: 2, arbitrary: aboutTimes(now) },
    ),
  )
