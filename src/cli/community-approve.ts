import { approve } from '../community/sign.js'
import { attest, type Speaker } from '../community/speak.js'
import { fromHex } from '../kernel/text.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { readJoining } from '../trust/joining.js'
import { memberFormats } from '../trust/member-formats.js'
import { type Asked, stillAsked } from '../trust/still-asked.js'
import { type PromiseStanding, whatIsPromised } from './approvals.js'
import { type Call, type Command, done, refuse, type Step } from './command.js'
import { askedWords, dateOf, namingWith } from './community-words.js'
import {
  approverIn,
  foldedWith,
  folderOptions,
  folderPlace,
  type LeadFolder,
  openLeadFolder,
  saidBy,
  speakerOptions,
} from './lead-folder.js'
import { namesIn, type Person, personIn } from './lead-person.js'
import { writeSaid } from './said-file.js'
import { pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

/** `entrenous community approve <folder> <who>` */
export const communityApprove: Command = {
  name: 'community approve',
  summary: 'say that a key is somebody’s, and what of the checklist you have seen',
  positionals: [
    folderPlace,
    { name: 'who', text: 'the name of their file in practitioners/, their name, or their id' },
  ],
  options: {
    seen: {
      type: 'string',
      multiple: true,
      value: 'item',
      text: 'an item of the checklist that you have seen yourself; repeated, one each',
    },
    'keys-are-theirs': {
      type: 'boolean',
      text: 'their page promises other keys than were approved, and you have spoken with them at a number you already had',
    },
    ...speakerOptions,
    ...folderOptions,
  },
  about:
    'Signs your approval of the id and of the keys for the coming months that the page promises. It says whose key it is, and is no judgement of their work. It lasts half a year; run it again when `community status` says so, or at any time: what is in order stays as it is. Each approver does it with a key of their own, and sends the new file in statements/ to whoever publishes.',
  run: (call) => {
    const opened = openLeadFolder(call)
    if (!opened.ok) return opened
    const lead = opened.value
    const [, who = ''] = call.positionals
    const person = personIn(lead, who)
    if (!person.ok) return person
    const speaker = approverIn(call, lead)
    if (!speaker.ok) return speaker
    const approval = approvalOf(call, lead, person.value, speaker.value)
    if (!approval.ok) return approval
    const attested = attestationOf(call, lead, person.value, speaker.value)
    if (!attested.ok) return attested
    const added = [approval.value, attested.value].flatMap((bytes) => bytes ?? [])
    const files: string[] = []
    for (const bytes of added) {
      const written = writeSaid(lead.path, bytes, person.value.name)
      if (!written.ok) return written
      files.push(written.value)
    }
    const later = foldedWith(lead, added, call.now)
    if (!later.ok) return later
    const { name, id } = person.value
    const asked = stillAsked(later.value, id, call.now)
    const facts = {
      name,
      id,
      approved: approval.value !== undefined,
      attested: attested.value !== undefined,
      files,
      asked,
    }
    tell(call, lead, facts)
    return done(facts)
  },
}

type Told = {
  readonly name: string
  readonly id: string
  readonly approved: boolean
  readonly attested: boolean
  readonly files: readonly string[]
  readonly asked: readonly Asked[]
}

function tell({ terminal, now, options }: Call, lead: LeadFolder, told: Told): void {
  const { name, id, approved, attested, files, asked } = told
  terminal.say(
    pairs(
      [
        ['who', name],
        ['their id', id],
        ['approved', approved ? `now, until ${dateOf(after(now, days(180)))}` : 'before, and it holds'],
        ...(attested ? [['seen', options('seen').join(', ')] as const] : []),
        ...files.map((file) => ['written to', file] as const),
        ['still asked', asked.length === 0 ? 'nothing' : askedWords(asked, namingWith(namesIn(lead))).join('; ')],
      ],
      terminal.width,
      '',
    ),
  )
  if (asked.length > 0) return
  terminal.say(wrap(`\nThe next list has them: entrenous community publish ${lead.path}`, terminal.width))
}

/** Renewed while there is time to notice what went wrong. */
const AHEAD = days(30)

/** A new approval, where this approver's own would not hold in 30 days; undefined where it does. */
function approvalOf(
  call: Call,
  lead: LeadFolder,
  { name, id, descriptor }: Person,
  speaker: Speaker,
): Step<Uint8Array | undefined> {
  if (descriptor === undefined) {
    return refuse(
      'page_missing',
      `${name}: there is no signed page of theirs. Ask for it, then: entrenous community admit`,
      {
        name,
      },
    )
  }
  const { opened } = lead
  const standing = opened.state.standings.standings.get(id)
  if ((standing?.revocations.length ?? 0) > 0) {
    return refuse(
      'descriptor_revoked',
      `${name}: this key was revoked, and no approval undoes that. They make new keys.`,
      {
        name,
      },
    )
  }
  const approvals = standing?.approvals ?? []
  const promise = whatIsPromised(descriptor, approvals, { community: opened.community, now: call.now })
  const confirmed = isConfirmed(call, name, promise, speaker)
  if (!confirmed.ok) return confirmed
  if (promise?.isNamedBy(speaker.signer.publicKey, after(call.now, AHEAD)) === true) return done(undefined)
  const approval = approve(descriptor, speaker, { now: call.now })
  return approval.ok ? done(approval.value) : refuseWith(approval.error, name)
}

/** Other keys in the place of those approved are approved by whoever has spoken with the practitioner. */
function isConfirmed(
  call: Call,
  name: string,
  promise: PromiseStanding | undefined,
  { signer }: Speaker,
): Step<undefined> {
  const conflict = promise?.conflict
  if (promise === undefined || conflict === undefined) return done(undefined)
  if (conflict.forGood) {
    const message = `${name}: these keys were replaced once, and never count again. They make new ones with \`entrenous keys replace\`.`
    return refuse('keys_replaced', message, { name })
  }
  if (call.flag('keys-are-theirs') || promise.isNamedBy(signer.publicKey, call.now)) return done(undefined)
  const message = `${name}: this page promises other keys than those approved on ${dateOf(conflict.since)}. Either they replaced their keys, or somebody else signs in their name. Call them, at a number you already have. If the new keys are theirs, say --keys-are-theirs. If not, put their last file back, and revoke the id.`
  return refuse('keys_unconfirmed', message, { name, since: conflict.since })
}

/** What this approver attests: what they said before and what they have seen now; undefined where there is nothing new. */
function attestationOf(call: Call, lead: LeadFolder, { id }: Person, speaker: Speaker): Step<Uint8Array | undefined> {
  const seen = call.options('seen')
  if (seen.length === 0) return done(undefined)
  const joining = readJoining(lead.opened.community.policy)
  const checklist = (joining.ok && joining.value?.checklist) || []
  if (seen.some((item) => !checklist.includes(item))) {
    const items =
      checklist.length === 0
        ? 'This community’s policy has no checklist.'
        : `The checklist has ${checklist.join(', ')}.`
    return refuse('option_invalid', `--seen: ${items}`)
  }
  const own = saidBy(lead, { id, speaker }).filter(({ kind }) => kind === 'attestation')
  const before = own.flatMap(({ body, expires }) => {
    const said = decodeBody(memberFormats.attestation, body)
    return said.ok ? said.value.items.map((item) => ({ item, expires })) : []
  })
  const isLasting = (item: string, until: EpochSeconds) =>
    before.some((one) => one.item === item && one.expires > until)
  if (seen.every((item) => isLasting(item, after(call.now, AHEAD)))) return done(undefined)
  const items = checklist.filter((item) => seen.includes(item) || isLasting(item, call.now))
  return done(attest(fromHex(id) ?? new Uint8Array(0), items, speaker, { now: call.now }))
}
