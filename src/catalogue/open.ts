import { fail, ok, type Result } from '../kernel/result.js'
import { withClassical } from '../kernel/suite.js'
import { toHex } from '../kernel/text.js'
import type { Catalogue } from './catalogue.js'
import { readColumns } from './columns.js'
import { type CatalogueFailure, type OpenOptions, openFile } from './open-file.js'
import { entryReader } from './read-entry.js'

/**
 * Opens a published catalogue: signed by a trusted community, fresh, and no step back from the last one.
 *
 * Sizes are refused before anything is hashed, and the head is verified before anything behind it is read. Signatures of
 * head, manifests and witnesses are checked here. Matching needs the columns alone, so the statements are read, and their
 * own signatures verified, for whoever is shown.
 *
 * @param bytes - the file as it was fetched, untrusted.
 * @param options - trusted communities, the last seen head, this device's clock; if wanted heads between and witnesses.
 * @returns the catalogue; keep its `head`, and leave `bytes` as they are: statements are read from them later.
 * Failure: one of `CatalogueFailure`; each says what is wrong with the file, the publisher or the clock.
 * @throws {TypeError} when `bytes` is no Uint8Array (an ArrayBuffer is none), when a trusted key or a witness's is not 32
 * bytes, or when `lastSeen` is neither a head nor `first-use`; when one of `suites` is no suite.
 * @throws {RangeError} when `now` is no whole number of seconds, `lastSeen` is another region's, or more witnesses are
 * required than have keys.
 * Privacy: reads the whole file whatever is sought in it; nothing leaves the device.
 * Cost: O(length of everything but the statements), a hash of each section, one verification each for the head, every
 * signature under a manifest and every witness.
 * @example
 * const catalogue = openCatalogue(bytes, { trust: [communityKey], lastSeen: 'first-use', now })
 * if (!catalogue.ok) show(catalogue.error)
 * @see docs/reference/catalogue-format.md @since 0.1
 */
export function openCatalogue(bytes: Uint8Array, options: OpenOptions): Result<Catalogue, CatalogueFailure> {
  const file = openFile(bytes, options)
  if (!file.ok) return file
  const { head, continuity, witnesses, community, vocabulary, sections, index, statements, read } = file.value
  const columns = readColumns(sections.strings, sections.columns)
  if (!columns.ok) return columns
  if (index.groupOf.length !== columns.value.rows) return fail('catalogue_invalid', { section: 'index' })
  const suites = withClassical(options.suites)
  const entryAt = entryReader({ ...file.value, columns: columns.value, now: options.now, suites })
  const regions = (file.value.read.body.regions ?? []).map(({ hash, ...region }) => ({ ...region, hash: toHex(hash) }))
  const size = columns.value.rows
  return ok({
    head,
    signedHead: read.statement.bytes,
    continuity,
    witnesses,
    community,
    vocabulary,
    regions,
    size,
    columns: columns.value,
    entryAt,
    shelf: { index, statements },
  })
}
