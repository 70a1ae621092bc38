// Entry "entrenous/community": what a community's lead does. It cannot reach intake/.
export type { Catalogue, Continuity, Head, Region, RejectedEntry } from './catalogue/catalogue.js'
export type { CatalogueEntry, EventEntry, ListingEntry, PractitionerEntry } from './catalogue/entry.js'
export { openCatalogue } from './catalogue/open.js'
export { joinCatalogue, type Piece, type SplitCatalogue, splitCatalogue, type Update } from './catalogue/pieces.js'
export { type Ending, type Published, type PublishInput, publishCatalogue } from './catalogue/publish.js'
export { type PublishedRegions, publishRegions, type RegionsInput } from './catalogue/publish-regions.js'
export { type ReadEntries, readEntries } from './catalogue/read-entries.js'
export { readCatalogueHead } from './catalogue/read-head.js'
export { type CatalogueStatements, readStatements } from './catalogue/read-statements.js'
export type { Placed } from './catalogue/region-plan.js'
export { type VerifyReport, verifyCatalogue } from './catalogue/verify.js'
export { type ListedReason, whyListed } from './catalogue/why-listed.js'
export { type Consequence, consequencesOf } from './community/consequences.js'
export { type CreateOptions, createCommunity } from './community/create.js'
export {
  type CommunityKeys,
  createCommunityKeys,
  createSigningKey,
  readCommunityKeys,
  readSigningKey,
  unsafeExportCommunityKeys,
  unsafeExportSigningKey,
} from './community/keys.js'
export { readDescriptor, type SignedDescriptor } from './community/read-descriptor.js'
export {
  type CommunityReport,
  changeCommunity,
  cosignCommunity,
  inspectCommunity,
  joinSignatures,
  keysForCommunity,
} from './community/root.js'
export { approve, revoke, type SignOptions, signEvent, signListings } from './community/sign.js'
export {
  type CommunityStatus,
  communityStatus,
  type EndingName,
  type Ends,
  type MemberStatus,
  type Reach,
  type StatusOptions,
} from './community/status.js'
export { type CommunityDraft, type CommunityFacts, fillTemplate, readCommunityFolder } from './community/template.js'
export { readSignedHead, type Witnessed, type WitnessInput, witness } from './community/witness.js'
export { draftEvent, draftListings } from './descriptor/draft.js'
export { offsetMinutesAt, zoneTransitions } from './descriptor/zone.js'
export type { Failure, Result } from './kernel/result.js'
export { days, epochSeconds, hours } from './kernel/time.js'
export type { Signer } from './statement/sign.js'
export { type Manifest, type RevocationCategory, revocationCategories } from './trust/manifest.js'
export type { RootFailure } from './trust/root-chain.js'
export { type Asked, stillAsked } from './trust/still-asked.js'
export { coreVocabulary, extendVocabulary } from './vocabulary/vocabulary.js'
