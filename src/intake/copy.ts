/** Most levels of nesting in answers; the schema needs five. */
export const MAX_ANSWER_DEPTH = 8
/** Most values in answers, objects and lists included; the schema at its fullest needs about 700. */
export const MAX_ANSWER_VALUES = 1024
/** Most UTF-16 units in all texts and member names together; the schema at its fullest needs about 30,000. */
export const MAX_ANSWER_CHARACTERS = 32_768

/** A copy, the limit that was exceeded, or nothing where reading threw. */
export type BoundedCopy =
  | { readonly kind: 'copied'; readonly value: unknown }
  | { readonly kind: 'too-large'; readonly limit: number }
  | { readonly kind: 'unreadable' }

/** What has been read so far; `exceeded` tells a limit apart from whatever the value itself may throw. */
type Budget = { values: number; characters: number; exceeded: number | undefined }

/**
 * Copies a JSON-like value, reading every member exactly once and never more than the limits allow.
 *
 * The copy is what is checked and kept: a getter or proxy that answers differently the second time is never asked
 * again, and whatever it throws is dropped with its message. Cycles end at the depth limit.
 *
 * @param value - anything. Raw and hostile.
 * @returns the copy, made of null-prototype objects and arrays; other values (functions, symbols …) as they are, for
 * the schema to refuse.
 * Privacy: nothing of the value is in a refusal.
 * Cost: O(limits); a member that is itself code which never returns cannot be stopped from here. @since 0.1
 */
export function boundedCopy(value: unknown): BoundedCopy {
  const budget: Budget = { values: 0, characters: 0, exceeded: undefined }
  try {
    return { kind: 'copied', value: copy(value, 0, budget) }
  } catch {
    return budget.exceeded === undefined ? { kind: 'unreadable' } : { kind: 'too-large', limit: budget.exceeded }
  }
}

function copy(value: unknown, depth: number, budget: Budget): unknown {
  spend(budget, ++budget.values, MAX_ANSWER_VALUES)
  spend(budget, depth, MAX_ANSWER_DEPTH)
  if (typeof value === 'string') {
    budget.characters += value.length
    spend(budget, budget.characters, MAX_ANSWER_CHARACTERS)
    return value
  }
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? copyList(value, depth, budget) : copyObject(value, depth, budget)
}

function copyList(value: readonly unknown[], depth: number, budget: Budget): unknown {
  const length = value.length
  spend(budget, length, MAX_ANSWER_VALUES)
  const list: unknown[] = []
  for (let index = 0; index < length; index++) list.push(copy(value[index], depth + 1, budget))
  return list
}

function copyObject(value: object, depth: number, budget: Budget): unknown {
  // Without a prototype, a member named __proto__ is a member and nothing else.
  const object: Record<string, unknown> = Object.create(null)
  const keys = Object.keys(value)
  spend(budget, keys.length, MAX_ANSWER_VALUES)
  for (const key of keys) {
    budget.characters += key.length
    spend(budget, budget.characters, MAX_ANSWER_CHARACTERS)
    // Object.keys has just listed the member.
    object[key] = copy((value as Record<string, unknown>)[key], depth + 1, budget)
  }
  return object
}

/** Ends the walk when a count is over its limit; `boundedCopy` catches it. */
function spend(budget: Budget, count: number, limit: number): void {
  if (count <= limit) return
  budget.exceeded = limit
  throw new RangeError('too large')
}
