import { fromHex } from '../kernel/text.js'
import { epochSeconds } from '../kernel/time.js'
import * as z from '../schema/schema.js'
import { descriptorSchema } from './descriptor.js'
import { eventSchema } from './event.js'
import { moment, whole } from './fields.js'
import { listingBatchSchema, listingSchema, MAX_LISTINGS } from './listing.js'
import { locationSchema, noticeSchema, pointSchema } from './offer.js'
import { presenceSchema } from './presence.js'

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
const draftPoint = z.pipe(
  z.strictObject({ latitude: degrees(90), longitude: degrees(180), coarsenessMetres: whole(0, 100_000) }),
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
export const hexBytes = z.pipe(
  z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  z.transform((text) => fromHex(text) ?? new Uint8Array(0)), // the pattern has made sure that it is hex
)

const isoMoment = z
  .string()
  .check(z.regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?Z$/))
const draftMoment = z.union([
  moment,
  z.pipe(
    isoMoment,
    z.transform((text) => epochSeconds(Date.parse(text) / 1000)),
  ),
])

const draftLocations = z.optional(
  z.array(z.extend(locationSchema, { point: z.optional(z.union([pointSchema, draftPoint])) })).check(z.maxLength(20)),
)

/** What a practitioner writes of themselves; the key commitments are filled in from the keys. */
export const descriptorDraft = z.extend(z.omit(descriptorSchema, { keyCommitments: true }), {
  locations: draftLocations,
  notice: z.optional(z.extend(noticeSchema, { textHash: z.optional(hexBytes) })),
})

/** What a practitioner says this month; keys are filled in, and `capacityAsOf` is now unless told. */
export const presenceDraft = z.extend(z.omit(presenceSchema, { keys: true }), {
  capacityAsOf: z.optional(draftMoment),
  pausedUntil: z.optional(draftMoment),
  openSlots: z.optional(z.array(z.strictObject({ from: draftMoment, to: draftMoment })).check(z.maxLength(60))),
})

/** What a lead writes about an event; hosts are hex ids of practitioners. */
export const eventDraft = z.extend(eventSchema, {
  locations: draftLocations,
  hosts: z.array(hexBytes).check(z.minLength(1), z.maxLength(5)),
  starts: draftMoment,
  placesAsOf: draftMoment,
})

/** What a lead takes over from a public directory. */
export const listingBatchDraft = z.extend(listingBatchSchema, {
  listings: z
    .array(z.extend(listingSchema, { locations: draftLocations }))
    .check(z.minLength(1), z.maxLength(MAX_LISTINGS)),
})
