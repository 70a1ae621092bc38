import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCatalogue } from '../../src/catalogue/open.js'
import { verifyEquivocation } from '../../src/federation/equivocation.js'
import { epochSeconds } from '../../src/kernel/time.js'
import { example, inFolder, onlyObject, type Run, refusal, run } from './command-line.js'

// Dora leads, Ben approves with a key of his own, and three people have made keys and signed their pages.

const prepared = mkdtempSync(join(tmpdir(), 'entrenous-lead-'))
const people = ['chen-wei', 'noor-el-tayeb', 'wren-kallio'] as const
let benKey = ''

function signPage(cwd: string, name: string, keys: string, out = `${name}.signed.json`): void {
  cpSync(join(example, 'practitioners', `${name}.json`), join(cwd, `${name}.json`))
  const ran = run(['descriptor', 'sign', `${name}.json`, '--keys', keys, '--out', out, '--zone', 'UTC'], { cwd })
  if (ran.code !== 0) throw new Error(ran.stderr)
}

beforeAll(() => {
  benKey = String(onlyObject(run(['root', 'key', 'ben.key', '--json'], { cwd: prepared }))['publicKey'])
  for (const name of people) {
    run(['keys', 'new', `${name}.keys`], { cwd: prepared })
    signPage(prepared, name, `${name}.keys`)
  }
})
afterAll(() => rmSync(prepared, { recursive: true, force: true }))

const facts = ['--name', 'Millbrook Circle', '--contact', 'dora@mill.example', '--zone', 'UTC']
type Community = {
  readonly cwd: string
  /** Runs a `community` command on the folder. */
  readonly on: (command: string, ...more: readonly string[]) => Run
  readonly facts: (command: string, ...more: readonly string[]) => Record<string, unknown>
}

/** A community in a folder of its own, made with these options. */
function community<Value>(options: readonly string[], work: (one: Community) => Value): Value {
  return inFolder((cwd) => {
    cpSync(prepared, cwd, { recursive: true })
    const on = (command: string, ...more: readonly string[]) => run(['community', command, 'mill', ...more], { cwd })
    const created = on('create', ...facts, ...options)
    if (created.code !== 0) throw new Error(created.stderr)
    return work({ cwd, on, facts: (command, ...more) => onlyObject(on(command, ...more, '--json')) })
  })
}

const twoVetters = () => ['--policy', 'introduced-two-vetters', '--approver', benKey, '--checklist', 'charter-signed']
const page = (name: string) => `${name}.signed.json`
const codesOf = (asked: unknown) => (asked as readonly { readonly code: string }[]).map(({ code }) => code) // of our own output

/** Everything that lets somebody in where two approve. */
function letIn({ on }: Community, name: string, ...by: readonly string[]): void {
  for (const ran of [
    on('admit', page(name), ...by),
    on('approve', name, '--seen', 'charter-signed'),
    on('approve', name, '--as', 'ben.key'),
  ]) {
    expect(ran).toMatchObject({ code: 0 })
  }
}

