import { createInterface } from 'node:readline/promises'
import { type PractitionerKeys, replaceOpeningKeys } from '../descriptor/keys.js'
import type { OpeningKey } from '../kernel/secret-key.js'
import { type EpochDay, type EpochSeconds, isoDateOf, keyEpochOf } from '../kernel/time.js'
import { hybrid } from '../kernel/x-wing.js'
import { type Command, done, refuse, type Step } from './command.js'
import { changeKeys, clockOption, keepKeys, keysInOrder, newKeys, startOfEpoch } from './keys-file.js'
import { pairs, type Terminal, wrap } from './terminal.js'
import { refuseWith } from './words.js'

const existing = { name: 'file', text: 'what `entrenous keys new` made' } as const
const postQuantum = {
  'post-quantum': {
    type: 'boolean',
    text: 'keys that a quantum computer is not expected to break either; what is sealed to them is larger',
  },
} as const

/** `entrenous keys new <file>` */
export const keysNew: Command = {
  name: 'keys new',
  summary: 'make the keys of one practitioner',
  positionals: [{ name: 'file', text: 'where to keep them; it must not exist yet' }],
  options: postQuantum,
  about:
    'Makes the key that signs what you publish, and the keys that open what is sealed to you in the coming months. The file holds every secret: keep it on your own device, make a copy on a stick in a drawer, and give it to nobody. Only the public id is for others.',
  run: ({ positionals: [file = ''], flag, terminal, now }) => {
    const keys = newKeys(file, { now }, flag('post-quantum') ? hybrid : undefined)
    if (!keys.ok) return keys
    const until = promisedUntil(keys.value)
    const facts = [...identityPairs(keys.value, file), ['keys for', `referrals until ${until}`]] as const
    terminal.say(pairs(facts, terminal.width, ''))
    terminal.say(`\n${list(afterMaking, terminal)}`)
    return done({ id: keys.value.id, file, epochs: keys.value.openingKeys.length, until })
  },
}

/** `entrenous keys status <file>` */
export const keysStatus: Command = {
  name: 'keys status',
  summary: 'show what your keys open, until when, and what is to be done next',
  positionals: [existing],
  options: clockOption,
  about:
    'Puts the file in order, as every command does that reads it: keys that can open nothing live any more are destroyed, and those of coming months are made. Then shows what is there. No secret is shown.',
  run: ({ positionals: [file = ''], flag, terminal, now }) => {
    const kept = keepKeys(file, { now, clockIsRight: flag('clock-is-right') })
    if (!kept.ok) return kept
    const { keys, trouble } = kept.value
    const rows = keys.openingKeys.map((key) => rowOf(key, now)).sort((one, other) => one.firstDay - other.firstDay)
    const dated = rows.map(({ firstDay, lastDay, opensUntil, ...row }) => ({
      ...row,
      from: isoDateOf(firstDay),
      to: isoDateOf(lastDay),
      opensUntil: isoDateOf(opensUntil),
    }))
    const facts = { id: keys.id, file, inOrder: trouble === undefined, keys: dated }
    terminal.say(pairs(identityPairs(keys, file), terminal.width, ''))
    terminal.say(`\n${table(dated)}\n`)
    terminal.say(list(nextSteps(keys, dated), terminal))
    if (trouble !== undefined) terminal.note(wrap(`Not in order. ${trouble.message}`, terminal.width))
    return done({ ...facts, promisedUntil: promisedUntil(keys), ...(trouble && { trouble: trouble.code }) })
  },
}

/** `entrenous keys replace <file>` */
export const keysReplace: Command = {
  name: 'keys replace',
  summary: 'make other keys before their time, because somebody may know the old ones',
  positionals: [existing],
  options: {
    yes: { type: 'boolean', text: 'you know what follows from it; without it you are asked' },
    ...postQuantum,
    ...clockOption,
  },
  about: 'Not for every month: keys change by themselves every 28 days, and nobody has to approve that.',
  run: async ({ positionals: [file = ''], flag, terminal, now }) => {
    const inOrder = keysInOrder(file, { now, clockIsRight: flag('clock-is-right') })
    if (!inOrder.ok) return inOrder
    if (!flag('yes')) {
      const agreed = await isAgreed(terminal)
      if (!agreed.ok) return agreed
    }
    const replaced = changeKeys(file, (keys) => {
      const changed = replaceOpeningKeys(keys, { now, ...(flag('post-quantum') && { suite: hybrid }) })
      return changed.ok ? done(changed.value) : refuseWith(changed.error)
    })
    if (!replaced.ok) return replaced
    const until = promisedUntil(replaced.value)
    terminal.say(pairs([...identityPairs(replaced.value, file), ['new keys', `until ${until}`]], terminal.width, ''))
    terminal.say(`\n${list(afterReplacing, terminal)}`)
    const retired = replaced.value.openingKeys.filter((key) => key.retired).length
    return done({ id: replaced.value.id, file, until, retired })
  },
}

