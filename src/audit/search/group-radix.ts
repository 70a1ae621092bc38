// Alphabets that write a few bytes as a few characters: 4 as 5 in base 85, 2 as 3 in base 45.

/** An alphabet of groups. */
export type GroupAlphabet = {
  readonly name: string
  readonly symbols: string
  /** Bytes of a whole group, and its characters. */
  readonly bytes: number
  readonly characters: number
  /** True where the first character is the least significant. */
  readonly smallFirst: boolean
  /** The character that stands for a whole group of zero bytes. */
  readonly zeros?: string
}

const alphanumeric = '0123456789abcdefghijklmnopqrstuvwxyz'
const both = alphanumeric + alphanumeric.slice(10).toUpperCase()
const fourAsFive = { bytes: 4, characters: 5, smallFirst: false } as const

/** What bytes are written in by groups. */
export const groupAlphabets: readonly GroupAlphabet[] = [
  {
    ...fourAsFive,
    name: 'ascii85',
    symbols: Array.from({ length: 85 }, (_, value) => String.fromCharCode(33 + value)).join(''),
    zeros: 'z',
  },
  { ...fourAsFive, name: 'z85', symbols: `${both}.-:+=^!/*?&<>()[]{}@%$#` },
  {
    ...fourAsFive,
    name: 'base85 (RFC 1924)',
    symbols: `${alphanumeric.slice(0, 10)}${alphanumeric.slice(10).toUpperCase()}${alphanumeric.slice(10)}!#$%&()*+-;<=>?@^_\`{|}~`,
  },
  {
    name: 'base45',
    symbols: `${alphanumeric.toUpperCase()} $%*+-./:`,
    bytes: 2,
    characters: 3,
    smallFirst: true,
  },
]

/**
 * Writes bytes by groups; the last group is shorter where the bytes are.
 *
 * @param of - the alphabet.
 * @param bytes - any.
 * @returns ASCII.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function writeGroups(of: GroupAlphabet, bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += of.bytes) {
    const group = bytes.subarray(at, at + of.bytes)
    // The base of small-first groups writes a short group as a small number; the other one fills it with zeros and cuts.
    const filled = of.smallFirst ? group.length : of.bytes
    let number = 0
    for (let byte = 0; byte < filled; byte++) number = number * 256 + (group[byte] ?? 0)
    const places: string[] = []
    for (let place = 0; place < of.characters; place++) {
      places.push(of.symbols.charAt(number % of.symbols.length))
      number = Math.floor(number / of.symbols.length)
    }
    const written = of.smallFirst ? places : places.reverse()
    const kept = of.characters - (of.bytes - group.length)
    const isZeros = of.zeros !== undefined && group.length === of.bytes && group.every((byte) => byte === 0)
    text += isZeros ? of.zeros : written.slice(0, kept).join('')
  }
  return text
}

/**
 * Reads characters by groups.
 *
 * @param of - the alphabet.
 * @param text - ASCII.
 * @returns the bytes, or undefined where a character is not of the alphabet or a group is no number of its bytes.
 * Privacy: as private as the text.
 * Cost: O(length). @since 0.1
 */
export function readGroups(of: GroupAlphabet, text: string): Uint8Array | undefined {
  const bytes: number[] = []
  for (let at = 0; at < text.length; ) {
    if (of.zeros !== undefined && text.charAt(at) === of.zeros) {
      bytes.push(...new Array<number>(of.bytes).fill(0))
      at++
      continue
    }
    const group = text.slice(at, at + of.characters)
    const read = readGroup(of, group)
    if (read === undefined) return undefined
    bytes.push(...read)
    at += group.length
  }
  return Uint8Array.from(bytes)
}

function readGroup(of: GroupAlphabet, group: string): readonly number[] | undefined {
  const missing = of.characters - group.length
  const size = of.bytes - missing
  if (size < 1) return undefined
  const last = of.symbols.charAt(of.symbols.length - 1)
  const written = of.smallFirst ? [...group].reverse() : [...group, ...last.repeat(missing)]
  let number = 0
  for (const character of written) {
    const value = of.symbols.indexOf(character)
    if (value < 0) return undefined
    number = number * of.symbols.length + value
  }
  const width = of.smallFirst ? size : of.bytes
  if (number >= 256 ** width) return undefined
  const bytes = Array.from({ length: width }, (_, at) => Math.floor(number / 256 ** (width - 1 - at)) % 256)
  return bytes.slice(0, size)
}
