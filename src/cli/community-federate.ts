import { dirname, join, relative } from 'node:path'
import type { Catalogue } from '../catalogue/catalogue.js'
import { readHead, toHead, verifyHead } from '../catalogue/head.js'
import { openCatalogue } from '../catalogue/open.js'
import { readEntries } from '../catalogue/read-entries.js'
import type { KnownHead } from '../federation/equivocation.js'
import { type Federation, federate, MAX_CATALOGUES, MAX_KNOWN_HEADS } from '../federation/federate.js'
import { isContested, type Listing, listingsOf } from '../federation/listings.js'
import { fromBase64url, fromHex, toBase64url } from '../kernel/text.js'
import { type EpochSeconds, keyEpochOf } from '../kernel/time.js'
import { type Call, type Command, done, refuse, type Step } from './command.js'
import { dateOf } from './community-words.js'
import { exists, readBytes, readJson, writeWhole } from './files.js'
import { folderOptions, folderPlace, type LeadFolder, openLeadFolder, publishedFile } from './lead-folder.js'
import { isPlain } from './shorthand.js'
import { pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

const FORMAT = 'entrenous-federation-1'

/** `entrenous community federate <folder>` */
export const communityFederate: Command = {
  name: 'community federate',
  summary: 'look at other communities’ lists beside your own, and write down which ones your pages join',
  positionals: [folderPlace],
  options: {
    with: {
      type: 'string',
      multiple: true,
      required: true,
      value: 'hex=file',
      text: 'a community you trust, by its name as its lead told you, and its catalogue; repeated, one each',
    },
    address: {
      type: 'string',
      multiple: true,
      value: 'hex=link',
      text: 'where pages fetch that community’s list, https only; the path of the file unless given',
    },
    out: {
      type: 'string',
      value: 'file',
      text: 'the federation; <folder>/published/federation.json unless given. It is read again the next time',
    },
    ...folderOptions,
  },
  about:
    'Opens each catalogue under its own community’s name, and none under another’s. Shows what is in each, and who is in two: they are one entry, in their newest signed words. Where a community told two stories it is set aside, with the proof; heads of earlier runs are remembered for that in the file. Your own community is home: what it says of somebody no other overrides. Ask for the name at a number you already have: whoever gives you a wrong one gives you another community.',
  run: (call) => {
    const opened = openLeadFolder(call)
    if (!opened.ok) return opened
    const lead = opened.value
    const asked = askedFor(call)
    if (!asked.ok) return asked
    const own = ownCatalogue(call, lead)
    if (!own.ok) return own
    const out = call.option('out') ?? join(lead.path, 'published', 'federation.json')
    const remembered = headsIn(out)
    if (!remembered.ok) return remembered
    const others = asked.value.map(({ community, file }) => ({
      community,
      file,
      catalogue: openAt(file, community, call.now),
    }))
    const catalogues = others.flatMap(({ catalogue }) => (catalogue.ok ? [catalogue.value] : []))
    const past: Federation = { catalogues: [], equivocations: [], mappings: [], opened: [], heads: remembered.value }
    const federation = federate([own.value, ...catalogues, past])
    const leftOut = others.flatMap(({ community, file, catalogue }) =>
      catalogue.ok ? [] : [{ community, file, code: catalogue.error.code }],
    )
    const places = new Map([
      ...asked.value.map(({ community, file }) => [community, fromOut(out, file)] as const),
      ...addressesIn(call),
    ])
    const written = writeWhole(
      out,
      textOf(federation, {
        home: lead.opened.community.key,
        places,
        own: fromOut(out, publishedFile(call, lead.folder)),
      }),
    )
    if (!written.ok) return written
    const facts = { out, home: lead.opened.community.key, ...factsOf(federation, call.now), leftOut }
    tell(call, facts)
    const isWhole = leftOut.length === 0 && facts.equivocations.length === 0
    return isWhole ? done(facts) : { ok: true, value: facts, exit: 1 }
  },
}

type Asked = { readonly community: string; readonly file: string }

function askedFor(call: Call): Step<readonly Asked[]> {
  const asked = call.options('with').map((text) => {
    const at = text.indexOf('=')
    return { community: text.slice(0, at), file: text.slice(at + 1) }
  })
  if (asked.some(({ community, file }) => fromHex(community)?.length !== 32 || file === '')) {
    return refuse(
      'option_invalid',
      '--with: a community’s name, 64 characters of 0–9 and a–f, then = and its catalogue.',
    )
  }
  if (asked.length >= MAX_CATALOGUES) return refuse('option_invalid', `--with: at most ${MAX_CATALOGUES - 1} lists.`)
  const known = new Set(asked.map(({ community }) => community))
  const addresses = addressesIn(call)
  const isFit = [...addresses].every(([community, link]) => known.has(community) && /^https:\/\/[!-~]+$/.test(link))
  return isFit
    ? done(asked)
    : refuse('option_invalid', '--address: one of the names after --with, then = and a link that begins with https://.')
}

function addressesIn(call: Call): ReadonlyMap<string, string> {
  return new Map(
    call.options('address').map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
  )
}

function ownCatalogue(call: Call, lead: LeadFolder): Step<Catalogue> {
  const file = publishedFile(call, lead.folder)
  if (!exists(file)) {
    return refuse(
      'folder_invalid',
      `${lead.path}: it is not published yet. Publish it first: entrenous community publish ${lead.path}`,
      {
        path: lead.path,
      },
    )
  }
  return openAt(file, lead.opened.community.key, call.now)
}

/** Each under its own name: under all of them a community could hand over another’s list as its own. */
function openAt(file: string, community: string, now: EpochSeconds): Step<Catalogue> {
  const bytes = readBytes(file)
  if (!bytes.ok) return bytes
  const opened = openCatalogue(bytes.value, { trust: [community], lastSeen: 'first-use', now })
  return opened.ok ? done(opened.value) : refuseWith(opened.error, file)
}

/** What earlier runs have seen, so that a second story is found however late it is told; each as of its own day. */
function headsIn(file: string): Step<readonly KnownHead[]> {
  if (!exists(file)) return done([])
  const kept = readJson(file)
  if (!kept.ok) return kept
  const invalid = refuse('file_invalid', `${file}: this is no federation that \`community federate\` wrote.`, {
    path: file,
  })
  const listed = isPlain(kept.value) && kept.value['format'] === FORMAT ? kept.value['heads'] : undefined
  if (!Array.isArray(listed)) return invalid
  const heads: KnownHead[] = []
  for (const text of listed) {
    const signedHead = typeof text === 'string' ? fromBase64url(text) : undefined
    const read = signedHead && readHead(signedHead)
    if (signedHead === undefined || !read?.ok) return invalid
    const { statement, body } = read.value
    // Verified anew: whoever can write into the folder could else make a community look as if it had told two stories.
    if (!verifyHead(read.value, { trust: [body.community], now: statement.issued }).ok) return invalid
    heads.push({ head: toHead(read.value), signedHead })
  }
  return done(newestOfEach(heads, MAX_KNOWN_HEADS - 1))
}

function newestOfEach(heads: readonly KnownHead[], most: number): readonly KnownHead[] {
  const counts = new Map<string, number>()
  return [...heads]
    .sort((a, b) => b.head.sequence - a.head.sequence)
    .filter(({ head }) => {
      const count = counts.get(head.community) ?? 0
      counts.set(head.community, count + 1)
      return count < most
    })
}

function textOf(
  { catalogues, equivocations, heads }: Federation,
  { home, places, own }: { readonly home: string; readonly places: ReadonlyMap<string, string>; readonly own: string },
): string {
  const communities = catalogues.map(({ community, head }) => ({
    community: community.key,
    name: community.name,
    catalogue: community.key === home ? own : places.get(community.key),
    head,
  }))
  const proofs = equivocations.map(({ community, code, heads: [older, newer] }) => ({
    community,
    code,
    heads: [toBase64url(older), toBase64url(newer)],
  }))
  const remembered = heads.map(({ signedHead }) => toBase64url(signedHead))
  return `${JSON.stringify({ format: FORMAT, home, communities, equivocations: proofs, heads: remembered }, null, 2)}\n`
}

/** As whoever reads the file from its own place finds it. */
function fromOut(out: string, file: string): string {
  return relative(dirname(out), file).replaceAll('\\', '/')
}

type InTwo = {
  readonly id: string
  readonly name: string
  readonly listings: readonly {
    readonly community: string
    readonly communityName: string
    readonly standing: Listing['standing']
  }[]
  /** Communities stand behind different keys: nobody can write to them before somebody has looked. */
  readonly contested: boolean
}

function factsOf(federation: Federation, now: EpochSeconds) {
  const ids = new Map<string, string>()
  const communities = federation.catalogues.map((catalogue) => {
    const { accepted } = readEntries(catalogue)
    const count = (kind: string) => accepted.filter((entry) => entry.kind === kind).length
    for (const entry of accepted) if (entry.kind === 'practitioner') ids.set(entry.id, entry.name)
    return {
      community: catalogue.community.key,
      name: catalogue.community.name,
      number: catalogue.head.sequence,
      expires: catalogue.head.expires,
      practitioners: count('practitioner'),
      events: count('event'),
      listings: count('listing'),
    }
  })
  const inTwo = [...ids].flatMap(([id, name]): readonly InTwo[] => {
    const listings = listingsOf(federation, id)
    if (listings.length < 2) return []
    const contested = listings.some(
      (one) => one.standing !== 'revoked' && isContested(listings, one.entry, keyEpochOf(now)),
    )
    const said = listings.map(({ community, communityName, standing }) => ({ community, communityName, standing }))
    return [{ id, name, listings: said, contested }]
  })
  const equivocations = federation.equivocations.map(({ community, code }) => ({ community, code }))
  return { communities, inTwo, equivocations }
}

type Facts = ReturnType<typeof factsOf> & {
  readonly out: string
  readonly home: string
  readonly leftOut: readonly { readonly community: string; readonly file: string; readonly code: string }[]
}

const standingWords = {
  listed: 'listed in',
  outdated: 'with older words in',
  revoked: 'revoked in',
} as const satisfies Readonly<Record<Listing['standing'], string>>

function tell({ terminal }: Call, facts: Facts): void {
  const { width, say, paint } = terminal
  for (const one of facts.communities) {
    const home = one.community === facts.home ? ', your own' : ''
    const unclaimed = one.listings === 0 ? '' : `, ${one.listings} unclaimed listings`
    say(paint('strong', `${one.name}${home}`))
    say(
      pairs(
        [
          ['in it', `${one.practitioners} practitioners, ${one.events} events${unclaimed}`],
          ['number', `${one.number}, until ${dateOf(one.expires)}`],
          ['name', one.community],
        ],
        width,
      ),
    )
  }
  if (facts.inTwo.length > 0) {
    say(`\n${paint('strong', 'In two of them: one entry each')}`)
    say(
      pairs(
        facts.inTwo.map((one) => [one.name, wordsOf(one)] as const),
        width,
      ),
    )
  }
  for (const { community, code } of facts.equivocations) {
    say(
      wrap(
        `\nSet aside: ${community} told two stories (${code}). Both signed heads are in the file: send them to its lead, and to whoever else trusts it.`,
        width,
      ),
    )
  }
  for (const { file, code } of facts.leftOut) say(wrap(`\nLeft out: ${file} cannot be used (${code}).`, width))
  say(wrap(`\nWritten to ${facts.out}. Pages open each list under its own name, and join what they opened.`, width))
}

function wordsOf({ listings, contested }: InTwo): string {
  const places = listings.map(({ communityName, standing }) => `${standingWords[standing]} ${communityName}`).join(', ')
  return contested
    ? `${places}. Their keys differ: they changed them, or somebody stole one. Call them, at a number you already have.`
    : places
}
