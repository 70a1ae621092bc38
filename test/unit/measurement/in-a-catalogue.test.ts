import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { readEntries } from '../../../src/catalogue/read-entries.js'
import { verifyCatalogue } from '../../../src/catalogue/verify.js'
import { createCommunity } from '../../../src/community/create.js'
import { createCommunityKeys } from '../../../src/community/keys.js'
import { approve } from '../../../src/community/sign.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { draftDescriptor, signDescriptor } from '../../../src/descriptor/draft.js'
import { createKeys } from '../../../src/descriptor/keys.js'
import { type MeasurementBook, measurementKeyOf, openMeasurementBook } from '../../../src/measurement/book.js'
import { measurementEpochOf } from '../../../src/measurement/epoch.js'
import { joinRound } from '../../../src/measurement/join.js'
import { draftRound, membersOf, openRound } from '../../../src/measurement/round.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { codeOf, NOW, value } from '../../support/cast.js'
import { seededRandom } from '../../support/random.js'
import { chenSays } from '../../support/world.js'

// The way from a presence to a round, through a catalogue that was really published and opened.

const random = seededRandom('in a catalogue')
const lead = value(createCommunityKeys({ random }))
const said = {
  name: 'Harbour',
  contact: 'dora@harbour.example',
  charterHash: '11'.repeat(32),
  policy: { approvalsRequired: 1 },
}
const root = value(createCommunity(said, lead, { now: NOW }))
const practitioners = Array.from({ length: 9 }, (_, nth) => {
  const keys = value(createKeys({ now: NOW, epochs: 2, random }))
  const book: MeasurementBook = value(openMeasurementBook(undefined, { now: NOW, random }))
  const descriptor = signDescriptor(value(draftDescriptor(chenSays, { vocabulary: coreVocabulary, keys })), keys, {
    now: NOW,
  })
  const measurementKey = measurementKeyOf(book)
  // The last one takes no part.
  const presence = confirmPresence(
    keys,
    { capacity: 'capacity', accepting: true },
    { now: NOW, ...(nth < 8 && measurementKey && { measurementKey }) },
  )
  return { keys, book, statements: [descriptor, value(presence), value(approve(descriptor, lead, { now: NOW }))] }
})
const statements = practitioners.flatMap((one) => one.statements)
const published = value(
  publishCatalogue({ root, statements, vocabulary: coreVocabulary, publishingKey: lead.publishing, now: NOW }),
)
const catalogue = value(
  openCatalogue(published.bytes, { trust: [lead.root.publicKey], lastSeen: 'first-use', now: NOW }),
)
const members = membersOf(readEntries(catalogue).accepted, NOW)

describe('measurement keys in a published catalogue', () => {
  it('name the members: those who take part, and nobody else', () => {
    expect(published.bytes.length).toBeGreaterThan(0)
    const ids = practitioners.slice(0, 8).map(({ keys }) => keys.id)
    expect(members.map(({ id }) => id)).toEqual([...ids].sort())
  })

  it('leave the catalogue one that compiles again to the same bytes', () => {
    const report = verifyCatalogue(published.bytes, { trust: [lead.root.publicKey], now: NOW })
    expect(report).toMatchObject({ ok: true, value: { identical: true } })
  })

  it('lead to a round that each of them joins with their own identity', () => {
    const metrics = [{ metric: 'received-by-source' as const, epsilonMilli: 1000 }]
    const file = value(draftRound({ epoch: measurementEpochOf(NOW) - 1, metrics, members }, lead, { now: NOW }))
    const round = value(openRound(file, { community: catalogue.community, members, now: NOW }))
    const joined = practitioners.map(({ keys, book }) =>
      codeOf(joinRound(round, book, keys.identity, { now: NOW, random })),
    )
    expect(joined).toEqual([...Array.from({ length: 8 }, () => 'ok'), 'measurement_foreign'])
  })
})
