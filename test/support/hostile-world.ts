import { approve, signEvent, signListings } from '../../src/community/sign.js'
import { draftEvent, draftListings } from '../../src/descriptor/draft.js'
import { toHex } from '../../src/kernel/text.js'
import { coreVocabulary, extendVocabulary } from '../../src/vocabulary/vocabulary.js'
import {
  eventJson,
  listingsJson,
  must,
  NOW,
  publishSample,
  type SamplePractitioner,
  sampleCommunity,
  samplePractitioner,
} from './catalogue.js'
import { hostileLine, hostileName, hostileSummary } from './hostile-words.js'

/** Eve's page, in every field that takes words. */
const evesPage = {
  summary: hostileSummary,
  concepts: [{ concept: 'anxiety.panic', level: 4 }],
  notOffered: [],
  ageGroups: { yes: ['adult'] },
  languages: { yes: ['en'] },
  practice: { name: hostileLine(120), members: [hostileLine(80)] },
  cancellation: hostileLine(200),
  bookingLink: `https://eve.example/"><img/src=x/onerror=hacked=1>`.padEnd(300, 'W'),
  locations: [{ region: 'US-WA', label: hostileLine(80) }],
  licences: [{ region: 'US-WA', status: 'stated', number: hostileLine(40), supervisor: hostileLine(80) }],
  delivery: ['board', 'inbox-link', 'in-person'],
  notice: { controller: hostileLine(120), contact: hostileLine(120), jurisdiction: 'US-WA', retentionDays: 90 },
}

/** A community in which everybody is Eve: three pages, an event, listings, and a concern of the community's own. */
export function hostileWorld() {
  const community = sampleCommunity('Everywhere')
  const own = { facet: 'concern', id: 'anxiety.tide', labels: [{ language: 'en', text: hostileLine(80) }] } as const
  const vocabulary = must(extendVocabulary(coreVocabulary, [own]))
  const people: readonly SamplePractitioner[] = ['1', '2', '3'].map((nth) => {
    const name = `${hostileName.slice(0, -1)}${nth}`
    return samplePractitioner(name, { descriptor: { ...evesPage, openers: [{ role: 'self', name }] } })
  })
  const hosts = people.slice(0, 1).map(({ keys }) => keys.id)
  const words = { title: hostileLine(80), summary: hostileSummary, nextStep: hostileLine(160) }
  const event = must(draftEvent(eventJson(hosts, words), { vocabulary }))
  const { listings, ...batch } = listingsJson(2) as { readonly listings: readonly object[] } // as that function makes them
  const eves = listings.map((one) => ({
    ...one,
    name: hostileLine(160),
    summary: hostileSummary,
    address: hostileLine(200),
    phone: hostileLine(40),
  }))
  const published = { ...batch, source: hostileLine(160), licence: hostileLine(80), listings: eves }
  const approvalOf = ({ descriptor }: SamplePractitioner) => must(approve(descriptor, community.keys, { now: NOW }))
  const statements = [
    ...people.flatMap((one) => [one.descriptor, one.presence, approvalOf(one)]),
    signEvent(event, community.keys, { id: 'evening', now: NOW }),
    signListings(must(draftListings(published, { vocabulary })), community.keys, { id: 'directory', now: NOW }),
  ]
  const { bytes, rejected } = publishSample(community, statements, { vocabulary })
  if (rejected.length > 0) throw new Error(JSON.stringify(rejected))
  return { bytes, people, trust: [toHex(community.keys.root.publicKey)] }
}
