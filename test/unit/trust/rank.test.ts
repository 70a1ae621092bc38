import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { signIntroductionCard } from '../../../src/community/cards.js'
import { approve } from '../../../src/community/sign.js'
import { endorse, promiseRecovery, vouch } from '../../../src/community/speak.js'
import { readIntake } from '../../../src/intake/read.js'
import { days, after as later } from '../../../src/kernel/time.js'
import { match } from '../../../src/matching/run.js'
import { signStatement } from '../../../src/statement/sign.js'
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

/** How the three are found when the second of them says something else of money. */
function foundAsking(wish: object, fees: readonly object[] | undefined) {
  const [ben, , billie] = people
  const chen = samplePractitioner('Chen', {
    descriptor: { concepts: [{ concept: 'anxiety.panic', level: 3 }], ...(fees !== undefined && { fees }) },
  })
  const statements = [ben, chen, billie].flatMap((one) => {
    if (one === undefined) throw new Error('three people')
    return [one.descriptor, one.presence, ...approvedBy(circle, 2, one.descriptor), introduced(circle, one.keys)]
  })
  const publishing = { vocabulary, publishingKey: circle.keys.publishing, now: NOW }
  const { bytes } = must(publishCatalogue({ root: circle.root, statements, ...publishing }))
  const trust = [circle.keys.root.publicKey]
  const catalogue = must(openCatalogue(bytes, { trust, lastSeen: 'first-use', now: NOW }))
  const intake = must(readIntake({ needs: [{ concept: 'anxiety.panic', importance: 3 }], ...wish }, vocabulary))
  const { matches, maybe } = match(intake, catalogue, { now: NOW, seed: '11'.repeat(16) })
  return [...matches, ...maybe].map(({ entry, score, reasons }) => [
    entry.name,
    score,
    reasons.map(({ facet, points }) => [facet, points]),
  ])
}

describe('money', () => {
  const price = fc.integer({ min: 0, max: 100_000 })
  const fee = fc.oneof(
    price.map((from) => ({ model: 'fixed', currency: 'USD', from, to: from })),
    fc
      .tuple(price, price)
      .map(([a, b]) => ({ model: 'sliding', currency: 'USD', from: Math.min(a, b), to: Math.max(a, b) })),
    fc.constantFrom({ model: 'free' }, { model: 'pay-what-you-can' }, { model: 'voucher' }),
  )
  it('that somebody asks for their work moves nobody, where the person asked for nothing of money', () => {
    const plain = foundAsking({}, undefined)
    fc.assert(
      fc.property(fc.array(fee, { maxLength: 4 }), (fees) => {
        expect(foundAsking({}, fees)).toEqual(plain)
      }),
      { numRuns: 60 },
    )
  })
  it('that was given for a place has nowhere to stand: what says so is listed by no catalogue', () => {
    const [ben, chen] = people
    if (!ben || !chen) throw new Error('three people')
    const times = { sequence: 1, issued: NOW, expires: later(NOW, days(30)) }
    const subject = chen.keys.id
    // A descriptor that says more than its format is none; a total, and a card, are no statements of a catalogue.
    const { root, publishing } = circle.keys
    const body = Uint8Array.of(0xa1, 0x18, 0xff, 0x01)
    const more = [
      signStatement({ kind: 'descriptor', ...times, sequence: NOW + 9, subject, body }, chen.keys.identity),
      signStatement({ kind: 'release', ...times, subject: 'given-by-source-1', body }, publishing),
      signIntroductionCard([chen.keys.identity.publicKey], circle.as(ben.keys), { now: NOW }),
      signStatement({ kind: 'endorsement', ...times, subject, body }, ben.keys.identity),
    ]
    const { rejected } = must(
      publishCatalogue({
        root: circle.root,
        statements: [...base, ...more.slice(1)],
        vocabulary,
        publishingKey: publishing,
        now: NOW,
      }),
    )
    expect(rejected.map(({ index }) => index - base.length)).toEqual([0, 1, 2])
    expect(approve(more[0] ?? body, { signer: root, community: root.publicKey }, { now: NOW }).ok).toBe(false)
  })
})
