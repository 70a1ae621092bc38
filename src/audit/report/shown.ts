import { type Find, masked } from '../masking.js'

/** The longest text that a report shows, in characters; what is cut is counted. */
export const MAX_SHOWN = 300
/** The most marks that may stand above one letter. */
const MAX_MARKS = 3

// Controls, line ends, what is not seen, what turns the direction of reading, and halves of characters: each is shown as
// what it is. A name with such a sign in it could else look like another one, or rewrite the terminal.
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
const stacked = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, 'gu')

/**
 * Makes a text fit to be shown to a person: planted answers masked, signs that cannot be seen shown as `⟨U+202E⟩`, and
 * long ones cut with the number of characters that were left out.
 *
 * @param text - any text. Hostile.
 * @param find - looks for planted answers.
 * @returns one line of at most `MAX_SHOWN` characters and a count.
 * Privacy: holds no planted answer that `find` can find.
 * Cost: that of the search. @since 0.2
 */
export function shown(text: string, find: Find): string {
  const visible = masked(text, find)
    .replace(hidden, (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
    .replace(stacked, '$1')
  const characters = [...visible]
  if (characters.length <= MAX_SHOWN) return visible
  return `${characters.slice(0, MAX_SHOWN).join('')}… (${characters.length - MAX_SHOWN} more characters)`
}

/**
 * Does the same to every text of a tree, names of members excepted: they are ours.
 *
 * @param value - plain data.
 * @param find - looks for planted answers.
 * @returns a copy.
 * Privacy: as `shown`.
 * Cost: that of the search, once for each distinct text. @since 0.2
 */
export function shownDeep<Value>(value: Value, find: Find): Value {
  const known = new Map<string, string>()
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') {
      const seen = known.get(one) ?? shown(one, find)
      known.set(one, seen)
      return seen
    }
    if (Array.isArray(one)) return one.map(walk)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([name, member]) => [name, walk(member)]))
  }
  // The same tree with other texts in it.
  return walk(value) as Value
}
