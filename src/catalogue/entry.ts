import type { Descriptor } from '../descriptor/descriptor.js'
import type { CommunityEvent } from '../descriptor/event.js'
import type { Listing } from '../descriptor/listing.js'
import type { Presence } from '../descriptor/presence.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Evidence } from '../trust/evidence.js'
import type { KeyStanding } from '../trust/key-approval.js'
import type { ConceptId } from '../vocabulary/concept.js'

/** What every entry of an opened catalogue has. */
type EntryBase = {
  /** Hex of the identity key for a practitioner; `event:` or `listing:` and an id of the community otherwise. */
  readonly id: string
  /** Hex of the name of the community that published it. */
  readonly community: string
  readonly name: string
  readonly issued: EpochSeconds
  readonly expires: EpochSeconds
}

/** A practitioner who holds a key, with what they say this month. */
export type PractitionerEntry = EntryBase & {
  readonly kind: 'practitioner'
  readonly offer: Descriptor
  /** How things stand; of its keys those that are approved, each with how it stands: `coolDownUntil` may have passed. */
  readonly presence:
    | (Omit<Presence, 'keys'> & {
        readonly keys: readonly (Presence['keys'][number] & KeyStanding)[]
        readonly issued: EpochSeconds
        readonly expires: EpochSeconds
      })
    | undefined
  readonly evidence: Evidence
  /**
   * What colleagues in the same catalogue say of their work when it was published, by concept: 2 for one of them, 3 for two or
   * three, 4 for four or more. Absent where nobody says anything, and in an event's `host`: their words are on other work.
   */
  readonly endorsed?: readonly { readonly concept: ConceptId; readonly level: number }[]
}

/** An event; whoever writes to it writes to its first host, where that host is in the same catalogue. */
export type EventEntry = EntryBase & {
  readonly kind: 'event'
  readonly offer: CommunityEvent
  readonly host: PractitionerEntry | undefined
}

/** An unclaimed listing from a public directory: it can be shown, phoned, never sealed to. */
export type ListingEntry = EntryBase & {
  readonly kind: 'listing'
  readonly offer: Listing
  readonly source: string
}

/** One target of matching. */
export type CatalogueEntry = PractitionerEntry | EventEntry | ListingEntry
