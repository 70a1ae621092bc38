import { type Alias, aliasLevel, isAliased, withAliases } from '../catalogue/aliased.js'
import type { CatalogueEntry } from '../catalogue/entry.js'
import type { Mapping } from '../federation/mappings.js'
import type { Answers } from '../intake/answers.js'
import { ok } from '../kernel/result.js'
import type { ConceptId, Facet } from '../vocabulary/concept.js'
import { coreVocabulary, hasConcept, type Vocabulary } from '../vocabulary/vocabulary.js'
import type { Unmapped } from './federated-match.js'
import type { Match } from './match.js'
import type { Matchable } from './run.js'
import { covers } from './state.js'

// What a person asked in one community's words, as another community is asked it. Two communities may use one id for two
// things: so a word of the home community's own is asked elsewhere under a name that is nobody's, and is answered there by
// what a mapping says, or by nothing.

/** What is asked in one community, and how its answers are told in the person's words again. */
export type Asking = {
  readonly answers: Answers
  readonly catalogue: Matchable
  readonly unmapped: readonly Unmapped[]
  /** Puts a match of that catalogue into the person's words, and gives it back the entry as it was signed. */
  readonly told: (match: Match) => Match
}

/** Words that are the home community's own, and what is known of them. */
export type Words = {
  /** Of every community of the federation. */
  readonly mappings: readonly Mapping[]
  /** Hex of the community whose words the answers are in; undefined where they are core words. */
  readonly home: string | undefined
}

/**
 * Prepares what is asked of one community.
 *
 * @param answers - raw, in the home community's words.
 * @param catalogue - of the community that is asked.
 * @param words - mappings, each signed by approvers of the community whose own word it explains; and whose words are used.
 * @returns the answers in words that mean the same here, and a view of the catalogue in which mapped concerns count.
 * Privacy: as private as the answers.
 * Cost: O(answers + concepts × mappings). @since 0.1
 */
export function askingIn(answers: Answers, catalogue: Matchable, { mappings, home }: Words): Asking {
  const { key } = catalogue.community
  const isAway = home !== undefined && home !== key
  const unmapped: Unmapped[] = []
  const asked = new Map<string, string>()
  const own = (facet: Facet, id: string): string => (isAway ? nameAway(facet, id, home) : id)
  const aliases = aliasesFor(key, mappings, home, own)
  const gained = new Set(aliases.map(({ gain }) => gain))
  const rename = (facet: Facet, id: string): string => {
    const name = own(facet, id)
    if (name !== id) asked.set(name, id)
    if (name !== id && !(facet === 'concern' && gained.has(name))) unmapped.push({ facet, concept: id })
    return name
  }
  const renamed = isAway ? renamedIn(answers, rename) : answers
  if (aliases.length === 0) {
    const told = (match: Match) => (asked.size === 0 ? match : toldIn(match, asked, [], match.entry))
    return { answers: renamed, catalogue, unmapped, told }
  }
  const entries = new Map<CatalogueEntry, CatalogueEntry>()
  const view: Matchable = {
    community: catalogue.community,
    vocabulary: knowing(catalogue.vocabulary, gained),
    columns: withAliases(catalogue.columns, aliases),
    entryAt: (row) => {
      const entry = catalogue.entryAt(row)
      if (!entry.ok) return entry
      const seen = withGains(entry.value, aliases)
      entries.set(seen, entry.value)
      return ok(seen)
    },
  }
  const told = (match: Match) => toldIn(match, asked, aliases, entries.get(match.entry) ?? match.entry)
  return { answers: avoidingToo(renamed, aliases), catalogue: view, unmapped, told }
}

/** A mapping counts in the community that says it; one of the home community's own words also where it is asked. */
function aliasesFor(
  key: string,
  mappings: readonly Mapping[],
  home: string | undefined,
  own: (facet: Facet, id: string) => string,
): readonly Alias[] {
  return mappings.flatMap(({ community, from, relation, to, of }): readonly Alias[] => {
    if (relation !== 'exact' && relation !== 'close') return []
    const isExact = relation === 'exact'
    const aliases: Alias[] = []
    if (community === key && of === undefined) aliases.push({ have: from, gain: to, isExact })
    if (community === key && of !== undefined && of === home)
      aliases.push({ have: from, gain: own('concern', to), isExact })
    if (community === home && (of === undefined || of === key))
      aliases.push({ have: to, gain: own('concern', from), isExact })
    return aliases
  })
}

