/**
 * Room for the sets of rows of one query: a hundred or more are needed for each block, and an allocation for each would
 * cost more than what is done with them. It lives as long as the query, because what is in it tells the answers.
 */
export type Arena = {
  /** A set without a row. It is good until `restart`. */
  readonly set: (words: number) => Uint32Array
  /** Gives all room back: what was handed out before may be handed out again. */
  readonly restart: () => void
}

const CHUNK_WORDS = 65_536

/**
 * Makes an arena.
 *
 * @returns the arena, empty.
 * Privacy: whoever holds it holds what was asked; it must not outlive the query.
 * Cost: O(1), and a chunk of 256 KiB as soon as one is needed. @since 0.1
 */
export function createArena(): Arena {
  const chunks: Uint32Array[] = []
  let chunk = 0
  let used = 0
  return {
    set: (words) => {
      if (used + words > CHUNK_WORDS) {
        chunk++
        used = 0
      }
      chunks[chunk] ??= new Uint32Array(Math.max(CHUNK_WORDS, words))
      const set = chunks[chunk]?.subarray(used, used + words) ?? new Uint32Array(words)
      used += words
      return set.fill(0)
    },
    restart: () => {
      chunk = 0
      used = 0
    },
  }
}
