// Searches the model of the exchange (test/model/exchange.pml) with spin: the rules as they are, in every world and
// completely, and then each fault, which has to break the promise that stands beside it. Needs spin and gcc.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './build.js'

export const modelPath = join(root, 'test', 'model', 'exchange.pml')

/** The worlds that are searched completely, the largest first, so that they overlap with the rest. */
export const worlds = ['PEOPLE', 'STORE', 'ROUND', 'REPLIES', 'PROGRESS']

/** What is promised in the end, by a formula of temporal logic, in the one world that says it. */
export const inTheEnd = { world: 'PROGRESS', promise: 'delivered_in_the_end' }

/** A rule left out, a world in which that matters, and the promise it breaks. */
export const faults = [
  { name: 'CLAIM_IN_MEMORY', world: 'STORE', breaks: 'one_claim' },
  { name: 'HASH_IGNORED', world: 'STORE', breaks: 'one_content' },
  { name: 'NEVER_MARKED', world: 'STORE', breaks: 'nothing_twice' },
  { name: 'DELIVERED_BEFORE_HANDED_OVER', world: 'STORE', breaks: 'nothing_lost' },
  { name: 'CLAIMED_IS_REPLAYED', world: 'STORE', breaks: 'nothing_lost' },
  { name: 'CLAIMED_IS_REPLAYED', world: 'PROGRESS', breaks: 'delivered_in_the_end' },
  { name: 'MORE_SEALED_UNGRANTED', world: 'REPLIES', breaks: 'only_what_was_granted' },
  { name: 'OPENS_FOR_ANYBODY', world: 'ROUND', breaks: 'only_what_was_granted' },
  { name: 'MORE_UNPROVEN', world: 'STORE', breaks: 'only_what_was_granted' },
  { name: 'MORE_OF_ANOTHER_TICKET', world: 'PEOPLE', breaks: 'only_what_was_granted' },
  { name: 'EARLY_WITHDRAWAL_DROPPED', world: 'STORE', breaks: 'nothing_after_withdrawal' },
  { name: 'EARLY_PLACE_FOR_ONE', world: 'STORE', breaks: 'nothing_after_withdrawal' },
  { name: 'HANDED_OVER_UNCHECKED', world: 'STORE', breaks: 'nothing_after_withdrawal' },
  { name: 'MORE_AFTER_WITHDRAWAL', world: 'STORE', breaks: 'nothing_after_withdrawal' },
  { name: 'ERASE_FORGETS_MORE', world: 'STORE', breaks: 'erased_on_withdrawal' },
  { name: 'ANSWERS_AFTER_WITHDRAWAL', world: 'STORE', breaks: 'no_answer_after_withdrawal' },
  { name: 'REPLY_KEY_UNBOUND', world: 'PEOPLE', breaks: 'reply_to_its_ticket' },
  { name: 'TAG_BELIEVED', world: 'REPLIES', breaks: 'reply_to_its_ticket' },
  { name: 'MARK_MISSING', world: 'STORE', breaks: 'nothing_after_expiry' },
  { name: 'MARK_IN_MEMORY', world: 'STORE', breaks: 'nothing_after_expiry' },
  { name: 'EXPIRY_UNCHECKED', world: 'STORE', breaks: 'nothing_after_expiry' },
  { name: 'EXPIRY_ERASES_NOTHING', world: 'STORE', breaks: 'erased_on_expiry' },
  { name: 'WITHDRAWAL_UNPROVEN', world: 'STORE', breaks: 'both_agree' },
  { name: 'EARLY_MORE_DROPPED', world: 'STORE', breaks: 'both_agree' },
  { name: 'MORE_LEFT_BEHIND', world: 'REPLIES', breaks: 'both_agree' },
  { name: 'LAST_COME_WINS', world: 'REPLIES', breaks: 'both_agree' },
  { name: 'COUNTER_IN_MEMORY', world: 'REPLIES', breaks: 'both_agree' },
  { name: 'COUNTER_OF_THE_TAG', world: 'REPLIES', breaks: 'both_agree' },
  { name: 'FAILURE_CONSUMES', world: 'REPLIES', breaks: 'both_agree' },
  { name: 'REPLY_REVIVES', world: 'REPLIES', breaks: 'both_agree' },
  { name: 'ROUND_FORGETS_ONE', world: 'ROUND', breaks: 'both_agree' },
]

