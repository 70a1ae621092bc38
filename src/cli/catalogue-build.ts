import { join } from 'node:path'
import { allStatements, openFile } from '../catalogue/open-file.js'
import type { Published } from '../catalogue/publish.js'
import { readCatalogueHead } from '../catalogue/read-head.js'
import { keysForCommunity } from '../community/root.js'
import { dayOf, type EpochSeconds, isoDateOf } from '../kernel/time.js'
import { type Call, type Command, done, type Step } from './command.js'
import { readKeyFile, readRootFile } from './community-root.js'
import { readBytes, writeWhole } from './files.js'
import { readFolder } from './folder.js'
import { type KeyRing, keyRingIn } from './key-ring.js'
import { clockOption } from './keys-file.js'
import { type PublishContext, type PublishedFolder, publishFolder } from './publish-folder.js'
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
    root: {
      type: 'string',
      value: 'file',
      text: 'the community’s manifests, where they changed or several people sign them; else those of --previous',
    },
    'publishing-key': { type: 'string', value: 'file', text: 'a publishing key in the place of the one in --keys' },
    heads: {
      type: 'string',
      value: 'folder',
      text: 'keeps each signed head, for witnesses and for devices that were away: publish them beside the file',
    },
    previous: { type: 'string', value: 'file', text: 'the catalogue before this one: always, except the first time' },
    'approve-keys': {
      type: 'string',
      multiple: true,
      value: 'name',
      text: 'you have spoken with this practitioner, and the other keys in their file are theirs; may be repeated',
    },
    ...clockOption,
  },
  about:
    'Reads the folder, makes the keys that are missing, signs, approves whoever is new in it, and writes one static file for any web server. It ends after 14 days: publish again once a week, with --previous, so that approvals stay. Where a file promises other keys than you approved, nobody can write to that practitioner until you have decided. The keys folder is what makes you the publisher: give it to nobody.',
  run: (call) => {
    const [path = ''] = call.positionals
    const folder = readFolder(path)
    if (!folder.ok) return folder
    const keys = keyRingIn(call.option('keys') ?? join('.entrenous', folder.value.name), path, {
      now: call.now,
      clockIsRight: call.flag('clock-is-right'),
    })
    if (!keys.ok) return keys
    const root = rootGiven(call)
    if (!root.ok) return root
    const ring = withPublishingKey(keys.value, call.option('publishing-key'))
    const previous = catalogueBefore(call.option('previous'), ring, root.value)
    if (!previous.ok) return previous
    const { terminal, now } = call
    const built = publishFolder(folder.value, {
      keys: ring,
      now,
      root: root.value,
      previous: previous.value,
      approveKeys: call.options('approve-keys'),
      progress: terminal.progress,
    })
    if (!built.ok) return built
    const out = call.option('out') ?? `${folder.value.name}.catalogue`
    const { published, root: _root, ...who } = built.value
    const written = writeWhole(out, published.bytes)
    if (!written.ok) return written
    const kept = keepHead(call.option('heads'), published)
    if (!kept.ok) return kept
    const { head, bytes, ending } = published
    const facts = { out, ...who, ids: Object.fromEntries(who.ids), bytes: bytes.length, head, ending }
    tell(call, facts)
    return done(facts)
  },
}

type Facts = Omit<PublishedFolder, 'published' | 'root' | 'ids'> &
  Pick<Published, 'head' | 'ending'> & {
    readonly out: string
    readonly bytes: number
    readonly ids: Readonly<Record<string, string>>
  }

function tell({ terminal }: Call, facts: Facts): void {
  const { head } = facts
  const note = (sentence: string) => terminal.note(wrap(sentence, terminal.width))
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
      'After “trust” stands the community’s name: whoever embeds the catalogue names it as trusted.',
      terminal.width,
    ),
  )
  for (const sentence of aboutKeys(facts)) terminal.say(wrap(`\n${sentence}`, terminal.width))
  if (facts.stale.length > 0) {
    note(`Confirmed too long ago, so nothing can be sealed to them: ${facts.stale.join(', ')}.`)
  }
  for (const { name, code } of facts.leftOut) {
    // Of the others it was just said why, and what to do.
    if (facts.swapped.every((swap) => swap.name !== name))
      note(`Left out, because it does not stand now: a statement of ${name} (${code}).`)
  }
  for (const { kind, expires } of facts.ending) note(`Ends soon: a ${kind}, on ${dateOf(expires)}.`)
}

