import { describe, expect, it } from 'vitest'
import { metresBetween, pointOf } from '../../../src/matching/distance.js'

const cities = {
  seattle: { latitude: 47.6062, longitude: -122.3321 },
  portland: { latitude: 45.5152, longitude: -122.6784 },
  london: { latitude: 51.5074, longitude: -0.1278 },
  paris: { latitude: 48.8566, longitude: 2.3522 },
  sydney: { latitude: -33.8688, longitude: 151.2093 },
  melbourne: { latitude: -37.8136, longitude: 144.9631 },
  berlin: { latitude: 52.52, longitude: 13.405 },
  hamburg: { latitude: 53.5511, longitude: 9.9937 },
}
const kilometres = (one: keyof typeof cities, other: keyof typeof cities) =>
  metresBetween(pointOf(cities[one]), pointOf(cities[other])) / 1000

/** The textbook formula with the engine's own functions, which the core may not use. */
function textbook(
  one: { latitude: number; longitude: number },
  other: { latitude: number; longitude: number },
): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const square =
    Math.sin(rad(one.latitude - other.latitude) / 2) ** 2 +
    Math.cos(rad(one.latitude)) *
      Math.cos(rad(other.latitude)) *
      Math.sin(rad(one.longitude - other.longitude) / 2) ** 2
  return 2 * 6_371_009 * Math.asin(Math.sqrt(square))
}

describe('metresBetween', () => {
  it.each([
    ['seattle', 'portland', 234],
    ['london', 'paris', 344],
    ['sydney', 'melbourne', 713],
    ['berlin', 'hamburg', 255],
  ] as const)('measures %s to %s as %i km', (one, other, expected) => {
    expect(Math.abs(kilometres(one, other) - expected)).toBeLessThan(1)
    expect(kilometres(other, one)).toBe(kilometres(one, other))
  })
  it('agrees with the textbook to a metre up to 2,000 km, anywhere', () => {
    for (let latitude = -85; latitude <= 85; latitude += 10) {
      for (const [north, east] of [
        [0.01, 0.02],
        [1, -1],
        [4, 9],
        [-8, 5],
      ] as const) {
        const one = { latitude, longitude: 179.5 }
        const other = { latitude: Math.max(-90, Math.min(90, latitude + north)), longitude: 179.5 + east }
        const expected = textbook(one, other)
        if (expected > 2_000_000) continue
        expect(Math.abs(metresBetween(pointOf(one), pointOf(other)) - expected)).toBeLessThan(1)
      }
    }
  })
  it('crosses the date line by the short way', () => {
    const one = pointOf({ latitude: 0, longitude: 179.9 })
    const other = pointOf({ latitude: 0, longitude: -179.9 })
    expect(metresBetween(one, other)).toBeLessThan(23_000)
  })
  it('is zero at the same point', () => expect(kilometres('paris', 'paris')).toBe(0))
  it('keeps the far side of the Earth far', () => {
    expect(
      metresBetween(pointOf({ latitude: 0, longitude: 0 }), pointOf({ latitude: 0, longitude: 180 })),
    ).toBeGreaterThan(10_000_000)
  })
})
