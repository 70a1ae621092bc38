import { equalBytes } from '../kernel/bytes.js'
import { ok, type Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import { encodeVocabulary } from '../vocabulary/section.js'
import type { Head, RejectedEntry } from './catalogue.js'
import { compile, type Work } from './compile.js'
import { writeStatements } from './layout.js'
import { type CatalogueFailure, openFile } from './open.js'

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
  const file = openFile(bytes, { ...options, lastSeen: 'first-use' })
  if (!file.ok) return file
  const { head, read, community, vocabulary, sections, received } = file.value
  // As of its publication: what has ended since then was rightly in it.
  const compiled = compile(received, { ...options, community, root: read.body.root, vocabulary, now: head.issued })
  if (!compiled.ok) return compiled
  const { statements, entries, rejected } = compiled.value
  const again = writeStatements(statements.map((statement) => statement.bytes))
  const same =
    equalBytes(again, sections.statements) &&
    equalBytes(encodeVocabulary(vocabulary), sections.vocabulary) &&
    sections.columns.length + sections.strings.length === 0
  const identical = same && rejected.length === 0
  return ok({ head, statements: received.length, entries, identical, rejected })
}
