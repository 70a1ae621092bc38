import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../src/catalogue/catalogue.js'
import type { CatalogueEntry, PractitionerEntry } from '../../src/catalogue/entry.js'
import { type FederatedOptions, matchFederation } from '../../src/matching/federated.js'
import type { FederatedMatch, FederatedOutcome } from '../../src/matching/federated-match.js'
import { match } from '../../src/matching/run.js'
import { arbitraryAnswers, heldAnswers } from '../support/answers.js'
import { federationOf, type HandMade, handMade, harbour, hills, hostile, versionOf } from '../support/federation.js'
import { longer } from '../support/longer.js'
import { seed } from '../support/match-run.js'
import { arbitraryEntries, arbitraryOffer, idOf, now, practitioner } from '../support/offers.js'

// A federation of three, one of them hostile: it may list whom it likes, sign what its own members sign, repeat what others
// have signed, and compile rows that no statement stands behind. It cannot sign with the keys of others.

const options = { now, seed } as const

/** Entries of one community, each in its first version, under ids of its own. */
const entriesFrom = (first: number, maxLength: number): fc.Arbitrary<readonly CatalogueEntry[]> =>
  arbitraryEntries(maxLength).map((entries) =>
    entries.map((entry, index) => {
      const own = { ...entry, id: idOf(first + index) }
      return own.kind === 'practitioner' ? versionOf(own, 5) : own
    }),
  )

const isPractitioner = (entry: CatalogueEntry): entry is PractitionerEntry => entry.kind === 'practitioner'

const renewal = fc.option(fc.record({ of: fc.nat(), offer: arbitraryOffer, sequence: fc.constantFrom(4, 5, 6) }), {
  nil: undefined,
})

/** Two honest communities; a member of the first may be one of the second, too, with older, equal or newer words there. */
const honest = fc
  .record({ harbour: entriesFrom(1, 5), hills: entriesFrom(100, 5), both: renewal })
  .map(({ both, ...own }) => {
    const members = own.harbour.filter(isPractitioner)
    const member = members[(both?.of ?? 0) % Math.max(1, members.length)]
    if (both === undefined || member === undefined) return own
    const again = both.sequence === 5 ? member : versionOf(practitioner(both.offer, { id: member.id }), both.sequence)
    return { ...own, hills: [...own.hills, again] }
  })

const move = fc.oneof(
  fc.record({ act: fc.constant('invent' as const), offer: arbitraryOffer }),
  fc.record({ act: fc.constant('copy a name' as const), of: fc.nat(), offer: arbitraryOffer }),
  fc.record({ act: fc.constant('repeat' as const), of: fc.nat() }),
  fc.record({ act: fc.constant('repeat older words' as const), of: fc.nat(), offer: arbitraryOffer }),
  fc.record({ act: fc.constant('falsify' as const), of: fc.nat(), offer: arbitraryOffer }),
  fc.record({ act: fc.constant('flood' as const), offer: arbitraryOffer, count: fc.integer({ min: 4, max: 12 }) }),
)
type Move = typeof move extends fc.Arbitrary<infer One> ? One : never

type Attack = HandMade & { readonly falsified: ReadonlySet<string>; readonly repeated: ReadonlySet<string> }

/** What the hostile community publishes. */
function attackOf(moves: readonly Move[], victims: readonly PractitionerEntry[]): Attack {
  const entries = new Map<string, CatalogueEntry>()
  const falsified = new Set<string>()
  const repeated = new Set<string>()
  const invent = (entry: Parameters<typeof practitioner>[0], name = 'Eve') => {
    const id = idOf(10_000 + entries.size)
    entries.set(id, versionOf(practitioner(entry, { id, name }), 9))
  }
  for (const done of moves) {
    const victim = 'of' in done ? victims[done.of % Math.max(1, victims.length)] : undefined
    if (done.act === 'invent') invent(done.offer)
    if (done.act === 'flood') for (let index = 0; index < done.count; index++) invent(done.offer)
    if (victim === undefined) continue
    if (done.act === 'copy a name') invent('offer' in done ? done.offer : {}, victim.name)
    // One id stands in one row: what was done to it first stays.
    if (entries.has(victim.id)) continue
    if (done.act === 'repeat') {
      entries.set(victim.id, victim)
      repeated.add(victim.id)
    }
    if (done.act === 'repeat older words') {
      entries.set(victim.id, versionOf(practitioner(done.offer, { id: victim.id }), 1))
    }
    if (done.act === 'falsify') {
      entries.set(victim.id, versionOf(practitioner(done.offer, { id: victim.id }), 99))
      falsified.add(victim.id)
    }
  }
  return { entries: [...entries.values()], falsified, repeated }
}

const seen = (one: FederatedMatch) => {
  const { entry, listings, ...rest } = one
  return rest
}
const lists = ['matches', 'maybe'] as const
/** An identity key is one everywhere, other ids in their community. */
const nameOf = ({ kind, community, id }: FederatedMatch) => (kind === 'practitioner' ? id : `${community} ${id}`)
const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
const run = (
  answers: Parameters<typeof heldAnswers>[0],
  joined: readonly Catalogue[],
  more: Partial<FederatedOptions>,
) => matchFederation(heldAnswers(answers), federationOf(joined), { ...options, ...more })

