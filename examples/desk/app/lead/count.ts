import {
  type Closing,
  callRoll,
  closeRound,
  draftRound,
  type Member,
  type MetricName,
  openClosing,
  openRoll,
  openRound,
  type Roll,
  type Round,
  type RoundDraft,
  type RoundEvidence,
  type RoundSum,
  signReleases,
  verifyOpening,
} from 'entrenous/measurement'
import type { EpochSeconds, Failure } from 'entrenous/practitioner'
import { readStatement } from 'entrenous/trust'
import { saidOf } from '../counting/said-of.js'
import { hexOf, type Lead } from './lead.js'

// A count that a lead holds: files that come, and one roll, one closing and one release of each thing that was asked, each
// kept before it is saved. All of it is public, but nothing of it leaves by itself.

/** Somebody who can take part: a key of the list, and whose it is. */
export type CountMember = Member & { readonly name: string }

/** Why something that was asked has no release. */
export type Refused = { readonly metric: MetricName; readonly code: 'release_repeated' | 'release_withheld' }

/** A count as far as it has come. */
export type Count = {
  readonly round: Uint8Array
  readonly members: readonly CountMember[]
  readonly joins: readonly Uint8Array[]
  readonly roll?: Uint8Array | undefined
  readonly reports: readonly Uint8Array[]
  readonly closing?: Uint8Array | undefined
  readonly answers: readonly Uint8Array[]
  readonly outcome?: { readonly releases: readonly Uint8Array[]; readonly refused: readonly Refused[] } | undefined
}

/** The count that runs or ended last, and every release of before: of one question and eight weeks there is one. */
export type Counts = { readonly current?: Count | undefined; readonly released: readonly Uint8Array[] }

/** A lead who has counted nothing yet. */
export const noCounts: Counts = { released: [] }

/** What a count waits for. */
export type Stage = 'joins' | 'reports' | 'answers' | 'done'

/** How far a count has come. */
export function stageOf({ roll, closing, outcome }: Count): Stage {
  if (outcome !== undefined) return 'done'
  if (closing !== undefined) return 'answers'
  return roll === undefined ? 'joins' : 'reports'
}

/** A count whose own files were opened. */
export type OpenCount = {
  readonly round: Round
  readonly roll?: Roll | undefined
  readonly closing?: Closing | undefined
}

type Whose = { readonly community: Parameters<typeof openRound>[1]['community']; readonly now: EpochSeconds }

/** Opens what this desk has signed of a count. */
export function openCount(count: Count, { community, now }: Whose): OpenCount | { readonly failure: Failure } {
  const round = openRound(count.round, { community, members: count.members, now })
  if (!round.ok) return { failure: round.error }
  if (count.roll === undefined) return { round: round.value }
  const roll = openRoll(round.value, count.roll, count.joins, { now })
  if (!roll.ok) return { failure: roll.error }
  if (count.closing === undefined) return { round: round.value, roll: roll.value }
  const closing = openClosing(round.value, roll.value, count.closing, { now })
  if (!closing.ok) return { failure: closing.error }
  return { round: round.value, roll: roll.value, closing: closing.value }
}

/** Begins a count. */
export function beginCount(
  draft: Omit<RoundDraft, 'members'>,
  members: readonly CountMember[],
  { keys }: Lead,
  now: EpochSeconds,
): Count | { readonly failure: Failure } {
  const round = draftRound({ ...draft, members }, keys, { now })
  if (!round.ok) return { failure: round.error }
  return { round: round.value, members, joins: [], reports: [], answers: [] }
}

/** More from one member than anybody sends by mistake. */
const MOST_FROM_ONE = 3

/** Takes in what came for the stage a count is in; what else is among it stays out. */
export function withFiles(
  count: Count,
  statements: readonly Uint8Array[],
): { readonly count: Count; readonly added: number; readonly refused: number } {
  const stage = stageOf(count)
  if (stage === 'done') return { count, added: 0, refused: statements.length }
  const kind = ({ joins: 'join', reports: 'report', answers: 'answer' } as const)[stage]
  const wanted = saidOf(statements)[kind]
  const kept = [...count[stage]]
  let refused = statements.length - wanted.length
  for (const bytes of wanted) {
    const issuer = issuerOf(bytes)
    const known = kept.filter((one) => issuerOf(one) === issuer)
    if (known.some((one) => hexOf(one) === hexOf(bytes))) continue
    const isOne = count.members.some(({ id }) => id === issuer) && known.length < MOST_FROM_ONE
    if (isOne) kept.push(bytes)
    else refused += 1
  }
  return { count: { ...count, [stage]: kept }, added: kept.length - count[stage].length, refused }
}

