import { spawn } from 'node:child_process'
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createKeys, type PractitionerKeys, readKeys, unsafeExportKeys } from '../../src/descriptor/keys.js'
import { after, days, type EpochSeconds, epochSeconds } from '../../src/kernel/time.js'
import { chenKeys, NOW, proposalOf, sealedOf } from '../support/cast.js'
import { must, seeded } from '../support/catalogue.js'
import { runUntil, secretsOf, tracesOf, type Way } from '../support/crashing.js'
import { cli, inFolder, onlyObject, refusal, run } from './command-line.js'

const token = sealedOf(proposalOf()).token
const open = ['token', 'open', 'token', '--keys', 'keys.json']
const status = ['keys', 'status', 'keys.json', '--json']

/** The keys of the file, read as the library reads them. */
function held(folder: string, name = 'keys.json'): PractitionerKeys {
  return must(readKeys(readFileSync(join(folder, name), 'utf8')))
}

/** A folder with a keys file and a token for it. */
function withKeys<Value>(work: (folder: string) => Value, keys: PractitionerKeys = chenKeys): Value {
  return inFolder((outside) => {
    const folder = mkdtempSync(join(outside, 'practice-'))
    writeFileSync(join(folder, 'keys.json'), unsafeExportKeys(keys), { mode: 0o600 })
    writeFileSync(join(folder, 'token'), token)
    return work(folder)
  })
}

function at(folder: string, words: readonly string[], now: EpochSeconds, end: { at?: number; way?: Way } = {}) {
  const { code, stdout, stderr } = runUntil(folder, words, { now, ...end })
  return { code, stdout, stderr }
}

/** Chen's keys as they were when only two epochs had any: there is something to be done. */
const short = must(createKeys({ now: NOW, epochs: 2, random: seeded('short') }))
const chenInShort: PractitionerKeys = { ...chenKeys, openingKeys: chenKeys.openingKeys.slice(0, 2) }

describe('an opening key that has ended', () => {
  test('is nowhere in the folder any more, in whatever form', () =>
    withKeys((folder) => {
      const [, ended = '', next = ''] = secretsOf(chenKeys)
      expect(tracesOf(folder, [ended])).toEqual([join(folder, 'keys.json')])
      for (const day of [20, 40, 60]) expect(at(folder, status, after(NOW, days(day))).code).toBe(0)
      expect(tracesOf(folder, [ended])).toEqual([])
      expect(tracesOf(folder, [next])).toEqual([join(folder, 'keys.json')])
      expect(readdirSync(folder).sort()).toEqual(['keys.json', 'token'])
    }))

  test('is there until the last second of its life, and gone with the next use', () =>
    withKeys((folder) => {
      const [, first = ''] = secretsOf(chenKeys)
      const end = epochSeconds(Date.parse('2027-01-14T00:00:00Z') / 1000)
      at(folder, status, after(NOW, days(30)))
      at(folder, status, epochSeconds(end - 1))
      expect(tracesOf(folder, [first])).toHaveLength(1)
      at(folder, status, end)
      expect(tracesOf(folder, [first])).toHaveLength(0)
    }))

  test('is searched for in every way in which it could be written', () =>
    withKeys((folder) => {
      const [, secret = ''] = secretsOf(chenKeys)
      const bytes = Buffer.from(secret, 'hex')
      const forms = [bytes, secret.toUpperCase(), bytes.toString('base64'), Buffer.concat([Buffer.from('x'), bytes])]
      const texts = [...forms, `..${Buffer.concat([Buffer.from('xy'), bytes]).toString('base64url')}..`]
      for (const text of texts) {
        writeFileSync(join(folder, 'planted'), text)
        expect(tracesOf(folder, [secret])).toContain(join(folder, 'planted'))
      }
    }))
})

