import { fromHex } from '../kernel/text.js'
import { type EpochSeconds, epochSeconds } from '../kernel/time.js'
import * as z from '../schema/convert.js'

// How people write what is later signed: plain JSON. It differs from the signed form in three places: bytes are hex
// text, moments may be ISO 8601 in UTC, and places are degrees, which are rounded here to the coarseness beside them.

/** The length of a degree of latitude, so that a coarseness in metres becomes a grid in microdegrees. */
const METRES_PER_DEGREE = 111_320
/** How much wider the grid must be in longitude, in percent, up to each latitude: 1/cos as a table, the same on every engine. */
const widening: readonly (readonly [latitude: number, percent: number])[] = [
  [30, 116],
  [45, 142],
  [60, 200],
  [75, 387],
  [85, 1148],
  [90, 5730],
]

const degrees = (most: number) => z.number().check(z.minimum(-most), z.maximum(most))
const metres = z.number().check(z.minimum(0), z.maximum(100_000))
const draftPoint = z.pipe(
  z.strictObject({ latitude: degrees(90), longitude: degrees(180), coarsenessMetres: metres }),
  z.transform(coarsePoint),
)

function coarsePoint(point: { latitude: number; longitude: number; coarsenessMetres: number }) {
  const step = Math.max(1, Math.ceil((point.coarsenessMetres * 1_000_000) / METRES_PER_DEGREE))
  const percent = widening.find(([latitude]) => Math.abs(point.latitude) <= latitude)?.[1] ?? 100
  return {
    latitudeMicrodegrees: onGrid(point.latitude, step, 90_000_000),
    longitudeMicrodegrees: onGrid(point.longitude, step === 1 ? 1 : Math.ceil((step * percent) / 100), 180_000_000),
    coarsenessMetres: point.coarsenessMetres,
  }
}

/** Rounds to the grid; `+ 0` turns the -0 of small negative numbers into 0, which has one encoding. */
function onGrid(value: number, step: number, most: number): number {
  return Math.max(-most, Math.min(most, Math.round((value * 1_000_000) / step) * step)) + 0
}

/** 32 bytes written as lower-case hex. */
export const hexBytes = z.converting(
  z.pipe(
    z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    z.transform((text) => fromHex(text) ?? new Uint8Array(0)), // the pattern has made sure that it is hex
  ),
)

const draftMoment = z.converting(
  z.pipe(
    z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?Z$/)),
    z.transform((text) => epochSeconds(Date.parse(text) / 1000)),
  ),
)

const draftPlaces = { locations: z.converting(z.array(z.looseObject({ point: z.converting(draftPoint) }))) }

/** What a practitioner writes of themselves. */
export const descriptorDraft = z.looseObject({
  ...draftPlaces,
  notice: z.converting(z.looseObject({ textHash: hexBytes })),
  openers: z.converting(z.array(z.looseObject({ key: hexBytes }))),
})

/**
 * What a practitioner says this month; how things stand now, unless told.
 *
 * Privacy: what passes through it is meant to be published.
 */
export const presenceDraft = (now: EpochSeconds) =>
  z.looseObject({
    capacityAsOf: z._default(draftMoment, now),
    pausedUntil: draftMoment,
    openSlots: z.converting(z.array(z.looseObject({ from: draftMoment, to: draftMoment }))),
  })

/** What a lead writes about an event; hosts are hex ids of practitioners. */
export const eventDraft = z.looseObject({
  ...draftPlaces,
  hosts: z.converting(z.array(hexBytes)),
  starts: draftMoment,
  placesAsOf: draftMoment,
  recurrence: z.converting(z.looseObject({ moved: z.converting(z.array(z.looseObject({ starts: draftMoment }))) })),
})

/** What a lead takes over from a public directory. */
export const listingBatchDraft = z.looseObject({ listings: z.converting(z.array(z.looseObject(draftPlaces))) })

/**
 * Fills in what its writer may not write: keys and promises of keys.
 *
 * @param draft - a converted draft.
 * @param members - what is filled in.
 * @returns the whole, or undefined, which has no shape, where the draft is no object or has such a member of its own.
 * Privacy: meant for what is published.
 * Cost: O(members). @since 0.1
 */
export function fillIn(draft: unknown, members: object): unknown {
  if (typeof draft !== 'object' || draft === null) return undefined
  return Object.keys(members).some((name) => Object.hasOwn(draft, name)) ? undefined : { ...draft, ...members }
}
