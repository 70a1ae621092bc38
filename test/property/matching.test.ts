import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CatalogueEntry } from '../../src/catalogue/entry.js'
import type { Offer } from '../../src/descriptor/offer.js'
import { type Answers, conditions } from '../../src/intake/answers.js'
import type { Match } from '../../src/matching/match.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { arbitraryAnswers } from '../support/answers.js'
import { longer } from '../support/longer.js'
import { run, standing, textOf } from '../support/match-run.js'
import {
  arbitraryEntries,
  arbitraryEntry,
  arbitraryOffer,
  conceptOf,
  known,
  pacific,
  practitioner,
  words,
} from '../support/offers.js'

// The numbers are those of the laws of matching. The half of law 4 that holds every engine to the reference is in
// matching-reference.test.ts. Law 16 (JSON and the compiled catalogue rank the same) waits for compiled columns.

const runs = { numRuns: 300 * longer }

/** Every list of a tree changed by one function; bytes are left alone. */
function mapLists<Tree>(tree: Tree, change: (list: readonly unknown[]) => readonly unknown[]): Tree {
  if (Array.isArray(tree)) return change(tree.map((part) => mapLists(part, change))) as Tree
  if (typeof tree !== 'object' || tree === null || tree instanceof Uint8Array) return tree
  // The changed dates of a series have one order, each once: any other is refused before anybody matches.
  const changed = (key: string, part: unknown) => (key === 'recurrence' ? part : mapLists(part, change))
  return Object.fromEntries(Object.entries(tree).map(([key, part]) => [key, changed(key, part)])) as Tree
}

const withOffer = (entry: CatalogueEntry, offer: Offer): CatalogueEntry =>
  ({ ...entry, offer: { ...entry.offer, ...offer } }) as CatalogueEntry

