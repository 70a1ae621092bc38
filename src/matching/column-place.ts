import { type Columns, NO_POINT } from '../catalogue/columns.js'
import { factRange } from '../catalogue/dictionary.js'
import { FIELD, fieldOfList } from '../catalogue/fields.js'
import { kept } from '../catalogue/kept.js'
import { licencesIn } from '../catalogue/stated.js'
import type { EpochSeconds } from '../kernel/time.js'
import {
  type BlockJudge,
  type BlockView,
  drop,
  factsBy,
  factsWhere,
  keep,
  rowsStating,
  rowsWithFlag,
  textsIn,
} from './block-view.js'
import { allJudges, anyJudge, listJudge, passing } from './column-lists.js'
import { cosine, metresBetween, pointOf } from './distance.js'
import { isOnline, judgeDistanceTo, judgeRegion, type Where, within } from './gate-place.js'
import { everyRow, overrule, type Planes } from './planes.js'
import { all, type Judgement } from './verdict.js'

/** A catalogue at a moment. */
type Located = { readonly columns: Columns; readonly now: EpochSeconds }

/**
 * Judges in every row whether it can see the person where the person will be, as `judgeWhere` does in one.
 *
 * @param located - the columns of the catalogue, and the device's time.
 * @param where - the person's answer. Raw.
 * @param unknownRegion - what an unstated region counts as.
 * @returns the judge.
 * Privacy: reads region, place and formats; stays on the device.
 * Cost: O(regions) once; a block O(rows ÷ 32), with a place O(locations). @since 0.1
 */
export function whereJudge(located: Located, where: Where, unknownRegion: Judgement): BlockJudge {
  const { columns } = located
  const { region, place, formats = [] } = where
  const local = localJudge(columns, where, unknownRegion)
  const remote = region === undefined ? passing : licenceJudge(located, region, unknownRegion)
  if (formats.length > 0) {
    return anyJudge(
      formats.map((format) => allJudges([formatJudge(columns, format), isOnline(format) ? remote : local])),
    )
  }
  if (region === undefined && place === undefined) return passing
  return anyJudge([local, allJudges([remote, formatJudge(columns, 'online')])])
}

/** Who names a location receives people there, unless in-person work is refused or only a stay or the like is stated. */
function formatJudge(columns: Columns, format: string): BlockJudge {
  const stated = listJudge(columns, 'formats', format)
  if (format !== 'in-person') return stated
  const elsewhere = factsWhere(textsIn(columns, fieldOfList('formats')), (offered) => !isOnline(offered))
  return (view) => {
    const { high, low } = stated(view)
    const somewhere = rowsWithFlag(view, 'somewhere')
    const others = rowsStating(view, elsewhere)
    for (let word = 0; word < low.length; word++) {
      low[word] = (low[word] ?? 0) | ((high[word] ?? 0) & (somewhere[word] ?? 0) & ~(others[word] ?? 0))
    }
    return { high, low }
  }
}

/** As `judgeLicences` judges one: a licence, the wider behind the finer; without any a location there. */
function licenceJudge({ columns, now }: Located, wanted: string, unknownRegion: Judgement): BlockJudge {
  const facts = (isHeld: boolean, isMeant: (region: string) => boolean): readonly number[] =>
    factsWhere(licencesIn(columns), (one) => one.isHeld === isHeld && isMeant(one.region) && one.until > now)
  const isHere = (region: string): boolean => region === wanted
  const isWider = (region: string): boolean => within(wanted, region)
  const here = { held: facts(true, isHere), not: facts(false, isHere) }
  const wider = { held: facts(true, isWider), not: facts(false, isWider) }
  const located = factsWhere(textsIn(columns, FIELD.region), isHere)
  return (view) => {
    const held = rowsStating(view, here.held)
    const not = rowsStating(view, here.not)
    const decided = rowsStating(view, [...here.held, ...here.not])
    const planes = overrule(everyRow(view.set, unknownRegion), rowsStating(view, located), 'pass')
    overrule(planes, drop(rowsStating(view, wider.not), decided), 'fail')
    overrule(planes, drop(rowsStating(view, wider.held), decided), 'pass')
    return overrule(overrule(planes, not, 'fail'), held, 'pass')
  }
}

function localJudge(columns: Columns, where: Where, unknownRegion: Judgement): BlockJudge {
  const { region, place } = where
  const nowhere = all([region === undefined ? 'pass' : unknownRegion, place === undefined ? 'pass' : 'unknown'])
  const regions = textsIn(columns, FIELD.region)
  const facts = factsBy(regions, (value) => judgeRegion(region, value, unknownRegion))
  const [right, open] = [facts('pass'), unknownRegion === 'fail' ? [] : facts(unknownRegion)]
  return (view) => {
    const planes = overrule(everyRow(view.set, nowhere), rowsWithFlag(view, 'somewhere'), 'fail')
    if (place !== undefined) return nearPlanes(view, { right, open, unknownRegion, place }, planes)
    overrule(planes, rowsStating(view, open), unknownRegion)
    return overrule(planes, rowsStating(view, right), 'pass')
  }
}

