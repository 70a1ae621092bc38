import type { Evidence, Place } from '../finding.js'
import { phaseTitles } from './words.js'

/** What something is and what it is called, for one line. */
export type PlaceWords = {
  /** What kind of thing: `http, after consent`. */
  readonly kind: string
  /** Its address or name; perhaps made by the page. */
  readonly name: string
}

/** One line of a finding. */
export type Row = {
  readonly name: string
  readonly text: string
  /** True where a page may have made the text. */
  readonly isTheirs: boolean
}

const ours = (name: string, text: string): Row => ({ name, text, isTheirs: false })
const theirs = (name: string, text: string): Row => ({ name, text, isTheirs: true })

/**
 * Puts a place into one line.
 *
 * @param place - of a report, masked.
 * @returns the words.
 * Privacy: as the place.
 * Cost: O(1). @since 0.2
 */
export function placeWords(place: Place): PlaceWords {
  switch (place.at) {
    case 'departure':
      return { kind: `${place.channel}, ${phaseTitles[place.phase]}`, name: place.destination }
    case 'rest':
      return { kind: `kept in ${place.store}`, name: place.key === '' ? '(without a name)' : place.key }
    case 'declaration':
      return { kind: 'declared flow', name: place.flow }
    case 'page':
      return { kind: 'page', name: place.url }
    case 'file':
      return { kind: 'file', name: `${place.path}, line ${place.line}` }
  }
}

/**
 * Puts a place into lines.
 *
 * @param place - of a report, masked.
 * @returns the lines of a finding that say where.
 * Privacy: as the place.
 * Cost: O(1). @since 0.2
 */
export function placeRows(place: Place): readonly Row[] {
  const { kind, name } = placeWords(place)
  switch (place.at) {
    case 'departure':
      return [
        theirs('to', place.destination),
        ours('by', place.channel),
        ours('when', phaseTitles[place.phase]),
        ...(place.part === undefined ? [] : [theirs('in its', place.part === 'url' ? 'address' : place.part)]),
        ours('seen by', place.seenBy.join(', ')),
      ]
    case 'rest':
      return [
        ours('kept in', place.store),
        ...(place.key === '' ? [] : [theirs('under', place.key)]),
        ...(place.origin === undefined ? [] : [theirs('of', place.origin)]),
      ]
    default:
      return [theirs(kind, name)]
  }
}

/**
 * Puts evidence into lines.
 *
 * @param evidence - of a report, masked.
 * @returns the lines of a finding that say what was seen; none where there is nothing.
 * Privacy: as the evidence.
 * Cost: O(1). @since 0.2
 */
export function evidenceRows({ excerpt, encoding, field, difference }: Evidence): readonly Row[] {
  return [
    ...(field === undefined ? [] : [theirs('answer to', field)]),
    ...(encoding === undefined || encoding.length === 0 ? [] : [ours('written as', encoding.join(', then '))]),
    ...(difference === undefined ? [] : [ours('differs in', differenceWords[difference])]),
    ...(excerpt === undefined || excerpt === '' ? [] : [theirs('what was seen', excerpt)]),
  ]
}

const differenceWords = {
  set: 'what there is',
  count: 'number',
  order: 'order',
  length: 'length',
  bytes: 'content, of equal length',
  timing: 'time',
} as const
