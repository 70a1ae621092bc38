import type { CatalogueEntry } from '../catalogue/entry.js'
import { fieldLines } from '../consent/disclosed-text.js'
import type { DisclosedFields, SharedField } from '../consent/disclosure.js'
import { freezeDeep } from '../kernel/plain.js'
import type { Match } from '../matching/match.js'
import type { SaidPart } from '../vocabulary/call-sheet-words.js'
import type { ConceptId } from '../vocabulary/concept.js'
import type { AddedWords, Labels } from '../vocabulary/labels.js'
import { fill, listText, wordOf } from '../vocabulary/sentence.js'
import { type QuestionFacet, questionsOf } from './questions.js'
import { type Reach, reachOf } from './reach.js'

/** What to say on the telephone, as plain data in the order in which it is read. Deeply frozen; to be shown as text. */
export type CallSheet = {
  readonly who: {
    readonly name: string
    readonly kind: Match['kind']
    /** The name of the practice, where there is one. */
    readonly practice: string | undefined
  }
  /** What they, or the directory, state of how to reach them. May be empty: `know` says so. */
  readonly reach: readonly Reach[]
  /** What to say first, sentence by sentence; the last one is for those whom it helps. */
  readonly opening: readonly string[]
  /** What the person chose to say, part by part; empty when that is nothing. */
  readonly said: readonly { readonly part: SaidPart; readonly heading: string; readonly lines: readonly string[] }[]
  /** What to ask: first what everybody may ask, then what nobody stated. Never empty. */
  readonly questions: readonly string[]
  /** What to write down while talking. */
  readonly write: readonly string[]
  /** What to know before calling. */
  readonly know: readonly string[]
}

/** What a call sheet may say. */
export type CallSheetOptions = {
  /** From `previewForCall`, or the disclosure of a preview; nothing of the person is said unless given. */
  readonly shared?: { readonly fields: DisclosedFields } | undefined
  /** Questions the person chose from `furtherQuestions`, by their facets; none unless given. */
  readonly ask?: readonly QuestionFacet[]
  /** The catalogue's vocabulary, where a community added words of its own. */
  readonly vocabulary?: AddedWords
}

/** Which fields are said in which part. Contact's name is said first, the rest of it last. */
const parts: readonly (readonly [SaidPart, readonly SharedField[]])[] = [
  ['looking', ['needs', 'for', 'ageGroup', 'sessions', 'about', 'body', 'noTouch', 'source']],
  ['practical', ['availability', 'area', 'format', 'language', 'access']],
  ['paying', ['payment']],
  ['words', ['story']],
  ['reachable', ['contact']],
]

/**
 * Writes what to say on the telephone: an opening sentence, what the person looks for, their questions, what to write down.
 *
 * For unclaimed listings, to which nothing can be sealed; for people without a smartphone; for those who would rather
 * phone. It says of the person what is in `shared` and no more: a question that would tell more is left out.
 *
 * @param match - one of `matches` or `maybe`, whether or not it can be sealed to.
 * @param labels - the words of one language.
 * @param options - what is shared, and what more is asked; nothing unless given.
 * @returns the sheet. Show it as text, never as markup: names and addresses come from other people.
 * Privacy: reads what was chosen to be said and what the match publishes; of the match's unknowns those that tell no more; output may leave the device: no, but for what the person says or prints.
 * Cost: O(size of what is shared + unknowns).
 * @example
 * const sheet = toCallSheet(best, en, { shared: proposal.value.preview.disclosure })
 * @since 0.1
 */
export function toCallSheet(match: Match, labels: Labels, options: CallSheetOptions = {}): CallSheet {
  const { shared = { fields: {} }, ask = [], vocabulary = { labels: [] } } = options
  const { fields } = shared
  const { callSheet } = labels
  const language = { labels, vocabulary }
  const host = hostOf(match.entry)
  const reach = reachOf(match.entry, labels)
  return freezeDeep({
    who: {
      name: match.name,
      kind: match.kind,
      practice: host?.kind === 'practitioner' ? host.offer.practice?.name : undefined,
    },
    reach,
    opening: openingOf(match, fields, labels),
    said: saidOf(fields, language),
    questions: [...new Set([...callSheet.ask, ...questionsOf(match, fields, ask, language)])],
    write: [...callSheet.write],
    know: [
      ...(reach.length === 0 ? [callSheet.reach.none] : []),
      ...(match.kind === 'listing' ? [labels.match.line.unclaimed] : []),
      callSheet.note.chosen,
      isReachable(fields) ? callSheet.machine.callBack : callSheet.machine.nothing,
      callSheet.note.pause,
      callSheet.note.kept,
    ],
  })
}

function hostOf(entry: CatalogueEntry): CatalogueEntry | undefined {
  return entry.kind === 'event' ? entry.host : entry
}

function openingOf({ entry, kind, name }: Match, { contact }: DisclosedFields, labels: Labels): string[] {
  const { opening, name: named, ease } = labels.callSheet
  return [
    fill(opening[kind], { name, source: entry.kind === 'listing' ? entry.source : '' }),
    ...(contact?.name === undefined ? [] : [fill(named, { name: contact.name })]),
    ease,
  ]
}

function isReachable({ contact }: DisclosedFields): boolean {
  return contact?.phone !== undefined || contact?.email !== undefined
}

function saidOf(
  fields: DisclosedFields,
  language: { readonly labels: Labels; readonly vocabulary: AddedWords },
): CallSheet['said'] {
  const { labels, vocabulary } = language
  const spoken = spokenFields(fields)
  // The words of the preview, one field at a time and without its name: a sheet has a sentence of its own around them.
  const line = { ...labels.preview.line, field: '{value}' }
  const bare = { labels: { ...labels, preview: { ...labels.preview, line } }, vocabulary }
  const wordsOf = (field: SharedField) => fieldLines({ [field]: spoken[field] }, bare)
  // A disclosed need was one of the vocabulary when the intake was read; how much of it is shared is not said aloud.
  const needs = (fields.needs ?? []).map(({ concept }) => wordOf(labels, vocabulary, 'concern', concept as ConceptId))
  return parts.flatMap(([part, of]) => {
    const lines = of.flatMap((field) => {
      const said = field === 'needs' ? needs : wordsOf(field)
      return said.length === 0
        ? []
        : fill(labels.callSheet.say[field], { words: listText(said, labels) }).split(/\r?\n/)
    })
    return lines.length === 0 ? [] : [{ part, heading: labels.callSheet.heading[part], lines }]
  })
}

/** Without the name, which is said first. */
function spokenFields(fields: DisclosedFields): DisclosedFields {
  const { email, phone } = fields.contact ?? {}
  return {
    ...fields,
    contact: { ...(phone === undefined ? {} : { phone }), ...(email === undefined ? {} : { email }) },
  }
}
