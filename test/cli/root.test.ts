import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { example, inFolder, onlyObject, type Run, refusal, run } from './command-line.js'

// A community that three hold together, told in the commands of docs/practice/root-keys.md.

const prepared = mkdtempSync(join(tmpdir(), 'entrenous-root-'))
const at =
  (cwd: string) =>
  (words: string, more: readonly string[] = []) =>
    run([...words.split(' '), ...more, '--json'], { cwd })
const text = (ran: Run, member: string): string => String(onlyObject(ran)[member])
let ben = ''
let chen = ''

beforeAll(() => {
  const folder = join(prepared, 'harbour', 'practitioners')
  mkdirSync(folder, { recursive: true })
  for (const name of ['community.json', 'charter.md', 'practitioners/caro-whitfield.json']) {
    cpSync(join(example, name), join(prepared, 'harbour', name))
  }
  const cli = at(prepared)
  ben = text(cli('root key ben.key'), 'publicKey')
  chen = text(cli('root key chen.key'), 'publicKey')
  cli(`root found harbour --out draft --threshold 2 --root-key ${ben} --root-key ${chen}`)
  cli('root sign draft --key ben.key --out harbour.root')
  cli('catalogue build harbour --root harbour.root --out harbour.catalogue --heads heads')
})
afterAll(() => rmSync(prepared, { recursive: true, force: true }))

function founded<Value>(work: (cwd: string) => Value): Value {
  return inFolder((cwd) => {
    cpSync(prepared, cwd, { recursive: true })
    return work(cwd)
  })
}

describe('entrenous root', () => {
  test('makes a key that only its owner can read, and never writes over one', () =>
    founded((cwd) => {
      expect(ben).toMatch(/^[0-9a-f]{64}$/)
      expect(statSync(join(cwd, 'ben.key')).mode & 0o777).toBe(0o600)
      expect(refusal(at(cwd)('root key ben.key'))).toBe('file_exists')
    }))

  test('says who must still sign, until enough have', () =>
    founded((cwd) => {
      const cli = at(cwd)
      const draft = onlyObject(cli('root show draft'))
      expect(draft).toMatchObject({ threshold: 2, complete: false, missing: { own: 1, before: 0 } })
      expect(draft['unsigned']).toHaveLength(2)
      const whole = onlyObject(cli('root show harbour.root'))
      expect(whole).toMatchObject({ complete: true, unsigned: [chen], community: draft['community'] })
      // A catalogue carries them, too.
      expect(onlyObject(cli('root show harbour.catalogue'))).toEqual(whole)
      expect(run(['root', 'show', 'draft'], { cwd }).stdout).toMatch(
        /Not valid yet: 1 more of its root keys must sign\./,
      )
    }))

  test('publishes under the name that stays', () =>
    founded((cwd) => {
      const cli = at(cwd)
      const trust = text(cli('root show harbour.root'), 'community')
      expect(onlyObject(cli(`catalogue verify harbour.catalogue --trust ${trust}`))).toMatchObject({ identical: true })
      expect(readdirSync(join(cwd, 'heads'))).toEqual(['1.head'])
      const next = cli(
        'catalogue build harbour --previous harbour.catalogue --root harbour.root --out next --heads heads',
      )
      expect(onlyObject(next)).toMatchObject({ communityKey: trust, approved: [], head: { sequence: 2, manifest: 1 } })
      expect(refusal(cli('catalogue build harbour --root draft --out next'))).toBe('root_threshold_unmet')
    }))

  test('replaces a lost key, and the list goes on', () =>
    founded((cwd) => {
      const cli = at(cwd)
      const trust = text(cli('root show harbour.root'), 'community')
      onlyObject(cli(`catalogue verify harbour.catalogue --trust ${trust} --head seen.json`))
      // Dora's keys folder is gone. She makes another publishing key and another root key.
      rmSync(join(cwd, '.entrenous'), { recursive: true })
      const grace = text(cli('root key grace.key'), 'publicKey')
      const publishing = text(cli('root key publishing.key'), 'publicKey')
      // The publisher's own new root key, which approves: any build makes it.
      const own = text(cli('root found harbour --out unused'), 'signed')
      const change = [ben, chen, grace].flatMap((key) => ['--root-key', key])
      const drafted = cli(`root change harbour.catalogue --key ben.key --out next.root`, [
        ...change,
        ...['--publishing-key', publishing, '--approver', own],
      ])
      expect(onlyObject(drafted)).toMatchObject({
        changed: ['publishingKeys', 'approvers', 'rootKeys'],
        missing: { own: 1, before: 1 },
        complete: false,
      })
      expect(onlyObject(cli('root sign next.root --key chen.key --out next.root'))).toMatchObject({ complete: true })
      const built = cli(
        'catalogue build harbour --root next.root --publishing-key publishing.key --previous harbour.catalogue --out next',
      )
      expect(onlyObject(built)).toMatchObject({
        communityKey: trust,
        head: { sequence: 2, manifest: 2 },
        approved: [{ name: 'caro-whitfield', because: 'first' }],
        leftOut: [],
      })
      expect(onlyObject(cli(`catalogue verify next --trust ${trust} --head seen.json`))).toMatchObject({
        identical: true,
      })
    }))

  test('has changed words signed before they are published', () =>
    founded((cwd) => {
      const cli = at(cwd)
      const file = join(cwd, 'harbour', 'community.json')
      writeFileSync(file, readFileSync(file, 'utf8').replace('dora@harbour.example', 'office@harbour.example'))
      const build = (root: string) =>
        cli(`catalogue build harbour --root ${root} --previous harbour.catalogue --out next`)
      expect(refusal(build('harbour.root'))).toBe('manifest_unsigned')
      const drafted = cli('root change harbour.root --key ben.key --folder harbour --out next.root')
      expect(onlyObject(drafted)).toMatchObject({ changed: ['contact'], contact: 'office@harbour.example' })
      onlyObject(cli('root sign next.root --key chen.key --out next.root'))
      expect(onlyObject(build('next.root'))).toMatchObject({ head: { manifest: 2 } })
    }))

  test('refuses keys and thresholds that are none', () =>
    founded((cwd) => {
      const cli = at(cwd)
      expect(refusal(cli('root found harbour --out no --root-key ab'))).toBe('keys_invalid')
      expect(refusal(cli('root found harbour --out no --threshold none'))).toBe('threshold_invalid')
      expect(refusal(cli(`root found harbour --out no --threshold 3 --root-key ${ben}`))).toBe('statement_invalid')
      expect(refusal(cli('root sign draft --key harbour.root --out no'))).toBe('file_invalid')
      expect(refusal(cli('root show ben.key'))).toBe('root_invalid')
      expect(readdirSync(cwd)).not.toContain('no')
    }))
})