/** What the lead has to know about keys, and to do. */
function aboutKeys({ approved, swapped, coolingDown, signedByThemselves, ids }: Facts): readonly string[] {
  const firstTime = approved.filter(({ because }) => because === 'first').map(({ name }) => name)
  const renewed = approved.filter(({ because }) => because === 'renewed').map(({ name }) => name)
  return [
    ...(approved.length + swapped.length === 0 ? ['Nobody had to be approved: what was approved before holds.'] : []),
    ...(firstTime.length === 0 ? [] : [`Approved for the first time: ${firstTime.length}.`]),
    ...firstTime
      .filter((name) => signedByThemselves.includes(name))
      .map((name) => `Signed by ${name}. Before you publish, let them read you their id: ${ids[name]}`),
    ...(renewed.length === 0 ? [] : [`Approved again, before the approval ends: ${renewed.join(', ')}.`]),
    ...swapped.map(({ name, since, forGood }) =>
      forGood
        ? `${name}: this file promises keys that were replaced on ${dateOf(since)} and never count again. Nobody can write to them. It may be an old file, or somebody else holds an old copy of their keys. Call them, at a number you already have. They make new keys with \`entrenous keys replace\`.`
        : `${name}: this file promises other keys than those approved on ${dateOf(since)}. Either they replaced their keys, or somebody else signs in their name. Nobody can write to them until you have decided. Call them, at a number you already have. If the new keys are theirs, run this again with --approve-keys ${name}. If not, put their last file back, and have their id revoked.`,
    ),
    ...coolingDown.map(
      ({ name, until }) =>
        `${name}: new keys in the place of others. Nobody can write to them before ${dateOf(until)}. If the new keys are not theirs, they have until then to say so. From then on the new keys count, and the old ones never again.`,
    ),
  ]
}

function dateOf(moment: EpochSeconds): string {
  return isoDateOf(dayOf(moment))
}

function rootGiven(call: Call): Step<Uint8Array | undefined> {
  const file = call.option('root')
  return file === undefined ? done(undefined) : readRootFile(file)
}

/**
 * Lets another key publish than the one that lies with the root key.
 *
 * @param ring - the publisher's keys.
 * @param file - the other key's; the ring stays as it is where there is none.
 * @returns the ring.
 * Privacy: the file holds a secret.
 * Cost: O(1). @since 0.1
 */
export function withPublishingKey(ring: KeyRing, file: string | undefined): KeyRing {
  if (file === undefined) return ring
  return {
    ...ring,
    community: () => {
      const keys = ring.community()
      if (!keys.ok) return keys
      const publishing = readKeyFile(file)
      return publishing.ok ? done({ ...keys.value, publishing: publishing.value }) : publishing
    },
  }
}

function keepHead(folder: string | undefined, { head, signedHead }: Published): Step<undefined> {
  return folder === undefined ? done(undefined) : writeWhole(join(folder, `${head.sequence}.head`), signedHead)
}

/** Reads the catalogue before, verified as of the moment it was published: it may have ended since. */
function catalogueBefore(
  file: string | undefined,
  ring: KeyRing,
  root: Uint8Array | undefined,
): Step<PublishContext['previous']> {
  if (file === undefined) return done(undefined)
  const bytes = readBytes(file)
  if (!bytes.ok) return bytes
  const head = readCatalogueHead(bytes.value)
  if (!head.ok) return refuseWith(head.error, file)
  const keys = ring.community()
  if (!keys.ok) return keys
  const named = root && keysForCommunity(keys.value, root)
  if (named?.ok === false) return refuseWith(named.error)
  const { community, root: own } = named?.value ?? keys.value
  const trust = [community ?? own.publicKey]
  // Without its approvals a swap of keys would look like a first approval: nobody else may have written it.
  const before = openFile(bytes.value, { trust, lastSeen: 'first-use', now: head.value.issued })
  if (!before.ok) return refuseWith(before.error, file)
  const statements = allStatements(before.value)
  if (!statements.ok) return refuseWith(statements.error, file)
  return done({ head: head.value, root: before.value.read.body.root, statements: statements.value })
}
