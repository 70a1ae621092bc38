/**
 * Takes the value out of a Result of entrenous.
 * @template Value
 * @param {{ ok: true, value: Value } | { ok: false, error: { code: string } }} result
 * @returns {Value}
 */
export function must(result) {
  if (result.ok) return result.value
  throw new Error(`entrenous failed with ${result.error.code}`)
}
