import { enEpochReport } from 'entrenous/labels/en'
import { esEpochReport } from 'entrenous/labels/es'
import { frEpochReport } from 'entrenous/labels/fr'
import { daysOfEpoch, type MetricName } from 'entrenous/measurement'
import type { Labels } from 'entrenous/practitioner'
import { dayWords, isoOfDay, type Language } from '../parts/language.js'

// What is counted, in the words of the report that comes out of it: whoever takes part reads the questions that a funder reads.

const spoken = [enEpochReport, esEpochReport, frEpochReport]

/** The words of the report in a language. */
export function countedWords({ language }: Pick<Labels, 'language'>): typeof enEpochReport {
  return spoken.find((one) => one.language === language) ?? enEpochReport
}

/** The word for one cell of a metric. */
export function cellWord(metric: MetricName, cell: string, labels: Labels): string {
  const words = countedWords(labels)
  const known: Readonly<Record<string, string>> = { ...labels.month, ...words.source, ...words.metric[metric].cells }
  return known[cell] ?? cell
}

/** The first and the last day of an epoch. */
export function weeksOf(
  epoch: number,
  language: Pick<Language, 'labels'>,
): { readonly from: string; readonly to: string } {
  const { from, to } = daysOfEpoch(epoch)
  return { from: dayWords(language, isoOfDay(from)), to: dayWords(language, isoOfDay(to - 1)) }
}

/** Thousandths of a budget as people write them: 0.5 or 0,5. */
export function budgetWord(milli: number, { language }: Pick<Labels, 'language'>): string {
  return (milli / 1000).toLocaleString(language, { maximumFractionDigits: 3 })
}
