import { join } from 'node:path'
import type { Head } from '../catalogue/catalogue.js'
import { readCatalogueHead } from '../catalogue/open.js'
import type { Published } from '../catalogue/publish.js'
import { dayOf, isoDateOf } from '../kernel/time.js'
import { type Call, type Command, done, type Step } from './command.js'
import { readBytes, writeWhole } from './files.js'
import { readFolder } from './folder.js'
import { keyRingIn } from './key-ring.js'
import { clockOption } from './keys-file.js'
import { type PublishedFolder, publishFolder } from './publish-folder.js'
import { grouped, pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

/** `entrenous catalogue build <folder>` */
export const catalogueBuild: Command = {
  name: 'catalogue build',
  summary: 'sign, approve and publish a community’s folder as one file',
  positionals: [{ name: 'folder', text: 'a folder like examples/harbour-collective' }],
  options: {
    out: { type: 'string', value: 'file', text: 'the catalogue; <folder’s name>.catalogue unless given' },
    keys: {
      type: 'string',
      value: 'folder',
      text: 'where the keys are, or will be made; .entrenous/<folder’s name> unless given',
    },
    previous: { type: 'string', value: 'file', text: 'the catalogue before this one: always, except the first time' },
    ...clockOption,
  },
  about:
    'Reads the folder, makes the keys that are missing, signs, approves whoever is in it, and writes one static file for any web server. It ends after 14 days: publish again once a week, with --previous. The keys folder is what makes you the publisher: give it to nobody.',
  run: (call) => {
    const [path = ''] = call.positionals
    const folder = readFolder(path)
    if (!folder.ok) return folder
    const keys = keyRingIn(call.option('keys') ?? join('.entrenous', folder.value.name), path, {
      now: call.now,
      clockIsRight: call.flag('clock-is-right'),
    })
    if (!keys.ok) return keys
    const previous = previousHead(call.option('previous'))
    if (!previous.ok) return previous
    const { terminal, now } = call
    const built = publishFolder(folder.value, {
      keys: keys.value,
      now,
      previous: previous.value,
      progress: terminal.progress,
    })
    if (!built.ok) return built
    const out = call.option('out') ?? `${folder.value.name}.catalogue`
    const { published, ...who } = built.value
    const written = writeWhole(out, published.bytes)
    if (!written.ok) return written
    const { head, bytes, ending } = published
    const facts = { out, ...who, ids: Object.fromEntries(who.ids), bytes: bytes.length, head, ending }
    tell(call, facts)
    return done(facts)
  },
}

function tell(
  { terminal }: Call,
  facts: Omit<PublishedFolder, 'published' | 'ids'> &
    Pick<Published, 'head' | 'ending'> & {
      readonly out: string
      readonly bytes: number
      readonly ids: Readonly<Record<string, string>>
    },
): void {
  const { head } = facts
  terminal.say(
    pairs(
      [
        ['published', facts.name],
        ['in it', `${facts.practitioners} practitioners, ${facts.events} events`],
        ['file', `${facts.out}, ${grouped(facts.bytes)} bytes`],
        ['number', `${head.sequence}, until ${isoDateOf(dayOf(head.expires))}`],
        ['trust', facts.communityKey],
      ],
      terminal.width,
      '',
    ),
  )
  terminal.say(
    wrap(
      'The last line is the community’s public key: whoever embeds the catalogue names it as trusted.',
      terminal.width,
    ),
  )
  for (const name of facts.signedByThemselves) {
    terminal.say(
      wrap(`Signed by ${name}. Before you publish, let them read you their id: ${facts.ids[name]}`, terminal.width),
    )
  }
  if (facts.stale.length > 0) {
    terminal.note(`Confirmed too long ago, so nothing can be sealed to them: ${facts.stale.join(', ')}.`)
  }
  for (const { name, code } of facts.leftOut)
    terminal.note(`Left out, because it does not stand now: a statement of ${name} (${code}).`)
  for (const { kind, expires } of facts.ending) terminal.note(`Ends soon: a ${kind}, on ${isoDateOf(dayOf(expires))}.`)
}

function previousHead(file: string | undefined): Step<Head | undefined> {
  if (file === undefined) return done(undefined)
  const bytes = readBytes(file)
  if (!bytes.ok) return bytes
  const head = readCatalogueHead(bytes.value)
  return head.ok ? done(head.value) : refuseWith(head.error, file)
}
