import * as z from '../schema/schema.js'
import { plainText } from './fields.js'
import { offerFields } from './offer.js'

/**
 * An entry from a public directory that nobody has claimed: no key, no presence, cannot be sealed to.
 * The community vouches for nothing but where it was read.
 */
export const listingSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  name: plainText(160),
  summary: z.optional(plainText(600)),
  address: z.optional(plainText(200)),
  phone: z.optional(plainText(40)),
  ...offerFields,
})

/** Most listings in one batch. */
export const MAX_LISTINGS = 256

/** A batch of listings read from one public directory on one day: one statement, one signature. */
export const listingBatchSchema = z.strictObject({
  source: plainText(160),
  licence: plainText(80),
  listings: z.array(listingSchema).check(z.minLength(1), z.maxLength(MAX_LISTINGS)),
})

/** An unclaimed entry from a public directory. */
export type Listing = z.output<typeof listingSchema>
/** A batch of unclaimed listings. */
export type ListingBatch = z.output<typeof listingBatchSchema>
