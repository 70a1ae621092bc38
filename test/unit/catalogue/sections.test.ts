import { expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { readEntries } from '../../../src/catalogue/read-entries.js'
import { verifyCatalogue } from '../../../src/catalogue/verify.js'
import { signListings } from '../../../src/community/sign.js'
import { draftListings } from '../../../src/descriptor/draft.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { listingsJson, must, NOW, publishSample, sampleCommunity } from '../../support/catalogue.js'

const community = sampleCommunity()
const trust = [community.keys.root.publicKey]
const batch = (id: string, count: number) =>
  signListings(must(draftListings(listingsJson(count), { vocabulary })), community.keys, { id, now: NOW })

it('a batch that repeats what another lists is left out whole, and leaves no row behind that stands for nothing', () => {
  const { bytes, entries, rejected } = publishSample(community, [batch('directory-1', 2), batch('directory-2', 3)])
  const read = readEntries(must(openCatalogue(bytes, { trust, lastSeen: 'first-use', now: NOW })))
  expect(read.rejected).toEqual([])
  expect(read.accepted.map(({ id }) => id)).toEqual(['listing:facility-1', 'listing:facility-2'])
  expect(entries).toBe(2)
  expect(must(verifyCatalogue(bytes, { trust, now: NOW }))).toMatchObject({ identical: true, entries: 2, rejected: [] })
  expect(rejected).toEqual([0, 1].map((item) => ({ index: 1, item, code: 'statement_invalid' })))
})
