import * as measured from './measurement.js'

// What the code of the documents about measurement stands on, apart from the rest: it plays a whole round, and few snippets need one.

export const {
  answerFiles,
  closingFile,
  community,
  entries,
  evidence,
  identity,
  joinedBook,
  joins,
  journal,
  keptBook,
  lead,
  ledger,
  members,
  releaseFile,
  reports,
  rollFile,
  roundFile,
} = measured
