import type { Columns } from './columns.js'

/**
 * Works something out of the columns once.
 *
 * @param columns - from `readColumns`.
 * @param name - of what is worked out; it depends on nothing but the columns, and has one type.
 * @param make - works it out.
 * @returns what `make` gave the first time.
 * Privacy: holds public data only; nothing that depends on answers may be kept.
 * Cost: O(1) after the first time. @since 0.1
 */
export function kept<Value>({ memory }: Columns, name: string, make: () => Value): Value {
  if (!memory.has(name)) memory.set(name, make())
  return memory.get(name) as Value // one name, one type
}
