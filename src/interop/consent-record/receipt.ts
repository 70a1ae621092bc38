import type { RecordFacts } from '../../consent/record-facts.js'
import { ok, type Result } from '../../kernel/result.js'
import { dayOf, isoDateOf } from '../../kernel/time.js'
import { context, receiptProfile } from './context.js'
import { uuidUrn } from './identifiers.js'
import { partiesOf } from './parties.js'
import { type Converted, type RecordFailure, type RecordOptions, recordBody } from './record.js'

/**
 * Writes a receipt of a consent, for the person: its own id and day, and the record as of that day.
 *
 * A receipt is what a practitioner gives the person, and what the person's own device can write without them. It is not
 * signed: it says what was agreed to, and proves it to nobody.
 *
 * @param facts - as for `toConsentRecord`.
 * @param options - as for `toConsentRecord`.
 * @returns plain data with its own inline context; the same facts on the same day give the same receipt.
 * Failure: as for `toConsentRecord`.
 * @throws {RangeError} as for `toConsentRecord`.
 * Privacy: as for `toConsentRecord`.
 * Cost: O(fields + events).
 * @example
 * const consent = grant(proposal.value, { now })
 * const facts = consent.ok ? grantedFacts(consent.value, proposal.value.preview) : undefined
 * const receipt = facts && toConsentReceipt(facts, { now })
 * const json = receipt?.ok ? JSON.stringify(receipt.value.value) : ''
 * @see ISO/IEC TS 27560:2023; W3C DPV 2.3, guides/consent-27560 @since 0.1
 */
export function toConsentReceipt(facts: RecordFacts, options: RecordOptions): Result<Converted, RecordFailure> {
  const record = recordBody(facts, options)
  if (!record.ok) return record
  const { person, controller } = partiesOf(facts)
  const created = isoDateOf(dayOf(options.now))
  const id = uuidUrn('receipt', facts.consent, facts.heldBy, created, record.value.state)
  const value = {
    '@context': context,
    '@id': id,
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': receiptProfile,
    'dct:identifier': id,
    'dpv:hasIdentifier': id,
    'dct:created': created,
    'dct:publisher': facts.heldBy === 'person' ? person : controller,
    'dct:audience': person,
    'dpv:hasRecordOfActivity': record.value.value,
  }
  return ok({ ...record.value, value })
}
