// Fetching of a catalogue only what changed: for hosts whose catalogue is large. Apart, because most fetch the whole file.

export type { Head } from './catalogue/catalogue.js'
export type { CatalogueFailure } from './catalogue/open-file.js'
export { joinCatalogue, type Piece, type SplitCatalogue, splitCatalogue, type Update } from './catalogue/pieces.js'
export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { Failure, Result } from './kernel/result.js'
