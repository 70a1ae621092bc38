// Why somebody is listed, or is not. No part of the labels: who looks for help sees approvals in the preview, and their page
// does not carry the rest. The names are those of trust/ and catalogue/, which tests compare.

/** Why an entry stands in its catalogue. */
export type ListedName =
  | 'approved'
  | 'community_without_approvals'
  | 'listed_by_community'
  | 'unclaimed'
  | 'approval_missing'

/** On whose word somebody is a member. */
export type MemberReasonName =
  | 'introduced'
  | 'introduction_lapsing'
  | 'attested'
  | 'endorsed'
  | 'key_followed'
  | 'listing_claimed'

/** Why somebody is not listed. */
export type MemberRefusalName =
  | 'descriptor_revoked'
  | 'descriptor_unapproved'
  | 'member_key_replaced'
  | 'member_key_waiting'
  | 'member_unattested'
  | 'member_unintroduced'

/** What a member or a lead reads about who is listed and why, in one language. Lines, with a full stop. */
export type TrustWords = {
  readonly language: string
  /** Who says so, by `{name}`. */
  readonly listed: Readonly<Record<ListedName, string>>
  readonly member: Readonly<Record<Exclude<MemberReasonName, 'introduced' | 'key_followed'>, string>>
  readonly introduced: Readonly<Record<'byApprover' | 'byMember', string>>
  readonly followed: Readonly<Record<'sheet' | 'approvers', string>>
  /** A host of an event, who has signed or is only named. */
  readonly hosted: Readonly<Record<'agreed' | 'named', string>>
  readonly refused: Readonly<Record<MemberRefusalName, string>>
  /** In the place of a name that is not known: an approver or a member, by the first signs of their `{key}`. */
  readonly unnamed: Readonly<Record<'approver' | 'member', string>>
}
