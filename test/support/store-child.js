// A process that shares a store's file with others, until it is killed or done.
//   steps: carries out the story of store-plan.js from where the file has it, and reports each step that resolved;
//          with STORE_KILL_AT it kills itself at that call to its driver, before or after the call as STORE_KILL_WHEN says
//   claim: waits for a word, then claims so many keys, pair by pair as its rivals do, and reports those that were free
import { writeSync } from 'node:fs'
import { openNodeStore } from 'entrenous/store/node'
import Database from 'libsql'
import { changeOf, stepsIn } from './store-plan.js'

const { STORE_PATH: path = '', STORE_WORK: work, STORE_KILL_AT: killAt, STORE_KILL_WHEN: when } = process.env
const database = new Database(path)
let calls = 0

/**
 * Counts a call of the driver, and lets it be the last thing this process does.
 * @template Value
 * @param {() => Value} call
 */
function counted(call) {
  calls++
  const isLast = calls === Number(killAt)
  if (isLast && when === 'before') process.kill(process.pid, 'SIGKILL')
  const value = call()
  if (isLast) process.kill(process.pid, 'SIGKILL')
  return value
}

const watched = {
  exec: (/** @type {string} */ sql) => counted(() => database.exec(sql)),
  prepare: (/** @type {string} */ sql) => {
    const statement = counted(() => database.prepare(sql))
    return {
      run: (/** @type {unknown[]} */ ...values) => counted(() => statement.run(...values)),
      all: (/** @type {unknown[]} */ ...values) => counted(() => statement.all(...values)),
    }
  },
}

const store = await openNodeStore({ database: watched, key: new Uint8Array(32).fill(7) })
if (!store.ok) throw new Error(store.error.code)
const { update } = store.value
if (work === 'steps') await carryOut(Number(process.env['STORE_STEPS'] ?? Number.POSITIVE_INFINITY))
else await claim(Number(process.env['STORE_KEYS']))
writeSync(1, `calls ${calls}\n`)

/** @param {number} most */
async function carryOut(most) {
  for (let done = 0; done < most; done++) {
    const step = await update(['meta'], ([meta]) => changeOf(stepsIn(meta) + 1))
    writeSync(1, `${step}\n`)
  }
}

/** @param {number} count */
async function claim(count) {
  writeSync(1, 'ready\n')
  await new Promise((go) => process.stdin.once('data', go))
  process.stdin.unref()
  const owner = new TextEncoder().encode(String(process.pid))
  for (let at = 0; at < count; at++) {
    // Rivals take each pair of keys from its two ends: they meet at every second key, and neither runs ahead of the other.
    const key = `c/${at ^ Number(process.env['STORE_END'])}`
    const isMine = await update([key], ([found]) => {
      // Now and then somebody thinks for longer than the other needs to write.
      if (at % 20 === 0) spin(25)
      return found === undefined ? { put: [{ key, value: owner }], value: true } : { value: false }
    })
    if (!isMine) continue
    writeSync(1, `${key}\n`)
    // A practice does something with what it received; meanwhile the rival has its turn.
    await new Promise((ready) => setTimeout(ready, 2))
  }
}

/** @param {number} milliseconds */
function spin(milliseconds) {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}
