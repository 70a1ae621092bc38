import { type Child, element, type PageElement } from '../page/elements.js'

/** Rows under a head; the first cell of each names it. */
export type Table = {
  readonly caption: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly Child[])[]
  /** True where it is too wide for a phone, which then shows a card for each row. */
  readonly isWide?: boolean
}

/**
 * Makes a table. The roles keep it one for whoever hears it, also where it is shown as cards.
 *
 * @param table - caption, heads, rows.
 * @returns the table.
 * Privacy: as its rows.
 * Cost: O(cells). @since 0.1
 */
export function tableOf({ caption, heads, rows, isWide = false }: Table): PageElement {
  const head = heads.map((name) => element('th', { role: 'columnheader', scope: 'col' }, name))
  const body = rows.map((cells) =>
    element(
      'tr',
      { role: 'row' },
      cells.map((cell, nth) =>
        element('td', { role: 'cell', 'data-head': heads[nth] ?? '' }, element('span', {}, cell)),
      ),
    ),
  )
  return element(
    'table',
    isWide ? { class: 'cards', role: 'table' } : { role: 'table' },
    element('caption', {}, caption),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, head)),
    element('tbody', { role: 'rowgroup' }, body),
  )
}
