import { join } from 'node:path'
import { openCatalogue } from '../catalogue/open.js'
import type { Published } from '../catalogue/publish.js'
import { readEntries } from '../catalogue/read-entries.js'
import { toICalendar } from '../interop/ical/calendar.js'
import { equalBytes } from '../kernel/bytes.js'
import type { EpochSeconds } from '../kernel/time.js'
import { enCalendar } from '../labels/en/calendar.js'
import { withPublishingKey } from './catalogue-build.js'
import { type Call, type Command, done, refuse, type Step } from './command.js'
import { dateOf } from './community-words.js'
import { exists, writeWhole } from './files.js'
import type { Folder } from './folder.js'
import { type KeyRing, keyRingIn } from './key-ring.js'
import { clockOption } from './keys-file.js'
import { folderOptions, folderPlace, type LeadFolder, openLeadFolder, publishedFile, ROOT_FILE } from './lead-folder.js'
import { publishFolder } from './publish-folder.js'
import { grouped, pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

/** `entrenous community publish <folder>` */
export const communityPublish: Command = {
  name: 'community publish',
  summary: 'publish a community’s folder: the list, its head, and the calendar of its public events',
  positionals: [folderPlace],
  options: {
    keys: {
      type: 'string',
      value: 'folder',
      text: 'where the publisher’s keys are; .entrenous/<folder’s name> unless given',
    },
    'publishing-key': { type: 'string', value: 'file', text: 'a publishing key in the place of the one in --keys' },
    ...folderOptions,
    ...clockOption,
  },
  about:
    'Writes published/ in the folder: the catalogue, each signed head in heads/, and calendar.ics with the public events, whose titles say nothing. Put all of it on a web server. It approves nobody: whoever is not let in yet is left out and named. Where community.json or the charter changed, the next manifest is signed with it, if one key is enough. It ends after 14 days: publish every week.',
  run: (call) => {
    const opened = openLeadFolder(call)
    if (!opened.ok) return opened
    const lead = opened.value
    const place = call.option('keys') ?? join('.entrenous', lead.folder.name)
    if (!exists(join(place, 'community.json'))) {
      const message = `${place}: the publisher’s keys are not there. Say with --keys where they are.`
      return refuse('file_unreadable', message, { path: place })
    }
    const ring = keyRingIn(place, lead.path, { now: call.now, clockIsRight: call.flag('clock-is-right') })
    if (!ring.ok) return ring
    const { folder, unsigned } = withoutUnsigned(lead, place)
    const built = build(call, lead, { folder, ring: withPublishingKey(ring.value, call.option('publishing-key')) })
    if (!built.ok) return built
    const { published, root, practitioners, events, stale, leftOut } = built.value
    const written = writeAll(call, lead, { published, root })
    if (!written.ok) return written
    const { head, bytes } = published
    const facts = {
      ...written.value,
      ...{ name: built.value.name, community: head.community, practitioners, events, listed: published.listed },
      ...{ bytes: bytes.length, head, stale, leftOut, unsigned },
    }
    tell(call, facts)
    return done(facts)
  },
}

/** Nobody makes keys for somebody else: a page that is not signed waits, unless its keys lie with the publisher already. */
function withoutUnsigned(
  { folder, unsigned: names }: LeadFolder,
  place: string,
): { readonly folder: Folder; readonly unsigned: readonly string[] } {
  const unsigned = names.filter((name) => !exists(join(place, 'practitioners', `${name}.json`)))
  const dropped = new Set(unsigned.map((name) => `practitioners/${name}.json`))
  return { folder: { ...folder, texts: new Map([...folder.texts].filter(([path]) => !dropped.has(path))) }, unsigned }
}

function build(
  { now, terminal }: Call,
  { root, previous }: LeadFolder,
  { folder, ring }: { readonly folder: Folder; readonly ring: KeyRing },
) {
  const { progress } = terminal
  return publishFolder(folder, { keys: ring, now, root, previous, approve: 'nobody', progress })
}

type Written = {
  readonly out: string
  readonly headFile: string
  readonly calendar: string | null
  readonly manifestChanged: boolean
}

function writeAll(
  call: Call,
  lead: LeadFolder,
  { published, root }: { readonly published: Published; readonly root: Uint8Array },
): Step<Written> {
  const out = publishedFile(call, lead.folder)
  const site = join(lead.path, 'published')
  const manifestChanged = !equalBytes(root, lead.root)
  const headFile = join(site, 'heads', `${published.head.sequence}.head`)
  const calendar = calendarOf(published, call.now)
  if (!calendar.ok) return calendar
  const calendarFile = join(site, 'calendar.ics')
  const files: readonly (readonly [string, Uint8Array | string])[] = [
    [join(lead.path, ROOT_FILE), root],
    [headFile, published.signedHead],
    ...(calendar.value === undefined ? [] : [[calendarFile, calendar.value] as const]),
    // What the next run continues from comes last.
    [out, published.bytes],
  ]
  for (const [path, content] of files) {
    const written = writeWhole(path, content)
    if (!written.ok) return written
  }
  return done({ out, headFile, calendar: calendar.value === undefined ? null : calendarFile, manifestChanged })
}

/** Read back from the list, so that no event stands in the calendar that devices do not show. */
function calendarOf({ bytes, head }: Published, now: EpochSeconds): Step<string | undefined> {
  const opened = openCatalogue(bytes, { trust: [head.community], lastSeen: 'first-use', now })
  if (!opened.ok) return refuseWith(opened.error)
  const events = readEntries(opened.value).accepted.flatMap((entry) => (entry.kind === 'event' ? [entry] : []))
  const open = events.filter(({ offer }) => offer.audience === 'public')
  return done(open.length === 0 ? undefined : toICalendar(open, { words: enCalendar }))
}

type Facts = Written & {
  readonly name: string
  readonly community: string
  readonly practitioners: number
  readonly events: number
  readonly listed: number
  readonly bytes: number
  readonly head: Published['head']
  readonly stale: readonly string[]
  readonly leftOut: readonly { readonly name: string; readonly code: string }[]
  readonly unsigned: readonly string[]
}

function tell({ terminal, positionals: [path = ''] }: Call, facts: Facts): void {
  const { width, say } = terminal
  say(
    pairs(
      [
        ['published', facts.name],
        ['in it', `${counted(facts.listed, 'practitioner')}, ${counted(facts.events, 'event')}`],
        ['file', `${facts.out}, ${grouped(facts.bytes)} bytes`],
        ...(facts.calendar === null ? [] : [['calendar', facts.calendar] as const]),
        ['number', `${facts.head.sequence}, until ${dateOf(facts.head.expires)}`],
        ['trust', facts.community],
      ],
      width,
      '',
    ),
  )
  if (facts.manifestChanged) {
    say(
      wrap(
        '\nThe manifest was signed anew: it says what community.json and the charter say now, or goes on for longer.',
        width,
      ),
    )
  }
  const note = (sentence: string) => terminal.note(wrap(sentence, width))
  const names = [...new Set(facts.leftOut.map(({ name }) => name))]
  if (names.length > 0)
    note(`Left out, because it does not stand now: ${names.join(', ')}. Why: entrenous community status ${path}`)
  if (facts.unsigned.length > 0) note(`Not signed yet, so not looked at: ${facts.unsigned.join(', ')}.`)
  if (facts.stale.length > 0) note(`Confirmed too long ago, so nobody can write to them: ${facts.stale.join(', ')}.`)
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
