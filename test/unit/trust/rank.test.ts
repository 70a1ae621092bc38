import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { endorse, promiseRecovery, vouch } from '../../../src/community/speak.js'
import { readIntake } from '../../../src/intake/read.js'
import { match } from '../../../src/matching/run.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { must, NOW, samplePractitioner } from '../../support/catalogue.js'
import { approvedBy, circleOf, introduced, signingKey } from '../../support/circle.js'

// Whoever is listed is found by what they state. Of what is said of them a colleague’s word for what they state moves them by
// up to two hundredths of a need; nothing else does.

const circle = circleOf(3, 2)
const people = ['Ben', 'Chen', 'Billie'].map((name, nth) =>
  samplePractitioner(name, { descriptor: { concepts: [{ concept: 'anxiety.panic', level: 4 - nth }] } }),
)
const base = people.flatMap((one) => [
  one.descriptor,
  one.presence,
  ...approvedBy(circle, 2, one.descriptor),
  introduced(circle, one.keys),
])
const found = (more: readonly Uint8Array[]) => {
  const published = must(
    publishCatalogue({
      root: circle.root,
      statements: [...base, ...more],
      vocabulary,
      publishingKey: circle.keys.publishing,
      now: NOW,
    }),
  )
  const trust = [circle.keys.root.publicKey]
  const catalogue = must(openCatalogue(published.bytes, { trust, lastSeen: 'first-use', now: NOW }))
  const intake = must(readIntake({ needs: [{ concept: 'anxiety.panic', importance: 3 }] }, vocabulary))
  const { matches, maybe } = match(intake, catalogue, { now: NOW, seed: '11'.repeat(16) })
  return {
    bytes: published.bytes.length,
    ranked: [...matches, ...maybe].map(({ entry, score, reasons }) => [entry.name, score, reasons]),
  }
}

describe('the order in which somebody is found', () => {
  it('is the same to the point whoever is introduced again, promised a sheet or endorsed for what they do not state', () => {
    const [ben, chen, billie] = people
    if (!ben || !chen || !billie) throw new Error('three people')
    const plain = found([])
    expect(plain.ranked.map(([name]) => name)).toEqual(['Ben', 'Chen', 'Billie'])
    const praised = found([
      ...[ben, chen].flatMap((one) =>
        ['grief', 'stress.burnout'].map((concept) =>
          endorse(billie.keys.identity.publicKey, concept, circle.as(one.keys), { now: NOW }),
        ),
      ),
      vouch(billie.keys.identity.publicKey, circle.as(ben.keys), { now: NOW }),
      promiseRecovery(signingKey('sheet').publicKey, circle.as(billie.keys), { now: NOW }),
    ])
    expect(praised.bytes).toBeGreaterThan(plain.bytes)
    expect(praised.ranked).toEqual(plain.ranked)
  })

  it('moves by less than a level of experience where everybody endorses the last, and says so', () => {
    const [ben, chen, billie] = people
    if (!ben || !chen || !billie) throw new Error('three people')
    const words = [ben, chen].map((one) =>
      endorse(billie.keys.identity.publicKey, 'anxiety.panic', circle.as(one.keys), { now: NOW }),
    )
    const praised = found(words).ranked
    expect(praised.map(([name]) => name)).toEqual(['Ben', 'Chen', 'Billie'])
    expect(praised.slice(0, 2)).toEqual(found([]).ranked.slice(0, 2))
    expect(praised[2]?.[1]).toBe(300 * 500 + 6 * 750)
    expect(praised[2]?.[2]).toMatchObject([
      { facet: 'need', source: 'self' },
      { facet: 'endorsement', need: 'anxiety.panic', matched: 'anxiety.panic', source: 'endorsed', points: 6 * 750 },
    ])
  })
})
