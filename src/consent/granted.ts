import { type Opaque, opaqueKind } from '../kernel/opaque.js'
import type { Bucket } from '../kernel/padding.js'
import type { Suite } from '../kernel/suite.js'
import type { KeyEpoch } from '../kernel/time.js'
import type { ConsentRecord, Disclosure } from './disclosure.js'

/** The one a referral is sealed to, as verified at the moment of the proposal. Public. */
export type Recipient = {
  /** Hex of the identity key. */
  readonly id: string
  readonly name: string
  /** The number of the suite of the key: 1 is X25519, 2 the post-quantum hybrid. */
  readonly suite: number
  readonly epoch: KeyEpoch
  readonly encryptionKey: Uint8Array
  readonly community: { readonly key: string; readonly name: string }
  readonly answersWithinDays: number
  /** Who may answer besides the practitioner: role holders of the practice, by their own keys. */
  readonly answerers: readonly { readonly name: string; readonly key: Uint8Array }[]
}

/** A person's consent to one disclosure, to one recipient, for one purpose, until one day. Made by `grant` only. */
export type Consent = Opaque<'Consent'>

/** The ways in which granting can fail. `seal` passes them on. */
export type GrantFailure = 'consent_guardian_missing' | 'consent_rule_broken' | 'randomness_absent'

/** What sealing needs to know of a consent. */
export type GrantedConsent = {
  readonly recipient: Recipient
  /** The suite of the recipient's key. */
  readonly suite: Suite
  readonly disclosure: Disclosure
  readonly record: ConsentRecord
  readonly bucket: Bucket
  /** True where it adds to what was sent before. */
  readonly isMore: boolean
}

const kind = /* @__PURE__ */ opaqueKind<'Consent', GrantedConsent>('Consent')

/**
 * Turns a checked grant into a consent. Called by `grant` alone: this is what makes a consent impossible to forge.
 *
 * @param granted - what was agreed to; every rule was checked.
 * @returns the opaque consent.
 * Privacy: holds what the person agreed to share; unreadable but by `readConsent`.
 * Cost: O(1). @since 0.1
 */
export function holdConsent(granted: GrantedConsent): Consent {
  return kind.hold(granted)
}

/**
 * Reads a consent, to seal it.
 *
 * @param consent - what `grant` returned.
 * @returns what was agreed to.
 * @throws {TypeError} when the argument is anything else: a proposal, an intake, a look-alike.
 * Privacy: the result may leave the device sealed only.
 * Cost: O(1). @since 0.1
 */
export function readConsent(consent: Consent): GrantedConsent {
  return kind.reveal(consent)
}

/**
 * Tells whether a value is a consent.
 *
 * @param candidate - anything.
 * @returns true for what `grant` made, and for nothing else.
 * Privacy: reads nothing of the value.
 * Cost: O(1). @since 0.1
 */
export function isConsent(candidate: unknown): candidate is Consent {
  return kind.isHeld(candidate)
}
