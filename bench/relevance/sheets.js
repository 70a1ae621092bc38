// Writes what the two readers get: node bench/relevance/sheets.js <folder>
// Descriptions in an order of chance and the stories in words. No answers, no scores, no ranks.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { buildIfStale, root } from '../../scripts/build.js'
import { directory, harbour, hashOrder, readStories, stateOf, states } from './collections.js'
import { describe } from './words.js'

/** @typedef {import('./collections.js').Target} Target */

const SEED = 'entrenous relevance, reading order'

/** @param {readonly Target[]} targets */
function shuffled(targets) {
  const byId = new Map(targets.map((target) => [target.id, target]))
  return hashOrder(SEED, [...byId.keys()]).flatMap((id) => byId.get(id) ?? [])
}

/** @param {import('../../src/vocabulary/labels.js').Labels} en */
function harbourSheet(en) {
  const targets = harbour()
  const names = new Map(targets.map(({ id, offer }) => [id, offer['name']]))
  const practitioners = targets.filter(({ kind }) => kind === 'practitioner').length
  const heading = `THE HARBOUR COLLECTIVE: ${practitioners} practitioners and ${targets.length - practitioners} events, in no order`
  return [heading, ...shuffled(targets).map((target) => describe(target, en, names))].join('\n\n')
}

/** @param {import('../../src/vocabulary/labels.js').Labels} en */
async function directorySheet(en) {
  const targets = await directory()
  const inState = states.flatMap((state) => {
    const here = shuffled(targets.filter(({ offer }) => stateOf(offer) === state))
    return [
      `==== US-${state}: ${here.length} facilities, in no order`,
      ...here.map((target) => describe(target, en, new Map())),
    ]
  })
  return [`A DIRECTORY: ${targets.length} facilities of six states of the USA`, ...inState].join('\n\n')
}

function storiesText() {
  const { today, stories } = readStories()
  const told = stories.map(({ id, collection, words }) => `[${id}] about: ${collection}\n${words}`)
  return [`THE STORIES. Today is ${today.slice(0, 10)}.`, ...told].join('\n\n')
}

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node bench/relevance/sheets.js <folder outside the repository>')
const target = resolve(folder)
if (!relative(root, target).startsWith('..'))
  throw new Error('the sheets hold a directory that is not ours to commit: name a folder outside')
buildIfStale()
// Not a literal: the build writes it.
const { en } = await import(new URL('../../dist/labels/en.js', import.meta.url).href)
mkdirSync(target, { recursive: true })
const sheets = {
  'harbour.txt': harbourSheet(en),
  'directory.txt': await directorySheet(en),
  'stories.txt': storiesText(),
}
copyFileSync(join(root, 'bench', 'relevance', 'instructions.txt'), join(target, 'instructions.txt'))
for (const [name, text] of Object.entries(sheets)) writeFileSync(join(target, name), `${text}\n`)
process.stdout.write(`${Object.keys(sheets).join(', ')} in ${target}\n`)
