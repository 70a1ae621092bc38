import type { Answers } from '../intake/answers.js'
import { freezeDeep } from '../kernel/plain.js'
import type { SampleName } from '../vocabulary/rehearsal-words.js'
import { bodySamples } from './samples-body.js'
import { lifeSamples } from './samples-life.js'
import { mindSamples } from './samples-mind.js'

/** A made-up person: a name to speak of them by, and what they would answer. Public data; nobody's answers. */
export type SampleIntake = { readonly id: string; readonly answers: Answers }

/** One of the made-up people that come with the library. */
export type OwnSample = SampleIntake & { readonly id: SampleName }

/** Where made-up people live: around a practice, so that a rehearsal says something about it. */
export type SamplePlace = {
  /** `US-WA` or `DE`; nobody's country decides who is missed, unless it is meant to. */
  readonly region: string
  readonly latitude: number
  readonly longitude: number
  /** ISO 4217. Amounts stay as they are. */
  readonly currency: string
  /** Minutes ahead of UTC. */
  readonly utcOffsetMinutes: number
}

/** The harbour town of the examples. */
const harbour: SamplePlace = {
  region: 'US-WA',
  latitude: 47.606,
  longitude: -122.332,
  currency: 'USD',
  utcOffsetMinutes: -480,
}

const all: readonly OwnSample[] = [...mindSamples, ...lifeSamples, ...bodySamples]

/** Twenty-four made-up people in the harbour town of the examples: talking and hands-on work, practical needs, several languages. */
export const sampleIntakes: readonly OwnSample[] = /* @__PURE__ */ sampleIntakesAt(harbour)

/**
 * Moves the made-up people to where a practice is.
 *
 * Their distances, hours and amounts stay; who lives in another region still does.
 *
 * @param place - the practice's region and place, its currency and offset. Public.
 * @returns the same twenty-four people, frozen, for `rehearse`.
 * Privacy: made-up people only; reads what a practice publishes.
 * Cost: O(people).
 * @example
 * const place = { region: 'DE', latitude: 52.52, longitude: 13.405, currency: 'EUR', utcOffsetMinutes: 60 }
 * const rehearsal = rehearse(draft.value, sampleIntakesAt(place), { now })
 * @since 0.1
 */
export function sampleIntakesAt(place: SamplePlace): readonly OwnSample[] {
  return freezeDeep(all.map(({ id, answers }) => ({ id, answers: moved(answers, place) })))
}

function moved(answers: Answers, place: SamplePlace): Answers {
  const { where, when, payment } = answers
  return {
    ...answers,
    ...(where === undefined ? {} : { where: movedPlace(where, place) }),
    ...(when === undefined ? {} : { when: { ...when, utcOffsetMinutes: place.utcOffsetMinutes } }),
    ...(payment?.anyOf === undefined
      ? {}
      : {
          payment: {
            ...payment,
            anyOf: payment.anyOf.map((way) =>
              'insurer' in way ? way : { budget: { ...way.budget, currency: place.currency } },
            ),
          },
        }),
  }
}

function movedPlace(where: NonNullable<Answers['where']>, { region, latitude, longitude }: SamplePlace) {
  return {
    ...where,
    ...(where.region === harbour.region ? { region } : {}),
    ...(where.place === undefined ? {} : { place: { ...where.place, latitude, longitude } }),
  }
}
