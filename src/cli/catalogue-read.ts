import type { Catalogue, Head } from '../catalogue/catalogue.js'
import type { CatalogueEntry } from '../catalogue/entry.js'
import { openCatalogue } from '../catalogue/open.js'
import { readEntries } from '../catalogue/read-entries.js'
import { readCatalogueHead } from '../catalogue/read-head.js'
import { verifyCatalogue } from '../catalogue/verify.js'
import { fromHex } from '../kernel/text.js'
import { dayOf, type EpochSeconds, isoDateOf, keyEpochOf } from '../kernel/time.js'
import { en } from '../labels/en.js'
import { targetOf } from '../matching/target.js'
import { type Call, type Command, done, refuse, type Step } from './command.js'
import { exists, readBytes, writeWhole } from './files.js'
import { grouped, pairs, wrap } from './terminal.js'
import { headKept } from './witness.js'
import { refuseWith } from './words.js'

const catalogueFile = { name: 'file', text: 'a published catalogue' } as const

/** `entrenous catalogue verify <file>` */
export const catalogueVerify: Command = {
  name: 'catalogue verify',
  summary: 'check every signature of a catalogue and compile it again',
  positionals: [catalogueFile],
  options: {
    trust: {
      type: 'string',
      multiple: true,
      required: true,
      value: 'hex',
      text: 'the community’s public key; may be repeated',
    },
    head: {
      type: 'string',
      value: 'file',
      text: 'remembers the last catalogue seen, so that a step back or a second story is noticed',
    },
  },
  about:
    'Does what a device does on opening, and what a device has no time for: verifies every statement, compiles them again and compares every byte. It shows whether a row was altered. Whether somebody was left out it cannot show.',
  run: (call) => {
    const { terminal, now } = call
    const [file = ''] = call.positionals
    const bytes = readBytes(file)
    if (!bytes.ok) return bytes
    const trust = trustedKeys(call)
    if (!trust.ok) return trust
    const lastSeen = lastSeenIn(call.option('head'))
    if (!lastSeen.ok) return lastSeen
    const claimed = readCatalogueHead(bytes.value)
    if (!claimed.ok) return refuseWith(claimed.error, file)
    const { region } = claimed.value
    if (lastSeen.value !== 'first-use' && lastSeen.value.region !== region) {
      return refuseWith({ code: 'catalogue_other_region', detail: {} }, file)
    }
    const opened = openCatalogue(bytes.value, { trust: trust.value, lastSeen: lastSeen.value, now, region })
    if (!opened.ok) return refuseWith(opened.error, file)
    const report = verifyCatalogue(bytes.value, {
      trust: trust.value,
      now,
      onProgress: ({ done: checked, total }) => terminal.progress('Checking statement', checked, total),
    })
    terminal.progress('', 0, 0)
    if (!report.ok) return refuseWith(report.error, file)
    const { head, identical, statements, entries, rejected } = report.value
    if (!identical)
      return refuse('catalogue_altered', `${file}: what was published is not what the statements say.`, { rejected })
    const kept = keepHead(call.option('head'), opened.value.head)
    if (!kept.ok) return kept
    terminal.say(`${terminal.paint('good', 'In order.')} ${opened.value.community.name}, number ${head.sequence}.`)
    terminal.say(
      pairs(
        [
          ['statements', `${grouped(statements)}, each verified`],
          ['entries', grouped(entries)],
          ['until', isoDateOf(dayOf(head.expires))],
          ['head', head.hash],
        ],
        terminal.width,
        '',
      ),
    )
    return done({ name: opened.value.community.name, head, statements, entries, identical })
  },
}

/** `entrenous catalogue inspect <file>` */
export const catalogueInspect: Command = {
  name: 'catalogue inspect',
  summary: 'show who is in a catalogue',
  positionals: [catalogueFile],
  options: {
    trust: {
      type: 'string',
      multiple: true,
      value: 'hex',
      text: 'the community’s public key; without it the file is taken at its word',
    },
    all: { type: 'boolean', text: 'show every entry, however many there are' },
  },
  about:
    'Opens a catalogue as a device does, and lists who is in it. Without --trust it shows what the file says of itself: anybody can have made it.',
  run: (call) => {
    const { now } = call
    const [file = ''] = call.positionals
    const bytes = readBytes(file)
    if (!bytes.ok) return bytes
    const named = trustedKeys(call)
    if (!named.ok) return named
    const claimed = readCatalogueHead(bytes.value)
    if (!claimed.ok) return refuseWith(claimed.error, file)
    const verified = named.value.length > 0
    const trust = verified ? named.value : [claimed.value.community]
    const { region } = claimed.value
    const opened = openCatalogue(bytes.value, { trust, lastSeen: 'first-use', now, region })
    if (!opened.ok) return refuseWith(opened.error, file)
    const { accepted, rejected } = readEntries(opened.value)
    const rows = accepted.map((entry) => rowOf(entry, now))
    tell(call, opened.value, { rows, rejected: rejected.length, bytes: bytes.value.length, verified })
    const { head, community } = opened.value
    const { name, contact, policy } = community
    return done({ name, contact, policy, trusted: verified, head, bytes: bytes.value.length, entries: rows, rejected })
  },
}

