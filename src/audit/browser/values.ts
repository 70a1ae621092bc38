/** A message of the protocol whose fields are not yet known to be there. */
export type Fields = Readonly<Record<string, unknown>>

/**
 * A value as a record of fields, or an empty one: what a browser sends is read, never trusted.
 *
 * @param value - anything.
 * @returns the record itself, or `{}` for whatever is no record.
 * Privacy: as private as what it is given; nothing is kept.
 * Cost: O(1).
 */
export function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  // An object that is no array can be read by name; each field is still unknown.
  return value as Fields
}

/**
 * A value as text, or nothing.
 *
 * @param value - anything.
 * @returns the text, or undefined.
 * Privacy: as private as what it is given.
 * Cost: O(1).
 */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/**
 * A value as a number, or nothing.
 *
 * @param value - anything.
 * @returns the finite number, or undefined.
 * Privacy: as private as what it is given.
 * Cost: O(1).
 */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/**
 * A value as a list, or an empty one.
 *
 * @param value - anything.
 * @returns the list, whose members are still unknown.
 * Privacy: as private as what it is given.
 * Cost: O(1).
 */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/**
 * The origin of an address as a report names it: `https://board.example`, `data:` for what has none.
 *
 * @param url - an address as the browser wrote it.
 * @returns its origin, the scheme where it has none, or the empty text where it is no address.
 * Privacy: drops path, query and fragment, which may hold answers; a host name may still hold one.
 * Cost: O(length).
 */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return ''
  const { origin, protocol, host } = new URL(url)
  if (origin !== 'null') return origin
  return host === '' ? protocol : `${protocol}//${host}`
}
