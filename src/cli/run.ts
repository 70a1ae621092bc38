import { parseArgs } from 'node:util'
import { epochSeconds } from '../kernel/time.js'
import { auditCommand } from './audit.js'
import { catalogueBuild } from './catalogue-build.js'
import { catalogueInspect, catalogueVerify } from './catalogue-read.js'
import { catalogueRegions } from './catalogue-regions.js'
import type { Call, Command, Refusal, Step } from './command.js'
import { communityAdmit } from './community-admit.js'
import { communityApprove } from './community-approve.js'
import { communityCreate } from './community-create.js'
import { communityFederate } from './community-federate.js'
import { communityPublish } from './community-publish.js'
import { communityRevoke } from './community-revoke.js'
import { communityStatusCommand } from './community-status.js'
import { demo } from './demo.js'
import { descriptorCheck, descriptorSign } from './descriptor.js'
import { helpFor, helpForGroup, overview } from './help.js'
import { keysNew, keysReplace, keysStatus } from './keys.js'
import { rootChange, rootFound, rootKey, rootShow, rootSign } from './root.js'
import { createTerminal, wrap } from './terminal.js'
import { tokenInspect, tokenOpen } from './token.js'
import { packageVersion } from './version.js'
import { catalogueWitness } from './witness.js'
import { jsonText } from './words.js'

const commands: readonly Command[] = [
  demo,
  keysNew,
  keysStatus,
  keysReplace,
  descriptorCheck,
  descriptorSign,
  catalogueBuild,
  catalogueRegions,
  catalogueVerify,
  catalogueInspect,
  catalogueWitness,
  communityCreate,
  communityAdmit,
  communityApprove,
  communityRevoke,
  communityPublish,
  communityStatusCommand,
  communityFederate,
  rootKey,
  rootFound,
  rootShow,
  rootChange,
  rootSign,
  tokenOpen,
  tokenInspect,
  auditCommand,
]

/** What the world said no to, and what the caller got wrong. */
const EXIT_REFUSED = 1
const EXIT_USAGE = 2

/**
 * Runs one command line.
 *
 * @param words - what stands after the program's name.
 * @returns the exit code: 0 done, 1 it could not be done, 2 the command line itself was wrong; of `audit`, 1 something
 * was found, 2 nothing can be said.
 * Privacy: reads and writes only the files that the command names; opens no connection, save `audit` to what it is told.
 * Cost: that of the command. @since 0.1
 */
export async function run(words: readonly string[]): Promise<number> {
  const named = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '))
  // A command may have a --json of its own, which names a file.
  const json = words.includes('--json') && named?.options['json'] === undefined
  const terminal = createTerminal({ json })
  if (named === undefined) return runWithoutCommand(words, json)
  const call = readCall(named, words.slice(named.name.split(' ').length))
  if (!call.ok) return usageError(named, call.error.message, json)
  if (call.value.flag('help')) {
    process.stdout.write(helpFor(named, terminal))
    return 0
  }
  const missing = missingIn(named, call.value)
  if (missing !== undefined) return usageError(named, missing, json)
  const outcome = await named.run({ ...call.value, terminal, now: epochSeconds(new Date()) })
  if (outcome.ok) {
    if (json) process.stdout.write(`${jsonText({ ok: true, command: named.name, ...outcome.value })}\n`)
    return outcome.exit ?? 0
  }
  report(outcome.error, json)
  return outcome.exit ?? EXIT_REFUSED
}

type Words = Omit<Call, 'terminal' | 'now'>

function readCall(command: Command, words: readonly string[]): Step<Words> {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  )
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { json: { type: 'boolean' }, ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    })
    // parseArgs types the values by literal option tables; ours is built at run time.
    const given = values as Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
    const strings = (name: string) => [given[name] ?? []].flat().filter((value) => typeof value === 'string')
    if (positionals.length > command.positionals.length)
      return wrong('There are more arguments than this command takes.')
    return {
      ok: true,
      value: {
        positionals,
        option: (name) => strings(name)[0],
        options: strings,
        flag: (name) => given[name] === true,
      },
    }
  } catch (fault) {
    // Node's messages name the option, which its own user has typed.
    return wrong(fault instanceof Error ? (fault.message.split(/[.\n]/)[0] ?? '').concat('.') : 'not understood.')
  }
}

function missingIn(command: Command, { positionals, option }: Words): string | undefined {
  const place = command.positionals[positionals.length]
  if (place !== undefined) return `<${place.name}> is missing: ${place.text}.`
  const needed = Object.entries(command.options).find(([name, { required }]) => required && option(name) === undefined)
  return needed && `--${needed[0]} is missing: ${needed[1].text}.`
}

function wrong(message: string): Step<never> {
  return { ok: false, error: { code: 'usage', detail: {}, message } }
}

function runWithoutCommand(words: readonly string[], json: boolean): number {
  const terminal = createTerminal({ json: false })
  if (words[0] === '--version') {
    process.stdout.write(
      json ? `${JSON.stringify({ ok: true, version: packageVersion() })}\n` : `${packageVersion()}\n`,
    )
    return 0
  }
  const asksForHelp = words.includes('--help') || words.includes('-h') || words[0] === 'help'
  const group = commands.filter(({ name }) => name.startsWith(`${words[words[0] === 'help' ? 1 : 0] ?? ' '} `))
  if (asksForHelp) {
    process.stdout.write(group.length > 0 ? helpForGroup(group, terminal) : overview(commands, terminal))
    return 0
  }
  const message = messageFor(words, group)
  if (json) report({ code: 'usage', detail: {}, message }, json)
  else
    process.stderr.write(
      `${group.length > 0 ? helpForGroup(group, terminal) : overview(commands, terminal)}\n${message}\n`,
    )
  return EXIT_USAGE
}

function messageFor(words: readonly string[], [first]: readonly Command[]): string {
  if (words.length === 0) return 'Say what to do, for example: entrenous demo'
  if (first !== undefined && words.length === 1) return `Say which of them, for example: entrenous ${first.name} --help`
  return 'There is no such command. Try: entrenous --help'
}

function usageError(command: Command, message: string, json: boolean): number {
  report({ code: 'usage', detail: {}, message: `${message}\nTry: entrenous ${command.name} --help` }, json)
  return EXIT_USAGE
}

function report(error: Refusal, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, error })}\n`)
  process.stderr.write(
    `${wrap(error.message, createTerminal({ json }).width)}\n${error.code === 'usage' ? '' : `(${error.code} ${JSON.stringify(error.detail)})\n`}`,
  )
}
