import { equalBytes } from '../kernel/bytes.js'
import type { EpochSeconds } from '../kernel/time.js'
import { readStatement } from '../statement/statement.js'

/**
 * Puts what was published before in the place of what says the same, so that devices do not fetch it again.
 *
 * @param statements - signed now, each with the name of its file.
 * @param previous - statements of the catalogue before, verified.
 * @param now - this machine's clock.
 * @returns the same list; descriptors and events that said the same before are those of then, while half of their life is left.
 * Privacy: reads public statements only.
 * Cost: O(length). @since 0.1
 */
export function keepUnchanged<Named extends { readonly bytes: Uint8Array }>(
  statements: readonly Named[],
  previous: readonly Uint8Array[],
  now: EpochSeconds,
): readonly Named[] {
  const before = previous.flatMap((bytes) => {
    const statement = readStatement(bytes)
    return statement.ok && isLasting(statement.value.kind) ? [statement.value] : []
  })
  const known = new Map(before.map((statement) => [`${statement.kind} ${statement.subject}`, statement]))
  return statements.map((named) => {
    const read = readStatement(named.bytes)
    if (!read.ok || !isLasting(read.value.kind)) return named
    const { kind, subject, issuer, body, expires } = read.value
    const old = known.get(`${kind} ${subject}`)
    if (old === undefined || !equalBytes(old.issuer, issuer) || !equalBytes(old.body, body)) return named
    return 2 * (old.expires - now) >= expires - now ? { ...named, bytes: old.bytes } : named
  })
}

/** A presence says since when it holds, by its own moment; the others are replaced by what they say. */
function isLasting(kind: string): boolean {
  return kind === 'descriptor' || kind === 'event'
}
