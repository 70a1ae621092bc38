import { hasChangedDates } from '../descriptor/occasion.js'
import { dayOf } from '../kernel/time.js'
import type { ConceptId, Facet } from '../vocabulary/concept.js'
import type { AddedWords, Labels, ScoredName, WordedName } from '../vocabulary/labels.js'
import { dateText, fill, listText, wordOf } from '../vocabulary/sentence.js'
import type { Gate, Match, Part } from './match.js'

/** One match in words: lines without a full stop, by what they are for. */
export type MatchText = {
  /** What speaks for it, the most telling first; never empty. */
  readonly why: readonly string[]
  readonly against: readonly string[]
  /** What nobody stated, conditions first, as questions that can be read out on the phone. */
  readonly ask: readonly string[]
  /** What would put it above the one it stands below; undefined where no one thing would. */
  readonly change: string | undefined
  /** Who says so, and when; then whether nothing can be sent, whether chance chose it, and whether dates were changed. Never empty. */
  readonly know: readonly string[]
}

/** Words of one language, and the vocabulary that may add to them. */
type Language = { readonly labels: Labels; readonly vocabulary: AddedWords }

/** What a line is about: a wish or a condition, and what was asked for. */
type Subject<Name extends ScoredName | Gate> = { readonly facet: Name; readonly need: string | undefined }

/** A sentence and the one choice it is about. Those that differ in the choice alone become one line. */
type Piece = {
  readonly template: string
  readonly word: string | undefined
  /** What is offered, where that is close to the choice and not the same. */
  readonly offered?: string | undefined
}

/** The facet whose words each of them speaks of. */
const facetOf: Readonly<Record<WordedName, Facet>> = {
  need: 'concern',
  endorsement: 'concern',
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
}

/** A line of several choices is broken between two of them before it is longer. */
const LONGEST_LINE = 120

/**
 * Puts one match into words: why it was found, what speaks against it, what to ask, and who says so.
 *
 * No points and no percentages: the order of the lines says what counts most. Choices of which the same is to be said
 * share a line.
 *
 * @param match - one of `matches` or `maybe`.
 * @param labels - the words of one language.
 * @param vocabulary - the catalogue's, where a community added words of its own.
 * @param among - the list it stands in, so that the one above it can be named.
 * @returns the lines. Show them as text, never as markup: names come from other people.
 * Privacy: names what the person asked for; stays on the device.
 * Cost: O(wishes).
 * @example
 * const { why, ask } = textOfMatch(best, en, catalogue.value.vocabulary, matches)
 * @since 0.1
 */
export function textOfMatch(
  match: Match,
  labels: Labels,
  vocabulary: AddedWords = { labels: [] },
  among: readonly Pick<Match, 'id' | 'name' | 'score'>[] = [],
): MatchText {
  const language = { labels, vocabulary }
  const { line, against, ask, askFor, from } = labels.match
  const { entry } = match
  const reasons = [...match.reasons].sort((one, other) => other.points - one.points)
  const why = reasons.map((part) => reasonOf(part, match, language))
  const no = match.against.map((one) => pieceOf(one, against[nameOf(one)], language))
  const unknown = match.unknowns.map((one) => {
    const { facet, need } = one
    return pieceOf(one, need !== undefined && isWorded(facet) ? askFor[facet] : ask[nameOf(one)], language)
  })
  const date = dateText(dayOf(entry.issued), labels)
  return {
    why: why.length === 0 ? [line.nothing] : linesOf(why, labels),
    against: linesOf(no, labels),
    ask: linesOf(unknown, labels),
    change: changeText(match, among, language),
    know: [
      fill(from[match.kind], { date, source: entry.kind === 'listing' ? entry.source : '' }),
      ...(match.sealable ? [] : [line.notSealable]),
      ...(match.exploration ? [line.exploration] : []),
      ...(entry.kind === 'event' && hasChangedDates(entry.offer) ? [line.dates] : []),
    ],
  }
}

