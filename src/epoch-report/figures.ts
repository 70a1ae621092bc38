import type { ShareBand } from '../measurement/bands.js'
import { bandEdges } from '../measurement/bands.js'
import { type MetricName, metricOf } from '../measurement/metric-table.js'
import type { Release } from '../measurement/release-body.js'
import { element, type PageElement } from '../page/elements.js'
import { fill, numberText } from '../vocabulary/sentence.js'
import { cellNames, hundredths, lineOf, type Spoken, shareOf } from './cells.js'
import type { Shown } from './gather.js'
import { type Bar, countPlot, listPlot, scalePlot } from './plots.js'
import { tableOf } from './table.js'

// What is drawn of a release, and the table that says the same.

/**
 * Draws a release.
 *
 * @param shown - a release that was believed.
 * @param spoken - the words of one language.
 * @returns a figure with its table; nothing where there is nothing but how many there were.
 * Privacy: as the release.
 * Cost: O(cells). @since 0.1
 */
export function figureOf(shown: Shown, spoken: Spoken): readonly PageElement[] {
  const { release } = shown
  if (metricOf(release.metric).form === 'rate') {
    return shareOf(release) === undefined ? bandFigure(shown, spoken) : shareFigure(shown, spoken)
  }
  if (release.counts !== undefined) return countFigure(release, spoken)
  return release.middle === undefined ? [] : middleFigure(release, spoken)
}

/** Each bar in words, for who does not see it. */
function described(pattern: string, bars: readonly Bar[]): string {
  return fill(pattern, { bars: bars.map(({ label }) => `${label}.`).join(' ') })
}

function figure(plot: PageElement, table: PageElement): readonly PageElement[] {
  return [element('figure', {}, plot), table]
}

function titled(metric: MetricName, { words }: Spoken, description: string) {
  return { id: metric, title: words.metric[metric].question, description }
}

type Share = NonNullable<ReturnType<typeof shareOf>>

function shareFigure({ release, before }: Shown, spoken: Spoken): readonly PageElement[] {
  const { words } = spoken
  const [yes = ''] = cellNames(release.metric, spoken)
  const now = shareOf(release)
  const then = before && shareOf(before)
  const barOf = (share: Share, when: 'these' | 'before'): Bar => {
    const whole = hundredths(share)
    const label = lineOf(words.table[when], `${whole.share} % (${whole.low}–${whole.high} %)`, spoken)
    const at = { at: share.permille / 1000, from: share.low / 1000, to: share.high / 1000 }
    return { label, kind: 'value', isBefore: when === 'before', ...at }
  }
  const bars = [...(now ? [barOf(now, 'these')] : []), ...(then ? [barOf(then, 'before')] : [])]
  const rowOf = (share: Share, when: string) => [
    lineOf(when, fill(words.table.inThousand, { cell: yes }), spoken),
    share.permille,
    share.low,
    share.high,
  ]
  const rows = [
    ...(now ? [rowOf(now, words.table.these)] : []),
    ...countRows(release, spoken),
    ...(then ? [rowOf(then, words.table.before)] : []),
  ]
  const text = titled(release.metric, spoken, described(words.plot.share, bars))
  return figure(scalePlot(text, bars, false), numbersTable(release.metric, rows, spoken))
}

function numbersTable(metric: MetricName, rows: Parameters<typeof tableOf>[0]['rows'], { words }: Spoken): PageElement {
  const { what, number, from, to } = words.table
  return tableOf({ caption: words.metric[metric].question, heads: [what, number, from, to], rows })
}

function bandFigure({ release, before }: Shown, spoken: Spoken): readonly PageElement[] {
  const { words } = spoken
  const barOf = (band: ShareBand, when: 'these' | 'before'): Bar => {
    const { from, to } = bandEdges(band)
    const label = lineOf(words.table[when], words.band[band], spoken)
    return { label, kind: 'band', isBefore: when === 'before', from: from / 1000, to: to / 1000 }
  }
  const then = before?.band ?? release.before
  const bars = [...(release.band ? [barOf(release.band, 'these')] : []), ...(then ? [barOf(then, 'before')] : [])]
  const { here, notHere } = words.table
  const rows = (['under-half', 'about-half', 'most', 'nearly-all'] as const).map((band) => {
    const { from, to } = bandEdges(band)
    const mark = (one: ShareBand | undefined) => (one === band ? here : notHere)
    const range = `${from / 10}–${to / 10} %`
    return [words.band[band], range, mark(release.band), ...(then ? [mark(then)] : [])]
  })
  const { band, from, to, these, before: weeksBefore } = words.table
  const heads = [band, `${from}–${to}`, these, ...(then ? [weeksBefore] : [])]
  const text = titled(release.metric, spoken, described(words.plot.band, bars))
  const table = tableOf({ caption: words.metric[release.metric].question, heads, rows })
  return figure(scalePlot(text, bars, true), table)
}

/** A row for each cell: its count and interval, or that it is not said. */
function countRows({ metric, counts = [] }: Release, spoken: Spoken) {
  const { words, labels } = spoken
  const { notSaid, notHere } = words.table
  return cellNames(metric, spoken).map((name, cell) => {
    const one = counts.find((count) => count.cell === cell)
    if (one === undefined) return [name, notSaid, notHere, notHere]
    return [name, ...[one.count, one.low, one.high].map((number) => numberText(number, labels))]
  })
}

function countFigure(release: Release, spoken: Spoken): readonly PageElement[] {
  const { words, labels } = spoken
  const { metric, counts = [], middle } = release
  const most = Math.max(...counts.map(({ high }) => high))
  const bars = cellNames(metric, spoken).map((name, cell): Bar => {
    const label = cell === middle ? `${name} (${words.plot.theMiddle})` : name
    const one = counts.find((count) => count.cell === cell)
    if (one === undefined) return { label: lineOf(label, words.table.notSaid, spoken), kind: 'not-said' }
    const [number = '', low = '', high = ''] = [one.count, one.low, one.high].map((each) => numberText(each, labels))
    const at = { at: one.count / most, from: one.low / most, to: one.high / most }
    return { label: lineOf(label, `${number} (${low}–${high})`, spoken), kind: 'value', ...at }
  })
  const text = titled(metric, spoken, described(words.plot.counts, bars))
  return figure(countPlot(text, bars), numbersTable(metric, countRows(release, spoken), spoken))
}

function middleFigure({ metric, middle }: Release, spoken: Spoken): readonly PageElement[] {
  const { words } = spoken
  const names = cellNames(metric, spoken)
  const shown = names.map((name, cell) => (cell === middle ? lineOf(name, words.plot.theMiddle, spoken) : name))
  const rows = names.map((name, cell) => [name, cell === middle ? words.table.here : words.table.notHere])
  const text = titled(metric, spoken, fill(words.plot.middle, { bars: `${shown[middle ?? 0] ?? ''}.` }))
  const caption = words.metric[metric].question
  const heads = [words.table.what, words.plot.theMiddle]
  return figure(listPlot(text, shown, middle ?? 0), tableOf({ caption, heads, rows }))
}
