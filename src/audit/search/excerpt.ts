import type { Stretch } from './view.js'

/** The most characters of an excerpt. */
export const MAX_EXCERPT_CHARACTERS = 80
/** What stands in the place of a planted value, however long. */
const MASK = '▒'
/** What stands in the place of a byte that cannot be shown. */
const UNSEEN = '·'
const AROUND = 36

/**
 * Shows what stood around a hit, with everything masked that planted values were read from.
 *
 * @param bytes - what left.
 * @param hit - where the value is.
 * @param masked - where any planted value was read; also others than this one.
 * @returns at most `MAX_EXCERPT_CHARACTERS` visible characters of ASCII, masks and dots.
 * Privacy: holds no byte of a masked stretch, nor a letter or digit that goes on from one.
 * Cost: O(masked). @since 0.1
 */
export function excerptAround(bytes: Uint8Array, hit: Stretch, masked: readonly Stretch[]): string {
  const from = Math.max(0, hit.start - AROUND)
  const to = Math.min(bytes.length, hit.end + AROUND)
  const hidden = hiddenPlaces(bytes, from, to, hit, masked)
  const before = shown(bytes, from, hit.start, hidden)
  const after = shown(bytes, hit.end, to, hidden)
  return `${before}${MASK}${after}`.replaceAll(/▒+/g, MASK).slice(0, MAX_EXCERPT_CHARACTERS)
}

/** Places of the excerpt's surroundings that are masked. */
function hiddenPlaces(
  bytes: Uint8Array,
  from: number,
  to: number,
  hit: Stretch,
  masked: readonly Stretch[],
): Set<number> {
  const hidden = new Set<number>()
  const hide = (start: number, end: number): void => {
    for (let at = Math.max(from, start); at < Math.min(to, end); at++) {
      // The hit itself may be large; only what is around it is shown.
      if (at < hit.start || at >= hit.end) hidden.add(at)
    }
  }
  for (const { start, end } of masked) {
    if (start >= to || end <= from) continue
    hide(wordStart(bytes, start, from), wordEnd(bytes, end, to))
  }
  return hidden
}

/** An encoding's first and last characters may hold bits of the value and of its neighbours: the whole word goes. */
function isOfWord(byte: number | undefined): boolean {
  return byte !== undefined && /[A-Za-z0-9+/_-]/.test(String.fromCharCode(byte))
}

function wordStart(bytes: Uint8Array, start: number, from: number): number {
  let at = start
  if (!isOfWord(bytes[start])) return at
  while (at > from && isOfWord(bytes[at - 1])) at--
  return at
}

function wordEnd(bytes: Uint8Array, end: number, to: number): number {
  let at = end
  if (!isOfWord(bytes[end - 1])) return at
  while (at < to && isOfWord(bytes[at])) at++
  return at
}

function shown(bytes: Uint8Array, from: number, to: number, hidden: ReadonlySet<number>): string {
  const characters: string[] = []
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    const character = byte >= 32 && byte < 127 ? String.fromCharCode(byte) : UNSEEN
    characters.push(hidden.has(at) ? MASK : character)
  }
  return characters.join('')
}
