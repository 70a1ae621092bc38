import type { SUITES, Suite } from '../kernel/suite.js'
import type { EpochSeconds } from '../kernel/time.js'

/**
 * The received, still signed bytes that together say "this key may be sealed to, and this community vouches for it".
 * Carried beside every claimed entry so that the chain can be checked again, from the anchor, at the moment of consent.
 */
export type Evidence = {
  /** The name of the community that the host chose to trust. The only link that is not proved by another. */
  readonly anchor: Uint8Array
  /** The community's signed manifests, from the first, which the anchor names, to the one in force. */
  readonly root: Uint8Array
  /** Approvals of the identity key, ended ones that prove which key came first among them. Empty where a community has none. */
  readonly approvals: readonly Uint8Array[]
  /** Revocations that name the identity key. Empty for whoever may be sealed to. */
  readonly revocations: readonly Uint8Array[]
  /** When the catalogue it stood in ends: a revocation published since is seen in the next one only. */
  readonly until: EpochSeconds
  /** The practitioner's descriptor, signed by the identity key. */
  readonly descriptor: Uint8Array
  /** The practitioner's presence, signed by the identity key; absent where none was published. */
  readonly presence: Uint8Array | undefined
  /** The suites that whoever opened the catalogue can seal under. */
  readonly [SUITES]?: readonly Suite[]
}
