import { toHex } from '../kernel/text.js'
import type { EpochDay } from '../kernel/time.js'
import { daysOfEpoch } from '../measurement/epoch.js'
import { element, markupOf, type PageElement } from '../page/elements.js'
import { wholePage } from '../page/whole-page.js'
import type { EpochReportWords } from '../vocabulary/epoch-report-words.js'
import type { Labels } from '../vocabulary/labels.js'
import { dateText, fill } from '../vocabulary/sentence.js'
import type { Spoken } from './cells.js'
import { type EpochReportSource, type Gathered, gather, type Missing } from './gather.js'
import { answerOf, sectionOf } from './sections.js'
import { epochReportStyle } from './style.js'
import { tableOf } from './table.js'

/**
 * Writes what was counted in one epoch as a page: one file, no script, nothing fetched, for a lead, a funder and a printer.
 *
 * It takes the files as they were published and verifies them itself. So it shows what a community has signed and the
 * thresholds allow, and nothing else: there is no way to hand it a number.
 *
 * @param source - the community, the files of its releases, what was refused, and, if wanted, the files of the rounds.
 * @param labels - the words of one language.
 * @param words - those of the report in the same language, `enEpochReport` for English.
 * @returns a whole HTML document; the same files give the same bytes.
 * Privacy: reads public files, and its result may be published: no cell under its threshold is in it, nor anything worked out
 * of two releases but whether their intervals overlap.
 * Cost: one strict Ed25519 verification a release; with `rounds` that of `sumRound` for each. Some 10 kB a metric.
 * @example
 * const html = epochReportHtml({ name: 'Harbour', community, files: [releaseFile], now }, en, enEpochReport)
 * @since 0.1
 */
export function epochReportHtml(source: EpochReportSource, labels: Labels, words: EpochReportWords): string {
  return wholePage({
    language: words.language,
    direction: labels.direction,
    title: fill(words.title, { community: source.name }),
    style: epochReportStyle,
    body: markupOf(epochReportElements(source, labels, words)),
  })
}

/**
 * The same page as elements, for a program that shows it: every text in them is a text, and no tag or attribute runs,
 * fetches or leads away.
 *
 * @param source - as for `epochReportHtml`.
 * @param labels - the words of one language.
 * @param words - those of the report in the same language.
 * @returns elements, in order; `epochReportStyle` is their look.
 * Privacy: as `epochReportHtml`.
 * Cost: as `epochReportHtml`.
 * @example
 * const [heading] = epochReportElements({ name: 'Harbour', community, files: [releaseFile], now }, en, enEpochReport)
 * @since 0.1
 */
export function epochReportElements(
  source: EpochReportSource,
  labels: Labels,
  words: EpochReportWords,
): readonly PageElement[] {
  const spoken = { labels, words }
  const gathered = gather(source)
  return [
    ...headOf(source, gathered, spoken),
    ...(gathered.shown.length === 0 ? [] : [shortOf(gathered, spoken)]),
    ...gathered.shown.map((one) => sectionOf(one, spoken)),
    missingOf(gathered, spoken),
    readingOf(spoken),
    verifyOf(gathered, spoken),
  ]
}

function headOf({ name }: EpochReportSource, { epoch }: Gathered, { labels, words }: Spoken): readonly PageElement[] {
  const [before = '', after = ''] = words.title.split('{community}')
  const title = element('h1', {}, before, element('bdi', {}, name), after)
  const lead = element('p', {}, words.lead)
  if (epoch === undefined) return [title, lead]
  const { from, to } = daysOfEpoch(epoch)
  const last = (to - 1) as EpochDay // a whole number of days
  const weeks = fill(words.weeks, { from: dateText(from, labels), to: dateText(last, labels) })
  return [title, element('p', { class: 'weeks' }, weeks), lead]
}

function part(id: string, title: string, ...inside: Parameters<typeof element>[2][]): PageElement {
  return element('section', { 'aria-labelledby': id }, element('h2', { id }, title), ...inside)
}

function shortOf({ shown }: Gathered, spoken: Spoken): PageElement {
  const { words } = spoken
  const lines = shown.map((one) =>
    element('li', {}, element('strong', {}, words.metric[one.release.metric].question), ' ', answerOf(one, spoken)),
  )
  return part('short', words.heading.short, element('ul', {}, lines))
}

function missingOf({ missing, notAsked }: Gathered, { words }: Spoken): PageElement {
  const { none, lead, aFile, why, notAsked: others } = words.missing
  const named = ({ metric }: Missing) => (metric === undefined ? aFile : words.metric[metric].question)
  const items = missing.map((one) => element('li', {}, element('strong', {}, named(one)), ' ', why[one.code]))
  const unasked = notAsked.map((metric) => element('li', {}, words.metric[metric].question))
  return part(
    'missing',
    words.heading.missing,
    element('p', {}, items.length === 0 ? none : lead),
    items.length === 0 ? [] : [element('ul', {}, items)],
    notAsked.length === 0 ? [] : [element('p', {}, others), element('ul', { class: 'quiet' }, unasked)],
  )
}

function readingOf({ words }: Spoken): PageElement {
  const lines = words.reading.map((one) => element('li', {}, one))
  return part('reading', words.heading.reading, element('ul', {}, lines))
}

function verifyOf({ shown }: Gathered, { words }: Spoken): PageElement {
  const { verify, table } = words
  const steps = element(
    'ol',
    {},
    verify.steps.map((one) => element('li', {}, one)),
  )
  if (shown.length === 0) return part('verify', words.heading.verify, element('p', {}, verify.lead), steps)
  const isAgain = shown.every((one) => one.isAddedUpAgain)
  const rows = shown.map(({ release, file }) => [
    words.metric[release.metric].question,
    fill(verify.took, { reports: release.reports, members: release.members }),
    `ε ${release.epsilonMilli / 1000}`,
    element('code', {}, file),
    element('code', {}, toHex(release.round)),
  ])
  const heads = [table.question, table.took, table.noise, table.file, table.round]
  return part(
    'verify',
    words.heading.verify,
    element('p', {}, verify.lead),
    element('p', {}, isAgain ? verify.again : verify.signatures),
    steps,
    tableOf({ caption: table.verifyCaption, heads, rows, isWide: true }),
  )
}
