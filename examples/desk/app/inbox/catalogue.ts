import { type Catalogue, type CatalogueEntry, type Head, openCatalogue, readEntries } from 'entrenous'
import { coreVocabulary, type EpochSeconds, type Vocabulary } from 'entrenous/practitioner'
import { community } from '../community.js'

/** What the desk knows of the community: whom one can suggest, its words, and what is published of oneself. */
export type Directory = {
  readonly vocabulary: Vocabulary
  readonly colleagues: readonly { readonly id: string; readonly name: string }[]
  readonly entries: readonly CatalogueEntry[]
  readonly head: Head | undefined
  /** Whose list it is, and by which keys; undefined without one. */
  readonly community: Catalogue['community'] | undefined
  /** Why there is no list: no address in the settings, no network, or one that cannot be trusted. */
  readonly state: 'here' | 'none' | 'absent' | 'untrusted'
}

/** A desk without a list. */
export function noDirectory(state: Directory['state']): Directory {
  return { vocabulary: coreVocabulary, colleagues: [], entries: [], head: undefined, community: undefined, state }
}

/** Fetches the community's catalogue: the same file for everybody, without a word about who asks. */
export async function fetchDirectory(lastSeen: Head | undefined, now: EpochSeconds): Promise<Directory> {
  if (community.catalogue === null || community.trust.length === 0) return noDirectory('none')
  const bytes = await catalogueBytes(community.catalogue)
  if (bytes === undefined) return noDirectory('absent')
  const opened = openCatalogue(bytes, { trust: [...community.trust], lastSeen: lastSeen ?? 'first-use', now })
  if (!opened.ok) return noDirectory('untrusted')
  const accepted = await entriesOf(opened.value)
  const colleagues = accepted
    .filter(({ kind }) => kind === 'practitioner')
    .map(({ id, name }) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name))
  const { vocabulary, head, community: whose } = opened.value
  return { vocabulary, colleagues, entries: accepted, head, community: whose, state: 'here' }
}

/** Verifying everybody takes a second or two: in slices, so that the page stays quick meanwhile. */
async function entriesOf(catalogue: Catalogue): Promise<readonly CatalogueEntry[]> {
  const entries: CatalogueEntry[] = []
  for (let from: number | undefined = 0; from !== undefined; ) {
    const slice = readEntries(catalogue, { from, count: 4 })
    entries.push(...slice.accepted)
    from = slice.next
    await new Promise((ready) => setTimeout(ready))
  }
  return entries
}

async function catalogueBytes(address: string): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' })
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  } catch {
    return undefined
  }
}
