import { freezeDeep } from '../kernel/plain.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { EpochDay } from '../kernel/time.js'
import {
  consentDigest,
  type DisclosedFields,
  type Disclosure,
  encodeBody,
  type Purpose,
  type SharedField,
  sharedFields,
} from './disclosure.js'
import { type Consent, readConsent } from './granted.js'
import type { Preview } from './proposal.js'

// What a record of a consent may say. The values that were shared end here: a field and its level go on, nothing else.

/** That a field was shared, and at which level; never what was in it, nor how often. */
export type SharedLevel = { readonly field: SharedField; readonly level: string }

/** What a record of one consent is made from. Plain data that holds no disclosed value and survives JSON. */
export type RecordFacts = {
  /** Who knows this: a receipt names them as the one who issues it. */
  readonly heldBy: 'person' | 'practitioner'
  /** Hex of the consent digest, the same for both sides. */
  readonly consent: string
  readonly purpose: Purpose
  /** In the order of the preview, least level first. */
  readonly shared: readonly SharedLevel[]
  readonly issuedOn: EpochDay
  /** The last day on which it can be opened. */
  readonly expiresOn: EpochDay
  /** True where a guardian agreed with or for the person. */
  readonly guardian: boolean
  /** The practitioner: hex of the identity key, and the names they publish. */
  readonly recipient: { readonly id: string; readonly name: string; readonly practice?: string | undefined }
  /** Where they were found: hex of the root key, and its name where it is known. */
  readonly community: { readonly key: string; readonly name?: string | undefined }
  /** Who else opens what is sent. */
  readonly openers: readonly string[]
  readonly notice: {
    readonly controller: string
    readonly contact: string
    readonly jurisdiction: string
    readonly retentionDays: number
    readonly link?: string | undefined
    /** Hex of the SHA-256 of the notice's text, where it was published. */
    readonly textHash?: string | undefined
  }
  /** The language and the hash of the words the person read, where the host said which. */
  readonly words?: { readonly language: string; readonly hash: string } | undefined
  /** Hex of the hash of notice and charter as they stood. */
  readonly termsHash?: string | undefined
}

/** What a practitioner knows about themselves: their identity's id, and what they publish. */
export type RecordRecipient = {
  /** Hex of the identity key: the `id` of the keys. */
  readonly id: string
  readonly descriptor: {
    readonly name: string
    readonly practice?: { readonly name: string } | undefined
    readonly openers: readonly { readonly role: 'self' | 'role-holder'; readonly name: string }[]
    readonly notice?:
      | {
          readonly controller: string
          readonly contact: string
          readonly jurisdiction: string
          readonly retentionDays: number
          readonly link?: string | undefined
          readonly textHash?: Uint8Array | undefined
        }
      | undefined
  }
  /** The name of the community the referral came through. */
  readonly community?: string | undefined
}

/**
 * Reads out of a consent what a record of it may say.
 *
 * The only way from a consent to anything but a token. It tells which fields were agreed to and at which level, the
 * recipient, the notice and the days: no value of any field.
 *
 * @param consent - what `grant` returned.
 * @param preview - the preview of the same proposal: a consent keeps the notice's hash only.
 * @returns plain data for `toConsentRecord`. It may be kept as JSON, where the person wants a record at all.
 * @throws {TypeError} when the first is no consent, or the preview belongs to another.
 * Privacy: reads what was granted, hands on no disclosed value; the output tells that this person wrote to this practitioner.
 * Cost: O(size of the disclosure).
 * @example
 * const consent = grant(proposal.value, { now })
 * const facts = consent.ok ? grantedFacts(consent.value, proposal.value.preview) : undefined
 * @since 0.1
 */