/** A millionth of a degree along a great circle is a little less than this many metres: 6,371,009 m × π ÷ 180,000,000. */
const MOST_METRES = 0.1112
/** A chord is at least this part of its arc, and `metresBetween` never gives less than the chord: 2 ÷ π. */
const LEAST_METRES = 0.0707

/** The facts of regions that are right, and of those of which nobody knows; and the person's place. */
type Near = {
  readonly right: readonly number[]
  readonly open: readonly number[]
  readonly unknownRegion: Judgement
  readonly place: NonNullable<Where['place']>
}

/** Region and distance must both be right at one and the same location; `planes` has what holds where none is. */
function nearPlanes(view: BlockView, near: Near, planes: Planes): Planes {
  const { columns, block } = view
  const { latitude, longitude, coarseness, region } = columns.places
  const [firstRegion, endRegion] = factRange(columns.dictionary, FIELD.region)
  // By region: 2 where it is right, 1 where nobody knows.
  const regions = new Uint8Array(endRegion - firstRegion)
  for (const fact of near.open) regions[fact - firstRegion] = 1
  for (const fact of near.right) regions[fact - firstRegion] = 2
  const first = firstPlaces(columns)
  const judgeNear = nearJudge(near.place)
  const found = { barred: view.set(), unknown: view.set(), pass: view.set() }
  const judge = (at: number): Judgement => {
    const known = regions[region[at] ?? 0] ?? 0
    if (known === 0) return 'fail'
    const metres = coarseness[at] ?? NO_POINT
    const distance = metres === NO_POINT ? 'unknown' : judgeNear(latitude[at] ?? 0, longitude[at] ?? 0, metres)
    return known === 2 ? distance : all([near.unknownRegion, distance])
  }
  const meant = rowsStating(view, [...near.right, ...near.open])
  if (view.among !== undefined) keep(meant, view.among)
  for (let word = 0; word < meant.length; word++) {
    for (let left = meant[word] ?? 0; left !== 0; left &= left - 1) {
      const row = (word << 5) + 31 - Math.clz32(left & -left)
      const end = first[block.first + row + 1] ?? 0
      for (let at = first[block.first + row] ?? 0; at < end; at++) {
        const verdict = judge(at)
        if (verdict !== 'fail') found[verdict][word] = (found[verdict][word] ?? 0) | (left & -left)
      }
    }
  }
  overrule(planes, found.barred, 'barred')
  return overrule(overrule(planes, found.unknown, 'unknown'), found.pass, 'pass')
}

/** Judges a point by its distance. Two differences tell most of what is far and much of what is near. */
function nearJudge(
  place: NonNullable<Where['place']>,
): (latitude: number, longitude: number, coarseness: number) => Judgement {
  const here = pointOf(place)
  const limit = place.withinKm * 1000
  const narrowing = cosine(here.latitudeMicrodegrees)
  return (latitude, longitude, coarseness) => {
    const north = Math.abs(latitude - here.latitudeMicrodegrees)
    const east = Math.abs(longitude - here.longitudeMicrodegrees)
    // Along the person's parallel and then along the other's meridian: nobody is farther than that.
    if ((north + east * narrowing) * MOST_METRES + 1 + coarseness <= limit) return 'pass'
    if (north * LEAST_METRES - 1 - coarseness > limit) return 'fail'
    const metres = metresBetween(here, { latitudeMicrodegrees: latitude, longitudeMicrodegrees: longitude })
    return judgeDistanceTo(metres, coarseness, limit)
  }
}

/** Where the locations of each row begin, and behind the last row where they end. */
function firstPlaces(columns: Columns): Uint32Array {
  return kept(columns, 'first places', () => {
    const { row } = columns.places
    const first = new Uint32Array(columns.rows + 1).fill(row.length)
    for (let at = row.length - 1; at >= 0; at--) first[row[at] ?? 0] = at
    for (let index = columns.rows - 1; index >= 0; index--) {
      first[index] = Math.min(first[index] ?? 0, first[index + 1] ?? 0)
    }
    return first
  })
}

/**
 * Measures how near the nearest location of a row is, as `nearness` does for a target.
 *
 * @param columns - of the catalogue.
 * @param place - the person's place. Raw.
 * @returns row → 0..1000; 0 where no location has a point.
 * Privacy: as private as the place.
 * Cost: O(locations of the row). @since 0.1
 */
export function nearnessIn(columns: Columns, place: NonNullable<Where['place']>): (row: number) => number {
  const { latitude, longitude, coarseness } = columns.places
  const here = pointOf(place)
  const first = firstPlaces(columns)
  return (row) => {
    let best = 0
    const end = first[row + 1] ?? 0
    for (let at = first[row] ?? 0; at < end; at++) {
      if (coarseness[at] === NO_POINT) continue
      const point = { latitudeMicrodegrees: latitude[at] ?? 0, longitudeMicrodegrees: longitude[at] ?? 0 }
      const metres = metresBetween(here, point)
      best = Math.max(best, 1000 - Math.floor(metres / (2 * place.withinKm)))
    }
    return best
  }
}
