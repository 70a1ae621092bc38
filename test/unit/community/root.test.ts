import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { createCommunity, signManifest } from '../../../src/community/create.js'
import {
  type CommunityKeys,
  createCommunityKeys,
  createSigningKey,
  readCommunityKeys,
  readSigningKey,
  unsafeExportCommunityKeys,
  unsafeExportSigningKey,
} from '../../../src/community/keys.js'
import {
  changeCommunity,
  cosignCommunity,
  inspectCommunity,
  joinSignatures,
  keysForCommunity,
} from '../../../src/community/root.js'
import { approve } from '../../../src/community/sign.js'
import { copyBytes } from '../../../src/kernel/bytes.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days } from '../../../src/kernel/time.js'
import { openManifest } from '../../../src/trust/anchor.js'
import { verifyRecipient } from '../../../src/trust/recipient.js'
import { encodeRoot, MAX_MANIFESTS, readRoot } from '../../../src/trust/root-chain.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { codeOf } from '../../support/cast.js'
import { entryOf, must, NOW, samplePractitioner, seeded } from '../../support/catalogue.js'

const keysOf = (name: string): CommunityKeys => must(createCommunityKeys({ random: seeded(`keys of ${name}`) }))
const signerOf = (name: string) => must(createSigningKey({ random: seeded(`signer ${name}`) }))
const dora = keysOf('Dora')
const [ben, chen, grace, eve] = [signerOf('Ben'), signerOf('Chen'), signerOf('Grace'), signerOf('Eve')]
const draft = {
  name: 'Harbour',
  contact: 'dora@harbour.example',
  charterHash: 'ab'.repeat(32),
  policy: { approvalsRequired: 1 },
}
const now = NOW
const three = [dora.root, ben, chen].map(({ publicKey }) => publicKey)
const founded = must(createCommunity(draft, dora, { now, rootKeys: three, rootThreshold: 2 }))
const root = must(cosignCommunity(founded, ben, { now }))
const nameOf = (bytes: Uint8Array) => must(readRoot(bytes)).name
const openAs = (bytes: Uint8Array, anchor = nameOf(root), at = now) => openManifest(bytes, { anchor, now: at })
const alone = must(createCommunity(draft, dora, { now }))

describe('a community of several root keys', () => {
  it('is not valid before as many have signed as must', () => {
    expect(openAs(founded)).toEqual({
      ok: false,
      error: { code: 'root_threshold_unmet', detail: { signed: 1, required: 2 } },
    })
    expect(must(openAs(root))).toMatchObject({ key: toHex(nameOf(root)), rootThreshold: 2 })
    expect(must(openAs(root)).rootKeys).toHaveLength(3)
  })

  it('is named by all its keys and the threshold, and by its key alone where there is one', () => {
    expect(nameOf(alone)).toEqual(dora.root.publicKey)
    const others = [
      must(createCommunity(draft, dora, { now, rootKeys: three, rootThreshold: 3 })),
      must(createCommunity(draft, dora, { now, rootKeys: three.slice(0, 2), rootThreshold: 2 })),
    ]
    expect(new Set([root, alone, ...others].map((one) => toHex(nameOf(one)))).size).toBe(4)
    const shuffled = must(createCommunity(draft, dora, { now, rootKeys: [...three].reverse(), rootThreshold: 2 }))
    expect(nameOf(shuffled)).toEqual(nameOf(root))
  })

  it('asks for more than half unless told', () => {
    const halves = [1, 2, 3].map((count) =>
      must(inspectCommunity(must(createCommunity(draft, dora, { now, rootKeys: three.slice(0, count) })), { now })),
    )
    expect(halves.map(({ says }) => says.rootThreshold)).toEqual([1, 2, 2])
  })

  it('takes root keys as hex, and refuses those that are none, that repeat, or lack the founder', () => {
    const hex = must(createCommunity(draft, dora, { now, rootKeys: three.map(toHex), rootThreshold: 2 }))
    expect(nameOf(hex)).toEqual(nameOf(root))
    expect(() => createCommunity(draft, dora, { now, rootKeys: ['ab'] })).toThrow(TypeError)
    expect(() => createCommunity(draft, dora, { now, rootKeys: [ben.publicKey] })).toThrow(RangeError)
    const wrong = (rootKeys: readonly Uint8Array[], rootThreshold: number) => {
      const result = createCommunity(draft, dora, { now, rootKeys, rootThreshold })
      return result.ok ? 'ok' : result.error
    }
    const invalid = (field: unknown) => ({ code: 'statement_invalid', detail: { field } })
    expect(wrong([dora.root.publicKey, dora.root.publicKey], 1)).toEqual(invalid('rootKeys'))
    expect(wrong(three, 4)).toEqual(invalid('rootThreshold'))
    expect(wrong(three, 0)).toEqual(invalid('rootThreshold'))
    // One signature fits everything under the identity.
    const weak = Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? 1 : 0))
    expect(wrong([...three, weak], 1)).toEqual(invalid(expect.stringMatching(/^rootKeys\.\d$/)))
  })

  it('says who has signed, who has not, and how many are missing', () => {
    const report = must(inspectCommunity(founded, { now }))
    expect(report).toMatchObject({
      community: toHex(nameOf(root)),
      manifest: 1,
      changed: [],
      signed: [toHex(dora.root.publicKey)],
      missing: { own: 1, before: 0 },
      complete: false,
    })
    expect([...report.unsigned].sort()).toEqual([ben, chen].map(({ publicKey }) => toHex(publicKey)).sort())
    expect(must(inspectCommunity(root, { now }))).toMatchObject({ missing: { own: 0, before: 0 }, complete: true })
    expect(must(inspectCommunity(root, { now: after(now, days(730)) })).complete).toBe(false)
  })
})

