import { fail } from '../kernel/result.js'
import { createInbox } from '../practice/inbox.js'
import { memoryStore } from '../practice/store.js'
import { readToken } from '../token/forms.js'
import { inspectToken } from '../token/inspect.js'
import { openToken } from '../token/open.js'
import { type Command, done, type Step } from './command.js'
import { exists, readBytes } from './files.js'
import { clockOption, keepKeys } from './keys-file.js'
import { grouped, pairs, wrap } from './terminal.js'
import { disclosureLines, refuseWith } from './words.js'

const tokenPlace = {
  name: 'token',
  text: 'a file with its bytes, its link or the text of its QR code; - for stdin; or the link or the text itself',
} as const
/** A link may stand behind a long address. */
const MAX_TEXT = 8192
/** What each suite agrees a key with; the rest is the same in all of them. */
const agreements: Readonly<Record<number, string>> = { 1: 'X25519', 2: 'X-Wing: post-quantum' }

/** `entrenous token inspect <token>` */
export const tokenInspect: Command = {
  name: 'token inspect',
  summary: 'show what a token tells everybody',
  positionals: [tokenPlace],
  options: {},
  about: 'Shows what can be seen of a token without any key: version, suite and size. There is nothing else to see.',
  run: ({ positionals: [file = ''], terminal }) => {
    const token = tokenFrom(file)
    if (!token.ok) return token
    const outside = inspectToken(token.value)
    if (!outside.ok) return refuseWith(outside.error, nameOf(file))
    const { version, suite, bucket, bytes } = outside.value
    terminal.say(
      pairs(
        [
          ['version', String(version)],
          ['suite', `${suite} (${agreements[suite]}; HKDF-SHA256, ChaCha20-Poly1305)`],
          ['room inside', `${grouped(bucket)} bytes, whatever is in it`],
          ['whole', `${grouped(bytes)} bytes`],
        ],
        terminal.width,
        '',
      ),
    )
    terminal.say(wrap('It names neither who sent it nor whom it is for.', terminal.width))
    return done({ ...outside.value })
  },
}

/** `entrenous token open <token>` */
export const tokenOpen: Command = {
  name: 'token open',
  summary: 'open a referral that was sealed to you',
  positionals: [tokenPlace],
  options: {
    keys: { type: 'string', required: true, value: 'file', text: 'what `entrenous keys new` made' },
    ...clockOption,
  },
  about:
    'Opens a referral with your keys and shows what the person agreed to share. It remembers nothing: opened a second time, the same token is shown again. An inbox that refuses replays needs a store (see createInbox in the library).',
  run: async ({ positionals: [file = ''], option, flag, terminal, now }) => {
    const kept = keepKeys(option('keys') ?? '', { now, clockIsRight: flag('clock-is-right') })
    if (!kept.ok) return kept
    const { keys, trouble } = kept.value
    // A full disk or a doubted clock is no reason not to open what somebody has sent.
    if (trouble !== undefined)
      terminal.note(wrap(`The keys file could not be put in order. ${trouble.message}`, terminal.width))
    const token = tokenFrom(file)
    if (!token.ok) return token
    const opened = openToken(token.value, keys, { now })
    if (!opened.ok) return refuseWith(opened.error, nameOf(file))
    const received = await createInbox(memoryStore()).receive(opened.value, { now })
    if (!received.ok) return refuseWith(received.error, nameOf(file))
    const { disclosure } = received.value
    // Only an inbox that keeps the referral can tell what a withdrawal takes back.
    if (disclosure === undefined) return refuseWith(fail('token_withdrawn', {}).error, nameOf(file))
    terminal.say(wrap(disclosureLines(disclosure).join('\n'), terminal.width))
    terminal.note(`(${grouped(token.value.length)} bytes read; nothing was kept or sent)`)
    return done({ ...received.value })
  },
}

/** Whether the argument is no file but the text of a token. A file of that name comes first. */
const isText = (argument: string): boolean => !exists(argument) && readToken(argument).ok

/** What a refusal calls the argument: the text of a token is long, and a terminal is no place for it. */
const nameOf = (argument: string): string => (isText(argument) ? 'the text that was given' : argument)

function tokenFrom(file: string): Step<Uint8Array | string> {
  if (isText(file)) return done(file)
  const bytes = readBytes(file, MAX_TEXT)
  if (!bytes.ok) return bytes
  // The bytes of a token begin with "en" and the version 1; no link and no QR text holds that control character.
  const [first, second, third] = bytes.value
  if (first === 0x65 && second === 0x6e && third !== undefined && third < 0x20) return done(bytes.value)
  return done(new TextDecoder().decode(bytes.value).trim())
}
