// Where the practitioners of the benchmark work: forty large cities, each about as often as people live there.

/**
 * @typedef {{ region: string, latitude: number, longitude: number, zone: ZoneName, weight: number }} City
 * @typedef {keyof typeof offsets} ZoneName
 */

/** Minutes east of UTC in winter and in summer. */
const offsets = /** @type {const} */ ({
  'America/New_York': [-300, -240],
  'America/Chicago': [-360, -300],
  'America/Denver': [-420, -360],
  'America/Phoenix': [-420, -420],
  'America/Los_Angeles': [-480, -420],
})
/** When the clocks of most states changed and will change: 2026-11-01, 2027-03-14, 2027-11-07; by one hour of the day for all. */
const changes = { winter: [1_793_516_400, 1_825_570_800], summer: 1_805_011_200 }

/** @type {readonly (readonly [region: string, latitude: number, longitude: number, zone: ZoneName, weight: number])[]} */
const rows = [
  ['US-NY', 40.713, -74.006, 'America/New_York', 83],
  ['US-CA', 34.052, -118.244, 'America/Los_Angeles', 39],
  ['US-IL', 41.878, -87.63, 'America/Chicago', 27],
  ['US-TX', 29.76, -95.37, 'America/Chicago', 23],
  ['US-AZ', 33.448, -112.074, 'America/Phoenix', 16],
  ['US-PA', 39.953, -75.165, 'America/New_York', 16],
  ['US-TX', 29.424, -98.494, 'America/Chicago', 15],
  ['US-CA', 32.716, -117.161, 'America/Los_Angeles', 14],
  ['US-TX', 32.777, -96.797, 'America/Chicago', 13],
  ['US-TX', 30.267, -97.743, 'America/Chicago', 10],
  ['US-CA', 37.338, -121.886, 'America/Los_Angeles', 10],
  ['US-FL', 30.332, -81.656, 'America/New_York', 10],
  ['US-OH', 39.961, -82.999, 'America/New_York', 9],
  ['US-NC', 35.227, -80.843, 'America/New_York', 9],
  ['US-CA', 37.775, -122.419, 'America/Los_Angeles', 9],
  ['US-IN', 39.768, -86.158, 'America/New_York', 9],
  ['US-WA', 47.606, -122.332, 'America/Los_Angeles', 8],
  ['US-CO', 39.739, -104.99, 'America/Denver', 7],
  ['US-DC', 38.907, -77.037, 'America/New_York', 7],
  ['US-MA', 42.36, -71.059, 'America/New_York', 7],
  ['US-TN', 36.163, -86.781, 'America/Chicago', 7],
  ['US-MI', 42.331, -83.046, 'America/New_York', 6],
  ['US-OK', 35.468, -97.516, 'America/Chicago', 7],
  ['US-OR', 45.505, -122.675, 'America/Los_Angeles', 6],
  ['US-NV', 36.172, -115.139, 'America/Los_Angeles', 6],
  ['US-KY', 38.253, -85.759, 'America/New_York', 6],
  ['US-MD', 39.29, -76.612, 'America/New_York', 6],
  ['US-WI', 43.039, -87.907, 'America/Chicago', 6],
  ['US-NM', 35.084, -106.65, 'America/Denver', 6],
  ['US-CA', 36.738, -119.787, 'America/Los_Angeles', 5],
  ['US-CA', 38.582, -121.494, 'America/Los_Angeles', 5],
  ['US-MO', 39.1, -94.579, 'America/Chicago', 5],
  ['US-GA', 33.749, -84.388, 'America/New_York', 5],
  ['US-NE', 41.257, -95.935, 'America/Chicago', 5],
  ['US-VA', 36.853, -75.978, 'America/New_York', 5],
  ['US-FL', 25.762, -80.192, 'America/New_York', 4],
  ['US-MN', 44.978, -93.265, 'America/Chicago', 4],
  ['US-LA', 29.951, -90.072, 'America/Chicago', 4],
  ['US-FL', 27.951, -82.457, 'America/New_York', 4],
  ['US-UT', 40.761, -111.891, 'America/Denver', 2],
]

/** @type {readonly City[]} */
export const cities = rows.map(([region, latitude, longitude, zone, weight]) => {
  return { region, latitude, longitude, zone, weight }
})

/**
 * A zone as a publisher writes it into a descriptor: its offsets until after the descriptor ends.
 * @param {ZoneName} name
 * @returns {{ id: string, transitions: { at: number, offsetMinutes: number }[] }}
 */
export function zoneOf(name) {
  const [winter, summer] = offsets[name]
  const [now = 0, next = 0] = changes.winter
  const first = { at: now, offsetMinutes: winter }
  if (winter === summer) return { id: name, transitions: [first] }
  const later = [
    { at: changes.summer, offsetMinutes: summer },
    { at: next, offsetMinutes: winter },
  ]
  return { id: name, transitions: [first, ...later] }
}

/**
 * What the clocks of a city show in the benchmark's week, which is in winter.
 * @param {City} city
 */
export const offsetMinutesOf = ({ zone }) => offsets[zone][0]
