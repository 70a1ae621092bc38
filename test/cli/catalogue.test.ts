import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allStatements, openFile } from '../../src/catalogue/open-file.js'
import { publishCatalogue } from '../../src/catalogue/publish.js'
import { readCatalogueHead } from '../../src/catalogue/read-head.js'
import { readCommunityKeys } from '../../src/community/keys.js'
import { revoke } from '../../src/community/sign.js'
import { fromHex } from '../../src/kernel/text.js'
import { readStatement } from '../../src/statement/statement.js'
import { must } from '../support/catalogue.js'
import { cli, example, inFolder, onlyObject, refusal, run } from './command-line.js'

const prepared = mkdtempSync(join(tmpdir(), 'entrenous-built-'))
let key = ''
beforeAll(() => {
  key = String(
    onlyObject(run(['catalogue', 'build', example, '--out', 'harbour.catalogue', '--json'], { cwd: prepared }))[
      'communityKey'
    ],
  )
})
afterAll(() => rmSync(prepared, { recursive: true, force: true }))

/** Hands over a copy of the built example, with its keys. */
function built<Value>(work: (cwd: string, communityKey: string) => Value): Value {
  return inFolder((cwd) => {
    cpSync(prepared, cwd, { recursive: true })
    return work(cwd, key)
  })
}

/** A folder with the community’s file and these practitioners. */
function smallFolder(cwd: string, names: readonly string[]): string {
  const folder = join(cwd, 'small')
  mkdirSync(join(folder, 'practitioners'), { recursive: true })
  for (const name of ['community.json', 'charter.md', ...names.map((one) => `practitioners/${one}.json`)]) {
    cpSync(join(example, name), join(folder, name))
  }
  return folder
}

