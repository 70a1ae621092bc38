import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fillTemplate, readCommunityFolder } from 'entrenous/community'
import { must } from './world.js'

// The one template that all three communities begin with: examples/community-template.

const folder = fileURLToPath(new URL('../community-template/', import.meta.url))

/** @returns {ReadonlyMap<string, string>} path below the folder → text */
export function readTemplate() {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort()
  return new Map(paths.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]))
}

/**
 * Fills the template in for one community.
 *
 * @param {ReadonlyMap<string, string>} template
 * @param {import('entrenous/community').CommunityFacts} facts
 * @returns {{ draft: Readonly<Record<string, unknown>>, files: ReadonlyMap<string, string> }} what the manifest is made of, and the folder
 */
export function fillIn(template, facts) {
  const files = must(fillTemplate(template, facts))
  return { draft: { ...must(readCommunityFolder(files)).draft }, files }
}
