import { internals } from '../internals.js'

// A community told in statements that nobody signed: the fold reads them and does not verify, and what it is timed at is
// folding.

const { createCommunity, createCommunityKeys, encodeBody, openManifest } = internals
const { approvalFormat, memberFormats, revocationFormat } = internals

export const DAY = 86_400
/** A brand for the compiler; the beginning of an epoch of 28 days. */
export const START = /** @type {any} */ (20_776 * DAY - ((20_776 * DAY) % (28 * DAY)))

/** @param {number} nth - of a key; below 1,000 the approvers @returns {Uint8Array} */
export function keyOf(nth) {
  const key = new Uint8Array(32).fill(7)
  new DataView(key.buffer).setUint32(0, nth)
  return key
}

/** The one key that the manifest is signed with. It approves nobody here. */
const keys = must(createCommunityKeys({ random: (/** @type {number} */ length) => new Uint8Array(length).fill(9) }))
export const community = keys.root.publicKey

/**
 * A community with so many approvers and these rules.
 * @param {number} approverCount
 * @param {object} policy - `joining` as plain data
 * @returns {any} as `deriveState` takes it
 */
export function communityOf(approverCount, policy) {
  const approvers = Array.from({ length: approverCount }, (_, nth) => keyOf(nth))
  const draft = { name: 'Harbour', contact: 'dora@harbour.example', charterHash: '11'.repeat(32), policy }
  const root = must(createCommunity(draft, keys, { now: START, approvers }))
  return must(openManifest(root, { anchor: community, now: START }))
}

let count = 0

/**
 * @param {string} kind
 * @param {Uint8Array} by
 * @param {Uint8Array} about
 * @param {object} says
 * @param {{ day: number, lasts?: number }} when - days since the start
 * @returns {any} a statement as it would have been read
 */
export function statementOf(kind, by, about, says, { day, lasts = 400 }) {
  /** @type {any} */
  const formats = { approval: approvalFormat, revocation: revocationFormat, ...memberFormats }
  const issued = START + day * DAY
  count++
  // What tells statements apart: a signature would, too.
  const bytes = new Uint8Array(96)
  new DataView(bytes.buffer).setUint32(0, count)
  return {
    kind,
    issuer: by,
    subject: Buffer.from(about).toString('hex'),
    sequence: issued,
    issued,
    expires: issued + lasts * DAY,
    body: encodeBody(formats[kind], { community, ...says }),
    bytes,
  }
}

/** The epoch of 28 days that a day lies in. @param {number} day */
export const epochOf = (day) => Math.floor((START + day * DAY) / (28 * DAY))

/** Keys that an approval names, for a year: their worth is of no concern here. */
export const keyCommitments = Array.from({ length: 13 }, (_, nth) => {
  return { epoch: epochOf(0) + nth, suite: 1, hash: new Uint8Array(32) }
})

/** @param {any} result */
function must(result) {
  if (result.ok) return result.value
  throw new Error(`${result.error.code} ${JSON.stringify(result.error.detail)}`)
}
