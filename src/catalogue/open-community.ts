import { ok, type Result } from '../kernel/result.js'
import type { EpochSeconds } from '../kernel/time.js'
import { readStatement, type Statement, verifyStatement } from '../statement/statement.js'
import type { Community } from '../trust/anchor.js'
import { openRoot } from '../trust/anchor.js'
import { approversEver } from '../trust/approvers-ever.js'
import { type RootFailure, readRoot } from '../trust/root-chain.js'
import { type CommunityState, deriveState } from '../trust/state.js'
import { allStatements, type CatalogueFailure, openFile } from './open-file.js'
import { readCatalogueHead } from './read-head.js'

/** A community, and what its statements say together. */
export type OpenedCommunity = {
  readonly community: Community
  readonly state: CommunityState
}

/**
 * Opens a community out of its published catalogue: who belongs to it, and on whose word.
 *
 * For leads, members and auditors. A device that seeks needs none of it: it holds each entry against its own approvals.
 *
 * @param bytes - the file, untrusted.
 * @param options - names of trusted communities: 32 bytes each, or their hex; this device's clock.
 * @returns the community and its state, every signature verified.
 * Failure: as `openCatalogue`, without a last seen head.
 * @throws {TypeError} when a trusted name is not 32 bytes.
 * Privacy: a catalogue is public.
 * Cost: one strict Ed25519 verification a statement.
 * @example
 * const opened = openCommunity(bytes, { trust: [communityKey], now })
 * @since 0.1
 */
export function openCommunity(
  bytes: Uint8Array,
  options: { readonly trust: readonly (Uint8Array | string)[]; readonly now: EpochSeconds },
): Result<OpenedCommunity, CatalogueFailure> {
  const claimed = readCatalogueHead(bytes)
  if (!claimed.ok) return claimed
  const file = openFile(bytes, { ...options, lastSeen: 'first-use', region: claimed.value.region })
  if (!file.ok) return file
  const received = allStatements(file.value)
  if (!received.ok) return received
  const { community, read } = file.value
  return ok({ community, state: stateOf(received.value, { community, root: read.body.root, now: options.now }) })
}

/**
 * Folds a lead's own statements, before anything is published.
 *
 * @param statements - signed, untrusted; what does not verify is left out.
 * @param options - the community's signed manifests, and the moment.
 * @returns the community and its state.
 * Failure: a `RootFailure` when the manifests do not lead to one in force.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification a statement.
 * @example
 * const opened = foldStatements(statements, { root, now })
 * @since 0.1
 */
export function foldStatements(
  statements: readonly Uint8Array[],
  options: { readonly root: Uint8Array; readonly now: EpochSeconds },
): Result<OpenedCommunity, RootFailure> {
  const root = readRoot(options.root)
  if (!root.ok) return root
  const community = openRoot(root.value, { anchor: root.value.name, now: options.now })
  if (!community.ok) return community
  return ok({ community: community.value, state: stateOf(statements, { ...options, community: community.value }) })
}

function stateOf(
  received: readonly Uint8Array[],
  { community, root, now }: { readonly community: Community; readonly root: Uint8Array; readonly now: EpochSeconds },
): CommunityState {
  const statements: Statement[] = []
  for (const bytes of received) {
    const statement = readStatement(bytes)
    if (statement.ok && verifyStatement(statement.value)) statements.push(statement.value)
  }
  return deriveState(statements, { ...community, approversBefore: approversEver(root) }, now)
}
