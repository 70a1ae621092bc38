import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { done, refuse } from '../../../src/cli/command.js'
import { alone, leftoversOf } from '../../../src/cli/lock.js'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entrenous-lock-'))
  file = join(folder, 'keys.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('working alone on a file', () => {
  test('holds a flag while it works, and none afterwards', () => {
    const seen = alone(file, () => done(readdirSync(folder)))
    expect(seen).toEqual(done([`.keys.json.${process.pid}.lock`]))
    expect(readdirSync(folder)).toEqual([])
  })

  test('takes the flag down where the work is refused, and where it throws', () => {
    expect(alone(file, () => refuse('no', 'No.'))).toMatchObject({ ok: false, error: { code: 'no' } })
    const fails = () => {
      throw new Error('a fault')
    }
    expect(() => alone(file, fails)).toThrow('a fault')
    expect(readdirSync(folder)).toEqual([])
  })

  test('removes the flag of a process that has died', () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    writeFileSync(join(folder, `.keys.json.${pid}.lock`), '')
    expect(alone(file, () => done('worked'))).toEqual(done('worked'))
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([-61, 61])('removes a flag of %s seconds from now, whoever bears its number today', (seconds) => {
    const flag = join(folder, `.keys.json.${process.ppid}.lock`)
    writeFileSync(flag, '')
    const moment = Date.now() / 1000 + seconds
    utimesSync(flag, moment, moment)
    expect(alone(file, () => done('worked'))).toEqual(done('worked'))
    expect(readdirSync(folder)).toEqual([])
  })

  test('gives up, with its own flag down, where a living process stays', () => {
    const flag = `.keys.json.${process.ppid}.lock`
    writeFileSync(join(folder, flag), '')
    const waits = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out')
    expect(alone(file, () => done('worked'))).toMatchObject({ ok: false, error: { code: 'file_busy' } })
    expect(waits.mock.calls.reduce((sum, [, , , milliseconds = 0]) => sum + milliseconds, 0)).toBeGreaterThan(4000)
    expect(readdirSync(folder)).toEqual([flag])
    waits.mockRestore()
  })

  test('minds the flags of its own file only', () => {
    writeFileSync(join(folder, `.other.json.${process.ppid}.lock`), '')
    writeFileSync(join(folder, '.keys.json.notes.lock'), '')
    expect(alone(file, () => done('worked'))).toEqual(done('worked'))
    expect(readdirSync(folder)).toHaveLength(2)
  })

  test('refuses where no flag can be put up', () => {
    expect(alone(join(folder, 'none', 'a'), () => done(1))).toMatchObject({ error: { code: 'file_unwritable' } })
  })
})

test('leftovers are the flags and the half-written successor of this file', () => {
  for (const name of [
    'keys.json',
    '.keys.json.writing',
    '.keys.json.7.lock',
    '.other.json.writing',
    '.keys.json.bak',
  ]) {
    writeFileSync(join(folder, name), '')
  }
  expect(leftoversOf(file).toSorted()).toEqual(['.keys.json.7.lock', '.keys.json.writing'])
  expect(leftoversOf(join(folder, 'none', 'a'))).toEqual([])
})