/** How deep a search may go; the true ones stay below a thousand, and one that does not is no search. */
const depthLimit = 100_000
/** Milliseconds that one command may take. */
const longest = 600_000

/** @typedef {{ states: number, depth: number, errors: number | undefined, broken: string | undefined, complete: boolean }} Search */

/**
 * What the output of a search says. Broken is the promise of a failed assertion or, for a cycle, of the formula.
 * @param {string} output of pan
 * @returns {Search}
 */
export function readSearch(output) {
  const counted = /depth reached (\d+), errors: (\d+)/.exec(output)
  const states = Number(/^\s*(\d+) states, stored/m.exec(output)?.[1] ?? 0)
  const asserted = /assertion violated (\w+)/.exec(output)?.[1]
  const cycle = /^pan:\d+: acceptance cycle/m.test(output) ? /never claim\s+\+ \((\w+)\)/.exec(output)?.[1] : undefined
  const cut = /search depth too small|Search not completed|out of memory|MEMLIM|time limit/i.test(output)
  const errors = counted === null ? undefined : Number(counted[2])
  const complete = errors === 0 && states > 0 && !cut
  return { states, depth: Number(counted?.[1] ?? 0), errors, broken: asserted ?? cycle, complete }
}

/**
 * The lines of the model that a world has, and those that its search did not reach in full.
 * @param {string} states what `pan -d` lists
 * @param {string} output of the search
 * @returns {{ there: ReadonlySet<number>, unreached: ReadonlySet<number> }}
 */
export function readLines(states, output) {
  const from = output.search(/^unreached in /m)
  const tail = from < 0 ? '' : output.slice(from)
  const inModel = (/** @type {string} */ text) =>
    new Set([...text.matchAll(/exchange\.pml:(\d+)(?!.*"-end-")/g)].map(([, line]) => Number(line)))
  return { there: inModel(states), unreached: inModel(tail) }
}

/**
 * Lines that no world reaches in full: a rule that is never used proves nothing.
 * @param {readonly ReturnType<typeof readLines>[]} seen
 */
export function deadLines(seen) {
  const all = new Set(seen.flatMap(({ there }) => [...there]))
  const reached = (/** @type {number} */ line) =>
    seen.some(({ there, unreached }) => there.has(line) && !unreached.has(line))
  return [...all].filter((line) => !reached(line)).sort((a, b) => a - b)
}

/** @typedef {{ name: string, world: string, wanted: string, found: string, passed: boolean, search: Search, seconds: number }} Row */

/**
 * A row for the rules as they are: every state was seen, and no promise broken.
 * @param {string} world
 * @param {Search} search
 * @param {number} seconds
 * @returns {Row}
 */
export function rowOfWorld(world, search, seconds) {
  const found = search.broken ?? (search.complete ? 'nothing broken' : 'search not complete')
  return {
    name: 'the rules',
    world,
    wanted: 'nothing broken',
    found,
    passed: search.complete && found === 'nothing broken',
    search,
    seconds,
  }
}

/**
 * A row for a fault: it has to break the promise it is named with, and no other counts.
 * @param {{ name: string, world: string, breaks: string }} fault
 * @param {Search} search
 * @param {number} seconds
 * @returns {Row}
 */
export function rowOfFault({ name, world, breaks }, search, seconds) {
  const found = search.broken ?? (search.errors === undefined ? 'no search' : 'nothing broken')
  return { name, world, wanted: breaks, found, passed: (search.errors ?? 0) > 0 && found === breaks, search, seconds }
}

/**
 * The rows as text, in columns.
 * @param {readonly Row[]} rows
 */