/** A word that is nobody's: the first part that is the community's own gets its name, so that what lies within it stays there. */
function nameAway(facet: Facet, id: string, home: string): string {
  const parts = id.split('.')
  for (let length = 1; length <= parts.length; length++) {
    if (hasConcept(coreVocabulary, facet, parts.slice(0, length).join('.'))) continue
    return [...parts.slice(0, length - 1), `${parts[length - 1]}-${home}`, ...parts.slice(length)].join('.')
  }
  return id
}

/** Every answered word that a vocabulary may add to. What stands in several facets is renamed where it is in none of the core. */
function renamedIn(answers: Answers, rename: (facet: Facet, id: string) => string): Answers {
  const { needs, access, body, prefer, avoid } = answers
  const each = (facet: Facet, ids: readonly string[] | undefined) => ids?.map((id) => rename(facet, id))
  const avoided = (id: string): string => {
    const facet = avoidable.find((one) => hasConcept(coreVocabulary, one, id))
    return facet === undefined ? rename('concern', id) : id
  }
  return {
    ...answers,
    needs: needs.map((need) => ({ ...need, concept: rename('concern', need.concept) })),
    access: each('access', access),
    body: body && { ...body, areas: each('body-area', body.areas), noTouch: each('body-area', body.noTouch) },
    prefer: prefer && {
      ...prefer,
      modalities: each('modality', prefer.modalities),
      populations: each('population', prefer.populations),
      style: each('style', prefer.style),
    },
    avoid: avoid && { ...avoid, concepts: avoid.concepts?.map(avoided) },
  }
}

const avoidable: readonly Facet[] = ['concern', 'modality', 'population', 'practitioner', 'style', 'event-kind']

/** Whoever avoids something avoids what counts as it. */
function avoidingToo(answers: Answers, aliases: readonly Alias[]): Answers {
  const { avoid } = answers
  const concepts = avoid?.concepts
  if (avoid === undefined || concepts === undefined) return answers
  const more = aliases.flatMap(({ have, gain }) => (concepts.some((one) => covers(one, gain)) ? [have] : []))
  return { ...answers, avoid: { ...avoid, concepts: [...concepts, ...more] } }
}

function knowing(vocabulary: Vocabulary, gained: ReadonlySet<string>): Vocabulary {
  const concerns = [...(vocabulary.concepts.get('concern') ?? []), ...gained] as ConceptId[] // compared with ids, never shown
  return { ...vocabulary, concepts: new Map([...vocabulary.concepts, ['concern', new Set(concerns)]]) }
}

function withGains(entry: CatalogueEntry, aliases: readonly Alias[]): CatalogueEntry {
  const stated = entry.offer.concepts ?? []
  const gains = aliases.flatMap((alias) =>
    stated.flatMap(({ concept, level }) =>
      isAliased(alias, concept) ? [{ concept: gainOf(alias), level: aliasLevel(level, alias.isExact) }] : [],
    ),
  )
  if (gains.length === 0) return entry
  // One kind of offer stays that kind: only its concepts grow.
  return { ...entry, offer: { ...entry.offer, concepts: [...stated, ...gains] } } as CatalogueEntry
}

function gainOf({ gain }: Alias): ConceptId {
  return gain as ConceptId // compared with ids, never shown
}

function toldIn(
  match: Match,
  asked: ReadonlyMap<string, string>,
  aliases: readonly Alias[],
  entry: CatalogueEntry,
): Match {
  const need = <One extends { readonly need: string | undefined }>(one: One): One =>
    one.need === undefined ? one : { ...one, need: asked.get(one.need) ?? one.need }
  const { reasons, against, unknowns, counterfactual } = match
  return {
    ...match,
    entry,
    reasons: reasons.map((part) => need({ ...part, matched: statedAs(part, aliases, entry) })),
    against: against.map(need),
    unknowns: unknowns.map(need),
    counterfactual: counterfactual && need(counterfactual),
  }
}

/** The word that the entry itself states, where it was matched by what that counts as. */
function statedAs(
  { facet, matched, level }: Match['reasons'][number],
  aliases: readonly Alias[],
  { offer }: CatalogueEntry,
): string | undefined {
  const stated = offer.concepts ?? []
  if (facet !== 'need' || stated.some((one) => one.concept === matched && one.level === level)) return matched
  const names = aliases
    .filter(({ gain }) => gain === matched)
    .flatMap((alias) =>
      stated.filter((one) => isAliased(alias, one.concept) && aliasLevel(one.level, alias.isExact) === level),
    )
  return names.map(({ concept }): string => concept).sort()[0] ?? matched
}
