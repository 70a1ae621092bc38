import { createCommunity } from '../../src/community/create.js'
import { type CommunityKeys, createCommunityKeys, createSigningKey } from '../../src/community/keys.js'
import { approve } from '../../src/community/sign.js'
import { type Speaker, vouch } from '../../src/community/speak.js'
import type { PractitionerKeys } from '../../src/descriptor/keys.js'
import { toHex } from '../../src/kernel/text.js'
import { after, days, type EpochSeconds } from '../../src/kernel/time.js'
import type { Signer } from '../../src/statement/sign.js'
import { readStatement, type Statement } from '../../src/statement/statement.js'
import { openManifest } from '../../src/trust/anchor.js'
import type { JoiningRules } from '../../src/trust/joining.js'
import { deriveState } from '../../src/trust/state.js'
import type { CommunityWithHistory } from '../../src/trust/vetting.js'
import { must, NOW, seeded } from './catalogue.js'

// A community whose members introduce one another, and whose vetters each have a key of their own.

/** Days since the samples' now: they describe themselves then, and nobody can be approved before. */
export const at = (day: number): EpochSeconds => after(NOW, days(day))

export const rules: JoiningRules = {
  depth: 2,
  invitationsPerEpoch: 1,
  cascade: true,
  strikes: 2,
  revouchWithinDays: 14,
}

/** A community and who speaks in it. */
export type Circle = {
  readonly keys: CommunityKeys
  readonly root: Uint8Array
  readonly community: CommunityWithHistory
  /** Dora first: the founder, whose root key approves. */
  readonly vetters: readonly Speaker[]
  /** Lets a practitioner speak as a member. */
  readonly as: (keys: Pick<PractitionerKeys, 'identity'>) => Speaker
}

/** Harbour with so many vetters, and as many approvals as are required. */
export function circleOf(
  vetterCount: number,
  approvalsRequired: number,
  joining: Partial<JoiningRules> | 'none' = {},
  policy: object = {},
): Circle {
  const keys = must(createCommunityKeys({ random: seeded('circle') }))
  const others = Array.from({ length: vetterCount - 1 }, (_, nth) => signingKey(`vetter ${nth}`))
  const signers = [keys.root, ...others]
  const draft = {
    name: 'Harbour',
    contact: 'dora@harbour.example',
    charterHash: '11'.repeat(32),
    policy: { approvalsRequired, ...(joining !== 'none' && { joining: { ...rules, ...joining } }), ...policy },
  }
  const approvers = signers.map(({ publicKey }) => publicKey)
  const root = must(createCommunity(draft, keys, { now: NOW, approvers }))
  const name = keys.root.publicKey
  const community = must(openManifest(root, { anchor: name, now: NOW }))
  return {
    keys,
    root,
    community,
    vetters: signers.map((signer) => ({ signer, community: name })),
    as: ({ identity }) => ({ signer: identity, community: name }),
  }
}

/** A key that signs, from a name. */
export function signingKey(name: string): Signer {
  return must(createSigningKey({ random: seeded(`signing key of ${name}`) }))
}

/** Approvals by the first vetters, as many as are asked for. */
export function approvedBy(circle: Circle, count: number, descriptor: Uint8Array, now = NOW): readonly Uint8Array[] {
  return circle.vetters.slice(0, count).map((vetter) => must(approve(descriptor, vetter, { now })))
}

/** An introduction by Dora, who approves for the community. */
export function introduced(circle: Circle, keys: Pick<PractitionerKeys, 'identity'>, now = NOW): Uint8Array {
  const [dora] = circle.vetters
  if (dora === undefined) throw new Error('a circle has a vetter')
  return vouch(keys.identity.publicKey, dora, { now })
}

/** Folds signed statements. */
export function fold(circle: Circle, statements: readonly Uint8Array[], now = NOW) {
  return deriveState(statements.map(read), circle.community, now)
}

/** Reads a statement that is one. */
export function read(bytes: Uint8Array): Statement {
  return must(readStatement(bytes))
}

/** Why somebody is not listed; `listed` for whoever is, `unknown` for whoever nobody speaks of. */
export function standingIn(state: ReturnType<typeof deriveState>, keys: Pick<PractitionerKeys, 'identity'>): string {
  const member = state.members.get(toHex(keys.identity.publicKey))
  return member === undefined ? 'unknown' : (member.refusal ?? 'listed')
}
