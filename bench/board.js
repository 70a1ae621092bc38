import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { findReplies } from '../dist/follow-up.js'
import { seal } from '../dist/index.js'
import { hybrid } from '../dist/post-quantum.js'
import { dummyRecord, scanBoard, toRecord } from '../dist/practitioner.js'
import { prepareKeys, scanBoardWithWebCrypto } from '../dist/web-crypto.js'
import { internals } from './internals.js'
import { machine } from './machine.js'
import { speedOf } from './measure.js'
import { must } from './must.js'
import { agree, CURRENT } from './referral.js'

// What it costs to look through a board, beside the least that it can cost: a key agreement a record and live key, which
// nobody who has no other mark to go by can do without.

/** The keys of this epoch and of the next: those that are live for most of the time. */
const LIVE_KEYS = 2
const RECORDS = 256
/** Each is many times as dear. */
const HYBRID_RECORDS = 32
/** As many as the scan with WebCrypto works on. */
const AT_A_TIME = 4
const TICKETS = 1000
/** A person's search is so quick a record that it goes through the same ones again and again. */
const PASSES = 400
/** The first rounds warm everybody up and are not counted. */
const WARMING = 2
const KEY_AT = 16
/** Of ML-KEM's ciphertext, which stands before the point in a hybrid key. */
const LATTICE_LENGTH = 1088

/**
 * Something that is measured: `work` does `count` of it, and begins anew each time.
 * @typedef {{ name: string, count: number, work: () => unknown }} Row
 */

/**
 * Makes what is measured, and refuses to measure what does not find what is there.
 * @returns {Promise<readonly Row[]>}
 */
async function rows() {
  const { consent, keys: all, now } = await agree()
  const keys = { openingKeys: all.openingKeys.slice(CURRENT, CURRENT + LIVE_KEYS) }
  const dummies = Array.from({ length: RECORDS }, () => must(dummyRecord(1)))
  const tickets = Array.from({ length: TICKETS }, () => /** @type {any} */ (must(seal(consent))).ticket)
  const prepared = prepareKeys(keys)
  const scan = (/** @type {readonly Uint8Array[]} */ records) => must(scanBoard(records, keys, { now }))
  const scanFaster = async (/** @type {readonly Uint8Array[]} */ records) =>
    must(await scanBoardWithWebCrypto(records, prepared, { now }))
  const planted = [...dummies, must(toRecord(/** @type {any} */ (must(seal(consent))).token))]
  mustFindLast(planted, [scan(planted), await scanFaster(planted)])
  return [
    { name: 'X25519 twice', count: RECORDS, work: () => agreeTwice(dummies) },
    { name: 'scanBoard', count: RECORDS, work: () => scan(dummies) },
    { name: 'deriveBits twice', count: RECORDS, work: await derivingTwice(dummies) },
    { name: 'scanBoardWithWebCrypto', count: RECORDS, work: () => scanFaster(dummies) },
    { name: 'findReplies, a ticket', count: TICKETS, work: () => findReplies(tickets, []) },
    { name: 'findReplies, a record', count: RECORDS * PASSES, work: () => findReplies(tickets, again(dummies)) },
    ...(await hybridRows()),
  ]
}

/** The scans again, of a board of the hybrid suite. */
async function hybridRows() {
  const { consent, keys: all, now } = await agree({ suite: hybrid })
  const keys = { openingKeys: all.openingKeys.slice(CURRENT, CURRENT + LIVE_KEYS) }
  const dummies = Array.from({ length: HYBRID_RECORDS }, () => must(dummyRecord(2, { suites: [hybrid] })))
  const prepared = prepareKeys(keys)
  const scan = (/** @type {readonly Uint8Array[]} */ records) => must(scanBoard(records, keys, { now }))
  const scanFaster = async (/** @type {readonly Uint8Array[]} */ records) =>
    must(await scanBoardWithWebCrypto(records, prepared, { now }))
  const planted = [...dummies, must(toRecord(/** @type {any} */ (must(seal(consent))).token))]
  mustFindLast(planted, [scan(planted), await scanFaster(planted)])
  const { secretKey } = ml_kem768.keygen()
  /** @type {Least} */
  const least = {
    pointAt: KEY_AT + LATTICE_LENGTH,
    before: (record) => void ml_kem768.decapsulate(record.subarray(KEY_AT, KEY_AT + LATTICE_LENGTH), secretKey),
  }
  const count = HYBRID_RECORDS
  return [
    { name: 'ML-KEM and X25519 twice', count, work: () => agreeTwice(dummies, least) },
    { name: 'scanBoard, hybrid', count, work: () => scan(dummies) },
    { name: 'ML-KEM and deriveBits twice', count, work: await derivingTwice(dummies, least) },
    { name: 'WebCrypto scan, hybrid', count, work: () => scanFaster(dummies) },
  ]
}

