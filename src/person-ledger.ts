// Entry "entrenous/person-ledger": what only the person's device knows, kept there, and said only where chance protects it.
export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { Failure, Result } from './kernel/result.js'
export { epochSeconds } from './kernel/time.js'
export { MEASUREMENT_EPOCH_DAYS, measurementEpochOf } from './measurement/epoch.js'
export { expectedWorstError, MOST_ERROR_POINTS } from './measurement/gate.js'
export {
  drawArm,
  exportPersonLedger,
  MOST_PERSON_EPSILON_MILLI,
  noteFurthest,
  openPersonLedger,
  type PersonLedger,
  type PersonMetric,
  type PersonResponse,
  personMetrics,
  readPersonLedger,
  respond,
} from './measurement/person-ledger.js'