/** Hex of who signed. */
export function issuerOf(bytes: Uint8Array): string {
  const statement = readStatement(bytes)
  return statement.ok ? hexOf(statement.value.issuer) : ''
}

/** What ends a stage: the count as it then stands, how many were taken, or why it cannot end yet. */
export type Ended = { readonly count: Count; readonly taken: number } | { readonly failure: Failure }

/** Ends the joining, or the reporting, with the one list that a lead signs of it. */
export function endStage(count: Count, opened: OpenCount, { keys }: Lead, now: EpochSeconds): Ended | undefined {
  const { round, roll } = opened
  const stage = stageOf(count)
  if (stage === 'joins') {
    const called = callRoll(round, count.joins, keys.publishing, { now })
    if (!called.ok) return { failure: called.error }
    return { count: { ...count, roll: called.value.statement }, taken: called.value.taken }
  }
  if (stage !== 'reports' || roll === undefined) return undefined
  const closed = closeRound(round, roll, count.reports, keys.publishing, { now })
  if (!closed.ok) return { failure: closed.error }
  return { count: { ...count, closing: closed.value.statement }, taken: closed.value.taken }
}

/** Signs what may be said of a sum: once, and for good. */
export function withOutcome(lead: Lead, sum: RoundSum, now: EpochSeconds): Lead {
  const { current, released } = lead.counts ?? noCounts
  if (current === undefined || current.outcome !== undefined) return lead
  const said = signReleases(sum, lead.keys, { now, previous: released })
  const releases = said.flatMap(({ release }) => (release.ok ? [release.value] : []))
  const refused = said.flatMap(({ metric, release }) => (release.ok ? [] : [{ metric, code: release.error.code }]))
  return {
    ...lead,
    counts: { current: { ...current, outcome: { releases, refused } }, released: [...released, ...releases] },
  }
}

/** What an opened report shows: whether its member can have counted that, and nothing more is told of it. */
export type Looked = { readonly name: string; readonly verdict: 'possible' | 'impossible' | 'no-opening' }

/** Looks into the reports that their members have opened, because the sum did not fit together. */
export function openedReports(
  count: Count,
  { round, roll }: OpenCount,
  statements: readonly Uint8Array[],
): readonly Looked[] {
  return saidOf(statements).opening.flatMap((opening): readonly Looked[] => {
    const id = issuerOf(opening)
    const member = count.members.find((one) => one.id === id)
    const report = count.reports.find((one) => issuerOf(one) === id)
    if (member === undefined || report === undefined || roll === undefined) return []
    const opened = verifyOpening(round, roll, { report, opening })
    if (!opened.ok) return [{ name: member.name, verdict: 'no-opening' }]
    return [{ name: member.name, verdict: opened.value.isPossible ? 'possible' : 'impossible' }]
  })
}

/** Everything that was said in a count: what its members are handed at each stage, and what a funder checks it by. */
export function filesOf(count: Count): readonly Uint8Array[] {
  const { round, joins, roll, reports, closing, answers, outcome } = count
  if (roll === undefined) return [round]
  const called = [round, roll, ...joins]
  if (closing === undefined) return called
  return outcome === undefined
    ? [...called, closing]
    : [...called, closing, ...reports, ...answers, ...outcome.releases]
}

/** The files of a round by which a release is added up again; undefined where one is missing. */
export function evidenceIn(statements: readonly Uint8Array[]): RoundEvidence | undefined {
  const said = saidOf(statements)
  const [round, roll, closing] = [said.round[0], said.roll[0], said.closing[0]]
  if (round === undefined || roll === undefined || closing === undefined) return undefined
  return { round, roll, closing, joins: said.join, reports: said.report, answers: said.answer }
}
