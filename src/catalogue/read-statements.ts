import { ok, type Result } from '../kernel/result.js'
import type { Head } from './catalogue.js'
import { allStatements, type CatalogueFailure, openFile } from './open-file.js'
import { readCatalogueHead } from './read-head.js'

/** What a catalogue was published from. */
export type CatalogueStatements = {
  readonly head: Head
  /** The community's signed manifests. */
  readonly root: Uint8Array
  /** Everything else that was signed, as it was signed. */
  readonly statements: readonly Uint8Array[]
}

/**
 * Takes a catalogue apart into what it was published from, so that a lead goes on where they, or another, left off.
 *
 * It is opened as of the moment it was published: it may have ended since, and what is in it can be published anew.
 *
 * @param bytes - the file, untrusted.
 * @param options - `trust`: names of trusted communities, 32 bytes each, or their hex.
 * @returns its head, to be the `previous` of the next one; its manifests; its statements in the order of the file. The head and
 * the manifests are verified, the statements' own signatures are not: `foldStatements` and `publishCatalogue` verify them.
 * Failure: as `openCatalogue`, without a last seen head and whatever the device's clock says.
 * @throws {TypeError} when a trusted name is not 32 bytes.
 * Privacy: a catalogue is public.
 * Cost: O(length), and a verification of the head and of each manifest.
 * @example
 * const before = readStatements(bytes, { trust: [communityKey] })
 * @since 0.1
 */
export function readStatements(
  bytes: Uint8Array,
  options: { readonly trust: readonly (Uint8Array | string)[] },
): Result<CatalogueStatements, CatalogueFailure> {
  const claimed = readCatalogueHead(bytes)
  if (!claimed.ok) return claimed
  const { region, issued } = claimed.value
  const file = openFile(bytes, { ...options, lastSeen: 'first-use', region, now: issued })
  if (!file.ok) return file
  const statements = allStatements(file.value)
  if (!statements.ok) return statements
  return ok({ head: file.value.head, root: file.value.read.body.root, statements: statements.value })
}