describe('entrenous community create', () => {
  test('writes a folder, keys of its owner alone, and a manifest that is signed', () =>
    community([], ({ cwd, facts: ask }) => {
      const made = readdirSync(join(cwd, 'mill'), { recursive: true, encoding: 'utf8' }).sort()
      for (const file of [
        'README.md',
        'charter.md',
        'checklists/hosts.md',
        'checklists/mentors.md',
        'community.json',
        'manifest.root',
        'rollout.md',
        'sources/physicians.md',
      ]) {
        expect(made).toContain(file)
      }
      expect(readFileSync(join(cwd, 'mill/charter.md'), 'utf8')).toContain('Charter of Millbrook Circle')
      expect(statSync(join(cwd, '.entrenous/mill/community.json')).mode & 0o777).toBe(0o600)
      const shown = onlyObject(run(['root', 'show', 'mill/manifest.root', '--json'], { cwd }))
      expect(shown).toMatchObject({ name: 'Millbrook Circle', complete: true, policy: { approvalsRequired: 1 } })
      expect(ask('status')).toMatchObject({ name: 'Millbrook Circle', community: shown['community'], members: [] })
    }))

  test('writes over no community, and makes no keys before everything else is in order', () =>
    community([], ({ cwd, on }) => {
      const before = readFileSync(join(cwd, 'mill/community.json'), 'utf8')
      expect(refusal(on('create', ...facts, '--json'))).toBe('file_exists')
      expect(readFileSync(join(cwd, 'mill/community.json'), 'utf8')).toBe(before)
      const other = (...more: readonly string[]) =>
        run(['community', 'create', 'other', ...facts, ...more, '--json'], { cwd })
      expect(refusal(other('--policy', 'introduced-two-vetters'))).toBe('approvers_too_few')
      expect(refusal(other('--policy', 'anybody'))).toBe('option_invalid')
      expect(refusal(other('--consent-age', 'PT:60'))).toBe('option_invalid')
      expect(refusal(other('--checklist', 'charter-signed'))).toBe('option_invalid')
      expect(refusal(other('--approver', 'ben'))).toBe('keys_invalid')
      expect(refusal(other('--template', 'mill/sources'))).toBe('folder_invalid')
      expect(refusal(other('--keys', 'other/keys'))).toBe('keys_misplaced')
      expect(existsSync(join(cwd, 'other')) || existsSync(join(cwd, '.entrenous/other'))).toBe(false)
    }))

  test('takes a template of one’s own, and refuses one with a placeholder that is no fact', () =>
    community([], ({ cwd }) => {
      const own = join(cwd, 'own')
      cpSync(join(cwd, 'mill/charter.md'), join(own, 'charter.md'))
      writeFileSync(
        join(own, 'community.json'),
        '{"name":"{{name}}","contact":"{{contact}}","zone":"{{zone}}","charter":"charter.md","policy":"{{policy}}"}',
      )
      const create = (folder: string) =>
        run(['community', 'create', folder, ...facts, '--template', 'own', '--json'], { cwd })
      expect(onlyObject(create('second'))).toMatchObject({ ok: true, files: ['charter.md', 'community.json'] })
      writeFileSync(join(own, 'charter.md'), 'We are {{nobody}}.')
      expect(refusal(create('third'))).toBe('statement_invalid')
    }))
})

