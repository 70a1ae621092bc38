import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import esbuild from 'esbuild'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserIntegrity, entryNames, root } from '../../scripts/build.js'
import { launchBrowser } from '../support/browser.js'
import { fileAs, serve } from '../support/static-server.js'
import { type Installed, installTarball } from '../support/tarball.js'

let installed: Installed
beforeAll(() => {
  installed = installTarball()
})
afterAll(() => installed.remove())

function runIn(project: string, name: string, code: string): unknown {
  writeFileSync(join(project, name), code)
  return JSON.parse(execFileSync(process.execPath, [name], { cwd: project, encoding: 'utf8' }))
}

describe('the packed package', () => {
  it('holds the build and the papers, and nothing else', () => {
    const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'package.json']
    expect(installed.files.filter((file) => !file.startsWith('dist/'))).toEqual(papers)
    const strange = installed.files.filter((file) => file.startsWith('dist/') && !/\.(js|d\.ts)$/.test(file))
    expect(strange).toEqual([])
  })
  it('holds no tests, no sources and no examples', () =>
    expect(
      installed.files.filter((file) => /(^|\/)(src|test|tests|examples|scripts|docs)\/|\.test\./.test(file)),
    ).toEqual([]))
  it('names no path of the machine it was built on', () => {
    const folder = join(installed.project, 'node_modules', 'entrenous')
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(js|ts|json|md)$/.test(name),
    )
    expect(texts.length).toBeGreaterThan(5)
    expect(texts.filter((name) => readFileSync(join(folder, name), 'utf8').includes(root))).toEqual([])
  })
  it('is imported by an ES module', () => {
    const names = runIn(
      installed.project,
      'esm.mjs',
      `const names = {}
for (const entry of ${JSON.stringify(entryNames)}) names[entry] = Object.keys(await import(entry)).length
console.log(JSON.stringify(names))`,
    )
    expect(Object.keys(names as object)).toEqual(entryNames) // parsed from our own output
    for (const count of Object.values(names as object)) expect(count).toBeGreaterThan(0) // as above
  })
  it.each([
    ['@noble/post-quantum', ['dist/post-quantum.js']],
    ['idb', ['dist/store/browser.js']],
    // Whoever has a database hands it in.
    ['libsql', []],
    ['better-sqlite3', []],
  ])('asks for the optional peer %s in the entry that needs it, and nowhere else', (peer, files) => {
    const folder = join(installed.project, 'node_modules', 'entrenous')
    const asks = new RegExp(`(from|import|require) ?\\(?["']${peer}["'/]`)
    const asking = installed.files.filter(
      (file) => file.endsWith('.js') && asks.test(readFileSync(join(folder, file), 'utf8')),
    )
    expect(asking).toEqual(files)
  })
  it('is required by a CommonJS file, as the same module', () => {
    const same = runIn(
      installed.project,
      'common.cjs',
      `const required = require('entrenous')
import('entrenous').then((imported) => console.log(JSON.stringify(required.match === imported.match && typeof required.match === 'function')))`,
    )
    expect(same).toBe(true)
  })
  it('shares one opaque class between its entries', () => {
    // The page's bundle and the command stand alone: nobody hands a value from one of them to another.
    const alone = ['dist/entrenous.browser.js', 'dist/cli.js']
    const chunks = installed.files.filter((file) => /^dist\/[^/]*\.js$/.test(file) && !alone.includes(file))
    const folder = join(installed.project, 'node_modules', 'entrenous')
    const holders = chunks.filter((file) => readFileSync(join(folder, file), 'utf8').includes('class Holder'))
    expect(holders).toHaveLength(1)
  })
  it('is bundled for a browser without a module of Node', () => {
    const { outputFiles, warnings } = esbuild.buildSync({
      absWorkingDir: installed.project,
      bundle: true,
      format: 'esm',
      platform: 'browser',
      stdin: { contents: "export { match, seal } from 'entrenous'", resolveDir: installed.project },
      write: false,
      logLevel: 'silent',
    })
    expect(warnings).toEqual([])
    const code = outputFiles[0]?.text ?? ''
    expect(code.length).toBeGreaterThan(10_000)
    expect(code).not.toMatch(/from ?["']node:|require\(["'](node:|fs|path)/)
  })
  it('costs nothing where it is imported and not used', () => {
    const { outputFiles } = esbuild.buildSync({
      absWorkingDir: installed.project,
      bundle: true,
      format: 'esm',
      logLevel: 'silent',
      minify: true,
      platform: 'browser',
      stdin: { contents: "import 'entrenous'", resolveDir: installed.project },
      write: false,
    })
    expect(outputFiles[0]?.contents).toHaveLength(0)
  })
  it('pleases publint', async () => {
    const { messages } = await publint({ pkgDir: join(installed.project, 'node_modules', 'entrenous'), strict: true })
    expect(messages).toEqual([])
  })
  it('has the types its modules have', () => {
    const attw = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js')
    const report: unknown = JSON.parse(
      execFileSync(process.execPath, [attw, installed.tarball, '--profile', 'esm-only', '--format', 'json'], {
        encoding: 'utf8',
        cwd: installed.project,
      }),
    )
    expect(report).toMatchObject({ problems: {} })
  })
})

describe('the page’s bundle', () => {
  it('runs from a plain page’s module script, under a strict policy, with its integrity checked and no other request', async () => {
    const bundle = join(installed.project, 'node_modules', 'entrenous', 'dist', 'entrenous.browser.js')
    const page = `<!doctype html><meta charset="utf-8"><title>A page</title>
<link rel="modulepreload" href="/entrenous.js" integrity="${browserIntegrity()}">
<script type="module" src="/page.js"></script>`
    const script = `import * as entrenous from '/entrenous.js'
globalThis.found = Object.keys(entrenous)
globalThis.week = entrenous.days(7)`
    const server = await serve({
      '/': { type: 'text/html', body: page },
      '/page.js': { type: 'text/javascript', body: script },
      '/entrenous.js': fileAs('text/javascript', bundle),
    })
    const browser = await launchBrowser()
    try {
      const tab = await browser.newPage()
      const complaints: string[] = []
      tab.on('console', (message) => complaints.push(message.text()))
      tab.on('pageerror', (error) => complaints.push(error.message))
      await tab.goto(server.origin)
      await tab.waitForFunction('globalThis.week !== undefined')
      expect(await tab.evaluate('globalThis.week')).toBe(604_800)
      expect(await tab.evaluate('globalThis.found')).toContain('match')
      expect(complaints).toEqual([])
      expect(server.requested.filter((path) => path !== '/favicon.ico')).toEqual(['/', '/entrenous.js', '/page.js'])
    } finally {
      await browser.close()
      await server.close()
    }
  })
})
