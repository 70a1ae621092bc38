import { type Catalogue, type Failure, openCatalogue, readEntries } from 'entrenous'
import { federate, listingsOf } from 'entrenous/federation'
import type { EpochSeconds } from 'entrenous/practitioner'
import type { Neighbour } from './lead.js'

// What a lead sees of other communities. Each is opened under the name that this lead was told, and none of them changes
// anything in the lead's own.

/** One of the lists: what is in it, or why it cannot be read now. */
export type List = {
  /** Hex of the community's name. */
  readonly trust: string
} & (
  | { readonly name: string; readonly people: number; readonly events: number; readonly expires: EpochSeconds }
  | { readonly failure: Failure }
)

/** Somebody who stands in more than one list: what each community says, for itself. */
export type Shared = {
  readonly id: string
  readonly name: string
  readonly says: readonly { readonly community: string; readonly standing: 'listed' | 'outdated' | 'revoked' }[]
}

/** The lists of others, and who is in two. */
export type Around = { readonly lists: readonly List[]; readonly shared: readonly Shared[] }

/** What the lead's own community says of somebody. */
export type Own = {
  readonly community: string
  readonly people: readonly { readonly id: string; readonly name: string; readonly isListed: boolean }[]
}

/** Opens every list, and looks for whoever is in more than one, the lead's own counted. */
export function lookAround(neighbours: readonly Neighbour[], own: Own, now: EpochSeconds): Around {
  const lists: List[] = []
  const catalogues: Catalogue[] = []
  const people = new Map(own.people.map(({ id, name }) => [id, name] as const))
  for (const { trust, bytes } of neighbours) {
    const opened = openCatalogue(bytes, { trust: [trust], lastSeen: 'first-use', now })
    if (!opened.ok) {
      lists.push({ trust, failure: opened.error })
      continue
    }
    catalogues.push(opened.value)
    const { accepted } = readEntries(opened.value)
    for (const entry of accepted) {
      if (entry.kind === 'practitioner' && !people.has(entry.id)) people.set(entry.id, entry.name)
    }
    const { community, head } = opened.value
    const count = (kind: string) => accepted.filter((entry) => entry.kind === kind).length
    const counted = { people: count('practitioner'), events: count('event') }
    lists.push({ trust, name: community.name, ...counted, expires: head.expires })
  }
  const federation = federate(catalogues)
  const listed = new Set(own.people.filter(({ isListed }) => isListed).map(({ id }) => id))
  const shared = [...people].map(([id, name]): Shared => {
    const others = listingsOf(federation, id).map(({ communityName, standing }) => ({
      community: communityName,
      standing,
    }))
    const mine = listed.has(id) ? [{ community: own.community, standing: 'listed' } as const] : []
    return { id, name, says: [...mine, ...others] }
  })
  return { lists, shared: shared.filter(({ says }) => says.length > 1).sort((a, b) => a.name.localeCompare(b.name)) }
}
