import { scanGrams } from './gram-table.js'
import { MAX_ANSWER_BYTES, type Needle, type NeedleSet, type PreparedSearch } from './needles.js'
import { plainStream } from './streams.js'

/** A planted answer, or a digest of it, in a view. */
export type Sighting = {
  readonly answer: number
  readonly names: readonly string[]
  readonly start: number
  readonly end: number
}

/** Some neighbouring characters of a planted answer in a view: `offset` is the first of them in the answer. */
export type Fragment = {
  readonly answer: number
  readonly offset: number
  readonly length: number
  readonly start: number
}

function isThere(needle: Needle, stream: Uint8Array, at: number): boolean {
  for (let index = 0; index < needle.stream.length; index++) {
    if (stream[at + index] !== needle.stream[index]) return false
  }
  return true
}

/**
 * Looks for the written forms of one stream.
 *
 * @param set - the needles.
 * @param bytes - a view's.
 * @param see - called with each.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function seeForms(set: NeedleSet, bytes: Uint8Array, see: (sighting: Sighting) => void): void {
  const stream = set.stream.of(bytes)
  scanGrams(set.table, stream, (at, value) => {
    const needle = set.needles[value]
    const start = at - (needle?.from ?? 0)
    if (needle === undefined || start < 0 || !isThere(needle, stream, at)) return
    const { name } = set.stream
    // Where the key is none, the text is there in its plain form and is seen as such.
    if (name !== undefined && bytes[start + needle.shows] === needle.bytes[needle.shows]) return
    const names = name === undefined ? needle.names : [name, ...needle.names]
    see({ answer: needle.answer, names, start, end: start + needle.bytes.length })
  })
}

/**
 * Looks for digests, by their first 64 bits.
 *
 * @param prepared - what is looked for.
 * @param bytes - a view's.
 * @param see - called with each.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function seeDigests(prepared: PreparedSearch, bytes: Uint8Array, see: (sighting: Sighting) => void): void {
  const { chains } = prepared
  scanGrams(prepared.digests, bytes, (start, value) => {
    const chain = chains[value % chains.length]
    if (chain === undefined) return
    const end = Math.min(bytes.length, start + chain.length)
    see({ answer: Math.floor(value / chains.length), names: chain.names, start, end })
  })
}

/**
 * Looks for four or more neighbouring characters of an answer, in capitals or small letters.
 *
 * @param prepared - what is looked for.
 * @param bytes - a view's.
 * @param see - called with each, as long as it is.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function seeFragments(prepared: PreparedSearch, bytes: Uint8Array, see: (fragment: Fragment) => void): void {
  const stream = plainStream.of(bytes)
  scanGrams(prepared.fragments, stream, (start, value) => {
    const answer = Math.floor(value / MAX_ANSWER_BYTES)
    const offset = value % MAX_ANSWER_BYTES
    const text = prepared.folded[answer]
    // What goes on from the character before was seen from there.
    if (text === undefined || (offset > 0 && start > 0 && text[offset - 1] === stream[start - 1])) return
    let length = 4
    while (offset + length < text.length && text[offset + length] === stream[start + length]) length++
    see({ answer, offset, length, start })
  })
}
