// QR codes of one kind: capitals and digits at level M, which is all that the text of a token needs (ISO/IEC 18004).
// It stands here because the general library costs the page 2 kB more. The mask is always the first: what is shown is
// sealed and so looks random, and no other mask would suit it better.

const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/** Check codewords of a block, and blocks, for each version from 1. */
const checks = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26]
const blocks = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35,
  37, 38, 40, 43, 45, 47, 49,
]
/** From version 22 on every block has as many. */
const LATER_CHECKS = 28
/** Level M and the first mask, with their own check bits. */
const FORMAT_BITS = 0b101010000010010

/** The middles of the small squares, along one side. */
function middlesOf(version: number): readonly number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, at) => version * 4 + 10 - at * step).reverse()]
}

/** How many codewords there is room for. */
function roomOf(version: number): number {
  const side = Math.floor(version / 7) + 2
  const small = version === 1 ? 0 : (25 * side - 10) * side - 55
  return Math.floor(((16 * version + 128) * version + 64 - small - (version < 7 ? 0 : 36)) / 8)
}

/** Multiplies in the field of 256 that the check codewords are made in. */
function times(one: number, other: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    if ((other >> bit) & 1) product ^= one
  }
  return product
}

function checkOf(data: readonly number[], length: number): readonly number[] {
  const divisor: number[] = [...new Array(length - 1).fill(0), 1]
  for (let root = 1, at = 0; at < length; at++, root = times(root, 2)) {
    for (let place = 0; place < length; place++)
      divisor[place] = times(divisor[place] ?? 0, root) ^ (divisor[place + 1] ?? 0)
  }
  const rest: number[] = new Array(length).fill(0)
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0)
    rest.push(0)
    for (let place = 0; place < length; place++) rest[place] = (rest[place] ?? 0) ^ times(divisor[place] ?? 0, factor)
  }
  return rest
}

/** The text's codewords, filled up to `room`. */
function codewordsOf(text: string, version: number, room: number): readonly number[] {
  const bits: number[] = []
  const push = (value: number, length: number) => {
    for (let at = length - 1; at >= 0; at--) bits.push((value >> at) & 1)
  }
  push(2, 4)
  push(text.length, version < 10 ? 9 : version < 27 ? 11 : 13)
  for (let at = 0; at < text.length; at += 2) {
    const [first, second] = [signs.indexOf(text.charAt(at)), signs.indexOf(text.charAt(at + 1))]
    if (at + 1 < text.length) push(first * 45 + second, 11)
    else push(first, 6)
  }
  push(0, Math.min(4, room * 8 - bits.length))
  push(0, -bits.length & 7)
  for (let fill = 0xec; bits.length < room * 8; fill ^= 0xfd) push(fill, 8)
  return Array.from({ length: room }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  )
}

/** Cuts into blocks, adds their check codewords, and deals them out again by turns. */
function interleaved(text: string, version: number): readonly number[] {
  const [room, count, check] = [roomOf(version), blocks[version - 1] ?? 0, checks[version - 1] ?? LATER_CHECKS]
  const words = codewordsOf(text, version, room - count * check)
  const short = Math.floor(words.length / count)
  const longFrom = count - (words.length % count)
  const parts = Array.from({ length: count }, (_, at) => {
    const start = at * short + Math.max(0, at - longFrom)
    return words.slice(start, start + short + (at < longFrom ? 0 : 1))
  })
  const turns = (all: readonly (readonly number[])[], length: number) =>
    Array.from({ length }, (_, at) => all.flatMap((one) => one[at] ?? [])).flat()
  return [
    ...turns(parts, short + 1),
    ...turns(
      parts.map((part) => checkOf(part, check)),
      check,
    ),
  ]
}

function smallestFor(text: string): number {
  for (let version = 1; version <= 40; version++) {
    const room = (roomOf(version) - (blocks[version - 1] ?? 0) * (checks[version - 1] ?? LATER_CHECKS)) * 8
    const needed = 4 + (version < 10 ? 9 : version < 27 ? 11 : 13) + Math.ceil(text.length * 5.5)
    if (needed <= room) return version
  }
  throw new RangeError('text: longer than a code can be')
}

/** Draws a text of capitals, digits and `$%*+-./: ` as rows of dark and light. */
export function codeOf(text: string): readonly (readonly boolean[])[] {
  if ([...text].some((sign) => !signs.includes(sign))) throw new RangeError('text: not of the signs of a code')
  const version = smallestFor(text)
  const size = version * 4 + 17
  const cells: (boolean | undefined)[][] = Array.from({ length: size }, () => new Array(size).fill(undefined))
  const set = (x: number, y: number, dark: boolean) => {
    const row = cells[y]
    if (row !== undefined && x >= 0 && x < size) row[x] = dark
  }
  drawFixed(set, version, size)
  drawData(cells, interleaved(text, version), size)
  return cells.map((row) => row.map((dark) => dark === true))
}

type Set = (x: number, y: number, dark: boolean) => void

function drawFixed(set: Set, version: number, size: number): void {
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0)
    set(at, 6, at % 2 === 0)
  }
  const rings = (x: number, y: number, reach: number, isDark: (ring: number) => boolean) => {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))))
    }
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    rings(x, y, 4, (ring) => ring !== 2 && ring !== 4)
  const middles = middlesOf(version)
  const last = size - 7
  for (const x of middles) {
    for (const y of middles) {
      const isCorner = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6)
      if (!isCorner) rings(x, y, 2, (ring) => ring !== 1)
    }
  }
  for (let at = 0; at < 15; at++) {
    const dark = ((FORMAT_BITS >> at) & 1) === 1
    if (at < 8) set(size - 1 - at, 8, dark)
    else set(8, size - 15 + at, dark)
    if (at < 8) set(8, at < 6 ? at : at + 1, dark)
    else set(at === 8 ? 7 : 14 - at, 8, dark)
  }
  set(8, size - 8, true)
  if (version >= 7) drawVersion(set, version, size)
}

function drawVersion(set: Set, version: number, size: number): void {
  let rest = version
  for (let at = 0; at < 12; at++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25)
  const bits = (version << 12) | rest
  for (let at = 0; at < 18; at++) {
    const dark = ((bits >> at) & 1) === 1
    const [near, far] = [Math.floor(at / 3), size - 11 + (at % 3)]
    set(far, near, dark)
    set(near, far, dark)
  }
}

/** In pairs of columns from the right, up and down by turns, around what is there already. */
function drawData(cells: (boolean | undefined)[][], words: readonly number[], size: number): void {
  let at = 0
  for (let right = size - 1, up = true; right >= 1; right -= 2, up = !up) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step
      for (const x of [right, right - 1]) {
        const row = cells[y]
        if (row === undefined || row[x] !== undefined) continue
        const dark = (((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1
        row[x] = dark !== ((x + y) % 2 === 0)
        at++
      }
    }
  }
}
