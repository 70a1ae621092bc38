import { after, days, type EpochSeconds } from '../../src/kernel/time.js'
import { type Community, openManifest } from '../../src/trust/anchor.js'
import type { Approval } from '../../src/trust/key-approval.js'
import { must, NOW, sampleCommunity } from './catalogue.js'

const { keys, root } = sampleCommunity()
const harbour = must(openManifest(root, { anchor: keys.root.publicKey, now: NOW }))

/** Harbour under another policy: the fold takes as many approvals as it is told. */
export function communityThatAsks(approvalsRequired: number, keyCoolDownDays?: number): Community {
  return { ...harbour, policy: { approvalsRequired, ...(keyCoolDownDays && { keyCoolDownDays }) } }
}

/** What one word of an approver says: by whom, on which day and for how long, and one key (by its number) for each epoch. */
export type Said = {
  readonly by?: number
  readonly day: number
  readonly lasts?: number
  readonly names: readonly { readonly epoch: number; readonly key: number }[]
}

/** An approval that nobody signed: the fold reads, it does not verify. */
export function approvalSaying({ by = 1, day, lasts = 180, names }: Said): Approval {
  return {
    kind: 'approval',
    sequence: day,
    issued: dayOf(day),
    expires: dayOf(day + lasts),
    subject: 'ab'.repeat(32),
    body: new Uint8Array(0),
    bytes: new Uint8Array(0),
    issuer: new Uint8Array(32).fill(by),
    community: keys.root.publicKey,
    keyCommitments: names.map(({ epoch, key }) => promise(epoch, key)),
  }
}

/** What a descriptor promises of one epoch: the key of that number. */
export function promise(epoch: number, key: number) {
  return { epoch, suite: 1, hash: new Uint8Array(32).fill(key) }
}

/** Days since the samples' now. */
export function dayOf(day: number): EpochSeconds {
  return after(NOW, days(day))
}
