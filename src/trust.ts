// Entry "entrenous/trust": what members and approvers sign about one another, what it amounts to, and why somebody is
// listed, in words. It reaches no intake, no matching and no token.

export { type ListedTextOptions, textOfListed } from './catalogue/listed-text.js'
export { foldStatements, type OpenedCommunity, openCommunity } from './catalogue/open-community.js'
export { type ListedReason, whyListed } from './catalogue/why-listed.js'
export { createSigningKey, readSigningKey, unsafeExportSigningKey } from './community/keys.js'
export { type ConceptMapping, mapConcepts } from './community/map-concepts.js'
export { type Adopted, adoptEvents, proposeEvent } from './community/partner.js'
export { approve, revoke, type SignOptions } from './community/sign.js'
export {
  approverFrom,
  attest,
  confirmClaim,
  delegateEvents,
  endorse,
  nameSuccessor,
  promiseRecovery,
  type Speaker,
  type SpeakOptions,
  vouch,
  withdrawVouch,
} from './community/speak.js'
export type { Failure, Result } from './kernel/result.js'
export { days, epochSeconds, hours } from './kernel/time.js'
export type { Signer } from './statement/sign.js'
export { readStatement, type Statement, verifyStatement } from './statement/statement.js'
export type { Community } from './trust/anchor.js'
export type { Claimed } from './trust/claims.js'
export type { Partner } from './trust/delegations.js'
export type { Endorsement } from './trust/endorsements.js'
export type { Introduction } from './trust/introductions.js'
export { defaultPolicy, type JoiningRules, type PolicyDraft, type PolicyName, policyPresets } from './trust/joining.js'
export type { Member, MemberRefusal } from './trust/member.js'
export type { Unheeded } from './trust/member-words.js'
export type { Replacement } from './trust/replacements.js'
export { type CommunityState, deriveState } from './trust/state.js'
export { type MemberReason, whyMember } from './trust/why-member.js'
export type { TrustWords } from './vocabulary/trust-words.js'
