import { describe, expect, it } from 'vitest'
import { approve, revoke, signEvent } from '../../../src/community/sign.js'
import { commitmentOf } from '../../../src/descriptor/commitment.js'
import { draftDescriptor, draftEvent, signDescriptor } from '../../../src/descriptor/draft.js'
import { promisedKeys } from '../../../src/descriptor/keys.js'
import { encodeCbor } from '../../../src/kernel/cbor.js'
import { after, days } from '../../../src/kernel/time.js'
import { toWire } from '../../../src/kernel/wire.js'
import { readStatement } from '../../../src/statement/statement.js'
import { openManifest } from '../../../src/trust/anchor.js'
import { approvalFormat, revocationFormat } from '../../../src/trust/manifest.js'
import { readRoot } from '../../../src/trust/root-chain.js'
import { deriveStandings } from '../../../src/trust/standings.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { descriptorJson, eventJson, must, NOW, sampleCommunity, samplePractitioner } from '../../support/catalogue.js'
import { signRaw } from '../../support/forge.js'

const harbour = sampleCommunity()
const manifest = must(openManifest(harbour.root, { anchor: harbour.keys.root.publicKey, now: NOW }))
const chen = samplePractitioner('Chen Wei')
const { id, identity } = chen.keys
const approval = must(approve(chen.descriptor, harbour.keys, { now: NOW }))
const fold = (statements: readonly Uint8Array[], now = NOW) =>
  deriveStandings(
    statements.map((bytes) => must(readStatement(bytes))),
    manifest,
    now,
  )
const event = must(draftEvent(eventJson([id]), { vocabulary }))

