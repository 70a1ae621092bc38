import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCatalogueHead } from '../../src/catalogue/read-head.js'
import { must } from '../support/catalogue.js'
import { cli, example, inFolder, onlyObject, refusal, run } from './command-line.js'

const words = ['catalogue', 'regions', 'harbour.catalogue', '--keys', 'keys', '--out', 'out', '--least', '3']
const headIn = (cwd: string, name: string) =>
  must(readCatalogueHead(new Uint8Array(readFileSync(join(cwd, 'out', `${name}.head`)))))

it('publishes a folder of regions that goes on from where it was, interrupted or not', () => {
  inFolder((cwd) => {
    const build = ['catalogue', 'build', example, '--out', 'harbour.catalogue', '--keys', 'keys', '--json']
    const trust = String(onlyObject(run(build, { cwd }))['communityKey'])
    expect(run(words, { cwd })).toMatchObject({ code: 0 })
    const [name = ''] = readdirSync(join(cwd, 'out', 'regions')).filter((one) => one.endsWith('.head'))
    const region = name.replace('.head', '')
    const file = join('out', 'regions', `${region}.catalogue`)
    expect(onlyObject(run(['catalogue', 'verify', file, '--trust', trust, '--json'], { cwd }))).toMatchObject({
      identical: true,
      head: { region, sequence: 1 },
    })
    mkdirSync(join(cwd, 'out', '.regions-left'))
    for (const timeout of [200, 500, 900]) {
      spawnSync(process.execPath, [cli, ...words], { cwd, timeout, killSignal: 'SIGKILL' })
      expect(headIn(cwd, 'community').sequence).toBeGreaterThan(0)
    }
    expect(onlyObject(run([...words, '--json'], { cwd }))).toMatchObject({ ok: true, out: 'out' })
    expect(headIn(cwd, `regions/${region}`).sequence).toBeGreaterThan(1)
    expect(readdirSync(join(cwd, 'out')).filter((one) => one.startsWith('.'))).toEqual([])
    // Nobody has a region of his own any more, and the chain is kept for when there is one again.
    const { sequence } = headIn(cwd, `regions/${region}`)
    expect(run([...words.slice(0, -1), '5000'], { cwd })).toMatchObject({ code: 0 })
    expect(existsSync(join(cwd, file))).toBe(false)
    expect(run(words, { cwd })).toMatchObject({ code: 0 })
    expect(headIn(cwd, `regions/${region}`).sequence).toBe(sequence + 1)
  })
})

it('refuses statements that are cut off, a number that is none, and a file of somebody else', () => {
  inFolder((cwd) => {
    run(['catalogue', 'build', example, '--out', 'harbour.catalogue', '--keys', 'keys'], { cwd })
    writeFileSync(join(cwd, 'cut'), Uint8Array.of(0, 0, 0, 9, 1))
    expect(refusal(run([...words, '--statements', 'cut', '--json'], { cwd }))).toBe('file_invalid')
    expect(refusal(run([...words, '--statements', 'nowhere', '--json'], { cwd }))).toBe('file_unreadable')
    expect(refusal(run([...words.slice(0, -1), 'few', '--json'], { cwd }))).toBe('usage')
    const others = ['catalogue', 'regions', 'harbour.catalogue', '--keys', 'others', '--out', 'out', '--json']
    expect(refusal(run(others, { cwd }))).toBe('catalogue_untrusted')
    expect(existsSync(join(cwd, 'out', 'community.head'))).toBe(false)
  })
})
