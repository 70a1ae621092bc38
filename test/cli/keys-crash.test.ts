import { expect, test } from 'vitest'
import { callsOf, commands, faultsOf, inPractice, runUntil } from '../support/crashing.js'

// The changes to the disk alone; `test/slow` tries every call of every command.
const changes = /^(write|fsync|rename|open .*writing|unlink)/

function changesOf(name: 'keys status'): readonly number[] {
  const { calls } = inPractice((folder) => runUntil(folder, commands[name]))
  return callsOf(name, 'killed').filter((at) => changes.test(calls[at - 1] ?? ''))
}

test('a keys file survives a power cut at every change that keeping it in order makes', () => {
  const ends = changesOf('keys status')
  expect(ends.length).toBeGreaterThan(8)
  expect(ends.flatMap((at) => faultsOf('keys status', { at, way: 'power cut' }))).toEqual([])
})

test('a keys file survives a process that is killed amid each of its writes', () => {
  const ends = callsOf('keys status', 'killed amid a write')
  expect(ends.length).toBeGreaterThan(2)
  expect(ends.flatMap((at) => faultsOf('keys status', { at, way: 'killed amid a write' }))).toEqual([])
})

test('a new file is on the disk before its name, its name before the old bytes go, and all of it before a word is signed', () => {
  const { calls } = inPractice((folder) => runUntil(folder, commands['descriptor sign']))
  const written = calls.filter((call) => /^(writeFile|write|fsync|rename) /.test(call))
  expect(written.filter((call) => !call.includes('.lock'))).toEqual([
    'writeFile .keys.json.writing',
    'fsync .keys.json.writing',
    'rename .keys.json.writing',
    'fsync ',
    'write keys.json',
    'fsync keys.json',
    'writeFile .chen.signed.json.writing',
    'fsync .chen.signed.json.writing',
    'rename .chen.signed.json.writing',
    'fsync ',
  ])
})
