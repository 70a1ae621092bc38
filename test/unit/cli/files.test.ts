import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readBytes, writeWhole } from '../../../src/cli/files.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entrenous-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('writing a whole file', () => {
  test('replaces what was there, and leaves nothing beside it', () => {
    const file = join(folder, 'a')
    writeFileSync(file, 'a longer text than the new one')
    expect(writeWhole(file, 'new').ok).toBe(true)
    expect(readFileSync(file, 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['a'])
  })

  test('leaves what was there where it fails, and nothing beside it', () => {
    mkdirSync(join(folder, 'a'))
    writeFileSync(join(folder, 'a', 'b'), 'old')
    expect(writeWhole(join(folder, 'a'), 'new')).toMatchObject({ ok: false, error: { code: 'file_unwritable' } })
    expect(readdirSync(folder)).toEqual(['a'])
    expect(readFileSync(join(folder, 'a', 'b'), 'utf8')).toBe('old')
  })

  test('shows secrets to their owner alone, whatever the mode of an older file', () => {
    const file = join(folder, 'keys', 'one')
    writeWhole(file, 'public')
    writeWhole(file, 'secret', { secret: true })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})

describe('reading a file', () => {
  test('stops at the limit before reading', () => {
    writeFileSync(join(folder, 'a'), new Uint8Array(11))
    expect(readBytes(join(folder, 'a'), 10)).toMatchObject({ ok: false, error: { code: 'file_too_large' } })
    expect(readBytes(join(folder, 'a'), 11)).toMatchObject({ ok: true })
  })
  test('refuses a folder and a file that is not there', () => {
    for (const path of [folder, join(folder, 'none')]) {
      expect(readBytes(path)).toMatchObject({ ok: false, error: { code: 'file_unreadable' } })
    }
  })
})
