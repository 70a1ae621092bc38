import type { Catalogue } from '../../src/catalogue/catalogue.js'
import type { CatalogueEntry, PractitionerEntry } from '../../src/catalogue/entry.js'
import type { Federation } from '../../src/federation/federate.js'
import type { Mapping } from '../../src/federation/mappings.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { fail } from '../../src/kernel/result.js'
import { fromHex } from '../../src/kernel/text.js'
import { encodeStatement } from '../../src/statement/statement.js'
import { coreVocabulary, type Vocabulary } from '../../src/vocabulary/vocabulary.js'
import { compiled } from './compiled.js'
import { later, now } from './offers.js'

// Communities whose entries are made by hand, for tests of matching over several. Their statements are not signed: what
// can be signed by whom is decided by who calls `versionOf`.

export const harbour = 'a1'.repeat(32)
export const hills = 'b2'.repeat(32)
export const hostile = '0e'.repeat(32)

/** A practitioner's entry with a descriptor of a sequence, which only the holder of the key could have signed. */
export function versionOf(entry: PractitionerEntry, sequence: number): PractitionerEntry {
  const payload = { sequence, issued: now, expires: later(86_400), subject: entry.id, body: new Uint8Array(0) } as const
  const statement = (kind: 'descriptor' | 'presence') =>
    concatBytes(encodeStatement({ ...payload, kind }, fromHex(entry.id) ?? new Uint8Array(32)), new Uint8Array(64))
  const evidence = { ...entry.evidence, descriptor: statement('descriptor'), presence: statement('presence') }
  return { ...entry, evidence }
}

export type HandMade = {
  readonly entries: readonly CatalogueEntry[]
  /** Ids of rows whose statements do not stand. */
  readonly falsified?: ReadonlySet<string>
  readonly vocabulary?: Vocabulary
}

/** A community's catalogue as it would be opened. */
export function handMade(community: string, { entries, falsified, vocabulary = coreVocabulary }: HandMade): Catalogue {
  const own = entries.map((entry) => ({ ...entry, community }))
  const { columns, entryAt } = compiled(own, now, vocabulary)
  const head = {
    community,
    sequence: 1,
    hash: community,
    publisher: community,
    manifest: 1,
    manifestHash: community,
    issued: now,
    expires: later(86_400),
  }
  return {
    head,
    signedHead: new Uint8Array(0),
    continuity: 'first-use',
    witnesses: [],
    // What matching does not read of a community is left out.
    community: { key: community, name: community.slice(0, 2), approvers: [], publishingKeys: [] } as never,
    vocabulary,
    regions: [],
    size: own.length,
    columns,
    shelf: {
      index: {
        groupOf: new Uint32Array(0),
        groups: new Uint32Array(1),
        parts: new Uint32Array(1),
        hashes: new Uint8Array(0),
      },
      statements: new Uint8Array(0),
    },
    entryAt: (row) => {
      const entry = entryAt(row)
      return entry.ok && falsified?.has(entry.value.id) ? fail('catalogue_row_mismatch', {}) : entry
    },
  }
}

/** Catalogues made by hand, joined. */
export function federationOf(catalogues: readonly Catalogue[], mappings: readonly Mapping[] = []): Federation {
  const inOrder = [...catalogues].sort((one, other) => (one.community.key < other.community.key ? -1 : 1))
  return { catalogues: inOrder, equivocations: [], mappings, heads: [], opened: inOrder }
}
