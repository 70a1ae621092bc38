import { internals } from '../internals.js'
import { machine } from '../machine.js'
import { speedOf } from '../measure.js'
import { judge, slopeOf } from './report.js'
import { communityOf, DAY, epochOf, keyCommitments, keyOf, START, statementOf } from './statements.js'

// How long the fold takes, and how that grows: members who introduce one another, vetters, endorsements, a few revocations.

const SIZES = /** @type {const} */ ([625, 1250, 2500, 5000])
const VETTERS = 7
const FIRST_MEMBER = 1000

/**
 * So many statements on as many members as they give: for each three approvals, a vouch, an endorsement; and one in fifty is revoked.
 * @param {number} size
 */
function statementsOf(size) {
  const statements = []
  for (let nth = 0; statements.length < size; nth++) {
    const member = keyOf(FIRST_MEMBER + nth)
    const day = Math.floor(nth / 40)
    for (let vetter = 0; vetter < 3; vetter++) {
      statements.push(statementOf('approval', keyOf((nth + vetter) % VETTERS), member, { keyCommitments }, { day }))
    }
    const introducer = nth < 40 ? keyOf(nth % VETTERS) : keyOf(FIRST_MEMBER + nth - 40)
    statements.push(statementOf('vouch', introducer, member, { epoch: epochOf(day) }, { day }))
    if (nth > 0) {
      const colleague = keyOf(FIRST_MEMBER + nth - 1)
      statements.push(statementOf('endorsement', colleague, member, { concept: 'anxiety.panic' }, { day }))
    }
    if (nth % 50 === 49) {
      statements.push(statementOf('revocation', keyOf(0), member, { category: 'conduct' }, { day, lasts: 1800 }))
    }
  }
  return statements.slice(0, size)
}

/**
 * Measures it. Needs a built dist/ for nothing, and the source for everything.
 * @param {{ quick: boolean }} options
 * @param {(done: number, all: number, seconds: number | undefined, what: string) => void} progress
 * @returns {Promise<import('./report.js').Run>}
 */
export async function run({ quick }, progress) {
  const about = machine()
  const rounds = quick ? 5 : 25
  const rules = { depth: 65_535, invitationsPerEpoch: 1, cascade: true, strikes: 2, revouchWithinDays: 14 }
  const community = communityOf(VETTERS, { approvalsRequired: 3, joining: rules })
  const piles = SIZES.map((size) => ({ size, statements: statementsOf(size), times: /** @type {number[]} */ ([]) }))
  const now = /** @type {any} */ (START + 60 * DAY)
  let members = 0
  for (let round = 0; round < rounds + 2; round++) {
    progress(round, rounds + 2, undefined, 'the fold')
    for (const pile of piles) {
      const started = performance.now()
      const state = internals.deriveState(pile.statements, community, now)
      if (round >= 2) pile.times.push(performance.now() - started)
      members = [...state.members.values()].filter(({ refusal }) => refusal === undefined).length
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  const measured = piles.map(({ size, times }) => ({ size, ...speedOf(times) }))
  return { machine: about, rounds, members, measured, slope: slopeOf(measured), verdicts: judge(measured) }
}
