import { createHash } from 'node:crypto'
import { days, epochSeconds } from 'entrenous/community'

// What makes the story the same every time: a clock of its own and chance that repeats. Everything else is the library's.

/**
 * @typedef {import('entrenous').EpochSeconds} EpochSeconds
 * @typedef {import('entrenous/practitioner').RandomSource} RandomSource
 */

/**
 * The first day: Thursday, 9 April 2026. It begins a measurement epoch of eight weeks, so that the first eight weeks can
 * be counted as they are.
 */
export const FIRST_DAY = 20_552

/** How many weeks the rollout takes. */
export const WEEKS = 12

/** The week that begins when the twelve are over. */
export const WEEK_OF_THE_FIRST_COUNT = 13

/** The week that begins when the last window of the first eight weeks has ended: 84 days after them. */
export const WEEK_OF_THE_LAST_COUNT = 21

const DAY = days(1)

/**
 * A day of the story.
 *
 * @param {number} week - from 1.
 * @param {number} [day] - of the week, from 0.
 */
export function dayOf(week, day = 0) {
  return FIRST_DAY + 7 * (week - 1) + day
}

/**
 * A moment of the story.
 *
 * @param {number} week - from 1.
 * @param {number} [day] - of the week, from 0.
 * @param {number} [hour] - UTC.
 */
export function at(week, day = 0, hour = 9) {
  return epochSeconds(dayOf(week, day) * DAY + hour * 3600)
}

/**
 * Chance that repeats: SHA-256 of a name and a counter. For stories alone; keys that somebody uses are drawn by the platform.
 *
 * @param {string} name - what it is for; another name gives other bytes.
 * @returns {RandomSource}
 */
export function chance(name) {
  let counter = 0
  return (length) => {
    const bytes = Buffer.alloc(length)
    for (let from = 0; from < length; from += 32) {
      createHash('sha256').update(`three communities, ${name}, ${counter++}`).digest().copy(bytes, from)
    }
    return new Uint8Array(bytes)
  }
}

/**
 * A whole number by chance.
 *
 * @param {RandomSource} random
 * @param {number} below
 */
export function pick(random, below) {
  const [a = 0, b = 0, c = 0] = random(3)
  return ((a << 16) | (b << 8) | c) % below
}

/**
 * Takes a value out of a Result, where the story cannot go on without it.
 *
 * @template Value
 * @param {import('entrenous').Result<Value>} result
 * @returns {Value}
 */
export function must(result) {
  if (result.ok) return result.value
  throw new Error(`the story broke off: ${result.error.code} ${JSON.stringify(result.error.detail)}`)
}

/**
 * The code a call failed with.
 *
 * @param {import('entrenous').Result<unknown>} result
 */
export function codeOf(result) {
  return result.ok ? 'done' : result.error.code
}

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Buffer.from(bytes).toString('hex')
}

/** @param {Uint8Array | string} bytes */
export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * A day of the story, as `2026-04-09`.
 *
 * @param {number} week
 * @param {number} [day]
 */
export function isoDateOf(week, day = 0) {
  return new Date(dayOf(week, day) * DAY * 1000).toISOString().slice(0, 10)
}
