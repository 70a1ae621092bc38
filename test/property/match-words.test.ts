import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CatalogueEntry } from '../../src/catalogue/entry.js'
import { en } from '../../src/labels/en.js'
import type { Gate, Match, MatchOutcome, Part, ScoredFacet } from '../../src/matching/match.js'
import { type MatchText, textOfMatch } from '../../src/matching/text.js'
import { textOfExcluded, textOfRelaxation } from '../../src/matching/text-counts.js'
import type { Facet } from '../../src/vocabulary/concept.js'
import { relate } from '../../src/vocabulary/relation.js'
import { arbitraryAnswers } from '../support/answers.js'
import { longer } from '../support/longer.js'
import { run } from '../support/match-run.js'
import { arbitraryEntries, conceptOf, eventOf, listing, practitioner } from '../support/offers.js'

/** What the engine calls things, and what a number is never called. Whatever the person chose stands in quotation marks. */
const jargon =
  /\b(facets?|gates?|scores?|scored|weights?|strengths?|points?|per ?cent|percentages?|probab\w*|likel\w*|rank\w*|match\w*|vocabular\w*|concepts?|modalit\w*|undefined|null|NaN|users?)\b|%/i
/** An id of a concept, of an entry, of a region or language; choices and languages have capitals, which no id begins with. */
const rawId = /\w\.\w|[0-9a-f]{16}|\b[a-zA-Z]{2}-[A-Z]{2}\b|listing:|event:|“[^\p{Lu}]|^Speaks [^\p{Lu}]/u

/** Everything that must be true of a line whatever it is about. */
function expectReadable(line: string): void {
  const ours = line.replace(/“[^”]*”/g, '…')
  expect(line).toMatch(/^[\p{Lu}\d]/u)
  expect(line).toMatch(/[^.\s:,]$/)
  expect(line).not.toMatch(/[{}]|“”|\s\s|^\s|: ?(,|$)/)
  expect(line).not.toMatch(rawId)
  expect(ours).not.toMatch(jargon)
  expect(line.length, line).toBeLessThanOrEqual(120)
}

function linesOf({ why, against, ask, change, know }: MatchText): readonly string[] {
  return [...why, ...against, ...ask, ...(change === undefined ? [] : [change]), ...know]
}

/** The words of a choice, where it has any. */
function wordOf(facet: ScoredFacet | Gate, id: string | undefined): string | undefined {
  const facets: Readonly<Record<string, Facet>> = worded
  const name = facets[facet]
  const words: Readonly<Record<string, string>> = name === undefined ? {} : en.concepts[name]
  return id === undefined ? undefined : words[id]
}

const worded = {
  need: 'concern',
  formats: 'format',
  languages: 'language',
  access: 'access',
  body: 'body-area',
  sessions: 'session',
  for: 'for-whom',
  modalities: 'modality',
  practitioner: 'practitioner',
  populations: 'population',
  style: 'style',
} as const

describe('the words of an outcome', () => {
  it('are there for whatever match finds, readable, and without a word of the engine', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(arbitraryAnswers, arbitraryEntries(), fc.boolean(), (answers, entries, exploration) => {
        const outcome = run(answers, entries, exploration ? { exploration, limit: 2 } : {})
        for (const list of [outcome.matches, outcome.maybe]) for (const one of list) expectWhole(one, list, seen)
        expectCounted(outcome, seen)
      }),
      { numRuns: 400 * longer },
    )
    // The generator reaches what the sentences are for; one that it never reaches would be tested by nothing here.
    for (const kind of ['reason need', 'against style', 'unknown accepting', 'change', 'tie', 'drop', 'ask', 'loosen'])
      expect([...seen]).toContain(kind)
  })

  function expectWhole(one: Match, list: readonly Match[], seen: Set<string>): void {
    const text = textOfMatch(one, en, undefined, list)
    for (const line of linesOf(text)) expectReadable(line)
    for (const question of text.ask) expect(question).toMatch(/\?$/)
    expect(text.why.length).toBeGreaterThan(0)
    expect(text.know.length).toBeGreaterThan(0)
    const groups = [
      ['reason', one.reasons, text.why],
      ['against', one.against, text.against],
      ['unknown', one.unknowns, text.ask],
    ] as const
    for (const [name, parts, lines] of groups) {
      if (name !== 'reason') expect(lines.length > 0).toBe(parts.length > 0)
      for (const { facet, need } of parts) {
        seen.add(`${name} ${facet}`)
        // A need is named even where something close to it is offered; another wish may be met by something within it.
        if (name !== 'reason' || facet === 'need') expect(lines.join('\n')).toContain(wordOf(facet, need) ?? '')
      }
    }
    const above = list.find(({ id }) => id === one.counterfactual?.above)
    expect(text.change === undefined).toBe(one.counterfactual === undefined)
    if (above !== undefined) expect(text.change).toContain(above.name)
    if (text.change !== undefined) seen.add(above?.score === one.score ? 'tie' : 'change')
  }

  function expectCounted({ excluded, relaxations }: MatchOutcome, seen: Set<string>): void {
    const lines = textOfExcluded(excluded, en)
    expect(lines.length).toBe(excluded.total === 0 ? 0 : Object.keys(excluded.byGate).length + 1)
    const offers = relaxations.map((one) => textOfRelaxation(one, en))
    for (const line of [...lines, ...offers]) expectReadable(line)
    for (const { change } of relaxations) seen.add(change)
    expect(new Set(offers).size).toBe(offers.length)
  }
})

