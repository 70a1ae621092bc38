import { ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Manifest } from './manifest.js'
import { checkRootAge, type Root, type RootFailure, readRoot, verifyRoot } from './root-chain.js'

/** A community as its own signed manifest describes it. */
export type Community = Manifest & {
  /** Hex of the community's name: its first root key where that was the only one, else a hash over all of them and the threshold. */
  readonly key: string
  /** When this manifest ends. */
  readonly expires: EpochSeconds
}

/**
 * Opens a community's manifests under the name the host has chosen to trust.
 *
 * @param received - the chain of manifests, untrusted.
 * @param options - the trusted name and this device's clock.
 * @returns the community as the last of them describes it.
 * Failure: a `RootFailure`, as `readRoot` and `openRoot` say.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification a signature; O(length). @since 0.1
 */
export function openManifest(
  received: Uint8Array,
  options: { readonly anchor: Uint8Array; readonly now: EpochSeconds },
): Result<Community, RootFailure> {
  const root = readRoot(received)
  return root.ok ? openRoot(root.value, options) : root
}

/**
 * Opens a chain of manifests that was read.
 *
 * @param root - as read.
 * @param options - the trusted name and this device's clock.
 * @returns the community as the last manifest describes it.
 * Failure: as `verifyRoot`; `root_expired` when the last manifest has ended; `root_invalid` at `issued` when it comes from
 * the future.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification a signature. @since 0.1
 */
export function openRoot(
  root: Root,
  { anchor, now }: { readonly anchor: Uint8Array; readonly now: EpochSeconds },
): Result<Community, RootFailure> {
  const verified = verifyRoot(root, anchor)
  if (!verified.ok) return verified
  const age = checkRootAge(root, now)
  if (!age.ok) return age
  const { statement, manifest } = root.last
  return ok({ key: toHex(anchor), expires: statement.expires, ...manifest })
}
