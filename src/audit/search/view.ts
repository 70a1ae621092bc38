import { textOf } from './bytes.js'
import type { Decoder, Origin, Part, Piece } from './decoder.js'
import { type Profile, profileOf } from './profile.js'

/** A stretch of a view, and where in the view before it came from. */
export type Segment = {
  readonly at: number
  readonly length: number
  readonly start: number
  readonly end: number
  readonly from: Origin
}

/** Bytes with some layers taken off. What was read of several pieces lies side by side in one view, a space between. */
export type View = {
  readonly bytes: Uint8Array
  readonly text: string
  readonly profile: Profile
  readonly segments: readonly Segment[]
  readonly before: View | undefined
  /** What was taken off, the outermost first. */
  readonly names: readonly string[]
  readonly layers: number
  /** True where the last layer changed bytes one by one: two such changes are not tried in a row. */
  readonly turned: boolean
  /** True where the bytes are stretches of the view before, unchanged: what runs they hold was read there. */
  readonly verbatim: boolean
  /** True where something was struck out, here or before. */
  readonly struck: boolean
}

/**
 * Makes the first view of what left.
 *
 * @param bytes - all of it.
 * @returns the view.
 * Privacy: as private as the bytes.
 * Cost: O(length). @since 0.1
 */
export function firstView(bytes: Uint8Array): View {
  const segment: Segment = { at: 0, length: bytes.length, start: 0, end: bytes.length, from: 'same' }
  return {
    bytes,
    text: textOf(bytes),
    profile: profileOf(bytes),
    segments: [segment],
    before: undefined,
    names: [],
    layers: 0,
    turned: false,
    struck: false,
    verbatim: false,
  }
}

const BETWEEN = 32
/** The shortest view that can show anything. */
const FEWEST = 5

type Growing = { length: number; readonly segments: Segment[]; readonly parts: Uint8Array[] }

function joined(growing: Growing): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, growing.length - 1)).fill(BETWEEN)
  for (const [index, part] of growing.parts.entries()) bytes.set(part, growing.segments[index]?.at ?? 0)
  return bytes
}

function grow(growing: Growing, part: Part, offset: number): void {
  growing.segments.push({
    at: growing.length,
    length: part.bytes.length,
    start: part.start + offset,
    end: part.end + offset,
    from: part.from,
  })
  growing.parts.push(part.bytes)
  growing.length += part.bytes.length + 1
}

/** A piece of a view, and where in the view it is. */
export type PlacedPiece = Piece & { readonly at: number }

/** A view and its pieces, which many decoders read. */
export type Opened = { readonly view: View; readonly whole: PlacedPiece; readonly pieces: readonly PlacedPiece[] }

/**
 * Cuts a view into its pieces.
 *
 * @param view - any.
 * @param unpacking - how many texts may still be unpacked.
 * @returns the view as one piece, and each of its pieces that is long enough to show anything.
 * Privacy: as private as the view.
 * Cost: O(length). @since 0.1
 */
export function opened(view: View, unpacking: Piece['unpacking']): Opened {
  const depth = view.layers + (view.struck ? 1 : 0)
  const whole = { depth, unpacking, at: 0, text: view.text, bytes: view.bytes }
  if (view.segments.length === 1) return { view, whole, pieces: [whole] }
  const long = view.segments.filter(({ length }) => length >= FEWEST)
  const pieces = long.map(({ at, length }) => {
    const end = at + length
    return { depth, unpacking, at, text: view.text.slice(at, end), bytes: view.bytes.subarray(at, end) }
  })
  return { view, whole, pieces }
}

/**
 * Takes one layer off a view, in every way that a decoder has.
 *
 * @param opened - the view and its pieces.
 * @param decoder - one.
 * @returns one view for each way in which anything was read.
 * Privacy: as private as the view.
 * Cost: what the decoder costs. @since 0.1
 */
export function viewsBehind({ view, whole, pieces }: Opened, decoder: Decoder): readonly View[] {
  const growing = new Map<string, Growing>()
  for (const piece of decoder.scope === 'view' ? [whole] : pieces) {
    if (piece.bytes.length > decoder.most) continue
    for (const { name, parts } of decoder.read(piece)) {
      if (parts.length === 0) continue
      const own = growing.get(name) ?? { length: 0, segments: [], parts: [] }
      growing.set(name, own)
      for (const part of parts) grow(own, part, piece.at)
    }
  }
  return [...growing].flatMap(([name, own]) => {
    const bytes = joined(own)
    return bytes.length < FEWEST ? [] : [viewBehind(view, decoder, name, bytes, own.segments)]
  })
}

function viewBehind(view: View, decoder: Decoder, name: string, bytes: Uint8Array, segments: readonly Segment[]): View {
  const names = [...view.names, name.replace(/#.*/, '')]
  return {
    bytes,
    text: textOf(bytes),
    profile: profileOf(bytes),
    segments,
    before: view,
    names,
    layers: view.layers + decoder.layers,
    turned: decoder.turns === true || (view.turned && decoder.layers === 0),
    verbatim: decoder.takesApart === true && !(names.at(-1) === 'json' && view.text.includes('\\')),
    struck: view.struck || decoder.strikes === true,
  }
}

/** A stretch of what left. */
export type Stretch = { readonly start: number; readonly end: number }

/** Where a stretch of a view lies in the view before. */
function stretchBefore(segments: readonly Segment[], { start, end }: Stretch): Stretch {
  let first = Number.POSITIVE_INFINITY
  let last = 0
  for (let index = segmentAt(segments, start); index < segments.length; index++) {
    const segment = segments[index]
    if (segment === undefined || segment.at >= end) break
    const from = Math.max(0, start - segment.at)
    const to = Math.min(segment.length, end - segment.at)
    if (to <= from) continue
    const own = within(segment, from, to)
    first = Math.min(first, own.start)
    last = Math.max(last, own.end)
  }
  return first > last ? { start: 0, end: 0 } : { start: first, end: last }
}

function within(segment: Segment, from: number, to: number): Stretch {
  if (segment.from === 'whole') return segment
  if (segment.from === 'same') return { start: segment.start + from, end: segment.start + to }
  if ('bits' in segment.from) {
    const first = segment.start + segment.from.skipped
    const { bits } = segment.from
    return { start: first + Math.floor((from * 8) / bits), end: first + Math.ceil((to * 8) / bits) }
  }
  const places = 'places' in segment.from ? segment.from.places : segment.from.begins
  const one = places[from] ?? 0
  const other = places[to - 1] ?? 0
  const last = 'places' in segment.from ? Math.max(one, other) + 1 : (places[to] ?? segment.end - segment.start)
  return { start: segment.start + Math.min(one, other), end: segment.start + Math.max(last, one + 1) }
}

/** The last segment that begins at or before a place. */
function segmentAt(segments: readonly Segment[], place: number): number {
  let low = 0
  let high = segments.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((segments[middle]?.at ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * Finds where in what left a stretch of a view lies.
 *
 * @param view - any view.
 * @param stretch - in the view.
 * @returns a stretch of the first view: everything that the stretch was read from, and sometimes more.
 * Privacy: reads places only.
 * Cost: O(layers × log segments), and the segments of the stretch. @since 0.1
 */
export function stretchOf(view: View, stretch: Stretch): Stretch {
  let own = stretch
  for (let at: View | undefined = view; at?.before !== undefined; at = at.before) own = stretchBefore(at.segments, own)
  return own
}
