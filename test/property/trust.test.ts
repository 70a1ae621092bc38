import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approve, revoke } from '../../src/community/sign.js'
import { toHex } from '../../src/kernel/text.js'
import { after, days } from '../../src/kernel/time.js'
import { readStatement, type Statement } from '../../src/statement/statement.js'
import { openManifest } from '../../src/trust/anchor.js'
import { deriveStandings } from '../../src/trust/standings.js'
import { must, NOW, samplePractitioner, sampleWorld } from '../support/catalogue.js'
import { signRaw } from '../support/forge.js'

const { community, chen, billie, statements } = sampleWorld()
const manifest = must(openManifest(community.root, { anchor: community.keys.root.publicKey, now: NOW }))
const eve = samplePractitioner('Eve')
const later = { now: NOW, sequence: NOW + 1 }
const pile: readonly Statement[] = [
  ...statements,
  must(approve(chen.descriptor, community.keys, { ...later, expiresIn: days(170) })),
  must(approve(chen.descriptor, community.keys, { now: NOW, expiresIn: days(3) })),
  revoke(billie.keys.identity.publicKey, 'left', community.keys, later),
  eve.descriptor,
  signRaw('approval', eve.keys.id, Uint8Array.of(0xa0), chen.keys.identity),
  signRaw('presence', eve.keys.id, Uint8Array.of(0xa0), chen.keys.identity),
].map((bytes) => must(readStatement(bytes)))

describe('deriveStandings', () => {
  it('gives the same state for every order and any duplicates', () => {
    const expected = deriveStandings(pile, manifest, NOW)
    expect(expected.superseded.length * expected.refused.length).toBeGreaterThan(0)
    const mixed = fc
      .tuple(fc.shuffledSubarray([...pile], { minLength: pile.length }), fc.subarray([...pile]))
      .map(([all, again]) => [...again, ...all])
    fc.assert(
      fc.property(mixed, (received) => {
        expect(deriveStandings(received, manifest, NOW)).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  it('says of every key what it would say without the statements on other keys', () => {
    const expected = deriveStandings(pile, manifest, NOW)
    fc.assert(
      fc.property(fc.constantFrom(chen, billie, eve), ({ keys }) => {
        const alone = deriveStandings(
          pile.filter(({ subject }) => subject === keys.id),
          manifest,
          NOW,
        )
        expect(alone.standings.get(keys.id)).toEqual(expected.standings.get(keys.id))
      }),
      { numRuns: 200 },
    )
  })

  it('never brings a revoked key back, whatever is added', () => {
    const extra = fc.subarray([...pile])
    fc.assert(
      fc.property(extra, fc.nat({ max: 30 }), (received, day) => {
        const revocation = must(readStatement(revoke(billie.keys.identity.publicKey, 'left', community.keys, later)))
        const state = deriveStandings([...received, revocation], manifest, after(NOW, days(day)))
        expect(state.standings.get(billie.keys.id)?.revocations).toHaveLength(1)
      }),
      { numRuns: 200 },
    )
  })

  it('follows no chain: 10,000 links and the cycle they close end at once and approve nobody', () => {
    const [template] = pile
    if (template === undefined) throw new Error('the pile is not empty')
    // Unsigned on purpose: the fold does not verify, and 10,000 signatures would take a minute.
    const key = (nth: number) =>
      new Uint8Array(32).fill(1).map((_, index) => (index < 4 ? (nth >>> (8 * index)) & 255 : 9))
    const chain = Array.from({ length: 10_000 }, (_, nth): Statement => {
      const subject = toHex(key((nth + 1) % 10_000))
      return { ...template, kind: 'approval', issuer: key(nth), subject, bytes: key(nth) }
    })
    const state = deriveStandings(chain, manifest, NOW)
    expect(state.standings.size).toBe(0)
    expect(state.refused).toHaveLength(10_000)
  })
})
