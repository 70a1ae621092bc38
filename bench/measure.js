// Measures contenders in turn: everybody has a slice of time, then everybody the next, so that whatever else the machine
// does falls on all of them alike.

/**
 * What a contender can do once its keys are there. Whatever it seals is one message: bytes, or text.
 * @typedef {Uint8Array | string} Message
 * @typedef {{
 *   seal: () => Message | Promise<Message>,
 *   open: (sealed: any) => unknown,
 *   isRight: (opened: unknown) => boolean | Promise<boolean>,
 *   textOf?: (sealed: any) => string,
 * }} Ready
 * @typedef {'javascript' | 'native' | 'hybrid'} Group
 * @typedef {{
 *   name: string,
 *   group: Group,
 *   suite: string,
 *   setup: (referral: any) => Promise<Ready>,
 * }} Contender
 * @typedef {{ median: number, p10: number, p90: number }} Speed - operations a second
 * @typedef {{
 *   name: string, group: Group, suite: string,
 *   seal: Speed, open: Speed, bytes: number, hidden: number, characters: number,
 * }} Measured - `hidden`: the bytes where the content is filled up so that the length does not tell what it is
 * @typedef {{ rounds: number, sliceMs: number }} Settings
 */

/** So many messages are opened in turn: nobody gains from opening the same one again. */
const POOL = 16
/** The first rounds warm everybody up and are not counted. */
const WARMING = 2

/**
 * Refuses to measure what does not work: it must open to what was sealed, and refuse a changed message.
 * @param {Contender} contender
 * @param {any} referral
 * @param {any} filled - the same, its length hidden
 */
async function prepare(contender, referral, filled) {
  const ready = await contender.setup(referral)
  const hidden = (await (await contender.setup(filled)).seal()).length
  const first = await ready.seal()
  const pool = [first]
  while (pool.length < POOL) pool.push(await ready.seal())
  if (!(await ready.isRight(await ready.open(first)))) throw new Error(`${contender.name} opened something else`)
  if (await opens(ready, changed(first))) throw new Error(`${contender.name} opened a changed message`)
  const text = ready.textOf?.(first) ?? (typeof first === 'string' ? first : Buffer.from(first).toString('base64url'))
  let turn = 0
  const open = () => ready.open(pool[turn++ % POOL])
  /** @type {Record<'seal' | 'open', number[]>} */
  const slices = { seal: [], open: [] }
  return { contender, seal: ready.seal, open, bytes: first.length, hidden, characters: text.length, slices }
}

/** Changes one bit of the last third: of the ciphertext, wherever a format keeps it. */
function changed(/** @type {Message} */ sealed) {
  const at = Math.floor(sealed.length * 0.9)
  if (typeof sealed === 'string') return sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
  return sealed.map((byte, index) => (index === at ? byte ^ 1 : byte))
}

async function opens(/** @type {Ready} */ ready, /** @type {Message} */ sealed) {
  try {
    await ready.open(sealed)
    return true
  } catch {
    return false
  }
}

/**
 * Works for one slice. Everybody is awaited, also who has nothing to wait for: it costs them a few hundred nanoseconds.
 * @param {() => unknown} work
 * @param {number} sliceMs
 * @returns {Promise<number>} operations a second
 */
async function slice(work, sliceMs) {
  // Lets the event loop turn: otherwise who never waits could not be interrupted.
  await new Promise((resolve) => setImmediate(resolve))
  const started = performance.now()
  let count = 0
  let elapsed = 0
  while (elapsed < sliceMs) {
    await work()
    count++
    elapsed = performance.now() - started
  }
  return (count * 1000) / elapsed
}

/**
 * Measures contenders against each other.
 * @param {readonly Contender[]} contenders
 * @param {readonly [unknown, unknown]} referrals - what they seal, and the same with its length hidden
 * @param {Settings} settings
 * @param {(done: number, all: number) => void} progress - rounds done, of all
 * @returns {Promise<Measured[]>} in the order given
 */
export async function measure(contenders, [referral, filled], { rounds, sliceMs }, progress) {
  const all = []
  for (const contender of contenders) all.push(await prepare(contender, referral, filled))
  for (let round = 0; round < rounds + WARMING; round++) {
    progress(round, rounds + WARMING)
    for (let nth = 0; nth < all.length; nth++) {
      // Another one begins in every round, so that nobody always follows the same neighbour's garbage.
      const one = all[(nth + round) % all.length]
      if (one === undefined) continue
      const sealing = await slice(one.seal, sliceMs)
      const opening = await slice(one.open, sliceMs)
      if (round < WARMING) continue
      one.slices.seal.push(sealing)
      one.slices.open.push(opening)
    }
  }
  return all.map(({ contender: { setup: _, ...about }, slices, bytes, hidden, characters }) => {
    return { ...about, seal: speedOf(slices.seal), open: speedOf(slices.open), bytes, hidden, characters }
  })
}

/**
 * The middle of some slices, and where the outer tenths begin.
 * @param {readonly number[]} slices
 * @returns {Speed}
 */
export function speedOf(slices) {
  const sorted = [...slices].sort((a, b) => a - b)
  const at = (/** @type {number} */ part) => {
    const place = (sorted.length - 1) * part
    const below = sorted[Math.floor(place)] ?? Number.NaN
    const above = sorted[Math.ceil(place)] ?? Number.NaN
    return below + (above - below) * (place % 1)
  }
  return { median: at(0.5), p10: at(0.1), p90: at(0.9) }
}
