import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import {
  coreVocabulary,
  createCommunity,
  createCommunityKeys,
  draftListings,
  publishCatalogue,
  signListings,
} from '../../dist/community.js'
import { match, openCatalogue, readIntake } from '../../dist/index.js'
import { machine } from '../machine.js'
import { speedOf } from '../measure.js'
import { must } from '../must.js'
import { directoryFile } from '../relevance/collections.js'

// A real directory of 9,037 facilities: published once, opened and matched many times. Nobody else can do the same, so
// there is no peer here; how large a batch of listings should be is what is compared.

const BATCHES = [16, 64, 256]
const NOW = /** @type {any} */ (1_795_262_400) // Saturday 2026-11-21, 12:00 UTC; a brand for the compiler
/** @type {readonly any[]} */
const queries = [
  {
    needs: [{ concept: 'violence.partner', importance: 3 }, { concept: 'trauma.flashbacks' }],
    where: { region: 'US-NM', formats: ['in-person'] },
    languages: { anyOf: ['es'] },
    payment: { anyOf: [{ insurer: 'us-medicaid' }] },
    must: ['where', 'languages', 'payment'],
  },
  {
    needs: [{ concept: 'mood' }],
    where: { region: 'US-TN', formats: ['in-person'] },
    payment: { anyOf: [{ insurer: 'us-veterans' }] },
    must: ['where', 'payment'],
  },
  {
    needs: [{ concept: 'anxiety', importance: 3 }, { concept: 'sleep' }],
    where: { region: 'US-OH', formats: ['in-person'] },
    must: ['where'],
  },
]

/**
 * Publishes, opens and matches the directory. Needs a built dist/ and the directory (ENTRENOUS_DATA).
 * @param {{ quick: boolean }} options
 * @param {(done: number, all: number, seconds: number | undefined, what: string) => void} progress
 * @returns {Promise<import('./report.js').Run>}
 */
export async function run({ quick }, progress) {
  const about = machine()
  const rows = parse(readFileSync(directoryFile(), 'utf8'), { columns: true, skip_empty_lines: true, bom: true })
  // Not a literal: the build writes it.
  const { convertDirectory, directory } = await import(new URL('../../dist/us-directory.js', import.meta.url).href)
  const { listings } = convertDirectory(rows)
  const keys = must(createCommunityKeys())
  const said = { name: 'US directory, unclaimed', contact: 'nobody@directory.example', charterHash: '22'.repeat(32) }
  const root = must(createCommunity({ ...said, policy: { approvalsRequired: 0 } }, keys, { now: NOW }))
  const measured = BATCHES.map((batch, nth) => {
    progress(nth, BATCHES.length, undefined, `${listings.length} listings in batches of ${batch}`)
    const started = performance.now()
    const statements = []
    for (let first = 0; first < listings.length; first += batch) {
      const draft = { ...directory, listings: listings.slice(first, first + batch) }
      const signed = must(draftListings(draft, { vocabulary: coreVocabulary }))
      statements.push(signListings(signed, keys, { id: `us-${first / batch + 1}`, now: NOW }))
    }
    const published = must(
      publishCatalogue({ root, statements, vocabulary: coreVocabulary, publishingKey: keys.publishing, now: NOW }),
    )
    const publishMs = performance.now() - started
    return { batch, publishMs, ...timesOf(published.bytes, keys.root.publicKey, quick ? 3 : 15) }
  })
  return { machine: about, listings: listings.length, measured, verdicts: [] }
}

/**
 * @param {Uint8Array} bytes
 * @param {Uint8Array} trust
 * @param {number} rounds
 */
function timesOf(bytes, trust, rounds) {
  const took = {
    open: /** @type {number[]} */ ([]),
    first: /** @type {number[]} */ ([]),
    again: /** @type {number[]} */ ([]),
  }
  for (let round = 0; round < rounds + 2; round++) {
    for (const answers of queries) {
      const began = performance.now()
      const catalogue = must(openCatalogue(bytes, { trust: [trust], lastSeen: 'first-use', now: NOW }))
      const opened = performance.now()
      const intake = must(readIntake(answers, catalogue.vocabulary))
      const found = match(intake, catalogue, { now: NOW, limit: 3 })
      const matched = performance.now()
      match(intake, catalogue, { now: NOW, limit: 3, seed: found.seed })
      const again = performance.now()
      if (found.counts.considered !== catalogue.size || found.maybe.length === 0) throw new Error('nobody was found')
      if (round < 2) continue
      took.open.push(opened - began)
      took.first.push(matched - opened)
      took.again.push(again - matched)
    }
  }
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  const sizes = {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, quality).length,
  }
  const median = (/** @type {number[]} */ values) => speedOf(values).median
  return { sizes, openMs: median(took.open), firstMs: median(took.first), againMs: median(took.again) }
}
