// Alphabets of any size: the bytes are one large number, written in that base. Such a text shows its parts only as a whole.

const digits = '0123456789'
const small = 'abcdefghijklmnopqrstuvwxyz'
const large = small.toUpperCase()

/** An alphabet of any size. */
export type NumberAlphabet = { readonly name: string; readonly symbols: string; readonly foldsCase: boolean }

/** What bytes are written in as one large number. */
export const numberAlphabets: readonly NumberAlphabet[] = [
  { name: 'base58', symbols: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', foldsCase: false },
  { name: 'base62', symbols: digits + large + small, foldsCase: false },
  { name: 'base62 (small letters first)', symbols: digits + small + large, foldsCase: false },
  { name: 'base62 (letters first)', symbols: large + small + digits, foldsCase: false },
  { name: 'base36', symbols: digits + small, foldsCase: true },
  { name: 'decimal number', symbols: digits, foldsCase: false },
]

/** The most characters that are read as one number: reading is quadratic. */
export const MAX_NUMBER_CHARACTERS = 512

/**
 * Writes bytes as one large number, the first byte the most significant, with a first symbol for each leading zero byte.
 *
 * @param of - the alphabet.
 * @param bytes - any.
 * @returns ASCII.
 * Privacy: as private as the bytes.
 * Cost: O(length²). @since 0.1
 */
export function writeNumber(of: NumberAlphabet, bytes: Uint8Array): string {
  const places: number[] = []
  let zeros = 0
  while (bytes[zeros] === 0) zeros++
  for (const byte of bytes.subarray(zeros)) carry(places, byte, 256, of.symbols.length)
  const number = places.map((place) => of.symbols.charAt(place)).reverse()
  return of.symbols.charAt(0).repeat(zeros) + number.join('')
}

/**
 * Reads one large number.
 *
 * @param of - the alphabet.
 * @param text - ASCII.
 * @returns its bytes, or undefined where it is empty, too long, or holds a character of no value.
 * Privacy: as private as the text.
 * Cost: O(length²), at most `MAX_NUMBER_CHARACTERS`. @since 0.1
 */
export function readNumber(of: NumberAlphabet, text: string): Uint8Array | undefined {
  if (text === '' || text.length > MAX_NUMBER_CHARACTERS) return undefined
  const folded = of.foldsCase ? text.toLowerCase() : text
  const places: number[] = []
  let zeros = 0
  while (folded.charAt(zeros) === of.symbols.charAt(0)) zeros++
  for (const character of folded.slice(zeros)) {
    const value = of.symbols.indexOf(character)
    if (value < 0) return undefined
    carry(places, value, of.symbols.length, 256)
  }
  return Uint8Array.from([...places, ...new Array<number>(zeros).fill(0)].reverse())
}

/** Multiplies the number of the places, least significant first, by `from` and adds a value. */
function carry(places: number[], value: number, from: number, to: number): void {
  let rest = value
  for (let at = 0; at < places.length; at++) {
    rest += (places[at] ?? 0) * from
    places[at] = rest % to
    rest = Math.floor(rest / to)
  }
  for (; rest > 0; rest = Math.floor(rest / to)) places.push(rest % to)
}
