import { Buffer } from 'node:buffer'
import { HIDDEN } from './compare/template.js'

/** One planted answer that was found in some bytes. */
export type Hit = {
  /** The field whose answer it is. */
  readonly field: string
  /** How it was written, from the outside in. */
  readonly encoding: readonly string[]
  /** A short excerpt in which it is masked. */
  readonly excerpt: string
}

/** Looks for the planted answers of every visit, in every form it knows. */
export type Find = (bytes: Uint8Array) => readonly Hit[]

/** The longest text that is masked word by word, in UTF-16 units; a longer one is cut first and then masked. */
export const MAX_MASKED_TEXT = 8192

/**
 * Hides every planted answer in a text that is to be shown, in whatever form the search knows it: the word that holds it
 * where one does, the whole text where it takes several words to say it.
 *
 * @param text - any text. Hostile.
 * @param find - looks for the planted answers.
 * @returns the text with `▒` in the place of what must not be shown.
 * Privacy: what it returns holds no planted answer that `find` can find.
 * Cost: that of the search, once for each word where something is found. @since 0.2
 */
export function masked(text: string, find: Find): string {
  const bounded = text.length > MAX_MASKED_TEXT ? wholeWords(text.slice(0, MAX_MASKED_TEXT)) : text
  if (!isHit(bounded, find)) return bounded
  // Two ways to part a text into words: hosts and paths, where a whole label is a word, and everything else.
  const byWord = bounded.replace(/[\p{L}\p{N}_~%+-]+/gu, (word) => (isHit(word, find) ? HIDDEN : word))
  if (!isHit(byWord, find)) return byWord
  const byLine = bounded.replace(/[^\s/?&#<>"'(){}[\],;]+/g, (word) => (isHit(word, find) ? HIDDEN : word))
  return isHit(byLine, find) ? HIDDEN : byLine
}

function isHit(text: string, find: Find): boolean {
  return text !== '' && find(Buffer.from(text)).length > 0
}

/** A cut through a word could leave half an answer, which no search finds. */
function wholeWords(text: string): string {
  const end = text.search(/[^\s/?&#]*$/)
  return `${text.slice(0, Math.max(0, end))}…`
}
