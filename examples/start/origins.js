// Who is at which address. Each is an origin of its own, as each would be a site of its own.

/** @typedef {'tour' | 'plain' | 'react' | 'intake' | 'desk' | 'board' | 'catalogue'} Place */

/** @type {readonly Place[]} */
export const placeNames = ['tour', 'plain', 'react', 'intake', 'desk', 'board', 'catalogue']

/**
 * @param {number} first the port of the tour; the others follow it
 * @returns {Readonly<Record<Place, { readonly port: number, readonly origin: string }>>}
 */
export function originsFrom(first) {
  const entries = placeNames.map((name, nth) => [
    name,
    { port: first + nth, origin: `http://localhost:${first + nth}` },
  ])
  return Object.fromEntries(entries)
}