describe('the laws of matching', () => {
  it('1: the same inputs give the same bytes', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(), (answers, entries) => {
        expect(JSON.stringify(run(answers, entries))).toBe(
          JSON.stringify(run(structuredClone(answers), structuredClone(entries))),
        )
      }),
      runs,
    )
  })

  it('2: the order of the catalogue, of every list and of the wishes is irrelevant', () => {
    const reverse = (list: readonly unknown[]) => [...list].reverse()
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(), (answers, entries) => {
        expect(textOf(run(mapLists(answers, reverse), mapLists(entries, reverse)))).toBe(textOf(run(answers, entries)))
      }),
      runs,
    )
  })

  it('3: the parts sum to the score, and each can be computed alone', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(), (answers, entries) => {
        const outcome = run(answers, entries)
        for (const found of [...outcome.matches, ...outcome.maybe]) {
          expect(found.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(found.score)
          for (const part of found.reasons) {
            expect(part.points).toBe(part.weight * part.strength)
            expect(Number.isInteger(part.points) && part.strength <= 1000).toBe(true)
          }
          expect(found.lower).toBe(found.score)
          expect(found.upper).toBeGreaterThanOrEqual(found.score)
        }
      }),
      runs,
    )
  })

  it('4: the first k are the first k of all, for every k', () => {
    fc.assert(
      fc.property(
        arbitraryAnswers,
        arbitraryEntries(12),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        (answers, entries, limit, isDiverse) => {
          const options = { diversity: isDiverse ? 400 : 0 }
          const whole = run(answers, entries, options)
          const part = run(answers, entries, { ...options, limit })
          expect(part.matches).toEqual(whole.matches.slice(0, limit))
          expect(part.maybe).toEqual(whole.maybe.slice(0, limit))
          expect(part.counts).toEqual(whole.counts)
          if (isDiverse) return
          const scores = whole.matches.map(({ score }) => score)
          expect(scores).toEqual([...scores].sort((one, other) => other - one))
        },
      ),
      runs,
    )
  })

  /** Adds or raises one stated value that answers what was asked; undefined where nothing of the kind was asked. */
  const improvements: readonly ((answers: Answers, offer: Offer) => Offer | undefined)[] = [
    ({ needs }, { concepts }) => ({
      concepts: [...(concepts ?? []), { concept: conceptOf(needs[0]?.concept ?? 'mood'), level: 4 }],
    }),
    (_, { concepts }) =>
      concepts && { concepts: concepts.map((one) => ({ ...one, level: Math.min(4, one.level + 1) })) },
    ({ prefer }, { modalities }) => prefer?.modalities && { modalities: adding(modalities, prefer.modalities) },
    ({ prefer }, { populations }) => prefer?.populations && { populations: adding(populations, prefer.populations) },
    ({ prefer }, { styles }) => prefer?.style && { styles: adding(styles, prefer.style) },
    ({ prefer }, { facets }) =>
      prefer?.practitioner && {
        facets: adding(
          facets,
          prefer.practitioner.map(({ facet, value }) => `${facet}.${value}`),
        ),
      },
    ({ where }, { formats }) => (where?.formats?.length ? { formats: adding(formats, where.formats) } : undefined),
    ({ where }, { licences }) =>
      where?.region ? { licences: [...(licences ?? []), { region: where.region, status: 'stated' }] } : undefined,
    ({ where }, { locations }) =>
      where?.region ? { locations: [...(locations ?? []), { region: where.region }] } : undefined,
    ({ languages }, offer) =>
      languages?.anyOf?.length
        ? { languages: { ...offer.languages, yes: [...(offer.languages?.yes ?? []), languages.anyOf[0] ?? 'en'] } }
        : undefined,
    ({ languages }) => (languages?.interpreter ? { interpreter: true } : undefined),
    ({ payment }, { fees }) => (payment?.anyOf?.length ? { fees: [...(fees ?? []), { model: 'free' }] } : undefined),
    ({ payment }, { insurers }) =>
      payment && {
        insurers: adding(insurers, payment.anyOf?.flatMap((way) => ('insurer' in way ? [way.insurer] : [])) ?? []),
      },
    // The person's offset is the zone's in November; less than half an hour together answers nobody.
    ({ when }, { slots }) =>
      when?.utcOffsetMinutes === -480 && when.slots?.some(({ fromMinute, toMinute }) => toMinute - fromMinute >= 30)
        ? { zone: pacific, slots: [...(slots ?? []), ...when.slots] }
        : undefined,
    ({ access: wanted }, { access }) => wanted && { access: adding(access, wanted) },
    ({ sessions: wanted }, { sessions }) => wanted && { sessions: adding(sessions, [wanted]) },
    ({ for: wanted }, { seenFor }) => wanted && { seenFor: adding(seenFor, [wanted]) },
    ({ body: wanted }, { body }) =>
      wanted && { body: { ...body, touchFree: true, areas: adding(body?.areas, wanted.areas ?? []) } },
    ({ about }, { ageGroups }) => (about?.ageGroup ? { ageGroups: adding(ageGroups, [about.ageGroup]) } : undefined),
  ]
  function adding(list: Offer['modalities'], values: readonly string[]): NonNullable<Offer['modalities']> {
    return { ...list, yes: [...(list?.yes ?? []), ...known(...values)] }
  }

  it('5: adding or raising a matching stated value never lowers a score or closes a gate', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntry, fc.constantFrom(...improvements), (asked, entry, improve) => {
        const answers = { ...asked, avoid: undefined } // what is both asked for and avoided is a contradiction
        const better = improve(answers, entry.offer)
        fc.pre(better !== undefined)
        const before = standing(run(answers, [entry]), entry.id)
        const after = standing(run(answers, [withOffer(entry, better)]), entry.id)
        expect(after.place).toBeGreaterThanOrEqual(before.place)
        if (before.found !== undefined) expect(after.found?.score).toBeGreaterThanOrEqual(before.found.score)
      }),
      { numRuns: 1000 * longer },
    )
  })

  it('6: nobody’s coming, going or editing changes anybody else’s score', () => {
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(), arbitraryOffer, (answers, entries, edit) => {
        const alone = ({ counterfactual: _, ...found }: Match) => found
        const ofAll = run(answers, entries)
        for (const entry of entries) {
          const others = entries.filter(({ id }) => id !== entry.id).map((one) => withOffer(one, edit))
          for (const company of [[], others]) {
            const one = standing(run(answers, [entry, ...company]), entry.id)
            const whole = standing(ofAll, entry.id)
            expect(one.place).toBe(whole.place)
            expect(one.found && alone(one.found)).toEqual(whole.found && alone(whole.found))
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  /** For each part of the answers, the fields of an offer that only it reads. */
  const readers: readonly (readonly [(answers: Answers) => Answers, readonly (keyof Offer)[]])[] = [
    [(answers) => ({ ...answers, where: undefined }), ['formats', 'licences']],
    [(answers) => ({ ...answers, languages: undefined }), ['languages', 'interpreter']],
    [(answers) => ({ ...answers, payment: undefined }), ['fees', 'insurers']],
    [(answers) => ({ ...answers, when: undefined }), ['slots', 'zone']],
    [(answers) => ({ ...answers, access: undefined }), ['access']],
    [(answers) => ({ ...answers, body: undefined }), ['body']],
    [(answers) => ({ ...answers, sessions: undefined }), ['sessions']],
    [(answers) => ({ ...answers, for: undefined }), ['seenFor']],
    [
      (answers) => ({ ...answers, prefer: undefined, avoid: undefined }),
      ['modalities', 'populations', 'styles', 'facets'],
    ],
    [(answers) => ({ ...answers, about: undefined }), ['ageGroups']],
  ]

  it('7: what was not mentioned never matters', () => {
    fc.assert(
      fc.property(
        arbitraryAnswers,
        arbitraryEntry,
        arbitraryOffer,
        fc.constantFrom(...readers),
        (asked, entry, other, [silence, fields]) => {
          // An event's zone also tells when it is next held, which is no answer's business.
          fc.pre(entry.kind !== 'event' || !fields.includes('zone'))
          const answers = silence(asked)
          const changed = withOffer(entry, Object.fromEntries(fields.map((field) => [field, other[field]])))
          expect(textOf(run(answers, [changed]))).toBe(textOf(run(answers, [entry])))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('8: a no scores at most what silence does, and silence at most what a yes does', () => {
    const lists = [
      'modalities',
      'populations',
      'styles',
      'facets',
      'formats',
      'sessions',
      'seenFor',
      'access',
      'languages',
      'insurers',
    ] as const
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryOffer, fc.constantFrom(...lists), (asked, offer, field) => {
        const answers = { ...asked, must: [], avoid: undefined }
        const vocabulary = { ...words, language: words.language }
        const every = known(
          ...{
            modalities: vocabulary.modality,
            populations: vocabulary.population,
            styles: vocabulary.style,
            facets: vocabulary.trait,
            formats: vocabulary.format,
            sessions: vocabulary.session,
            seenFor: vocabulary.forWhom,
            access: vocabulary.access,
            languages: vocabulary.language,
            insurers: vocabulary.insurer,
          }[field],
        )
        const scoreWith = (list: Offer['modalities']) => {
          const found = standing(run(answers, [practitioner({ ...offer, [field]: list })]), practitioner().id)
          return found.found?.score ?? 0
        }
        const silence = scoreWith(undefined)
        expect(scoreWith({ no: every })).toBeLessThanOrEqual(silence)
        expect(scoreWith({ complete: true })).toBeLessThanOrEqual(silence)
        expect(silence).toBeLessThanOrEqual(scoreWith({ yes: every }))
      }),
      runs,
    )
  })

  it('8: not offered scores at most what silence does, and silence at most what being offered does', () => {
    fc.assert(
      fc.property(
        arbitraryOffer,
        fc.constantFrom(...words.concern),
        fc.integer({ min: 1, max: 4 }),
        (offer, need, level) => {
          const scoreWith = (parts: Offer) =>
            standing(
              run({ needs: [{ concept: need }], must: [] }, [practitioner({ ...parts, rules: undefined })]),
              practitioner().id,
            ).found?.score ?? 0
          const silence = scoreWith({ ...offer, concepts: offer.concepts, notOffered: undefined })
          expect(scoreWith({ ...offer, notOffered: [need] })).toBeLessThanOrEqual(silence)
          expect(silence).toBeLessThanOrEqual(
            scoreWith({
              ...offer,
              notOffered: undefined,
              concepts: [...(offer.concepts ?? []), { concept: need, level }],
            }),
          )
        },
      ),
      runs,
    )
  })

  it('9: one condition more only shrinks the set', () => {
    fc.assert(
      fc.property(
        arbitraryAnswers,
        arbitraryEntries(),
        fc.constantFrom(...conditions),
        (answers, entries, condition) => {
          const must = answers.must ?? []
          const loose = run({ ...answers, must }, entries)
          const tight = run({ ...answers, must: [...must, condition] }, entries)
          for (const { id } of entries) expect(standing(tight, id).place).toBeLessThanOrEqual(standing(loose, id).place)
        },
      ),
      runs,
    )
  })

  it('9: excluding what is unknown only shrinks the set', () => {
    fc.assert(
      fc.property(
        arbitraryAnswers,
        arbitraryEntries(),
        fc.constantFrom(...conditions),
        (answers, entries, condition) => {
          const kept = run({ ...answers, unknown: { ...answers.unknown, [condition]: 'keep' } }, entries)
          const excluded = run({ ...answers, unknown: { ...answers.unknown, [condition]: 'exclude' } }, entries)
          for (const { id } of entries)
            expect(standing(excluded, id).place).toBeLessThanOrEqual(standing(kept, id).place)
        },
      ),
      runs,
    )
  })

  it('10: saying something twice is saying it once', () => {
    const twice = (list: readonly unknown[]) => [...list, ...list]
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(), (answers, entries) => {
        const repeated = entries.map((entry) => ({ ...entry, offer: mapLists(entry.offer, twice) }) as CatalogueEntry)
        expect(textOf(run(mapLists(answers, twice), repeated))).toBe(textOf(run(answers, entries)))
      }),
      runs,
    )
  })

  it('11: exact is worth at least a descendant, that an ancestor, that a sibling, and the unrelated nothing', () => {
    const concerns = [...(coreVocabulary.concepts.get('concern') ?? [])]
    const needs = concerns.filter(
      (id) =>
        id.split('.').length === 2 && concerns.some((one) => one.startsWith(`${id.split('.')[0]}.`) && one !== id),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...needs),
        fc.constantFrom(...concerns),
        fc.integer({ min: 1, max: 4 }),
        (need, other, level) => {
          const scoreOf = (wanted: string, concept: string) =>
            run({ needs: [{ concept: wanted }], must: [] }, [
              practitioner({ concepts: [{ concept: conceptOf(concept), level }] }),
            ]).matches[0]?.score ?? 0
          const top = need.split('.')[0] ?? ''
          const sibling =
            concerns.find((one) => one.startsWith(`${top}.`) && one.split('.').length === 2 && one !== need) ?? need
          const exact = scoreOf(need, need)
          const descendant = scoreOf(top, need)
          const ancestor = scoreOf(need, top)
          const neighbour = scoreOf(need, sibling)
          expect([exact, descendant, ancestor, neighbour]).toEqual(
            [exact, descendant, ancestor, neighbour].sort((one, two) => two - one),
          )
          expect(neighbour).toBeGreaterThan(0)
          if (other.split('.')[0] !== top) expect(scoreOf(need, other)).toBe(0)
        },
      ),
      runs,
    )
  })
})