describe('entrenous community admit and approve', () => {
  test('let somebody in step by step, say what is left, and do nothing twice', () =>
    community(twoVetters(), ({ cwd, facts: ask }) => {
      const admitted = ask('admit', page('chen-wei'))
      expect(admitted).toMatchObject({ name: 'chen-wei', arrived: true, introduced: true })
      expect(codesOf(admitted['asked'])).toEqual(['approvals', 'attestations'])
      expect(ask('admit', page('chen-wei'))).toMatchObject({ arrived: false, introduced: false })
      expect(codesOf(ask('approve', 'chen-wei', '--seen', 'charter-signed')['asked'])).toEqual(['approvals'])
      expect(ask('approve', 'chen-wei', '--seen', 'charter-signed')).toMatchObject({
        approved: false,
        attested: false,
        files: [],
      })
      expect(ask('approve', 'Chen Wei', '--as', 'ben.key')).toMatchObject({
        name: 'chen-wei',
        approved: true,
        asked: [],
      })
      expect(readdirSync(join(cwd, 'mill/statements'))).toHaveLength(4)
      expect(ask('publish')).toMatchObject({ listed: 1, leftOut: [], head: { sequence: 1 } })
      expect(ask('approve', admitted['id'] as string)).toMatchObject({ approved: false }) // its own output
    }))

  test('hear who may speak: listed members introduce, approvers approve, and nobody else', () =>
    community(twoVetters(), (one) => {
      const { on, cwd } = one
      expect(refusal(on('admit', page('wren-kallio'), '--as', 'chen-wei.keys', '--json'))).toBe('speaker_unfit')
      letIn(one, 'chen-wei')
      expect(on('admit', page('wren-kallio'), '--as', 'chen-wei.keys').code).toBe(0)
      expect(refusal(on('admit', 'chen-wei', '--as', 'chen-wei.keys', '--json'))).toBe('speaker_unfit')
      for (const command of [['approve'], ['revoke', '--because', 'left', '--yes']]) {
        expect(
          refusal(on(command[0] ?? '', 'wren-kallio', '--as', 'chen-wei.keys', '--json', ...command.slice(1))),
        ).toBe('speaker_unfit')
      }
      expect(refusal(on('approve', 'wren-kallio', '--seen', 'licence-seen', '--json'))).toBe('option_invalid')
      expect(refusal(on('approve', 'nobody', '--json'))).toBe('person_unknown')
      rmSync(join(cwd, '.entrenous'), { recursive: true })
      expect(refusal(on('approve', 'chen-wei', '--json'))).toBe('file_unreadable')
    }))

  test('take no page for somebody else’s, and none that was changed', () =>
    community([], ({ cwd, on }) => {
      expect(on('admit', page('chen-wei')).code).toBe(0)
      cpSync(join(cwd, page('wren-kallio')), join(cwd, 'sent/chen-wei.signed.json'))
      expect(refusal(on('admit', 'sent/chen-wei.signed.json', '--json'))).toBe('name_taken')
      cpSync(join(cwd, page('chen-wei')), join(cwd, 'sent/another.signed.json'))
      expect(refusal(on('admit', 'sent/another.signed.json', '--json'))).toBe('name_taken')
      const text = readFileSync(join(cwd, page('noor-el-tayeb')), 'utf8')
      const { statements, format } = JSON.parse(text)
      const bytes = Buffer.from(statements[0], 'base64url')
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
      const forged = JSON.stringify({ format, statements: [bytes.toString('base64url'), statements[1]] })
      writeFileSync(join(cwd, 'forged.signed.json'), forged)
      expect(refusal(on('admit', 'forged.signed.json', '--json'))).toBe('statement_forged')
      writeFileSync(join(cwd, 'Some One.signed.json'), text)
      expect(refusal(on('admit', 'Some One.signed.json', '--json'))).toBe('folder_invalid')
      expect(readdirSync(join(cwd, 'mill/practitioners'))).toEqual(['chen-wei.signed.json'])
    }))

  test('approve no keys in the place of others before the lead has spoken with somebody', () =>
    community([], ({ cwd, on, facts: ask }) => {
      on('admit', page('chen-wei'))
      on('approve', 'chen-wei')
      run(['keys', 'replace', 'chen-wei.keys', '--yes'], { cwd })
      signPage(cwd, 'chen-wei', 'chen-wei.keys')
      expect(ask('admit', page('chen-wei'))).toMatchObject({ arrived: true })
      expect(refusal(on('approve', 'chen-wei', '--json'))).toBe('keys_unconfirmed')
      expect(ask('approve', 'chen-wei', '--keys-are-theirs')).toMatchObject({ approved: true })
      const [member] = ask('status')['members'] as [{ reach: { code: string } }] // its own output
      expect(member.reach.code).toBe('keys_cooling_down')
      // The old page again: whoever has it may be the thief.
      cpSync(join(prepared, page('chen-wei')), join(cwd, page('chen-wei')))
      on('admit', page('chen-wei'))
      expect(refusal(on('approve', 'chen-wei', '--keys-are-theirs', '--json'))).toBe('keys_replaced')
    }))

  test('wait for the second approver where a key is named by the first alone', () =>
    community(twoVetters(), (one) => {
      letIn(one, 'chen-wei')
      expect(one.facts('status')).toMatchObject({
        members: [{ name: 'Chen Wei', listed: true, reach: { code: 'open' } }],
      })
    }))
})

