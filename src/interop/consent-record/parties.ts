import type { RecordFacts } from '../../consent/record-facts.js'
import type { JsonLd } from './context.js'
import { uuidUrn } from './identifiers.js'

/** The names by which a record speaks of its parties. */
export type Parties = {
  readonly person: string
  readonly controller: string
  readonly recipient: string
  /** Who else opens it, in the order they were published. */
  readonly openers: readonly { readonly id: string; readonly name: string }[]
}

/**
 * Names the parties of a consent.
 *
 * @param facts - what the record is made from. Checked.
 * @returns an IRI each. The person's is made for this consent and occurs in no other.
 * Privacy: the person is named by the consent's digest, the others by what they publish.
 * Cost: O(parties). @since 0.1
 */
export function partiesOf({ consent, recipient, notice, openers }: RecordFacts): Parties {
  return {
    person: uuidUrn('person', consent),
    controller: uuidUrn('controller', recipient.id, notice.controller, notice.contact, notice.jurisdiction),
    recipient: uuidUrn('recipient', recipient.id),
    openers: openers.map((name) => ({ id: uuidUrn('opener', recipient.id, name), name })),
  }
}

/** What a record says where the standard asks for a field and nobody has stated it. */
export const notAvailable: JsonLd = /* @__PURE__ */ Object.freeze({ 'dpv:hasApplicability': 'dpv:NotAvailable' })

/**
 * Writes the parties: identifier, name, contact, address and role of each; of the person no more than the identifier.
 *
 * @param facts - what the record is made from. Checked.
 * @param parties - their names in this record.
 * @returns the person, the controller, the practitioner, and whoever else opens it.
 * Privacy: says what controller and practitioner publish; nothing of the person.
 * Cost: O(parties). @since 0.1
 */
export function entities({ recipient, community, notice }: RecordFacts, parties: Parties): readonly JsonLd[] {
  // Whoever receives it answers under the controller's notice, so that is where one writes to.
  const contact = { '@type': 'schema:ContactPoint', 'schema:description': notice.contact }
  const reachable = { 'schema:contactPoint': contact, 'dpv:hasAddress': notAvailable }
  const named = (id: string, name: string, role: string, identifier = id): JsonLd => ({
    '@id': id,
    '@type': role,
    'dpv:hasIdentifier': identifier,
    'dpv:hasName': name,
    ...reachable,
  })
  const memberOf = [
    ...(recipient.practice === undefined ? [] : [organisation(recipient.practice)]),
    { ...organisation(community.name), 'schema:identifier': community.key },
  ]
  return [
    { '@id': parties.person, '@type': 'dpv:DataSubject', 'dpv:hasIdentifier': parties.person },
    named(parties.controller, notice.controller, 'dpv:DataController'),
    { ...named(parties.recipient, recipient.name, 'dpv:Recipient', recipient.id), 'schema:memberOf': memberOf },
    ...parties.openers.map(({ id, name }) => named(id, name, 'dpv:Recipient')),
  ]
}

function organisation(name: string | undefined): JsonLd {
  return { '@type': 'schema:Organization', ...(name === undefined ? {} : { 'schema:name': name }) }
}
