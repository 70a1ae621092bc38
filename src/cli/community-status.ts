import { textOfListed } from '../catalogue/listed-text.js'
import { communityStatus, type Ends, type MemberStatus } from '../community/status.js'
import { after, days } from '../kernel/time.js'
import { enTrust } from '../labels/en/trust.js'
import { en } from '../labels/en.js'
import { readStatement } from '../statement/statement.js'
import { readJoining } from '../trust/joining.js'
import { coreVocabulary } from '../vocabulary/vocabulary.js'
import { type Call, type Command, done } from './command.js'
import { askedWords, dateOf, dayAndDistance, endsWords, type Naming, namingWith } from './community-words.js'
import { folderOptions, folderPlace, type LeadFolder, openLeadFolder } from './lead-folder.js'
import { namesIn } from './lead-person.js'
import { pairs, wrap } from './terminal.js'

/** `entrenous community status <folder>` */
export const communityStatusCommand: Command = {
  name: 'community status',
  summary: 'show who is listed and on whose word, who waits and for what, and what ends when',
  positionals: [folderPlace],
  options: {
    all: { type: 'boolean', text: 'say of everybody on whose word they are listed' },
    ...folderOptions,
  },
  about:
    'For Monday morning. Reads the folder and what is published, verifies every statement, and changes nothing. What ends within 14 days stands first, with what to do; then who waits; then who is listed.',
  run: (call) => {
    const opened = openLeadFolder(call)
    if (!opened.ok) return opened
    const lead = opened.value
    const head = lead.previous?.head
    const status = communityStatus(lead.opened, { now: call.now, head })
    const published = publishedIds(lead)
    tell(call, lead, { ...status, published })
    const { community } = lead.opened
    return done({
      name: community.name,
      community: community.key,
      ...(head && { list: { number: head.sequence, expires: head.expires } }),
      policy: { approvalsRequired: community.policy.approvalsRequired, approvers: community.approvers.length },
      members: status.members.map((member) => ({ ...member, published: published.has(member.id) })),
      ending: status.ending,
      unsigned: lead.unsigned,
    })
  },
}

/** Who is in the list that is out there. */
function publishedIds({ previous }: LeadFolder): ReadonlySet<string> {
  const ids = (previous?.statements ?? []).flatMap((bytes) => {
    const statement = readStatement(bytes)
    return statement.ok && statement.value.kind === 'descriptor' ? [statement.value.subject] : []
  })
  return new Set(ids)
}

type Told = {
  readonly members: readonly MemberStatus[]
  readonly ending: readonly Ends[]
  readonly published: ReadonlySet<string>
}

function tell(call: Call, lead: LeadFolder, told: Told): void {
  const { terminal } = call
  const naming = namingWith(namesIn(lead))
  terminal.say(terminal.paint('strong', lead.opened.community.name))
  terminal.say(pairs(summary(call, lead, told), terminal.width, ''))
  // A list lives for two weeks: it would always stand here.
  const ending = told.ending.filter(({ what, until }) => what !== 'list' || until <= after(call.now, days(7)))
  section(call, 'Ends soon', endingRows(call, lead, ending, naming))
  const waiting = told.members.filter(({ listed, asked }) => !listed && !isGone(asked))
  section(
    call,
    'Waiting',
    waiting.map((member) => [handleOf(lead, member.id), `still asked: ${askedWords(member.asked, naming).join('; ')}`]),
  )
  section(
    call,
    'Not signed yet',
    lead.unsigned.map((name) => [name, 'they make keys and sign it: entrenous descriptor sign']),
  )
  const listed = told.members.filter((member) => member.listed)
  section(
    call,
    'Listed',
    listed.map((member) => [naming(member.id), [reachWords(member), ...whyWords(call, lead, member)].join('\n')]),
  )
  const gone = told.members.filter(({ asked }) => isGone(asked))
  section(
    call,
    'Gone',
    gone.map((member) => [handleOf(lead, member.id), 'revoked, or another key took its place']),
  )
}

