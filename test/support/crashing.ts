import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/build.js'
import { readSigned } from '../../src/cli/signed-file.js'
import { commitmentOf } from '../../src/descriptor/commitment.js'
import { descriptorFormat } from '../../src/descriptor/formats.js'
import {
  createKeys,
  extendKeys,
  forgetEndedKeys,
  type PractitionerKeys,
  promisedKeys,
  readKeys,
  unsafeExportKeys,
} from '../../src/descriptor/keys.js'
import { revealSecret } from '../../src/kernel/secret-key.js'
import { toHex } from '../../src/kernel/text.js'
import { after, days } from '../../src/kernel/time.js'
import { decodeBody } from '../../src/statement/body.js'
import { readStatement } from '../../src/statement/statement.js'
import { must, NOW, seeded } from './catalogue.js'

const preload = pathToFileURL(join(root, 'test', 'support', 'crash.js')).href
const cli = join(root, 'dist', 'cli.js')
const source = join(root, 'examples', 'harbour-collective', 'practitioners', 'chen-wei.json')

/** How a run ends before its time. */
export const ways = ['killed', 'killed amid a write', 'power cut', 'one call fails', 'the disk is full'] as const
export type Way = (typeof ways)[number]

/** When the keys were used last, and when they are used: the first one has ended since they were made. */
const USED = after(NOW, days(28))
const LATER = after(NOW, days(56))

const made = must(createKeys({ now: NOW, random: seeded('crash') }))
const before = must(extendKeys(made, { now: USED, random: seeded('crash, later') }))
const living = secretsOf(forgetEndedKeys(before, LATER))
const ended = secretsOf(before).filter((secret) => !living.includes(secret))

/** What a practitioner types, in a folder with a keys file whose first key has ended. */
export const commands = {
  'keys status': ['keys', 'status', 'keys.json'],
  'descriptor sign': ['descriptor', 'sign', 'chen.json', '--keys', 'keys.json', '--zone', 'America/Los_Angeles'],
  'keys replace': ['keys', 'replace', 'keys.json', '--yes'],
  'keys new': ['keys', 'new', 'new/keys.json'],
} as const
export type Name = keyof typeof commands

export type Ended = {
  readonly code: number | null
  readonly calls: readonly string[]
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command line in the folder until the n-th call to its files; to its end unless told. */
export function runUntil(
  folder: string,
  words: readonly string[],
  { now = LATER, ...end }: { readonly now?: number; readonly at?: number; readonly way?: Way } = {},
): Ended {
  const trace = join(folder, '..', 'trace.json')
  rmSync(trace, { force: true })
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', preload, cli, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      CRASH_FOLDER: folder,
      CRASH_NOW: String(now),
      CRASH_TRACE: trace,
      ...(end.way && { CRASH_AT: String(end.at), CRASH_WAY: end.way }),
    },
  })
  const calls = existsSync(trace) ? (JSON.parse(readFileSync(trace, 'utf8')) as readonly string[]) : [] // our own list
  return { code: status, calls, stdout, stderr }
}

/** Does something in a folder as a practitioner has it before `LATER`. */
export function inPractice<Value>(work: (folder: string) => Value): Value {
  const outside = mkdtempSync(join(tmpdir(), 'entrenous-crash-'))
  const folder = join(outside, 'practice')
  try {
    mkdirSync(folder)
    writeFileSync(join(folder, 'keys.json'), unsafeExportKeys(before), { mode: 0o600 })
    writeFileSync(join(folder, 'chen.json'), readFileSync(source, 'utf8'))
    return work(folder)
  } finally {
    rmSync(outside, { recursive: true, force: true })
  }
}

/** What went wrong in a run that ended at the n-th call, and in the next one; nothing if nothing did. */
export function faultsOf(name: Name, end: { readonly at: number; readonly way: Way }): readonly string[] {
  return inPractice((folder) => {
    const ran = runUntil(folder, commands[name], end)
    const faults = [...lost(folder, name), ...brokenPromises(folder)]
    const survives = end.way === 'one call fails' || end.way === 'the disk is full'
    if (survives !== (ran.code !== null)) faults.push(`it ended with ${ran.code}`)
    if (/ at .*\.js:/.test(ran.stderr)) faults.push(`a stack trace: ${ran.stderr}`)
    const code = name === 'keys new' && existsSync(join(folder, 'new', 'keys.json')) ? 1 : 0
    const again = runUntil(folder, commands[name])
    if (again.code !== code) faults.push(`the next run ended with ${again.code}: ${again.stderr}`)
    faults.push(...lost(folder, name), ...brokenPromises(folder), ...strangers(folder))
    if (name !== 'keys new' && tracesOf(folder, ended).length > 0) faults.push('an ended secret is on the disk')
    return faults.map((fault) => `${name}, ${end.way} at call ${end.at}: ${fault}`)
  })
}

