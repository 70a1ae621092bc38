import { expect, it } from 'vitest'
import { callsOf, faultsOf } from '../support/board-crash.js'
import { ways } from '../support/crashing.js'

it.each(ways)('a board loses no acknowledged record and doubles none, %s at any call to its files', async (way) => {
  const ends = await callsOf(way)
  expect(ends.length).toBeGreaterThan(11)
  const faults: string[] = []
  for (const at of ends) faults.push(...(await faultsOf({ at, way })))
  console.info(`${ends.length} times ${way}: ${faults.length} faults`)
  expect(faults).toEqual([])
})
