import { type Consequence, consequencesOf } from '../community/consequences.js'
import { revoke } from '../community/sign.js'
import { isStrongPublicKey } from '../kernel/signature.js'
import { fromHex, toHex } from '../kernel/text.js'
import { type RevocationCategory, revocationCategories } from '../trust/manifest.js'
import { type Call, type Command, done, refuse } from './command.js'
import { dateOf, type Naming, namingWith } from './community-words.js'
import {
  approverIn,
  foldedWith,
  folderOptions,
  folderPlace,
  type LeadFolder,
  openLeadFolder,
  speakerOptions,
} from './lead-folder.js'
import { namesIn, personIn } from './lead-person.js'
import { writeSaid } from './said-file.js'
import { pairs, wrap } from './terminal.js'

/** `entrenous community revoke <folder> <who>` */
export const communityRevoke: Command = {
  name: 'community revoke',
  summary: 'take somebody’s key out for good, for a category and no reason, and say what follows',
  positionals: [
    folderPlace,
    { name: 'who', text: 'the name of their file in practitioners/, their name, or their id' },
  ],
  options: {
    because: { type: 'string', required: true, value: 'category', text: `one of ${revocationCategories.join(', ')}` },
    yes: { type: 'boolean', text: 'you have read what follows from it; without it that is shown, and nothing is done' },
    ...speakerOptions,
    ...folderOptions,
  },
  about:
    'One approver can revoke, whatever letting in takes, and no later approval undoes it: whoever comes back comes with a new key. Only the category is published. Whoever leaves takes nobody along; after a revocation for conduct, credentials or another cause, those whom they introduced need another introduction. It counts from the next list on: publish at once.',
  run: (call) => {
    const category = call.option('because') ?? ''
    if (!isCategory(category)) {
      return refuse(
        'option_invalid',
        `--because: one of ${revocationCategories.join(', ')}. Nothing else is published.`,
      )
    }
    const opened = openLeadFolder(call)
    if (!opened.ok) return opened
    const lead = opened.value
    const [, who = ''] = call.positionals
    const person = personIn(lead, who)
    if (!person.ok) return person
    const speaker = approverIn(call, lead)
    if (!speaker.ok) return speaker
    const { state } = lead.opened
    const by = toHex(speaker.value.signer.publicKey)
    const { id, name } = person.value
    const { terminal } = call
    const own = state.standings.standings.get(id)?.revocations.find(({ issuer }) => toHex(issuer) === by)
    if (own !== undefined) {
      terminal.say(wrap(`${name}: you have revoked this key on ${dateOf(own.issued)} already.`, terminal.width))
      return done({ name, id, revoked: false, file: null, follows: [] })
    }
    const key = fromHex(id)
    if (key === undefined || !isStrongPublicKey(key)) {
      return refuse('person_unknown', `${who}: this is nobody’s id.`, { name: who })
    }
    const revocation = revoke(key, category, speaker.value, { now: call.now })
    const later = foldedWith(lead, [revocation], call.now)
    if (!later.ok) return later
    const follows = consequencesOf(state, later.value.state)
    const words = wordsOf(follows, { id, name }, namingWith(namesIn(lead)))
    if (!call.flag('yes')) {
      const message = `${words.map((line) => `- ${line}`).join('\n')}\nNothing was done. If you want that, say --yes.`
      return refuse('confirmation_missing', message, { id, category, follows })
    }
    const written = writeSaid(lead.path, revocation, name)
    if (!written.ok) return written
    const facts = { name, id, revoked: true, file: written.value, follows }
    tell(call, lead, { ...facts, category, words })
    return done(facts)
  },
}

function tell(
  { terminal }: Call,
  lead: LeadFolder,
  told: {
    readonly name: string
    readonly id: string
    readonly category: string
    readonly file: string
    readonly words: readonly string[]
  },
): void {
  const { width, say } = terminal
  say(
    pairs(
      [
        ['revoked', told.name],
        ['their id', told.id],
        ['category', told.category],
        ['written to', told.file],
      ],
      width,
      '',
    ),
  )
  for (const line of told.words) say(`- ${wrap(line, width, '  ').trimStart()}`)
  say(wrap(`\nIt counts from the next list on: entrenous community publish ${lead.path}`, width))
}

function isCategory(text: string): text is RevocationCategory {
  return revocationCategories.some((category) => category === text)
}

function wordsOf(
  follows: readonly Consequence[],
  who: { readonly id: string; readonly name: string },
  naming: Naming,
): readonly string[] {
  const own = `${who.name} is in no list from the next one on, and this key comes back into none.`
  const others = follows
    .filter(({ id }) => id !== who.id)
    .map(({ id, code, until }) =>
      code === 'introduction_lapsing' && until !== undefined
        ? `${naming(id)} was introduced by them, and needs another introduction by ${dateOf(until)}.`
        : `${naming(id)} ${code === 'listed' ? 'comes into' : 'drops out of'} the list.`,
    )
  return [own, ...(others.length === 0 ? ['Nobody else is touched.'] : others)]
}
