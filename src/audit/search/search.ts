import { excerptAround } from './excerpt.js'
import { explore } from './explore.js'
import { type SearchLimits, searchLimits } from './limits.js'
import type { PreparedSearch } from './needles.js'
import { type Fragment, seeDigests, seeForms, seeFragments } from './scan.js'
import { putTogether } from './together.js'
import { type Stretch, stretchOf, type View } from './view.js'

/** A planted answer in what left. */
export type Hit = {
  readonly field: string
  /** How it was written, the outermost first; `['plain']` where it was not changed. */
  readonly encoding: readonly string[]
  /** What stood around it, with every planted value masked as `▒`. */
  readonly excerpt: string
}

/** What a search came to. */
export type Searched = {
  /** One for each place and each field; the shortest way of reading it. */
  readonly hits: readonly Hit[]
  /** True where a limit was met before everything was looked at: then no hit says less. */
  readonly exhausted: boolean
}

/** The layers after which bytes changed by an unknown key are still looked for. */
const KEYED_LAYERS = 1
/** The most hits of one field in one blob. */
const MAX_HITS = 8

type Seen = Stretch & { readonly answer: number; readonly names: readonly string[] }
type Kept = { readonly view: View; readonly fragment: Fragment }

/** Everything that one search has seen. */
type Sight = { readonly seen: Seen[]; readonly kept: Kept[]; lost: boolean }

function lookAt(prepared: PreparedSearch, limits: SearchLimits, sight: Sight): (view: View) => void {
  return (view) => {
    const see = (sighting: Seen): void => {
      if (sight.seen.length >= limits.fragments) sight.lost = true
      else sight.seen.push({ ...sighting, ...stretchOf(view, sighting), names: [...view.names, ...sighting.names] })
    }
    const own: Fragment[] = []
    seeFragments(prepared, view.bytes, (fragment) => {
      const text = prepared.texts[fragment.answer]
      if (fragment.length === text?.length) see(plainly(text, view, fragment))
      else own.push(fragment)
    })
    keepFragments(view, own, limits, sight)
    seeTogether(prepared, own, view.bytes.length, limits.views, (answer, used) => {
      for (const { start, length } of used) see({ answer, names: ['in pieces'], start, end: start + length })
    })
    seeForms(prepared.plain, view.bytes, see)
    seeDigests(prepared, view.bytes, see)
    if (view.layers > KEYED_LAYERS || view.turned) return
    for (const set of prepared.keyed) seeForms(set, view.bytes, see)
  }
}

function plainly(text: Uint8Array, view: View, { answer, start, length }: Fragment): Seen {
  const isSame = text.every((byte, at) => view.bytes[start + at] === byte)
  return { answer, start, end: start + length, names: isSame ? [] : ['case'] }
}

function keepFragments(view: View, own: readonly Fragment[], limits: SearchLimits, sight: Sight): void {
  for (const fragment of own) {
    if (sight.kept.length < limits.fragments) sight.kept.push({ view, fragment })
    else sight.lost = true
  }
}

function seeTogether(
  prepared: PreparedSearch,
  fragments: readonly Fragment[],
  places: number,
  ways: number,
  see: (answer: number, used: readonly Fragment[]) => void,
): void {
  const byAnswer = new Map<number, Fragment[]>()
  for (const fragment of fragments) {
    const own = byAnswer.get(fragment.answer)
    if (own === undefined) byAnswer.set(fragment.answer, [fragment])
    else own.push(fragment)
  }
  for (const [answer, own] of byAnswer) {
    const together = putTogether(prepared.texts[answer]?.length ?? 0, own, places, ways)
    if (together !== undefined) see(answer, together.used)
  }
}

/** Pieces of one answer that were read in different views: each half of a value encoded by itself. */
function seeAcrossViews(prepared: PreparedSearch, sight: Sight, places: number): void {
  const views = new Map(sight.kept.map(({ fragment, view }) => [fragment, view]))
  seeTogether(prepared, [...views.keys()], places, 1, (answer, used) => {
    if (sight.seen.some((one) => one.answer === answer)) return
    for (const fragment of used) {
      const view = views.get(fragment)
      if (view === undefined) continue
      const stretch = stretchOf(view, { start: fragment.start, end: fragment.start + fragment.length })
      sight.seen.push({ ...stretch, answer, names: ['in pieces', ...view.names] })
    }
  })
}

/** The shortest way of reading for each place; a place that was read in two ways is one hit. */
function distinct(seen: readonly Seen[]): readonly Seen[] {
  const kept: Seen[] = []
  for (const one of [...seen].sort((a, b) => a.names.length - b.names.length || a.start - b.start)) {
    const own = kept.filter(({ answer }) => answer === one.answer)
    const isRepeated = own.some(
      ({ start, end, names }) =>
        (start < one.end && one.start < end) || (names[0] === 'in pieces' && one.names[0] === 'in pieces'),
    )
    if (!isRepeated && own.length < MAX_HITS) kept.push(one)
  }
  return kept
}

/**
 * Searches what left for planted answers: in plain, in every encoding and digest that the tables name, changed by any single
 * key, cut into pieces, and under three layers of such changes.
 *
 * The chance of a hit on bytes that hold nothing is bounded by construction, since planted texts are drawn at random: see
 * `putTogether` for pieces. A whole text of n characters is at one of p places in one of f forms under one of k keys with a
 * chance of at most p × f × k × 2^-5n. One of d digests begins with the eight bytes at one of p places with p × d × 2^-64.
 *
 * @param prepared - what to look for.
 * @param bytes - what left: a URL, a header, a body, a frame, a stored value. Hostile.
 * @param limits - how far to look.
 * @returns hits, and whether everything was looked at.
 * Privacy: excerpts hold no planted value in any form that the search reads.
 * Cost: bounded by the limits: some milliseconds for 600 bytes, some seconds for a script of 1 MiB. @since 0.1
 */
export function search(prepared: PreparedSearch, bytes: Uint8Array, limits: SearchLimits = searchLimits): Searched {
  const sight: Sight = { seen: [], kept: [], lost: false }
  const explored = explore(bytes, limits, lookAt(prepared, limits, sight))
  seeAcrossViews(prepared, sight, explored.bytes)
  const masked = [
    ...sight.seen,
    ...sight.kept
      .filter(worthMasking(sight))
      .map(({ view, fragment }) => stretchOf(view, { start: fragment.start, end: fragment.start + fragment.length })),
  ]
  const hits = distinct(sight.seen).map(
    (one): Hit => ({
      field: prepared.fields[one.answer] ?? '',
      encoding: one.names.length === 0 ? ['plain'] : one.names,
      excerpt: excerptAround(bytes, one, masked),
    }),
  )
  return { hits, exhausted: explored.exhausted || sight.lost }
}

/** Pieces of an answer that was found are masked wherever they are; of others, chance lays some everywhere. */
function worthMasking(sight: Sight): (kept: Kept) => boolean {
  const found = new Set(sight.seen.map(({ answer }) => answer))
  return ({ fragment }) => fragment.length > 5 || found.has(fragment.answer)
}
