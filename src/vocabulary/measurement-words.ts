// What a lead reads of a question to a cohort. It is no part of the labels: people who look for help never see it, and their
// page does not carry it.

/** What a lead reads of whether a cohort can answer a question, in one language. */
export type MeasurementWords = {
  readonly language: string
  readonly question: {
    /** More or fewer say yes. */
    readonly more: string
    readonly fewer: string
    readonly faster: string
  }
  readonly verdict: { readonly yes: string; readonly hardly: string; readonly no: string }
  readonly smallest: string
  readonly smallestNone: string
  readonly needed: string
  readonly neededNone: string
  readonly weeks: string
  readonly noise: string
}
