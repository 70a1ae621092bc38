import type { EpochDay } from '../kernel/time.js'

/** What a referral may be for. A closed list; advertising purposes are refused by name in rules.ts. */
export const purposes = ['enquiry', 'referral', 'first-conversation', 'waiting-list', 'event', 'consultation'] as const

/** What a referral may be for. */
export type Purpose = (typeof purposes)[number]

/**
 * What the person is willing to share, field by field. Whatever is not named is not shared: the default of every field is nothing.
 */
export type Share = {
  readonly needs?: readonly { readonly concept: string; readonly level: 'category' | 'concept' }[]
  readonly availability?: 'part-of-day' | 'slots'
  readonly language?: 'stated'
  readonly format?: 'stated'
  readonly ageGroup?: 'stated'
  readonly sessions?: 'stated'
  readonly for?: 'stated'
  readonly payment?: 'stated'
  readonly access?: 'stated'
  readonly body?: 'stated'
  readonly noTouch?: 'stated'
  readonly about?: 'stated'
  readonly area?: 'region' | 'postal'
  readonly contact?: readonly ('name' | 'email' | 'phone')[]
  readonly story?: 'text'
}

/** Every field of a disclosure, in the order of the preview. */
export const sharedFields = [
  'needs', 'availability', 'language', 'format', 'ageGroup', 'sessions', 'for', 'payment', 'access', 'body', 'noTouch',
  'about', 'area', 'contact', 'story',
] as const

/** A field of a disclosure. */
export type SharedField = (typeof sharedFields)[number]

/** Part of a day, as coarse as availability gets. */
export type PartOfDay = { readonly day: string; readonly part: 'morning' | 'afternoon' | 'evening' }

/** The values that are shared: the one serialisable thing ever built from raw answers, and exactly what the preview shows. */
export type DisclosedFields = {
  readonly needs?: readonly { readonly concept: string; readonly level: 'category' | 'concept' }[] | undefined
  readonly availability?:
    | { readonly level: 'part-of-day'; readonly parts: readonly PartOfDay[] }
    | { readonly level: 'slots'; readonly slots: readonly { readonly day: string; readonly fromMinute: number; readonly toMinute: number }[]; readonly utcOffsetMinutes?: number | undefined }
    | undefined
  readonly language?: readonly string[] | undefined
  readonly format?: readonly string[] | undefined
  readonly ageGroup?: string | undefined
  readonly sessions?: string | undefined
  readonly for?: string | undefined
  readonly payment?: readonly string[] | undefined
  readonly access?: readonly string[] | undefined
  readonly body?: readonly string[] | undefined
  readonly noTouch?: readonly string[] | undefined
  readonly about?: { readonly gender?: string | undefined; readonly memberOf?: readonly string[] | undefined } | undefined
  readonly area?: { readonly level: 'region' | 'postal'; readonly value: string } | undefined
  readonly contact?: { readonly name?: string | undefined; readonly email?: string | undefined; readonly phone?: string | undefined } | undefined
  readonly story?: string | undefined
}

/** What one practitioner learns from one referral. */
export type Disclosure = {
  readonly purpose: Purpose
  readonly fields: DisclosedFields
  /** Hex of the root key of the community the recipient was found in. */
  readonly community: string
  readonly issuedOn: EpochDay
  readonly expiresOn: EpochDay
}
