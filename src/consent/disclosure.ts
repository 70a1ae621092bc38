import { concatBytes } from '../kernel/bytes.js'
import { encodeCbor } from '../kernel/cbor.js'
import { sha256 } from '../kernel/hash.js'
import type { Bucket } from '../kernel/padding.js'
import { fromHex, utf8Encode } from '../kernel/text.js'
import type { EpochDay } from '../kernel/time.js'
import { toWire, wireKeys } from '../kernel/wire.js'
import type { SourceKind } from '../schema/fields.js'

/** What a referral may be for. A closed list; advertising purposes are refused by name in rules.ts. */
export const purposes = [
  'enquiry',
  'referral',
  'first-conversation',
  'waiting-list',
  'event',
  'consultation',
  'arrived',
] as const

/** What a referral may be for. */
export type Purpose = (typeof purposes)[number]

/** Purposes of the W3C Data Privacy Vocabulary 2.3, by IRI, for consent records: services the person asked for, and a word of thanks. */
export const purposeIris: Readonly<Record<Purpose, string>> = /* @__PURE__ */ Object.freeze({
  enquiry: 'https://w3id.org/dpv#RequestedServiceProvision',
  referral: 'https://w3id.org/dpv#RequestedServiceProvision',
  'first-conversation': 'https://w3id.org/dpv#RequestedServiceProvision',
  'waiting-list': 'https://w3id.org/dpv#ServiceRegistration',
  event: 'https://w3id.org/dpv#ServiceRegistration',
  consultation: 'https://w3id.org/dpv#RequestedServiceProvision',
  arrived: 'https://w3id.org/dpv#CommunicationManagement',
})

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
  readonly source?: 'stated'
}

/** A field of a disclosure. */
export type SharedField = keyof Share

/** The levels of each field, least first, in the order of the preview; none is the default of every field. */
const levels: Readonly<Record<SharedField, readonly string[]>> = {
  needs: ['category', 'concept'],
  availability: ['part-of-day', 'slots'],
  language: ['stated'],
  format: ['stated'],
  ageGroup: ['stated'],
  sessions: ['stated'],
  for: ['stated'],
  payment: ['stated'],
  access: ['stated'],
  body: ['stated'],
  noTouch: ['stated'],
  about: ['stated'],
  area: ['region', 'postal'],
  contact: ['name', 'email', 'phone'],
  story: ['text'],
  source: ['stated'],
}

/** Every field of a disclosure, in the order of the preview. */
// Object.keys loses the key type; the record above has exactly these keys.
export const sharedFields = /* @__PURE__ */ Object.keys(levels) as readonly SharedField[]

/**
 * Refuses a share that names a field or a level there is not.
 *
 * A host in JavaScript has no types: what it misspells must not pass for "nothing", nor a list of levels for the finest.
 *
 * @param share - what the host asks to share.
 * @returns a copy that inherits nothing: what another script puts on every object's prototype shares no field.
 * @throws {TypeError} naming the argument, and the field where it is one of ours; what was received is not repeated.
 * Privacy: reads field names and levels, no answers.
 * Cost: O(size). @since 0.1
 */
export function checkShare(share: Share): Share {
  const checked: Record<string, unknown> = Object.create(null)
  // Object.entries knows the values of optional members as unknown.
  for (const [field, value] of Object.entries(share) as [string, unknown][]) {
    if (!sharedFields.some((known) => known === field)) throw new TypeError('share: names a field there is not')
    if (value === undefined) continue
    const isList = Array.isArray(value)
    const named = isList ? value.map(levelIn) : [value]
    const allowed = levels[field as SharedField] // compared above
    const mayBeList = field === 'needs' || field === 'contact'
    if (isList !== mayBeList || !named.every((level) => typeof level === 'string' && allowed.includes(level))) {
      throw new TypeError(`share.${field}: names a level there is not`)
    }
    checked[field] = value
  }
  return checked as Share // every member was compared with its field
}

/** `needs` holds objects with a level, `contact` holds the levels themselves. */
function levelIn(element: unknown): unknown {
  return typeof element === 'object' && element !== null && 'level' in element ? element.level : element
}

/** The parts of a day, as coarse as availability gets. */
export const dayParts = ['morning', 'afternoon', 'evening'] as const

/** The days with such a part that is free, Monday as 1 to Sunday as 7, in their order; a part that is never free is absent. */
export type PartsOfDay = { readonly [Part in (typeof dayParts)[number]]?: readonly number[] | undefined }

/** What is free on one day, Monday as 1 to Sunday as 7: from and to, in minutes of the person's day, with a gap between any two. */
export type DayTimes = { readonly day: number; readonly times: readonly (readonly [from: number, to: number])[] }

/** A way to pay, without the insurer's name or the amount. */
export const paymentKinds = ['insurer', 'budget', 'notSure'] as const

/** A way to pay, without the insurer's name or the amount. */
export type PaymentKind = (typeof paymentKinds)[number]

