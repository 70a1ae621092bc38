import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../scripts/build.js'
import type * as Entrenous from '../../src/index.js'
import { example, inFolder, onlyObject, refusal, run } from './command-line.js'

const prepared = mkdtempSync(join(tmpdir(), 'entrenous-token-'))
afterAll(() => rmSync(prepared, { recursive: true, force: true }))

/** A token for Chen, and the keys of everybody, in a folder of its own. */
function withToken<Value>(work: (cwd: string, token: Uint8Array) => Value): Value {
  return inFolder((cwd) => {
    cpSync(prepared, cwd, { recursive: true })
    return work(cwd, new Uint8Array(readFileSync(join(cwd, 'token'))))
  })
}

let library: typeof Entrenous
beforeAll(async () => {
  // The built package, as an integrator has it: the command line opens what others sealed.
  library = await import(join(root, 'dist', 'index.js'))
  run(['catalogue', 'build', example, '--out', 'harbour.catalogue', '--keys', 'keys'], { cwd: prepared })
  const catalogue = new Uint8Array(readFileSync(join(prepared, 'harbour.catalogue')))
  writeFileSync(join(prepared, 'token'), sealedToChen(catalogue))
})

function sealedToChen(bytes: Uint8Array): Uint8Array {
  const { openCatalogue, readIntake, match, propose, grant, seal, days, epochSeconds } = library
  const now = epochSeconds(new Date())
  const claimed = onlyObject(run(['catalogue', 'inspect', '-', '--json'], { input: bytes }))
  const { community } = claimed['head'] as { readonly community: string } // its own output
  const catalogue = openCatalogue(bytes, { trust: [community], lastSeen: 'first-use', now })
  if (!catalogue.ok) throw new Error(catalogue.error.code)
  const answers = { needs: [{ concept: 'anxiety.panic' }], contact: { email: 'planted@secret.example' } }
  const intake = readIntake(answers, catalogue.value.vocabulary)
  if (!intake.ok) throw new Error(intake.error.code)
  const chen = match(intake.value, catalogue.value, { now, limit: 100 }).matches.find(({ name }) => name === 'Chen Wei')
  if (chen === undefined) throw new Error('Chen was not found')
  const terms = {
    purpose: 'referral',
    share: { needs: [{ concept: 'anxiety.panic', level: 'category' }] },
    expiresIn: days(7),
  } as const
  const proposal = propose(intake.value, chen, terms, { now })
  if (!proposal.ok) throw new Error(proposal.error.code)
  const sealed = seal(grant(proposal.value, { now }))
  if (!sealed.ok) throw new Error(sealed.error.code)
  return sealed.value.token
}

/** A stranger cannot tell it from a token of the second suite: the header says so, the length is right. */
function ofSuite2(token: Uint8Array): Uint8Array {
  const whole = new Uint8Array(token.length + 1088).fill(7)
  whole.set(token.subarray(0, 5))
  whole[3] = 2
  return whole
}

const chensKeys = ['--keys', 'keys/practitioners/chen-wei.json']

