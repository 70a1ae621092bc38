import { decodeCbor } from '../kernel/cbor.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { fromWire } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'
import { check } from '../schema/shape.js'
import { batchFields, type Listing, listingBatchFormat, listingSchema, MAX_LISTINGS } from './listing.js'

/** A batch as it was read: each listing stands or falls alone. */
export type ReadBatch = {
  readonly source: string
  readonly listings: readonly Result<Listing, 'statement_invalid'>[]
}

const { keys } = listingBatchFormat
const LISTINGS = keys.names.indexOf('listings')
const aboutBatch = shape.record(batchFields)

/**
 * Reads a batch of listings so that one broken listing does not darken the other 255.
 *
 * @param body - the statement's body, untrusted.
 * @returns the source and a Result for each listing, in the batch's order.
 * Failure: `statement_invalid` when the batch itself is out of shape.
 * Privacy: public directory entries only.
 * Cost: O(length). @since 0.1
 */
export function readListings(body: Uint8Array): Result<ReadBatch, 'statement_invalid'> {
  const wire = decodeCbor(body)
  const listings = wire instanceof Map ? wire.get(LISTINGS) : undefined
  if (!(wire instanceof Map) || !Array.isArray(listings) || listings.length > MAX_LISTINGS) {
    return fail('statement_invalid', { field: 'listings' })
  }
  const others = new Map([...wire].filter(([key]) => key !== LISTINGS))
  const batch = check(aboutBatch, fromWire(others, keys), 'statement_invalid')
  if (!batch.ok) return batch
  const read = listings.map((listing) => check(listingSchema, fromWire(listing, keys), 'statement_invalid'))
  return ok({ source: batch.value.source, listings: read })
}
