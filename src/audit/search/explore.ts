import type { Decoder } from './decoder.js'
import { escapeDecoders } from './escapes.js'
import type { SearchLimits } from './limits.js'
import { numberDecoder } from './numbers.js'
import { lzDecoder, packedDecoder } from './packed.js'
import { groupRadixDecoder, numberRadixDecoder, radix32Decoder, radixDecoder, uuDecoder } from './runs.js'
import { spacedDecoder, struckDecoder, structureDecoder, zerosDecoder } from './separated.js'
import { keyDecoder, turnDecoder } from './shifts.js'
import { firstView, opened, type View, viewsBehind } from './view.js'
import { wideDecoder } from './wide.js'

/** The most names in a chain: what only takes a text apart is no layer, and nested JSON has many of them. */
const MAX_NAMES = 8

// The likely ones first: what is left when the work is done is the unlikely.
const decoders: readonly Decoder[] = [
  structureDecoder,
  ...escapeDecoders,
  radixDecoder,
  packedDecoder,
  zerosDecoder,
  wideDecoder,
  numberDecoder,
  struckDecoder,
  spacedDecoder,
  radix32Decoder,
  numberRadixDecoder,
  groupRadixDecoder,
  uuDecoder,
  lzDecoder,
  turnDecoder,
  keyDecoder,
]

/** Views of more bytes, once a layer is off, are read by these alone: scripts and documents have a few escapes everywhere. */
const LARGE = 64 * 1024
const likelyDeep: readonly Decoder[] = [structureDecoder, radixDecoder, packedDecoder, zerosDecoder]

/** What an exploration came to. */
export type Explored = { readonly exhausted: boolean; readonly bytes: number; readonly views: number }

/** Two numbers that tell views apart; that two differ and have both is no more likely than 2⁻⁵⁰. */
function fingerprint(bytes: Uint8Array): string {
  let one = bytes.length
  let other = 0x811c9dc5
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    one = Math.imul(one ^ byte, 0x5bd1e995)
    one ^= one >>> 15
    other = Math.imul(other ^ byte, 0x01000193)
  }
  return `${one},${other}`
}

/**
 * Takes layers off what left, breadth first, as deep as the limits allow, and shows every view once.
 *
 * @param bytes - what left.
 * @param limits - how far.
 * @param look - called with every view, the outermost first.
 * @returns whether a limit was met before everything was seen, and how much was seen.
 * Privacy: as private as the bytes.
 * Cost: bounded by the limits. @since 0.1
 */
export function explore(bytes: Uint8Array, limits: SearchLimits, look: (view: View) => void): Explored {
  const first = firstView(bytes.subarray(0, limits.bytes))
  const waiting: View[][] = Array.from({ length: limits.layers + 1 }, () => [])
  const seen = new Set<string>()
  const unpacking = { left: limits.unpacked }
  let exhausted = bytes.length > limits.bytes
  let views = 0
  let left = limits.work
  const admit = (view: View): void => {
    if (view.layers > limits.layers || view.names.length > MAX_NAMES) return
    const key = fingerprint(view.bytes)
    if (seen.has(key)) return
    seen.add(key)
    if (views >= limits.views || (views > 0 && view.bytes.length > left)) {
      exhausted = true
      return
    }
    views++
    left -= view.bytes.length
    look(view)
    waiting[view.layers]?.push(view)
  }
  admit(first)
  for (const level of waiting) {
    // The level grows while it is walked: what takes apart adds to it.
    for (const view of level) for (const child of childrenOf(view, limits, unpacking)) admit(child)
  }
  return { exhausted: exhausted || unpacking.left <= 0, bytes: limits.work - left, views }
}

/** Whether a decoder is worth trying on a view. */
function isWorth(decoder: Decoder, view: View, limits: SearchLimits): boolean {
  if (view.layers + decoder.layers > limits.layers) return false
  if (view.layers + (view.struck ? 1 : 0) > decoder.deepest || !decoder.fits(view.profile)) return false
  if (view.turned && (decoder.turns ?? decoder.strikes ?? decoder.rare) === true) return false
  if (view.struck && (decoder.strikes ?? decoder.turns) === true) return false
  // Runs and literals of a stretch that is unchanged were read where it came from.
  if (view.verbatim && (decoder.scope === 'view' || decoder.takesApart === true)) return false
  return view.layers === 0 || view.bytes.length <= LARGE || likelyDeep.includes(decoder)
}

function childrenOf(view: View, limits: SearchLimits, unpacking: { left: number }): readonly View[] {
  const own = opened(view, unpacking)
  return decoders.filter((decoder) => isWorth(decoder, view, limits)).flatMap((decoder) => viewsBehind(own, decoder))
}
