// Three-valued lists, as docs/design/matching-semantics.md reads them.

/**
 * @typedef {{ readonly yes?: readonly string[] | undefined, readonly no?: readonly string[] | undefined, readonly complete?: boolean | undefined }} Stated
 */

/** Verdicts, so that the better one is the greater. What an unknown excludes is a no here: both stop. */
export const NO = 0
export const UNKNOWN = 1
export const YES = 2

const DOT = 46

/**
 * Whether a concept is another or lies under it. Lengths are compared first: most pairs differ there.
 * @param {string} wide
 * @param {string} narrow
 */
export function covers(wide, narrow) {
  if (narrow.length <= wide.length) return narrow === wide
  return narrow.charCodeAt(wide.length) === DOT && narrow.startsWith(wide)
}

/**
 * What a list says of one wanted value.
 * @param {Stated | undefined} list
 * @param {string} wanted
 */
export function read(list, wanted) {
  if (list === undefined) return UNKNOWN
  const { yes, no } = list
  if (yes !== undefined) {
    for (const value of yes) if (covers(wanted, value)) return YES
  }
  if (no !== undefined) {
    for (const value of no) if (covers(value, wanted)) return NO
  }
  if (list.complete !== true) return UNKNOWN
  // A yes to something wider leaves the value open.
  return yes?.some((value) => covers(value, wanted)) ? UNKNOWN : NO
}

/**
 * The best of several wanted values; a no when there are none.
 * @param {Stated | undefined} list
 * @param {readonly string[]} wanted
 */
export function readAny(list, wanted) {
  let best = NO
  for (const one of wanted) {
    const verdict = read(list, one)
    if (verdict === YES) return YES
    if (verdict > best) best = verdict
  }
  return best
}

/**
 * The worst of several wanted values; a yes when there are none.
 * @param {Stated | undefined} list
 * @param {readonly string[]} wanted
 */
export function readAll(list, wanted) {
  let worst = YES
  for (const one of wanted) worst = Math.min(worst, read(list, one))
  return worst
}

/**
 * What a list says of one wanted language. Languages meet in both directions: `es` and `es-MX`.
 * @param {Stated | undefined} list
 * @param {string} wanted - in lower case
 */
export function readLanguage(list, wanted) {
  if (list === undefined) return UNKNOWN
  const { yes, no } = list
  if (yes !== undefined) {
    for (const value of yes) if (value === wanted || isWithin(value.toLowerCase(), wanted)) return YES
    for (const value of yes) if (isWithin(wanted, value.toLowerCase())) return YES
  }
  if (no !== undefined) {
    for (const value of no) if (isWithin(wanted, value.toLowerCase())) return NO
  }
  return list.complete === true ? NO : UNKNOWN
}

/** Whether a tag is another or a part of it. @param {string} tag @param {string} whole */
function isWithin(tag, whole) {
  return tag === whole || tag.startsWith(`${whole}-`)
}