/** Files of a folder that hold one of the secrets, as bytes or written in any of the usual ways. */
export function tracesOf(folder: string, secrets: readonly string[]): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile())
  const forms = secrets.flatMap(formsOf)
  return files.filter((path) => {
    const bytes = readFileSync(path)
    return forms.some((form) => bytes.includes(form))
  })
}

function formsOf(secret: string): readonly Buffer[] {
  const bytes = Buffer.from(secret, 'hex')
  // In base64 a secret looks different by where in a group of three it begins; its ends mix with what stands beside it.
  const shifted = [0, 1, 2].map((zeros) =>
    Buffer.concat([Buffer.alloc(zeros), bytes])
      .toString('base64')
      .slice(4, 40),
  )
  const texts = [secret, secret.toUpperCase(), ...shifted.flatMap((text) => [text, toUrl(text)])]
  return [bytes, ...texts.map((text) => Buffer.from(text))]
}

function toUrl(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_')
}

/** The identity first, then the opening keys as the file has them. */
export function secretsOf({ identity, openingKeys }: PractitionerKeys): readonly string[] {
  const keys = [identity.secretKey, ...openingKeys.map(({ secretKey }) => secretKey)]
  return keys.map((key) => toHex(revealSecret(key).slice(0, 32)))
}

/** Secrets that were promised or revealed and have not ended, but cannot be read from the file any more. */
function lost(folder: string, name: Name): string[] {
  const file = join(folder, 'keys.json')
  const created = join(folder, 'new', 'keys.json')
  const whole = [file, ...(existsSync(created) ? [created] : [])].map((path) => readKeys(readFileSync(path, 'utf8')))
  const [keys] = whole
  if (keys === undefined || !keys.ok || !whole.every(({ ok }) => ok)) return ['a keys file cannot be read']
  const held = secretsOf(keys.value)
  // Replacing destroys, on purpose, what nobody has seen: all but the keys of this epoch and the two beside it.
  const needed = name === 'keys replace' ? living.slice(0, 4) : living
  return needed.filter((secret) => !held.includes(secret)).map(() => 'a living secret is lost')
}

/** Commitments of a signed descriptor whose keys are not on the disk. */
function brokenPromises(folder: string): string[] {
  const out = join(folder, 'chen.signed.json')
  if (!existsSync(out)) return []
  const signed = readSigned(JSON.parse(readFileSync(out, 'utf8')), out)
  if (!signed.ok) return ['the signed file cannot be read']
  const [statement = new Uint8Array(0)] = signed.value.statements
  const { keyCommitments } = must(decodeBody(descriptorFormat, must(readStatement(statement)).body))
  const held = promisedKeys(must(readKeys(readFileSync(join(folder, 'keys.json'), 'utf8')))).map(commitmentOf)
  const kept = keyCommitments.filter(({ epoch, hash }) =>
    held.some((one) => one.epoch === epoch && toHex(one.hash) === toHex(hash)),
  )
  return kept.length === keyCommitments.length ? [] : ['a key was promised and is not on the disk']
}

/** Files that nobody asked for. */
function strangers(folder: string): string[] {
  const ordinary = ['chen.json', 'chen.signed.json', 'keys.json', 'new', join('new', 'keys.json')]
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((one) => !ordinary.includes(one)).map((one) => `${one} was left behind`)
}

/** At which calls a way of ending makes a difference: the numbers of all, or of those that write. */
export function callsOf(name: Name, way: Way): readonly number[] {
  const { calls } = inPractice((folder) => runUntil(folder, commands[name]))
  const numbered = calls.map((call, index) => ({ call, at: index + 1 }))
  const writing = numbered.filter(({ call }) => call.startsWith('write'))
  return (way === 'killed amid a write' ? writing : numbered).map(({ at }) => at)
}
