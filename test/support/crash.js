// @ts-nocheck: it stands between the command line and functions of every shape there is.
// Loaded into a child process with `--import`, before the command line: sets its clock, counts what it does to the files of
// one folder, and lets the n-th of these calls be the last, or fail.
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { dirname, resolve, sep } from 'node:path'

const fs = createRequire(import.meta.url)('node:fs')
const real = { ...fs }
const { CRASH_FOLDER: folder = '', CRASH_AT = '0', CRASH_WAY: way, CRASH_NOW: now, CRASH_TRACE: trace } = process.env
const at = Number(CRASH_AT)

if (now !== undefined) {
  const RealDate = Date
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length === 0 ? [Number(now) * 1000] : given))
    }
  }
}

/** Calls that change what is on a disk; the others cannot fail for want of room. */
const changing = /^(open|write|writeFile|fsync|rename|unlink|rm|mkdir|link|ftruncate)Sync$/
/** What is open: its path, and a second way to the same file, for when the first is closed. */
const open = new Map()
/** Files that were written and not yet made sure of. */
const unsure = new Set()
/** Of files that grow at their end: how many bytes they had when they were opened, which no power cut takes. */
const lengths = new Map()
/** New names in a folder that was not yet made sure of: of renamed files, with a way to the file that lost its name, and of files made to grow. */
let unsureNames = []
const calls = []

for (const [name, call] of Object.entries(real)) {
  if (!name.endsWith('Sync') || typeof call !== 'function') continue
  fs[name] = Object.assign((...given) => {
    const what = whatOf(name, given)
    if (what === undefined) return call(...given)
    calls.push(what)
    if (calls.length === at) strike(name, given)
    const old = name === 'renameSync' ? wayTo(given[1]) : undefined
    const grows = name === 'openSync' && given[1] === 'a'
    if (grows && !real.existsSync(given[0])) unsureNames.push({ to: given[0] })
    const result = call(...given)
    remember(name, given, result, old)
    return result
  }, call)
}
syncBuiltinESMExports()
process.on('exit', () => {
  if (trace !== undefined) real.writeFileSync(trace, JSON.stringify(calls))
})

/** The call and the file below the folder, or undefined for a call that is about something else. */
function whatOf(name, [first]) {
  const path =
    typeof first === 'number' ? open.get(first)?.path : typeof first === 'string' ? resolve(first) : undefined
  if (path === undefined || !(path === folder || path.startsWith(folder + sep))) return undefined
  return `${name.slice(0, -'Sync'.length)} ${path.slice(folder.length + 1)}`
}

function remember(name, given, result, old) {
  if (name === 'openSync') {
    const path = resolve(given[0])
    const twin = real.statSync(path).isFile() ? wayTo(path) : undefined
    open.set(result, { path, twin })
    if (given[1] === 'a') lengths.set(twin, real.statSync(path).size)
  }
  const twin = open.get(given[0])?.twin
  if (writes(name) && twin !== undefined) unsure.add(twin)
  if (name === 'renameSync') unsureNames.push({ from: given[0], to: given[1], old })
  if (name === 'fsyncSync') {
    unsure.delete(twin)
    const { path } = open.get(given[0])
    unsureNames = unsureNames.filter(({ to }) => dirname(resolve(to)) !== path)
  }
}

function strike(name, given) {
  if (way === 'one call fails') throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })
  if (way === 'the disk is full') {
    for (const one of Object.keys(real)) if (changing.test(one)) fs[one] = failing(one)
    syncBuiltinESMExports()
    if (changing.test(name)) throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' })
    return
  }
  if (way === 'killed amid a write' && typeof given[0] === 'number' && writes(name))
    real.writeSync(given[0], half(given[1]), 0)
  if (way === 'power cut') cutPower()
  process.kill(process.pid, 'SIGKILL')
  for (;;); // the signal ends this
}

function failing(name) {
  const call = real[name]
  return (...given) => {
    const harmless = name === 'openSync' && (given[1] === undefined || given[1] === 'r' || given[1] === 0)
    if (harmless || whatOf(name, given) === undefined) return call(...given)
    throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' })
  }
}

/** What a disk may forget: bytes that were not made sure of, and names in a folder that was not. */
function cutPower() {
  for (const twin of unsure) {
    const length = lengths.get(twin) ?? 0
    if (real.fstatSync(twin).size > length) real.ftruncateSync(twin, length)
  }
  for (const { from, to, old } of unsureNames.reverse()) {
    if (from === undefined) real.unlinkSync(to)
    else real.renameSync(to, from)
    if (old !== undefined) real.writeFileSync(to, real.readFileSync(old))
  }
}

function wayTo(path) {
  return real.existsSync(path) ? real.openSync(path, 'r+') : undefined
}

function writes(name) {
  return name === 'writeSync' || name === 'writeFileSync'
}

function half(content) {
  const bytes = Buffer.from(content)
  return bytes.subarray(0, bytes.length >> 1)
}