describe('a clock', () => {
  const jumped = epochSeconds(Date.parse('2100-01-01') / 1000)

  test('that jumps ahead destroys nothing, whatever is asked, until it is confirmed', () =>
    withKeys((folder) => {
      const before = readFileSync(join(folder, 'keys.json'), 'utf8')
      expect(onlyObject(at(folder, status, jumped))).toMatchObject({ inOrder: false, trouble: 'clock_doubtful' })
      expect(at(folder, open, jumped).stderr).toContain('--clock-is-right')
      const replace = at(folder, ['keys', 'replace', 'keys.json', '--yes', '--json'], jumped)
      expect(refusal(replace)).toBe('clock_doubtful')
      expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe(before)
      expect(at(folder, open, NOW).code).toBe(0)
      expect(at(folder, [...status, '--clock-is-right'], jumped).code).toBe(0)
      expect(tracesOf(folder, secretsOf(chenKeys).slice(1))).toEqual([])
    }))

  test('is asked for from the second epoch on after the last use, and not before', () =>
    withKeys((folder) => {
      const doubted = epochSeconds(Date.parse('2027-01-14T00:00:00Z') / 1000)
      expect(onlyObject(at(folder, status, doubted))).toMatchObject({ inOrder: false })
      expect(onlyObject(at(folder, status, epochSeconds(doubted - 1)))).toMatchObject({ inOrder: true })
      expect(onlyObject(at(folder, status, doubted))).toMatchObject({ inOrder: true })
    }))

  test('that is set back neither loses nor makes a key', () =>
    withKeys((folder) => {
      for (const day of [30, 60]) at(folder, status, after(NOW, days(day)))
      const before = readFileSync(join(folder, 'keys.json'), 'utf8')
      expect(onlyObject(at(folder, status, after(NOW, days(30))))).toMatchObject({ inOrder: true })
      expect(onlyObject(at(folder, status, epochSeconds(0)))).toMatchObject({ inOrder: false })
      expect(at(folder, [...status, '--clock-is-right'], NOW).code).toBe(0)
      expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe(before)
    }))
})

describe('a disk that takes nothing', () => {
  test('does not keep a referral from being opened, and says what was not done', () =>
    withKeys((folder) => {
      const ran = at(folder, open, NOW, { at: 1, way: 'the disk is full' })
      expect(ran.code).toBe(0)
      expect(ran.stdout).toContain('Anxiety')
      expect(ran.stderr).toContain('could not be put in order')
      expect(held(folder).openingKeys).toHaveLength(2)
    }, chenInShort))

  test('keeps a promise of keys from being signed', () =>
    withKeys((folder) => {
      writeFileSync(join(folder, 'chen.json'), readFileSync('examples/harbour-collective/practitioners/chen-wei.json'))
      const sign = ['descriptor', 'sign', 'chen.json', '--keys', 'keys.json', '--json']
      const ran = at(folder, sign, NOW, { at: 1, way: 'the disk is full' })
      expect(refusal(ran)).toBe('file_unwritable')
      expect(readdirSync(folder)).not.toContain('chen.signed.json')
    }, short))
})

