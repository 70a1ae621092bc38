/** A point on the globe in whole millionths of a degree. */
export type Point = { readonly latitudeMicrodegrees: number; readonly longitudeMicrodegrees: number }

/** Mean radius of the Earth in metres (IUGG R1). */
const EARTH_RADIUS = 6_371_009
const RADIANS_PER_MICRODEGREE = Math.PI / 180_000_000
const RIGHT_ANGLE = 90_000_000

/**
 * Cosine of an angle between −90° and 90°, by a fixed polynomial.
 *
 * `Math.cos` may differ in its last bit from engine to engine, and a ranking that differs between two phones cannot be
 * reproduced. Addition and multiplication are exact to the bit everywhere (IEEE 754); the series to x¹⁴ errs by less
 * than 10⁻¹⁰ here.
 *
 * @param microdegrees - the angle.
 * @returns its cosine.
 * Privacy: as private as the angle.
 * Cost: O(1). @since 0.1
 */
export function cosine(microdegrees: number): number {
  const angle = microdegrees * RADIANS_PER_MICRODEGREE
  const square = angle * angle
  let sum = 1
  for (const divisor of [182, 132, 90, 56, 30, 12, 2]) sum = 1 - (square / divisor) * sum
  return sum
}

/** Sine of an angle between 0° and 180°. */
function sine(microdegrees: number): number {
  return cosine(microdegrees - RIGHT_ANGLE)
}

/**
 * Measures how far two points are apart, along the surface of the Earth.
 *
 * The haversine formula with a series for the arc: right to a metre up to 2,000 km, to a hundred metres at 5,000; what
 * lies farther is understated but stays far. Works over the poles and the date line.
 *
 * @param one - a point.
 * @param other - a point.
 * @returns whole metres.
 * Privacy: reads its arguments only; a distance to the person's place is as private as the place.
 * Cost: O(1), no tables. @since 0.1
 */
export function metresBetween(one: Point, other: Point): number {
  const northward = Math.abs(one.latitudeMicrodegrees - other.latitudeMicrodegrees)
  const eastward = Math.abs(one.longitudeMicrodegrees - other.longitudeMicrodegrees)
  const rise = sine(northward / 2)
  const turn = sine(eastward / 2)
  const square = rise * rise + cosine(one.latitudeMicrodegrees) * cosine(other.latitudeMicrodegrees) * turn * turn
  const half = Math.sqrt(square)
  // asin(h) = h + h³/6 + 3h⁵/40 + 15h⁷/336 + …
  const arc = half * (1 + square * (1 / 6 + square * (3 / 40 + (square * 15) / 336)))
  return Math.round(2 * EARTH_RADIUS * arc)
}

/**
 * Puts degrees into whole millionths, about a tenth of a metre.
 *
 * @param place - latitude and longitude in degrees, within their bounds.
 * @returns the point.
 * Privacy: as private as the place.
 * Cost: O(1). @since 0.1
 */
export function pointOf(place: { readonly latitude: number; readonly longitude: number }): Point {
  return {
    latitudeMicrodegrees: Math.round(place.latitude * 1_000_000),
    longitudeMicrodegrees: Math.round(place.longitude * 1_000_000),
  }
}
