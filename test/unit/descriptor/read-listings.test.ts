import { describe, expect, it } from 'vitest'
import { draftListings } from '../../../src/descriptor/draft.js'
import { listingBatchFormat } from '../../../src/descriptor/listing.js'
import { readListings } from '../../../src/descriptor/read-listings.js'
import { encodeCbor } from '../../../src/kernel/cbor.js'
import { toWire } from '../../../src/kernel/wire.js'
import { encodeBody } from '../../../src/statement/body.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { listingsJson, must } from '../../support/catalogue.js'

const batch = must(draftListings(listingsJson(3), { vocabulary }))
const bodyOf = (value: object) => encodeCbor(toWire(value, listingBatchFormat.keys))

describe('readListings', () => {
  it('gives every listing of a sound batch', () => {
    const read = must(readListings(encodeBody(listingBatchFormat, batch)))
    expect(read.source).toBe(batch.source)
    expect(read.listings.map(must)).toEqual(batch.listings)
  })

  it('refuses a broken listing alone', () => {
    const [one, two, three] = batch.listings
    const read = must(readListings(bodyOf({ ...batch, listings: [one, { ...two, name: 7 }, three] })))
    expect(read.listings.map(({ ok }) => ok)).toEqual([true, false, true])
  })

  it.each([
    ['no source', { ...batch, source: undefined }, 'source'],
    ['no listings', { source: 'a', licence: 'b' }, 'listings'],
    ['listings that are no list', { ...batch, listings: 'all' }, 'listings'],
    ['too many listings', { ...batch, listings: Array.from({ length: 257 }, () => 1) }, 'listings'],
  ])('refuses a batch with %s', (_, value, field) => {
    expect(readListings(bodyOf(value))).toEqual({ ok: false, error: { code: 'statement_invalid', detail: { field } } })
  })

  it('refuses bytes that are no CBOR', () => {
    expect(readListings(Uint8Array.of(0xff)).ok).toBe(false)
  })
})
