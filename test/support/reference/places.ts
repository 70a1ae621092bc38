import type { Location } from '../../../src/descriptor/offer.js'
import type { Answers } from '../../../src/intake/answers.js'
import type { Target } from './target.js'
import { best, isWithin, read, type Verdict, worst } from './values.js'

type Where = NonNullable<Answers['where']>
type Place = NonNullable<Where['place']>

export const isOnline = (format: string): boolean => isWithin(format, 'online')

/** Any wanted format does: online by the licence, everything else by one location. */
export function judgeWhere({ region, place, formats = [] }: Where, target: Target, unknownRegion: Verdict): Verdict {
  const { offer } = target
  const locations = offer.locations ?? []
  const silence = worst(region === undefined ? 'pass' : unknownRegion, place === undefined ? 'pass' : 'unknown')
  const here = locations.map((location) =>
    worst(judgeRegion(region, location.region, unknownRegion), judgeDistance(place, location)),
  )
  const local = locations.length === 0 ? silence : best(...here)
  const remote = region === undefined ? 'pass' : judgeLicence(region, target, unknownRegion)
  if (formats.length > 0) {
    return best(...formats.map((format) => worst(judgeFormat(format, target), isOnline(format) ? remote : local)))
  }
  const isAsked = region !== undefined || place !== undefined
  return isAsked ? best(local, worst(remote, judgeFormat('online', target))) : 'pass'
}

/** Who names a location and states nothing but online formats receives people there, unless that is refused. */
function judgeFormat(format: string, { offer }: Target): Verdict {
  const { verdict } = read(offer.formats, format)
  const isImplied = (offer.locations ?? []).length > 0 && (offer.formats?.yes ?? []).every(isOnline)
  return verdict === 'unknown' && format === 'in-person' && isImplied ? 'pass' : verdict
}

function judgeRegion(wanted: string | undefined, stated: string, unknownRegion: Verdict): Verdict {
  if (wanted === undefined || wanted === stated) return 'pass'
  return isWithin(wanted, stated, '-') || isWithin(stated, wanted, '-') ? unknownRegion : 'fail'
}

/** Near enough, too far, or not to be told within the point's coarseness. */
function judgeDistance(place: Where['place'], { point }: Location): Verdict {
  if (place === undefined) return 'pass'
  if (point === undefined) return 'unknown'
  const metres = metresTo(place, point)
  if (metres + point.coarsenessMetres <= place.withinKm * 1000) return 'pass'
  return metres - point.coarsenessMetres > place.withinKm * 1000 ? 'fail' : 'unknown'
}

/** One for the country holds in its parts, and the finer statement wins; without any a location there is enough. */
function judgeLicence(wanted: string, { offer }: Target, unknownRegion: Verdict): Verdict {
  const covering = (offer.licences ?? []).filter(({ region }) => isWithin(wanted, region, '-'))
  const finest = Math.max(...covering.map(({ region }) => region.length))
  const decisive = covering.filter(({ region }) => region.length === finest)
  const isThere = (offer.locations ?? []).some(({ region }) => region === wanted)
  if (decisive.length === 0) return isThere ? 'pass' : unknownRegion
  return decisive.some(({ status }) => status === 'stated' || status === 'not-required') ? 'pass' : 'fail'
}

/** 1000 at the door, 500 at the wished distance, 0 at twice that; of the nearest location. */
export function nearness(place: Place, { offer }: Target): number | undefined {
  const metres = (offer.locations ?? []).flatMap(({ point }) => (point === undefined ? [] : [metresTo(place, point)]))
  if (metres.length === 0) return undefined
  return Math.max(0, 1000 - Math.floor(Math.min(...metres) / (2 * place.withinKm)))
}

/** The haversine formula over cosine = 1 − x²/2! + … − x¹⁴/14! and arcsine = h + h³/6 + 3h⁵/40 + 15h⁷/336. */
function metresTo(place: Place, point: NonNullable<Location['point']>): number {
  const latitude = Math.round(place.latitude * 1e6)
  const longitude = Math.round(place.longitude * 1e6)
  const half = (one: number, other: number) => cosine(Math.abs(one - other) / 2 - 90e6)
  const north = half(latitude, point.latitudeMicrodegrees)
  const east = half(longitude, point.longitudeMicrodegrees)
  const square = north * north + cosine(latitude) * cosine(point.latitudeMicrodegrees) * east * east
  const series = Math.sqrt(square) * (1 + square * (1 / 6 + square * (3 / 40 + (square * 15) / 336)))
  return Math.round(2 * 6_371_009 * series)
}

function cosine(microdegrees: number): number {
  const square = (microdegrees * (Math.PI / 180e6)) ** 2
  return [182, 132, 90, 56, 30, 12, 2].reduce((sum, divisor) => 1 - (square / divisor) * sum, 1)
}
