import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { openCatalogue } from '../../src/catalogue/open.js'
import { joinCatalogue } from '../../src/catalogue/pieces.js'
import { readCommunityKeys } from '../../src/community/keys.js'
import { signListings } from '../../src/community/sign.js'
import { draftListings } from '../../src/descriptor/draft.js'
import { epochSeconds } from '../../src/kernel/time.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { listingsJson, must } from '../support/catalogue.js'

const REGIONS = 50
/** A million, unless a smaller number is given to look at it quickly. */
const COUNT = Number(process.env['ENTRENOUS_LISTINGS'] ?? 1_000_000)
const BATCH = 200
/** Kibibytes that the process may take: what Node itself takes, and the largest of fifty regions. */
const MOST_KIB = 1024 * 1024

const cli = join(root, 'dist', 'cli.js')
const reportsMemory = `data:text/javascript,process.on('exit',()=>console.error('maxRSS',process.resourceUsage().maxRSS))`

function run(words: readonly string[], cwd: string): { readonly stdout: string; readonly stderr: string } {
  const ran = spawnSync(process.execPath, ['--import', reportsMemory, cli, ...words, '--json'], {
    cwd,
    encoding: 'utf8',
  })
  if (ran.status !== 0) throw new Error(ran.stderr)
  return ran
}

function writeMany(path: string, keysFile: string): void {
  const keys = must(readCommunityKeys(readFileSync(keysFile, 'utf8')))
  const now = epochSeconds(new Date())
  const file = openSync(path, 'w')
  for (let first = 0; first < COUNT; first += BATCH) {
    const name = `b${first / BATCH}`
    // Two letters and a number: 50 regions of one country.
    const json = listingsJson(Math.min(BATCH, COUNT - first), name, `US-${10 + ((first / BATCH) % REGIONS)}`)
    const signed = signListings(must(draftListings(json, { vocabulary: coreVocabulary })), keys, { id: name, now })
    const length = Buffer.alloc(4)
    length.writeUInt32BE(signed.length)
    writeSync(file, Buffer.concat([length, signed]))
  }
  closeSync(file)
}

it('a million listings are published by regions in memory for one of them, and a region is updated by its pieces', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'entrenous-regions-'))
  try {
    run(['catalogue', 'build', join(root, 'examples', 'harbour-collective'), '--out', 'own', '--keys', 'keys'], cwd)
    writeMany(join(cwd, 'many'), join(cwd, 'keys', 'community.json'))
    const words = ['catalogue', 'regions', 'own', '--statements', 'many', '--keys', 'keys', '--out', 'out']
    const started = Date.now()
    const { stdout, stderr } = run(words, cwd)
    const kib = Number(/maxRSS (\d+)/.exec(stderr)?.[1])
    const { regions, listed, bytes } = JSON.parse(stdout)
    console.info(
      `${listed} listed in ${regions.length} regions of ${bytes} bytes from ${statSync(join(cwd, 'many')).size} bytes of statements: ${Math.round((Date.now() - started) / 1000)} s, ${Math.round(kib / 1024)} MiB, ${readdirSync(join(cwd, 'out', 'pieces')).length} pieces`,
    )
    expect(listed).toBeGreaterThanOrEqual(COUNT)
    expect(kib).toBeGreaterThan(1024)
    expect(kib).toBeLessThan(MOST_KIB)
    const keys = must(readCommunityKeys(readFileSync(join(cwd, 'keys', 'community.json'), 'utf8')))
    const pieces = new Map(
      readdirSync(join(cwd, 'out', 'pieces')).map((name) => [
        name,
        new Uint8Array(readFileSync(join(cwd, 'out', 'pieces', name))),
      ]),
    )
    const head = new Uint8Array(readFileSync(join(cwd, 'out', 'regions', 'US-10.head')))
    const file = must(joinCatalogue(head, pieces)).bytes ?? head
    const options = { trust: [keys.root.publicKey], lastSeen: 'first-use', now: epochSeconds(new Date()) } as const
    expect(must(openCatalogue(file, { ...options, region: 'US-10' })).size).toBe(COUNT / REGIONS)
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['community.catalogue', 'community.head', 'pieces', 'regions'])
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}, 1_200_000)
