import { type Opaque, opaqueKind } from '../kernel/opaque.js'
import type { Bucket } from '../kernel/padding.js'
import { freezeDeep } from '../kernel/plain.js'
import type { Suite } from '../kernel/suite.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Disclosure, SharedField } from './disclosure.js'
import type { Recipient } from './granted.js'

/** Everything a person must see before agreeing, as plain data; `textOf` puts it into words. Deeply frozen. */
export type Preview = {
  readonly recipient: {
    readonly id: string
    readonly name: string
    readonly practice: string | undefined
    readonly community: string
    readonly answersWithinDays: number
  }
  /** True where it adds to what was sent to this recipient before: they see that it comes from the same person. */
  readonly isMore: boolean
  /** The title of the event in question, where there is one. */
  readonly event: string | undefined
  /** Exactly what the recipient will read. */
  readonly disclosure: Disclosure
  /** Every field that is not shared, answered or not: the list says nothing about the answers. */
  readonly notShared: readonly SharedField[]
  /** Who opens what is sent. */
  readonly openers: readonly { readonly role: 'self' | 'role-holder'; readonly name: string }[]
  /** Who answers for what is done with it, as the recipient published it. */
  readonly notice: {
    readonly controller: string
    readonly contact: string
    readonly jurisdiction: string
    readonly retentionDays: number
    readonly link: string | undefined
  }
  /** The ways in which it may travel: what they show besides the token differs. */
  readonly delivery: readonly ('board' | 'inbox-link' | 'in-person')[]
  /** Length of the sealed token: the only thing about its content that shows. */
  readonly bytes: number
}

/** What a proposal remembers, out of its caller's reach. */
export type Draft = {
  readonly preview: Preview
  readonly recipient: Recipient
  readonly suite: Suite
  readonly bucket: Bucket
  /** True where it adds to what was sent before. */
  readonly isMore: boolean
  readonly termsHash: Uint8Array
  readonly proposedAt: EpochSeconds
  /** The first moment at which the recipient's statements are no longer fresh. */
  readonly freshUntil: EpochSeconds
  /** The age below which the policy asks for a guardian, when it does. */
  readonly ownConsentFromAge: number | undefined
}

/** A proposal: the preview to show, and an opaque part that only `grant` can read. */
export type Proposal = { readonly preview: Preview; readonly draft: Opaque<'Draft'> }

const kind = /* @__PURE__ */ opaqueKind<'Draft', Draft>('Draft')

/**
 * Puts a checked draft into a proposal. Called by `propose` alone: nobody else can make what `grant` accepts.
 *
 * @param draft - what was checked and built.
 * @returns the frozen proposal.
 * Privacy: the preview is all that may be shown; the draft holds nothing more of the person.
 * Cost: O(1). @since 0.1
 */
export function holdDraft(draft: Draft): Proposal {
  // What was previewed cannot be changed before it is granted.
  freezeDeep(draft)
  return Object.freeze({ preview: draft.preview, draft: kind.hold(draft) })
}

/**
 * Reads a proposal's draft, to grant it.
 *
 * @param proposal - what `propose` returned.
 * @returns the draft.
 * @throws {TypeError} when the opaque part was not made by `propose`.
 * Privacy: as private as the preview.
 * Cost: O(1). @since 0.1
 */
export function readDraft(proposal: Proposal): Draft {
  return kind.reveal(proposal.draft)
}