/** A scan that misses what is there, or finds what is not, is not worth measuring. */
function mustFindLast(/** @type {readonly Uint8Array[]} */ { length }, /** @type {readonly unknown[]} */ scans) {
  for (const found of scans) {
    const [one, another] = /** @type {readonly any[]} */ (found)
    if (one?.record !== length - 1 || another !== undefined) throw new Error('a scan did not find what is there')
  }
}

/** @param {readonly Uint8Array[]} records */
function* again(records) {
  for (let pass = 0; pass < PASSES; pass++) yield* records
}

/**
 * What nobody can do without for a record and a key: where its point begins, and what is to be done besides.
 * @typedef {{ pointAt: number, before: (record: Uint8Array) => void }} Least
 * @type {Least}
 */
const classical = { pointAt: KEY_AT, before: () => {} }

/**
 * The kernel's own X25519, by two scalars.
 * @param {readonly Uint8Array[]} records
 */
function agreeTwice(records, { pointAt, before } = classical) {
  const scalars = [crypto.getRandomValues(new Uint8Array(32)), crypto.getRandomValues(new Uint8Array(32))]
  for (const record of records) {
    const point = record.subarray(pointAt, pointAt + 32)
    for (const scalar of scalars) {
      before(record)
      internals.multiply({ scalar, point })
    }
  }
}

/**
 * The platform's, with the two secret keys imported beforehand, and as many at a time as the scan has.
 * @param {readonly Uint8Array[]} records
 */
async function derivingTwice(records, { pointAt, before } = classical) {
  const { subtle } = crypto
  const make = async () =>
    /** @type {CryptoKeyPair} */ (await subtle.generateKey({ name: 'X25519' }, false, ['deriveBits'])).privateKey
  const secrets = [await make(), await make()]
  return async () => {
    const waiting = records.values()
    const work = async () => {
      for (const record of waiting) {
        const point = new Uint8Array(record.subarray(pointAt, pointAt + 32))
        const theirs = await subtle.importKey('raw', point, { name: 'X25519' }, false, [])
        for (const secret of secrets) {
          before(record)
          await subtle.deriveBits({ name: 'X25519', public: theirs }, secret, 256)
        }
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, work))
  }
}

/**
 * Measures in turn, so that whatever else the machine does falls on all alike.
 * @param {readonly Row[]} all
 * @param {number} rounds
 * @param {(done: number, all: number) => void} progress
 * @returns {Promise<readonly import('./board-report.js').Measured[]>}
 */
async function inTurn(all, rounds, progress) {
  const slices = all.map(() => /** @type {number[]} */ ([]))
  for (let round = 0; round < rounds + WARMING; round++) {
    progress(round, rounds + WARMING)
    for (let nth = 0; nth < all.length; nth++) {
      // Another one begins in every round.
      const place = (nth + round) % all.length
      const row = all[place]
      await new Promise((resolve) => setImmediate(resolve))
      const started = performance.now()
      await row?.work()
      if (round >= WARMING) slices[place]?.push(performance.now() - started)
    }
  }
  return all.map(({ name, count }, place) => {
    const own = slices[place] ?? []
    // The search of the records begins with the tickets' tags: what those took in the same round is taken off.
    const before = slices[place - 1] ?? []
    const ms = name === 'findReplies, a record' ? own.map((all, round) => all - (before[round] ?? 0)) : own
    return { name, ...speedOf(ms.map((one) => (one * 1000) / count)) }
  })
}

/**
 * Measures what looking through a board costs.
 * @param {{ quick: boolean }} options
 * @param {(done: number, all: number) => void} progress - rounds done, of all
 * @returns {Promise<import('./board-report.js').Run>}
 */
export async function run({ quick }, progress) {
  const about = machine()
  const rounds = quick ? 5 : 25
  const measured = await inTurn(await rows(), rounds, progress)
  const asked = { records: RECORDS, hybridRecords: HYBRID_RECORDS, liveKeys: LIVE_KEYS, tickets: TICKETS, rounds }
  // Nothing is asked of it: what it is beside the bare cost is said, and left to the reader.
  return { machine: about, asked, measured, verdicts: [] }
}
