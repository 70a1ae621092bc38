import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCatalogue } from '../../src/catalogue/open.js'
import { approve } from '../../src/community/sign.js'
import { confirmPresence } from '../../src/descriptor/confirm.js'
import type { Descriptor } from '../../src/descriptor/descriptor.js'
import { draftDescriptor, signDescriptor } from '../../src/descriptor/draft.js'
import { readIntake } from '../../src/intake/read.js'
import type { Gate } from '../../src/matching/match.js'
import { match } from '../../src/matching/run.js'
import { type Rehearsal, rehearse } from '../../src/rehearsal/rehearse.js'
import { type SampleIntake, sampleIntakes } from '../../src/rehearsal/samples.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { keysOf, NOW, value } from '../support/cast.js'
import { descriptorJson, publishSample, sampleCommunity } from '../support/catalogue.js'

const keys = keysOf('Chen')
const community = sampleCommunity()

/** What Chen may state of each field, one way or another. */
const statements = {
  concepts: [
    [
      { concept: 'anxiety', level: 3 },
      { concept: 'stress', level: 2 },
      { concept: 'mood', level: 3 },
    ],
    [
      { concept: 'pain', level: 4 },
      { concept: 'tension', level: 3 },
      { concept: 'stress.overwhelm', level: 2 },
    ],
  ],
  languages: [undefined, { yes: ['en'] }, { yes: ['es', 'en'], complete: true }, { no: ['en'] }],
  formats: [undefined, { yes: ['online'] }, { yes: ['in-person'], complete: true }],
  insurers: [undefined, { yes: ['student-plan', 'private-insurance'] }, { complete: true }],
  fees: [
    undefined,
    [{ model: 'sliding', currency: 'USD', from: 1000, to: 9000 }],
    [{ model: 'fixed', currency: 'USD', from: 18000 }],
  ],
  access: [undefined, { yes: ['step-free', 'text-only'] }, { no: ['text-only'] }],
  modalities: [undefined, { yes: ['massage', 'physiotherapy'] }, { yes: ['cbt'], complete: true }],
  populations: [undefined, { yes: ['students', 'lgbtq.trans'] }],
  ageGroups: [undefined, { yes: ['adult'] }, { yes: ['teen'], complete: true }],
  body: [undefined, { areas: { yes: ['neck', 'lower-back'] } }, { areas: { yes: ['knees'], complete: true } }],
  licences: [undefined, [{ region: 'US-WA', status: 'stated' }], [{ region: 'US-WA', status: 'not-held' }]],
  locations: [undefined, [{ region: 'US-WA' }], [{ region: 'US-OR' }]],
} as const
type Field = keyof typeof statements

const choice = fc.record(
  // Object.fromEntries forgets which way of stating belongs to which field; `draftOf` checks every one.
  Object.fromEntries(
    Object.entries(statements).map(([field, ways]) => [field, fc.constantFrom<unknown>(...ways)]),
  ) as Record<Field, fc.Arbitrary<unknown>>,
)

function draftOf(parts: object): Descriptor {
  const said = Object.entries({ ...descriptorJson(), notOffered: [], ...parts }).filter(([, one]) => one !== undefined)
  return value(draftDescriptor(Object.fromEntries(said), { vocabulary: coreVocabulary, keys }))
}

const rehearsed = (parts: object, samples: readonly SampleIntake[] = sampleIntakes): Rehearsal =>
  value(rehearse(draftOf(parts), samples, { now: NOW }))

