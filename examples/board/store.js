// A board on a disk: takes records, gives receipts, forgets what is old.
import { createHash } from 'node:crypto'
import { unlinkSync } from 'node:fs'
import { join } from 'node:path'
import {
  addLeafHash,
  epochSeconds,
  leafHashOf,
  proveInclusion,
  segmentNameOf,
  signCheckpoint,
  treeRootOf,
  treeSizeOf,
  writeReceipt,
} from 'entrenous/board'
import { appendBytes, replaceText, syncFolder } from './disk.js'
import { LEAVES_A_FILE, layoutOf, leavesNameOf } from './layout.js'
import { recover, writeList } from './recover.js'

const DAY = 86_400
/** Segments of one day have numbers of three digits. */
const MOST_SEGMENTS_A_DAY = 1000
/** Readers take lists of ten thousand. */
const MOST_SEGMENTS = 10_000

/**
 * @typedef {import('./recover.js').Found} Found
 * @typedef {import('./recover.js').Segment} Segment
 * @typedef {import('entrenous/board').Board} Board
 * @typedef {{ recordsADay: number, recordsInAll: number }} Caps
 * @typedef {{ readonly receipt: string } | { readonly full: 'today' | 'for good' }} Answer
 * @typedef {{ folder: string, board: Board, signer: import('entrenous/board').BoardSigner, caps: Caps }} StoreOptions
 * @typedef {StoreOptions & { found: Found | undefined }} Store `found` is absent after a failed write, until the disk was read again
 */

/**
 * Opens a board's folder.
 *
 * @param {StoreOptions} options
 * @returns {Store}
 * @throws {Error} when the folder cannot be read or written, or is damaged
 */
export function openStore(options) {
  return { ...options, found: recover(options.folder, options.board, options.signer) }
}

/**
 * Takes records, all of them in one go. When it returns, every record that has a receipt is on the disk, with its leaf hash, under the
 * checkpoint of that receipt.
 *
 * A record that is kept already is not taken again: whoever got no answer may post once more, and whoever copies a record of
 * others fills nothing. A copy of a record that was deleted is a new record; nobody opens it twice.
 *
 * @param {Store} store
 * @param {readonly Uint8Array[]} records of the board's length
 * @param {number} now in epoch seconds
 * @returns {readonly Answer[]} one for each record, in order
 * @throws {Error} when something could not be written; then no record has been acknowledged
 */
export function takeRecords(store, records, now) {
  const found = foundOf(store)
  // Until all is written, the disk alone knows how far it got.
  store.found = undefined
  const plan = planOf(store, found, records, now)
  const written = plan.fresh.length === 0 ? found : write(store, found, plan)
  store.found = written
  const size = treeSizeOf(written.tree)
  return plan.places.map((index) =>
    index === undefined
      ? { full: treeSizeOf(written.tree) >= store.caps.recordsInAll ? 'for good' : 'today' }
      : { receipt: writeReceipt({ index, hashes: proveInclusion(written.tree, index, size) }, written.checkpoint) },
  )
}

/**
 * Deletes the segments whose days are over. Their leaf hashes stay, so that every proof that was given still holds.
 *
 * @param {Store} store
 * @param {number} now in epoch seconds
 * @returns {number} how many segments were deleted
 */
export function forgetOld(store, now) {
  const found = foundOf(store)
  const isOld = (/** @type {Segment} */ one) => dayNumberOf(one.day) + store.board.keepDays < Math.floor(now / DAY)
  const old = found.segments.filter(isOld)
  if (old.length === 0) return 0
  store.found = undefined
  const at = layoutOf(store.folder)
  const segments = found.segments.filter((one) => !isOld(one))
  const size = treeSizeOf(found.tree)
  // First from the list: a file that is not listed goes at the next start at the latest.
  writeList(at.list, store.board.origin, size, segments)
  for (const { name } of old) unlinkSync(join(at.segments, name))
  syncFolder(at.segments)
  const first = segments[0]?.first ?? size
  const places = new Map([...found.places].filter(([, index]) => index >= first))
  store.found = { ...found, segments, places }
  return old.length
}

/**
 * Gives the board as it is on the disk, which is read again after a write that failed.
 *
 * @param {Store} store
 * @returns {Found}
 */
export function foundOf(store) {
  store.found ??= recover(store.folder, store.board, store.signer)
  return store.found
}

/**
 * @typedef {{ readonly day: string, readonly number: number, readonly first: number, readonly records: Uint8Array[] }} Part
 * @typedef {{ places: readonly (number | undefined)[], fresh: readonly Uint8Array[], hashes: readonly Uint8Array[], parts: readonly Part[] }} Plan
 */

/**
 * Decides what becomes of each record before anything is written.
 *
 * @param {Store} store
 * @param {Found} found
 * @param {readonly Uint8Array[]} records
 * @param {number} now
 * @returns {Plan}
 */
