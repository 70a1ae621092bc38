import { fail, ok, type Result } from '../kernel/result.js'
import { wireKeys } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'
import { decodeBody, encodeBody } from '../statement/body.js'
import type { CommunityPolicy } from './manifest.js'

// By what rules somebody joins. The manifest carries them as bytes: devices hold the manifest's signature against them and
// need nothing of them, because only the publisher, and whoever verifies a catalogue, asks who was introduced by whom.

// Member names. Append only.
const keys = wireKeys([
  'depth',
  'invitationsPerEpoch',
  'cascade',
  'strikes',
  'revouchWithinDays',
  'checklist',
  'attestations',
])

/** An item of a checklist: what it means stands in the charter. */
export const checklistItem = shape.text(40, /^[a-z0-9][a-z0-9-]*$/)

/** What rules of joining look like. */
export const joiningSchema = shape.record(
  {
    /** How many steps from whoever an approver introduced: 0, only approvers introduce; 2, those whom these introduce, too. */
    depth: shape.whole(0, 65_535),
    /** How many a member may introduce in one epoch of 28 days. */
    invitationsPerEpoch: shape.whole(1, 255),
    /** Whether those whom a revoked member introduced need another introduction. */
    cascade: shape.flag,
  },
  {
    /** After how many revoked newcomers a member introduces nobody any more; no such rule unless told. */
    strikes: shape.whole(1, 20),
    /** How long they stay listed who need another introduction, in days; not a moment unless told. */
    revouchWithinDays: shape.whole(1, 60),
    /** What has to be attested of everybody. */
    checklist: shape.list(checklistItem, 40),
    /** How many approvers have to attest each item; one unless told. */
    attestations: shape.whole(1, 15),
  },
)

/** By what rules somebody joins a community. Public. */
export type JoiningRules = shape.ValueOf<typeof joiningSchema>

const joiningFormat = { keys, schema: joiningSchema }

/**
 * Writes rules of joining for a manifest's policy.
 *
 * @param rules - depth, invitations, cascade and the rest.
 * @returns bytes for `policy.joining`.
 * @throws {TypeError} when they are out of shape.
 * Privacy: meant to be published.
 * Cost: O(items). @since 0.1
 */
export function encodeJoining(rules: JoiningRules): Uint8Array {
  return encodeBody(joiningFormat, rules)
}

/**
 * Reads the rules of joining out of a policy.
 *
 * @param policy - of a manifest.
 * @returns the rules; undefined where the community has none, and approvals are all it asks for.
 * Failure: `statement_invalid` at `policy.joining` when the bytes are no rules.
 * Privacy: reads public data only.
 * Cost: O(length). @since 0.1
 */
export function readJoining({ joining }: CommunityPolicy): Result<JoiningRules | undefined, 'statement_invalid'> {
  if (joining === undefined) return ok(undefined)
  const read = decodeBody(joiningFormat, joining)
  return read.ok ? read : fail('statement_invalid', { field: 'policy.joining' })
}

const introduced = { depth: 2, invitationsPerEpoch: 1, cascade: true, strikes: 2, revouchWithinDays: 14 } as const

/** A policy as a lead writes it: rules of joining as plain data. */
export type PolicyDraft = Omit<CommunityPolicy, 'joining'> & { readonly joining?: JoiningRules }

/**
 * Policies with a name. What each lets in when members and vetters are fooled was simulated: `npm run bench -- sybil`, and
 * docs/guides/community.md for the figures.
 */
export const policyPresets = {
  /** Lists without vouching, and says so. For directories of what is public anyway. */
  'listing-only': { approvalsRequired: 0 },
  /** One approver stands behind each practitioner's keys. For a lead who knows everybody. */
  'one-approver': { approvalsRequired: 1 },
  /** A member introduces, one approver stands behind the keys, and who introduces badly introduces no more. */
  'introduced-one-vetter': { approvalsRequired: 1, joining: introduced },
  /** The same with two vetters who judge for themselves; of three to six. */
  'introduced-two-vetters': { approvalsRequired: 2, joining: introduced },
  /** The same with three; of seven and more. The one to take where there are enough people. */
  'introduced-three-vetters': { approvalsRequired: 3, joining: introduced },
} as const satisfies Readonly<Record<string, PolicyDraft>>

/** The name of a policy. */
export type PolicyName = keyof typeof policyPresets

/** The policy to take where there are seven vetters or more. */
export const defaultPolicy: PolicyName = 'introduced-three-vetters'
