import { BLOCK_ROWS } from '../../src/catalogue/columns.js'

/** Numbers of one kind within a section: where they begin and end, and how many bytes each takes. */
export type Field = { readonly name: string; readonly from: number; readonly to: number; readonly size: 2 | 4 }

/** Finds the numbers of a right section by the layout in the comments of `src/catalogue`, once more in plain lines. */
export function fieldsOf(section: 'strings' | 'columns' | 'index', bytes: Uint8Array): readonly Field[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields: Field[] = []
  let at = 0
  const take = (name: string, count: number, size: 2 | 4 = 4): number => {
    const from = at
    at += count * size
    if (count > 0) fields.push({ name, from, to: at, size })
    at += (4 - (at % 4)) % 4
    return from
  }
  const number = (offset: number) => view.getUint32(offset, true)
  if (section === 'strings') {
    take('facts', 1)
    take('ends', number(0))
  } else if (section === 'index') {
    take('counts', 3)
    for (const [nth, name] of ['group of row', 'group end', 'part end'].entries()) take(name, number(4 * nth))
    take('hashes', 8 * number(8))
  } else {
    const counts = take('counts', 2)
    const [rows, places] = [number(counts), number(counts + 4)]
    for (const name of ['high', 'low', 'expires', 'presence until']) take(name, rows)
    for (const name of ['place row', 'latitude', 'longitude', 'coarseness']) take(name, places)
    take('region', places, 2)
    for (let first = 0; first < rows; first += BLOCK_ROWS) {
      const block = take('sets and lists', 2)
      const [sets, lists] = [number(block), number(block + 4)]
      take('fact of set or list', sets + lists)
      const ends = take('list end', lists)
      take('bits', sets * Math.ceil(Math.min(BLOCK_ROWS, rows - first) / 32))
      take('row in list', lists === 0 ? 0 : number(ends + 4 * (lists - 1)), 2)
    }
  }
  return fields
}
