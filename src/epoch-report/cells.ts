import { type MetricName, metricOf } from '../measurement/metric-table.js'
import type { EpochReportWords } from '../vocabulary/epoch-report-words.js'
import type { Labels } from '../vocabulary/labels.js'
import { fill } from '../vocabulary/sentence.js'

/** The words of one language: the library's, and those of the report. */
export type Spoken = { readonly labels: Labels; readonly words: EpochReportWords }

/**
 * Names the cells of a metric.
 *
 * @param metric - its name.
 * @param spoken - the words of one language.
 * @returns a name for each cell, in the order of the table of metrics.
 * Privacy: reads public words.
 * Cost: O(cells). @since 0.1
 */
export function cellNames(metric: MetricName, { labels, words }: Spoken): readonly string[] {
  const names: Readonly<Record<string, string>> = { ...labels.month, ...words.source, ...words.metric[metric].cells }
  return metricOf(metric).cells.map((cell) => names[cell] ?? cell)
}

/**
 * Puts something and what it is into one line.
 *
 * @param name - of what.
 * @param value - what it is.
 * @param spoken - the words of one language, which have the colon.
 * @returns the line, without a full stop.
 * Privacy: as its arguments.
 * Cost: O(length). @since 0.1
 */
export function lineOf(name: string, value: string, { labels }: Spoken): string {
  return fill(labels.preview.line.field, { field: name, value })
}

/**
 * Says a share in whole hundredths, its interval never narrower than it is.
 *
 * @param share - of a release, in thousandths.
 * @returns numbers for a sentence.
 * Privacy: as the release.
 * Cost: O(1). @since 0.1
 */
export function hundredths(share: { readonly permille: number; readonly low: number; readonly high: number }): {
  readonly share: number
  readonly low: number
  readonly high: number
} {
  return {
    share: Math.round(share.permille / 10),
    low: Math.floor(share.low / 10),
    high: Math.ceil(share.high / 10),
  }
}

/**
 * Finds the share of a release, where it gives one.
 *
 * @param release - of a rate.
 * @returns share and interval in thousandths, together or not at all.
 * Privacy: as the release.
 * Cost: O(1). @since 0.1
 */
export function shareOf(release: {
  readonly permille?: number | undefined
  readonly low?: number | undefined
  readonly high?: number | undefined
}): { readonly permille: number; readonly low: number; readonly high: number } | undefined {
  const { permille, low, high } = release
  if (permille === undefined || low === undefined || high === undefined) return undefined
  return { permille, low, high }
}
