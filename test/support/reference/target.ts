import type { CatalogueEntry } from '../../../src/catalogue/entry.js'
import type { CommunityEvent } from '../../../src/descriptor/event.js'
import type { Offer } from '../../../src/descriptor/offer.js'
import type { Presence } from '../../../src/descriptor/presence.js'

const DAY = 86_400

/** What an entry says at a moment; what is past its date says nothing. */
export type Target = {
  readonly entry: CatalogueEntry
  readonly offer: Offer
  readonly presence: Omit<Presence, 'keys'> | undefined
  readonly event: CommunityEvent | undefined
  /** What colleagues say, by concept. */
  readonly endorsed: readonly { readonly concept: string; readonly level: number }[]
  readonly now: number
}

export function targetAt(entry: CatalogueEntry, now: number): Target {
  const silent = { entry, offer: {}, presence: undefined, event: undefined, endorsed: [], now }
  if (entry.expires <= now) return silent
  if (entry.kind === 'listing') return { ...silent, offer: entry.offer }
  if (entry.kind === 'practitioner') {
    const { presence } = entry
    const isFresh = presence !== undefined && presence.expires > now && isBelieved(presence.capacityAsOf, now)
    const { offer, endorsed = [] } = entry
    return { ...silent, offer, presence: isFresh ? presence : undefined, endorsed }
  }
  const { offer, host } = entry
  // An event without licences of its own is held under its host's, while the host's descriptor is in force.
  const licences = offer.licences ?? (host !== undefined && host.expires > now ? host.offer.licences : undefined)
  return { ...silent, offer: { ...offer, licences }, event: offer }
}

/** What was confirmed 35 days ago or more is unknown. */
export function isBelieved(asOf: number, now: number): boolean {
  return now - asOf < 35 * DAY
}

/** A referral can be sealed now: a notice, a presence in force, and a key of this epoch that counts, in a known suite. */
export function isSealable(entry: CatalogueEntry, now: number): boolean {
  if (entry.kind === 'listing' || entry.expires <= now) return false
  if (entry.kind === 'event') return entry.host !== undefined && isSealable(entry.host, now)
  const { presence, offer, evidence } = entry
  if (presence === undefined || presence.expires <= now || offer.notice === undefined) return false
  if (evidence.until <= now) return false
  const isCurrent = ({ epoch }: { epoch: number }) => epoch === Math.floor(now / (28 * DAY))
  return presence.keys.some(
    (key) => isCurrent(key) && key.suite === 1 && key.until > now && (key.coolDownUntil ?? 0) <= now,
  )
}
