// One week of the story: what is said, what came out, and what was tried. A page is plain data; the words for a terminal and
// the JSON are made from the same.

/**
 * @typedef {{ kind: 'text', text: string }
 *   | { kind: 'rows', rows: readonly (readonly [string, string])[] }
 *   | { kind: 'letter', text: string }
 *   | { kind: 'attack', id: string }} Item
 */

/**
 * Something hostile that was tried, and what stopped it.
 * @typedef {{
 *   id: string, who: string, tries: string, because: string,
 *   expected: Readonly<Record<string, string>>, found: Readonly<Record<string, string>>, held: boolean,
 * }} Attack - `because`: the rule, in words; `expected` and `found`: for each thing tried, its code
 */

/**
 * @typedef {{
 *   week: number, title: string, items: Item[], facts: Record<string, unknown>, attacks: Attack[],
 *   promises: Record<string, boolean>,
 * }} Page
 */

/**
 * @param {number} week
 * @param {string} title
 * @returns {Page}
 */
export function pageOf(week, title) {
  return { week, title, items: [], facts: {}, attacks: [], promises: {} }
}

/** @param {Page} page @param {string} text */
export function say({ items }, text) {
  items.push({ kind: 'text', text })
}

/** @param {Page} page @param {readonly (readonly [string, string])[]} rows */
export function rows({ items }, rows) {
  items.push({ kind: 'rows', rows })
}

/**
 * Notes whether something is so that the story says: where it is not, the program fails.
 *
 * @param {Page} page
 * @param {string} name
 * @param {boolean} isKept
 */
export function promise({ promises }, name, isKept) {
  promises[name] = isKept
}

/**
 * Whether every attack on a page was stopped by what should stop it, and everything else was as it says.
 *
 * @param {Page} page
 */
export function isHeld({ attacks, promises }) {
  return attacks.every(({ held }) => held) && Object.values(promises).every((isKept) => isKept)
}

/** @param {Page} page @param {string} text */
export function letter({ items }, text) {
  items.push({ kind: 'letter', text })
}

/**
 * Holds what came of an attack against what should have.
 *
 * @param {Page} page
 * @param {Omit<Attack, 'held'>} tried
 */
export function attack(page, tried) {
  const { expected, found, id } = tried
  const names = new Set([...Object.keys(expected), ...Object.keys(found)])
  const held = [...names].every((name) => expected[name] === found[name])
  page.attacks.push({ ...tried, held })
  page.items.push({ kind: 'attack', id })
}
