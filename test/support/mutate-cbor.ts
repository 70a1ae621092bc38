import { bodyKeys } from '../../src/consent/disclosure.js'

// A valid body, taken apart into its items by position, so that a mutation can replace any one of them. An item holds how
// many items follow, never how many bytes: replacing one changes no head around it.

export const UNSIGNED = 0
export const NEGATIVE = 1
export const BYTES = 2
export const TEXT = 3
export const ARRAY = 4
export const MAP = 5

/** One item of a body: a key, or a value. */
export type Item = {
  /** Member names from the outside in, `*` for an element: `fields.needs.*.concept`. The whole body is ''. */
  readonly path: string
  readonly isKey: boolean
  readonly major: number
  /** The number itself, or the length in bytes, elements or entries. */
  readonly argument: number
  readonly start: number
  /** Where the head ends. */
  readonly contentAt: number
  readonly end: number
  /** Elements; of a map, key and value by turns. */
  readonly parts: readonly Item[]
}

/** Takes a body apart; it must be valid. */
export function takeApart(body: Uint8Array): Item {
  return itemAt(body, 0, '', false)
}

/** An item and everything in it. */
export function everyItem(item: Item): readonly Item[] {
  return [item, ...item.parts.flatMap(everyItem)]
}

/** The entries of a map. */
export function entriesOf({ parts }: Item): readonly { readonly key: Item; readonly value: Item }[] {
  return parts.flatMap((key, at) => {
    const value = parts[at + 1]
    return at % 2 === 0 && value !== undefined ? [{ key, value }] : []
  })
}

/** The head of an item, shortest unless a width of 1, 2, 4 or 8 bytes is asked for. */
export function headOf(major: number, argument: number | bigint, width = widthOf(argument)): Uint8Array {
  const info = width === 0 ? Number(argument) : { 1: 24, 2: 25, 4: 26, 8: 27 }[width]
  const head = new Uint8Array(1 + width)
  head[0] = (major << 5) | (info ?? 31)
  for (let at = width, left = BigInt(argument); at > 0; at--, left >>= 8n) head[at] = Number(left & 0xffn)
  return head
}

/** How many bytes the shortest form of an argument takes behind the first. */
export function widthOf(argument: number | bigint): number {
  if (argument < 24) return 0
  if (argument < 0x100) return 1
  if (argument < 0x10000) return 2
  return argument < 0x1_0000_0000 ? 4 : 8
}

function itemAt(body: Uint8Array, start: number, path: string, isKey: boolean): Item {
  const first = body[start] ?? 0
  const width = [1, 2, 4, 8][(first & 31) - 24] ?? 0
  let argument = width === 0 ? first & 31 : 0
  for (let at = 1; at <= width; at++) argument = argument * 256 + (body[start + at] ?? 0)
  const contentAt = start + 1 + width
  const major = first >> 5
  const item = { path, isKey, major, argument, start, contentAt }
  if (major === BYTES || major === TEXT) return { ...item, end: contentAt + argument, parts: [] }
  const parts = major === MAP ? entriesAt(body, item) : major === ARRAY ? elementsAt(body, item) : []
  return { ...item, end: parts.at(-1)?.end ?? contentAt, parts }
}

type Holder = { readonly path: string; readonly argument: number; readonly contentAt: number }

function elementsAt(body: Uint8Array, { path, argument, contentAt }: Holder): readonly Item[] {
  const parts: Item[] = []
  while (parts.length < argument) parts.push(itemAt(body, parts.at(-1)?.end ?? contentAt, `${path}.*`, false))
  return parts
}

function entriesAt(body: Uint8Array, { path, argument, contentAt }: Holder): readonly Item[] {
  const parts: Item[] = []
  while (parts.length < 2 * argument) {
    const key = itemAt(body, parts.at(-1)?.end ?? contentAt, '', true)
    const named = `${path === '' ? '' : `${path}.`}${bodyKeys.names[key.argument]}`
    parts.push({ ...key, path: named }, itemAt(body, key.end, named, false))
  }
  return parts
}
