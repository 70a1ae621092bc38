import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { afterEach, describe, expect, it } from 'vitest'
import { auditStatic, countFacts, MAX_FACTS, type StaticOptions } from '../../../../src/audit/static/audit-static.js'
import { addressOf, linesOf, MAX_SHOWN, placeOf, shown } from '../../../../src/audit/static/shown.js'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'static-'))
  made.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

async function reportOf(files: Readonly<Record<string, string | Uint8Array>>, options: StaticOptions = {}) {
  const audited = await auditStatic(folderOf(files), options)
  if (!audited.ok) throw new Error(audited.fault.says)
  return audited.value
}

describe('a built folder', () => {
  it('is told file by file, line and column', async () => {
    const { facts, isWhole, files } = await reportOf({
      'index.html': '<!doctype html>\n<script src="a.js"></script>\n<script>\n  localStorage.a = 1</script>',
      'b/a.js': "let a\nfetch('https://c.test')",
      'c.css': '@import "//d.test";',
      'e.webmanifest': '{"icons":[{"src":"https://f.test"}]}',
      'g.png': 'fetch()',
    })
    expect(facts.map(({ path, line, column, capability }) => `${path} ${line}:${column} ${capability}`)).toEqual([
      'b/a.js 2:1 request',
      'c.css 1:9 foreign style',
      'e.webmanifest 1:18 foreign file',
      'index.html 2:9 own file',
      'index.html 4:3 localStorage',
    ])
    expect(isWhole).toBe(true)
    expect(files.map((one) => one.path)).toEqual(['b/a.js', 'c.css', 'e.webmanifest', 'index.html'])
    expect(facts[0]).toMatchObject({ group: 'network', channel: 'http', destination: 'https://c.test' })
    expect(countFacts(facts).map((one) => one.group)).toEqual(['network', 'third party', 'storage', 'own file'])
  })
  it.each([
    ['a folder that is not there', () => join(tmpdir(), 'nothing-is-here')],
    ['a folder without pages', () => folderOf({ 'a.txt': 'fetch()' })],
    ['a file', () => join(folderOf({ 'a.js': '' }), 'a.js')],
  ])('%s is a fault', async (_, make) =>
    expect(await auditStatic(make())).toMatchObject({ ok: false, fault: { code: 'page_not_reached' } }),
  )
  it('without anything to find has no facts', async () =>
    expect((await reportOf({ 'a.js': 'let a = 1' })).facts).toEqual([]))
})

describe('the declared flows', () => {
  const files = {
    'a.js': 'fetch(u)\nlocalStorage.a = 1\nport.postMessage(a)\nnew WebSocket(w)',
    'i.html': '<script src=a.js></script>',
  }
  it('that name nothing make a finding of each way out, at its line', async () => {
    const { findings } = await reportOf(files, { declared: { flows: [] } })
    expect(findings.map(({ rule, place }) => [rule, place])).toEqual([
      ['undeclared-flow', { at: 'file', path: 'a.js', line: 1 }],
      ['at-rest-undeclared', { at: 'file', path: 'a.js', line: 2 }],
      ['undeclared-flow', { at: 'file', path: 'a.js', line: 3 }],
      ['undeclared-flow', { at: 'file', path: 'a.js', line: 4 }],
    ])
  })
  it('that name all of it make none', async () => {
    const declared = {
      flows: [{ channel: 'fetch GET' }, { channel: 'websocket' }],
      atRest: [{ where: 'localStorage' }],
      messages: [{}],
    }
    expect((await reportOf(files, { declared })).findings).toEqual([])
  })
  it('that are not given make none', async () => expect((await reportOf(files)).findings).toEqual([]))
})