describe('co-signing', () => {
  it('adds a signature once', () => {
    expect(must(cosignCommunity(root, ben, { now }))).toEqual(root)
    expect(must(cosignCommunity(founded, dora.root, { now }))).toEqual(founded)
    expect(must(readRoot(must(cosignCommunity(root, chen, { now })))).last.signers).toHaveLength(3)
  })

  it('gives the same bytes in whatever order people sign', () => {
    const one = must(cosignCommunity(must(cosignCommunity(founded, ben, { now })), chen, { now }))
    const other = must(cosignCommunity(must(cosignCommunity(founded, chen, { now })), ben, { now }))
    expect(one).toEqual(other)
    const apart = joinSignatures(must(cosignCommunity(founded, chen, { now })), root)
    expect(must(apart)).toEqual(one)
    expect(must(joinSignatures(root, root))).toEqual(root)
  })

  it('refuses a key that nobody asks, and a draft that has ended or comes from the future', () => {
    expect(codeOf(cosignCommunity(founded, eve, { now }))).toBe('root_signer_unknown')
    expect(codeOf(cosignCommunity(founded, ben, { now: after(now, days(730)) }))).toBe('root_expired')
    const later = must(changeCommunity(root, {}, ben, { now: after(now, days(1)) }))
    expect(codeOf(cosignCommunity(later, chen, { now }))).toBe('root_invalid')
  })

  it('refuses to join what is not the same', () => {
    const other = must(createCommunity({ ...draft, name: 'Haven' }, dora, { now, rootKeys: three, rootThreshold: 2 }))
    expect(codeOf(joinSignatures(founded, other))).toBe('root_invalid')
    expect(codeOf(joinSignatures(founded, Uint8Array.of(1)))).toBe('root_invalid')
    expect(codeOf(joinSignatures(Uint8Array.of(1), founded))).toBe('root_invalid')
  })

  it('neither signs nor shows a draft with a signature that does not fit', () => {
    const forged = copyBytes(founded)
    forged[forged.length - 40] = (forged[forged.length - 40] ?? 0) ^ 1
    expect(codeOf(cosignCommunity(forged, ben, { now }))).toBe('root_forged')
    expect(codeOf(inspectCommunity(forged, { now }))).toBe('root_forged')
    expect(codeOf(joinSignatures(forged, founded))).toBe('root_forged')
    expect(codeOf(joinSignatures(founded, forged))).toBe('root_forged')
  })

  it('signs nothing on top of what is not valid', () => {
    const unsigned = must(changeCommunity(root, { name: 'Haven' }, ben, { now }))
    expect(codeOf(changeCommunity(unsigned, {}, ben, { now }))).toBe('root_threshold_unmet')
    expect(codeOf(changeCommunity(founded, {}, ben, { now }))).toBe('root_threshold_unmet')
    expect(codeOf(inspectCommunity(Uint8Array.of(1), { now }))).toBe('root_invalid')
  })
})

