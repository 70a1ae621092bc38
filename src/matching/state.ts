import type { Stated } from '../descriptor/fields.js'
import { sameLanguage } from '../vocabulary/language.js'
import type { Verdict } from './match.js'

/** What a three-valued list says of one value, and which of its values said so. */
export type Reading = { readonly verdict: Verdict; readonly matched: string | undefined }

const unstated: Reading = Object.freeze({ verdict: 'unknown', matched: undefined })
const refused: Reading = Object.freeze({ verdict: 'fail', matched: undefined })

/**
 * Tells whether one concept is another or lies under it: `anxiety` covers `anxiety.panic`.
 *
 * @param wide - a concept id.
 * @param narrow - a concept id.
 * @returns true for the same id and for every id below it.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function covers(wide: string, narrow: string): boolean {
  return narrow.startsWith(wide) && (narrow.length === wide.length || narrow[wide.length] === '.')
}

/**
 * Reads a three-valued list of concepts.
 *
 * A yes to the value or to something under it is a yes, and outweighs a no: who contradicts themselves is asked, not
 * hidden. A no to the value or to something above it is a no. A yes to something wider leaves the value unknown, even
 * in a complete list.
 *
 * @param list - what is stated; absent means unknown.
 * @param wanted - the value asked about.
 * @returns the verdict; `matched` is the value itself if stated, else the first one under it in the order of text.
 * Privacy: reads its arguments only; the result is as private as `wanted`.
 * Cost: O(list). @since 0.1
 */
export function readStated(list: Stated<string> | undefined, wanted: string): Reading {
  return read(
    list,
    (offered) => covers(wanted, offered),
    (offered) => covers(offered, wanted),
  )
}

/**
 * Reads a three-valued list of languages, where `es` and `es-MX` meet in both directions.
 *
 * @param list - what is stated; absent means unknown.
 * @param wanted - the language tag asked about.
 * @returns the verdict and the stated tag that met it.
 * Privacy: reads its arguments only; the result is as private as `wanted`.
 * Cost: O(list). @since 0.1
 */
export function readLanguage(list: Stated<string> | undefined, wanted: string): Reading {
  const tag = `${wanted.toLowerCase()}-`
  return read(
    list,
    (offered) => sameLanguage(wanted, offered),
    (offered) => tag.startsWith(`${offered.toLowerCase()}-`),
  )
}

function read(
  list: Stated<string> | undefined,
  answers: (offered: string) => boolean,
  isWider: (offered: string) => boolean,
): Reading {
  if (list === undefined) return unstated
  let matched: string | undefined
  let wider = false
  for (const offered of list.yes ?? []) {
    // A value that lies under another is longer and sorts behind it, so the exact one comes first.
    if (answers(offered)) matched = matched === undefined || offered < matched ? offered : matched
    else wider ||= isWider(offered)
  }
  if (matched !== undefined) return { verdict: 'pass', matched }
  for (const refusedValue of list.no ?? []) if (isWider(refusedValue)) return refused
  return list.complete && !wider ? refused : unstated
}
