import { type Columns, NO_POINT } from '../catalogue/columns.js'
import { firstPlace } from '../catalogue/columns-row.js'
import { FIELD, fieldOfList } from '../catalogue/fields.js'
import { rowsStating } from '../catalogue/posting.js'
import { licencesIn } from '../catalogue/stated.js'
import { type BlockJudge, type BlockView, factsWhere, rowsWithFlag, textsIn } from './block-view.js'
import { allJudges, anyJudge, everybody, listJudge } from './column-lists.js'
import { metresBetween, type Point, pointOf } from './distance.js'
import { isOnline, judgeDistanceTo, judgeRegion, type Where, within } from './gate-place.js'
import { everyRow, overrule, type Planes } from './planes.js'
import { all, type Judgement } from './verdict.js'

/**
 * Judges in every row whether it can see the person where the person will be, as `judgeWhere` does in one.
 *
 * @param columns - of the catalogue.
 * @param where - the person's answer. Raw.
 * @param unknownRegion - what an unstated region counts as.
 * @returns the judge.
 * Privacy: reads region, place and formats; stays on the device.
 * Cost: O(regions) once; a block O(rows ÷ 32), with a place O(locations). @since 0.1
 */
export function whereJudge(columns: Columns, where: Where, unknownRegion: Judgement): BlockJudge {
  const { region, place, formats = [] } = where
  const local = localJudge(columns, where, unknownRegion)
  const remote = region === undefined ? everybody('pass') : licenceJudge(columns, region, unknownRegion)
  if (formats.length > 0) {
    return anyJudge(
      formats.map((format) => allJudges([formatJudge(columns, format), isOnline(format) ? remote : local])),
    )
  }
  if (region === undefined && place === undefined) return everybody('pass')
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
    const others = rowsStating(view.block, elsewhere)
    for (let word = 0; word < low.length; word++) {
      low[word] = (low[word] ?? 0) | ((high[word] ?? 0) & (somewhere[word] ?? 0) & ~(others[word] ?? 0))
    }
    return { high, low }
  }
}

/** A licence for a country holds in its parts, unless one for the part says otherwise. */
function licenceJudge(columns: Columns, wanted: string, unknownRegion: Judgement): BlockJudge {
  const licences = licencesIn(columns)
  return ({ block, now }) => {
    const stating = (isHeld: boolean, isMeant: (region: string) => boolean) =>
      rowsStating(
        block,
        factsWhere(licences, (one) => one.isHeld === isHeld && isMeant(one.region) && one.until > now),
      )
    const held = stating(true, (region) => region === wanted)
    const notHeld = stating(false, (region) => region === wanted)
    const widelyHeld = stating(true, (region) => within(wanted, region))
    const widelyNot = stating(false, (region) => within(wanted, region))
    for (let word = 0; word < held.length; word++) {
      const here = (held[word] ?? 0) | (notHeld[word] ?? 0)
      held[word] = (held[word] ?? 0) | ((widelyHeld[word] ?? 0) & ~here)
      notHeld[word] = (notHeld[word] ?? 0) | ((widelyNot[word] ?? 0) & ~here)
    }
    return twoSets(held, notHeld, unknownRegion)
  }
}

/** Who passes, else who fails; the rest as given. */
function twoSets(pass: Uint32Array, fail: Uint32Array, rest: Judgement): Planes {
  const planes = overrule(everyRow(pass.length, rest), fail, 'fail')
  return overrule(planes, pass, 'pass')
}

function localJudge(columns: Columns, where: Where, unknownRegion: Judgement): BlockJudge {
  const nowhere = all([
    where.region === undefined ? 'pass' : unknownRegion,
    where.place === undefined ? 'pass' : 'unknown',
  ])
  const regions = textsIn(columns, FIELD.region)
  const verdicts = regions.map(({ value }) => judgeRegion(where.region, value, unknownRegion))
  if (where.place === undefined) {
    const meeting = (verdict: Judgement) => regions.filter((_, at) => verdicts[at] === verdict).map(({ fact }) => fact)
    const [right, open] = [meeting('pass'), unknownRegion === 'fail' ? [] : meeting(unknownRegion)]
    return (view) => {
      const somewhere = rowsWithFlag(view, 'somewhere')
      const planes = overrule(everyRow(view.block.words, nowhere), somewhere, 'fail')
      return overrule(
        overrule(planes, rowsStating(view.block, open), unknownRegion),
        rowsStating(view.block, right),
        'pass',
      )
    }
  }
  const { place } = where
  return (view) => distanceJudge(view, verdicts, place, nowhere)
}

/** A millionth of a degree to the north is 0.1112 m; a fifth less, because `metresBetween` understates what is far. */
const METRES_NORTH = 0.09

/** Region and distance must both be right at one and the same location. */
function distanceJudge(
  { columns: { places }, block, among }: BlockView,
  verdicts: readonly Judgement[],
  place: NonNullable<Where['place']>,
  nowhere: Judgement,
): Planes {
  const { row: rows, region, latitude, longitude, coarseness } = places
  const here = pointOf(place)
  const limit = place.withinKm * 1000
  const far = verdicts.map((verdict) => verdict === 'fail')
  const set = (): Uint32Array => new Uint32Array(block.words)
  const found: Readonly<Record<Judgement, Uint32Array>> = { fail: set(), barred: set(), unknown: set(), pass: set() }
  const judge = (at: number): Judgement => {
    const metres = coarseness[at] ?? NO_POINT
    if (metres === NO_POINT) return 'unknown'
    return judgeDistanceTo(metresBetween(here, pointAt(latitude, longitude, at)), metres, limit)
  }
  const end = firstPlace(places, block.first + block.rows)
  for (let at = firstPlace(places, block.first); at < end; at++) {
    const row = (rows[at] ?? 0) - block.first
    const word = row >> 5
    const bit = 1 << (row & 31)
    if (among !== undefined && ((among[word] ?? 0) & bit) === 0) continue
    // Most are in another region, or too far to the north or south, which one subtraction tells.
    const where = region[at] ?? 0
    const north = Math.abs((latitude[at] ?? 0) - here.latitudeMicrodegrees) * METRES_NORTH - (coarseness[at] ?? 0)
    const verdict = far[where] || north > limit ? 'fail' : all([verdicts[where] ?? 'fail', judge(at)])
    const judged = found[verdict]
    judged[word] = (judged[word] ?? 0) | bit
  }
  let planes = everyRow(block.words, nowhere)
  for (const verdict of ['fail', 'barred', 'unknown', 'pass'] as const)
    planes = overrule(planes, found[verdict], verdict)
  return planes
}

function pointAt(latitude: Int32Array, longitude: Int32Array, at: number): Point {
  return { latitudeMicrodegrees: latitude[at] ?? 0, longitudeMicrodegrees: longitude[at] ?? 0 }
}

/**
 * Measures how near the nearest location of a row is, as `nearness` does for a target.
 *
 * @param columns - of the catalogue.
 * @param place - the person's place. Raw.
 * @returns row → 0..1000; 0 where no location has a point.
 * Privacy: as private as the place.
 * Cost: O(log locations) a row. @since 0.1
 */
export function nearnessIn({ places }: Columns, place: NonNullable<Where['place']>): (row: number) => number {
  const here = pointOf(place)
  return (row) => {
    let best = 0
    for (let at = firstPlace(places, row); places.row[at] === row; at++) {
      if (places.coarseness[at] === NO_POINT) continue
      const metres = metresBetween(here, pointAt(places.latitude, places.longitude, at))
      best = Math.max(best, 1000 - Math.floor(metres / (2 * place.withinKm)))
    }
    return best
  }
}
