import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import esbuild from 'esbuild'
import { expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { entrySizes, rootEntryLimit, sizeTable, tableIn } from '../../scripts/size.js'

it('the README shows the sizes measured now', () => {
  const shown = tableIn(readFileSync(join(root, 'README.md'), 'utf8'))
  expect(shown, 'run `npm run size -- --write`').toBe(sizeTable())
})

it('the person’s entry is small enough for a phone', () => {
  const entry = entrySizes().find((one) => one.name === 'entrenous')
  expect(entry?.bytes).toBeGreaterThan(1000)
  expect(entry?.bytes).toBeLessThanOrEqual(rootEntryLimit)
})

it('the person’s entry carries no package but what hashes and what ciphers', () => {
  const { metafile } = esbuild.buildSync({
    bundle: true,
    entryPoints: [join(root, 'dist', 'index.js')],
    format: 'esm',
    logLevel: 'error',
    metafile: true,
    outdir: 'nowhere',
    platform: 'browser',
    write: false,
  })
  const paths = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs))
  const packages = paths.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])
  expect([...new Set(packages)].sort()).toEqual(['@noble/ciphers', '@noble/hashes'])
})
