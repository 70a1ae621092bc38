import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/build.js'

/** All that a build reads besides the packages. */
const sources = [
  'src',
  'scripts',
  'examples',
  'package.json',
  'package-lock.json',
  'tsup.config.ts',
  'tsconfig.json',
  'tsconfig.core.json',
  'LICENSE',
]

/** Builds a copy in a folder of its own: other tests use the `dist/` of this one meanwhile. */
function hashesOfBuild(): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-build-'))
  try {
    for (const name of sources) {
      const filter = (path: string) => !/[\\/](node_modules|dist)$/.test(path)
      cpSync(join(root, name), join(folder, name), { recursive: true, filter })
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
    execFileSync(process.execPath, [join(folder, 'scripts', 'build.js')], { cwd: folder, stdio: 'ignore' })
    const dist = join(folder, 'dist')
    const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(dist, name)).isFile(),
    )
    const hashOf = (name: string) =>
      createHash('sha256')
        .update(readFileSync(join(dist, name)))
        .digest('hex')
    return Object.fromEntries(names.sort().map((name) => [name, hashOf(name)]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

it('two builds of the same sources are the same bytes, wherever they were made', () => {
  const first = hashesOfBuild()
  expect(Object.keys(first).length).toBeGreaterThan(5)
  expect(hashesOfBuild()).toEqual(first)
})
