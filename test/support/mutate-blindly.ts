import { joinBytes } from '../../src/kernel/bytes.js'
import { type Chance, edit, pick, someBytes } from './mutate.js'

/** A change of bytes that knows nothing about them. */
export type Blind = readonly [name: string, change: (bytes: Uint8Array, chance: Chance) => Uint8Array]

/** Every such change. */
export const blind: readonly Blind[] = [
  ['a bit flipped', (bytes, chance) => flipped(bytes, chance(bytes.length * 8))],
  [
    'a run of one byte',
    (bytes, chance) =>
      filled(bytes, chance, (length) => new Uint8Array(length).fill(pick(chance, [0, 1, 0x7f, 0x80, 0xff]))),
  ],
  ['a run of any bytes', (bytes, chance) => filled(bytes, chance, (length) => someBytes(chance, length))],
  [
    'cut short',
    (bytes, chance) =>
      bytes.slice(0, chance(4) === 0 ? chance(bytes.length) : Math.max(0, bytes.length - 1 - chance(16))),
  ],
  [
    'grown',
    (bytes, chance) =>
      joinBytes([bytes, someBytes(chance, 1 + chance(16)).map((byte) => (chance(2) === 0 ? 0 : byte))]),
  ],
  ['something left out', (bytes, chance) => cut(bytes, chance, () => new Uint8Array(0))],
  ['something said twice', (bytes, chance) => cut(bytes, chance, (piece) => joinBytes([piece, piece]))],
  ['two words exchanged', exchanged],
]

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = bytes.slice()
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return changed
}

function filled(bytes: Uint8Array, chance: Chance, make: (length: number) => Uint8Array): Uint8Array {
  const at = chance(bytes.length)
  const run = make(1 + chance(pick(chance, [4, 16, 64])))
  return edit(bytes, at, at + run.length, run).slice(0, bytes.length)
}

function cut(bytes: Uint8Array, chance: Chance, change: (piece: Uint8Array) => Uint8Array): Uint8Array {
  const grain = pick(chance, [1, 2, 4, 32])
  const at = grain * chance(Math.ceil(bytes.length / grain))
  const end = Math.min(bytes.length, at + grain * (1 + chance(8)))
  return edit(bytes, at, end, change(bytes.slice(at, end)))
}

function exchanged(bytes: Uint8Array, chance: Chance): Uint8Array {
  const words = Math.floor(bytes.length / 4)
  if (words === 0) return bytes
  const [one, other] = [4 * chance(words), 4 * chance(words)]
  const changed = bytes.slice()
  changed.set(bytes.subarray(other, other + 4), one)
  changed.set(bytes.subarray(one, one + 4), other)
  return changed
}
