import { purposeIris } from '../../consent/disclosure.js'
import type { RecordFacts } from '../../consent/record-facts.js'
import { personalData } from './categories.js'
import type { JsonLd } from './context.js'
import { hashUri } from './identifiers.js'
import { notAvailable, type Parties } from './parties.js'

/**
 * Writes what the consent allows: purpose, data, who answers for it, who receives it, where and how long, how to end it.
 *
 * @param facts - what the record is made from. Checked.
 * @param parties - their names in this record.
 * @param legalBasis - DPV's type of consent.
 * @returns one process.
 * Privacy: tells fields and levels, no values.
 * Cost: O(fields). @since 0.1
 */
export function processOf({ purpose, shared, notice }: RecordFacts, parties: Parties, legalBasis: string): JsonLd {
  const { jurisdiction, contact, retentionDays } = notice
  const retention = { '@type': 'xsd:duration', '@value': `P${retentionDays}D` }
  return {
    '@type': 'dpv:Process',
    'dpv:hasPurpose': { '@type': 'dpv:Purpose', 'skos:broader': purposeIris[purpose], 'dct:title': purpose },
    'dpv:hasPersonalData': personalData(shared),
    'dpv:hasDataController': parties.controller,
    'dpv:hasRecipient': [parties.recipient, ...parties.openers.map(({ id }) => id)],
    'dpv:hasLegalBasis': legalBasis,
    'dpv:hasStorageCondition': [
      { '@type': 'dpv:StorageLocation', ...notAvailable },
      {
        '@type': 'dpv:StorageDuration',
        'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': retention },
      },
    ],
    'dpv:hasJurisdiction': {
      '@type': jurisdiction.includes('-') ? 'dpv:Region' : 'dpv:Country',
      'dct:identifier': jurisdiction,
    },
    'dpv:hasConsentControl': { '@type': 'dpv:WithdrawConsent', 'dpv:isExercisedAt': contact },
    'dpv:hasRight': { '@type': 'dpv:DataSubjectRight', 'dpv:isExercisedAt': contact },
  }
}

/**
 * Writes what the person was told: the words they read, and the controller's notice.
 *
 * @param facts - what the record is made from. Checked.
 * @returns the consent notice with its language (`und` where nobody said which) and the hash of its words; the privacy
 * notice with its address, the hash of its text, and the hash of notice and charter, each where it is known.
 * Privacy: names texts by hash and by their public address.
 * Cost: O(1). @since 0.1
 */
export function notices({ words, notice, termsHash }: RecordFacts): readonly JsonLd[] {
  const hashes = [notice.textHash, termsHash].flatMap((hash) => (hash === undefined ? [] : [hashUri(hash)]))
  return [
    {
      '@type': 'dpv:ConsentNotice',
      'dct:language': words?.language ?? 'und',
      ...(words === undefined ? {} : { 'dct:identifier': hashUri(words.hash) }),
    },
    {
      '@type': 'dpv:PrivacyNotice',
      ...(notice.link === undefined ? {} : { 'schema:url': notice.link }),
      ...(hashes.length === 0 ? {} : { 'dct:identifier': hashes }),
    },
  ]
}