/** The values that are shared: the one serialisable thing ever built from raw answers, and exactly what the preview shows. */
export type DisclosedFields = {
  readonly needs?: readonly { readonly concept: string; readonly level: 'category' | 'concept' }[] | undefined
  readonly availability?:
    | ({ readonly level: 'part-of-day' } & PartsOfDay)
    | {
        readonly level: 'slots'
        /** Each day on which something is free, once, in the order of the week. */
        readonly slots: readonly DayTimes[]
        readonly utcOffsetMinutes?: number | undefined
      }
    | undefined
  readonly language?: readonly string[] | undefined
  readonly format?: readonly string[] | undefined
  readonly ageGroup?: string | undefined
  readonly sessions?: string | undefined
  readonly for?: string | undefined
  readonly payment?: readonly PaymentKind[] | undefined
  readonly access?: readonly string[] | undefined
  readonly body?: readonly string[] | undefined
  readonly noTouch?: readonly string[] | undefined
  readonly about?:
    | { readonly gender?: string | undefined; readonly memberOf?: readonly string[] | undefined }
    | undefined
  readonly area?: { readonly level: 'region' | 'postal'; readonly value: string } | undefined
  readonly contact?:
    | { readonly name?: string | undefined; readonly email?: string | undefined; readonly phone?: string | undefined }
    | undefined
  readonly story?: string | undefined
  readonly source?: SourceKind | undefined
}

/** What one practitioner learns from one referral: the preview shows exactly this. */
export type Disclosure = {
  readonly purpose: Purpose
  readonly fields: DisclosedFields
  /** Hex of the root key of the community the recipient was found in. */
  readonly community: string
  readonly issuedOn: EpochDay
  /** The last day on which it can be opened. */
  readonly expiresOn: EpochDay
  /** Id of the event in question, where the recipient is written to as its host. */
  readonly event?: string | undefined
  /** True when a guardian agreed with or for the person, because the community's policy asks for one; absent otherwise. */
  readonly guardian?: true | undefined
}

/** What a consent was given to, beside the disclosure itself: nothing the recipient does not know or see. */
export type ConsentRecord = {
  /** 16 random bytes. */
  readonly id: Uint8Array
  /** 32 random bytes: without them the digest of a small disclosure could be guessed. */
  readonly salt: Uint8Array
  /** SHA-256 of the recipient's notice and the community's charter hash, as they stood. */
  readonly termsHash: Uint8Array
  /** The language and the SHA-256 of the words the person read, where the host says which. */
  readonly words?: { readonly language: string; readonly hash: Uint8Array } | undefined
}

/** What a sealed token is longer than its plaintext and its encapsulated key: header 5, commitment 32, tag 16 (see token/wire.ts). */
export const TOKEN_FRAME_BYTES = 53

/** Longest expiry of a referral. Epoch keys are destroyed this long after their epoch. */
export const MAX_REFERRAL_DAYS = 28

/** Which earlier token a message belongs to, and the proof that its sender is the one who sealed that. */
export type Follows = {
  /** The earlier token's id: 32 bytes. */
  readonly of: Uint8Array
  /** 32 bytes that only the two sides of the earlier token can derive, for this one message. */
  readonly proof: Uint8Array
}

/**
 * Chooses the plaintext size by what is granted, so that the length tells nothing about the values.
 *
 * @param fields - what is shared.
 * @param isMore - true where it adds to an earlier token: naming that takes room.
 * @returns 2048 when text is shared, 1024 when a contact is or when it adds to an earlier token, 512 otherwise.
 * Privacy: the size shows, and shows the highest granted level only.
 * Cost: O(1). @since 0.1
 */
export function bucketFor(fields: DisclosedFields, isMore = false): Bucket {
  // Its own members only: what another script puts on every object's prototype is not shared.
  const shares = (field: SharedField) => Object.hasOwn(fields, field) && fields[field] !== undefined
  if (shares('story')) return 2048
  return shares('contact') || isMore ? 1024 : 512
}

// The plaintext is canonical CBOR (docs/reference/token-format.cddl); a name stands as its position here. Names are appended only.
/** The member names of a referral's plaintext, by the integer that stands for each. */
export const bodyKeys = /* @__PURE__ */ wireKeys([
  'purpose',
  'fields',
  'community',
  'issuedOn',
  'expiresOn',
  'guardian',
  'consent',
  'id',
  'salt',
  'termsHash',
  'words',
  'hash',
  'language',
  'needs',
  'concept',
  'level',
  'availability',
  'slots',
  'day',
  'times',
  'morning',
  'format',
  'area',
  'value',
  'utcOffsetMinutes',
  'afternoon',
  'evening',
  'ageGroup',
  'sessions',
  'for',
  'payment',
  'access',
  'body',
  'noTouch',
  'about',
  'gender',
  'memberOf',
  'contact',
  'name',
  'email',
  'phone',
  'story',
  'event',
  'follows',
  'of',
  'proof',
  'withdraws',
  'source',
])

/**
 * Writes what is shared, and what was consented to, as the one plaintext that is sealed: here, so that a proposal knows whether it fits.
 *
 * @param disclosure - exactly what the preview shows.
 * @param consent - the consent's record.
 * @param follows - the earlier token it adds to, where there is one.
 * @returns canonical CBOR, not yet padded.
 * @throws {TypeError | RangeError} when a value cannot travel (a lone surrogate, say); `readIntake` lets none in.
 * Privacy: holds what the person agreed to share; leaves the device sealed only.
 * Cost: O(size). @since 0.1
 */
export function encodeBody(disclosure: Disclosure, consent: ConsentRecord, follows?: Follows): Uint8Array {
  return encodeCbor(toWire({ ...disclosure, community: fromHex(disclosure.community), consent, follows }, bodyKeys))
}

/**
 * Computes the digest by which person and recipient can name the same consent.
 *
 * @param plaintext - the unpadded body as it was granted: without the earlier token it may follow.
 * @returns 32 bytes.
 * Privacy: salted by the record's 32 random bytes; it covers only what the recipient sees.
 * Cost: O(length). @since 0.1
 */
export function consentDigest(plaintext: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8Encode('entrenous/1/consent\n'), plaintext))
}
