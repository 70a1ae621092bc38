import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../../src/catalogue/catalogue.js'
import { changeCommunity } from '../../../src/community/root.js'
import { revoke } from '../../../src/community/sign.js'
import { verifyEquivocation } from '../../../src/federation/equivocation.js'
import { federate, MAX_CATALOGUES, MAX_KNOWN_HEADS } from '../../../src/federation/federate.js'
import { listingsOf } from '../../../src/federation/listings.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days } from '../../../src/kernel/time.js'
import { must, NOW, publishSample, samplePractitioner } from '../../support/catalogue.js'
import { signingKey } from '../../support/circle.js'
import { listed, opened, published } from '../../support/joined.js'

const [harbour, hills] = [published('Harbour'), published('Hills')] as const
const chen = samplePractitioner('Chen Wei')
const own = listed(harbour.community, chen)
const first = harbour.open(own)
const second = harbour.open(own, { previous: first.head, now: after(NOW, days(1)) })
const fork = harbour.open([], { previous: first.head, now: after(NOW, days(1)) })
const third = harbour.open([], { previous: fork.head, now: after(NOW, days(2)) })
const neighbour = hills.open(listed(hills.community, chen))
const trust = [harbour.key]
const hashesOf = (catalogues: readonly Catalogue[]) => catalogues.map(({ head }) => head.hash)

describe('a federation', () => {
  it('of nothing is empty, and of one catalogue twice is that catalogue', () => {
    expect(federate([])).toEqual({ catalogues: [], equivocations: [], mappings: [], heads: [], opened: [] })
    expect(federate([first, first]).catalogues).toEqual([first])
  })

  it('takes the newer of two catalogues of one community, and remembers the head of the other', () => {
    const { catalogues, heads } = federate([second, neighbour, first])
    expect(new Set(hashesOf(catalogues))).toEqual(new Set(hashesOf([second, neighbour])))
    expect(heads).toHaveLength(3)
  })

  it('sets a community aside that told two stories, however late the second is told, and goes on with the others', () => {
    for (const parts of [
      [second, fork, neighbour],
      [federate([second, neighbour]), fork],
      [second, third, neighbour],
    ]) {
      const { catalogues, equivocations } = federate(parts)
      expect(hashesOf(catalogues)).toEqual(hashesOf([neighbour]))
      expect(equivocations).toMatchObject([{ community: toHex(harbour.key), code: 'catalogue_equivocal' }])
    }
  })

  it('takes a community back when a manifest of its own names another publishing key', () => {
    const key = signingKey('the next publishing key')
    const { community } = harbour
    const changes = { publishingKeys: [toHex(key.publicKey)] }
    const root = must(changeCommunity(community.root, changes, community.keys.root, { now: after(NOW, days(3)) }))
    const file = publishSample({ ...community, root }, own, { publishingKey: key, now: after(NOW, days(3)) })
    const anew = opened(community, file, after(NOW, days(3)))
    const { catalogues, equivocations } = federate([second, fork, anew])
    expect(hashesOf(catalogues)).toEqual(hashesOf([anew]))
    expect(equivocations).toEqual([])
  })

  it('has at most 64 catalogues, and remembers at most 104 heads of one', () => {
    const named = (index: number): Catalogue => {
      const community = index.toString(16).padStart(64, '0')
      return { ...first, head: { ...first.head, community, hash: community } }
    }
    const many = Array.from({ length: MAX_CATALOGUES + 1 }, (_, index) => named(index))
    expect(federate(many.slice(1)).catalogues).toHaveLength(64)
    expect(() => federate(many)).toThrow(RangeError)
    // A head that does not read tells nothing; its number is what counts here.
    const numbered = (sequence: number): Catalogue => ({
      ...first,
      signedHead: new Uint8Array(1),
      head: { ...first.head, sequence, hash: `${sequence}` },
    })
    const heads = Array.from({ length: MAX_KNOWN_HEADS + 1 }, (_, index) => numbered(index + 1))
    expect(federate(heads.slice(1)).heads).toHaveLength(104)
    expect(() => federate(heads)).toThrow(RangeError)
  })
})

describe('a proof of two stories', () => {
  it('is checked by whoever trusts the community, with the two heads alone, in either order and at any time', () => {
    const [proof] = federate([second, fork]).equivocations
    const [one, other] = proof?.heads ?? [new Uint8Array(0), new Uint8Array(0)]
    expect(must(verifyEquivocation([one, other], { trust }))).toMatchObject({ code: 'catalogue_equivocal' })
    expect(must(verifyEquivocation([other, one], { trust: [toHex(harbour.key)] })).community).toBe(toHex(harbour.key))
    // The next head names what came before it: to deny one of two is a second story, too.
    expect(verifyEquivocation([second.signedHead, third.signedHead], { trust }).ok).toBe(true)
  })

  it('is none where both can be true, where somebody else is trusted, and where anything was changed', () => {
    const code = (heads: readonly [Uint8Array, Uint8Array], by = trust) => {
      const verified = verifyEquivocation(heads, { trust: by })
      return verified.ok ? 'proved' : verified.error.code
    }
    expect(code([first.signedHead, second.signedHead])).toBe('heads_consistent')
    expect(code([first.signedHead, first.signedHead])).toBe('heads_consistent')
    expect(code([second.signedHead, neighbour.signedHead], [harbour.key, hills.key])).toBe('heads_consistent')
    expect(code([second.signedHead, fork.signedHead], [hills.key])).toBe('catalogue_untrusted')
    const forged = fork.signedHead.slice()
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    expect(code([second.signedHead, forged])).toBe('catalogue_forged')
    expect(code([second.signedHead, new Uint8Array(3)])).toBe('catalogue_invalid')
    expect(() => verifyEquivocation([new Uint8Array(0), forged], { trust: ['00'] })).toThrow(TypeError)
  })
})

describe('what communities say of one practitioner', () => {
  it('is one listing each, and a revocation in one is no more than that', () => {
    const revocation = revoke(chen.keys.identity.publicKey, 'conduct', hills.community.keys, { now: NOW })
    const ended = hills.open([...listed(hills.community, chen), revocation], {
      previous: neighbour.head,
      now: after(NOW, days(1)),
    })
    const listings = listingsOf(federate([first, ended]), chen.keys.id)
    expect(listings.map(({ communityName, standing }) => `${communityName} ${standing}`).sort()).toEqual([
      'Harbour listed',
      'Hills revoked',
    ])
    expect(listings.find(({ standing }) => standing === 'revoked')).toMatchObject({ category: 'conduct', since: NOW })
    const before = listingsOf(federate([first, neighbour]), chen.keys.id)
    expect(before.map(({ standing }) => standing)).toEqual(['listed', 'listed'])
    // Approvals are each community's own.
    const approvals = before.flatMap((one) => (one.standing === 'revoked' ? [] : [one.entry.evidence.approvals.length]))
    expect(approvals).toEqual([1, 1])
  })

  it('is nothing of whom nobody knows, and nothing of what is no key', () => {
    for (const id of ['ab'.repeat(32), '', 'event:panic-evening']) {
      expect(listingsOf(federate([first, neighbour]), id)).toEqual([])
    }
  })
})
