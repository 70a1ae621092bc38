import { describe, expect, it } from 'vitest'
import { prepareSearch } from '../../src/audit/search/needles.js'
import { search } from '../../src/audit/search/search.js'
import { randomBlobs, realBlobs } from '../support/clean-blobs.js'
import { tryPairs } from '../support/encoding-pairs.js'
import { bytes, planted, plantedAnswers } from '../support/planted.js'

describe('the search, in full', () => {
  it('finds 95 of 100 pairs of encodings that can be undone', () => {
    const { text, prepared } = planted()
    const { pairs, missed, says } = tryPairs(bytes(text), (blob) => search(prepared, blob).hits.length > 0, 1)
    console.log(says)
    expect(pairs).toBeGreaterThan(5000)
    expect(missed.length).toBeLessThanOrEqual(0.05 * pairs)
  })
  it('finds nothing in 1,000 random blobs and 1,000 pieces of real text, of a hundred answers', () => {
    const prepared = prepareSearch(plantedAnswers(100))
    for (const blob of [...randomBlobs(200), ...realBlobs(1000)]) expect(search(prepared, blob).hits).toEqual([])
  })
})
