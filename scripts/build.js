import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

/** @type {{ readonly exports: Readonly<Record<string, string | { readonly types: string, readonly default: string }>> }} */
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const entries = Object.entries(exports).flatMap(([name, files]) => (typeof files === 'string' ? [] : [{ name, files }]))

/** Every entry as it is imported: `entrenous`, `entrenous/practitioner` and so on. package.json is where one is added. */
export const entryNames = entries.map(({ name }) => name.replace('.', 'entrenous'))

/** What a finished build holds; the page's bundle is written by the second of two parallel builds. */
const outputs = [
  'cli.js',
  ...entries.flatMap(({ files }) => [files.default, files.types].map((file) => file.replace('./dist/', ''))),
  'entrenous.browser.js',
  'audit-inside.js',
  'us-directory.js',
  'harbour-collective.js',
  'community-template.js',
]
/** Of the examples, those that dist/ carries: the others may change, and be built beside themselves, without a new one. */
const inputs = [
  'src',
  'examples/us-directory',
  'examples/harbour-collective',
  'examples/community-template',
  'package.json',
  'package-lock.json',
  'tsup.config.ts',
  'tsconfig.json',
]

/**
 * The newest modification time below a path; folders count too, so that a deleted file is noticed.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  const names = readdirSync(path).filter((name) => name !== 'node_modules' && name !== 'dist')
  return Math.max(stat.mtimeMs, ...names.map((name) => newest(join(path, name))))
}

/** @returns {boolean} whether dist/ is complete and no older than its sources */
function isFresh() {
  const files = outputs.map((name) => join(root, 'dist', name))
  if (!files.every((file) => existsSync(file))) return false
  const oldest = Math.min(...files.map((file) => statSync(file).mtimeMs))
  return inputs.every((name) => newest(join(root, name)) <= oldest)
}

/** Builds dist/ from nothing. Whatever tsup has to say goes to stderr: stdout belongs to the command that needed the build. */
export function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  const tsup = join(root, 'node_modules', 'tsup', 'dist', 'cli-default.js')
  execFileSync(process.execPath, [tsup], { cwd: root, stdio: ['ignore', 2, 2] })
  // The community of `entrenous demo`, and what `entrenous community create` begins with.
  writeTexts('harbour-collective', (name) => name.endsWith('.json') || name === 'charter.md')
  writeTexts('community-template', (name) => /\.(json|md)$/.test(name))
}

/**
 * A folder of texts as one module, so that the command line needs no checkout.
 * @param {string} folder
 * @param {(name: string) => boolean} isWanted
 */
function writeTexts(folder, isWanted) {
  const place = join(root, 'examples', folder)
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  const textOf = (/** @type {string} */ name) => {
    const text = readFileSync(join(place, name), 'utf8')
    return name.endsWith('.json') ? JSON.stringify(JSON.parse(text)) : text
  }
  const texts = Object.fromEntries(
    names
      .filter(isWanted)
      .sort()
      .map((name) => [name, textOf(name)]),
  )
  writeFileSync(join(root, 'dist', `${folder}.js`), `export const texts = ${JSON.stringify(texts)}\n`)
}

/** Builds dist/ when it is missing, incomplete or older than its sources. */
export function buildIfStale() {
  if (!isFresh()) build()
}

/** @returns {string} the subresource-integrity value of the page's bundle */
export function browserIntegrity() {
  const digest = createHash('sha384')
    .update(readFileSync(join(root, 'dist', 'entrenous.browser.js')))
    .digest('base64')
  return `sha384-${digest}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  build()
  console.log(`dist/entrenous.browser.js ${browserIntegrity()}`)
}