/** What each made-up person gets from the real thing: a signed, approved, published and opened catalogue of Chen alone. */
function published(parts: object): ReadonlyMap<string, string> {
  const signed = signDescriptor(draftOf(parts), keys, { now: NOW })
  const presence = value(confirmPresence(keys, { capacity: 'capacity', accepting: true }, { now: NOW }))
  const approval = value(approve(signed, community.keys, { now: NOW }))
  const { bytes } = publishSample(community, [signed, presence, approval])
  const trust = [community.keys.root.publicKey]
  const catalogue = value(openCatalogue(bytes, { trust, lastSeen: 'first-use', now: NOW }))
  return new Map(
    sampleIntakes.map(({ id, answers }) => {
      const intake = value(readIntake(answers, catalogue.vocabulary))
      const outcome = match(intake, catalogue, { now: NOW, seed: '00'.repeat(16) })
      const { matches, maybe, excluded, rejected } = outcome
      expect(rejected).toEqual([])
      const standing = matches.length > 0 ? 'found' : maybe.length > 0 ? 'asked' : 'missed'
      const facets = [...matches, ...maybe].flatMap(({ unknowns }) => unknowns.map(({ facet }) => facet))
      return [id, JSON.stringify([standing, Object.keys(excluded.byGate), [...new Set(facets)]])]
    }),
  )
}

const isReached = (rehearsal: Rehearsal, id: string): boolean =>
  ['found', 'asked'].includes(rehearsal.people.find((one) => one.id === id)?.standing ?? '')

/** The conditions that each field bears on. */
const bearsOn: Readonly<Record<Exclude<Field, 'concepts'>, readonly Gate[]>> = {
  languages: ['languages'],
  formats: ['formats', 'where'],
  insurers: ['payment'],
  fees: ['payment'],
  access: ['access'],
  modalities: ['modalities'],
  populations: ['populations'],
  ageGroups: ['ageGroup'],
  body: ['body'],
  licences: ['where'],
  locations: ['where', 'access'],
}
// Object.keys loses the key type; the record above has exactly these keys.
const fields = Object.keys(bearsOn) as (keyof typeof bearsOn)[]

describe('a rehearsal', () => {
  it('says of everybody what a published catalogue of this one practitioner would', () => {
    fc.assert(
      fc.property(choice, (parts) => {
        const real = published(parts)
        for (const { id, standing, because, asks } of rehearsed(parts).people) {
          if (standing === 'elsewhere') continue
          expect(JSON.stringify([standing, because.map(({ gate }) => gate), asks]), id).toBe(real.get(id))
        }
      }),
      { numRuns: 8 },
    )
  })

  it('does not depend on the order of the people', () => {
    fc.assert(
      fc.property(choice, fc.shuffledSubarray([...sampleIntakes], { minLength: 24 }), (parts, shuffled) => {
        const { people, ...sums } = rehearsed(parts)
        const again = rehearsed(parts, shuffled)
        expect({ ...sums, people: [] }).toEqual({ ...again, people: [] })
        expect(again.people).toEqual(shuffled.map(({ id }) => people.find((one) => one.id === id)))
      }),
      { numRuns: 4 },
    )
  })

  it('loses by a field that is stated only whom that field itself turns away', () => {
    fc.assert(
      fc.property(choice, fc.constantFrom(...fields), fc.nat(2), (parts, field, way) => {
        const before = rehearsed({ ...parts, [field]: undefined })
        const after = rehearsed({ ...parts, [field]: statements[field][1 + (way % (statements[field].length - 1))] })
        for (const { id, because, standing } of after.people) {
          if (standing === 'elsewhere' || isReached(after, id) || !isReached(before, id)) continue
          expect(
            because.every(({ gate }) => bearsOn[field].includes(gate)),
            `${id} by ${field}`,
          ).toBe(true)
        }
      }),
      { numRuns: 10 },
    )
  })

  it('promises no more by a field than stating it can bring: nobody more, and nobody else', () => {
    fc.assert(
      fc.property(choice, fc.constantFrom(...fields), fc.nat(2), (parts, field, way) => {
        const before = rehearsed({ ...parts, [field]: undefined })
        const after = rehearsed({ ...parts, [field]: statements[field][1 + (way % (statements[field].length - 1))] })
        const gained = after.people.filter(({ id }) => isReached(after, id) && !isReached(before, id)).length
        const promised = before.unstated.find((one) => one.field === field)?.found ?? 0
        expect(gained, field).toBeLessThanOrEqual(promised)
      }),
      { numRuns: 10 },
    )
  })
})
