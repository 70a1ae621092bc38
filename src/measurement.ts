// Entry "entrenous/measurement": counts that stay with whoever can make them, and the honest totals of a community. It cannot
// reach intake/, a token or what was disclosed.
export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { Failure, Result } from './kernel/result.js'
export { epochSeconds } from './kernel/time.js'
export { answerClosing, openReport } from './measurement/answer.js'
export type { Count, Sayable, ShareBand } from './measurement/bands.js'
export {
  budgetLeft,
  type MeasurementBook,
  measurementKeyOf,
  openMeasurementBook,
  readMeasurementBook,
  unsafeExportMeasurementBook,
} from './measurement/book.js'
export {
  type CohortAnswer,
  type CohortOptions,
  type CohortQuestion,
  canThisCohortAnswer,
} from './measurement/cohort.js'
export { textOfCohortAnswer } from './measurement/cohort-text.js'
export { daysOfEpoch, MEASUREMENT_EPOCH_DAYS, measurementEpochOf } from './measurement/epoch.js'
export { estimateShares, possibleShares, type ShareEstimate } from './measurement/estimate.js'
export { expectedWorstError, MOST_ERROR_POINTS } from './measurement/gate.js'
export { joinRound, type Said } from './measurement/join.js'
export { type Journal, readJournal, withoutOlder, withoutReferral } from './measurement/journal.js'
export { type Metric, type MetricName, metricNames, metricOf, type SourceKind } from './measurement/metric-table.js'
export { type Opened, verifyOpening } from './measurement/opening.js'
export { personMetrics } from './measurement/person-ledger.js'
export { type Reciprocity, reciprocityOf } from './measurement/reciprocity.js'
export { type RoundEvidence, signReleases, verifyRelease } from './measurement/release.js'
export type { Release } from './measurement/release-body.js'
export { reportToRound } from './measurement/report.js'
export { type Closing, callRoll, closeRound, openClosing, openRoll, type Roll } from './measurement/roll.js'
export { draftRound, type Member, membersOf, openRound, type Round, type RoundDraft } from './measurement/round.js'
export { seasonalityOf } from './measurement/seasonality.js'
export { type RoundSum, sumRound } from './measurement/sum.js'
export { tally } from './measurement/tally.js'
