import { equalBytes } from '../kernel/bytes.js'
import { ok, type Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Head, RejectedEntry } from './catalogue.js'
import { compile, type Work } from './compile.js'
import { sectionNames } from './layout.js'
import { allStatements, type CatalogueFailure, openFile } from './open-file.js'
import { readCatalogueHead } from './read-head.js'
import { writeSections } from './sections.js'

/** What a full check of a catalogue found. */
export type VerifyReport = {
  readonly head: Head
  readonly statements: number
  readonly entries: number
  /** True when compiling the statements again gives the published bytes, and every statement in it stands. */
  readonly identical: boolean
  /** Statements that should not be in it. */
  readonly rejected: readonly RejectedEntry[]
}

/**
 * Verifies every signature of a catalogue and compiles it again.
 *
 * For leads, practitioners who check their own row, and auditors. It shows altered rows; leaving somebody out it
 * cannot show.
 *
 * @param bytes - the file, untrusted.
 * @param options - trusted root keys, this device's clock, progress and abort.
 * @returns the report; `identical` is the verdict.
 * Failure: as `openCatalogue`, without a last seen head; `work_aborted` when the signal was raised.
 * @throws {TypeError} when a trusted key is not 32 bytes.
 * @throws {RangeError} when `now` is no whole number of seconds.
 * Privacy: a catalogue is public.
 * Cost: one strict Ed25519 verification a statement.
 * @example
 * const report = verifyCatalogue(bytes, { trust: [communityKey], now })
 * @since 0.1
 */
export function verifyCatalogue(
  bytes: Uint8Array,
  options: Work & { readonly trust: readonly (Uint8Array | string)[]; readonly now: EpochSeconds },
): Result<VerifyReport, CatalogueFailure | 'work_aborted'> {
  const claimed = readCatalogueHead(bytes)
  if (!claimed.ok) return claimed
  // Whichever region's it is: the report says so.
  const file = openFile(bytes, { ...options, lastSeen: 'first-use', region: claimed.value.region })
  if (!file.ok) return file
  const { head, read, community, vocabulary, sections, statements } = file.value
  const received = allStatements(file.value)
  if (!received.ok) return received
  // As of its publication: what has ended since then was rightly in it.
  const context = { ...options, community, root: read.body.root, vocabulary, now: head.issued }
  const compiled = compile(received.value, context)
  if (!compiled.ok) return compiled
  const { entries, rejected } = compiled.value
  const again = writeSections(compiled.value.statements, entries, { vocabulary, issued: head.issued })
  const identical =
    rejected.length === 0 &&
    equalBytes(again.statements, statements) &&
    sectionNames.every((name, index) => equalBytes(again.sections[index] ?? statements, sections[name]))
  return ok({ head, statements: received.value.length, entries: entries.length, identical, rejected })
}
