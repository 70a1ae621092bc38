import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../src/catalogue/catalogue.js'
import { type Federation, federate, withoutCommunity } from '../../src/federation/federate.js'
import { toHex } from '../../src/kernel/text.js'
import { after, days } from '../../src/kernel/time.js'
import { NOW, samplePractitioner } from '../support/catalogue.js'
import { listed, published } from '../support/joined.js'
import { longer } from '../support/longer.js'

// Twelve catalogues of three communities: followers, forks and denials of each other, and a community that only goes on.

const [harbour, hills, port] = [published('Harbour'), published('Hills'), published('Port')] as const
const chen = samplePractitioner('Chen Wei')

/** A first catalogue, two that follow it, a second story of the second, and what follows that one. */
function storiesOf({ community, open }: typeof harbour): readonly Catalogue[] {
  const own = listed(community, chen)
  const first = open(own)
  const second = open(own, { previous: first.head, now: after(NOW, days(1)) })
  const third = open(own, { previous: second.head, now: after(NOW, days(2)) })
  const fork = open([], { previous: first.head, now: after(NOW, days(1)) })
  return [first, second, third, fork, open([], { previous: fork.head, now: after(NOW, days(3)) })]
}

const pool = [...storiesOf(harbour), ...storiesOf(hills), ...storiesOf(port).slice(0, 3)]
const parts = fc.array(fc.constantFrom(...pool), { maxLength: 6 })
const runs = { numRuns: 300 * longer }

/** Everything a federation says, without the functions in it. */
const shapeOf = ({ catalogues, equivocations, mappings, heads, opened }: Federation) => ({
  catalogues: catalogues.map(({ head }) => head),
  equivocations: equivocations.map((one) => ({ ...one, heads: one.heads.map(toHex) })),
  mappings,
  heads: heads.map(({ head }) => head.hash),
  opened: opened.map(({ head }) => head.hash),
})

describe('joining', () => {
  it('is commutative and idempotent', () => {
    fc.assert(
      fc.property(
        parts.chain((some) =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: 2 * some.length })),
        ),
        ([some, shuffled]) => {
          expect(shapeOf(federate(shuffled))).toEqual(shapeOf(federate(some)))
          const joined = federate(some)
          expect(shapeOf(federate([joined, joined]))).toEqual(shapeOf(joined))
        },
      ),
      runs,
    )
  })

  it('is associative: a federation of federations is one of all their catalogues', () => {
    fc.assert(
      fc.property(parts, parts, parts, (one, two, three) => {
        const flat = shapeOf(federate([...one, ...two, ...three]))
        expect(shapeOf(federate([federate([federate(one), federate(two)]), federate(three)]))).toEqual(flat)
        expect(shapeOf(federate([federate(one), federate([federate(two), ...three])]))).toEqual(flat)
      }),
      runs,
    )
  })

  it('keeps the newest of each community, and none of one that told two stories', () => {
    const met = { aside: 0 }
    fc.assert(
      fc.property(parts, (some) => {
        const { catalogues, equivocations } = federate(some)
        const aside = equivocations.map(({ community }) => community)
        met.aside += aside.length
        for (const { head } of some) {
          const kept = catalogues.find((one) => one.head.community === head.community)
          if (aside.includes(head.community)) expect(kept).toBeUndefined()
          else expect(kept?.head.sequence).toBeGreaterThanOrEqual(head.sequence)
        }
      }),
      runs,
    )
    expect(met.aside).toBeGreaterThan(20)
  })

  it('can be undone: without a community, all is as if it had never been joined', () => {
    fc.assert(
      fc.property(parts, fc.constantFrom(...pool), (some, { head: { community } }) => {
        const others = some.filter(({ head }) => head.community !== community)
        expect(shapeOf(withoutCommunity(federate(some), community))).toEqual(shapeOf(federate(others)))
      }),
      runs,
    )
  })
})
