import fc from 'fast-check'
import { expect, it } from 'vitest'
import { joinCatalogue, splitCatalogue } from '../../src/catalogue/pieces.js'
import { signListings } from '../../src/community/sign.js'
import { draftListings } from '../../src/descriptor/draft.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { listingsJson, must, NOW, publishSample, sampleCommunity } from '../support/catalogue.js'

const community = sampleCommunity()
/** Batches of one to forty listings, each in two versions. */
const batches = Array.from({ length: 12 }, (_, nth) =>
  [0, 1].map((version) =>
    signListings(
      must(draftListings(listingsJson(1 + nth * 2 + version, `place-${nth}`), { vocabulary: coreVocabulary })),
      community.keys,
      {
        id: `directory-${nth}`,
        now: NOW,
        sequence: NOW + version,
      },
    ),
  ),
)
/** Of each batch: none, the first version, or the second. */
const content = fc.array(fc.constantFrom(undefined, 0, 1), { minLength: 12, maxLength: 12 })

function publishedOf(choice: readonly (number | undefined)[]): Uint8Array {
  const statements = choice.flatMap((version, nth) => {
    const statement = version === undefined ? undefined : batches[nth]?.[version]
    return statement === undefined ? [] : [statement]
  })
  return publishSample(community, statements).bytes
}

it('any catalogue is joined from any other and the pieces that differ, in two steps, to exactly its bytes', () => {
  fc.assert(
    fc.property(content, content, (before, after) => {
      const old = publishedOf(before)
      const fresh = publishedOf(after)
      const { head, pieces: served } = must(splitCatalogue(fresh))
      const { pieces } = must(splitCatalogue(old))
      const had = new Set(pieces.keys())
      const steps: number[] = []
      let update = must(joinCatalogue(head, pieces))
      while (update.bytes === undefined && steps.length < 3) {
        steps.push(update.missing.length)
        for (const { name } of update.missing) {
          expect(had.has(name)).toBe(false)
          pieces.set(name, served.get(name) ?? new Uint8Array(0))
        }
        update = must(joinCatalogue(head, pieces))
      }
      expect(steps.length).toBeLessThanOrEqual(2)
      expect(update.bytes).toEqual(fresh)
    }),
    { numRuns: 200 },
  )
}, 240_000)
