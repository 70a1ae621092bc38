import { basename, join } from 'node:path'
import { type Speaker, vouch } from '../community/speak.js'
import { fromHex, toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import { openOwn } from '../trust/recipient.js'
import { type Asked, stillAsked } from '../trust/still-asked.js'
import { type Call, type Command, done, refuse, type Step } from './command.js'
import { askedWords, dateOf, namingWith } from './community-words.js'
import { readJson, writeWhole } from './files.js'
import { nameSyntax } from './folder.js'
import {
  foldedWith,
  folderOptions,
  folderPlace,
  type LeadFolder,
  openLeadFolder,
  saidBy,
  speakerIn,
  speakerOptions,
} from './lead-folder.js'
import { namesIn, type Person, personIn } from './lead-person.js'
import { writeSaid } from './said-file.js'
import { readSigned, type SignedFile, writeSigned } from './signed-file.js'
import { pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

/** A word is given again so long before it ends. */
const AHEAD = days(30)

/** `entrenous community admit <folder> <who>` */
export const communityAdmit: Command = {
  name: 'community admit',
  summary: 'take in somebody’s signed page, introduce them, and say what the policy still asks',
  positionals: [
    folderPlace,
    { name: 'who', text: 'the file that they sent, name.signed.json; or the name of somebody whose page is there' },
  ],
  options: { ...speakerOptions, ...folderOptions },
  about:
    'Checks the page and puts it into practitioners/. Where the policy asks for introductions, it signs yours: I know them, and what they do. A member introduces one person in 28 days, an approver as many as needed. Nobody is listed by it alone: `community approve` says whose key it is.',
  run: (call) => {
    const opened = openLeadFolder(call)
    if (!opened.ok) return opened
    const lead = opened.value
    const arrived = pageOf(call, lead)
    if (!arrived.ok) return arrived
    const { person, page, isNew } = arrived.value
    const introduced = introduce(call, lead, person)
    if (!introduced.ok) return introduced
    const { vouched, until } = introduced.value
    // The page first: an introduction of somebody who is not there would only be half of it.
    const kept = isNew && page ? writeWhole(fileOf(lead, person.name), writeSigned(page.statements)) : done(undefined)
    if (!kept.ok) return kept
    const written = vouched === undefined ? done(undefined) : writeSaid(lead.path, vouched, person.name)
    if (!written.ok) return written
    const added = [...(isNew && page ? page.statements : []), ...(vouched === undefined ? [] : [vouched])]
    const later = foldedWith(lead, added, call.now)
    if (!later.ok) return later
    const asked = stillAsked(later.value, person.id, call.now)
    const facts = { name: person.name, id: person.id, arrived: isNew, introduced: vouched !== undefined, asked }
    tell(call, lead, { ...facts, until })
    return done(facts)
  },
}

type Told = {
  readonly name: string
  readonly id: string
  readonly arrived: boolean
  readonly introduced: boolean
  readonly asked: readonly Asked[]
  readonly until: EpochSeconds | undefined
}

function tell({ terminal }: Call, lead: LeadFolder, told: Told): void {
  const { width, say } = terminal
  const { name, id, asked, until } = told
  const naming = namingWith(namesIn(lead))
  say(
    pairs(
      [
        ['who', name],
        ['their id', id],
        ['page', told.arrived ? 'checked, and put into practitioners/' : 'was there already'],
        ...(until === undefined
          ? []
          : [
              [
                'introduced',
                told.introduced ? `now, until ${dateOf(until)}` : `before, until ${dateOf(until)}`,
              ] as const,
            ]),
        ['still asked', asked.length === 0 ? 'nothing' : askedWords(asked, naming).join('; ')],
      ],
      width,
      '',
    ),
  )
  const needsApproval = asked.some(({ code }) => code === 'approvals' || code === 'attestations')
  const next = needsApproval
    ? `Have them read their id to you, face to face or by telephone. If it is the one above: entrenous community approve ${lead.path} ${name}`
    : asked.length === 0
      ? `The next list has them: entrenous community publish ${lead.path}`
      : undefined
  if (next !== undefined) say(wrap(`\n${next}`, width))
}

type Arrived = { readonly person: Person; readonly page: SignedFile | undefined; readonly isNew: boolean }

/** A file that was sent, or somebody whose page is there. */
function pageOf(call: Call, lead: LeadFolder): Step<Arrived> {
  const [, who = ''] = call.positionals
  if (!who.endsWith('.json')) {
    const person = personIn(lead, who)
    return person.ok ? done({ person: person.value, page: undefined, isNew: false }) : person
  }
  const name = basename(who).replace(/(\.signed)?\.json$/, '')
  if (!nameSyntax.test(name)) {
    return refuse('folder_invalid', `${who}: use a–z, 0–9 and hyphens in file names.`, { path: who })
  }
  const parsed = readJson(who)
  if (!parsed.ok) return parsed
  const page = readSigned(parsed.value, who)
  if (!page.ok) return page
  const [descriptor = new Uint8Array(0), presence] = page.value.statements
  const own = openOwn(descriptor, 'descriptor', call.now)
  if (!own.ok) return refuseWith(own.error, who)
  const confirmed = presence && openOwn(presence, 'presence', call.now)
  if (confirmed?.ok === false && confirmed.error.code !== 'statement_expired') return refuseWith(confirmed.error, who)
  const taken = takenBy(lead, name, page.value.id)
  if (!taken.ok) return taken
  const known = lead.pages.get(name)
  const isSame = known !== undefined && writeSigned(known.statements) === writeSigned(page.value.statements)
  return done({ person: { name, id: page.value.id, descriptor }, page: page.value, isNew: !isSame })
}

/** Somebody else's page is never replaced by this one. */
function takenBy(lead: LeadFolder, name: string, id: string): Step<undefined> {
  const known = lead.pages.get(name)
  if (known !== undefined && known.id !== id) {
    const message = `${name}: there is a page of this name already, with the id ${known.id}. If it is somebody else, give the file another name. If they have a new key, have the old one revoked first, and take its file out.`
    return refuse('name_taken', message, { name })
  }
  const double = [...lead.pages].find(([other, page]) => other !== name && page.id === id)
  if (double !== undefined) return refuse('name_taken', `${name}: this id has a page already, ${double[0]}.`, { name })
  if (!lead.unsigned.includes(name)) return done(undefined)
  const path = join(lead.path, 'practitioners', `${name}.json`)
  return refuse('name_taken', `${path}: there is an unsigned file of this name. Take it out of the folder first.`, {
    name,
  })
}

function fileOf(lead: LeadFolder, name: string): string {
  return join(lead.path, 'practitioners', `${name}.signed.json`)
}

/** Signs an introduction where the policy asks for one and this speaker has not given it. */
function introduce(
  call: Call,
  lead: LeadFolder,
  person: Person,
): Step<{ readonly vouched?: Uint8Array; readonly until: EpochSeconds | undefined }> {
  if (lead.opened.community.policy.joining === undefined) return done({ until: undefined })
  const speaker = speakerIn(call, lead)
  if (!speaker.ok) return speaker
  const by = toHex(speaker.value.signer.publicKey)
  if (by === person.id) return refuse('speaker_unfit', 'Nobody introduces themselves: say with --as who does.')
  const heard = mayIntroduce(lead, speaker.value)
  if (!heard.ok) return heard
  const known = saidBy(lead, { id: person.id, speaker: speaker.value }).find(({ kind }) => kind === 'vouch')
  const counts = lead.opened.state.members.get(person.id)?.introduction
  if (known !== undefined && counts?.by === by && !counts.needsAnother && counts.until > after(call.now, AHEAD)) {
    return done({ until: counts.until })
  }
  const subject = fromHex(person.id) ?? new Uint8Array(0)
  const vouched = vouch(subject, speaker.value, { now: call.now })
  return done({ vouched, until: after(call.now, days(730)) })
}

/** Approvers introduce, and members who are listed. */
function mayIntroduce({ opened }: LeadFolder, { signer }: Speaker): Step<undefined> {
  const by = toHex(signer.publicKey)
  const isApprover = opened.community.approvers.some((key) => toHex(key) === by)
  const member = opened.state.members.get(by)
  if (isApprover || (member !== undefined && member.refusal === undefined)) return done(undefined)
  return refuse(
    'speaker_unfit',
    'This key is neither an approver’s nor a listed member’s: its introduction would count for nothing.',
  )
}
