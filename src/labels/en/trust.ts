import type { TrustWords } from '../../vocabulary/trust-words.js'

/** Why somebody is listed, or is not. Apart from `en`, so that a page for those who look for help does not carry it. */
export const enTrust: TrustWords = {
  language: 'en',
  listed: {
    approved: '{name} stands behind this key, since {since}, until {until}.',
    community_without_approvals: 'This community lists without vouching for anybody.',
    listed_by_community: 'The community lists this event, since {since}.',
    unclaimed: 'Taken over from {source} on {since}. Nobody vouches for it, and nobody has claimed it.',
    approval_missing: 'The approvals of this entry do not hold now.',
  },
  introduced: {
    byApprover: 'Introduced by {name}, who approves for the community, until {until}.',
    byMember: 'Introduced by {name}, a member, until {until}.',
  },
  member: {
    introduction_lapsing:
      'Somebody in the line of introductions may not introduce any more. Another member has to vouch by {until}.',
    attested: 'Seen by approvers: {items}.',
    endorsed: 'Endorsed by {name} for {concept}, until {until}.',
    listing_claimed: 'The listing {listing} of a public directory is theirs.',
  },
  followed: {
    sheet: 'This key took the place of a lost one, by the recovery sheet.',
    approvers: 'This key took the place of a lost one on {since}, by the word of approvers who know its holder.',
  },
  hosted: {
    agreed: 'Hosted by {name}, who has signed this, until {until}.',
    named: '{name} is named as a host and has not signed this.',
  },
  refused: {
    descriptor_revoked: 'Not listed: this key was revoked.',
    descriptor_unapproved: 'Not listed: too few approvers stand behind this key now.',
    member_key_replaced: 'Not listed: another key took the place of this one.',
    member_key_waiting: 'Not listed yet: this key is to take the place of another and waits for its cool-down.',
    member_unattested: 'Not listed yet: the checklist is not complete.',
    member_unintroduced: 'Not listed: no introduction counts now.',
  },
  unnamed: { approver: 'an approver (key {key})', member: 'a member (key {key})' },
}