export function tableOf(rows) {
  const cells = rows.map(({ name, world, found, passed, search, seconds }) => [
    passed ? 'ok' : 'FAILED',
    name,
    world,
    search.states.toLocaleString('en'),
    String(search.depth),
    seconds.toFixed(1),
    found,
  ])
  const lines = [['', 'rule left out', 'world', 'states', 'depth', 'seconds', 'what spin found'], ...cells]
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? []
  const right = (/** @type {number} */ at) => at >= 3 && at <= 5
  return lines
    .map((line) =>
      line
        .map((cell, at) => (right(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} words
 * @param {string} cwd
 * @returns {Promise<{ code: number | undefined, output: string }>} no code where it could not be started, or took too long
 */
function run(command, words, cwd) {
  return new Promise((resolve) => {
    // What a compiler keeps for a while belongs into our folder too.
    const env = { ...process.env, TMPDIR: cwd }
    const child = spawn(command, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: longest })
    running.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    const end = (/** @type {number | undefined} */ code) => {
      running.delete(child)
      resolve({ code, output })
    }
    child.on('error', () => end(undefined))
    child.on('close', (code) => end(code ?? undefined))
  })
}

/**
 * Makes the searching program of one world in a folder of its own, and lets it search.
 * @param {string} folder that exists
 * @param {{ world: string, flags: readonly string[], fast: boolean }} what `fast` is for short searches, which compiling would outlast
 */
async function search(folder, { world, flags, fast }) {
  const started = performance.now()
  // Statements that spin merges would count as reached together; -o3 keeps them apart.
  const merging = fast ? [] : ['-o3']
  const made = await run('spin', ['-a', ...merging, `-DWORLD_${world}`, ...flags, modelPath], folder)
  if (made.code !== 0) throw new Error(`spin does not read the model:\n${made.output}`)
  const kind = world === inTheEnd.world ? [] : ['-DSAFETY', '-DNOCLAIM']
  // Without partial order reduction: a few more states, and nothing to be argued about which were left out.
  const options = ['-w', fast ? '-O0' : '-O1', '-DNOREDUCE', '-DMEMLIM=4096', ...kind, '-o', 'pan', 'pan.c']
  const compiled = await run('gcc', options, folder)
  if (compiled.code !== 0) throw new Error(`gcc does not compile what spin made:\n${compiled.output}`)
  const pan = join(folder, 'pan')
  const { code, output } = await run(pan, [`-m${depthLimit}`, ...(world === inTheEnd.world ? ['-a'] : [])], folder)
  const seconds = (performance.now() - started) / 1000
  const states = fast ? '' : (await run(pan, ['-d'], folder)).output
  const ended = code === undefined ? `${output}\ntime limit` : output
  return { search: readSearch(ended), lines: readLines(states, output), seconds }
}

/**
 * Works through the jobs, as many at a time as there are cores.
 * @template T
 * @param {readonly (() => Promise<T>)[]} jobs
 * @returns {Promise<T[]>} what each gave, in their order
 */
async function inTurn(jobs) {
  const queue = [...jobs.entries()]
  /** @type {T[]} */
  const results = []
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await next[1]()
  }
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, work))
  return results
}

/** @param {string} folder for everything that is made */
async function main(folder) {
  for (const [tool, flag] of /** @type {const} */ ([
    ['spin', '-V'],
    ['gcc', '--version'],
  ])) {
    if ((await run(tool, [flag], folder)).code === 0) continue
    console.log(`${tool} is missing; on Debian and Ubuntu: apt-get install ${tool}`)
    return 1
  }
  const place = () => mkdtempSync(join(folder, 'search-'))
  /** @type {ReturnType<typeof readLines>[]} */
  const seen = []
  const rules = worlds.map((world) => async () => {
    const done = await search(place(), { world, flags: [], fast: false })
    seen.push(done.lines)
    return rowOfWorld(world, done.search, done.seconds)
  })
  const broken = faults.map((fault) => async () => {
    // Only its own promise is asserted: another that breaks on the way would hide whether this one does. A formula
    // stands for itself, so where one is asked for, an assertion is named that the fault leaves alone.
    const only = fault.breaks === inTheEnd.promise ? 'one_claim' : fault.breaks
    const flags = [`-DFAULT_${fault.name}`, `-DONLY=${only}`]
    const done = await search(place(), { world: fault.world, flags, fast: true })
    return rowOfFault(fault, done.search, done.seconds)
  })
  const rows = await inTurn([...rules, ...broken])
  const dead = deadLines(seen)
  console.log(tableOf(rows))
  if (dead.length > 0) console.log(`lines of the model that no world reaches: ${dead.join(', ')}`)
  const failed = rows.filter((row) => !row.passed)
  for (const { name, world, wanted, found } of failed)
    console.log(`${name} in ${world}: wanted ${wanted}, got ${found}`)
  console.log(`${rows.length - failed.length} of ${rows.length} as they should be`)
  return failed.length === 0 && dead.length === 0 ? 0 : 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-model-'))
  const clean = () => {
    for (const child of running) child.kill()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])) {
    process.once(signal, () => {
      clean()
      process.exit(code)
    })
  }
  try {
    process.exitCode = await main(folder)
  } finally {
    clean()
  }
}