const afterMaking = [
  'Read your id to your community lead, in person or by telephone: that is how they know that the keys are yours.',
  'Sign your page (`entrenous descriptor sign`) and send it to them.',
  'Copy the file to a stick and put it in a drawer. There is no other way to get it back.',
] as const

const beforeReplacing = [
  'New keys take the place of those that open what is sealed to you. What was sealed to the old ones can still be opened with this file; old keys that nobody has seen yet are destroyed.',
  'Then you sign your page anew, your community approves it, and its waiting time passes. Until then nobody can write to you.',
  'Your id and the key you sign with stay as they are. Whoever has this whole file can sign in your name: then this is not enough. Tell your community lead, who revokes your id, and make a new file with `entrenous keys new`.',
] as const

const afterReplacing = [
  'Sign your page now (`entrenous descriptor sign`) and send it to your community lead. Say that the keys were replaced.',
  'The lead approves it, and the community’s waiting time passes. Until then nobody can write to you.',
  'Copy this file anew, and destroy the older copies once you need nothing that only they can open.',
] as const

async function isAgreed(terminal: Terminal): Promise<Step<undefined>> {
  const { stdin, stderr } = process
  const explained = list(beforeReplacing, terminal)
  const missing = refuse('confirmation_missing', `${explained}\nNothing was changed. If you want that, say --yes.`)
  if (stdin.isTTY !== true || stderr.isTTY !== true) return missing
  const line = createInterface({ input: stdin, output: stderr })
  const closed = new Promise<string>((resolve) => line.once('close', () => resolve('')))
  const answer = await Promise.race([line.question(`${explained}\n\nReplace the keys? [y/N] `), closed])
  line.close()
  return /^y(es)?$/i.test(answer.trim()) ? done(undefined) : refuse('confirmation_missing', 'Nothing was changed.')
}

type Row = {
  readonly suite: number
  readonly state: 'earlier' | 'today' | 'later' | 'replaced'
  readonly firstDay: EpochDay
  readonly lastDay: EpochDay
  readonly opensUntil: EpochDay
}

function rowOf({ epoch, suite, retired }: OpeningKey, now: EpochSeconds): Row {
  const passed = keyEpochOf(now) - epoch
  const unretired = passed > 0 ? 'earlier' : passed === 0 ? 'today' : 'later'
  return {
    suite: suite.number,
    state: retired ? 'replaced' : unretired,
    firstDay: startOfEpoch(epoch),
    lastDay: dayBefore(startOfEpoch(epoch + 1)),
    opensUntil: dayBefore(startOfEpoch(epoch + 2)),
  }
}

type DatedRow = Pick<Row, 'state' | 'suite'> & {
  readonly from: string
  readonly to: string
  readonly opensUntil: string
}

const states = { earlier: '', today: 'today', later: '', replaced: 'replaced' } as const

function table(rows: readonly DatedRow[]): string {
  const lines = rows.map(({ from, to, opensUntil, state, suite }) => {
    const remarks = [states[state], suite === hybrid.number ? 'post-quantum' : ''].filter((remark) => remark !== '')
    return `${from} to ${to}  ${opensUntil}  ${remarks.join(', ')}`.trimEnd()
  })
  return ['sealed to you on          opens until', ...lines].join('\n')
}

function nextSteps(keys: PractitionerKeys, rows: readonly DatedRow[]): readonly string[] {
  const firstEnd = rows.map(({ opensUntil }) => opensUntil).sort()[0]
  return [
    'Every four weeks, sign your page (`entrenous descriptor sign`) and send it to your community lead. What you confirmed lasts 35 days at most, and after it nobody can write to you.',
    `What you sign today promises your keys until ${promisedUntil(keys)}.`,
    ...(firstEnd === undefined
      ? []
      : [
          `The oldest key opens until ${firstEnd}. It is destroyed when you use this file after that day. Copies of the file keep it: copy anew then, and destroy the older copies.`,
        ]),
  ]
}

function identityPairs({ id }: PractitionerKeys, file: string): readonly (readonly [string, string])[] {
  return [
    ['your id', id],
    ['kept in', file],
  ]
}

function promisedUntil({ openingKeys }: PractitionerKeys): string {
  const promised = openingKeys.filter(({ retired }) => retired === undefined)
  const last = Math.max(0, ...promised.map(({ epoch }) => epoch))
  return isoDateOf(dayBefore(startOfEpoch(last + 1)))
}

function dayBefore(day: EpochDay): EpochDay {
  return (day - 1) as EpochDay // whole minus one
}

function list(lines: readonly string[], { width }: Terminal): string {
  return lines.map((line) => `- ${wrap(line, width, '  ').trimStart()}`).join('\n')
}
