import * as shape from '../schema/shape.js'
import { plainText } from './fields.js'
import { offerFields } from './offer.js'
import { offerKeys } from './offer-keys.js'

/**
 * An entry from a public directory that nobody has claimed: no key, no presence, cannot be sealed to.
 * The community vouches for nothing but where it was read.
 */
export const listingSchema = shape.record(
  { id: shape.text(64, /^[a-z0-9][a-z0-9-]*$/), name: plainText(160) },
  {
    summary: plainText(600),
    address: plainText(200),
    phone: plainText(40),
    ...offerFields,
  },
)

/** Most listings in one batch. */
export const MAX_LISTINGS = 256

/** What a batch says about itself: where its listings were read. */
export const batchFields = { source: plainText(160), licence: plainText(80) }

/** A batch of listings read from one public directory on one day: one statement, one signature. */
export const listingBatchSchema = shape.record({
  ...batchFields,
  listings: shape.list(listingSchema, MAX_LISTINGS, 1),
})

/** How a batch of listings travels. */
export const listingBatchFormat = { keys: offerKeys, schema: listingBatchSchema }

/** An unclaimed entry from a public directory. */
export type Listing = shape.ValueOf<typeof listingSchema>
/** A batch of unclaimed listings. */
export type ListingBatch = shape.ValueOf<typeof listingBatchSchema>
