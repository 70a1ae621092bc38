import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../scripts/build.js'
import { inFolder, onlyObject, refusal, run } from './command-line.js'

const commands = [
  'demo',
  'keys new',
  'descriptor check',
  'descriptor sign',
  'catalogue build',
  'catalogue verify',
  'catalogue inspect',
  'catalogue witness',
  'community create',
  'community admit',
  'community approve',
  'community revoke',
  'community publish',
  'community status',
  'community federate',
  'root key',
  'root found',
  'root show',
  'root change',
  'root sign',
  'token open',
  'token inspect',
]

describe('the help', () => {
  test('names every command', () => {
    const { code, stdout } = run(['--help'])
    expect(code).toBe(0)
    expect(commands.filter((command) => !stdout.includes(`  ${command} `))).toEqual([])
  })

  for (const command of commands) {
    test(`of ${command} says what it does, what it takes, and how it ends`, () => {
      const { code, stdout, stderr } = run([...command.split(' '), '--help'])
      expect(code).toBe(0)
      expect(stderr).toBe('')
      expect(stdout).toContain(`entrenous ${command}`)
      expect(stdout).toContain('--json')
      expect(stdout).toContain('Exit code: 0')
    })
  }

  test('of a group lists its commands', () => {
    const { code, stdout } = run(['catalogue', '--help'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/catalogue build[\s\S]*catalogue verify[\s\S]*catalogue inspect/)
    expect(stdout).not.toContain('keys new')
  })

  test('fits into 80 columns, and into 40', () => {
    for (const width of [80, 40]) {
      const texts = commands.map(
        (command) => run([...command.split(' '), '--help'], { env: { COLUMNS: `${width}` } }).stdout,
      )
      // A single long word may stand out: a path cannot be broken.
      const long = texts
        .flatMap((text) => text.split('\n'))
        .filter((line) => line.length > width && line.trim().includes(' '))
      expect(long).toEqual([])
    }
  })
})

describe('a command line that is wrong', () => {
  const wrong: readonly (readonly [string, readonly string[]])[] = [
    ['nothing at all', []],
    ['no such command', ['publish']],
    ['half a command', ['catalogue']],
    ['an unknown option', ['demo', '--loud']],
    ['a missing argument', ['catalogue', 'build']],
    ['one argument too many', ['keys', 'new', 'one.json', 'two.json']],
    ['a missing option', ['catalogue', 'verify', 'some.catalogue']],
    ['an option without its value', ['descriptor', 'sign', 'some.json', '--keys']],
  ]
  for (const [what, words] of wrong) {
    test(`ends with 2 and says so on stderr: ${what}`, () => {
      const ran = run(words)
      expect(ran.code).toBe(2)
      expect(ran.stdout).toBe('')
      expect(ran.stderr).toContain('entrenous')
    })

    test(`gives one JSON object where that was asked for: ${what}`, () => {
      const ran = run([...words, '--json'])
      expect(ran.code).toBe(2)
      expect(refusal(ran)).toBe('usage')
    })
  }
})

test('a group alone is answered with what there is in it', () => {
  expect(run(['keys']).stderr).toContain('Say which of them, for example: entrenous keys new --help')
})

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(run(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
  expect(onlyObject(run(['--version', '--json']))).toEqual({ ok: true, version })
})

describe('the wrong file is named for what it is, without a stack trace', () => {
  test('a path that leads through a file', () =>
    inFolder((cwd) => {
      writeFileSync(join(cwd, 'one.json'), '{}')
      const ran = run(['keys', 'new', 'one.json/keys.json', '--json'], { cwd })
      expect(refusal(ran)).toBe('file_unwritable')
      expect(ran.stderr).not.toMatch(/ at .*\.js:/)
    }))
  test('a folder', () =>
    inFolder((cwd) => {
      expect(run(['catalogue', 'inspect', '.'], { cwd }).stderr).toContain('this is a folder')
    }))
  test('a file that is no catalogue', () =>
    inFolder((cwd) => {
      writeFileSync(join(cwd, 'one.json'), '{"some": "other file"}')
      const ran = run(['catalogue', 'inspect', 'one.json'], { cwd })
      expect(ran).toMatchObject({ code: 1, stdout: '' })
      expect(ran.stderr).toContain('this is no catalogue')
    }))
})

describe('colours', () => {
  test('stay away from what is no terminal', () => {
    expect(run(['--help']).stdout).not.toContain('\u001b')
    expect(run(['demo']).stdout).not.toContain('\u001b')
  })
})

test('a refusal is words on stderr, and an object on stdout only where that was asked for', () => {
  const plain = run(['token', 'inspect', 'no-such-file'])
  expect(plain).toMatchObject({ code: 1, stdout: '' })
  expect(plain.stderr).toContain('file_unreadable')
  const json = run(['token', 'inspect', 'no-such-file', '--json'])
  expect(json.code).toBe(1)
  expect(onlyObject(json)).toMatchObject({
    ok: false,
    error: { code: 'file_unreadable', detail: { path: 'no-such-file' } },
  })
})
