// Where the evaluation touches entrenous: the built package, or the sources with one table of theirs changed.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import esbuild from 'esbuild'
import { root } from '../../scripts/build.js'
import { must } from '../must.js'

/**
 * @typedef {import('./types.js').Engine} Engine
 * @typedef {{ weights?: Record<string, number>, strengths?: Record<string, number> }} Changes
 */

/** More than either collection holds. */
const EVERYBODY = 1000
/** The tables that can be changed, by the end of their file's path and the name of the export. */
const tables = /** @type {const} */ ({
  weights: { file: 'src/matching/weights.ts', name: 'defaultWeights' },
  strengths: { file: 'src/vocabulary/relation.ts', name: 'relationStrength' },
})

/** @returns {Promise<Engine>} as an integrator gets it */
export function builtEngine() {
  // Not a literal: the build writes it.
  return import(new URL('../../dist/index.js', import.meta.url).href)
}

/**
 * Reads a table from the sources.
 * @param {keyof typeof tables} table
 * @returns {Promise<Record<string, number>>}
 */
export async function tableOf(table) {
  const { file, name } = tables[table]
  const module = await bundled({ entryPoints: [file] })
  return module[name]
}

/**
 * Bundles the sources with other numbers in a table. There is no option for that, and none is wanted: the table is one.
 * @param {Changes} changes
 * @returns {Promise<Engine>}
 */
export async function changedEngine(changes) {
  const wanted = Object.entries(tables).filter(([table]) => changes[/** @type {keyof Changes} */ (table)] !== undefined)
  /** @type {Set<string>} */
  const changed = new Set()
  const replace = { name: 'changed tables', setup: (/** @type {esbuild.PluginBuild} */ build) => replacing(build) }
  /** Whoever imports the file of a table gets one around it, which says everything it says but the table. */
  const replacing = (/** @type {esbuild.PluginBuild} */ build) => {
    for (const [table, { file, name }] of wanted) {
      const filter = new RegExp(`/${file.split('/').at(-1)?.replace('.ts', '')}\\.js$`)
      build.onResolve({ filter }, (found) => {
        const path = join(found.resolveDir, found.path.replace(/\.js$/, '.ts'))
        return path === join(root, file) && found.namespace === 'file' ? { path, namespace: table } : undefined
      })
      build.onLoad({ filter: /./, namespace: table }, ({ path }) => {
        changed.add(table)
        const numbers = JSON.stringify(changes[/** @type {keyof Changes} */ (table)])
        return { resolveDir: root, contents: aroundOf(path, name, numbers) }
      })
    }
  }
  const engine = await bundled({ entryPoints: ['src/index.ts'], plugins: [replace] })
  const missing = wanted.find(([table]) => !changed.has(table))
  if (missing !== undefined) throw new Error(`nobody reads ${missing[1].name} from ${missing[1].file} any more`)
  return engine
}

/**
 * Bundles sources and imports them, from a file, so that a trace of an error can be read.
 * @param {esbuild.BuildOptions} options
 * @returns {Promise<any>}
 */
export async function bundled(options) {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-bench-'))
  const outfile = join(folder, 'bundle.mjs')
  try {
    await esbuild.build({ absWorkingDir: root, bundle: true, format: 'esm', platform: 'browser', outfile, ...options })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function aroundOf(/** @type {string} */ path, /** @type {string} */ name, /** @type {string} */ numbers) {
  const from = JSON.stringify(path)
  return `import { ${name} as found } from ${from}
export * from ${from}
const changes = ${numbers}
const unknown = Object.keys(changes).find((key) => !(key in found))
if (unknown !== undefined) throw new Error('${name} has no ' + unknown)
export const ${name} = Object.freeze({ ...found, ...changes })`
}

/**
 * Opens a published collection and makes it answer, everybody at once.
 * @param {Engine} engine
 * @param {import('./types.js').Shelf} shelf
 * @param {number} now
 * @returns {import('./types.js').Ask}
 */
export function askOf({ readIntake, openCatalogue, match }, { bytes, communityKey, ids }, now) {
  const catalogue = must(openCatalogue(bytes, { trust: [communityKey], lastSeen: 'first-use', now }))
  const named = (/** @type {any} */ { id, score }) => {
    const target = ids.get(id)
    if (target === undefined) throw new Error(`nobody published ${id}`)
    return { id: target, score }
  }
  return (answers, options) => {
    const outcome = match(must(readIntake(answers, catalogue.vocabulary)), catalogue, {
      now,
      limit: EVERYBODY,
      ...options,
    })
    return { matches: outcome.matches.map(named), maybe: outcome.maybe.map(named), outcome }
  }
}

/**
 * A seed for each number, as `match` takes them.
 * @param {number} nth
 */
export const seedOf = (nth) => nth.toString(16).padStart(32, '0')
