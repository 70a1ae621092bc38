import type { Result } from 'entrenous'
import * as measured from './measurement.js'

// What the code of the docstrings about measurement stands on, apart from the rest: it plays a whole round, and few snippets need one.

type Success<Value> = Extract<Result<Value>, { readonly ok: true }>
const done = <Value>(value: Value): Success<Value> => ({ ok: true, value })

export const {
  answerFiles,
  closingFile,
  community,
  epoch,
  evidence,
  identity,
  joins,
  journal,
  lead,
  ledger,
  members,
  opening,
  releaseFile,
  report,
  reports,
  rollFile,
  roundFile,
} = measured
/** Of a metric that has no counterpart: two releases that make no pair are refused. */
export const otherReleaseFile = measured.releaseFile
export const kept = measured.joinedBook
export const round = done(measured.opened.round)
export const roll = done(measured.opened.roll)
export const closing = done(measured.opened.closing)
export const sum = done(measured.sum)
