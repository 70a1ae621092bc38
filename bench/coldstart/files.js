import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { published, signedListings, signedPractitioners } from './world.js'

// The files that are opened, and how small they get. Making them takes longer than opening them: they are kept beside
// the dependencies, named by a hash of the code that makes them.

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'node_modules', '.cache', 'entrenous-bench')
const makers = ['bench/match/people.js', 'bench/match/places.js', 'bench/match/random.js', 'bench/coldstart/world.js']

/** More than so many are listings: nobody signs a hundred thousand descriptors for a benchmark. */
const MOST_SIGNED = 10_000

/**
 * @typedef {{ holds: string, catalogue: Uint8Array, people: readonly import('./world.js').Person[] }} Files
 */

/**
 * Makes the catalogue of so many, and what its entries say as plain data.
 * @param {number} size
 * @returns {Files}
 */
export function filesOf(size) {
  const isSigned = size <= MOST_SIGNED
  const made = hashOf(makers.map((name) => readFileSync(join(root, name))))
  const { statements, people } = kept(`statements-${size}`, made, () =>
    isSigned ? signedPractitioners(size) : signedListings(size),
  )
  const library = readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.js'))
  const built = hashOf(library.sort().map((name) => readFileSync(join(root, 'dist', name))))
  const catalogue = kept(`catalogue-${size}`, hashOf([made, built]), () => published(statements))
  const holds = isSigned ? 'practitioners, each with a signed descriptor, presence and approval' : 'unclaimed listings'
  return { holds, catalogue, people }
}

/**
 * How many bytes travel.
 * @param {string} name - of the content, for the cache
 * @param {Uint8Array} bytes
 * @param {boolean} quick - rather soon than at brotli's best quality, which takes a minute for every twenty megabytes
 * @returns {import('./report.js').Sizes}
 */
export function sizesOf(name, bytes, quick) {
  const quality = bytes.length > (quick ? 4 : 32) * 1024 * 1024 ? 9 : 11
  return kept(`sizes-${name}`, hashOf([bytes, String(quality)]), () => ({
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length,
    quality,
  }))
}

/**
 * What was made before by the same code, or is made now; of each name the last is kept.
 * @template Value
 * @param {string} name
 * @param {string} hash
 * @param {() => Value} make
 * @returns {Value}
 */
function kept(name, hash, make) {
  const file = join(folder, `${name}-${hash}.bin`)
  if (existsSync(file)) return deserialize(readFileSync(file))
  const value = make()
  mkdirSync(folder, { recursive: true })
  for (const old of readdirSync(folder)) if (old.startsWith(`${name}-`)) rmSync(join(folder, old))
  writeFileSync(file, serialize(value))
  return value
}

/** @param {readonly (Uint8Array | string)[]} parts */
function hashOf(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, 16)
}
