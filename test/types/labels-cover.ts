import type { CatalogueEntry } from '../../src/catalogue/entry.js'
import type { Purpose, SharedField } from '../../src/consent/disclosure.js'
import type { MatchText, Part, Relaxation } from '../../src/index.js'
import type { Gate, ScoredFacet } from '../../src/matching/match.js'
import type { SourceKind } from '../../src/schema/fields.js'
import type { CallSheetWords } from '../../src/vocabulary/call-sheet-words.js'
import type { MatchWords, PurposeName } from '../../src/vocabulary/labels.js'
import type { PreviewField, SourceName } from '../../src/vocabulary/preview-field.js'

// The labels name what consent and matching define, without importing them: here the two are held together.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

export const fields: Same<SharedField, PreviewField> = true
export const sourceNames: Same<SourceKind, SourceName> = true
export const purposes: Same<Purpose, PurposeName> = true
export const kinds: Same<CatalogueEntry['kind'], keyof MatchWords['need'] & keyof MatchWords['from']> = true
export const questions: Same<ScoredFacet | Gate, keyof MatchWords['ask']> = true
export const wishes: Same<ScoredFacet | 'where', keyof MatchWords['against'] & keyof MatchWords['change']> = true
export const relations: Same<NonNullable<Part['relation']>, 'exact' | 'none' | keyof MatchWords['relation']> = true
export const sources: Same<Part['source'], 'self' | 'endorsed' | keyof MatchWords['source']> = true
export const changes: Same<Relaxation['change'], 'loosen' | keyof MatchWords['relaxation']> = true
export const said: Same<SharedField, keyof CallSheetWords['say']> = true
export const groups: Same<keyof MatchText, keyof MatchWords['heading']> = true
// @ts-expect-error TS2322 a name more is not the same
export const more: Same<SharedField | 'surplus', PreviewField> = true
// @ts-expect-error TS2322 a name less is not the same
export const less: Same<Exclude<SharedField, 'story'>, PreviewField> = true
