/**
 * Tells whether a value is an object as a literal or JSON makes it, of no class.
 *
 * @param value - anything. Raw.
 * @returns true for `{ … }` and for what has no prototype.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/**
 * Freezes a tree of objects and lists. Byte strings stay as they are: they cannot be frozen.
 *
 * @param value - a tree that its maker bounded, without cycles.
 * @returns the tree itself.
 * Privacy: reads its argument only.
 * Cost: O(size). @since 0.1
 */
export function freezeDeep<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  for (const member of Object.values(value)) freezeDeep(member)
  return Object.freeze(value)
}