describe('a federation of three, one of them hostile', () => {
  it('changes no score, explanation or order of the others, and gives it at most its share', () => {
    const met = { places: 0, full: 0, repeated: 0 }
    fc.assert(
      fc.property(
        arbitraryAnswers,
        honest,
        fc.array(move, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 12 }),
        (answers, own, moves, limit) => {
          const victims = [...own.harbour, ...own.hills].filter(isPractitioner)
          // Of two versions of one key only the newest can be repeated as such; the rest are older words.
          const newest = victims.filter((one) => !victims.some((other) => isNewerThan(other, one)))
          const attack = attackOf(moves, newest)
          const others = [handMade(harbour, { entries: own.harbour }), handMade(hills, { entries: own.hills })]
          const before = run(answers, others, { limit })
          const after = run(answers, [...others, handMade(hostile, attack)], { limit })
          const everybody = once(() => run(answers, others, { limit: 200 }))
          for (const list of lists) {
            const isUntouched = ({ community, id }: FederatedMatch) => community !== hostile && !attack.repeated.has(id)
            const [was, is] = [before[list].filter(isUntouched).map(seen), after[list].filter(isUntouched).map(seen)]
            const common = Math.min(was.length, is.length)
            expect(is.slice(0, common)).toEqual(was.slice(0, common))
            const isTaken = ({ community, id }: FederatedMatch) => community === hostile && !attack.repeated.has(id)
            const taken = after[list].filter(isTaken).length
            if (taken > Math.ceil(limit / 2)) {
              // Then nobody else is left who fits.
              const shown = new Set(after[list].map(nameOf))
              expect(everybody()[list].filter((one) => !shown.has(nameOf(one)))).toEqual([])
            }
            if (taken === Math.ceil(limit / 2)) met.full++
            // Whom it repeats, it can only show as they are.
            for (const one of after[list].filter(({ id }) => attack.repeated.has(id))) {
              const { score, reasons } = everybody()[list].find(({ id }) => id === one.id) ?? {}
              expect({ score: one.score, reasons: one.reasons }).toEqual({ score, reasons })
              met.repeated++
            }
            met.places += taken
          }
          const isOther = ({ community }: { readonly community: string }) => community !== hostile
          expect(after.communities.filter(isOther)).toEqual(before.communities)
        },
      ),
      { numRuns: 500 * longer, endOnFailure: true },
    )
    // Otherwise it would have looked at nothing.
    expect(met.places).toBeGreaterThan(500)
    expect(met.full).toBeGreaterThan(50)
    expect(met.repeated).toBeGreaterThan(50)
  })
})

function isNewerThan(one: PractitionerEntry, other: PractitionerEntry): boolean {
  return one.id === other.id && sequenceOf(one) > sequenceOf(other)
}

/** The sequence is written into the hand-made statements; the longer way round would be to read it. */
const sequences = [1, 4, 5, 6, 9, 99]
function sequenceOf(entry: PractitionerEntry): number {
  const { descriptor } = entry.evidence
  return sequences.find((sequence) => `${versionOf(entry, sequence).evidence.descriptor}` === `${descriptor}`) ?? 0
}

describe('matching over a federation', () => {
  it('is matching, where there is one community', () => {
    fc.assert(
      fc.property(arbitraryAnswers, entriesFrom(1, 10), fc.integer({ min: 1, max: 12 }), (answers, entries, limit) => {
        const catalogue = handMade(harbour, { entries })
        const alone = match(heldAnswers(answers), catalogue, { ...options, limit })
        const { communities, rejected, ...joined } = run(answers, [catalogue], { limit })
        const plain = (matches: FederatedOutcome['matches']) =>
          matches.map(({ community, communityName, listings, contested, ...one }) => one)
        expect({ ...joined, matches: plain(joined.matches), maybe: plain(joined.maybe), rejected: [] }).toEqual(alone)
        expect(communities).toHaveLength(1)
      }),
      { numRuns: 50 * longer },
    )
  })

  it('shows nobody twice, whoever lists them, and does not care in which order communities are joined', () => {
    fc.assert(
      fc.property(arbitraryAnswers, honest, fc.array(move, { maxLength: 6 }), (answers, own, moves) => {
        const victims = [...own.harbour, ...own.hills].filter(isPractitioner)
        const joined = [
          handMade(harbour, { entries: own.harbour }),
          handMade(hills, { entries: own.hills }),
          handMade(hostile, attackOf(moves, victims)),
        ]
        const outcome = run(answers, joined, { limit: 20 })
        const keys = lists.flatMap((list) => outcome[list].map(nameOf))
        expect(new Set(keys).size).toBe(keys.length)
        expect(run(answers, [...joined].reverse(), { limit: 20 })).toEqual(outcome)
        for (const list of lists) {
          for (const { entry, listings, community } of outcome[list]) {
            if (entry.kind !== 'practitioner') continue
            const listing = listings.find((one) => one.community === community)
            expect(listing).toMatchObject({ standing: 'listed', entry })
          }
        }
      }),
      { numRuns: 50 * longer },
    )
  })

  it('shows whom the home community lists as it lists them, whatever others carry', () => {
    fc.assert(
      fc.property(arbitraryAnswers, honest, fc.array(move, { maxLength: 6 }), (answers, own, moves) => {
        const atHome = own.harbour.filter(isPractitioner)
        const joined = [
          handMade(harbour, { entries: own.harbour }),
          handMade(hills, { entries: own.hills }),
          handMade(hostile, attackOf(moves, atHome)),
        ]
        const outcome = run(answers, joined, { limit: 20, home: harbour })
        const alone = match(heldAnswers(answers), joined[0] as Catalogue, { ...options, limit: 20 })
        for (const list of lists) {
          for (const one of outcome[list].filter(({ id }) => atHome.some((entry) => entry.id === id))) {
            expect(one.community).toBe(harbour)
            const { score, reasons, sealable } = alone[list].find(({ id }) => id === one.id) ?? {}
            expect(one).toMatchObject({ score, reasons, sealable, contested: false })
          }
        }
      }),
      { numRuns: 50 * longer },
    )
  })
})
