import type { Columns } from '../catalogue/columns.js'

/**
 * Room for the sets of rows of one query: a hundred or more are needed for each block, and an allocation for each would
 * cost more than what is done with it. What is in them tells the answers, so the room is wiped when the query ends.
 */
export type Arena = {
  /** A set without a row. */
  readonly set: (words: number) => Uint32Array
  readonly integers: (count: number) => Int32Array
  /** How much has been handed out: for `release`. */
  readonly mark: () => number
  /** Takes back everything that was handed out since a mark. */
  readonly release: (mark: number) => void
}

/** The room itself: it is kept with the columns, because it fits them. */
type Room = { words: Uint32Array; used: number; most: number }

/**
 * Lends the room of a catalogue to one query, and wipes it afterwards whatever happens.
 *
 * @param columns - of the catalogue. One query at a time.
 * @param work - the query.
 * @returns what the query gave; nothing in it may lie in the arena.
 * Privacy: no trace of the query stays in the room.
 * Cost: as the query; O(room) to wipe. @since 0.1
 */
export function withArena<Value>({ memory }: Columns, work: (arena: Arena) => Value): Value {
  const room = (memory.get('room') as Room | undefined) ?? { words: new Uint32Array(4096), used: 0, most: 0 } // its only name
  memory.set('room', room)
  const outgrown: Uint32Array[] = []
  const take = (words: number): number => {
    const start = room.used
    room.used += words
    room.most = Math.max(room.most, room.used)
    // What was handed out stays where it is; the larger room is for what comes.
    if (room.used > room.words.length) {
      outgrown.push(room.words)
      room.words = new Uint32Array(Math.ceil(room.used * 1.25))
    }
    return start
  }
  try {
    return work({
      set: (words) => {
        const start = take(words)
        return room.words.subarray(start, start + words).fill(0)
      },
      integers: (count) => {
        const start = take(count)
        return new Int32Array(room.words.buffer, start * 4, count).fill(0)
      },
      mark: () => room.used,
      release: (mark) => {
        room.used = mark
      },
    })
  } finally {
    room.words.fill(0, 0, room.most)
    for (const words of outgrown) words.fill(0)
    // It was made larger than it had to be, so as not to grow again at once; what is kept is what was needed.
    if (outgrown.length > 0) room.words = new Uint32Array(room.most)
    room.used = 0
    room.most = 0
  }
}
