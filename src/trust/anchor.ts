import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { openStatement } from '../statement/statement.js'
import { type Manifest, manifestFormat } from './manifest.js'

/** A community as its own signed manifest describes it. */
export type Community = Manifest & {
  /** Hex of the root key. */
  readonly key: string
  /** When this manifest ends. */
  readonly expires: EpochSeconds
}

/**
 * Opens a root manifest under the key the host has chosen to trust.
 *
 * @param received - the manifest statement, untrusted.
 * @param options - the trusted root key and this device's clock.
 * @returns the community.
 * Failure: `statement_forged` when another key signed it; `statement_invalid` or `statement_expired` when it is no manifest in force.
 * Privacy: reads public statements only.
 * Cost: one strict Ed25519 verification. @since 0.1
 */
export function openManifest(
  received: Uint8Array,
  options: { readonly anchor: Uint8Array; readonly now: EpochSeconds },
): Result<Community, 'statement_invalid' | 'statement_forged' | 'statement_expired'> {
  const statement = openStatement(received, { kind: 'root', now: options.now })
  if (!statement.ok) return statement
  if (!equalBytes(statement.value.issuer, options.anchor)) return fail('statement_forged', {})
  const manifest = decodeBody(manifestFormat, statement.value.body)
  if (!manifest.ok) return manifest
  return ok({ key: toHex(options.anchor), expires: statement.value.expires, ...manifest.value })
}
