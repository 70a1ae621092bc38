import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { example, inFolder, onlyObject, refusal, run } from './command-line.js'

const chen = join(example, 'practitioners', 'chen-wei.json')

describe('entrenous keys new', () => {
  test('keeps the keys where only their owner can read them, and shows the id alone', () =>
    inFolder((cwd) => {
      const ran = run(['keys', 'new', 'keys.json', '--json'], { cwd })
      expect(ran.code).toBe(0)
      const { id, epochs } = onlyObject(ran)
      expect(id).toMatch(/^[0-9a-f]{64}$/)
      expect(epochs).toBe(8)
      expect(statSync(join(cwd, 'keys.json')).mode & 0o777).toBe(0o600)
      const { identity, opening } = JSON.parse(readFileSync(join(cwd, 'keys.json'), 'utf8'))
      const secrets = [identity, ...opening.map((one: { readonly secretKey: string }) => one.secretKey)]
      expect(secrets).toHaveLength(9)
      expect(secrets.filter((secret) => `${ran.stdout}${ran.stderr}`.includes(secret))).toEqual([])
    }))

  test('never writes over a file', () =>
    inFolder((cwd) => {
      writeFileSync(join(cwd, 'keys.json'), 'what was there')
      const ran = run(['keys', 'new', 'keys.json', '--json'], { cwd })
      expect(ran.code).toBe(1)
      expect(refusal(ran)).toBe('file_exists')
      expect(readFileSync(join(cwd, 'keys.json'), 'utf8')).toBe('what was there')
    }))
})

describe('entrenous descriptor check', () => {
  test('finds the example’s Chen in order', () => {
    const ran = run(['descriptor', 'check', chen, '--json'])
    expect(ran.code).toBe(0)
    expect(onlyObject(ran)).toMatchObject({ ok: true, name: 'Chen Wei', leftOpen: [], sealable: true })
  })

  test('says which questions a file leaves open', () => {
    const { leftOpen } = onlyObject(
      run(['descriptor', 'check', join(example, 'practitioners', 'caro-whitfield.json'), '--json']),
    )
    expect(leftOpen).toEqual(expect.arrayContaining(['fees', 'languages', 'slots']))
  })

  const broken: readonly (readonly [string, (source: Record<string, unknown>) => unknown, string])[] = [
    [
      'a word there is not',
      (source) => ({ ...source, concepts: { specialist: ['anxiety.pannic'] } }),
      'concepts.0.concept',
    ],
    ['a level there is not', (source) => ({ ...source, concepts: { expert: ['anxiety.panic'] } }), 'concepts.0.level'],
    ['an hour there is not', (source) => ({ ...source, slots: ['tue 25:00-26:00'] }), 'slots.0.fromMinute'],
    ['a slot that is no slot', (source) => ({ ...source, slots: ['Tuesdays'] }), 'slots.0'],
    ['a zone there is not', (source) => ({ ...source, zone: 'Saltmere/Harbour' }), 'zone'],
    [
      'a moment that is none',
      (source) => ({ ...source, presence: { capacity: 'capacity', confirmed: 'lately' } }),
      'presence.confirmed',
    ],
    [
      'a moment to come',
      (source) => ({ ...source, presence: { capacity: 'capacity', confirmed: 'in 3 days' } }),
      'presence.confirmed',
    ],
    ['no presence', ({ presence: _, ...source }) => source, 'presence.confirmed'],
    [
      'a capacity there is not',
      (source) => ({ ...source, presence: { capacity: 'some', confirmed: 'today' } }),
      'presence.capacity',
    ],
    ['a hidden override of direction', (source) => ({ ...source, name: 'Chen\u202eieW' }), 'name'],
    [
      'a faith without leave to publish it',
      (source) => ({ ...source, facets: { yes: ['faith.sikh'] } }),
      'publishesSpecialCategories',
    ],
  ]
  for (const [what, change, field] of broken) {
    test(`names the field, and repeats nothing: ${what}`, () =>
      inFolder((cwd) => {
        const source = JSON.parse(readFileSync(chen, 'utf8'))
        writeFileSync(join(cwd, 'one.json'), JSON.stringify(change(source)))
        const ran = run(['descriptor', 'check', 'one.json', '--json', '--zone', 'America/Los_Angeles'], { cwd })
        expect(ran.code).toBe(1)
        expect(onlyObject(ran)).toMatchObject({ error: { code: 'descriptor_invalid', detail: { field } } })
      }))
  }

  const hostile: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['half a file', '{"name": "Chen', 'file_invalid'],
    ['a list', '[]', 'file_invalid'],
    ['a word', '"name"', 'file_invalid'],
    ['nothing', '', 'file_invalid'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0xd8]), 'file_invalid'],
    ['a file of a megabyte', `{"name":"${'x'.repeat(1_000_000)}"}`, 'file_too_large'],
    ['ten thousand brackets', '['.repeat(10_000), 'file_invalid'],
    [
      'a prototype',
      '{"__proto__": {"name": "Eve"}, "presence": {"capacity": "capacity", "confirmed": "today"}}',
      'descriptor_invalid',
    ],
  ]
  for (const [what, content, code] of hostile) {
    test(`refuses ${what} without a stack trace`, () =>
      inFolder((cwd) => {
        writeFileSync(join(cwd, 'one.json'), content)
        const ran = run(['descriptor', 'check', 'one.json', '--json'], { cwd })
        expect(ran.code).toBe(1)
        expect(refusal(ran)).toBe(code)
        expect(ran.stderr).not.toMatch(/ at .*\.js:/)
      }))
  }
})

describe('entrenous descriptor sign', () => {
  test('writes statements without any secret, and leaves nothing else behind', () =>
    inFolder((cwd) => {
      run(['keys', 'new', 'keys.json'], { cwd })
      const ran = run(['descriptor', 'sign', chen, '--keys', 'keys.json', '--out', 'chen.signed.json', '--json'], {
        cwd,
      })
      expect(ran.code).toBe(0)
      expect(onlyObject(ran)).toMatchObject({ ok: true, name: 'Chen Wei', out: 'chen.signed.json' })
      const signed = JSON.parse(readFileSync(join(cwd, 'chen.signed.json'), 'utf8'))
      expect(signed.format).toBe('entrenous-signed-1')
      expect(signed.statements).toHaveLength(2)
      expect(readdirSync(cwd).sort()).toEqual(['chen.signed.json', 'keys.json'])
    }))

  test('never writes what it signed over the keys', () =>
    inFolder((cwd) => {
      run(['keys', 'new', 'keys.json'], { cwd })
      const before = readFileSync(join(cwd, 'keys.json'), 'utf8')
      const ran = run(['descriptor', 'sign', chen, '--keys', 'keys.json', '--out', './keys.json', '--json'], { cwd })
      expect(refusal(ran)).toBe('file_exists')
      expect(readFileSync(join(cwd, 'keys.json'), 'utf8')).toBe(before)
    }))

  test('refuses a file that holds no keys, without repeating it', () =>
    inFolder((cwd) => {
      writeFileSync(join(cwd, 'keys.json'), JSON.stringify({ format: 'entrenous-keys-1', identity: 'planted-secret' }))
      const ran = run(['descriptor', 'sign', chen, '--keys', 'keys.json', '--json'], { cwd })
      expect(ran.code).toBe(1)
      expect(refusal(ran)).toBe('keys_invalid')
      expect(`${ran.stdout}${ran.stderr}`).not.toContain('planted-secret')
    }))
})
