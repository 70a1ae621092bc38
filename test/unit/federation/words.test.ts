import { describe, expect, it } from 'vitest'
import { mapConcepts } from '../../../src/community/map-concepts.js'
import { approverFrom } from '../../../src/community/speak.js'
import { draftDescriptor, signDescriptor } from '../../../src/descriptor/draft.js'
import { federate } from '../../../src/federation/federate.js'
import type { Mapping } from '../../../src/federation/mappings.js'
import { mappingsOf } from '../../../src/federation/mappings.js'
import { readIntake } from '../../../src/intake/read.js'
import { toHex } from '../../../src/kernel/text.js'
import { matchFederation } from '../../../src/matching/federated.js'
import { coreVocabulary, extendVocabulary, type Vocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  descriptorJson,
  must,
  NOW,
  publishSample,
  sampleCommunity,
  samplePractitioner,
} from '../../support/catalogue.js'
import { federationOf, handMade, harbour, hills, hostile, versionOf } from '../../support/federation.js'
import { listed, opened } from '../../support/joined.js'
import { seed } from '../../support/match-run.js'
import { conceptOf, idOf, now, practitioner } from '../../support/offers.js'

// Harbour has a word of its own, "sea-fear", and Hills has one of the same id for something else.

const withWords = (...ids: string[]): Vocabulary =>
  must(
    extendVocabulary(
      coreVocabulary,
      ids.map((id) => ({ facet: 'concern', id, labels: [{ language: 'en', text: id }] })),
    ),
  )
const own = withWords('sea-fear', 'sea-fear.storms', 'anxiety.tides')
const offering = (number: number, concept: string, level = 4) =>
  versionOf(practitioner({ concepts: [{ concept: conceptOf(concept), level }] }, { id: idOf(number) }), 1)
const mapping = (community: string, from: string, relation: Mapping['relation'], to: string, of?: string): Mapping => ({
  community,
  from,
  relation,
  to,
  of,
})

/** What everybody scores, of 100,000, by number; and what nobody understood. */
function asked(
  need: string,
  mappings: readonly Mapping[],
  { home, more = {} }: { readonly home?: string; readonly more?: object } = {},
) {
  const federation = federationOf(
    [
      handMade(harbour, {
        entries: [offering(1, 'sea-fear'), offering(2, 'anxiety.worry', 2), offering(3, 'sea-fear.storms')],
        vocabulary: own,
      }),
      handMade(hills, {
        entries: [offering(11, 'sea-fear'), offering(12, 'anxiety.worry'), offering(13, 'hill-fear')],
        vocabulary: withWords('sea-fear', 'hill-fear'),
      }),
    ],
    mappings,
  )
  const vocabulary = home === undefined ? coreVocabulary : home === harbour ? own : withWords('sea-fear', 'hill-fear')
  const intake = must(readIntake({ needs: [{ concept: need }], must: [], ...more }, vocabulary))
  const outcome = matchFederation(intake, federation, { now, seed, limit: 50, ...(home ? { home } : {}) })
  const all = [...outcome.matches, ...outcome.maybe]
  const scored = all.filter(({ score }) => score > 0)
  return {
    scores: Object.fromEntries(scored.map(({ id, score }) => [Number.parseInt(id, 16), score / 1000])),
    reasons: scored.flatMap(({ reasons }) => reasons),
    unmapped: outcome.communities.map(({ unmapped }) => unmapped),
    shown: all.map(({ id }) => Number.parseInt(id, 16)).sort((one, other) => one - other),
    all,
  }
}
const full = asked('anxiety.worry', []).scores[12] ?? 0

