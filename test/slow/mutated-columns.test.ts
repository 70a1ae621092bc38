import { expect, it, vi } from 'vitest'
import { publishHarbour } from '../support/harbour.js'
import { benchOf, judgeMutants, type Work } from '../support/judge-catalogue.js'
import { mutationNames } from '../support/mutate-catalogue.js'
import { wideWorld } from '../support/wide-catalogue.js'

// The same as in test/property, of a real community's size and far longer.

const work = vi.hoisted((): Work => ({ hashed: 0, verified: 0 }))
vi.mock('../../src/kernel/hash.js', async (original) => {
  const real = await original<typeof import('../../src/kernel/hash.js')>()
  return { ...real, sha256: (bytes: Uint8Array) => real.sha256(counted(bytes)) }
})
vi.mock('../../src/kernel/signature.js', async (original) => {
  const real = await original<typeof import('../../src/kernel/signature.js')>()
  const { remembering } = await import('../support/remembering.js')
  const verify = remembering(real.verifySignature)
  return {
    ...real,
    verifySignature: (...parts: Parameters<typeof verify>) => {
      work.verified++
      return verify(...parts)
    },
  }
})
function counted(bytes: Uint8Array): Uint8Array {
  work.hashed += bytes.length
  return bytes
}

const CASES = 20_000
const SLICE = 2_000
const { bytes, ...source } = publishHarbour()
const bench = benchOf(bytes, source, wideWorld(3).bytes)
const slices = Array.from({ length: CASES / SLICE }, (_, nth) => nth * SLICE)
const made = new Set<string>()
const seen = new Set<string>()

it.each(slices)(
  '20,000 mutated catalogue files, half of them rightly signed again, from %i on: no throw, no endless work, nobody as nobody signed',
  (first) => {
    const seeds = Array.from({ length: SLICE }, (_, nth) => first + nth)
    const verdict = judgeMutants(bench, seeds, work)
    expect(verdict.wrong).toEqual([])
    for (const name of verdict.made.keys()) made.add(name)
    for (const name of verdict.seen.keys()) seen.add(name)
  },
)

it('every way to mutate a file was gone, and every fate was met', () => {
  expect([...made].sort()).toEqual([...mutationNames].sort())
  const codes = [
    'catalogue_row_mismatch',
    'catalogue_hash_mismatch',
    'statement_forged',
    'statement_invalid',
    'catalogue_invalid',
  ]
  expect([...seen]).toEqual(
    expect.arrayContaining([
      ...codes.map((code) => `rejected ${code}`),
      ...['catalogue_invalid', 'catalogue_forged', 'catalogue_hash_mismatch', 'catalogue_truncated'].map(
        (code) => `refused ${code}`,
      ),
      ...['identical', 'different', 'catalogue_hash_mismatch', 'catalogue_invalid'].map(
        (report) => `verified ${report}`,
      ),
      'opened signed again',
      'opened as it was signed',
      'match rejected somebody',
      'match showed somebody',
    ]),
  )
})
