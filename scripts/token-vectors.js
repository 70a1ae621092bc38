// Writes test/vectors/token/: the published vectors of docs/reference/token-format.md. A test fails when they are out of date.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './build.js'

const bundle = join(root, 'node_modules', '.cache', 'token-vectors.mjs')
await build({
  entryPoints: [join(root, 'test', 'support', 'token-vectors.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
})
const { vectorFiles } = await import(pathToFileURL(bundle).href)
rmSync(bundle)
for (const [name, text] of Object.entries(vectorFiles())) {
  writeFileSync(join(root, 'test', 'vectors', 'token', name), text)
  console.log(`test/vectors/token/${name}`)
}
