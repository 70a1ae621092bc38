import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'

// On what a run was made, and with which releases of the others.

/**
 * @typedef {{ node: string, cores: number, processor: string, date: string, load: number }} Machine - `load`: of the minute before
 */

/** @returns {Machine} as it is before the run adds to its load */
export function machine() {
  const all = cpus()
  const processor = (all[0]?.model ?? 'unknown processor')
    .replaceAll(/\((R|TM)\)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const date = new Date().toISOString().slice(0, 10)
  return { node: process.versions.node, cores: all.length, processor, date, load: loadavg()[0] ?? 0 }
}

/**
 * The pinned versions of some packages.
 * @param {readonly string[]} names
 * @returns {Record<string, string>}
 */
export function versionsOf(names) {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
  return Object.fromEntries(names.map((name) => [name, dependencies[name]]))
}
