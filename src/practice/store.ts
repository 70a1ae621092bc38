import type { EpochDay } from '../kernel/time.js'

/** What a store remembers of a message: no word of its content. */
export type Claim = {
  /** Hex of the SHA-256 of the received bytes. */
  readonly hash: string
  readonly state: 'claimed' | 'delivered'
  /** The last day on which the message can be opened; after it the claim can be forgotten. */
  readonly expiresOn: EpochDay
}

/** What came of claiming: the key was free and is now taken; it stood already, as it stood; there is no room. */
export type Claimed =
  | { readonly outcome: 'new' }
  | { readonly outcome: 'full' }
  | { readonly outcome: 'known'; readonly claim: Claim }

/**
 * Where an inbox remembers what it received. Each function is atomic and, in a durable store, on disk when it resolves:
 * two devices or two tabs that share a store accept a message once between them. A rejected promise becomes
 * `store_unavailable`, and nothing is delivered.
 */
export type ClaimStore = {
  /**
   * Moves the high-water mark of time forward to `today`, never back, forgets claims that ended before the mark, and
   * gives the mark. It outlives the claims: a clock set back does not revive what was forgotten.
   */
  readonly advance: (today: EpochDay) => Promise<EpochDay>
  /** Puts a claim under a key that is free. */
  readonly claim: (key: string, claim: Claim) => Promise<Claimed>
  /** Moves a claim from claimed to delivered. True for the one call that moved it. */
  readonly deliver: (key: string) => Promise<boolean>
  /** How many claims there is room for. */
  readonly limit: number
}

/** Room for thousands of referrals within the 28 days that one is remembered. */
const DEFAULT_LIMIT = 10_000

/**
 * Creates a store that lives as long as the page or process.
 *
 * For trying out, tests, and devices that keep an inbox open. What must survive a restart needs a durable store.
 *
 * @param options - `limit`: how many claims it holds, 10,000 unless told.
 * @returns an empty store.
 * @throws {RangeError} when the limit is no whole number of at least 1.
 * Privacy: keeps ids, hashes and days in memory; no disclosure.
 * Cost: O(1) a claim, O(claims) once a day to forget.
 * @example
 * const inbox = createInbox(memoryStore())
 * @since 0.1
 */
export function memoryStore(options: { readonly limit?: number } = {}): ClaimStore {
  const { limit = DEFAULT_LIMIT } = options
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError('limit: expected a whole number of at least 1')
  const claims = new Map<string, Claim>()
  let mark = 0 as EpochDay // the first day there is
  return Object.freeze({
    limit,
    advance: async (today: EpochDay) => {
      // Asked this way round, a day that is no number does not move it either.
      if (!(today > mark)) return mark
      mark = today
      for (const [key, { expiresOn }] of claims) if (expiresOn < mark) claims.delete(key)
      return mark
    },
    claim: async (key: string, claim: Claim): Promise<Claimed> => {
      const known = claims.get(key)
      if (known !== undefined) return { outcome: 'known', claim: known }
      if (claims.size >= limit) return { outcome: 'full' }
      claims.set(key, claim)
      return { outcome: 'new' }
    },
    deliver: async (key: string) => {
      const known = claims.get(key)
      if (known?.state !== 'claimed') return false
      claims.set(key, { ...known, state: 'delivered' })
      return true
    },
  })
}
