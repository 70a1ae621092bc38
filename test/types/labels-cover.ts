import type { Purpose, SharedField } from '../../src/consent/disclosure.js'
import type { Gate, ScoredFacet } from '../../src/matching/match.js'
import type { GateName, PreviewField, PurposeName, ScoredName } from '../../src/vocabulary/labels.js'

// The labels name what other rooms define, without importing them: here the two are held together.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

export const gates: Same<Gate, GateName> = true
export const scored: Same<ScoredFacet, ScoredName> = true
export const fields: Same<SharedField, PreviewField> = true
export const purposes: Same<Purpose, PurposeName> = true
// @ts-expect-error TS2322 a name more is not the same
export const more: Same<Gate | 'surplus', GateName> = true
// @ts-expect-error TS2322 a name less is not the same
export const less: Same<Exclude<Gate, 'where'>, GateName> = true
