import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { build, root } from '../../scripts/build.js'

function hashes(): Record<string, string> {
  const dist = join(root, 'dist')
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(dist, name)).isFile(),
  )
  return Object.fromEntries(
    names.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dist, name)))
        .digest('hex'),
    ]),
  )
}

it('two builds of the same sources are the same bytes', () => {
  build()
  const first = hashes()
  build()
  expect(Object.keys(first).length).toBeGreaterThan(5)
  expect(hashes()).toEqual(first)
})
