import type { Location, Offer } from '../descriptor/offer.js'
import type { Answers } from '../intake/answers.js'
import { metresBetween, pointOf } from './distance.js'
import { readStated } from './state.js'
import type { Target } from './target.js'
import { all, any, type Judgement } from './verdict.js'

/** The part of the answers that says where, and in which form. */
export type Where = NonNullable<Answers['where']>

/**
 * Judges whether a target can see the person where the person will be: by one of the wanted formats, each by its own rule.
 *
 * Online is judged by the licence for the person's region, or a location in it where no licence is stated; everything else by
 * the practice's own location. Without wanted formats both ways are open. A format that is not offered is no way.
 *
 * @param where - the person's answer. Raw.
 * @param target - what is offered.
 * @param unknownRegion - what an unstated region counts as; `barred` unless the person said otherwise.
 * @returns the best of the ways; `pass` when nothing was asked.
 * Privacy: reads region, place and formats; stays on the device.
 * Cost: O(formats × (locations + licences)). @since 0.1
 */
export function judgeWhere(where: Where, target: Target, unknownRegion: Judgement): Judgement {
  const local = judgeLocations(where, target.offer.locations, unknownRegion)
  const remote = judgeLicences(where.region, target.offer, unknownRegion)
  const formats = where.formats ?? []
  if (formats.length === 0) {
    if (where.region === undefined && where.place === undefined) return 'pass'
    return any([local, all([remote, judgeFormat('online', target)])])
  }
  return any(formats.map((format) => all([judgeFormat(format, target), isOnline(format) ? remote : local])))
}

/**
 * Tells whether a format needs no place: whatever lies under `online`, which is judged by the licence.
 *
 * @param format - a format's id.
 * @returns true for `online` and what lies under it.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function isOnline(format: string): boolean {
  return format === 'online' || format.startsWith('online.')
}

/** Who names a location receives people there, unless in-person work is refused or only a stay or the like is stated. */
function judgeFormat(format: string, { offer }: Target): Judgement {
  const { verdict } = readStated(offer.formats, format)
  if (verdict !== 'unknown' || format !== 'in-person' || (offer.locations ?? []).length === 0) return verdict
  return (offer.formats?.yes ?? []).every(isOnline) ? 'pass' : 'unknown'
}

/** Region and distance must both be right at one and the same location. */
function judgeLocations(where: Where, locations: readonly Location[] | undefined, unknownRegion: Judgement): Judgement {
  if (locations === undefined || locations.length === 0) {
    return all([where.region === undefined ? 'pass' : unknownRegion, where.place === undefined ? 'pass' : 'unknown'])
  }
  return any(
    locations.map((location) =>
      all([judgeRegion(where.region, location.region, unknownRegion), judgeDistance(where.place, location)]),
    ),
  )
}

/**
 * Judges a location's region: equal is right; a country against a part of it is not known to be right.
 *
 * @param wanted - the person's region; undefined when they gave none. Raw.
 * @param stated - the location's.
 * @param unknownRegion - what is not known counts as.
 * @returns the verdict.
 * Privacy: reads the region.
 * Cost: O(1). @since 0.1
 */
export function judgeRegion(wanted: string | undefined, stated: string, unknownRegion: Judgement): Judgement {
  if (wanted === undefined || wanted === stated) return 'pass'
  return within(wanted, stated) || within(stated, wanted) ? unknownRegion : 'fail'
}

function judgeDistance(place: Where['place'], { point }: Location): Judgement {
  if (place === undefined) return 'pass'
  if (point === undefined) return 'unknown'
  return judgeDistanceTo(metresBetween(pointOf(place), point), point.coarsenessMetres, place.withinKm * 1000)
}

/**
 * Judges a distance to a point that may be anywhere within its coarseness: near enough, too far, or not to be told.
 *
 * @param metres - to the stated point.
 * @param coarseness - in metres.
 * @param limit - in metres. Raw.
 * @returns the verdict.
 * Privacy: as private as the limit.
 * Cost: O(1). @since 0.1
 */
export function judgeDistanceTo(metres: number, coarseness: number, limit: number): Judgement {
  if (metres + coarseness <= limit) return 'pass'
  return metres - coarseness > limit ? 'fail' : 'unknown'
}

/**
 * A licence for a country holds in its parts, unless one for the part says otherwise. Who says nothing of licences there and
 * receives people there may see them from afar as well.
 */
function judgeLicences(
  wanted: string | undefined,
  { licences, locations }: Offer,
  unknownRegion: Judgement,
): Judgement {
  if (wanted === undefined) return 'pass'
  const here = licences?.filter(({ region }) => region === wanted) ?? []
  const decisive = here.length > 0 ? here : (licences?.filter(({ region }) => within(wanted, region)) ?? [])
  if (decisive.length === 0) return locations?.some(({ region }) => region === wanted) ? 'pass' : unknownRegion
  return decisive.some(({ status }) => status !== 'not-held') ? 'pass' : 'fail'
}

/**
 * Tells whether a region is part of another, as `US-WA` of `US`.
 *
 * @param part - a region.
 * @param whole - a region.
 * @returns false for the same region.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function within(part: string, whole: string): boolean {
  return part.startsWith(`${whole}-`)
}

/**
 * Measures how near the nearest location is, as a wish.
 *
 * @param place - the person's place. Raw.
 * @param target - what is offered.
 * @returns 1000 at the door, 500 at the wished distance, 0 from twice that on; undefined when no location has a point.
 * Privacy: as private as the place.
 * Cost: O(locations). @since 0.1
 */
export function nearness(place: NonNullable<Where['place']>, target: Target): number | undefined {
  const points = (target.offer.locations ?? []).flatMap(({ point }) => (point === undefined ? [] : [point]))
  if (points.length === 0) return undefined
  const metres = Math.min(...points.map((point) => metresBetween(pointOf(place), point)))
  return Math.max(0, 1000 - Math.floor(metres / (2 * place.withinKm)))
}

/**
 * Tells whether the person's place matters: they want to meet somewhere, or did not say how.
 *
 * @param where - the person's answer. Raw.
 * @returns false when only online formats are wanted.
 * Privacy: reads the formats.
 * Cost: O(formats). @since 0.1
 */
export function meetsSomewhere(where: Where): boolean {
  const formats = where.formats ?? []
  return formats.length === 0 || formats.some((format) => !isOnline(format))
}