describe('changing a community', () => {
  it('takes over what does not change, and names what does', () => {
    const next = must(changeCommunity(alone, { contact: 'office@harbour.example' }, dora.root, { now }))
    const report = must(inspectCommunity(next, { now }))
    expect(report).toMatchObject({ manifest: 2, changed: ['contact'], complete: true })
    expect(must(openAs(next, nameOf(alone)))).toMatchObject({ name: 'Harbour', contact: 'office@harbour.example' })
    expect(must(inspectCommunity(must(changeCommunity(next, {}, dora.root, { now })), { now }))).toMatchObject({
      manifest: 3,
      changed: [],
    })
  })

  it('renews a manifest that has ended', () => {
    const later = after(now, days(800))
    expect(codeOf(openAs(alone, nameOf(alone), later))).toBe('root_expired')
    const renewed = must(changeCommunity(alone, {}, dora.root, { now: later }))
    expect(codeOf(openAs(renewed, nameOf(alone), later))).toBe('ok')
    expect(() => changeCommunity(alone, {}, dora.root, { now, expiresIn: days(1831) })).toThrow(RangeError)
  })

  it.each([
    ['contact', { contact: '' }],
    ['publishingKeys.0', { publishingKeys: ['none'] }],
    ['rootKeys', { rootKeys: [] }],
    ['rootThreshold', { rootThreshold: 2 }],
    ['', { unheardOf: 1 }],
  ])('names %s when it is wrong', (field, changes) => {
    expect(changeCommunity(alone, changes, dora.root, { now })).toEqual({
      ok: false,
      error: { code: 'statement_invalid', detail: { field } },
    })
  })

  it('refuses whoever holds no root key, of before or of then', () => {
    expect(codeOf(changeCommunity(alone, {}, eve, { now }))).toBe('root_signer_unknown')
    const rootKeys = [dora.root, eve].map(({ publicKey }) => toHex(publicKey))
    expect(codeOf(changeCommunity(alone, { rootKeys }, eve, { now }))).toBe('ok')
  })

  it('ends after as many manifests as there may be', () => {
    const { links, last } = must(readRoot(alone))
    const subject = toHex(nameOf(alone))
    const later = Array.from({ length: MAX_MANIFESTS - 1 }, (_, index) => ({
      statement: { bytes: signManifest(last.manifest, { sequence: index + 2, subject, now }, dora.root) },
      cosignatures: [],
    }))
    const chain = encodeRoot([...links, ...later])
    expect(codeOf(openAs(chain, nameOf(alone)))).toBe('ok')
    expect(changeCommunity(chain, {}, dora.root, { now })).toEqual({
      ok: false,
      error: { code: 'root_too_long', detail: { limit: MAX_MANIFESTS } },
    })
  })

  it('lets one grow into three without another name', () => {
    const drafted = must(changeCommunity(alone, { rootKeys: three.map(toHex), rootThreshold: 2 }, dora.root, { now }))
    expect(must(inspectCommunity(drafted, { now }))).toMatchObject({ missing: { own: 1, before: 0 }, complete: false })
    const grown = must(cosignCommunity(drafted, ben, { now }))
    expect(must(openAs(grown, nameOf(alone))).key).toBe(toHex(dora.root.publicKey))
  })
})