describe('entrenous community revoke', () => {
  test('shows what follows, does nothing without --yes, and then holds in every list', () =>
    community(twoVetters(), (one) => {
      const { on, facts: ask, cwd } = one
      letIn(one, 'chen-wei')
      letIn(one, 'noor-el-tayeb', '--as', 'chen-wei.keys')
      expect(ask('publish')).toMatchObject({ listed: 2 })
      const asked = on('revoke', 'chen-wei', '--because', 'conduct', '--json')
      expect(refusal(asked)).toBe('confirmation_missing')
      expect(asked.stderr.replace(/\s+/g, ' ')).toMatch(
        /Noor El-Tayeb was introduced by them, and needs another introduction by 20/,
      )
      expect(readdirSync(join(cwd, 'mill/statements')).filter((name) => name.startsWith('revocation'))).toEqual([])
      const revoked = ask('revoke', 'chen-wei', '--because', 'conduct', '--yes')
      expect(codesOf(revoked['follows']).sort()).toEqual(['introduction_lapsing', 'unlisted'])
      expect(ask('revoke', 'chen-wei', '--because', 'conduct', '--yes')).toMatchObject({ revoked: false })
      expect(ask('publish')).toMatchObject({ listed: 1 })
      expect(refusal(on('approve', 'chen-wei', '--json'))).toBe('descriptor_revoked')
      // The word of the folder gone, the list before still has it.
      const [file = ''] = readdirSync(join(cwd, 'mill/statements')).filter((name) => name.startsWith('revocation'))
      rmSync(join(cwd, 'mill/statements', file))
      expect(ask('publish')).toMatchObject({ listed: 1, head: { sequence: 3 } })
      // Whoever needs another introduction gets it, and the warning is gone.
      const warned = () => (ask('status')['ending'] as { what: string }[]).some(({ what }) => what === 'introduction')
      expect(warned()).toBe(true)
      expect(ask('admit', 'noor-el-tayeb')).toMatchObject({ introduced: true })
      expect(warned()).toBe(false)
    }))

  test('takes a category and nothing else', () =>
    community([], ({ on }) => {
      on('admit', page('chen-wei'))
      expect(refusal(on('revoke', 'chen-wei', '--because', 'he was rude', '--json'))).toBe('option_invalid')
      expect(on('revoke', 'chen-wei').code).toBe(2)
    }))
})

describe('entrenous community publish', () => {
  test('continues its own list, keeps heads, writes the calendar of public events, and approves nobody', () =>
    community([], ({ cwd, on, facts: ask }) => {
      on('admit', page('chen-wei'))
      on('approve', 'chen-wei')
      on('admit', page('wren-kallio'))
      cpSync(join(example, 'events/panic-evening.json'), join(cwd, 'mill/events/panic-evening.json'))
      const event = JSON.parse(readFileSync(join(cwd, 'mill/events/panic-evening.json'), 'utf8'))
      writeFileSync(join(cwd, 'mill/events/panic-evening.json'), JSON.stringify({ ...event, hosts: ['chen-wei'] }))
      cpSync(join(example, 'practitioners/caro-whitfield.json'), join(cwd, 'mill/practitioners/caro-whitfield.json'))
      const first = ask('publish')
      expect(first).toMatchObject({
        listed: 1,
        events: 1,
        unsigned: ['caro-whitfield'],
        head: { sequence: 1 },
        manifestChanged: false,
      })
      expect(first['leftOut']).toContainEqual({ name: 'wren-kallio', code: 'descriptor_unapproved' })
      // Nobody made keys in somebody else's name.
      expect(existsSync(join(cwd, '.entrenous/mill/practitioners'))).toBe(false)
      const calendar = readFileSync(join(cwd, 'mill/published/calendar.ics'), 'utf8')
      expect(calendar).toContain('SUMMARY:Appointment')
      expect(calendar).not.toMatch(/panic|Chen/i)
      expect(ask('publish')).toMatchObject({ listed: 1, head: { sequence: 2 } })
      expect(readdirSync(join(cwd, 'mill/published/heads')).sort()).toEqual(['1.head', '2.head'])
      const trust = String(first['community'])
      expect(run(['catalogue', 'verify', 'mill/published/mill.catalogue', '--trust', trust], { cwd }).code).toBe(0)
    }))

  test('signs the next manifest where the charter changed, and only the publisher publishes', () =>
    community([], ({ cwd, on, facts: ask }) => {
      const before = ask('publish')
      writeFileSync(join(cwd, 'mill/charter.md'), 'We answer within a week.')
      expect(ask('publish')).toMatchObject({ manifestChanged: true, community: before['community'] })
      expect(onlyObject(run(['root', 'show', 'mill/manifest.root', '--json'], { cwd }))).toMatchObject({
        manifest: 2,
        changed: ['charterHash'],
      })
      expect(ask('publish')).toMatchObject({ manifestChanged: false, head: { sequence: 3 } })
      expect(refusal(on('publish', '--keys', 'nowhere', '--json'))).toBe('file_unreadable')
      expect(existsSync(join(cwd, 'nowhere'))).toBe(false)
    }))
})

