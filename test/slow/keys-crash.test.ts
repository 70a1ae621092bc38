import { describe, expect, test } from 'vitest'
import { callsOf, commands, faultsOf, type Name, ways } from '../support/crashing.js'

// Each call that a command makes to the files of the practice is the last one once, or fails, in every way.
const names = Object.keys(commands) as Name[] // the table's own names

describe.each(names)('entrenous %s', (name) => {
  test.each(ways)('loses nothing and leaves nothing, at whatever call to the file system: %s', (way) => {
    const ends = callsOf(name, way)
    expect(ends.length).toBeGreaterThan(way === 'killed amid a write' ? 1 : 20)
    expect(ends.flatMap((at) => faultsOf(name, { at, way }))).toEqual([])
  })
})