describe('words of several communities', () => {
  it('are kept apart: one id in two communities is two things, and what has no word elsewhere is reported', () => {
    const { scores, unmapped } = asked('sea-fear', [], { home: harbour })
    expect(scores).toEqual({ 1: full, 3: full * 0.9 })
    expect(unmapped).toEqual([[], [{ facet: 'concern', concept: 'sea-fear' }]])
  })

  it('answer a core word where their community maps them to it: wholly when exact, by half of the level when close', () => {
    const exact = asked('anxiety.worry', [mapping(harbour, 'sea-fear', 'exact', 'anxiety.worry')])
    expect(exact.scores).toEqual({ 1: full, 2: full / 2, 3: full, 12: full })
    const close = asked('anxiety.worry', [mapping(harbour, 'sea-fear', 'close', 'anxiety.worry')])
    expect(close.scores).toEqual({ 1: full / 2, 2: full / 2, 3: full / 2, 12: full })
    // The reasons name what was stated, and the entry is the one that was signed.
    expect(close.reasons.map(({ need, matched }) => `${need} ${matched}`).sort()).toEqual([
      'anxiety.worry anxiety.worry',
      'anxiety.worry anxiety.worry',
      'anxiety.worry sea-fear',
      'anxiety.worry sea-fear.storms',
    ])
    for (const { entry } of close.all) expect(entry.offer.concepts).toHaveLength(1)
  })

  it('of the home community are answered elsewhere by what it maps them to, or by what is mapped to them', () => {
    const byHome = asked('sea-fear', [mapping(harbour, 'sea-fear', 'exact', 'anxiety.worry')], { home: harbour })
    expect(byHome.scores).toEqual({ 1: full, 2: full / 2, 3: full * 0.9, 12: full })
    expect(byHome.unmapped).toEqual([[], []])
    expect(new Set(byHome.reasons.map(({ need }) => need))).toEqual(new Set(['sea-fear']))
    const byOther = asked('sea-fear', [mapping(hills, 'hill-fear', 'close', 'sea-fear', harbour)], { home: harbour })
    expect(byOther.scores).toEqual({ 1: full, 3: full * 0.9, 13: full / 2 })
    const named = asked('sea-fear', [mapping(harbour, 'sea-fear', 'exact', 'hill-fear', hills)], { home: harbour })
    expect(named.scores).toEqual({ 1: full, 3: full * 0.9, 13: full })
  })

  it('go one step: what is gained by a mapping gains nothing by another', () => {
    const chain = [
      mapping(harbour, 'sea-fear', 'exact', 'anxiety.worry'),
      mapping(hills, 'hill-fear', 'exact', 'anxiety.worry'),
    ]
    // Sea-fear is worry here, and hill-fear is worry there; that makes them nothing to each other.
    expect(asked('sea-fear', chain, { home: harbour }).scores).not.toHaveProperty(`${13}`)
    const loop = [
      mapping(harbour, 'sea-fear', 'exact', 'hill-fear', hills),
      mapping(hills, 'hill-fear', 'exact', 'sea-fear', harbour),
    ]
    expect(asked('sea-fear', loop, { home: harbour }).scores).toEqual({ 1: full, 3: full * 0.9, 13: full })
  })

  it('that are only wider or narrower score nothing, and are reported', () => {
    for (const relation of ['broader', 'narrower'] as const) {
      const { scores, unmapped } = asked('sea-fear', [mapping(harbour, 'sea-fear', relation, 'anxiety.worry')], {
        home: harbour,
      })
      expect(scores).toEqual({ 1: full, 3: full * 0.9 })
      expect(unmapped[1]).toHaveLength(1)
    }
  })

  it('that a third community maps say nothing of these two', () => {
    const stranger = [
      mapping(hostile, 'sea-fear', 'exact', 'anxiety.worry'),
      mapping(hostile, 'magic', 'exact', 'sea-fear', harbour),
    ]
    expect(asked('anxiety.worry', stranger)).toEqual(asked('anxiety.worry', []))
    expect(asked('sea-fear', stranger, { home: harbour })).toEqual(asked('sea-fear', [], { home: harbour }))
  })

  it('under a core word are still within it, for others too', () => {
    const federation = federationOf([
      handMade(harbour, { entries: [offering(1, 'anxiety.tides')], vocabulary: own }),
      handMade(hills, { entries: [offering(11, 'anxiety'), offering(12, 'anxiety.tides')] }),
    ])
    const intake = must(readIntake({ needs: [{ concept: 'anxiety.tides' }], must: [] }, own))
    const { matches, maybe } = matchFederation(intake, federation, { now, seed, limit: 50, home: harbour })
    const scores = [...matches, ...maybe].map(({ id, score }) => [Number.parseInt(id, 16), score / 1000] as const)
    expect(Object.fromEntries(scores)).toEqual({ 1: full, 11: full * 0.6, 12: 0 })
  })

  it('count where something is to be avoided', () => {
    const exact = [mapping(harbour, 'sea-fear', 'exact', 'anxiety.worry')]
    const { shown } = asked('grief', exact, { more: { avoid: { concepts: ['anxiety.worry'] } } })
    expect(shown).not.toContain(1)
    expect(asked('grief', [], { more: { avoid: { concepts: ['anxiety.worry'] } } }).shown).toContain(1)
  })
})

