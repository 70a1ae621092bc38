import { expect, it, vi } from 'vitest'
import { benchOf, judgeMutants, type Work } from '../support/judge-catalogue.js'
import { mutationNames } from '../support/mutate-catalogue.js'
import { wideWorld } from '../support/wide-catalogue.js'

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

const { bytes, ...source } = wideWorld(4)
const bench = benchOf(bytes, source, wideWorld(1).bytes)
const seeds = Array.from({ length: 300 }, (_, seed) => seed)

it('300 mutated catalogue files, half of them rightly signed again: no throw, no endless work, nobody as nobody signed', () => {
  const { wrong, made, seen } = judgeMutants(bench, seeds, work)
  expect(wrong).toEqual([])
  expect([...made.keys()].filter((name) => !mutationNames.includes(name))).toEqual([])
  const happened = [
    'match rejected somebody',
    'match showed somebody',
    'opened signed again',
    'refused catalogue_invalid',
  ]
  expect([...seen.keys()]).toEqual(
    expect.arrayContaining([...happened, 'refused catalogue_forged', 'verified different']),
  )
})