describe('every word of the vocabulary', () => {
  /** What is said of an event or a listing is the same at every level. */
  const voices: readonly (readonly [CatalogueEntry, number])[] = [
    ...[1, 2, 3, 4].map((level) => [practitioner(), level] as const),
    [eventOf(), 4],
    [listing(), 4],
  ]
  const textOf = (entry: CatalogueEntry, parts: Partial<Match>) =>
    textOfMatch(
      {
        id: entry.id,
        kind: entry.kind,
        name: entry.name,
        sealable: true,
        score: 0,
        lower: 0,
        upper: 0,
        coverage: { known: 1, asked: 1 },
        reasons: [],
        against: [],
        unknowns: [],
        counterfactual: undefined,
        exploration: false,
        entry,
        ...parts,
      },
      en,
      undefined,
      [{ id: 'above', name: 'Chen Wei', score: 1 }],
    )
  // Object.entries forgets that the keys are facets.
  const facets = Object.entries(worded) as [keyof typeof worded, Facet][]

  it.each(facets)('of %s fits into what is said against, asked and wished for', (facet, words) => {
    for (const need of Object.keys(en.concepts[words])) {
      const one = { facet, need }
      const counterfactual = { ...one, points: 1, above: 'above' }
      for (const line of linesOf(textOf(practitioner(), { against: [one], unknowns: [one], counterfactual }))) {
        expectReadable(line)
      }
    }
  })

  it.each(facets)('of %s fits into a reason, beside every word it is related to', (facet, words) => {
    const ids = Object.keys(en.concepts[words])
    const isRelated = facet === 'need' || facet === 'modalities' || facet === 'body'
    for (const need of ids) {
      for (const matched of isRelated ? ids : [need]) {
        const relation = isRelated ? relate(conceptOf(need), conceptOf(matched)) : undefined
        if (relation === 'none') continue
        for (const [entry, level] of voices) {
          const numbers = { weight: 1, strength: 1, points: 1 }
          const part: Part = { facet, need, matched, relation, level, ...numbers, source: 'self', asOf: entry.issued }
          const [line = ''] = textOf(entry, { reasons: [part] }).why
          expectReadable(line)
          expect(line).toContain(wordOf(facet, matched))
        }
      }
    }
  })
})

describe('every sentence of the labels about matching', () => {
  const { match } = en
  const gates = Object.keys(match.gate) as Gate[] // Object.keys forgets them

  it('is readable for every condition, whatever the number', () => {
    for (const count of [1, 2, 12_345]) {
      for (const gate of gates) {
        for (const line of textOfExcluded({ total: count, byGate: { [gate]: count } }, en)) expectReadable(line)
        for (const change of ['drop', 'ask', 'loosen'] as const) {
          expectReadable(textOfRelaxation({ gate, change, gained: count }, en))
        }
      }
    }
  })

  it('has the placeholders that are filled, and no others', () => {
    const placeholders = (group: Readonly<Record<string, string>>) =>
      Object.values(group).flatMap((text) => text.match(/\{\w+\}/g) ?? [])
    const only = (group: Readonly<Record<string, string>>, ...names: readonly string[]) =>
      expect([...new Set(placeholders(group))].sort()).toEqual([...names].sort())
    for (const group of [match.reason, match.against, match.change, match.askFor]) only(group, '{words}')
    for (const kind of Object.values(match.need)) only(kind, '{words}')
    for (const kind of [match.need.event, match.need.listing]) expect(new Set(Object.values(kind)).size).toBe(1)
    for (const group of [match.ask, match.gate, match.because, match.source, match.heading, match.kind]) only(group)
    for (const template of Object.values(match.askFor)) expect(template).toContain('{words}')
    only(en.list, '{list}', '{last}')
    only(match.relation, '{line}', '{asked}')
    only(match.relaxation, '{gate}', '{gain}')
    only(match.loosen, '{gate}', '{gain}')
    only(match.from, '{date}', '{source}')
    for (const pair of [match.leftOut, match.leftOutTwice, match.gain]) only(pair, '{count}')
  })
})