function planOf({ board, caps }, found, records, now) {
  const size = treeSizeOf(found.tree)
  const last = found.segments.at(-1)
  // A clock that was set back does not open a day again.
  const day = [isoDayOf(now), last?.day ?? ''].sort().at(-1) ?? ''
  const ofDay = found.segments.filter((one) => one.day === day)
  const room = Math.min(
    caps.recordsInAll - size,
    caps.recordsADay - ofDay.reduce((sum, { count }) => sum + count, 0),
    (MOST_SEGMENTS - found.segments.length) * board.mostRecords,
  )
  /** @type {Map<string, number>} */
  const added = new Map()
  /** @type {Uint8Array[]} */
  const fresh = []
  /** @type {Uint8Array[]} */
  const hashes = []
  const places = records.map((record) => {
    const hash = leafHashOf(record)
    const name = Buffer.from(hash).toString('base64')
    const known = found.places.get(name) ?? added.get(name)
    if (known !== undefined) return known
    if (fresh.length >= room || partNumber(board, ofDay, fresh.length) >= MOST_SEGMENTS_A_DAY) return undefined
    const index = size + fresh.length
    added.set(name, index)
    fresh.push(record)
    hashes.push(hash)
    return index
  })
  return { places, fresh, hashes, parts: partsOf(board, { day, ofDay, size, fresh }) }
}

/**
 * In which segment of the day the next record goes after so many more.
 *
 * @param {Board} board
 * @param {readonly Segment[]} ofDay
 * @param {number} more
 */
function partNumber({ mostRecords }, ofDay, more) {
  const last = ofDay.at(-1)
  if (last === undefined) return Math.floor(more / mostRecords)
  return Number(last.name.slice(11, 14)) + Math.floor((last.count + more) / mostRecords)
}

/**
 * @param {Board} board
 * @param {{ day: string, ofDay: readonly Segment[], size: number, fresh: readonly Uint8Array[] }} what
 * @returns {readonly Part[]}
 */
function partsOf(board, { day, ofDay, size, fresh }) {
  /** @type {Part[]} */
  const parts = []
  for (const [at, record] of fresh.entries()) {
    const number = partNumber(board, ofDay, at)
    const part = parts.at(-1)
    if (part?.number === number) part.records.push(record)
    else parts.push({ day, number, first: size + at, records: [record] })
  }
  return parts
}

/**
 * Records, then leaf hashes, then the list, then the checkpoint: whatever an earlier one lacks, a later one does not promise.
 *
 * @param {Store} store
 * @param {Found} found
 * @param {Plan} plan
 * @returns {Found}
 */
function write({ folder, board, signer }, found, { hashes, parts }) {
  const at = layoutOf(folder)
  const segments = [...found.segments]
  for (const part of parts) {
    const bytes = Buffer.concat(part.records)
    const name = segmentNameOf(epochSeconds(new Date(part.day)), part.number)
    appendBytes(join(at.segments, name), bytes)
    const before = segments.at(-1)?.name === name ? segments.pop() : undefined
    segments.push(grown(before, { name, day: part.day, first: part.first }, bytes, part.records.length))
  }
  const size = treeSizeOf(found.tree)
  for (let done = 0; done < hashes.length; ) {
    const room = LEAVES_A_FILE - ((size + done) % LEAVES_A_FILE)
    appendBytes(join(at.leaves, leavesNameOf(size + done)), Buffer.concat(hashes.slice(done, done + room)))
    done += room
  }
  for (const hash of hashes) addLeafHash(found.tree, hash)
  writeList(at.list, board.origin, size + hashes.length, segments)
  const head = { origin: board.origin, size: size + hashes.length, root: treeRootOf(found.tree) }
  const checkpoint = signCheckpoint(head, signer)
  replaceText(at.checkpoint, checkpoint)
  for (const [more, hash] of hashes.entries()) found.places.set(Buffer.from(hash).toString('base64'), size + more)
  return { ...found, checkpoint, segments }
}

/**
 * A segment with more records, or a new one.
 *
 * @param {Segment | undefined} before
 * @param {{ name: string, day: string, first: number }} named
 * @param {Uint8Array} bytes
 * @param {number} count
 * @returns {Segment}
 */
function grown(before, named, bytes, count) {
  const hash = (before?.hash ?? createHash('sha256')).update(bytes)
  const sha256 = new Uint8Array(hash.copy().digest())
  return { ...(before ?? named), count: (before?.count ?? 0) + count, sha256, hash }
}

/** @param {number} now */
function isoDayOf(now) {
  return new Date(now * 1000).toISOString().slice(0, 10)
}

/** @param {string} day */
function dayNumberOf(day) {
  return Date.parse(`${day}T00:00:00Z`) / 1000 / DAY
}
