import {
  chmodSync,
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readBytes, replaceSecret, writeNewSecret, writeWhole } from '../../../src/cli/files.js'

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

  test('removes what an interrupted run left, and never follows a link planted in its place', () => {
    const victim = join(folder, 'victim')
    writeFileSync(victim, 'not ours')
    symlinkSync(victim, join(folder, '.a.writing'))
    expect(writeWhole(join(folder, 'a'), 'new').ok).toBe(true)
    linkSync(victim, join(folder, '.a.writing'))
    expect(writeWhole(join(folder, 'a'), 'newer').ok).toBe(true)
    expect(readFileSync(victim, 'utf8')).toBe('not ours')
    expect(readdirSync(folder).sort()).toEqual(['a', 'victim'])
  })

  test('refuses a folder that cannot be made, rather than try for ever', () => {
    writeFileSync(join(folder, 'a'), 'a file')
    for (const path of [join(folder, 'a', 'b', 'c'), '/proc/none/keys', '/dev/null/keys']) {
      expect(writeWhole(path, 'new')).toMatchObject({ ok: false, error: { code: 'file_unwritable' } })
      expect(writeNewSecret(path, 'new')).toMatchObject({ ok: false, error: { code: 'file_unwritable' } })
    }
  })
})

describe('writing secrets', () => {
  test('shows them, and the folders made for them, to their owner alone', () => {
    const file = join(folder, 'keys', 'practitioners', 'one')
    expect(writeNewSecret(file, 'secret').ok).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'keys', 'practitioners')).mode & 0o777).toBe(0o700)
    chmodSync(file, 0o644)
    expect(replaceSecret(file, 'newer').ok).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('never writes over what is there, be it a link that leads nowhere', () => {
    writeFileSync(join(folder, 'a'), 'old')
    symlinkSync(join(folder, 'nowhere'), join(folder, 'b'))
    for (const name of ['a', 'b']) {
      expect(writeNewSecret(join(folder, name), 'new')).toMatchObject({ ok: false, error: { code: 'file_exists' } })
    }
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('old')
    expect(readdirSync(folder).sort()).toEqual(['a', 'b'])
  })

  test('overwrites the old bytes where they stood', () => {
    const file = join(folder, 'a')
    writeFileSync(file, 'an old secret')
    const old = openSync(file, 'r')
    expect(replaceSecret(file, 'new').ok).toBe(true)
    expect(readFileSync(old, 'utf8')).toBe('\0'.repeat(13))
    closeSync(old)
    expect(readFileSync(file, 'utf8')).toBe('new')
  })

  test('leaves alone a copy that its owner made as a hard link', () => {
    writeFileSync(join(folder, 'a'), 'an old secret')
    linkSync(join(folder, 'a'), join(folder, 'copy'))
    expect(replaceSecret(join(folder, 'a'), 'new').ok).toBe(true)
    expect(readFileSync(join(folder, 'copy'), 'utf8')).toBe('an old secret')
  })

  test('overwrites what an interrupted run left of them before it is removed', () => {
    writeFileSync(join(folder, 'a'), 'old')
    writeFileSync(join(folder, '.a.writing'), 'half of a secret')
    const left = openSync(join(folder, '.a.writing'), 'r')
    expect(replaceSecret(join(folder, 'a'), 'new').ok).toBe(true)
    expect(readFileSync(left, 'utf8')).toBe('\0'.repeat(16))
    closeSync(left)
    expect(readdirSync(folder)).toEqual(['a'])
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
