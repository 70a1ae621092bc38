import { internals } from '../internals.js'
import { communityOf, DAY, epochOf, keyCommitments, keyOf, START, statementOf } from '../trust/statements.js'

// What attackers reach who try to get false members into a community. Who is a member is asked of the library's own fold,
// epoch after epoch; only people are made up: how often a member or a vetter is fooled, and how often a false member is found
// out. The model is crude, and is ours.

export const EPOCHS = 12
const DAYS_PER_EPOCH = 28
const HONEST = 40
const VETTERS = 7
const FIRST_HONEST = 1000
const FIRST_FALSE = 100_000
/** Beyond this a rule has failed, whatever the number. */
export const CEILING = 5000

const members = { depth: 2, invitationsPerEpoch: 1, cascade: false }
const { joining: standard } = internals.policyPresets['introduced-three-vetters']

/** The rules that are compared; the last is the default policy, as the library has it. */
export const rules = [
  {
    name: 'members introduce five each, no end',
    policy: { approvalsRequired: 0, joining: { depth: 65_535, invitationsPerEpoch: 5, cascade: false } },
  },
  { name: 'two steps, one invitation an epoch', policy: { approvalsRequired: 0, joining: members } },
  { name: '… and revocation cascades', policy: { approvalsRequired: 0, joining: standard } },
  { name: '… and two of seven vetters', policy: { approvalsRequired: 2, joining: standard } },
  { name: 'the default: three of seven', policy: internals.policyPresets['introduced-three-vetters'] },
]

/**
 * Chance that repeats: mulberry32.
 * @param {number} seed
 */
export function chanceFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * One community over twelve epochs.
 * @param {{ policy: object, memberFooled: number, vetterFooled: number, foundOut: number, seed: number }} world - chances
 * in one epoch: that a member introduces a false one, that a vetter approves one, that a false member is found out
 * @returns {number} how many false members are listed in the end
 */
export function simulate({ policy, memberFooled, vetterFooled, foundOut, seed }) {
  const chance = chanceFrom(seed)
  const community = communityOf(VETTERS, policy)
  const { approvalsRequired, joining } = /** @type {any} */ (policy)
  /** @type {any[]} */
  const said = []
  const vouch = (/** @type {Uint8Array} */ by, /** @type {Uint8Array} */ whom, /** @type {number} */ day) =>
    said.push(statementOf('vouch', by, whom, { epoch: epochOf(day) }, { day, lasts: 700 }))
  const approve = (/** @type {number} */ vetter, /** @type {Uint8Array} */ whom, /** @type {number} */ day) =>
    said.push(statementOf('approval', keyOf(vetter), whom, { keyCommitments }, { day }))
  for (let nth = 0; nth < HONEST; nth++) {
    const founder = keyOf(FIRST_HONEST + nth)
    vouch(keyOf(nth % VETTERS), founder, 0)
    for (let vetter = 0; vetter < approvalsRequired; vetter++) approve(vetter, founder, 0)
  }
  /** @type {number[]} */
  let listed = []
  let next = FIRST_FALSE
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const day = epoch * DAYS_PER_EPOCH
    const candidates = []
    for (let nth = 0; nth < HONEST; nth++) {
      if (chance() >= memberFooled) continue
      candidates.push(next)
      vouch(keyOf(FIRST_HONEST + nth), keyOf(next++), day + 1)
    }
    // A false member uses every invitation, each time for another.
    for (const one of listed) {
      for (let nth = 0; nth < joining.invitationsPerEpoch && next - FIRST_FALSE < CEILING; nth++) {
        candidates.push(next)
        vouch(keyOf(one), keyOf(next++), day + 1)
      }
    }
    for (const one of candidates) {
      for (let vetter = 0; approvalsRequired > 0 && vetter < VETTERS; vetter++) {
        if (chance() < vetterFooled) approve(vetter, keyOf(one), day + 2)
      }
    }
    for (const one of falseIn(said, community, day + 3)) {
      if (chance() >= foundOut) continue
      said.push(
        statementOf('revocation', keyOf(0), keyOf(one), { category: 'conduct' }, { day: day + 10, lasts: 1800 }),
      )
    }
    listed = falseIn(said, community, day + 27)
  }
  return listed.length
}

/** @param {any[]} said @param {any} community @param {number} day @returns {number[]} the false members that are listed */
function falseIn(said, community, day) {
  const { members: all } = internals.deriveState(said, community, /** @type {any} */ (START + day * DAY))
  const found = []
  for (const { id, refusal } of all.values()) {
    const nth = Number.parseInt(id.slice(0, 8), 16)
    if (refusal === undefined && nth >= FIRST_FALSE) found.push(nth)
  }
  return found.sort((a, b) => a - b)
}