describe('entrenous token', () => {
  test('opens for Chen, with what was agreed and nothing more', () =>
    withToken((cwd) => {
      const ran = run(['token', 'open', 'token', ...chensKeys, '--json'], { cwd })
      expect(ran.code).toBe(0)
      expect(onlyObject(ran)).toMatchObject({
        disclosure: { purpose: 'referral', fields: { needs: [{ concept: 'anxiety', level: 'category' }] } },
      })
      expect(ran.stdout).not.toContain('planted')
      expect(ran.stdout).not.toContain('panic')
      expect(run(['token', 'open', 'token', ...chensKeys], { cwd }).stdout).toContain(
        'Anxiety (the subject in general)',
      )
    }))

  test('is read as bytes, as a link, as the text of a QR code, and from stdin', () =>
    withToken((cwd, token) => {
      writeFileSync(join(cwd, 'link'), `${library.toLink(token, 'https://harbour.example/open')}\n`)
      writeFileSync(join(cwd, 'qr'), library.toQrText(token))
      const ids = [
        run(['token', 'open', 'token', ...chensKeys, '--json'], { cwd }),
        run(['token', 'open', 'link', ...chensKeys, '--json'], { cwd }),
        run(['token', 'open', 'qr', ...chensKeys, '--json'], { cwd }),
        run(['token', 'open', '-', ...chensKeys, '--json'], { cwd, input: token }),
      ].map((ran) => onlyObject(ran)['id'])
      expect(ids[0]).toMatch(/^[0-9a-f]+$/)
      expect(new Set(ids).size).toBe(1)
    }))

  test('does not open for anybody else, nor when a bit of it was changed', () =>
    withToken((cwd, token) => {
      run(['keys', 'new', 'eve.json'], { cwd })
      const eve = run(['token', 'open', 'token', '--keys', 'eve.json', '--json'], { cwd })
      expect(eve.code).toBe(1)
      expect(refusal(eve)).toBe('token_unopenable')
      writeFileSync(
        join(cwd, 'token'),
        token.map((byte, index) => (index === 300 ? byte ^ 4 : byte)),
      )
      expect(refusal(run(['token', 'open', 'token', ...chensKeys, '--json'], { cwd }))).toBe('token_unopenable')
    }))

  test('is read from the argument itself, where there is no file of that name', () =>
    withToken((cwd, token) => {
      const link = library.toLink(token, 'https://harbour.example/open')
      for (const text of [link, library.toQrText(token), link.slice(link.indexOf('#'))]) {
        expect(onlyObject(run(['token', 'inspect', text, '--json'], { cwd }))['bytes']).toBe(597)
        expect(run(['token', 'open', text, ...chensKeys], { cwd }).stdout).toContain('Anxiety')
      }
      const damaged = run(['token', 'open', library.toQrText(token.subarray(1)), ...chensKeys], { cwd })
      expect(damaged.code).toBe(1)
      expect(damaged.stderr).toContain('the text that was given: This is not a whole message.')
      expect(damaged.stderr).not.toContain('ENTRENOUS:')
    }))

  const outsides = [
    ['token', 1, 597, '1 (X25519; HKDF-SHA256, ChaCha20-Poly1305)'],
    ['hybrid-token', 2, 1685, '2 (X-Wing: post-quantum; HKDF-SHA256, ChaCha20-Poly1305)'],
  ] as const
  test.each(outsides)('shows a stranger of %s version, suite and size, and that is all', (name, suite, bytes, words) =>
    withToken((cwd, classical) => {
      const token = suite === 1 ? classical : ofSuite2(classical)
      writeFileSync(join(cwd, name), token)
      writeFileSync(join(cwd, 'link'), library.toLink(token, 'https://harbour.example/open'))
      writeFileSync(join(cwd, 'qr'), `${library.toQrText(token)}\n`)
      const outside = { ok: true, command: 'token inspect', version: 1, suite, bucket: 512, bytes }
      for (const file of [name, 'link', 'qr']) {
        const ran = run(['token', 'inspect', file, '--json'], { cwd })
        expect(ran.code).toBe(0)
        expect(onlyObject(ran)).toEqual(outside)
        expect(onlyObject(run(['token', 'inspect', '-', '--json'], { input: readFileSync(join(cwd, file)) }))).toEqual(
          outside,
        )
      }
      expect(run(['token', 'inspect', name], { cwd }).stdout).toBe(
        `version      1
suite        ${words}
room inside  512 bytes, whatever is in it
whole        ${bytes.toLocaleString('en')} bytes
It names neither who sent it nor whom it is for.
`,
      )
    }),
  )

  const strange: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['nothing', '', 'token_malformed'],
    ['a letter', 'Dear Chen', 'token_malformed'],
    ['the beginning of a token', Uint8Array.of(0x65, 0x6e, 1), 'token_malformed'],
    ['a token of another version', Uint8Array.of(0x65, 0x6e, 9, 1, 1), 'token_unsupported'],
    ['a catalogue of a megabyte', new Uint8Array(1_000_000), 'file_too_large'],
  ]
  for (const [what, content, code] of strange) {
    test(`refuses ${what} without a stack trace`, () =>
      inFolder((cwd) => {
        writeFileSync(join(cwd, 'token'), content)
        const ran = run(['token', 'inspect', 'token', '--json'], { cwd })
        expect(ran.code).toBe(1)
        expect(refusal(ran)).toBe(code)
        expect(ran.stderr).not.toMatch(/ at .*\.js:/)
      }))
  }
})
