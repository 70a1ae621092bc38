import { join } from 'node:path'
import { allStatements, openFile } from '../catalogue/open-file.js'
import { readCatalogueHead } from '../catalogue/read-head.js'
import { dayOf, isoDateOf } from '../kernel/time.js'
import { type Command, done } from './command.js'
import { readBytes } from './files.js'
import { keyRingIn } from './key-ring.js'
import { clockOption } from './keys-file.js'
import { type PublishedFiles, publishFiles } from './publish-files.js'
import { eachStatement } from './statement-files.js'
import { grouped, pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

/** `entrenous catalogue regions <file>` */
export const catalogueRegions: Command = {
  name: 'catalogue regions',
  summary: 'publish a catalogue as a folder of regions, for any web server',
  positionals: [{ name: 'file', text: 'a catalogue of this community, as `catalogue build` wrote it' }],
  options: {
    keys: { type: 'string', required: true, value: 'folder', text: 'where the community’s keys are' },
    out: {
      type: 'string',
      required: true,
      value: 'folder',
      text: 'what the web server shows; run again, it goes on from there',
    },
    statements: {
      type: 'string',
      multiple: true,
      value: 'file',
      text: 'further signed statements, each after its length in four bytes; may be repeated, and be larger than memory',
    },
    least: { type: 'string', value: 'number', text: 'fewest practitioners and listings in a region; 20 unless given' },
    ...clockOption,
  },
  about:
    'Sorts everybody by the regions of their licences and locations, and writes a file for each region, its head and its pieces. A region with fewer than --least is joined into the wider one, and at last into the community’s own file, which everybody fetches. It works region by region, so memory holds the largest of them. Interrupted, it leaves a folder that can be served.',
  run: (call) => {
    const { terminal, now } = call
    const [file = ''] = call.positionals
    const out = call.option('out') ?? ''
    const least = call.option('least')
    if (least !== undefined && !/^[1-9]\d{0,8}$/.test(least)) {
      return { ok: false, error: { code: 'usage', detail: {}, message: '--least: a whole number from 1 is needed.' } }
    }
    const bytes = readBytes(file)
    if (!bytes.ok) return bytes
    const head = readCatalogueHead(bytes.value)
    if (!head.ok) return refuseWith(head.error, file)
    const ring = keyRingIn(call.option('keys') ?? '', out, { now, clockIsRight: call.flag('clock-is-right') })
    if (!ring.ok) return ring
    const keys = ring.value.community()
    if (!keys.ok) return keys
    const trust = [keys.value.root.publicKey]
    // As of the moment it was published: what has ended since is sorted out below.
    const opened = openFile(bytes.value, {
      trust,
      lastSeen: 'first-use',
      now: head.value.issued,
      region: head.value.region,
    })
    if (!opened.ok) return refuseWith(opened.error, file)
    const own = allStatements(opened.value)
    if (!own.ok) return refuseWith(own.error, file)
    const published = publishFiles({
      source: (visit) => {
        for (const statement of own.value) visit(statement)
        for (const path of call.options('statements')) {
          const read = eachStatement(path, visit)
          if (!read.ok) return read
        }
        return done(undefined)
      },
      root: opened.value.read.body.root,
      vocabulary: opened.value.vocabulary,
      publishingKey: keys.value.publishing,
      now,
      least: least === undefined ? undefined : Number(least),
      out,
      progress: terminal.progress,
    })
    if (!published.ok) return published
    const { rejected } = published.value
    terminal.say(pairs(summary(opened.value.community.name, out, published.value), terminal.width, ''))
    if (rejected > 0)
      terminal.note(wrap(`Left out, because they do not stand now: ${rejected} statements.`, terminal.width))
    return done({ out, list: join(out, 'community.head'), ...published.value })
  },
}

/** What was published, line by line. */
function summary(name: string, out: string, published: PublishedFiles): readonly (readonly [string, string])[] {
  const { regions, listed, bytes, own } = published
  return [
    ['published', name],
    ['regions', regions.length === 0 ? 'none: too few in each' : regions.map(({ region }) => region).join(', ')],
    ['in them', `${grouped(listed)} practitioners and listings, each in every region it is in`],
    ['folder', `${out}, ${grouped(bytes)} bytes beside the pieces`],
    ['until', isoDateOf(dayOf(own.expires))],
  ]
}
