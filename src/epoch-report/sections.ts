import { LEAST_FOR_NUMBERS } from '../measurement/bands.js'
import { type CohortQuestion, canThisCohortAnswer } from '../measurement/cohort.js'
import { textOfCohortAnswer } from '../measurement/cohort-text.js'
import { metricOf } from '../measurement/metric-table.js'
import type { Release } from '../measurement/release-body.js'
import { element, type PageElement } from '../page/elements.js'
import { fill, listText, numberText } from '../vocabulary/sentence.js'
import { cellNames, hundredths, lineOf, type Spoken, shareOf } from './cells.js'
import { figureOf } from './figures.js'
import type { Shown } from './gather.js'

// What is said of one release: the answer, the drawing and its table, what it is and what it is not, and whether so many
// people could show a change.

/** A change that a lead would hope to see: a tenth more. */
const HOPED = 0.1
/** Baselines for what was released as a band: about its middle. */
const middles = { 'under-half': 0.3, 'about-half': 0.5, most: 0.7, 'nearly-all': 0.9 } as const

/**
 * Answers a metric's question in one line.
 *
 * @param shown - a release that was believed.
 * @param spoken - the words of one language.
 * @returns sentences.
 * Privacy: as the release.
 * Cost: O(cells). @since 0.1
 */
export function answerOf({ release }: Shown, spoken: Spoken): string {
  const { words } = spoken
  const share = shareOf(release)
  const names = cellNames(release.metric, spoken)
  if (share !== undefined) return fill(words.said.share, { ...hundredths(share), cell: names[0] ?? '' })
  return `${coarsely(release, names, spoken)} ${words.people[release.people]}`
}

function coarsely(release: Release, names: readonly string[], spoken: Spoken): string {
  const { labels, words } = spoken
  const { band, middle, counts = [] } = release
  if (band !== undefined) return `${lineOf(capital(words.band[band]), names[0] ?? '', spoken)}.`
  if (middle !== undefined) return fill(words.said.middle, { cell: names[middle] ?? '' })
  const [largest] = [...counts].sort((one, other) => other.count - one.count)
  if (largest === undefined) return words.said.noKinds
  const number = (count: number) => numberText(count, labels)
  const values = { number: number(largest.count), low: number(largest.low), high: number(largest.high) }
  const isClear = counts.every((one) => one === largest || one.high < largest.low)
  const said = fill(words.said.counts, { cell: names[largest.cell] ?? '', ...values })
  return isClear ? said : `${said} ${words.said.orAnother}`
}

function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1)
}

/**
 * Says everything about one release.
 *
 * @param shown - a release that was believed.
 * @param spoken - the words of one language.
 * @returns a section of the page.
 * Privacy: as the release; nothing is worked out of two of them but whether their intervals overlap.
 * Cost: O(cells), and for a rate some thousand evaluations of the normal distribution. @since 0.1
 */
export function sectionOf(shown: Shown, spoken: Spoken): PageElement {
  const { words } = spoken
  const { metric } = shown.release
  const { question, means, not } = words.metric[metric]
  const paragraphs = [answerOf(shown, spoken), ...whyCoarse(shown, spoken), ...beforeOf(shown, spoken)]
  const { part } = words
  return element(
    'section',
    { 'aria-labelledby': `about-${metric}` },
    element('h2', { id: `about-${metric}` }, question),
    paragraphs.map((text, nth) => element('p', nth === 0 ? { class: 'answer' } : {}, text)),
    figureOf(shown, spoken),
    element('h3', {}, part.means),
    element('p', {}, means),
    element('h3', {}, part.not),
    element('p', {}, not),
    changeOf(shown.release, spoken),
  )
}

/** Why there is no number, or not of everything. */
function whyCoarse({ release, hasNumbersElsewhere }: Shown, spoken: Spoken): readonly string[] {
  const { words, labels } = spoken
  const { metric, counts, people, band } = release
  const names = cellNames(metric, spoken)
  const leftOut = names.filter((_, cell) => counts?.every((one) => one.cell !== cell))
  if (leftOut.length > 0) return [fill(words.said.leftOut, { cells: listText(leftOut, labels, 'and') })]
  if (shareOf(release) !== undefined || counts !== undefined) return []
  return [
    ...(hasNumbersElsewhere ? [words.said.elsewhere] : []),
    ...(!hasNumbersElsewhere && people === '100-or-more' && band !== undefined ? [words.said.smallSide] : []),
    ...(band === undefined ? [] : [words.said.bandEdges]),
  ]
}

/** Beside what was before: whether the two could be the same. No number is made of the two. */
function beforeOf({ release, before }: Shown, { words }: Spoken): readonly string[] {
  const now = shareOf(release)
  const then = before && shareOf(before)
  if (now !== undefined && then !== undefined) {
    const overlaps = now.low <= then.high && then.low <= now.high
    return [fill(words.before[overlaps ? 'overlap' : 'apart'], hundredths(then))]
  }
  const band = before?.band ?? release.before
  if (release.band === undefined || band === undefined) return []
  return [band === release.band ? words.before.sameBand : fill(words.before.otherBand, { band: words.band[band] })]
}

/** Whether as many people in the weeks to come could show a change. */
function changeOf(release: Release, { labels, words }: Spoken): readonly PageElement[] {
  const asked = askedOf(release)
  if (asked === undefined) return []
  const { question, people } = asked
  const [first = '', ...others] = textOfCohortAnswer(canThisCohortAnswer(question, people), labels, words.cohort)
  return [
    element('h3', {}, words.part.canIt),
    element('p', {}, release.people === '20-99' ? words.ifAtMost : words.ifAsMany, ' ', first),
    element('p', {}, others.join(' ')),
  ]
}

function askedOf(release: Release): { readonly question: CohortQuestion; readonly people: number } | undefined {
  const { metric, band, counts = [], people, epsilonMilli } = release
  if (metricOf(metric).form !== 'rate') return undefined
  const share = shareOf(release)
  const epsilon = epsilonMilli / 1000
  if (share !== undefined) {
    const baseline = share.permille / 1000
    if (!(baseline > 0 && baseline < 1)) return undefined
    const change = baseline * (1 + HOPED) < 1 ? HOPED : -HOPED
    const counted = counts.reduce((sum, { count }) => sum + count, 0)
    return { question: { kind: 'share', baseline, change, epsilon }, people: 2 * counted }
  }
  if (band === undefined || people !== '20-99') return undefined
  const question = { kind: 'share', baseline: middles[band], change: HOPED, epsilon } as const
  return { question, people: 2 * (LEAST_FOR_NUMBERS - 1) }
}
