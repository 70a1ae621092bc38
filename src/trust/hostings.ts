import { type CommunityEvent, eventSchema } from '../descriptor/event.js'
import { offerKeys } from '../descriptor/offer-keys.js'
import { concatBytes } from '../kernel/bytes.js'
import { encodeCbor } from '../kernel/cbor.js'
import { sha256 } from '../kernel/hash.js'
import { toHex, utf8Encode } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { toWire } from '../kernel/wire.js'
import { decodeBody } from '../statement/body.js'
import type { Statement } from '../statement/statement.js'
import type { Word, Words } from './member-words.js'

/** Who has signed that they host an event: by hex of the event's hash, hosts by hex of their key, and until when it counts. */
export type Hostings = ReadonlyMap<string, ReadonlyMap<string, EpochSeconds>>

/** Why somebody stands as a host of an event. */
export type HostReason =
  | { readonly code: 'host_agreed'; readonly by: string; readonly until: EpochSeconds }
  /** The community names them; they have not signed, or signed another edition of it. */
  | { readonly code: 'host_named'; readonly by: string }

/**
 * Hashes what a host agrees to: an event of this id, as it is described. How many places are left may change, and how far the
 * publisher has written down its zone; nothing else.
 *
 * @param id - the event's id in its community, without `event:`.
 * @param event - as it was drafted or published.
 * @returns 32 bytes.
 * @throws {TypeError} when the event is none.
 * Privacy: reads public data only.
 * Cost: O(length), one hash. @since 0.1
 */
export function occasionHash(id: string, event: CommunityEvent): Uint8Array {
  const { places, placesAsOf, zone, ...agreed } = event
  const body = encodeCbor(toWire({ ...agreed, id: zone?.id }, offerKeys))
  return sha256(concatBytes(utf8Encode(`entrenous/1/hosting\n${id}\n`), body))
}

/**
 * Collects who has signed that they host what the community publishes.
 *
 * Only a listed member speaks, for themselves, of an event that names them and stands as they have read it. Everybody else who
 * is named is named.
 *
 * @param words - of members and approvers.
 * @param known - the events in force, and who is admitted.
 * @returns agreements that count, and statements that do not.
 * Privacy: reads public statements only; nobody who comes is in any of them.
 * Cost: O(events + hostings). @since 0.1
 */
export function hostingsIn(
  words: Words,
  known: { readonly events: readonly Statement[]; readonly isAdmitted: (id: string) => boolean },
): { readonly hostings: Hostings; readonly unheeded: readonly Word<'hosting'>[] } {
  const hostings = new Map<string, Map<string, EpochSeconds>>()
  const unheeded: Word<'hosting'>[] = []
  const said = words.of('hosting')
  const named = said.length === 0 ? new Map<string, ReadonlySet<string>>() : hostsByHash(known.events)
  for (const word of said) {
    const hash = toHex(word.says.hash)
    const counts = word.by === word.subject && known.isAdmitted(word.by) && named.get(hash)?.has(word.by) === true
    if (!counts) unheeded.push(word)
    else if (word.says.withdrawn !== true) {
      hostings.set(hash, (hostings.get(hash) ?? new Map<string, EpochSeconds>()).set(word.by, word.expires))
    }
  }
  return { hostings, unheeded }
}

function hostsByHash(events: readonly Statement[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    events.flatMap(({ subject, body }) => {
      const event = decodeBody({ keys: offerKeys, schema: eventSchema }, body)
      return event.ok
        ? [[toHex(occasionHash(subject, event.value)), new Set(event.value.hosts.map(toHex))] as const]
        : []
    }),
  )
}

/**
 * Says of each host of an event whether they have signed that they host it.
 *
 * @param event - an event's entry in an opened catalogue.
 * @param state - what `deriveState` gave, of the same catalogue (`openCommunity`).
 * @returns a reason for each host, in the order of the event.
 * Privacy: reads public data only.
 * Cost: one hash.
 * @example
 * const reasons = whyHosted(eventEntry, state)
 * @since 0.1
 */
export function whyHosted(
  { id, offer }: { readonly id: string; readonly offer: CommunityEvent },
  { hostings }: { readonly hostings: Hostings },
): readonly HostReason[] {
  const agreed = hostings.get(toHex(occasionHash(id.replace(/^event:/, ''), offer)))
  return offer.hosts.map((host) => {
    const by = toHex(host)
    const until = agreed?.get(by)
    return until === undefined ? { code: 'host_named', by } : { code: 'host_agreed', by, until }
  })
}
