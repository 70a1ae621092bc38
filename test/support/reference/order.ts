import { createHash } from 'node:crypto'
import { halfSipHash64 } from './half-sip-hash.js'
import type { Target } from './target.js'
import { sorted } from './values.js'

type Scored = { readonly target: Target; readonly score: number }

const first8 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest().subarray(0, 8)
const number = (bytes: Uint8Array): bigint => Buffer.from(bytes).readBigUInt64LE()

/** The order of equals: a keyed hash of the id's hash, then that. */
function byTie(seed: string, purpose: 'order' | 'exploration'): (one: Scored, other: Scored) => number {
  const key = first8(Buffer.concat([Buffer.from(`entrenous/1/${purpose}\0`), Buffer.from(seed, 'hex')]))
  const place = ({ target }: Scored): readonly bigint[] => {
    const tie = first8(Buffer.from(target.entry.id))
    return [number(halfSipHash64(key, tie)), number(tie)]
  }
  return (one, other) => {
    const [rank = 0n, tie = 0n] = place(one)
    const [otherRank = 0n, otherTie = 0n] = place(other)
    return Number(rank === otherRank ? tie > otherTie : rank > otherRank) * 2 - 1
  }
}

/** Best first by bands of points; equals by the seed; the first fifty apart from their like, where that is wanted. */
export function inOrder<Found extends Scored>(
  found: readonly Found[],
  seed: string,
  bands: number,
  diversity: number,
): readonly Found[] {
  const tie = byTie(seed, 'order')
  const band = ({ score }: Scored) => Math.floor(score / bands)
  const ranked = [...found].sort((one, other) => band(other) - band(one) || tie(one, other))
  if (diversity === 0) return ranked
  const left = ranked.slice(0, 50)
  const chosen = left.splice(0, 1)
  const top = Math.max(1, chosen[0]?.score ?? 0)
  const worth = (one: Found) => {
    const likeness = Math.max(0, ...chosen.map((other) => likenessOf(one.target, other.target)))
    return (1000 - diversity) * Math.floor((one.score * 1000) / top) - diversity * likeness
  }
  while (left.length > 0) {
    const most = Math.max(...left.map(worth))
    const next = left.findIndex((one) => worth(one) === most)
    chosen.push(...left.splice(next, 1))
  }
  return [...chosen, ...ranked.slice(50)]
}

/** Shared marks out of all marks, of 1000: kind, top words of themes, ways of working, traits, formats. */
function likenessOf(one: Target, other: Target): number {
  const marks = ({ entry, offer }: Target) =>
    sorted([
      `kind ${entry.kind}`,
      ...(offer.concepts ?? []).map(({ concept }) => `theme ${concept.split('.')[0]}`),
      ...(offer.modalities?.yes ?? []).map((id) => `modality ${id}`),
      ...(offer.facets?.yes ?? []).map((id) => `trait ${id}`),
      ...(offer.formats?.yes ?? []).map((id) => `format ${id}`),
    ])
  const shared = marks(one).filter((mark) => marks(other).includes(mark)).length
  return Math.floor((shared * 1000) / (marks(one).length + marks(other).length - shared))
}

/** One from beyond the limit with at least half of the first one's score. */
export function explorer<Found extends Scored>(
  ranked: readonly Found[],
  limit: number,
  seed: string,
): Found | undefined {
  const enough = (ranked[0]?.score ?? 0) / 2
  const beyond = limit < 2 ? [] : ranked.slice(limit).filter(({ score }) => score >= enough)
  return [...beyond].sort(byTie(seed, 'exploration'))[0]
}
