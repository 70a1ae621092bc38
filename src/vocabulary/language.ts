// BCP-47 tags by form alone, without a registry: a primary language, then script, region, variants and extensions of
// 2–8 (variants) or single-letter (extensions) subtags. Canonical case is not demanded; comparison ignores case.
const languageSyntax = /^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,6}$/i

/**
 * Tells whether a string has the form of a BCP-47 language tag (`es`, `pt-BR`, `zh-Hant`, `ase`).
 *
 * @param tag - any string. Raw.
 * @returns true when the form is right; no registry is asked.
 * Privacy: reads its argument only.
 * Cost: O(length), at most 35 characters. @see RFC 5646 section 2.1 @since 0.1
 */
export function isLanguageTag(tag: string): boolean {
  return tag.length <= 35 && languageSyntax.test(tag)
}

/**
 * Tells whether somebody who offers one language can be understood by somebody who asked for another tag of it.
 *
 * `es` and `es-MX` meet in both directions, `pt-BR` and `pt-PT` do not: a region asked for is asked for.
 *
 * @param needed - the person's tag. Well-formed.
 * @param offered - the practitioner's tag. Well-formed.
 * @returns true when one tag equals the other or is a prefix of it at a hyphen, case ignored.
 * Privacy: reads its arguments only.
 * Cost: O(length). @see RFC 4647 sections 3.3.1 and 3.4 @since 0.1
 */
export function sameLanguage(needed: string, offered: string): boolean {
  const one = `${needed.toLowerCase()}-`
  const other = `${offered.toLowerCase()}-`
  return one.startsWith(other) || other.startsWith(one)
}