describe('deriveStandings', () => {
  it('gathers what is said about one key', () => {
    const { standings, refused, superseded } = fold([chen.presence, approval, chen.descriptor])
    expect(standings.get(id)?.descriptor?.bytes).toEqual(chen.descriptor)
    expect(standings.get(id)?.presence?.bytes).toEqual(chen.presence)
    expect(standings.get(id)?.approvals.map(({ bytes }) => bytes)).toEqual([approval])
    expect([...refused, ...superseded]).toEqual([])
  })

  it('lets a higher sequence replace a lower one, in whatever order they come', () => {
    const draft = must(draftDescriptor(descriptorJson({ summary: 'Newer.' }), { vocabulary, keys: chen.keys }))
    const newer = signDescriptor(draft, chen.keys, { now: NOW, sequence: NOW + 1 })
    for (const order of [
      [chen.descriptor, newer],
      [newer, chen.descriptor],
    ]) {
      const state = fold(order)
      expect(state.standings.get(id)?.descriptor?.bytes).toEqual(newer)
      expect(state.superseded.map(({ bytes }) => bytes)).toEqual([chen.descriptor])
    }
  })

  it('keeps the older descriptor when the newer one has ended', () => {
    const draft = must(draftDescriptor(descriptorJson(), { vocabulary, keys: chen.keys }))
    const brief = signDescriptor(draft, chen.keys, { now: NOW, sequence: NOW + 1, expiresIn: days(1) })
    const state = fold([chen.descriptor, brief], after(NOW, days(1)))
    expect(state.standings.get(id)?.descriptor?.bytes).toEqual(chen.descriptor)
    expect(state.refused.map(({ code }) => code)).toEqual(['descriptor_expired'])
  })

  it('keeps one event and one batch for each id', () => {
    const one = signEvent(event, harbour.keys, { id: 'evening', now: NOW })
    const two = signEvent(event, harbour.keys, { id: 'evening', now: NOW, sequence: NOW + 1 })
    const other = signEvent(event, harbour.keys, { id: 'morning', now: NOW })
    expect(fold([one, two, other]).events.map(({ bytes }) => bytes)).toEqual([two, other])
  })

  it.each([
    ['an approval by a member', signRaw('approval', id, Uint8Array.of(0xa0), identity)],
    ['an approval by the publishing key', signRaw('approval', id, Uint8Array.of(0xa0), harbour.keys.publishing)],
    ['a revocation by a member', signRaw('revocation', id, Uint8Array.of(0xa0), identity)],
    ['an event by a member', signRaw('event', 'evening', Uint8Array.of(0xa0), identity)],
    ['a batch by a member', signRaw('listing-batch', 'all', Uint8Array.of(0xa0), identity)],
    ['a descriptor in another name', signRaw('descriptor', id, Uint8Array.of(0xa0), harbour.keys.root)],
    ['a second manifest', must(readRoot(harbour.root)).last.statement.bytes],
  ])('refuses %s', (_, statement) => {
    const state = fold([statement])
    expect(state.refused.map(({ code }) => code)).toEqual(['statement_forged'])
    expect([...state.standings, ...state.events, ...state.batches]).toEqual([])
  })

  it.each([
    ['approval', approvalFormat, { keyCommitments: promisedKeys(chen.keys).map(commitmentOf) }],
    ['revocation', revocationFormat, { category: 'left' }],
  ] as const)(
    'refuses an %s that speaks for another community, signed by an approver of both',
    (kind, format, said) => {
      const saying = (community: Uint8Array) =>
        fold([signRaw(kind, id, encodeCbor(toWire({ community, ...said }, format.keys)), harbour.keys.root)])
      expect(saying(harbour.keys.root.publicKey).refused).toEqual([])
      const { refused, standings } = saying(sampleCommunity('Elsewhere').keys.root.publicKey)
      expect(refused.map(({ code }) => code)).toEqual(['statement_forged'])
      expect(standings.size).toBe(0)
    },
  )

  it.each(['approval', 'revocation'] as const)('refuses an %s that says nothing', (kind) => {
    const { refused } = fold([signRaw(kind, id, Uint8Array.of(0xa0), harbour.keys.root)])
    expect(refused.map(({ code }) => code)).toEqual(['statement_invalid'])
  })

  it('keeps an approval that has ended while one of its keys has not: it proves which key came first', () => {
    const brief = must(approve(chen.descriptor, harbour.keys, { now: NOW, expiresIn: days(1) }))
    const keysEnd = 8 * 28 // eight epochs are promised, the first of which began a few days ago
    expect(fold([brief], after(NOW, days(keysEnd - 28))).standings.get(id)?.approvals).toHaveLength(1)
    const over = fold([brief], after(NOW, days(keysEnd)))
    expect(over.standings.get(id)?.approvals).toEqual([])
    expect(over.superseded.map(({ bytes }) => bytes)).toEqual([brief])
  })

  it('refuses an approval from the future', () => {
    const { refused } = fold(
      [must(approve(chen.descriptor, harbour.keys, { now: NOW }))],
      (NOW - days(1)) as typeof NOW,
    )
    expect(refused.map(({ code }) => code)).toEqual(['statement_invalid'])
  })

  it('calls approvals superseded that leave nothing to say, and keeps the first and the last', () => {
    const at = (day: number) => must(approve(chen.descriptor, harbour.keys, { now: after(NOW, days(day)) }))
    const all = [at(0), at(1), at(2), at(3)]
    const { standings, superseded } = fold(all, after(NOW, days(3)))
    expect(new Set(standings.get(id)?.approvals.map(({ bytes }) => bytes))).toEqual(new Set([all[0], all[3]]))
    expect(superseded).toHaveLength(2)
  })

  it('keeps a revocation although a later approval follows', () => {
    const revocation = revoke(identity.publicKey, 'left', harbour.keys, { now: NOW })
    const later = must(approve(chen.descriptor, harbour.keys, { now: NOW, sequence: NOW + 9 }))
    expect(fold([revocation, later]).standings.get(id)?.revocations).toHaveLength(1)
  })

  it('ends on a cycle of members who approve one another, and approves nobody', () => {
    const billie = samplePractitioner('Billie Ashdown').keys
    const there = signRaw('approval', billie.id, Uint8Array.of(0xa0), identity)
    const back = signRaw('approval', id, Uint8Array.of(0xa0), billie.identity)
    expect(fold([there, back]).standings.size).toBe(0)
  })
})