describe('entrenous catalogue build', () => {
  test('publishes the example: 47 practitioners, 8 events, one file', () =>
    inFolder((cwd) => {
      const ran = run(['catalogue', 'build', example, '--json'], { cwd })
      expect(ran.code).toBe(0)
      const facts = onlyObject(ran)
      expect(facts).toMatchObject({ name: 'Harbour Collective', practitioners: 47, events: 8, signedByThemselves: [] })
      // The one who forgot to confirm: listed, but nothing can be sealed to him.
      expect(facts['stale']).toEqual(['henrik-aasland'])
      expect(facts['leftOut']).toEqual([])
      expect(statSync(join(cwd, 'harbour-collective.catalogue')).size).toBe(facts['bytes'])
      expect(readdirSync(cwd).sort()).toEqual(['.entrenous', 'harbour-collective.catalogue'])
    }))

  test('keeps every key in a folder of its owner alone, and uses the same ones the next time', () =>
    built((cwd, communityKey) => {
      const keys = join(cwd, '.entrenous', 'harbour-collective')
      const files = readdirSync(join(keys, 'practitioners'))
      expect(files).toHaveLength(47)
      expect([keys, join(keys, 'practitioners')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700])
      const modes = files.map((name) => statSync(join(keys, 'practitioners', name)).mode & 0o777)
      expect(new Set([...modes, statSync(join(keys, 'community.json')).mode & 0o777])).toEqual(new Set([0o600]))
      const again = run(['catalogue', 'build', example, '--out', 'next', '--previous', 'harbour.catalogue', '--json'], {
        cwd,
      })
      expect(onlyObject(again)).toMatchObject({ communityKey, head: { sequence: 2 } })
    }))

  test('refuses to keep keys among what is shown to others', () =>
    inFolder((cwd) => {
      const folder = smallFolder(cwd, ['chen-wei'])
      const ran = run(['catalogue', 'build', folder, '--keys', join(folder, 'keys'), '--json'], { cwd })
      expect(ran.code).toBe(1)
      expect(refusal(ran)).toBe('keys_misplaced')
      expect(readdirSync(folder)).not.toContain('keys')
    }))

  test('publishes what practitioners signed themselves, and holds no key of theirs', () =>
    inFolder((cwd) => {
      const folder = smallFolder(cwd, ['chen-wei', 'caro-whitfield'])
      const source = join(folder, 'practitioners', 'chen-wei.json')
      run(['keys', 'new', 'chen.keys'], { cwd })
      const signed = run(['descriptor', 'sign', source, '--keys', 'chen.keys', '--json'], { cwd })
      rmSync(source)
      const ran = run(['catalogue', 'build', folder, '--json'], { cwd })
      expect(onlyObject(ran)).toMatchObject({ practitioners: 2, signedByThemselves: ['chen-wei'], leftOut: [] })
      expect(onlyObject(ran)['ids']).toMatchObject({ 'chen-wei': onlyObject(signed)['id'] })
      expect(readdirSync(join(cwd, '.entrenous', 'small', 'practitioners'))).toEqual(['caro-whitfield.json'])
    }))

  /** Chen signs; the lead has the file, in a folder of two. */
  function chenSigns(cwd: string, folder: string): void {
    const source = join(cwd, 'chen-wei.json')
    cpSync(join(example, 'practitioners', 'chen-wei.json'), source)
    const out = join(folder, 'practitioners', 'chen-wei.signed.json')
    expect(
      run(['descriptor', 'sign', source, '--keys', 'chen.keys', '--out', out, '--zone', 'UTC'], { cwd }).code,
    ).toBe(0)
  }

  test('approves once, and carries approvals over as long as they last', () =>
    inFolder((cwd) => {
      const folder = smallFolder(cwd, ['caro-whitfield'])
      run(['keys', 'new', 'chen.keys'], { cwd })
      chenSigns(cwd, folder)
      const build = (...more: readonly string[]) =>
        onlyObject(run(['catalogue', 'build', folder, '--out', 'out', '--json', ...more], { cwd }))
      expect(build()).toMatchObject({
        approved: [
          { name: 'caro-whitfield', because: 'first' },
          { name: 'chen-wei', because: 'first' },
        ],
      })
      chenSigns(cwd, folder)
      const next = build('--previous', 'out')
      expect(next).toMatchObject({ approved: [], swapped: [], coolingDown: [], leftOut: [], head: { sequence: 2 } })
      expect(build('--previous', 'out')).toMatchObject({ approved: [], leftOut: [], head: { sequence: 3 } })
    }))

  test('approves no keys in the place of others until the lead has decided, and then says how long they wait', () =>
    inFolder((cwd) => {
      const folder = smallFolder(cwd, ['caro-whitfield'])
      run(['keys', 'new', 'chen.keys'], { cwd })
      chenSigns(cwd, folder)
      run(['catalogue', 'build', folder, '--out', 'first'], { cwd })
      cpSync(join(cwd, 'chen.keys'), join(cwd, 'old.keys'))
      expect(run(['keys', 'replace', 'chen.keys', '--yes'], { cwd }).code).toBe(0)
      chenSigns(cwd, folder)
      const build = (from: string, to: string, ...more: readonly string[]) =>
        run(['catalogue', 'build', folder, '--previous', from, '--out', to, ...more], { cwd })
      expect(onlyObject(build('first', 'second', '--json'))).toMatchObject({
        approved: [],
        swapped: [{ name: 'chen-wei', forGood: false }],
        leftOut: [{ name: 'chen-wei', code: 'descriptor_unapproved' }],
      })
      const words = build('first', 'second').stdout.replace(/\s+/g, ' ')
      expect(words).toContain('chen-wei: this file promises other keys than those approved on 20')
      expect(words).toContain('Nobody can write to them until you have decided.')
      expect(words).toContain('run this again with --approve-keys chen-wei')
      expect(refusal(build('second', 'third', '--json', '--approve-keys', 'caro-whitfield'))).toBe('approval_unneeded')
      const decided = onlyObject(build('second', 'third', '--json', '--approve-keys', 'chen-wei'))
      expect(decided).toMatchObject({ approved: [{ name: 'chen-wei', because: 'replaced' }], swapped: [], leftOut: [] })
      const [{ until }] = decided['coolingDown'] as [{ until: number }] // its own output
      expect(until - Date.now() / 1000).toBeGreaterThan(6.9 * 86_400)
      expect(until - Date.now() / 1000).toBeLessThanOrEqual(7 * 86_400)
      // Nothing more to decide, and still waiting.
      expect(onlyObject(build('third', 'fourth', '--json'))).toMatchObject({
        approved: [],
        swapped: [],
        coolingDown: [{ name: 'chen-wei', until }],
      })
      const inspected = onlyObject(run(['catalogue', 'inspect', 'third', '--json'], { cwd }))
      const day = new Date(until * 1000).toISOString().slice(0, 10)
      expect(inspected['entries']).toContainEqual(
        expect.objectContaining({
          name: 'Chen Wei',
          state: `Has room. New keys: nobody can write to them before ${day}`,
        }),
      )
      // Whoever holds the old keys sends the old promise again.
      cpSync(join(cwd, 'old.keys'), join(cwd, 'chen.keys'))
      chenSigns(cwd, folder)
      expect(onlyObject(build('fourth', 'fifth', '--json'))).toMatchObject({
        approved: [],
        swapped: [{ name: 'chen-wei', forGood: true }],
      })
      expect(refusal(build('fourth', 'fifth', '--json', '--approve-keys', 'chen-wei'))).toBe('keys_replaced')
    }))

  test('takes over a revocation, and approves nobody who was revoked', () =>
    built((cwd) => {
      // As a developer does, without the command line.
      const keys = must(
        readCommunityKeys(readFileSync(join(cwd, '.entrenous/harbour-collective/community.json'), 'utf8')),
      )
      const before = readFileSync(join(cwd, 'harbour.catalogue'))
      const head = must(readCatalogueHead(before))
      const file = must(openFile(before, { trust: [head.community], lastSeen: 'first-use', now: head.issued }))
      const received = must(allStatements(file))
      const entry = received.map((bytes) => must(readStatement(bytes))).find(({ kind }) => kind === 'descriptor')
      const id = fromHex(entry?.subject ?? '') ?? new Uint8Array(0)
      const revoked = must(
        publishCatalogue({
          root: file.read.body.root,
          statements: [...received, revoke(id, 'key-stolen', keys, { now: head.issued })],
          vocabulary: file.vocabulary,
          publishingKey: keys.publishing,
          previous: head,
          now: head.issued,
        }),
      )
      writeFileSync(join(cwd, 'revoked'), revoked.bytes)
      const ran = run(['catalogue', 'build', example, '--out', 'next', '--previous', 'revoked', '--json'], { cwd })
      const { ids, leftOut, approved } = onlyObject(ran)
      const [name] = Object.entries(ids as object).find(([, one]) => one === entry?.subject) ?? [] // its own output
      expect(leftOut).toEqual([
        { name, code: 'descriptor_revoked' },
        { name, code: 'descriptor_revoked' },
      ])
      expect(approved).toEqual([])
    }))

  test('continues from no catalogue of another publisher', () =>
    built((cwd) => {
      const folder = smallFolder(cwd, ['chen-wei'])
      const ran = run(['catalogue', 'build', folder, '--previous', 'harbour.catalogue', '--json'], { cwd })
      expect(refusal(ran)).toBe('catalogue_untrusted')
      const bytes = readFileSync(join(cwd, 'harbour.catalogue'))
      writeFileSync(
        join(cwd, 'changed'),
        bytes.map((byte, at) => (at === bytes.length - 9 ? byte ^ 1 : byte)),
      )
      const altered = run(
        ['catalogue', 'build', example, '--keys', '.entrenous/harbour-collective', '--previous', 'changed', '--json'],
        { cwd },
      )
      expect(refusal(altered)).toBe('catalogue_hash_mismatch')
    }))

  test('leaves out a signed statement in which one character was changed', () =>
    inFolder((cwd) => {
      const folder = smallFolder(cwd, ['chen-wei', 'caro-whitfield'])
      const source = join(folder, 'practitioners', 'chen-wei.json')
      run(['keys', 'new', 'chen.keys'], { cwd })
      run(['descriptor', 'sign', source, '--keys', 'chen.keys'], { cwd })
      rmSync(source)
      const file = join(folder, 'practitioners', 'chen-wei.signed.json')
      const signed = JSON.parse(readFileSync(file, 'utf8'))
      const [descriptor = ''] = signed.statements
      // In the middle of the name: still well-formed, no longer signed.
      const bytes = Buffer.from(descriptor, 'base64url')
      bytes[bytes.indexOf('Chen Wei')] = 0x4b
      writeFileSync(
        file,
        JSON.stringify({ ...signed, statements: [bytes.toString('base64url'), signed.statements[1]] }),
      )
      const { leftOut } = onlyObject(run(['catalogue', 'build', folder, '--json'], { cwd }))
      expect(leftOut).toEqual([{ name: 'chen-wei', code: 'statement_forged' }])
    }))

  const hostile: readonly (readonly [string, string, string, string])[] = [
    ['a community file that is no JSON', 'community.json', '{', 'file_invalid'],
    ['a community without a charter', 'community.json', '{"name":"x","zone":"UTC"}', 'folder_invalid'],
    [
      'a charter somewhere else',
      'community.json',
      '{"name":"x","zone":"UTC","charter":"../../secret"}',
      'folder_invalid',
    ],
    [
      'a member of the community file there is not',
      'community.json',
      '{"name":"x","zone":"UTC","charter":"charter.md","policy":{"approvalsRequired":0},"contact":"x","admin":true}',
      'statement_invalid',
    ],
    ['a practitioner’s file that is a list', 'practitioners/chen-wei.json', '[]', 'file_invalid'],
    [
      'a practitioner’s file in deep brackets',
      'practitioners/chen-wei.json',
      `${'['.repeat(5000)}${']'.repeat(5000)}`,
      'file_invalid',
    ],
    [
      'a signed file that holds nothing signed',
      'practitioners/eve.signed.json',
      '{"format":"entrenous-signed-1","statements":["AAAA"]}',
      'file_invalid',
    ],
    [
      'a second file for one practitioner',
      'practitioners/chen-wei.signed.json',
      '{"format":"entrenous-signed-1","statements":[]}',
      'file_invalid',
    ],
    ['a name with spaces', 'practitioners/Chen Wei.json', '{}', 'folder_invalid'],
    [
      'an event whose host nobody knows',
      'events/evening.json',
      '{"title":"x","hosts":["nobody"]}',
      'descriptor_invalid',
    ],
  ]
  for (const [what, path, content, code] of hostile) {
    test(`refuses ${what}, and writes no catalogue`, () =>
      inFolder((cwd) => {
        const folder = smallFolder(cwd, ['chen-wei'])
        mkdirSync(join(folder, 'events'))
        writeFileSync(join(folder, path), content)
        const ran = run(['catalogue', 'build', folder, '--out', 'out', '--json'], { cwd })
        expect(ran.code).toBe(1)
        expect(refusal(ran)).toBe(code)
        expect(ran.stderr).not.toMatch(/ at .*\.js:/)
        expect(readdirSync(cwd)).not.toContain('out')
      }))
  }

  test('leaves the old catalogue whole where the new one cannot be written', () =>
    inFolder((cwd) => {
      mkdirSync(join(cwd, 'taken'))
      writeFileSync(join(cwd, 'taken', 'something'), '')
      const ran = run(['catalogue', 'build', smallFolder(cwd, ['chen-wei']), '--out', 'taken', '--json'], { cwd })
      expect(refusal(ran)).toBe('file_unwritable')
      expect(readdirSync(cwd).sort()).toEqual(['.entrenous', 'small', 'taken'])
      expect(readdirSync(join(cwd, 'taken'))).toEqual(['something'])
    }))

  test('goes on where it was interrupted, and leaves the old catalogue whole', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'entrenous-interrupted-'))
    try {
      const keys = join(cwd, 'keys', 'practitioners')
      mkdirSync(keys, { recursive: true })
      writeFileSync(join(cwd, 'out'), 'the old catalogue')
      const args = ['catalogue', 'build', example, '--keys', 'keys', '--out', 'out']
      const running = spawn(process.execPath, [cli, ...args], { cwd, stdio: 'ignore' })
      // The first key that is written is the sign that work has begun.
      const watcher = watch(keys, () => running.kill('SIGINT'))
      const [, signal] = await once(running, 'close')
      watcher.close()
      expect(signal).toBe('SIGINT')
      expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe('the old catalogue')
      const made = readdirSync(keys).filter((name) => name.endsWith('.json'))
      expect(made.length).toBeLessThan(47)
      const before = made.map((name) => readFileSync(join(keys, name), 'utf8'))
      expect(run(args, { cwd }).code).toBe(0)
      expect(made.map((name) => readFileSync(join(keys, name), 'utf8'))).toEqual(before)
      expect(statSync(join(cwd, 'out')).size).toBeGreaterThan(100_000)
    } finally {
      rmSync(cwd, { recursive: true, force: true })
    }
  })

  test('refuses to continue from what is no catalogue', () =>
    inFolder((cwd) => {
      writeFileSync(join(cwd, 'old'), 'no catalogue')
      const ran = run(['catalogue', 'build', smallFolder(cwd, ['chen-wei']), '--previous', 'old', '--json'], { cwd })
      expect(ran.code).toBe(1)
      expect(refusal(ran)).toMatch(/^catalogue_/)
    }))
})

