import { expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { readEntries } from '../../../src/catalogue/read-entries.js'
import { verifyCatalogue } from '../../../src/catalogue/verify.js'
import { signEvent } from '../../../src/community/sign.js'
import { draftEvent } from '../../../src/descriptor/draft.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { eventJson, must, NOW, publishSample, sampleWorld } from '../../support/catalogue.js'
import { apart } from '../../support/columns.js'

// One date of a series moved or cancelled, in a published list.

const { community, chen, statements } = sampleWorld()
const trust = [community.keys.root.publicKey]
const published = (recurrence: object) => {
  const event = must(draftEvent(eventJson([chen.keys.id], { recurrence }), { vocabulary: coreVocabulary }))
  const signed = signEvent(event, community.keys, { id: 'evening', now: NOW })
  return { event, bytes: publishSample(community, [...statements, signed]).bytes }
}
const series = { every: 'week', times: 6 }
const changes = {
  moved: { moved: [{ number: 3, starts: '2026-12-18T18:00:00Z' }] },
  cancelled: { cancelled: [5] },
}

it.each(['moved', 'cancelled'] as const)('is read and compiled again by every device: %s', (change) => {
  const { event, bytes } = published({ ...series, ...changes[change] })
  const catalogue = must(openCatalogue(bytes, { trust, lastSeen: 'first-use', now: NOW }))
  const { accepted, rejected } = readEntries(catalogue)
  expect(rejected).toEqual([])
  expect(accepted.find(({ id }) => id === 'event:evening')).toMatchObject({ offer: { recurrence: event.recurrence } })
  expect(verifyCatalogue(bytes, { trust, now: NOW })).toMatchObject({ ok: true, value: { identical: true } })
})

it('asks for a reader who knows it, and nothing else does', () => {
  const neededBy = (recurrence: object) => apart(published(recurrence).bytes).head.body.readerVersion
  expect([series, { ...series, ...changes.moved }, { ...series, ...changes.cancelled }].map(neededBy)).toEqual([
    1, 3, 3,
  ])
})
