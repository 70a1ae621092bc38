import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sectionNames } from '../../src/catalogue/layout.js'
import { openCatalogue } from '../../src/catalogue/open.js'
import { readEntries } from '../../src/catalogue/read-entries.js'
import { encodeBody } from '../../src/consent/disclosure.js'
import { failureCodes } from '../../src/kernel/failure.js'
import { pad } from '../../src/kernel/padding.js'
import { readBody } from '../../src/token/body.js'
import { openSteps } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { chenKeys, NOW } from '../support/cast.js'
import { entriesIn, must, publishSample, NOW as SAMPLE_NOW, sampleWorld } from '../support/catalogue.js'
import { resign, takeApart } from '../support/forge.js'
import { hybridKeys } from '../support/hybrid.js'
import { judge } from '../support/mutants.js'
import { rememberingRun, resealer } from '../support/mutate.js'
import { wholes } from '../support/mutate-bodies.js'
import { encodeAgain } from '../support/raw-token.js'

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

it.each([
  ['100,000 mutated tokens', 100_000, chenKeys],
  ['10,000 mutated tokens of the post-quantum suite', 10_000, hybridKeys],
] as const)('%s, half of them spoilt inside and sealed again: none opens, none throws', (_, count, keys) => {
  const [key] = keys.openingKeys
  if (key === undefined) throw new Error('there are no keys')
  expect(judge(key, count).wrong).toEqual([])
})

it('20,000 bodies changed blindly and sealed again: each is refused, or opened as exactly what it says', () => {
  const [key] = chenKeys.openingKeys
  const [, , , whole] = wholes
  if (key === undefined || whole === undefined) throw new Error('there is nothing to seal')
  const { disclosure, consent, bucket } = whole
  const plaintext = encodeBody(disclosure, consent)
  const reseal = resealer(key, 'slow')
  const remembering = rememberingRun()
  let read = 0
  fc.assert(
    fc.property(splices, (changes) => {
      const body = mutated(plaintext, changes).subarray(0, bucket - 1)
      const token = reseal(pad(body, bucket) ?? new Uint8Array(bucket), bucket)
      const opened = remembering(openSteps(token, { openingKeys: [key] }, { now: NOW }))
      if (!opened.ok) {
        expect(failureCodes).toContain(opened.error.code)
        return
      }
      read += 1
      const again = readBody(body, bucket)
      expect(again && encodeAgain(again)).toEqual(body)
      expect(readOpened(opened.value).disclosure).toEqual(again?.disclosure)
    }),
    { numRuns: 20_000, seed: 3 },
  )
  expect(read).toBeGreaterThan(100)
})

it('10,000 mutated catalogues, half of them signed again: a typed failure or a catalogue, never a throw', () => {
  const { community, statements } = sampleWorld()
  const { bytes } = publishSample(community, statements)
  const { sections, statements: behind } = takeApart(bytes)
  const options = { trust: [community.keys.root.publicKey], lastSeen: 'first-use', now: SAMPLE_NOW } as const
  const published = entriesIn(must(openCatalogue(bytes, options)))
  const names = [...sectionNames, 'statements'] as const
  fc.assert(
    fc.property(splices, fc.boolean(), fc.constantFrom(...names), (changes, resigned, name) => {
      const changed =
        name === 'statements'
          ? { statements: mutated(behind, changes) }
          : { sections: { [name]: mutated(sections[name], changes) } }
      const signer = community.keys.publishing
      const file = resigned ? resign(bytes, { ...changed, signer }) : mutated(bytes, changes)
      const opened = openCatalogue(file, options)
      if (!opened.ok) {
        expect(failureCodes).toContain(opened.error.code)
        return
      }
      const { accepted, rejected } = readEntries(opened.value)
      for (const { code } of rejected) expect(failureCodes).toContain(code)
      for (const entry of accepted) expect(published).toContainEqual(entry)
      // Behind the sections nobody looks before an entry is read.
      if (!resigned && rejected.length === 0) expect(file).toEqual(bytes)
    }),
    { numRuns: 10_000, seed: 5 },
  )
})