describe('entrenous catalogue verify', () => {
  test('finds in order what was just published, every statement of it', () =>
    built((cwd, key) => {
      const ran = run(['catalogue', 'verify', 'harbour.catalogue', '--trust', key, '--json'], { cwd })
      expect(ran.code).toBe(0)
      expect(onlyObject(ran)).toMatchObject({
        name: 'Harbour Collective',
        entries: 55,
        identical: true,
        head: { sequence: 1 },
      })
    }))

  test('refuses an altered byte, a shorter file, another key, and a file that is something else', () =>
    built((cwd, key) => {
      const bytes = readFileSync(join(cwd, 'harbour.catalogue'))
      const codeOf = (content: Uint8Array, trust = key) => {
        writeFileSync(join(cwd, 'other'), content)
        const ran = run(['catalogue', 'verify', 'other', '--trust', trust, '--json'], { cwd })
        expect(ran.code).toBe(1)
        return refusal(ran)
      }
      const flipped = (at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
      expect(codeOf(flipped(bytes.length - 1000))).toBe('catalogue_hash_mismatch')
      expect(codeOf(bytes.subarray(0, bytes.length - 1))).toMatch(/^catalogue_/)
      expect(codeOf(new Uint8Array(0))).toMatch(/^catalogue_/)
      expect(codeOf(Buffer.from('<!doctype html>'))).toMatch(/^catalogue_/)
      expect(codeOf(bytes, 'ab'.repeat(32))).toBe('catalogue_untrusted')
      expect(codeOf(bytes, 'no key')).toBe('keys_invalid')
    }))

  test('notices a step back, because it remembers what it saw', () =>
    built((cwd, key) => {
      run(['catalogue', 'build', example, '--out', 'newer', '--previous', 'harbour.catalogue'], { cwd })
      const verify = (file: string) =>
        run(['catalogue', 'verify', file, '--trust', key, '--head', 'head.json', '--json'], { cwd })
      expect(verify('harbour.catalogue').code).toBe(0)
      expect(verify('newer').code).toBe(0)
      expect(refusal(verify('harbour.catalogue'))).toBe('catalogue_rolled_back')
      expect(JSON.parse(readFileSync(join(cwd, 'head.json'), 'utf8')).sequence).toBe(2)
    }))

  test('notices two catalogues of one number, and two beginnings', () =>
    built((cwd, key) => {
      const folder = smallFolder(cwd, ['chen-wei'])
      const build = (out: string, ...more: readonly string[]) =>
        run(['catalogue', 'build', folder, '--out', out, '--keys', '.entrenous/harbour-collective', ...more], { cwd })
      build('other', '--root', 'harbour.catalogue')
      build('begun-again')
      const verify = (file: string) =>
        run(['catalogue', 'verify', file, '--trust', key, '--head', 'head.json', '--json'], { cwd })
      expect(verify('harbour.catalogue').code).toBe(0)
      expect(refusal(verify('other'))).toBe('catalogue_equivocal')
      expect(refusal(verify('begun-again'))).toBe('root_equivocal')
    }))

  test('refuses a remembered head that is none', () =>
    built((cwd, key) => {
      writeFileSync(join(cwd, 'head.json'), '{"sequence":"many"}')
      const ran = run(['catalogue', 'verify', 'harbour.catalogue', '--trust', key, '--head', 'head.json', '--json'], {
        cwd,
      })
      expect(refusal(ran)).toBe('file_invalid')
    }))
})

describe('entrenous catalogue inspect', () => {
  test('lists who is in it, and says whether anybody vouches for the file', () =>
    built((cwd, key) => {
      const taken = onlyObject(run(['catalogue', 'inspect', 'harbour.catalogue', '--json'], { cwd }))
      const entries = taken['entries'] as readonly { readonly name: string; readonly state: string }[] // its own output
      expect(taken['trusted']).toBe(false)
      expect(entries).toHaveLength(55)
      expect(entries.find(({ name }) => name === 'Henrik Aasland')?.state).toBe('Not known: please ask')
      expect(entries.find(({ name }) => name === 'Mateus Ferro')?.state).toBe('Is taking a break')
      const trusted = run(['catalogue', 'inspect', 'harbour.catalogue', '--trust', key, '--json'], { cwd })
      expect(onlyObject(trusted)['trusted']).toBe(true)
      const words = run(['catalogue', 'inspect', 'harbour.catalogue'], { cwd }).stdout
      expect(words).toContain('Taken at its word')
      expect(words.split('\n').filter((line) => line.length > 80)).toEqual([])
    }))
})
