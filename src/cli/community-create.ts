import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createCommunity } from '../community/create.js'
import { fillTemplate, MAX_TEMPLATE_FILES, readCommunityFolder } from '../community/template.js'
import { fromHex, toHex } from '../kernel/text.js'
import { policyPresets } from '../trust/joining.js'
import { type Call, type Command, done, refuse, type Step } from './command.js'
import { exists, readText, writeWhole } from './files.js'
import { keyRingIn } from './key-ring.js'
import { ROOT_FILE } from './lead-folder.js'
import { pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

/** `entrenous community create <folder>` */
export const communityCreate: Command = {
  name: 'community create',
  summary: 'begin a community: a folder with charter, checklists, pages to hand out, and its signed manifest',
  positionals: [{ name: 'folder', text: 'where to make it; it must not hold a community yet' }],
  options: {
    name: { type: 'string', required: true, value: 'text', text: 'what it is called, at most 80 characters' },
    contact: { type: 'string', required: true, value: 'text', text: 'whom to turn to: an address that may be public' },
    zone: { type: 'string', value: 'id', text: 'the IANA zone of its hours; this machine’s unless given' },
    policy: {
      type: 'string',
      value: 'name',
      text: `by what rules somebody is listed: ${Object.keys(policyPresets).join(', ')}; one-approver unless given`,
    },
    approver: {
      type: 'string',
      multiple: true,
      value: 'hex',
      text: 'the public key of somebody else who approves, as `root key` printed it; repeated, one each',
    },
    'consent-age': {
      type: 'string',
      multiple: true,
      value: 'region:age',
      text: 'from what age people decide alone, for example US-WA:13; repeated, one for each region',
    },
    checklist: {
      type: 'string',
      multiple: true,
      value: 'item',
      text: 'what approvers have to have seen of everybody, for example licence-seen; repeated, one each',
    },
    template: {
      type: 'string',
      value: 'folder',
      text: 'a template of your own; the one that comes with this program unless given',
    },
    keys: {
      type: 'string',
      value: 'folder',
      text: 'where the publisher’s keys will be made; .entrenous/<folder’s name> unless given',
    },
  },
  about:
    'Writes a folder of readable files, makes the keys of whoever leads, and signs the first manifest. Read the charter before anybody else does, and change what you would not sign: the manifest names its fingerprint. The keys folder is what makes you the publisher: copy it to a stick in another house, and give it to nobody.',
  run: async (call) => {
    const [path = ''] = call.positionals
    if (exists(join(path, 'community.json'))) {
      return refuse('file_exists', `${path}: there is a community in it already, and it is never written over.`, {
        path,
      })
    }
    const facts = factsIn(call)
    if (!facts.ok) return facts
    const template = await templateIn(call.option('template'))
    if (!template.ok) return template
    const texts = fillTemplate(template.value, facts.value)
    if (!texts.ok) return refuseWith(texts.error, 'community create')
    const said = readCommunityFolder(texts.value)
    if (!said.ok) return refuseWith(said.error, 'community.json')
    const others = approversIn(call, facts.value.policy)
    if (!others.ok) return others
    const place = call.option('keys') ?? join('.entrenous', nameOf(path))
    const ring = keyRingIn(place, path, { now: call.now, clockIsRight: false })
    if (!ring.ok) return ring
    const keys = ring.value.community()
    if (!keys.ok) return keys
    const approvers = [...new Set([toHex(keys.value.root.publicKey), ...others.value])]
    const root = createCommunity(said.value.draft, keys.value, { now: call.now, approvers })
    if (!root.ok) return refuseWith(root.error, path)
    const written = writeFolder(path, texts.value, root.value)
    if (!written.ok) return written
    const community = toHex(keys.value.root.publicKey)
    tell(call, { path, name: said.value.name, place, community })
    return done({
      folder: path,
      name: said.value.name,
      community,
      approvers,
      keys: place,
      files: [...texts.value.keys()],
    })
  },
}

/** The file that says that there is a community comes last: an interrupted run is begun again. */
function writeFolder(path: string, texts: ReadonlyMap<string, string>, root: Uint8Array): Step<undefined> {
  const files = [...texts].filter(([name]) => name !== 'community.json')
  const manifest = [ROOT_FILE, root] as const
  const last = ['community.json', texts.get('community.json') ?? ''] as const
  for (const [name, content] of [...files, manifest, last]) {
    const written = writeWhole(join(path, name), content)
    if (!written.ok) return written
  }
  return done(undefined)
}

/** Who approves besides the founder: as many as the policy asks for, at least. */
function approversIn(call: Call, policy: keyof typeof policyPresets): Step<readonly string[]> {
  const others = [...new Set(call.options('approver'))]
  if (others.some((key) => fromHex(key)?.length !== 32)) {
    return refuse('keys_invalid', '--approver: a public key is 64 characters of 0–9 and a–f, as `root key` prints it.')
  }
  const { approvalsRequired } = policyPresets[policy]
  const found = others.length + 1
  if (approvalsRequired <= found) return done(others)
  const message = `--policy ${policy}: it asks for ${approvalsRequired} who approve, and there ${found === 1 ? 'is 1' : `are ${found}`}. Name the others with --approver, or begin with one-approver: the manifest can change later.`
  return refuse('approvers_too_few', message, { required: approvalsRequired, found })
}

function tell(
  { terminal }: Call,
  facts: { readonly path: string; readonly name: string; readonly place: string; readonly community: string },
): void {
  const { width, say } = terminal
  say(
    pairs(
      [
        ['community', facts.name],
        ['folder', facts.path],
        ['keys', `${facts.place}: copy it to a stick, keep that in another house, and give it to nobody`],
        ['trust', facts.community],
      ],
      width,
      '',
    ),
  )
  const next = [
    `Read ${join(facts.path, 'charter.md')}, then ${join(facts.path, 'rollout.md')}: the first twelve weeks.`,
    'Everybody makes keys (`entrenous keys new`), writes and signs a page (`entrenous descriptor sign`), and sends it to you.',
    `Let them in: entrenous community admit ${facts.path} <file>`,
  ]
  for (const line of next) say(wrap(`\n${line}`, width))
}

type Facts = {
  readonly name: string
  readonly contact: string
  readonly zone: string
  readonly policy: keyof typeof policyPresets
}

function factsIn(call: Call): Step<Facts> {
  const policy = call.option('policy') ?? 'one-approver'
  if (!isPolicy(policy)) {
    const names = Object.keys(policyPresets).join(', ')
    return refuse('option_invalid', `--policy: there is none of this name. There are ${names}.`)
  }
  const ages = call.options('consent-age').map((text) => /^([A-Z]{2}(?:-[A-Z0-9]{1,3})?):(\d{1,2})$/.exec(text))
  if (ages.some((age) => age === null || Number(age[2]) > 25)) {
    return refuse('option_invalid', '--consent-age: a region and an age, for example US-WA:13 or DE:16.')
  }
  const checklist = call.options('checklist')
  if (checklist.length > 0 && !('joining' in policyPresets[policy])) {
    return refuse('option_invalid', `--checklist: ${policy} asks for none. Take a policy that asks for introductions.`)
  }
  return done({
    name: call.option('name') ?? '',
    contact: call.option('contact') ?? '',
    zone: call.option('zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    policy,
    ...(ages.length > 0 && { ownConsentFromAge: ages.map((age) => ({ region: age?.[1], age: Number(age?.[2]) })) }),
    ...(checklist.length > 0 && { checklist }),
  })
}

function isPolicy(name: string): name is keyof typeof policyPresets {
  return Object.hasOwn(policyPresets, name)
}

function nameOf(path: string): string {
  return path.replace(/[\\/]+$/, '').replace(/^.*[\\/]/, '')
}

async function templateIn(folder: string | undefined): Promise<Step<ReadonlyMap<string, string>>> {
  if (folder !== undefined) return ownTemplate(folder)
  try {
    // Written beside this program by the build, from the example's files.
    const { texts } = await import(new URL('./community-template.js', import.meta.url).href)
    return done(new Map(Object.entries<string>(texts)))
  } catch {
    return refuse('example_missing', 'The template was not built into this program: run `npm run build`.')
  }
}

function ownTemplate(folder: string): Step<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  let names: readonly string[]
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    return refuse('file_unreadable', `${folder}: there is no such folder, or it cannot be read.`, { path: folder })
  }
  const files = names.map((name) => name.replaceAll('\\', '/')).filter((name) => /^[^.].*\.(md|json)$/.test(name))
  if (files.length > MAX_TEMPLATE_FILES || !files.includes('community.json')) {
    const message = `${folder}: a template has a community.json and at most ${MAX_TEMPLATE_FILES} files. See examples/community-template.`
    return refuse('folder_invalid', message, { path: folder })
  }
  for (const name of [...files].sort()) {
    const text = readText(join(folder, name))
    if (!text.ok) return text
    texts.set(name, text.value)
  }
  return done(texts)
}
