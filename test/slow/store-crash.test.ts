import { expect, test } from 'vitest'
import { inStoreFolder } from '../support/sqlite.js'
import { killAgainAndAgain } from '../support/store-crashing.js'

// Three files, each worked on by a hundred processes that are killed one after another.

test.each([2, 3, 4])('a store in a file keeps every step that was reported, and no half of one: file %i', (seed) =>
  inStoreFolder(async (folder) => {
    const { faults, midway, steps } = await killAgainAndAgain(folder, 100, seed)
    expect(faults).toEqual([])
    expect(steps).toBeGreaterThan(100)
    expect(midway).toBeGreaterThan(5)
  }),
)