function summary(
  { now }: Call,
  { opened, previous, path }: LeadFolder,
  { members, published }: Told,
): readonly (readonly [string, string])[] {
  const { community } = opened
  const listed = members.filter((member) => member.listed)
  const open = listed.filter(({ reach }) => reach.code === 'open').length
  const next = [
    ...counted(listed.filter(({ id }) => !published.has(id)).length, 'comes in', 'come in'),
    ...counted(members.filter((member) => !member.listed && published.has(member.id)).length, 'goes', 'go'),
  ]
  const { approvalsRequired } = community.policy
  const { length } = community.approvers
  return [
    [
      'list',
      previous === undefined
        ? `none yet: entrenous community publish ${path}`
        : `number ${previous.head.sequence}, until ${dayAndDistance(previous.head.expires, now)}`,
    ],
    ...(previous === undefined || next.length === 0 ? [] : [['next list', next.join(', ')] as const]),
    ['listed', listed.length === 0 ? 'nobody yet' : `${listed.length}; people can write to ${open} of them now`],
    ['let in by', `${approvalsRequired} of ${length} who approve${ruleWords(opened)}`],
  ]
}

function counted(count: number, one: string, more: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : more}`]
}

function ruleWords({ community }: LeadFolder['opened']): string {
  const joining = readJoining(community.policy)
  if (!joining.ok || joining.value === undefined) return ''
  const items = joining.value.checklist?.length ?? 0
  return `, an introduction${items === 0 ? '' : `, ${items} of the checklist`}`
}

function endingRows(
  { now }: Call,
  lead: LeadFolder,
  ending: readonly Ends[],
  naming: Naming,
): readonly (readonly [string, string])[] {
  return ending.map((ends) => {
    const who = ends.of === undefined ? '' : handleOf(lead, ends.of)
    const { is, todo } = endsWords(ends, { who, folder: lead.path })
    const name = ends.of === undefined ? '' : `${naming(ends.of)}: `
    return [dayAndDistance(ends.until, now), `${name}${is}\n→ ${todo}`]
  })
}

/** As the other commands take them: the name of their file, or their id. */
function handleOf({ pages }: LeadFolder, id: string): string {
  return [...pages].find(([, page]) => page.id === id)?.[0] ?? id
}

function isGone(asked: MemberStatus['asked']): boolean {
  return asked.some(({ code }) => code === 'another_key')
}

function reachWords({ reach }: MemberStatus): string {
  switch (reach.code) {
    case 'open':
      return 'people can write to them'
    case 'presence_stale':
      return 'nobody can write to them: they have not confirmed whether there is room'
    case 'keys_unapproved':
      return 'nobody can write to them: this month’s key is not approved'
    default:
      return `nobody can write to them before ${dateOf(reach.until)}: new keys in the place of others`
  }
}

function whyWords({ flag }: Call, lead: LeadFolder, { why, approvedBy }: MemberStatus): readonly string[] {
  if (!flag('all')) return []
  const nameOf = namesIn(lead)
  const naming = namingWith(nameOf)
  const words = textOfListed(why, { labels: en, words: enTrust, vocabulary: coreVocabulary, nameOf })
  return [...(approvedBy.length === 0 ? [] : [`Approved by ${approvedBy.map(naming).join(' and ')}.`]), ...words]
}

function section({ terminal }: Call, title: string, rows: readonly (readonly [string, string])[]): void {
  if (rows.length === 0) return
  terminal.say(`\n${terminal.paint('strong', title)}`)
  // Long ids stand alone, so that the others keep their two columns.
  const isLong = ([name]: readonly [string, string]) => name.length > 30
  const short = rows.filter((row) => !isLong(row))
  if (short.length > 0) terminal.say(pairs(short, terminal.width))
  for (const [name, text] of rows.filter(isLong)) terminal.say(`  ${name}\n${wrap(text, terminal.width, '    ')}`)
}
