import type { Catalogue } from '../catalogue/catalogue.js'
import { rowOfTie } from '../catalogue/columns-row.js'
import type { PractitionerEntry } from '../catalogue/entry.js'
import { statementsAbout } from '../catalogue/statements-about.js'
import { tieOf } from '../kernel/order.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { readStatement, type Statement, verifyStatement } from '../statement/statement.js'
import { readWord } from '../trust/key-approval.js'
import { type RevocationCategory, revocationFormat } from '../trust/manifest.js'
import { isNewer } from '../trust/standings.js'
import type { Federation } from './federate.js'

/** What one community of a federation says of one practitioner. Nothing of it is added to what another says. */
export type Listing =
  | {
      /** Hex of the community's name. */
      readonly community: string
      readonly communityName: string
      /** `outdated` where another community carries newer words of the same key. */
      readonly standing: 'listed' | 'outdated'
      /** As this community lists them, with its own approvals: whoever seals to it relies on this community alone. */
      readonly entry: PractitionerEntry
    }
  | {
      readonly community: string
      readonly communityName: string
      readonly standing: 'revoked'
      readonly category: RevocationCategory
      readonly since: EpochSeconds
    }

/**
 * Says what each community of a federation says of one practitioner: who lists them, and who has revoked their key.
 *
 * Also the way from a colleague whom an answer names to whom a letter can be sealed, in whichever community they are.
 *
 * @param federation - from `federate`.
 * @param id - hex of the practitioner's identity key.
 * @returns one listing a community that says something, in the order of the communities' names; each was read from signed
 * statements, and what does not stand is left out. Whose words are newest is told by the practitioner's own sequences.
 * Privacy: reads public statements only; whom it is asked about tells what was found, and stays on the device.
 * Cost: a community, O(rows), and the first time about three strict Ed25519 verifications.
 * @example
 * const [first] = listingsOf(federation, colleague)
 * @since 0.1
 */
export function listingsOf({ catalogues }: Pick<Federation, 'catalogues'>, id: string): readonly Listing[] {
  const known = new Map<string, { readonly catalogue: Catalogue; readonly version: Version }>()
  const revoked = new Map<string, Listing>()
  for (const catalogue of catalogues) {
    const { key } = catalogue.community
    const entry = entryIn(catalogue, id)
    const version = entry && versionOf(entry)
    const other = known.get(key)
    // Of the files of one community's regions the one with the newest words.
    if (version !== undefined && (other === undefined || compareVersions(other.version, version) < 0)) {
      known.set(key, { catalogue, version })
    }
    const revocation = entry === undefined ? revocationIn(catalogue, id) : undefined
    if (revocation !== undefined) revoked.set(key, revocation)
  }
  const versions = [...known.values()].map(({ version }) => version)
  const listings = [...known].map(([community, { catalogue, version }]): Listing => {
    const isNewest = versions.every((other) => compareVersions(other, version) <= 0)
    const { name } = catalogue.community
    return { community, communityName: name, standing: isNewest ? 'listed' : 'outdated', entry: version.entry }
  })
  return [...listings, ...revoked.values()].sort((one, other) => (one.community < other.community ? -1 : 1))
}

/** The statements of one practitioner as one catalogue carries them. */
type Version = {
  readonly entry: PractitionerEntry
  readonly descriptor: Statement | undefined
  readonly presence: Statement | undefined
}

function versionOf(entry: PractitionerEntry): Version {
  const { descriptor, presence } = entry.evidence
  return { entry, descriptor: readOwn(descriptor), presence: presence && readOwn(presence) }
}

/** They were verified when the entry was read. */
function readOwn(bytes: Uint8Array): Statement | undefined {
  const statement = readStatement(bytes)
  return statement.ok ? statement.value : undefined
}

/** The descriptor decides, and between equal ones the presence: in the one order in which statements replace each other. */
function compareVersions(one: Version, other: Version): number {
  return compare(one.descriptor, other.descriptor) || compare(one.presence, other.presence)
}

function compare(one: Statement | undefined, other: Statement | undefined): number {
  if (one === undefined || other === undefined) return (one === undefined ? 0 : 1) - (other === undefined ? 0 : 1)
  return isNewer(one, other) ? 1 : isNewer(other, one) ? -1 : 0
}

function entryIn({ columns, entryAt }: Catalogue, id: string): PractitionerEntry | undefined {
  const row = rowOfTie(columns, tieOf(id))
  const entry = row < 0 ? undefined : entryAt(row)
  return entry?.ok && entry.value.kind === 'practitioner' && entry.value.id === id ? entry.value : undefined
}

/** The newest revocation in force when the catalogue was published. */
function revocationIn({ community, head, shelf }: Catalogue, id: string): Listing | undefined {
  const about = statementsAbout(shelf, id, new Map())
  const words = (about.ok ? about.value : []).flatMap((statement) => {
    if (statement.kind !== 'revocation' || statement.expires <= head.issued) return []
    const word = readWord(statement, revocationFormat, community)
    return word.ok && verifyStatement(statement) ? [word.value] : []
  })
  const newest = words.sort((one, other) => (isNewer(one, other) ? -1 : 1))[0]
  if (newest === undefined) return undefined
  const { category, issued: since } = newest
  return { community: community.key, communityName: community.name, standing: 'revoked', category, since }
}

/**
 * Tells whether communities that list a practitioner stand behind other keys of this month than one of them does.
 *
 * A practitioner who changed their keys tells one community first, and whoever stole an identity key looks the same: so
 * nobody is sealed to before somebody has looked.
 *
 * @param listings - from `listingsOf`.
 * @param entry - the one that would be sealed to.
 * @param epoch - the key epoch of now.
 * @returns true when one of them has a key for this epoch, and does not have every one that the entry has.
 * Privacy: reads public statements only.
 * Cost: O(listings × keys). @since 0.1
 */
export function isContested(listings: readonly Listing[], entry: PractitionerEntry, epoch: number): boolean {
  const own = keysIn(entry, epoch)
  return listings.some((listing) => {
    const others = listing.standing === 'revoked' ? [] : keysIn(listing.entry, epoch)
    return others.length > 0 && own.some((key) => !others.includes(key))
  })
}

function keysIn({ presence }: PractitionerEntry, epoch: number): readonly string[] {
  return (presence?.keys ?? []).flatMap((key) => (key.epoch === epoch ? [toHex(key.publicKey)] : []))
}
