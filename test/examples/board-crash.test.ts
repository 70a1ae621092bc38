import { expect, test } from 'vitest'
import { callsOf, faultsOf, runUntil, withBoard } from '../support/board-crash.js'

// What taking one record does to the disk; `test/slow` tries every call, and every way to end.

test('a board that is killed amid a write has lost no acknowledged record, and none is there twice', async () => {
  const ends = await callsOf('killed amid a write')
  expect(ends.length).toBeGreaterThan(11)
  const faults: string[] = []
  for (const at of ends.slice(-4)) faults.push(...(await faultsOf({ at, way: 'killed amid a write' })))
  expect(faults).toEqual([])
})

test('a board survives a power cut before each of the moments at which taking a record makes sure of something', async () => {
  const { calls } = await withBoard((folder) => runUntil(folder))
  const ends = calls.flatMap((call, index) => (call.startsWith('fsync') ? [index + 1] : []))
  expect(ends.length).toBeGreaterThan(18)
  const faults: string[] = []
  for (const at of ends.slice(-6)) faults.push(...(await faultsOf({ at, way: 'power cut' })))
  expect(faults).toEqual([])
})

test('records are on the disk before their leaf hashes, these before the list, and all of it before the checkpoint', async () => {
  const { calls, receipts } = await withBoard((folder) => runUntil(folder))
  expect(receipts.filter((receipt) => receipt !== '')).toHaveLength(3)
  const third = calls.filter((call) => /^(write|writeFile|fsync|rename) /.test(call)).slice(-12)
  expect(third.map((call) => call.replace(/\d{4}-\d\d-\d\d/, 'today').replaceAll('\\', '/'))).toEqual([
    'write public/segments/today-001.bin',
    'fsync public/segments/today-001.bin',
    'write public/leaves/000000.bin',
    'fsync public/leaves/000000.bin',
    'writeFile public/.segments.json.writing',
    'fsync public/.segments.json.writing',
    'rename public/.segments.json.writing',
    'fsync public',
    'writeFile public/.checkpoint.writing',
    'fsync public/.checkpoint.writing',
    'rename public/.checkpoint.writing',
    'fsync public',
  ])
})
