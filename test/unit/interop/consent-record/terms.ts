// The terms a record may use, taken by hand from the published files named beside them; nothing of ours made this list.
// DPV 2.3 of 2026-02-25, https://github.com/w3c/dpv, folder 2.3/, under the W3C Software and Document Licence (2023),
// https://www.w3.org/copyright/document-license-2023/. Names only.

const dpv = {
  // 2.3/dpv/modules/consent.ttl @b70b397
  consent: ['hasConsentControl', 'hasConsentStatus'],
  // 2.3/dpv/modules/consent_status.ttl @b70b397
  consentStatus: [
    'ConsentExpired',
    'ConsentGiven',
    'ConsentInvalidated',
    'ConsentRefused',
    'ConsentRequestDeferred',
    'ConsentRequested',
    'ConsentRevoked',
    'ConsentUnknown',
    'ConsentWithdrawn',
    'RenewedConsentGiven',
  ],
  // 2.3/dpv/modules/consent_controls.ttl @b70b397
  consentControls: ['WithdrawConsent'],
  // 2.3/dpv/modules/consent_types.csv @5af8937
  consentTypes: ['ExplicitlyExpressedConsent', 'ExpressedConsent'],
  // 2.3/dpv/modules/context.csv @b70b397
  context: [
    'EndlessDuration',
    'NotAvailable',
    'TemporalDuration',
    'UntilTimeDuration',
    'hasApplicability',
    'hasDuration',
    'hasIdentifier',
  ],
  // 2.3/dpv/modules/entities.ttl @b70b397
  entities: ['hasAddress', 'hasName'],
  // 2.3/dpv/modules/entities_datasubject.ttl @b70b397
  dataSubject: ['DataSubject', 'GuardianOfDataSubject'],
  // 2.3/dpv/modules/entities_legalrole.csv @5af8937
  legalRole: ['DataController', 'Recipient', 'hasDataController', 'hasRecipient'],
  // 2.3/dpv/modules/jurisdiction.ttl @5af8937
  jurisdiction: ['Country', 'Region', 'hasJurisdiction'],
  // 2.3/dpv/modules/legal_basis.ttl @5af8937
  legalBasis: ['hasLegalBasis', 'isIndicatedAtTime', 'isIndicatedBy'],
  // 2.3/dpv/modules/notice.csv @5af8937
  notice: ['ConsentNotice', 'PrivacyNotice', 'hasNotice'],
  // 2.3/dpv/modules/personal_data.ttl @b70b397 and 2.3/dpv/dpv.csv @9c49d80
  personalData: ['PersonalData', 'SensitivePersonalData', 'SpecialCategoryPersonalData', 'hasPersonalData'],
  // 2.3/dpv/modules/process.ttl @b70b397
  process: ['Process', 'hasProcess'],
  // 2.3/dpv/modules/processing_context.ttl @b70b397
  processing: ['StorageDuration', 'StorageLocation', 'hasStorageCondition'],
  // 2.3/dpv/modules/rights.ttl @b70b397 and 2.3/dpv/dpv.csv @9c49d80
  rights: ['DataSubjectRight', 'hasRight', 'isExercisedAt'],
  // 2.3/dpv/dpv.csv @9c49d80
  others: [
    'ConsentReceipt',
    'ConsentRecord',
    'Purpose',
    'RequestedServiceProvision',
    'ServiceRegistration',
    'hasDataSubject',
    'hasEntity',
    'hasPurpose',
    'hasRecordOfActivity',
  ],
}

// 2.3/pd/modules/core.ttl (Financial) and extended.ttl @b70b397
const pd = [
  'AgeRange',
  'Communication',
  'Disability',
  'EmailAddress',
  'Family',
  'Financial',
  'Gender',
  'GroupMembership',
  'Health',
  'Language',
  'Name',
  'PhysicalHealth',
  'PostalCode',
  'Preference',
  'Region',
  'TelephoneNumber',
]

const of = (namespace: string, names: readonly string[]) => names.map((name) => `${namespace}${name}`)

/** Every IRI that a record or a receipt may use, besides the names it makes. */
export const terms: ReadonlySet<string> = new Set([
  ...of('https://w3id.org/dpv#', Object.values(dpv).flat()),
  ...of('https://w3id.org/dpv/pd#', pd),
  // schema/dpv-27560.ttl @23ee72b
  ...of('https://w3id.org/dpv/schema/dpv-27560#', ['record', 'receipt']),
  // DCMI Metadata Terms, https://www.dublincore.org/specifications/dublin-core/dcmi-terms/ (CC BY 4.0)
  ...of('http://purl.org/dc/terms/', [
    'audience',
    'conformsTo',
    'created',
    'description',
    'identifier',
    'language',
    'publisher',
    'title',
  ]),
  // Schema.org, https://schema.org/docs/schemas.html (CC BY-SA 3.0)
  ...of('https://schema.org/', [
    'ContactPoint',
    'Organization',
    'contactPoint',
    'description',
    'identifier',
    'memberOf',
    'name',
    'url',
  ]),
  // W3C Recommendations: RDF 1.1, SKOS, XML Schema 1.1 part 2
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#value',
  'http://www.w3.org/2004/02/skos/core#broader',
  ...of('http://www.w3.org/2001/XMLSchema#', ['anyURI', 'date', 'duration']),
])

/** The states of a consent in DPV 2.3. */
export const statusNames: readonly string[] = dpv.consentStatus
