// What an inbox needs of the place that remembers: a few bytes under a few keys, changed in atomic steps. It is small on
// purpose, so that a store over a file, over IndexedDB or over somebody's own database is a page of code.

/** Bytes under a key. */
export type Entry = { readonly key: string; readonly value: Uint8Array }

/** What one step changes, and what it answers. A key stands in `put` or in `remove`, at most once. */
export type Change<Value> = {
  readonly put?: readonly Entry[]
  readonly remove?: readonly string[]
  readonly value: Value
}

/**
 * Where an inbox remembers what it received: a map from text to bytes, changed one atomic step at a time.
 *
 * Two tabs, two processes or two devices may share one: no step sees half of another's, and none is lost. A rejected
 * promise becomes `store_unavailable`, and nothing counts as received. What is kept is private: the inbox hands over
 * disclosures and secrets as they are, and a store that outlives the page seals them before they touch a disk.
 */
export type InboxStore = {
  /**
   * Reads these keys, asks `decide` what to change, and changes it: all of it or nothing, and durable once it resolves.
   *
   * `decide` is pure and quick, and may be asked again when another step came in between. When it throws, nothing
   * changes and the promise rejects with what it threw.
   *
   * @param keys - at most 64; text of at most 200 characters of visible ASCII.
   * @param decide - gets the bytes under each key in the order of `keys`, undefined where there are none.
   * @returns the `value` that was decided.
   */
  readonly update: <Value>(
    keys: readonly string[],
    decide: (found: readonly (Uint8Array | undefined)[]) => Change<Value>,
  ) => Promise<Value>
  /** Lists what stands under the keys that begin so, in the order of the keys, as it stood at one moment. */
  readonly list: (prefix: string) => Promise<readonly Entry[]>
}

/**
 * Creates a store that lives as long as the page or process.
 *
 * For trying out, tests, and devices that keep an inbox open. What must survive a restart needs a durable store.
 *
 * @returns an empty store.
 * Privacy: keeps what the inbox puts, in memory, unsealed.
 * Cost: O(keys) an update; O(entries) a list.
 * @example
 * const inbox = createInbox(memoryStore())
 * @since 0.1
 */
export function memoryStore(): InboxStore {
  return storeOver(new Map())
}

/**
 * Creates a store over a map.
 *
 * @param entries - bytes by key. The store's alone: what else changes it is no step.
 * @returns the store.
 * Privacy: keeps what the inbox puts, in the map, unsealed.
 * Cost: O(keys) an update; O(entries) a list. @since 0.1
 */
export function storeOver(entries: Map<string, Uint8Array>): InboxStore {
  return Object.freeze({
    // Nothing is awaited between reading and changing: nobody else's step can come in between.
    update: async <Value>(
      keys: readonly string[],
      decide: (found: readonly (Uint8Array | undefined)[]) => Change<Value>,
    ) => {
      const { put = [], remove = [], value } = decide(keys.map((key) => entries.get(key)))
      for (const key of remove) entries.delete(key)
      for (const entry of put) entries.set(entry.key, entry.value)
      return value
    },
    list: async (prefix: string) =>
      [...entries]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, value]) => ({ key, value })),
  })
}

/** What deciding came to: a change, or what it threw, which the store's caller is to get as it is. */
export type Outcome<Value> = { readonly change: Change<Value> } | { readonly thrown: unknown }

/**
 * Asks what to change, and tells what was thrown meanwhile from what a store's own driver throws.
 *
 * @param decide - bound to what was found.
 * @returns the change, or what it threw.
 * Privacy: as private as the change.
 * Cost: that of deciding. @since 0.1
 */
export function outcomeOf<Value>(decide: () => Change<Value>): Outcome<Value> {
  try {
    return { change: decide() }
  } catch (thrown) {
    return { thrown }
  }
}