describe('a community of one root key', () => {
  test('takes its manifest over, and makes the next one when its words change', () =>
    inFolder((cwd) => {
      const cli = at(cwd)
      const folder = join(cwd, 'small')
      mkdirSync(folder)
      for (const name of ['community.json', 'charter.md']) cpSync(join(example, name), join(folder, name))
      const first = onlyObject(cli('catalogue build small --out one'))
      const again = onlyObject(cli('catalogue build small --out two --previous one'))
      expect([first, again].map(({ head }) => head)).toMatchObject([{ manifest: 1 }, { manifest: 1, sequence: 2 }])
      const file = join(folder, 'community.json')
      writeFileSync(file, readFileSync(file, 'utf8').replace('dora@harbour.example', 'office@harbour.example'))
      const changed = onlyObject(cli('catalogue build small --out three --previous two'))
      expect(changed).toMatchObject({ head: { manifest: 2, sequence: 3 }, communityKey: first['communityKey'] })
      const trust = String(first['communityKey'])
      onlyObject(cli(`catalogue verify one --trust ${trust} --head seen.json`))
      expect(onlyObject(cli(`catalogue verify three --trust ${trust} --head seen.json`))).toMatchObject({
        identical: true,
      })
      expect(refusal(cli(`catalogue verify two --trust ${trust} --head seen.json`))).toBe('root_rolled_back')
    }))
})

describe('entrenous catalogue witness', () => {
  test('signs what follows, remembers it first, and signs nothing else', () =>
    founded((cwd) => {
      const cli = at(cwd)
      const trust = text(cli('root show harbour.root'), 'community')
      cli('root key ferry.key')
      const see = (file: string, more: readonly string[] = []) =>
        cli(`catalogue witness ${file} --key ferry.key --trust ${trust} --seen ferry.json --out ferry.witness`, more)
      expect(onlyObject(see('harbour.catalogue'))).toMatchObject({ head: { sequence: 1 } })
      expect(JSON.parse(readFileSync(join(cwd, 'ferry.json'), 'utf8'))).toEqual(
        onlyObject(see('harbour.catalogue'))['head'],
      )
      const build = (previous: string, out: string) =>
        onlyObject(cli(`catalogue build harbour --root harbour.root --previous ${previous} --out ${out} --heads heads`))
      build('harbour.catalogue', 'two')
      build('two', 'three')
      expect(refusal(see('three'))).toBe('catalogue_chain_broken')
      expect(onlyObject(see('three', ['--head', 'heads/2.head']))).toMatchObject({ head: { sequence: 3 } })
      expect(refusal(see('two'))).toBe('catalogue_rolled_back')
      writeFileSync(join(cwd, 'ferry.json'), '{}')
      expect(refusal(see('three'))).toBe('file_invalid')
    }))
})