/** Only sentences of the labels are put into each other: what other people wrote comes last, and is not read again. */
function reasonOf(part: Part, { kind, entry }: Match, language: Language): Piece {
  const { facet, need, matched, relation = 'exact', source, asOf } = part
  const { line, relation: relations, source: sources, unnamed } = language.labels.match
  const isOther = relation !== 'exact' && relation !== 'none'
  const asked = wordFor(facet, need, language)
  const offered = wordFor(facet, matched, language, isOther ? unnamed.close : undefined) ?? asked
  // A word newer than the labels is called by what stands above it, which may be the word it is compared with.
  const isClose = isOther && offered !== asked
  const said = reasonTemplate(part, kind, language.labels)
  const notes = [
    ...(source === 'measured' ? [sources.measured] : []),
    ...(asOf === entry.issued ? [] : [fill(line.asOf, { date: dateText(dayOf(asOf), language.labels) })]),
  ]
  const template = notes.reduce(
    (text, note) => fill(line.note, { line: text, note }),
    isClose ? fill(relations[relation], { line: said }) : said,
  )
  return isClose ? { template, word: asked, offered } : { template, word: offered }
}

function reasonTemplate(part: Part, kind: Match['kind'], { match: { need: needs, reason } }: Labels): string {
  const { facet, need, matched, level, strength } = part
  if (facet === 'need') {
    const levels: Readonly<Record<string, string>> = needs[kind]
    return levels[String(level)] ?? needs[kind]['1']
  }
  if (facet === 'body' && matched === undefined) return reason.noTouch
  if (facet === 'languages' && matched === undefined) return reason.interpreter
  const name = nameOf({ facet, need })
  // Half of the strength is the distance that was wished for, or an hour and a half a week.
  if (name === 'place' && strength < 500) return reason.further
  if (name === 'when' && strength < 500) return reason.littleTime
  return reason[name]
}

function changeText(
  { counterfactual, score }: Match,
  among: readonly Pick<Match, 'id' | 'name' | 'score'>[],
  language: Language,
): string | undefined {
  if (counterfactual === undefined) return undefined
  const { line, change } = language.labels.match
  const above = among.find(({ id }) => id === counterfactual.above)
  const name = above?.name ?? ''
  if (above?.score === score) return fill(line.level, { name })
  const template = fill(above === undefined ? line.higher : line.above, { change: change[nameOf(counterfactual)] })
  return linesOf([pieceOf(counterfactual, template, language)], language.labels, name)[0]
}

function pieceOf({ facet, need }: Subject<ScoredName | Gate>, template: string, language: Language): Piece {
  return { template, word: wordFor(facet, need, language) }
}

/** A region is the condition of where to be, as a wish. */
function nameOf<Name extends ScoredName | Gate>({ facet, need }: Subject<Name>): Name | 'where' {
  return facet === 'place' && need !== undefined ? 'where' : facet
}

function isWorded(facet: ScoredName | Gate): facet is WordedName {
  return Object.hasOwn(facetOf, facet)
}

function wordFor(
  facet: ScoredName | Gate,
  id: string | undefined,
  { labels, vocabulary }: Language,
  unnamed = labels.match.unnamed.asked,
): string | undefined {
  if (id === undefined || !isWorded(facet)) return undefined
  // A wish or an offer was one of the vocabulary when it was read.
  const word = wordOf(labels, vocabulary, facetOf[facet], id as ConceptId)
  if (word === id) return unnamed
  return facet === 'languages' ? word : fill(labels.match.quote, { word })
}

/** Writes the pieces, those of one sentence together, in the order of the first of each. */
function linesOf(pieces: readonly Piece[], labels: Labels, name = ''): readonly string[] {
  const groups = new Map<string, { readonly first: Piece; readonly words: Set<string> }>()
  for (const first of pieces) {
    const key = `${first.template} ${first.offered}`
    const group = groups.get(key) ?? { first, words: new Set() }
    if (first.word !== undefined) group.words.add(first.word)
    groups.set(key, group)
  }
  return [...groups.values()].flatMap(({ first: { template, offered }, words }) =>
    broken([...words], (some) => {
      const asked = some.length === 0 ? labels.match.unnamed.asked : listText(some, labels, 'and')
      return fill(template, { words: offered ?? asked, asked, name })
    }),
  )
}

/** As many words a line as are short enough together; one where there is none. */
function broken(words: readonly string[], write: (some: readonly string[]) => string): readonly string[] {
  let size = words.length
  while (size > 1 && write(words.slice(0, size)).length > LONGEST_LINE) size--
  const rest = words.slice(size)
  return [write(words.slice(0, size)), ...(rest.length === 0 ? [] : broken(rest, write))]
}
