import { join } from 'node:path'
import { createCommunity } from '../community/create.js'
import { createSigningKey, unsafeExportSigningKey } from '../community/keys.js'
import { type CommunityReport, changeCommunity, cosignCommunity, inspectCommunity } from '../community/root.js'
import { fromHex, toHex } from '../kernel/text.js'
import { dayOf, isoDateOf } from '../kernel/time.js'
import { type Call, type Command, done, type Option, refuse, type Step } from './command.js'
import { readKeyFile, readRootFile } from './community-root.js'
import { writeNewSecret, writeWhole } from './files.js'
import { readFolder } from './folder.js'
import { keyRingIn } from './key-ring.js'
import { draftIn } from './publish-folder.js'
import { pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

const rootFile = { name: 'file', text: 'the community’s manifests, or a catalogue in which they are' } as const
const keyOption = {
  key: { type: 'string', required: true, value: 'file', text: 'your key: what `entrenous root key` made' },
} as const satisfies Readonly<Record<string, Option>>
const outOption = {
  out: { type: 'string', required: true, value: 'file', text: 'where to write the manifests; nothing in it is secret' },
} as const satisfies Readonly<Record<string, Option>>
const rootKeyOptions = {
  'root-key': {
    type: 'string',
    multiple: true,
    value: 'hex',
    text: 'the public key of somebody who signs manifests; repeated, all of them',
  },
  threshold: { type: 'string', value: 'number', text: 'how many of them must sign' },
} as const satisfies Readonly<Record<string, Option>>

/** `entrenous root key <file>` */
export const rootKey: Command = {
  name: 'root key',
  summary: 'make a key that signs a community’s manifests, or what a witness has seen',
  positionals: [{ name: 'file', text: 'where to keep it; it must not exist yet' }],
  options: {},
  about:
    'Makes one signing key. The file holds the secret: keep it on a stick in a drawer, with a copy in another house, and show it to nobody. The public key is for others.',
  run: ({ positionals: [file = ''], terminal }) => {
    const key = createSigningKey()
    if (!key.ok) return refuseWith(key.error)
    const written = writeNewSecret(file, unsafeExportSigningKey(key.value))
    if (!written.ok) return written
    const publicKey = toHex(key.value.publicKey)
    terminal.say(
      pairs(
        [
          ['file', file],
          ['public key', publicKey],
        ] as const,
        terminal.width,
        '',
      ),
    )
    return done({ file, publicKey })
  },
}

/** `entrenous root found <folder>` */
export const rootFound: Command = {
  name: 'root found',
  summary: 'begin a community that several people hold together',
  positionals: [{ name: 'folder', text: 'a folder like examples/harbour-collective' }],
  options: {
    keys: {
      type: 'string',
      value: 'folder',
      text: 'where the publisher’s keys are, or will be made; .entrenous/<folder’s name> unless given',
    },
    ...rootKeyOptions,
    ...outOption,
  },
  about:
    'Writes the first manifest from the folder and signs it with the publisher’s root key. The others sign it with `entrenous root sign`, each on a device of their own. Publish it with `catalogue build --root`. Do this once: whatever changes later is `root change`.',
  run: (call) => {
    const [path = ''] = call.positionals
    const folder = readFolder(path)
    if (!folder.ok) return folder
    const draft = draftIn(folder.value)
    if (!draft.ok) return draft
    const place = call.option('keys') ?? join('.entrenous', folder.value.name)
    const ring = keyRingIn(place, path, { now: call.now, clockIsRight: false })
    if (!ring.ok) return ring
    const keys = ring.value.community()
    if (!keys.ok) return keys
    const asked = askedKeys(call)
    if (!asked.ok) return asked
    const { rootKeys = [], ...rest } = asked.value
    const founder = toHex(keys.value.root.publicKey)
    const all = [...new Set([founder, ...rootKeys])]
    const root = createCommunity(draft.value.draft, keys.value, { ...rest, rootKeys: all, now: call.now })
    return root.ok ? tell(call, root.value, call.option('out')) : refuseWith(root.error, path)
  },
}

/** `entrenous root change <file>` */
export const rootChange: Command = {
  name: 'root change',
  summary: 'draft a community’s next manifest: other words, other keys, or the same for longer',
  positionals: [rootFile],
  options: {
    ...keyOption,
    folder: { type: 'string', value: 'folder', text: 'take name, contact, charter and policy from this folder' },
    ...rootKeyOptions,
    'publishing-key': {
      type: 'string',
      multiple: true,
      value: 'hex',
      text: 'who publishes from now on; numbers of a key that is named no more count no more',
    },
    approver: { type: 'string', multiple: true, value: 'hex', text: 'who approves from now on' },
    ...outOption,
  },
  about:
    'Drafts the next manifest and signs it with your key. What is not named stays. It counts when enough of its own root keys and enough of those before have signed it: `entrenous root show` says who is missing.',
  run: (call) => {
    const [file = ''] = call.positionals
    const root = readRootFile(file)
    if (!root.ok) return root
    const key = readKeyFile(call.option('key') ?? '')
    if (!key.ok) return key
    const changes = askedChanges(call)
    if (!changes.ok) return changes
    const next = changeCommunity(root.value, changes.value, key.value, { now: call.now })
    return next.ok ? tell(call, next.value, call.option('out')) : refuseWith(next.error, file)
  },
}

/** `entrenous root sign <file>` */
export const rootSign: Command = {
  name: 'root sign',
  summary: 'sign a manifest that somebody else has drafted',
  positionals: [rootFile],
  options: { ...keyOption, ...outOption },
  about:
    'Look at it first, with `entrenous root show`, and ask whoever sent it, at a number you already have: whatever it says, your key then stands behind it.',
  run: (call) => {
    const [file = ''] = call.positionals
    const root = readRootFile(file)
    if (!root.ok) return root
    const key = readKeyFile(call.option('key') ?? '')
    if (!key.ok) return key
    const signed = cosignCommunity(root.value, key.value, { now: call.now })
    return signed.ok ? tell(call, signed.value, call.option('out')) : refuseWith(signed.error, file)
  },
}

/** `entrenous root show <file>` */
export const rootShow: Command = {
  name: 'root show',
  summary: 'show what a community’s manifest says, who has signed it, and who is missing',
  positionals: [rootFile],
  options: {},
  about:
    'Verifies every manifest from the first to the last and shows the last one. What stands after “trust” is the community’s name: it stays through every change.',
  run: (call) => {
    const [file = ''] = call.positionals
    const root = readRootFile(file)
    return root.ok ? tell(call, root.value, undefined) : root
  },
}

/** Writes the manifests, if asked to, and shows the last one. */
function tell({ terminal, now }: Call, root: Uint8Array, out: string | undefined): Step<object> {
  const report = inspectCommunity(root, { now })
  if (!report.ok) return refuseWith(report.error)
  const written = out === undefined ? done(undefined) : writeWhole(out, root)
  if (!written.ok) return written
  const facts = factsOf(report.value)
  const { width, say } = terminal
  say(
    pairs(
      [
        ...(out === undefined ? [] : [['file', out] as const]),
        ['community', facts.name],
        ['trust', facts.community],
        ['manifest', `${facts.manifest}, until ${facts.until}`],
        ['changes', facts.changed.join(', ') || 'nothing'],
        ['must sign', `${facts.threshold} of ${facts.rootKeys.length}`],
        ...facts.signed.map((key) => ['has signed', key] as const),
        ...facts.unsigned.map((key) => ['has not', key] as const),
      ],
      width,
      '',
    ),
  )
  say(wrap(`\n${stateOf(report.value)}`, width))
  return done({ ...facts, ...(out !== undefined && { out }) })
}

function factsOf({
  community,
  manifest,
  says,
  expires,
  changed,
  signed,
  unsigned,
  missing,
  complete,
}: CommunityReport) {
  const keys = (list: readonly Uint8Array[]) => list.map(toHex)
  const { name, contact, policy, rootThreshold: threshold } = says
  return {
    community,
    manifest,
    until: isoDateOf(dayOf(expires)),
    ...{ name, contact, policy, threshold, charterHash: toHex(says.charterHash) },
    rootKeys: keys(says.rootKeys),
    publishingKeys: keys(says.publishingKeys),
    approvers: keys(says.approvers),
    ...{ changed, signed, unsigned, missing, complete },
  }
}

function stateOf({ complete, missing }: CommunityReport): string {
  if (complete) return 'Complete: publish it with `entrenous catalogue build --root`.'
  if (missing.own + missing.before === 0) return 'It has ended. Draft the next one with `entrenous root change`.'
  const earlier = missing.before > 0 ? `, and ${missing.before} of those who signed the manifest before` : ''
  return `Not valid yet: ${missing.own} more of its root keys must sign${earlier}.`
}

function askedChanges(call: Call): Step<object> {
  const asked = askedKeys(call)
  if (!asked.ok) return asked
  const publishingKeys = hexOf(call, 'publishing-key')
  if (!publishingKeys.ok) return publishingKeys
  const approvers = hexOf(call, 'approver')
  if (!approvers.ok) return approvers
  const path = call.option('folder')
  const folder = path === undefined ? undefined : readFolder(path)
  if (folder?.ok === false) return folder
  const words = folder && draftIn(folder.value)
  if (words?.ok === false) return words
  const lists = { publishingKeys: publishingKeys.value, approvers: approvers.value }
  const given = Object.entries({ ...asked.value, ...lists }).filter(([, value]) => value !== undefined)
  return done({ ...words?.value.draft, ...Object.fromEntries(given) })
}

function askedKeys(call: Call): Step<{ readonly rootKeys?: readonly string[]; readonly rootThreshold?: number }> {
  const rootKeys = hexOf(call, 'root-key')
  if (!rootKeys.ok) return rootKeys
  const threshold = call.option('threshold')
  if (threshold !== undefined && !/^[1-9]\d?$/.test(threshold)) {
    return refuse('threshold_invalid', '--threshold: a whole number of keys, at least 1.')
  }
  return done({
    ...(rootKeys.value && { rootKeys: rootKeys.value }),
    ...(threshold !== undefined && { rootThreshold: Number(threshold) }),
  })
}

function hexOf(call: Call, option: string): Step<readonly string[] | undefined> {
  const given = call.options(option)
  if (given.some((key) => fromHex(key)?.length !== 32)) {
    return refuse(
      'keys_invalid',
      `--${option}: a public key is 64 characters of 0–9 and a–f, as \`root key\` prints it.`,
    )
  }
  return done(given.length === 0 ? undefined : given)
}
