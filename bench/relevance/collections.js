// The two collections that the stories are about. Nothing here knows of scores.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { root } from '../../scripts/build.js'

/**
 * A source file of the Harbour Collective as it stands in its folder, or a listing: both describe an offer.
 * @typedef {Record<string, any>} Offer
 * @typedef {{ id: string, kind: 'practitioner' | 'event' | 'listing', offer: Offer }} Target - `id`: as the labels name it
 * @typedef {{ id: string, collection: 'harbour' | 'directory', words: string, answers: any }} Story
 */

const FACILITIES = 'samhsa-mh-2022-facilities.csv'
/** The states of the directory's stories, and how many facilities of each are in the collection. */
export const states = /** @type {const} */ (['AZ', 'CA', 'FL', 'MN', 'NY', 'TX'])
const PER_STATE = 50
const SALT = 'entrenous relevance, facilities'

/** @returns {{ today: string, stories: Story[] }} */
export function readStories() {
  return readJson(join(root, 'bench', 'relevance', 'stories.json'))
}

/**
 * Orders ids as a hash of them falls out: by chance, and the same everywhere.
 * @param {string} salt
 * @param {readonly string[]} ids
 */
export function hashOrder(salt, ids) {
  const keyed = ids.map((id) => ({ id, key: createHash('sha256').update(`${salt}: ${id}`).digest('hex') }))
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ id }) => id)
}

/** @returns {Target[]} the practitioners and events of examples/harbour-collective, by the names of their files */
export function harbour() {
  const folder = join(root, 'examples', 'harbour-collective')
  return /** @type {const} */ (['practitioner', 'event']).flatMap((kind) =>
    readdirSync(join(folder, `${kind}s`))
      .sort()
      .map((name) => ({ id: name.replace('.json', ''), kind, offer: readJson(join(folder, `${kind}s`, name)) })),
  )
}

/**
 * Reads the chosen facilities of the real directory, as listings. Needs a built dist/.
 * @returns {Promise<Target[]>} state by state, in the order of facilities.json
 * @throws {Error} when the directory is not at hand, or is another one than the labels are about
 */
export async function directory() {
  const rows = parse(readFileSync(directoryFile(), 'utf8'), { columns: true, skip_empty_lines: true, bom: true })
  // Not a literal: the build writes it.
  const { convertDirectory } = await import(new URL('../../dist/us-directory.js', import.meta.url).href)
  /** @type {Offer[]} */
  const listings = convertDirectory(rows).listings
  const chosen = chooseFacilities(listings)
  /** @type {Record<string, string[]>} */
  const recorded = readJson(join(root, 'bench', 'relevance', 'facilities.json'))
  if (JSON.stringify(chosen) !== JSON.stringify(recorded))
    throw new Error(`${FACILITIES} is not the file that facilities.json was chosen from`)
  const byId = new Map(listings.map((listing) => [listing['id'], listing]))
  return Object.values(recorded)
    .flat()
    .map((id) => ({ id: `listing:${id}`, kind: /** @type {const} */ ('listing'), offer: byId.get(id) ?? {} }))
}

/**
 * Of every state the first 50 by the hash of their id, the number of their line in the file.
 * @param {readonly Offer[]} listings
 * @returns {Record<string, string[]>} the ids by state, in the order of the file
 */
export function chooseFacilities(listings) {
  return Object.fromEntries(
    states.map((state) => {
      const inState = listings.filter((listing) => stateOf(listing) === state).map((listing) => listing['id'])
      return [state, hashOrder(SALT, inState).slice(0, PER_STATE).sort()]
    }),
  )
}

/** @param {Offer} listing */
export function stateOf(listing) {
  return listing['locations'][0].region.replace('US-', '')
}

export function directoryFile() {
  const named = process.env['ENTRENOUS_DATA'] ?? '../shared'
  const file = [join(named, 'data', FACILITIES), join(named, FACILITIES)].find((path) => existsSync(path))
  if (file === undefined)
    throw new Error(`set ENTRENOUS_DATA to the folder that holds data/${FACILITIES}; looked in ${named}`)
  return file
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