describe('keys on paper', () => {
  it('come back as they were', () => {
    const back = must(readSigningKey(unsafeExportSigningKey(ben)))
    expect(must(cosignCommunity(founded, back, { now }))).toEqual(root)
    const named = must(keysForCommunity(dora, root))
    expect(must(readCommunityKeys(unsafeExportCommunityKeys(named))).community).toEqual(nameOf(root))
    expect(must(readCommunityKeys(unsafeExportCommunityKeys(dora))).community).toBeUndefined()
  })

  it('are refused when the file is none', () => {
    const file = JSON.parse(unsafeExportSigningKey(ben)) as object // our own text
    for (const [field, text] of [
      ['', 'nothing'],
      ['format', JSON.stringify({ ...file, format: 'another' })],
      ['secret', JSON.stringify({ ...file, secret: 'ab' })],
    ] as const) {
      expect(readSigningKey(text)).toEqual({ ok: false, error: { code: 'keys_invalid', detail: { field } } })
    }
  })

  it('are not made without randomness', () => {
    expect(createSigningKey({ random: () => new Uint8Array(0) }).ok).toBe(false)
  })
})

describe('the day a root key is lost', () => {
  const practitioner = samplePractitioner('Chen Wei')
  const approvedBy = (keys: CommunityKeys) => must(approve(practitioner.descriptor, keys, { now }))
  const publish = (parts: Partial<Parameters<typeof publishCatalogue>[0]>) =>
    must(publishCatalogue({ root, statements: [], vocabulary, publishingKey: dora.publishing, now, ...parts }))
  const trust = [nameOf(root)]
  const harbour = must(keysForCommunity(dora, root))
  const statements = [practitioner.descriptor, practitioner.presence, approvedBy(harbour)]
  const first = publish({ statements })
  // Dora's file is gone, with her root key, the approver's, and the publishing key.
  const other = keysOf('Dora, anew')
  const changes = {
    rootKeys: [other.root, ben, chen].map(({ publicKey }) => publicKey),
    approvers: [other.root.publicKey],
    publishingKeys: [other.publishing.publicKey],
  }
  const rotated = must(cosignCommunity(must(changeCommunity(root, changes, ben, { now })), chen, { now }))

  it('two of three rotate it out, and the community keeps its name', () => {
    expect(must(inspectCommunity(rotated, { now }))).toMatchObject({
      changed: ['publishingKeys', 'approvers', 'rootKeys'],
      complete: true,
      community: toHex(nameOf(root)),
    })
    const open = must(openAs(rotated))
    expect(open.rootKeys.map(toHex)).not.toContain(toHex(dora.root.publicKey))
    expect(open.key).toBe(toHex(nameOf(root)))
  })

  it('its approvals count no more, new ones do, and people are written to as before', () => {
    const keys = must(keysForCommunity(other, rotated))
    const next = publish({
      root: rotated,
      publishingKey: keys.publishing,
      previous: first.head,
      statements: [...statements, approvedBy(keys)],
    })
    expect(next.rejected).toEqual([{ index: 2, item: undefined, code: 'statement_forged' }])
    const seen = must(openCatalogue(first.bytes, { trust, lastSeen: 'first-use', now })).head
    const catalogue = must(openCatalogue(next.bytes, { trust, lastSeen: seen, now }))
    expect(catalogue.continuity).toBe('new-publisher')
    const { evidence } = entryOf(catalogue, 'Chen Wei')
    expect(must(verifyRecipient(evidence, { now })).community.key).toBe(toHex(nameOf(root)))
    // The chain is asked again when somebody is written to: without the rotation nobody approved this key.
    expect(codeOf(verifyRecipient({ ...evidence, root }, { now }))).toBe('statement_forged')
  })

  it('whoever finds it can do nothing alone, and neither can one of the others', () => {
    expect(codeOf(openAs(must(changeCommunity(root, { approvers: [eve.publicKey] }, dora.root, { now }))))).toBe(
      'root_threshold_unmet',
    )
    const found = changeCommunity(rotated, { rootKeys: three }, dora.root, { now })
    expect(must(inspectCommunity(must(found), { now })).missing).toEqual({ own: 1, before: 2 })
    const lone = must(changeCommunity(root, { rootKeys: [grace.publicKey], rootThreshold: 1 }, grace, { now }))
    expect(codeOf(openAs(lone))).toBe('root_rotation_unapproved')
  })
})