export function grantedFacts(consent: Consent, preview: Preview): RecordFacts {
  const { recipient, disclosure, record } = readConsent(consent)
  if (preview?.disclosure !== disclosure) throw new TypeError('preview: not the one this consent was given to')
  const { words, termsHash } = record
  const { controller, contact, jurisdiction, retentionDays, link } = preview.notice
  return freezeDeep({
    heldBy: 'person',
    consent: toHex(consentDigest(encodeBody(disclosure, record))),
    ...disclosedFacts(disclosure),
    recipient: { id: recipient.id, name: recipient.name, practice: preview.recipient.practice },
    community: { key: disclosure.community, name: recipient.community.name },
    openers: othersOf(preview.openers),
    notice: { controller, contact, jurisdiction, retentionDays, link },
    words: words && { language: words.language, hash: toHex(words.hash) },
    termsHash: toHex(termsHash),
  })
}

/**
 * Reads out of a received referral what a record of its consent may say.
 *
 * @param referral - what an inbox's `receive` gave; its consent's digest and its disclosure are read.
 * @param recipient - the practitioner's own id and descriptor, with the notice under which it was written.
 * @returns plain data for `toConsentRecord`, in what both know the same as the person's. The words the person read
 * are not among it.
 * Failure: `consent_notice_missing` when the descriptor has no notice; `token_withdrawn` when the person has taken it back: keep the
 * record made before, with that in its history.
 * Privacy: reads what one person disclosed, hands on no value of it; the output tells who was written to, and when.
 * Cost: O(size of the disclosure).
 * @example
 * const received = await createInbox(memoryStore()).receive(opened.value)
 * const own = draftDescriptor(JSON.parse(text), { vocabulary, keys })
 * if (!received.ok || !own.ok) throw new Error('nothing to record')
 * const facts = receivedFacts(received.value, { id: keys.id, descriptor: own.value })
 * @since 0.1
 */
export function receivedFacts(
  referral: { readonly consent: string | undefined; readonly disclosure: Disclosure | undefined },
  recipient: RecordRecipient,
): Result<RecordFacts, 'consent_notice_missing' | 'token_withdrawn'> {
  const { consent, disclosure } = referral
  if (consent === undefined || disclosure === undefined) return fail('token_withdrawn', {})
  const { name, practice, openers, notice } = recipient.descriptor
  if (notice === undefined) return fail('consent_notice_missing', {})
  const { textHash, controller, contact, jurisdiction, retentionDays, link } = notice
  return ok(
    freezeDeep({
      heldBy: 'practitioner',
      consent,
      ...disclosedFacts(disclosure),
      recipient: { id: recipient.id, name, practice: practice?.name },
      community: { key: disclosure.community, name: recipient.community },
      openers: othersOf(openers),
      notice: { controller, contact, jurisdiction, retentionDays, link, textHash: textHash && toHex(textHash) },
    }),
  )
}

function disclosedFacts({ purpose, fields, issuedOn, expiresOn, guardian }: Disclosure) {
  const shared = sharedFields.flatMap((field) => {
    // Its own members only: what another script puts on every object's prototype is not shared.
    if (!Object.hasOwn(fields, field) || fields[field] === undefined) return []
    return levelsIn(fields, field).map((level): SharedLevel => ({ field, level }))
  })
  return { purpose, shared, issuedOn, expiresOn, guardian: guardian === true }
}

function levelsIn({ needs, availability, area, contact }: DisclosedFields, field: SharedField): readonly string[] {
  if (field === 'needs') return ['category', 'concept'].filter((level) => needs?.some((need) => need.level === level))
  if (field === 'availability') return availability === undefined ? [] : [availability.level]
  if (field === 'area') return area === undefined ? [] : [area.level]
  if (field === 'contact') return (['name', 'email', 'phone'] as const).filter((way) => contact?.[way] !== undefined)
  return field === 'story' ? ['text'] : ['stated']
}

/** Who opens it besides the practitioner, who is the recipient anyway. */
function othersOf(openers: Preview['openers']): readonly string[] {
  return openers.flatMap(({ role, name }) => (role === 'role-holder' ? [name] : []))
}
