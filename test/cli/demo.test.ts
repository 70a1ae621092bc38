import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inFolder, onlyObject, refusal, run } from './command-line.js'

describe('entrenous demo', () => {
  test('tells the story with its cast, and ends in what left the device', () => {
    const { code, stdout } = run(['demo'])
    expect(code).toBe(0)
    for (const name of ['Asha', 'Ben', 'Chen', 'Dora', 'Eve']) expect(stdout).toContain(name)
    expect(stdout).toContain('This is all that will be shared')
    expect(stdout).toMatch(/left +one sealed token, for Chen Wei +597\n/)
    expect(stdout).toContain('Connections opened while this ran: 0.')
  })

  test('is readable on 80 columns and on 40', () => {
    for (const width of [80, 40]) {
      const { stdout } = run(['demo'], { env: { COLUMNS: `${width}` } })
      expect(stdout.split('\n').filter((line) => line.length > width)).toEqual([])
    }
  })

  test('gives the same as one JSON object', () => {
    const ran = run(['demo', '--json'])
    expect(ran.code).toBe(0)
    const facts = onlyObject(ran)
    expect(facts).toMatchObject({
      ok: true,
      command: 'demo',
      published: { practitioners: 47, events: 8 },
      matched: { counts: { considered: 55 } },
      opened: {
        by: 'Chen Wei',
        sameAsPreview: true,
        again: 'token_replayed',
        disclosure: { fields: { needs: [{ concept: 'anxiety', level: 'category' }] } },
      },
      conversation: {
        answers: [{ kind: 'declined' }, { kind: 'accepted' }],
        inboxes: [
          { state: 'cancelled', discloses: false, more: 0 },
          { state: 'accepted', discloses: true, more: 1 },
          { state: 'cancelled', discloses: false, more: 0 },
        ],
        records: 14,
        recordBytes: 2144,
      },
      left: {
        out: [
          { what: 'token', bytes: 597 },
          { what: 'records', bytes: 6 * 2144 },
        ],
        connections: 0,
      },
    })
    const { top } = facts['matched'] as {
      readonly top: readonly {
        readonly name: string
        readonly score: number
        readonly reasons: readonly { readonly points: number }[]
      }[]
    } // its own output
    expect(top[0]?.name).toBe('Chen Wei')
    for (const { score, reasons } of top) expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score)
    const attempts = facts['attempts'] as readonly { readonly opened: number }[] // as above
    expect(attempts.map(({ opened }) => opened)).toEqual([0, 0, 0])
  })

  test('says nothing of what Asha kept, outside of the list of what she kept', () => {
    const { opened } = onlyObject(run(['demo', '--json']))
    const read = JSON.stringify(opened)
    for (const kept of ['panic', 'sleep', 'ferry', 'asha@', '555', '9000', 'step-free'])
      expect(read).not.toContain(kept)
  })

  test('writes to a temporary folder only, and leaves nothing behind', () =>
    inFolder((cwd) => {
      const node = ['--experimental-permission', '--allow-fs-read=*', `--allow-fs-write=${cwd}/*`, '--no-warnings']
      expect(run(['demo', '--json'], { cwd, node, env: { TMPDIR: cwd } }).code).toBe(0)
      expect(readdirSync(cwd)).toEqual([])
      expect(run(['demo', '--json'], { cwd, node: node.slice(0, 2) }).code).toBe(1)
    }))
})

const facilities = `name1,name2,street1,street2,city,state,zip,service_code_info
"Mesa, House",,1 Invented Street,,Invented,NM,87500,MH * OP * DV TRMA PTSD * EMDR * MD * SP * ADLT * F92 * CSBG
Lea House,"The ""Old"" Wing",2 Invented Street,,Invented,NM,87501,MH * OP * DV TRMA PTSD * MD * SP * ADLT
Ohio House,,3 Invented Street,,Invented,OH,44000,MH * OP * SED * MD * CHLD
`
const codes = `category_code,category_name,service_code,service_name,service_description
TAP,Treatment,EMDR,Eye movement,"Two lines
of it"
SG,Groups,DV,Violence,
SG,Groups,TRMA,Trauma,
SG,Groups,PTSD,Trauma,
SG,Groups,SED,Children,
PAY,Payment,MD,Medicaid,
PAY,Payment,CSBG,Block grants,
`

describe('entrenous demo --directory', () => {
  test('says what is missing where there is no directory', () =>
    inFolder((cwd) => {
      const ran = run(['demo', '--directory', '--json'], { cwd, env: { ENTRENOUS_DATA: 'nowhere' } })
      expect(ran.code).toBe(1)
      expect(refusal(ran)).toBe('data_missing')
      expect(ran.stderr).toContain('ENTRENOUS_DATA')
      expect(ran.stderr).toContain('nowhere')
    }))

  for (const place of ['.', 'data']) {
    test(`reads the directory in ENTRENOUS_DATA${place === '.' ? ' itself' : '/data'}`, () =>
      inFolder((cwd) => {
        mkdirSync(join(cwd, place), { recursive: true })
        writeFileSync(join(cwd, place, 'samhsa-mh-2022-facilities.csv'), facilities)
        writeFileSync(join(cwd, place, 'samhsa-mh-2022-service-codes.csv'), codes)
        const ran = run(['demo', '--directory', '--json'], { env: { ENTRENOUS_DATA: cwd } })
        expect(ran.code).toBe(0)
        const facts = onlyObject(ran)
        expect(facts).toMatchObject({ listings: 3, rejected: 0 })
        expect(facts['codes']).toMatchObject({ setAside: [{ name: 'block-grant', codes: 1, occurrences: 1 }] })
        const found = facts['found'] as readonly { readonly top: readonly { readonly name: string }[] }[] // its own output
        expect(found.map(({ top }) => top.map(({ name }) => name))).toEqual([
          ['Mesa, House', 'Lea House, The "Old" Wing'],
          [],
          ['Ohio House'],
        ])
      }))
  }
})