describe('entrenous community status', () => {
  test('tells a lead what to do, in 80 columns, and changes nothing', () =>
    community(twoVetters(), (one) => {
      const { on, cwd } = one
      letIn(one, 'chen-wei')
      on('admit', page('noor-el-tayeb'))
      const files = () =>
        readdirSync(cwd, { recursive: true, encoding: 'utf8' })
          .sort()
          .map((name) => `${name} ${statSync(join(cwd, name)).mtimeMs}`)
      const before = files()
      const { stdout, code } = on('status', '--all')
      expect(code).toBe(0)
      expect(files()).toEqual(before)
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
      const words = stdout.replace(/\s+/g, ' ')
      expect(words).toContain('none yet: entrenous community publish mill')
      expect(words).toContain('2 of 2 who approve, an introduction, 1 of the checklist')
      expect(words).toContain('noor-el-tayeb still asked: 2 approvals; charter-signed: seen by an approver')
      expect(words).toContain('Seen by approvers: charter-signed.')
      on('publish')
      on('revoke', 'chen-wei', '--because', 'left', '--yes')
      expect(on('status').stdout.replace(/\s+/g, ' ')).toContain('next list 1 goes')
    }))

  test('reads a folder that `catalogue build` published', () =>
    inFolder((cwd) => {
      cpSync(join(example, 'community.json'), join(cwd, 'small/community.json'))
      cpSync(join(example, 'charter.md'), join(cwd, 'small/charter.md'))
      cpSync(join(example, 'practitioners/chen-wei.json'), join(cwd, 'small/practitioners/chen-wei.json'))
      expect(refusal(run(['community', 'status', 'small', '--json'], { cwd }))).toBe('folder_invalid')
      run(['catalogue', 'build', 'small', '--out', 'out'], { cwd })
      const status = run(['community', 'status', 'small', '--published', 'out', '--json'], { cwd })
      expect(onlyObject(status)).toMatchObject({ members: [{ name: 'Chen Wei', listed: true, published: true }] })
    }))

  test.each([
    ['no JSON', '{'],
    ['another format', '{"format":"entrenous-signed-1","statements":[]}'],
    ['no statement', '{"format":"entrenous-said-1","statement":"AAAA"}'],
  ])('refuses a statement’s file that is %s', (_, text) =>
    community([], ({ cwd, on }) => {
      on('admit', page('chen-wei'))
      on('approve', 'chen-wei')
      writeFileSync(join(cwd, 'mill/statements/broken.json'), text)
      expect(refusal(on('status', '--json'))).toBe('file_invalid')
    }),
  )
})

