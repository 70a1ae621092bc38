/** Most different facts of one catalogue. */
export const MAX_FACTS = 1_048_576

/** Every fact that anybody in the catalogue states, each once, in the order of their bytes. */
export type Dictionary = {
  readonly count: number
  /** Where the facts begin, and where the last one ends. */
  readonly bounds: Uint32Array
  readonly bytes: Uint8Array
  /** By field: the first of its facts; the last field ends where the facts do. */
  readonly starts: Uint32Array
}

// The strings section, numbers little-endian: facts 4 | end of each 4 × facts | their bytes, end to end

/**
 * Opens the dictionary of facts.
 *
 * @param section - the strings section, untrusted.
 * @returns the dictionary; undefined when lengths do not add up, or a fact is empty or does not follow the one before.
 * Privacy: a catalogue is public.
 * Cost: O(length). @since 0.1
 */
export function readDictionary(section: Uint8Array): Dictionary | undefined {
  if (section.length < 4) return undefined
  const copy = new Uint8Array(section)
  const count = new DataView(copy.buffer).getUint32(0, true)
  if (count > MAX_FACTS || 4 + count * 4 > copy.length) return undefined
  const bounds = new Uint32Array(count + 1)
  bounds.set(new Uint32Array(copy.buffer, 4, count), 1)
  const bytes = copy.subarray(4 + count * 4)
  if (bounds[count] !== bytes.length) return undefined
  const starts = new Uint32Array(257)
  for (let fact = 0; fact < count; fact++) {
    const start = bounds[fact] ?? 0
    const end = bounds[fact + 1] ?? 0
    if (end <= start || end > bytes.length) return undefined
    if (fact > 0 && !follows(bytes, bounds[fact - 1] ?? 0, start, end)) return undefined
    starts[(bytes[start] ?? 0) + 1] = fact + 1
  }
  for (let field = 1; field < 257; field++) starts[field] = Math.max(starts[field] ?? 0, starts[field - 1] ?? 0)
  return { count, bounds, bytes, starts }
}

/** Tells whether the fact from `start` is greater than the one before it. */
function follows(bytes: Uint8Array, before: number, start: number, end: number): boolean {
  const shared = Math.min(start - before, end - start)
  for (let index = 0; index < shared; index++) {
    const difference = (bytes[start + index] ?? 0) - (bytes[before + index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return end - start > shared
}

/**
 * Finds the facts of one field.
 *
 * @param dictionary - from `readDictionary`.
 * @param field - the field's number.
 * @returns the first of its facts and the one after the last.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function factRange({ starts }: Dictionary, field: number): readonly [number, number] {
  return [starts[field] ?? 0, starts[field + 1] ?? 0]
}

/**
 * Takes what a fact says out of the dictionary.
 *
 * @param dictionary - from `readDictionary`.
 * @param fact - its number.
 * @returns a view of its bytes behind the field.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function factBytes({ bytes, bounds }: Dictionary, fact: number): Uint8Array {
  return bytes.subarray((bounds[fact] ?? 0) + 1, bounds[fact + 1])
}

/**
 * Finds a fact by its bytes.
 *
 * @param dictionary - from `readDictionary`.
 * @param wanted - the fact; a character is a byte.
 * @returns its number; undefined when nobody states it.
 * Privacy: reads public data only.
 * Cost: O(log facts). @since 0.1
 */
export function findFact(dictionary: Dictionary, wanted: string): number | undefined {
  const { count, bytes, bounds } = dictionary
  const at = factsBefore(dictionary, wanted)
  return at < count && compareFact(bytes, bounds[at] ?? 0, bounds[at + 1] ?? 0, wanted) === 0 ? at : undefined
}

/**
 * Counts the facts whose bytes come before some bytes.
 *
 * @param dictionary - from `readDictionary`.
 * @param wanted - the bytes; a character is a byte.
 * @returns the number of the first fact that does not come before them.
 * Privacy: reads public data only.
 * Cost: O(log facts). @since 0.1
 */
export function factsBefore({ count, bytes, bounds }: Dictionary, wanted: string): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareFact(bytes, bounds[middle] ?? 0, bounds[middle + 1] ?? 0, wanted) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compareFact(bytes: Uint8Array, start: number, end: number, wanted: string): number {
  const shared = Math.min(end - start, wanted.length)
  for (let index = 0; index < shared; index++) {
    const difference = (bytes[start + index] ?? 0) - wanted.charCodeAt(index)
    if (difference !== 0) return difference
  }
  return end - start - wanted.length
}
