// Entry "entrenous/federation": any number of communities at once, each trusted for itself. It brings matching over all of
// them; `entrenous` beside it opens catalogues, reads answers, and asks for consent.

export { type Equivocation, type KnownHead, type ProofFailure, verifyEquivocation } from './federation/equivocation.js'
export { type Federation, federate, withoutCommunity } from './federation/federate.js'
export { type Listing, listingsOf } from './federation/listings.js'
export { type Mapping, mappingsOf } from './federation/mappings.js'
export { type FederatedOptions, matchFederation } from './matching/federated.js'
export type { CommunityOutcome, FederatedMatch, FederatedOutcome, Unmapped } from './matching/federated-match.js'
