import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openCatalogue } from '../../src/catalogue/open.js'
import { encodeBody } from '../../src/consent/disclosure.js'
import { grant } from '../../src/consent/grant.js'
import { readConsent } from '../../src/consent/granted.js'
import { failureCodes } from '../../src/kernel/failure.js'
import { BUCKETS } from '../../src/kernel/padding.js'
import { readBody } from '../../src/token/body.js'
import { openToken } from '../../src/token/open.js'
import { seal } from '../../src/token/seal.js'
import { chenKeys, NOW, proposalOf, value } from '../support/cast.js'
import { publishSample, NOW as SAMPLE_NOW, sampleWorld } from '../support/catalogue.js'
import { resign, takeApart } from '../support/forge.js'
import { seededRandom } from '../support/random.js'
import { sealRaw } from '../support/raw-token.js'

// The same laws as in test/property, run far longer.

const splice = fc.record({
  at: fc.nat(),
  to: fc.integer({ min: 0, max: 255 }),
  cut: fc.boolean(),
  insert: fc.boolean(),
})
const splices = fc.array(splice, { minLength: 1, maxLength: 4 })
type Splice = { readonly at: number; readonly to: number; readonly cut: boolean; readonly insert: boolean }

function mutated(bytes: Uint8Array, changes: readonly Splice[]): Uint8Array {
  const changed = [...bytes]
  for (const { at, to, cut, insert } of changes) {
    changed.splice(at % changed.length, cut ? 1 : 0, ...(insert || !cut ? [to] : []))
  }
  return Uint8Array.from(changed)
}

it('20,000 mutated tokens, half of them sealed again correctly: none throws, none is read to other bytes', () => {
  const random = seededRandom('slow')
  const consent = value(
    grant(proposalOf({ share: { availability: 'slots', language: 'stated' } }), { now: NOW, random }),
  )
  const { plaintext } = readConsent(consent)
  const { token } = value(seal(consent, { random }))
  let read = 0
  fc.assert(
    fc.property(splices, fc.boolean(), fc.constantFrom(...BUCKETS), (changes, resealed, bucket) => {
      const body = mutated(plaintext, changes).subarray(0, bucket - 1)
      const sent = resealed ? sealRaw(body, bucket) : mutated(token, changes)
      const opened = openToken(sent, chenKeys, { now: NOW })
      if (!opened.ok) {
        expect(failureCodes).toContain(opened.error.code)
      } else if (!resealed) {
        expect(sent).toEqual(token)
      } else {
        read += 1
        const again = readBody(body, bucket)
        expect(again && encodeBody(again.disclosure, again.consent)).toEqual(body)
      }
    }),
    { numRuns: 20_000, seed: 3 },
  )
  expect(read).toBeGreaterThan(0)
})

it('10,000 mutated catalogues, half of them signed again: a typed failure or a catalogue, never a throw', () => {
  const { community, statements } = sampleWorld()
  const { bytes } = publishSample(community, statements)
  const { sections } = takeApart(bytes)
  const options = { trust: [community.keys.root.publicKey], lastSeen: 'first-use', now: SAMPLE_NOW } as const
  const names = ['vocabulary', 'statements'] as const
  fc.assert(
    fc.property(splices, fc.boolean(), fc.constantFrom(...names), (changes, resigned, name) => {
      const changed = { sections: { [name]: mutated(sections[name], changes) }, signer: community.keys.publishing }
      const file = resigned ? resign(bytes, changed) : mutated(bytes, changes)
      const opened = openCatalogue(file, options)
      if (!opened.ok) expect(failureCodes).toContain(opened.error.code)
      else if (!resigned) expect(file).toEqual(bytes)
    }),
    { numRuns: 10_000, seed: 5 },
  )
})
