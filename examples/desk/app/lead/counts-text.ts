import { bytesOf } from '../inbox/outbox.js'
import { toBase64url } from '../profile/sign.js'
import type { Count, Counts } from './count.js'

// How a lead's counts lie in the sealed store: as JSON, with every file as base64url.

/** Counts as text. */
export function textOfCounts(counts: Counts): string {
  return JSON.stringify(counts, (_, value: unknown) =>
    value instanceof Uint8Array ? { bytes: toBase64url(value) } : value,
  )
}

/** Reads them again; undefined where they are none. */
export function countsOf(text: string): Counts | undefined {
  try {
    const counts: unknown = JSON.parse(text, (_, value: unknown) => (isBytes(value) ? bytesOf(value.bytes) : value))
    // It was sealed: whatever opens is what this page wrote.
    const { released, current } = counts as Partial<Counts>
    if (!Array.isArray(released)) return undefined
    return current === undefined ? { released } : { released, current: current satisfies Count }
  } catch {
    return undefined
  }
}

function isBytes(value: unknown): value is { readonly bytes: string } {
  return typeof value === 'object' && value !== null && typeof (value as { bytes?: unknown }).bytes === 'string'
}
