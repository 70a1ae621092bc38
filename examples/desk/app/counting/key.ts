import { measurementKeyOf, openMeasurementBook } from 'entrenous/measurement'
import type { EpochSeconds } from 'entrenous/practitioner'
import type { CountKey } from '../profile/sign.js'
import type { Counting } from './kept.js'

/** The key that a presence shows, and the book in which it stands: a new one every eight weeks; undefined where nothing is noted. */
export function keyToShow(
  counting: Counting,
  now: EpochSeconds,
): { readonly counting: Counting; readonly key: CountKey } | undefined {
  if (counting.journal === undefined) return undefined
  const book = openMeasurementBook(counting.book, { now })
  return book.ok ? { counting: { ...counting, book: book.value }, key: measurementKeyOf(book.value) } : undefined
}