type Row = { readonly id: string; readonly kind: CatalogueEntry['kind']; readonly name: string; readonly state: string }

type Told = {
  readonly rows: readonly Row[]
  readonly rejected: number
  readonly bytes: number
  readonly verified: boolean
}

/** More than a screenful tells nobody anything. */
const SHOWN = 60

function tell(
  { terminal, flag }: Call,
  { community, head }: Catalogue,
  { rows, rejected, bytes, verified }: Told,
): void {
  const { width, paint, say } = terminal
  const count = (kind: Row['kind']) => rows.filter((row) => row.kind === kind).length
  say(paint('strong', community.name))
  say(
    pairs(
      [
        ['contact', community.contact],
        ['number', `${head.sequence}, from ${isoDateOf(dayOf(head.issued))} until ${isoDateOf(dayOf(head.expires))}`],
        ['size', `${grouped(bytes)} bytes`],
        [
          'in it',
          `${count('practitioner')} practitioners, ${count('event')} events, ${count('listing')} unclaimed listings`,
        ],
        ['key', community.key],
      ],
      width,
      '',
    ),
  )
  if (!verified) say(wrap('Taken at its word: name the community’s key with --trust to know who made it.', width))
  const shown = flag('all') ? rows : rows.slice(0, SHOWN)
  for (const kind of ['practitioner', 'event', 'listing'] as const) {
    const ofKind = shown.filter((row) => row.kind === kind)
    if (ofKind.length === 0) continue
    const sorted = [...ofKind].sort((one, other) => one.name.localeCompare(other.name, 'en'))
    say(
      `\n${paint('strong', en.match.kind[kind])}\n${pairs(
        sorted.map(({ name, state }) => [name, state] as const),
        width,
      )}`,
    )
  }
  if (shown.length < rows.length) say(`\n… and ${grouped(rows.length - shown.length)} more: --all shows them.`)
  if (rejected > 0) say(`\n${rejected} entries in it do not stand up to their own statements and were left out.`)
}

function rowOf(entry: CatalogueEntry, now: EpochSeconds): Row {
  return { id: entry.id, kind: entry.kind, name: entry.name, state: stateOf(entry, now) }
}

function stateOf(entry: CatalogueEntry, now: EpochSeconds): string {
  if (entry.kind === 'event') return en.places[entry.offer.places]
  if (entry.kind === 'listing') return en.match.line.unclaimed
  const { presence } = targetOf(entry, now)
  if (presence === undefined) return en.capacity.unknown
  const paused = presence.pausedUntil !== undefined && presence.pausedUntil > now
  const room = paused ? en.capacity.paused : en.capacity[presence.capacity]
  const coolDownUntil = presence.keys.find(({ epoch }) => epoch === keyEpochOf(now))?.coolDownUntil
  return coolDownUntil === undefined || coolDownUntil <= now
    ? room
    : `${room}. New keys: nobody can write to them before ${isoDateOf(dayOf(coolDownUntil))}`
}

function trustedKeys(call: Call): Step<readonly string[]> {
  const keys = call.options('trust')
  const wrong = keys.some((key) => fromHex(key)?.length !== 32)
  return wrong
    ? refuse('keys_invalid', 'A trusted key is 64 characters of 0–9 and a–f, as `catalogue build` prints it.')
    : done(keys)
}

function lastSeenIn(file: string | undefined): Step<Head | 'first-use'> {
  return file === undefined || !exists(file) ? done('first-use') : headKept(file)
}

function keepHead(file: string | undefined, head: Head): Step<undefined> {
  return file === undefined ? done(undefined) : writeWhole(file, `${JSON.stringify(head, null, 2)}\n`)
}