describe('a mapping that is signed', () => {
  const community = sampleCommunity('Harbour')
  const dora = approverFrom(community.keys)
  const name = toHex(dora.community)
  const chen = samplePractitioner('Chen Wei')
  const draft = must(
    draftDescriptor(descriptorJson({ concepts: [{ concept: 'sea-fear', level: 4 }] }), {
      vocabulary: own,
      keys: chen.keys,
    }),
  )
  const sailor = { ...chen, descriptor: signDescriptor(draft, chen.keys, { now: NOW }) }
  const publish = (...more: readonly Uint8Array[]) =>
    publishSample(community, [...listed(community, sailor), ...more], { vocabulary: own })
  const says = [{ from: 'sea-fear', relation: 'exact', to: 'anxiety.worry' }] as const

  it('travels in the catalogue, and counts in a federation', () => {
    const catalogue = opened(community, publish(mapConcepts(says, dora, { now: NOW })))
    expect(mappingsOf(catalogue)).toEqual([{ community: name, ...says[0], of: undefined }])
    const intake = must(readIntake({ needs: [{ concept: 'anxiety.worry' }], must: [] }, coreVocabulary))
    const { matches, maybe } = matchFederation(intake, federate([catalogue]), { now: NOW, seed })
    expect([...matches, ...maybe][0]?.reasons[0]).toMatchObject({ need: 'anxiety.worry', matched: 'sea-fear' })
  })

  it('is replaced by a newer list, and speaks of nothing that is not its community’s own', () => {
    const later = mapConcepts([], dora, { now: NOW, sequence: NOW + 1 })
    expect(mappingsOf(opened(community, publish(mapConcepts(says, dora, { now: NOW }), later)))).toEqual([])
    const foreign = [
      { from: 'anxiety.panic', relation: 'exact', to: 'grief' },
      { from: 'nobody-knows', relation: 'exact', to: 'grief' },
    ] as const
    expect(mappingsOf(opened(community, publish(mapConcepts(foreign, dora, { now: NOW }))))).toEqual([])
  })

  it('is an approver’s to say, and has bounds', () => {
    const member = { signer: chen.keys.identity, community: dora.community }
    const file = publish(mapConcepts(says, member, { now: NOW }))
    expect(file.rejected.map(({ code }) => code)).toEqual(['statement_unheeded'])
    expect(mappingsOf(opened(community, file))).toEqual([])
    const many = (count: number) => Array.from({ length: count }, () => says[0])
    expect(mapConcepts(many(500), dora, { now: NOW }).length).toBeLessThan(64 * 1024)
    expect(() => mapConcepts(many(501), dora, { now: NOW })).toThrow(RangeError)
    expect(() => mapConcepts([{ ...says[0], to: 'Not a concept' }], dora, { now: NOW })).toThrow(RangeError)
    expect(() => mapConcepts([{ ...says[0], of: 'ab' }], dora, { now: NOW })).toThrow(TypeError)
  })
})
