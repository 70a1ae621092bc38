// Writes test/vectors/token/ and test/vectors/conversation/: the published vectors of docs/reference/token-format.md. A test fails when they are out of date.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './build.js'

/**
 * Builds a file of the tests and gives what it exports.
 *
 * @param {string[]} path
 */
async function built(...path) {
  const bundle = join(root, 'node_modules', '.cache', 'token-vectors.mjs')
  await build({
    entryPoints: [join(root, 'test', 'support', ...path)],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  const exported = await import(`${pathToFileURL(bundle).href}?${path.join('/')}`)
  rmSync(bundle)
  return exported
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} text
 */
function write(folder, name, text) {
  mkdirSync(join(root, 'test', 'vectors', folder), { recursive: true })
  writeFileSync(join(root, 'test', 'vectors', folder, name), text)
  console.log(`test/vectors/${folder}/${name}`)
}

const { vectorFiles } = await built('token-vectors.ts')
for (const [name, text] of Object.entries(vectorFiles())) write('token', name, text)
const { conversationText } = await built('token', 'conversation.ts')
write('conversation', 'suite-1.json', conversationText())
