import type { Purpose, SharedField } from '../../src/consent/disclosure.js'
import type { PreviewField, PurposeName } from '../../src/vocabulary/labels.js'

// The labels name what consent defines, without importing them: here the two are held together.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

export const fields: Same<SharedField, PreviewField> = true
export const purposes: Same<Purpose, PurposeName> = true
// @ts-expect-error TS2322 a name more is not the same
export const more: Same<SharedField | 'surplus', PreviewField> = true
// @ts-expect-error TS2322 a name less is not the same
export const less: Same<Exclude<SharedField, 'story'>, PreviewField> = true