describe('a hostile folder', () => {
  it('has names that reorder text, which are written so that they show', async () => {
    const { facts } = await reportOf({ 'a\u202egnp.js': 'fetch(u)' })
    expect(facts[0]?.path).toBe('a\\u{202e}gnp.js')
  })
  it('has links, which are not followed', async () => {
    const outside = folderOf({ 'secret.js': 'fetch(u)' })
    const folder = folderOf({ 'a.js': 'let a' })
    symlinkSync(join(outside, 'secret.js'), join(folder, 'b.js'))
    symlinkSync(outside, join(folder, 'c'))
    symlinkSync(folder, join(folder, 'd'))
    const audited = await auditStatic(folder)
    expect(audited.ok && audited.value.facts).toEqual([])
    expect(audited.ok && audited.value.unread.map((one) => one.path)).toEqual(['b.js', 'c', 'd'])
    expect(audited.ok && audited.value.unread[0]?.because).toMatch(/link/)
    expect(audited.ok && audited.value.isWhole).toBe(false)
  })
  it('has null bytes, other encodings and bytes that are no text', async () => {
    const wide = Buffer.from('\ufefffetch(u)', 'utf16le')
    const { facts } = await reportOf({
      'a.js': 'fetch(u)\u0000',
      'b.js': wide,
      'c.html': new Uint8Array([0xff, 0xfe, 0x00]),
      'd.js': '/*\xff*/ fetch(u)',
    })
    expect(facts.map((one) => `${one.path} ${one.capability}`)).toEqual([
      'a.js unreadable',
      'a.js request',
      'b.js request',
      'd.js request',
    ])
  })
  it('has a minified file of a megabyte, and is read', async () => {
    const line = 'var a=function(b,c){return b.d(c)?e[f]=g.h(i,{j:k}):l};'
    const { facts, isWhole } = await reportOf({ 'a.js': `${line.repeat(1_048_576 / line.length)}fetch(u)` })
    expect(isWhole).toBe(true)
    expect(facts.map((one) => one.capability)).toEqual(['request'])
  })
  it('has files that a browser runs and nobody reads here, which are named', async () => {
    const { unread, isWhole } = await reportOf({ 'a.js': '', 'b.wasm': 'x' })
    expect(unread.map((one) => one.path)).toEqual(['b.wasm'])
    expect(isWhole).toBe(false)
  })
  const two = { 'a.js': 'fetch(u)', 'b/c/d.js': 'fetch(u)' }
  it.each([
    ['files', { files: 4 }, { files: 3 }],
    ['bytes of a file', { fileBytes: 8 }, { fileBytes: 7 }],
    ['bytes of all files', { allBytes: 16 }, { allBytes: 15 }],
    ['folders inside folders', { depth: 2 }, { depth: 1 }],
  ])('has so many %s, and no more are read', async (_, enough, less) => {
    expect((await reportOf(two, { limits: enough })).isWhole).toBe(true)
    const short = await reportOf(two, { limits: less })
    expect(short.isWhole).toBe(false)
    expect(short.unread.length).toBeGreaterThan(0)
  })
  it('is given up when the time is over, and says so', async () => {
    const { isWhole, unread } = await reportOf(two, { time: 0 })
    expect(isWhole).toBe(false)
    expect(unread[0]?.because).toMatch(/time/)
  })
  it('has so many facts at most', async () => {
    const full = await reportOf({ 'a.js': 'eval(t);'.repeat(MAX_FACTS) })
    expect([full.facts.length, full.isWhole]).toEqual([MAX_FACTS, true])
    const over = await reportOf({ 'a.js': 'eval(t);'.repeat(MAX_FACTS + 1) })
    expect([over.facts.length, over.isWhole]).toEqual([MAX_FACTS, false])
  })
})

describe('what a report repeats', () => {
  test.prop([fc.string({ unit: 'binary', maxLength: 300 })])('hides and reorders nothing', (text) => {
    expect(shown(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
  })
  it('is so long at most', () => {
    expect(shown('a'.repeat(MAX_SHOWN))).toBe('a'.repeat(MAX_SHOWN))
    expect(shown('a'.repeat(MAX_SHOWN + 1))).toBe(`${'a'.repeat(MAX_SHOWN)}…`)
  })
  test.prop([fc.string({ unit: fc.constantFrom('a', '\n'), maxLength: 60 }), fc.nat(60)])(
    'counts lines and columns',
    (text, at) => {
      const offset = Math.min(at, text.length)
      const before = text.slice(0, offset).split('\n')
      expect(placeOf(linesOf(text), offset)).toEqual({ line: before.length, column: (before.at(-1) ?? '').length + 1 })
    },
  )
  it.each([
    ['/a', { leads: 'own' }],
    ['a:b', { leads: 'elsewhere', destination: 'a:' }],
    ['HTTPS://User:word@A.test:8443/path?need', { leads: 'elsewhere', destination: 'https://A.test:8443' }],
    ['//a.test?need', { leads: 'elsewhere', destination: '//a.test' }],
    [' \tjava\nscript:go()', { leads: 'code', code: 'go()' }],
    ['data:,a', { leads: 'inside' }],
  ])('of the address %j is where it leads, and neither path nor query', (text, leads) =>
    expect(addressOf(text)).toEqual(leads),
  )
})
