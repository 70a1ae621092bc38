import { textOf } from '../../src/audit/search/bytes.js'
import { type Encoding, encodings } from '../../src/audit/search/encodings.js'

/** Whether an encoding can be undone for this text. */
function isInvertible({ keeps }: Encoding, of: Uint8Array): boolean {
  const written = textOf(of)
  if (keeps === 'texts of one case') return !(/[a-z]/.test(written) && /[A-Z]/.test(written))
  if (keeps === 'texts without capitals inside') return !/[A-Z]/.test(written.slice(1))
  return keeps === undefined || /^[!-~]*$/.test(written)
}

/** What became of the pairs of encodings that can be undone. */
export type PairsTried = { readonly pairs: number; readonly missed: readonly string[]; readonly says: string }

/**
 * Writes a text in pairs of encodings, one in the other in both orders, and looks for it.
 *
 * @param every - 1 for all pairs, 7 for each seventh.
 */
export function tryPairs(text: Uint8Array, isFound: (blob: Uint8Array) => boolean, every: number): PairsTried {
  const missed: string[] = []
  let pairs = 0
  for (const [row, outer] of encodings.entries()) {
    for (const [column, inner] of encodings.entries()) {
      if ((row + column) % every !== 0) continue
      const written = inner.write(text)
      if (!isInvertible(inner, text) || !isInvertible(outer, written)) continue
      pairs++
      if (!isFound(outer.write(written))) missed.push(`${outer.name}(${inner.name})`)
    }
  }
  const share = ((100 * (pairs - missed.length)) / pairs).toFixed(2)
  return {
    pairs,
    missed,
    says: `${pairs - missed.length} of ${pairs} invertible pairs (${share} %); missed: ${missed.join(', ')}`,
  }
}
