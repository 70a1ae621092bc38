import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'

const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8')

describe('docs/privacy/attacks.md', () => {
  const page = read('docs', 'privacy', 'attacks.md')
  const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| attack |'))
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  const files = readdirSync(join(root, 'test', 'attacks'))

  it('has five cells in every row: attack, elsewhere, here, test, limit', () => {
    expect(cells.map((row) => row.length)).toEqual(rows.map(() => 5))
    for (const row of cells) expect(row.slice(0, 4)).not.toContain('')
  })
  it('names every file of test/attacks, and no other', () => {
    const named = new Set([...page.matchAll(/`test\/attacks\/([\w.-]+)`/g)].map((match) => match[1] ?? ''))
    expect([...named].sort()).toEqual([...files].sort())
  })
  it('names in every row a file of ours that stops it, and a test: each is there', () => {
    for (const [attack, , here = '', test = ''] of cells) {
      const paths = [here, test].map((cell) => [...cell.matchAll(/`((?:src|test)\/[\w./-]+)`/g)].map((one) => one[1]))
      expect([attack, paths.map((found) => found.length > 0)]).toEqual([attack, [true, true]])
      for (const path of paths.flat()) expect([path, existsSync(join(root, path ?? ''))]).toEqual([path, true])
    }
  })
  it.each(files)('%s shows both: that it succeeds elsewhere and that it fails here', (file) => {
    const text = read('test', 'attacks', file)
    expect(text).toMatch(/\(\s*['"]succeeds against /)
    expect(text).toMatch(/\(\s*['"]fails here/)
  })
  it('names the versions that are installed', () => {
    const [seen = ''] = /Seen with [^;]*/.exec(page) ?? []
    const named = [...seen.matchAll(/`([^`]+)` (\d+\.\d+\.\d+)/g)].map(([, name = '', version]) => [name, version])
    // The package's own file.
    const versionOf = (name: string) =>
      (JSON.parse(read('node_modules', name, 'package.json')) as { version: string }).version
    expect(named.map(([name]) => name)).toContain('tweetnacl')
    expect(named).toEqual(named.map(([name]) => [name, versionOf(name ?? '')]))
  })
})
