import { ok, type Result } from '../kernel/result.js'
import type { Head } from './catalogue.js'
import { readHead, toHead } from './head.js'
import { readLayout } from './layout.js'
import type { UnreadableCatalogue } from './open-file.js'

/**
 * Reads which catalogue a file claims to be, without verifying any of it.
 *
 * For publishers, who continue from the last file even when it has expired, and for looking into a file.
 *
 * @param bytes - the file, untrusted.
 * @returns the head it claims.
 * Failure: as the layout and the head fail to be read.
 * Privacy: a catalogue is public.
 * Cost: O(head length). @since 0.1
 */
export function readCatalogueHead(bytes: Uint8Array): Result<Head, UnreadableCatalogue> {
  const layout = readLayout(bytes)
  if (!layout.ok) return layout
  const head = readHead(layout.value.head)
  return head.ok ? ok(toHead(head.value)) : head
}
