import { fail, type Result } from '../kernel/result.js'
import { after, days, type EpochSeconds, type Seconds } from '../kernel/time.js'
import { convert } from '../schema/convert.js'
import { check } from '../schema/shape.js'
import { encodeBody } from '../statement/body.js'
import { signStatement } from '../statement/sign.js'
import { hasConcept, type Vocabulary } from '../vocabulary/vocabulary.js'
import { commitmentOf } from './commitment.js'
import { statesSpecialCategory, unknownConcept } from './concepts.js'
import { type Descriptor, descriptorSchema } from './descriptor.js'
import { descriptorDraft, eventDraft, fillIn, listingBatchDraft } from './drafts.js'
import { type CommunityEvent, eventSchema } from './event.js'
import { descriptorFormat } from './formats.js'
import { MAX_EPOCHS, type PractitionerKeys, promisedKeys } from './keys.js'
import { type ListingBatch, listingBatchSchema } from './listing.js'

/**
 * Drafts a practitioner's descriptor from plain JSON.
 *
 * @param input - what the practitioner or a lead wrote. Untrusted in form; meant to be published.
 * @param options - the community's vocabulary, and the keys whose opening keys the descriptor shall promise.
 * @returns the descriptor, with places rounded to their coarseness and the key commitments filled in.
 * Failure: `descriptor_invalid` with the dotted path of the first wrong field: out of shape, unknown to the vocabulary,
 * or of a special category without `publishesSpecialCategories`.
 * Privacy: the result is to be published; the failure names fields, never values.
 * Cost: O(size).
 * @example
 * const draft = draftDescriptor(JSON.parse(text), { vocabulary: coreVocabulary, keys })
 * @since 0.1
 */
export function draftDescriptor(
  input: unknown,
  options: { readonly vocabulary: Vocabulary; readonly keys: PractitionerKeys },
): Result<Descriptor, 'descriptor_invalid'> {
  const keyCommitments = promisedKeys(options.keys).slice(-MAX_EPOCHS).map(commitmentOf)
  const whole = fillIn(convert(descriptorDraft, input), { keyCommitments })
  const draft = check(descriptorSchema, whole, 'descriptor_invalid')
  if (!draft.ok) return draft
  const field = descriptorProblem(draft.value, options.vocabulary)
  return field === undefined ? draft : fail('descriptor_invalid', { field })
}

/**
 * Drafts an event from plain JSON.
 *
 * @param input - what a lead wrote; hosts as hex ids, moments as ISO 8601 in UTC. Untrusted in form; meant to be published.
 * @param options - the community's vocabulary.
 * @returns the event.
 * Failure: `descriptor_invalid` with the dotted path of the first wrong field.
 * Privacy: the result is to be published; the failure names fields, never values.
 * Cost: O(size).
 * @example
 * const draft = draftEvent(JSON.parse(text), { vocabulary: coreVocabulary })
 * @since 0.1
 */
export function draftEvent(
  input: unknown,
  options: { readonly vocabulary: Vocabulary },
): Result<CommunityEvent, 'descriptor_invalid'> {
  const draft = check(eventSchema, convert(eventDraft, input), 'descriptor_invalid')
  if (!draft.ok) return draft
  const field = eventProblem(draft.value, options.vocabulary)
  return field === undefined ? draft : fail('descriptor_invalid', { field })
}

/**
 * Drafts a batch of unclaimed listings from plain JSON.
 *
 * @param input - source, licence and at most 256 listings of a public directory. Untrusted in form.
 * @param options - the community's vocabulary.
 * @returns the batch.
 * Failure: `descriptor_invalid` with the dotted path of the first wrong field.
 * Privacy: public directory entries only; the failure names fields, never values.
 * Cost: O(size).
 * @since 0.1
 */
export function draftListings(
  input: unknown,
  options: { readonly vocabulary: Vocabulary },
): Result<ListingBatch, 'descriptor_invalid'> {
  const draft = check(listingBatchSchema, convert(listingBatchDraft, input), 'descriptor_invalid')
  if (!draft.ok) return draft
  const field = listingsProblem(draft.value, options.vocabulary)
  return field === undefined ? draft : fail('descriptor_invalid', { field })
}

/**
 * Finds what a well-shaped descriptor may not say.
 *
 * @param descriptor - in shape.
 * @param vocabulary - the community's vocabulary.
 * @returns the field's dotted path, or undefined.
 * Privacy: the path names schema fields and positions only.
 * Cost: O(size). @since 0.1
 */
export function descriptorProblem(descriptor: Descriptor, vocabulary: Vocabulary): string | undefined {
  const unknown = unknownConcept(descriptor, vocabulary)
  if (unknown !== undefined) return unknown
  // Faith, heritage, health …: published only where its owner said so in as many words.
  const unsaid = statesSpecialCategory(descriptor) && descriptor.publishesSpecialCategories !== true
  return unsaid ? 'publishesSpecialCategories' : undefined
}

/**
 * Finds what a well-shaped event may not say. Nobody but a practitioner publishes their own special categories.
 *
 * @param event - in shape.
 * @param vocabulary - the community's vocabulary.
 * @returns the field's dotted path, or undefined.
 * Privacy: the path names schema fields and positions only.
 * Cost: O(size). @since 0.1
 */
export function eventProblem(event: CommunityEvent, vocabulary: Vocabulary): string | undefined {
  if (!hasConcept(vocabulary, 'event-kind', event.eventKind)) return 'eventKind'
  const resource = (event.resources ?? []).findIndex(({ concept }) => !hasConcept(vocabulary, 'concern', concept))
  if (resource >= 0) return `resources.${resource}.concept`
  return unknownConcept(event, vocabulary) ?? (statesSpecialCategory(event) ? 'facets' : undefined)
}

/**
 * Finds what a well-shaped batch of listings may not say.
 *
 * @param batch - in shape.
 * @param vocabulary - the community's vocabulary.
 * @returns the first wrong field's dotted path, or undefined.
 * Privacy: the path names schema fields and positions only.
 * Cost: O(size). @since 0.1
 */
export function listingsProblem(batch: ListingBatch, vocabulary: Vocabulary): string | undefined {
  const ids = new Set<string>()
  for (const [index, listing] of batch.listings.entries()) {
    if (ids.has(listing.id)) return `listings.${index}.id`
    ids.add(listing.id)
    const field = unknownConcept(listing, vocabulary) ?? (statesSpecialCategory(listing) ? 'facets' : undefined)
    if (field !== undefined) return `listings.${index}.${field}`
  }
  return undefined
}

/**
 * Signs a descriptor with the practitioner's identity key.
 *
 * @param descriptor - what `draftDescriptor` gave.
 * @param keys - the practitioner's keys; the descriptor must promise these.
 * @param options - `now`; `expiresIn`: at most 180 days, which is the default; `sequence`: above the last one's, `now` unless told.
 * @returns the signed statement, ready to be sent to the community.
 * @throws {RangeError} when it would live longer than 180 days or is too long.
 * Privacy: everything in it is meant to be published.
 * Cost: one signature.
 * @example
 * const statement = signDescriptor(draft.value, keys, { now })
 * @since 0.1
 */
export function signDescriptor(
  descriptor: Descriptor,
  keys: PractitionerKeys,
  options: { readonly now: EpochSeconds; readonly expiresIn?: Seconds; readonly sequence?: number },
): Uint8Array {
  const { now, expiresIn = days(180), sequence = now } = options
  const body = encodeBody(descriptorFormat, descriptor)
  const expires = after(now, expiresIn)
  return signStatement({ kind: 'descriptor', sequence, issued: now, expires, subject: keys.id, body }, keys.identity)
}
