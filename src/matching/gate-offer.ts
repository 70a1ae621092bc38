import type { Stated } from '../descriptor/fields.js'
import type { Offer } from '../descriptor/offer.js'
import type { Answers } from '../intake/answers.js'
import { type Reading, readLanguage, readStated } from './state.js'
import { all, any, type Judgement, ofFlag } from './verdict.js'

/**
 * Judges whether both sides can talk: one of the languages, all of the required ones, or an interpreter.
 *
 * @param languages - the person's answer. Raw.
 * @param offer - what is offered.
 * @returns the verdict; `pass` when nothing was asked.
 * Privacy: reads the languages.
 * Cost: O(languages × stated). @since 0.1
 */
export function judgeLanguages(languages: NonNullable<Answers['languages']>, offer: Offer): Judgement {
  const { anyOf = [], allOf = [], interpreter } = languages
  const verdictOf = (tag: string): Judgement => readLanguage(offer.languages, tag).verdict
  const interpreted: Judgement = interpreter ? ofFlag(offer.interpreter) : 'fail'
  if (anyOf.length === 0 && allOf.length === 0) return interpreter ? interpreted : 'pass'
  const spoken = all([anyOf.length === 0 ? 'pass' : any(anyOf.map(verdictOf)), ...allOf.map(verdictOf)])
  return any([spoken, interpreted])
}

/**
 * Judges whether everything a person needs for access is there, all of it at one location.
 *
 * @param features - the person's answer. Raw.
 * @param offer - what is offered; what a location leaves open is read from the offer as a whole.
 * @returns the best location's verdict.
 * Privacy: reads the features.
 * Cost: O(features × locations). @since 0.1
 */
export function judgeAccess(features: readonly string[], offer: Offer): Judgement {
  return any(placesOf(offer).map((place) => all(features.map((feature) => place(feature).verdict))))
}

/**
 * Reads one access feature at whichever location has it.
 *
 * @param offer - what is offered.
 * @param feature - the feature. Raw.
 * @returns the best location's reading.
 * Privacy: reads the feature.
 * Cost: O(locations × stated). @since 0.1
 */
export function readAccess(offer: Offer, feature: string): Reading {
  const readings = placesOf(offer).map((place) => place(feature))
  const best = any(readings.map(({ verdict }) => verdict))
  // The order of locations must not matter: of equal readings the first in the order of text is named.
  const matched = readings
    .filter(({ verdict }) => verdict === best)
    .flatMap((one) => one.matched ?? [])
    .sort()[0]
  // any() of readings is one of their three values.
  return { verdict: best as Reading['verdict'], matched }
}

function placesOf(offer: Offer): readonly ((feature: string) => Reading)[] {
  const whole = (feature: string): Reading => readStated(offer.access, feature)
  const locations = offer.locations ?? []
  if (locations.length === 0) return [whole]
  return locations.map(({ access }) => (feature: string) => {
    const here = readStated(access, feature)
    return here.verdict === 'unknown' ? whole(feature) : here
  })
}

/**
 * Reads whether an area of the body can be left untouched.
 *
 * Nobody states that they insist on touching: a no is never known, and an area that is usually treated is to be asked about.
 *
 * @param offer - what is offered.
 * @param area - the area. Raw.
 * @returns `pass` for touch-free work and for areas that are stated not to be treated.
 * Privacy: reads the area.
 * Cost: O(areas). @since 0.1
 */
export function readNoTouch(offer: Offer, area: string): Reading {
  const isLeft = offer.body?.touchFree === true || readStated(offer.body?.areas, area).verdict === 'fail'
  return { verdict: isLeft ? 'pass' : 'unknown', matched: undefined }
}

/**
 * Judges what is wanted and not wanted of hands-on work: every area treated, every boundary kept.
 *
 * @param body - the person's answer. Raw.
 * @param offer - what is offered.
 * @returns the verdict; `pass` when nothing was asked.
 * Privacy: reads the areas.
 * Cost: O(areas × stated). @since 0.1
 */
export function judgeBody(body: NonNullable<Answers['body']>, offer: Offer): Judgement {
  return all([
    ...(body.areas ?? []).map((area) => readStated(offer.body?.areas, area).verdict),
    ...(body.noTouch ?? []).map((area) => readNoTouch(offer, area).verdict),
  ])
}

/**
 * Judges traits of the practitioner: within one trait any of the values will do, and every trait must be met.
 *
 * @param traits - the person's answer. Raw.
 * @param offer - what is offered.
 * @returns the verdict.
 * Privacy: reads the traits.
 * Cost: O(traits × stated). @since 0.1
 */
export function judgeTraits(
  traits: readonly { readonly facet: string; readonly value: string }[],
  offer: Offer,
): Judgement {
  const names = [...new Set(traits.map(({ facet }) => facet))]
  return all(
    names.map((name) =>
      any(
        traits
          .filter(({ facet }) => facet === name)
          .map(({ facet, value }) => readStated(offer.facets, `${facet}.${value}`).verdict),
      ),
    ),
  )
}

/**
 * Names the language both sides speak, to say it in a reason.
 *
 * @param languages - the person's answer. Raw.
 * @param offer - what is offered.
 * @returns the practitioner's tag for the first shared language in the order of text; undefined when there is none.
 * Privacy: reads the languages.
 * Cost: O(languages × stated). @since 0.1
 */
export function sharedLanguage(languages: NonNullable<Answers['languages']>, offer: Offer): string | undefined {
  const tags = [...(languages.anyOf ?? []), ...(languages.allOf ?? [])]
  return tags.flatMap((tag) => readLanguage(offer.languages, tag).matched ?? []).sort()[0]
}

/**
 * Reads a list of which one value is enough, with the value that met it.
 *
 * @param list - what is stated.
 * @param wanted - the person's values. Raw.
 * @returns the best verdict, and the first match in the order of text.
 * Privacy: reads the values.
 * Cost: O(wanted × stated). @since 0.1
 */
export function readAny(list: Stated<string> | undefined, wanted: readonly string[]): Reading {
  const readings = wanted.map((one) => readStated(list, one))
  return {
    // any() of readings is one of their three values.
    verdict: any(readings.map(({ verdict }) => verdict)) as Reading['verdict'],
    matched: readings.flatMap(({ matched }) => matched ?? []).sort()[0],
  }
}

/**
 * Judges a list of which every value is needed.
 *
 * @param list - what is stated.
 * @param wanted - the person's values. Raw.
 * @returns the worst verdict.
 * Privacy: reads the values.
 * Cost: O(wanted × stated). @since 0.1
 */
export function judgeAll(list: Stated<string> | undefined, wanted: readonly string[]): Judgement {
  return all(wanted.map((one) => readStated(list, one).verdict))
}
