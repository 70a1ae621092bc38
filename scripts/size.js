// Measures what an integrator pays: brotli bytes per entry with its dependencies, and our own code per folder.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import esbuild from 'esbuild'
import { buildIfStale, root } from './build.js'

/** The entry a person's page loads may weigh this much (brotli, dependencies included, labels excluded). */
export const rootEntryLimit = 51_500

const entries = {
  entrenous: 'index',
  'entrenous/practitioner': 'practitioner',
  'entrenous/community': 'community',
  'entrenous/trust': 'trust',
  'entrenous/ticket': 'ticket',
  'entrenous/follow-up': 'follow-up',
  'entrenous/board': 'board',
  'entrenous/safety': 'safety',
  'entrenous/rehearsal': 'rehearsal',
  'entrenous/measurement': 'measurement',
  'entrenous/person-ledger': 'person-ledger',
}
/** Entries that are brought beside another: what they add to it is what they cost. */
const additions = [
  { name: 'entrenous/epoch-report', file: 'epoch-report', beside: 'entrenous/measurement' },
  { name: 'entrenous/post-quantum', file: 'post-quantum', beside: 'entrenous' },
  { name: 'entrenous/web-crypto', file: 'web-crypto', beside: 'entrenous' },
  { name: 'entrenous/interop/consent-record', file: 'interop/consent-record', beside: 'entrenous' },
  { name: 'entrenous/interop/ical', file: 'interop/ical', beside: 'entrenous' },
  { name: 'entrenous/cards', file: 'cards', beside: 'entrenous' },
  { name: 'entrenous/pieces', file: 'pieces', beside: 'entrenous' },
  { name: 'entrenous/federation', file: 'federation', beside: 'entrenous' },
  { name: 'entrenous/call-sheet', file: 'call-sheet', beside: 'entrenous' },
  { name: 'entrenous/store/node', file: 'store/node', beside: 'entrenous/practitioner' },
  { name: 'entrenous/store/browser', file: 'store/browser', beside: 'entrenous/practitioner' },
]
const start = '<!-- size:start -->'
const end = '<!-- size:end -->'

/** @param {esbuild.BuildOptions} options */
function bundle(options) {
  return esbuild.buildSync({
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    minify: true,
    outdir: 'nowhere',
    logLevel: 'error',
    platform: 'browser',
    target: 'es2022',
    write: false,
    ...options,
  })
}

/**
 * Brotli bytes of each entry as a bundler would ship it.
 * @returns {{ name: string, bytes: number }[]}
 */
export function entrySizes() {
  return Object.entries(entries).map(([name, file]) => ({ name, bytes: bytesOf(file) }))
}

/**
 * Brotli bytes that an entry adds to a bundle of the one beside which it is brought, with which it shares what both need.
 * @returns {{ name: string, beside: string, bytes: number }[]}
 */
export function additionSizes() {
  const alone = new Map(Object.entries(entries))
  return additions.map(({ name, file, beside }) => {
    const other = alone.get(beside) ?? 'index'
    return { name, beside, bytes: bytesOf(other, file) - bytesOf(other) }
  })
}

/** @param {string[]} files of dist, bundled into one */
function bytesOf(...files) {
  const contents = files.map((file) => `export * from './dist/${file}.js'`).join('\n')
  const [output] = bundle({ stdin: { contents, resolveDir: root } }).outputFiles ?? []
  if (output === undefined) throw new Error(`esbuild made nothing of ${files}`)
  return brotliCompressSync(output.contents).length
}

/**
 * Minified bytes of our own code per folder of src, in a bundle of all entries.
 * @returns {{ name: string, bytes: number }[]}
 */
export function folderSizes() {
  const files = [...Object.values(entries), ...additions.map(({ file }) => file)]
  const contents = files.map((file, index) => `export * as entry${index} from './src/${file}.ts'`)
  const { metafile } = bundle({ stdin: { contents: contents.join('\n'), resolveDir: root }, metafile: true })
  /** @type {Map<string, number>} */
  const folders = new Map()
  for (const output of Object.values(metafile?.outputs ?? {})) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^src\/([^/]+)\//.exec(path)?.[1]
      if (folder !== undefined) folders.set(folder, (folders.get(folder) ?? 0) + bytesInOutput)
    }
  }
  return [...folders].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** @returns {string} both tables, in Markdown, between the README's markers */
export function sizeTable() {
  const count = (/** @type {number} */ bytes) => bytes.toLocaleString('en')
  const own = folderSizes()
  const total = own.reduce((sum, one) => sum + one.bytes, 0)
  return [
    '| entry | brotli bytes, dependencies included |',
    '|---|---:|',
    ...entrySizes().map(({ name, bytes }) => `| \`${name}\` | ${count(bytes)} |`),
    ...additionSizes().map(({ name, beside, bytes }) => `| \`${name}\` adds to \`${beside}\` | ${count(bytes)} |`),
    '',
    '| own code | minified bytes |',
    '|---|---:|',
    ...own.map(({ name, bytes }) => `| \`${name}/\` | ${count(bytes)} |`),
    `| all | ${count(total)} |`,
  ].join('\n')
}

/**
 * The README's text between the markers.
 * @param {string} readme
 */
export function tableIn(readme) {
  const from = readme.indexOf(start)
  const to = readme.indexOf(end)
  return from < 0 || to < from ? undefined : readme.slice(from + start.length, to).trim()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  buildIfStale()
  const table = sizeTable()
  console.log(table)
  if (process.argv.includes('--write')) {
    const path = join(root, 'README.md')
    const readme = readFileSync(path, 'utf8')
    if (tableIn(readme) === undefined) throw new Error(`README.md has no ${start} … ${end}`)
    const [before = '', rest = ''] = readme.split(start)
    writeFileSync(path, `${before}${start}\n${table}\n${end}${rest.split(end)[1] ?? ''}`)
  }
}