describe('two processes at once', () => {
  const finished = (folder: string, words: readonly string[]) =>
    new Promise<number | null>((resolve) => {
      spawn(process.execPath, [cli, ...words], { cwd: folder, stdio: 'ignore' }).once('close', resolve)
    })

  test('lose no key that the other made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'entrenous-two-'))
    try {
      run(['keys', 'new', 'keys.json'], { cwd: folder })
      const replace = ['keys', 'replace', 'keys.json', '--yes']
      const codes = await Promise.all([replace, replace, replace, status].map((words) => finished(folder, words)))
      expect(codes).toEqual([0, 0, 0, 0])
      // Each replacement retires the keys of this epoch and of the next: none worked on what another had replaced.
      expect(held(folder).openingKeys.filter(({ retired }) => retired)).toHaveLength(6)
      expect(readdirSync(folder)).toEqual(['keys.json'])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('make one new file, and tell the other that it exists', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'entrenous-two-'))
    try {
      const codes = await Promise.all([1, 2, 3].map(() => finished(folder, ['keys', 'new', 'keys.json'])))
      expect(codes.sort()).toEqual([0, 1, 1])
      expect(held(folder).openingKeys).toHaveLength(8)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('a keys file that is no ordinary file', () => {
  test('is kept in order where a link leads to, and the link stays', () =>
    withKeys((folder) => {
      renameSync(join(folder, 'keys.json'), join(folder, 'stick.json'))
      symlinkSync('stick.json', join(folder, 'keys.json'))
      for (const day of [30, 60]) at(folder, status, after(NOW, days(day)))
      expect(lstatSync(join(folder, 'keys.json')).isSymbolicLink()).toBe(true)
      expect(tracesOf(folder, secretsOf(chenKeys).slice(1, 2))).toEqual([])
      expect(readdirSync(folder).sort()).toEqual(['keys.json', 'stick.json', 'token'])
    }))

  test('may come from stdin, to open with', () =>
    withKeys((folder) => {
      const keys = must(createKeys({ now: epochSeconds(new Date()), epochs: 2 }))
      const ran = run(['keys', 'status', '-', '--json'], { cwd: folder, input: unsafeExportKeys(keys) })
      expect(onlyObject(ran)).toMatchObject({ id: keys.id, inOrder: false, trouble: 'file_unwritable' })
    }))
})

describe('entrenous keys status', () => {
  test('shows what opens until when, and no secret', () =>
    withKeys((folder) => {
      const ran = at(folder, ['keys', 'status', 'keys.json'], NOW)
      expect(ran.stdout).toContain('2026-11-19 to 2026-12-16  2027-01-13  today\n')
      expect(ran.stdout).toContain('promises your keys until 2027-06-30')
      expect(ran.stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
      const shown = secretsOf(chenKeys).filter((secret) => `${ran.stdout}${ran.stderr}`.includes(secret))
      expect(shown).toEqual([])
    }))

  test('gives programs the same', () =>
    withKeys((folder) => {
      const { keys, ...facts } = onlyObject(at(folder, status, NOW))
      expect(facts).toMatchObject({ ok: true, id: chenKeys.id, inOrder: true, promisedUntil: '2027-06-30' })
      expect(keys).toHaveLength(8)
      expect((keys as readonly object[])[0]).toEqual({
        suite: 1,
        state: 'today',
        from: '2026-11-19',
        to: '2026-12-16',
        opensUntil: '2027-01-13',
      })
    }))
})

describe('entrenous keys replace', () => {
  test('explains itself and changes nothing until it is told so', () =>
    withKeys((folder) => {
      const ran = at(folder, ['keys', 'replace', 'keys.json'], NOW)
      expect(ran.code).toBe(1)
      expect(ran.stderr).toContain('nobody can write to you')
      expect(ran.stderr).toContain('confirmation_missing')
      expect(held(folder)).toEqual(chenKeys)
    }))

  test('opens what was sealed to the old keys, and promises others', () =>
    withKeys((folder) => {
      expect(at(folder, ['keys', 'replace', 'keys.json', '--yes'], NOW).code).toBe(0)
      expect(at(folder, open, NOW).code).toBe(0)
      const { openingKeys } = held(folder)
      expect(openingKeys.filter(({ retired }) => retired)).toHaveLength(2)
      const old = secretsOf(chenKeys).slice(1)
      // The ones that no presence has shown are destroyed.
      expect(tracesOf(folder, old.slice(2))).toEqual([])
      expect(tracesOf(folder, old.slice(0, 1))).toHaveLength(1)
    }))
})

describe('entrenous keys new', () => {
  test('makes keys for the post-quantum suite where that is wanted, and every command reads them', () =>
    inFolder((folder) => {
      expect(run(['keys', 'new', 'keys.json', '--post-quantum'], { cwd: folder }).code).toBe(0)
      const ran = run(['keys', 'status', 'keys.json'], { cwd: folder })
      expect(ran.stdout.match(/post-quantum/g)).toHaveLength(8)
      expect(run(['keys', 'replace', 'keys.json', '--yes'], { cwd: folder }).code).toBe(0)
      const after = run(['keys', 'status', 'keys.json'], { cwd: folder, env: { COLUMNS: '60' } })
      expect(after.stdout.match(/post-quantum/g)).toHaveLength(10)
      // The id is one word of 64 characters.
      expect(after.stdout.split('\n').filter((line) => line.length > 60)).toHaveLength(1)
    }))

  test('refuses a place where no folder can be made, at once', () => {
    expect(refusal(run(['keys', 'new', '/proc/none/keys.json', '--json']))).toBe('file_unwritable')
  })

  test('makes its folder for its owner alone', () =>
    inFolder((folder) => {
      run(['keys', 'new', 'private/keys.json'], { cwd: folder })
      expect(statSync(join(folder, 'private')).mode & 0o777).toBe(0o700)
      expect(readdirSync(join(folder, 'private'))).toEqual(['keys.json'])
    }))
})
