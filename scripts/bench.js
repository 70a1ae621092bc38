// Compares entrenous with other libraries on this machine: npm run bench -- token|board|match|coldstart|directory|relevance|widget|measurement|trust|sybil [--quick] [--json] [--check]
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { textOf as boardText } from '../bench/board-report.js'
import { textOf as coldStartText } from '../bench/coldstart/report.js'
import { textOf as directoryText } from '../bench/directory/report.js'
import { textOf as matchText } from '../bench/match/report.js'
import { textOf as measurementText } from '../bench/measurement/report.js'
import { textOf as relevanceText } from '../bench/relevance/report.js'
import { textOf as tokenText } from '../bench/report.js'
import { textOf as sybilText } from '../bench/sybil/report.js'
import { textOf as trustText } from '../bench/trust/report.js'
import { textOf as widgetText } from '../bench/widget/report.js'
import { buildIfStale, root } from './build.js'

const usage = `npm run bench -- <subject> [options]

subjects
  token        seal and open a referral, beside other libraries' ways
  board        look through a board for tokens and answers, beside bare key agreements
  match        find the best ten practitioners, beside a plain loop and search libraries
  coldstart    from the bytes of a catalogue to the first match, beside JSON
  directory    publish, open and match a real directory of 9,037 facilities
  relevance    rank stories that two readers labelled, beside text search
  widget       from the intake's page to its first question, in a browser slowed down
  measurement  what noise costs a count, and what a round costs its members
  trust        fold the statements of a community, and how that grows with their number
  sybil        how many false members get in under each policy, over 12 epochs

options
  --quick    a short run; its figures are rough
  --json     one JSON object on standard output
  --check    exit with 1 when a required figure is missed
  --help     this text
`

const subjects = {
  token: { module: 'token.js', textOf: tokenText },
  board: { module: 'board.js', textOf: boardText },
  match: { module: 'match/run.js', textOf: matchText },
  coldstart: { module: 'coldstart/run.js', textOf: coldStartText },
  directory: { module: 'directory/run.js', textOf: directoryText },
  relevance: { module: 'relevance/run.js', textOf: relevanceText },
  widget: { module: 'widget/run.js', textOf: widgetText },
  measurement: { module: 'measurement/run.js', textOf: measurementText, alone: true },
  trust: { module: 'trust/run.js', textOf: trustText, alone: true },
  sybil: { module: 'sybil/run.js', textOf: sybilText, alone: true },
}
const folder = join(root, 'bench')

/** @returns the options and the subject; undefined when they are not to be understood */
function understand() {
  const flag = /** @type {const} */ ({ type: 'boolean', default: false })
  const options = { quick: flag, json: flag, check: flag, help: flag }
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const [name = '', another] = positionals
    const known = Object.hasOwn(subjects, name) && another === undefined
    // Just found to be one of its keys.
    const subject = known ? subjects[/** @type {keyof typeof subjects} */ (name)] : undefined
    return known || values.help ? { ...values, subject } : undefined
  } catch {
    return undefined
  }
}

/** Installs the peers where they are missing or older than their lock file; npm writes the file looked for last of all. */
function installPeers() {
  const installed = join(folder, 'node_modules', '.package-lock.json')
  const isFresh =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs
  if (isFresh) return true
  process.stderr.write('The libraries to compare with are not installed yet; npm ci --prefix bench fetches them:\n')
  const install = ['ci', '--prefix', folder, '--json=false']
  const { status } = spawnSync('npm', install, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status === 0) return true
  process.stderr.write(`
They cannot be had, so there is nothing to compare with. Is the registry of npm in reach from here?
Try it by hand:  npm ci --prefix bench
`)
  return false
}

/**
 * One line that is written over and over on a terminal, and one line for each thing that is measured elsewhere.
 * @param {number} done
 * @param {number} all
 * @param {number | undefined} [seconds] - left, where that can be told
 * @param {string} [what] - is measured
 */
function progress(done, all, seconds, what = '') {
  const left = seconds === undefined ? '' : `, ${Math.ceil(seconds)} s left`
  const about = what && `${what}, `
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${about}round ${done + 1} of ${Math.ceil(all)}${left}`)
  else if (done === 0) process.stderr.write(`measuring${what && ` ${what}`}${left}\n`)
}

const clearLine = () => process.stderr.isTTY && process.stderr.write('\r\u001b[K')

async function main() {
  const asked = understand()
  if (asked === undefined) {
    process.stderr.write(usage)
    return 2
  }
  if (asked.help || asked.subject === undefined) {
    process.stdout.write(usage)
    return 0
  }
  process.once('SIGINT', () => {
    clearLine()
    process.stderr.write('stopped; nothing was measured\n')
    process.exit(130)
  })
  buildIfStale()
  // Some compare with nobody.
  if (!('alone' in asked.subject) && !installPeers()) return 1
  // Not a literal: what it imports exists only once the peers are installed.
  const { run } = await import(new URL(`../bench/${asked.subject.module}`, import.meta.url).href)
  const found = await run({ quick: asked.quick }, progress)
  clearLine()
  process.stdout.write(asked.json ? `${JSON.stringify(found, null, 2)}\n` : asked.subject.textOf(found))
  const missed = found.verdicts.some((/** @type {{ passed: boolean }} */ one) => !one.passed)
  return asked.check && missed ? 1 : 0
}

process.exitCode = await main()
