import { freezeDeep } from '../../kernel/plain.js'

/** A JSON-LD value as plain data. */
export type JsonLdValue = string | number | readonly JsonLdValue[] | JsonLd

/** A node of JSON-LD: `@type`, `@id` and terms such as `dpv:hasPurpose`. */
export type JsonLd = { readonly [name: string]: JsonLdValue }

/** What a record conforms to, by the IRI in DPV's `schema/dpv-27560.ttl`. */
export const recordProfile = 'https://w3id.org/dpv/schema/dpv-27560#record'

/** What a receipt conforms to; the guide writes its name as `receipt-record`, and its link and its schema say this. */
export const receiptProfile = 'https://w3id.org/dpv/schema/dpv-27560#receipt'

const reference = { '@type': '@id' }
const date = { '@type': 'xsd:date' }

/**
 * The whole vocabulary of a record, inline: nobody who reads one has to fetch anything, and nobody who serves a context
 * learns who reads one.
 */
export const context: JsonLd = /* @__PURE__ */ freezeDeep({
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  'dct:audience': reference,
  'dct:conformsTo': reference,
  'dct:created': date,
  'dct:publisher': reference,
  'dpv:hasApplicability': reference,
  'dpv:hasDataController': reference,
  'dpv:hasDataSubject': reference,
  'dpv:hasLegalBasis': reference,
  'dpv:hasRecipient': reference,
  'dpv:isIndicatedAtTime': date,
  'dpv:isIndicatedBy': reference,
  'schema:url': { '@type': 'xsd:anyURI' },
  'skos:broader': reference,
})