describe('entrenous community federate', () => {
  /** Hills, in a folder beside Millbrook's: Chen is in both, Noor in Hills alone. */
  function neighbours<Value>(
    work: (
      one: Community & { readonly hills: string; readonly other: (command: string, ...more: readonly string[]) => Run },
    ) => Value,
  ): Value {
    return community([], (one) => {
      const { cwd, on } = one
      const other = (command: string, ...more: readonly string[]) =>
        run(['community', command, 'hills', ...more], { cwd })
      other('create', '--name', 'Hills', '--contact', 'eve@hills.example', '--zone', 'UTC')
      for (const [say, names] of [
        [on, ['chen-wei']],
        [other, ['chen-wei', 'noor-el-tayeb']],
      ] as const) {
        for (const name of names)
          for (const ran of [say('admit', page(name)), say('approve', name)]) expect(ran.code).toBe(0)
        expect(say('publish').code).toBe(0)
      }
      return work({ ...one, other, hills: String(onlyObject(other('status', '--json'))['community']) })
    })
  }
  const list = 'hills/published/hills.catalogue'

  test('shows what is in each and who is in two, and writes one file that pages can load', () =>
    neighbours(({ cwd, facts: ask, other, hills }) => {
      const joined = ask('federate', '--with', `${hills}=${list}`)
      const { home } = joined
      expect(joined).toMatchObject({
        ok: true,
        inTwo: [{ name: 'Chen Wei', contested: false, listings: [{ standing: 'listed' }, { standing: 'listed' }] }],
        equivocations: [],
        leftOut: [],
      })
      expect(joined['communities']).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ name: 'Hills', practitioners: 2 }),
          expect.objectContaining({ community: home, practitioners: 1 }),
        ]),
      )
      const file = JSON.parse(readFileSync(join(cwd, 'mill/published/federation.json'), 'utf8'))
      expect(file.home).toBe(home)
      for (const { community: name, catalogue, head } of file.communities) {
        // As a page does: each under its own name, continuing from the head in the file.
        const bytes = new Uint8Array(readFileSync(join(cwd, 'mill/published', catalogue)))
        expect(openCatalogue(bytes, { trust: [name], lastSeen: head, now: epochSeconds(new Date()) }).ok).toBe(true)
      }
      other('revoke', 'chen-wei', '--because', 'left', '--yes')
      other('publish')
      const linked = ask('federate', '--with', `${hills}=${list}`, '--address', `${hills}=https://hills.example/list`)
      expect(linked['inTwo']).toMatchObject([
        { listings: expect.arrayContaining([expect.objectContaining({ standing: 'revoked' })]) },
      ])
      expect(readFileSync(join(cwd, 'mill/published/federation.json'), 'utf8')).toContain('https://hills.example/list')
    }))

  test('sets a community aside that told two stories, also when the second is told later', () =>
    neighbours(({ cwd, on, facts: ask, other, hills }) => {
      ask('federate', '--with', `${hills}=${list}`)
      // The same number once more, without whoever was in the first.
      rmSync(join(cwd, 'hills/published'), { recursive: true })
      rmSync(join(cwd, 'hills/practitioners/noor-el-tayeb.signed.json'))
      other('publish')
      const ran = on('federate', '--with', `${hills}=${list}`, '--json')
      expect(ran.code).toBe(1)
      expect(onlyObject(ran)).toMatchObject({
        ok: true,
        inTwo: [],
        equivocations: [{ community: hills, code: 'catalogue_equivocal' }],
      })
      const { equivocations, communities } = JSON.parse(
        readFileSync(join(cwd, 'mill/published/federation.json'), 'utf8'),
      )
      expect(communities).toHaveLength(1)
      const heads = equivocations[0].heads.map((text: string) => new Uint8Array(Buffer.from(text, 'base64url')))
      expect(verifyEquivocation(heads, { trust: [hills] }).ok).toBe(true)
    }))

  test('believes no remembered head that its community has not signed', () =>
    neighbours(({ cwd, on, facts: ask, hills }) => {
      ask('federate', '--with', `${hills}=${list}`)
      const path = join(cwd, 'mill/published/federation.json')
      const kept = JSON.parse(readFileSync(path, 'utf8'))
      const [head = ''] = kept.heads
      const forged = Buffer.from(head, 'base64url')
      forged.writeUInt8(forged.readUInt8(forged.length - 1) ^ 1, forged.length - 1)
      writeFileSync(path, JSON.stringify({ ...kept, heads: [...kept.heads, forged.toString('base64url')] }))
      const ran = on('federate', '--with', `${hills}=${list}`, '--json')
      expect([ran.code, refusal(ran)]).toEqual([1, 'file_invalid'])
    }))

  test('takes no list under another’s name, and goes on with the others', () =>
    neighbours(({ cwd, on, hills }) => {
      const wrong = on('federate', '--with', `${'ab'.repeat(32)}=${list}`, '--with', `${hills}=${list}`, '--json')
      expect(wrong.code).toBe(1)
      expect(onlyObject(wrong)).toMatchObject({
        leftOut: [{ community: 'ab'.repeat(32), code: 'catalogue_untrusted' }],
      })
      expect(onlyObject(wrong)['communities']).toHaveLength(2)
      expect(refusal(on('federate', '--with', 'hills', '--json'))).toBe('option_invalid')
      expect(
        refusal(on('federate', '--with', `${hills}=${list}`, '--address', `${hills}=http://hills.example`, '--json')),
      ).toBe('option_invalid')
      writeFileSync(join(cwd, 'mill/published/federation.json'), '{"format":"entrenous-federation-1","heads":["AAAA"]}')
      expect(refusal(on('federate', '--with', `${hills}=${list}`, '--json'))).toBe('file_invalid')
      rmSync(join(cwd, 'mill/published'), { recursive: true })
      expect(refusal(on('federate', '--with', `${hills}=${list}`, '--json'))).toBe('folder_invalid')
    }))
})
