import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { epochReportHtml } from '../../src/epoch-report/epoch-report.js'
import type { EpochReportSource } from '../../src/epoch-report/gather.js'
import { encodeCbor } from '../../src/kernel/cbor.js'
import { toWire } from '../../src/kernel/wire.js'
import { en, enEpochReport } from '../../src/labels/en.js'
import { measurementKeys } from '../../src/measurement/messages.js'
import { type MetricName, metricNames, metricOf } from '../../src/measurement/metric-table.js'
import { verifyRelease } from '../../src/measurement/release.js'
import type { Release } from '../../src/measurement/release-body.js'
import { signStatement } from '../../src/statement/sign.js'
import { readStatement } from '../../src/statement/statement.js'
import { value } from '../support/cast.js'
import { releasedOf, sumOf } from '../support/epoch-report.js'
import { longer } from '../support/longer.js'
import { COUNTED, community, EPOCH, lead } from '../support/measurement.js'

// Whatever was counted, in one epoch or two, the page shows no number under its threshold and none that no release gives.

const runs = { numRuns: 60 * longer }
const now = COUNTED

/** Cells as rounds give them, among them small ones with a number that stands nowhere else in a page. */
const small = fc.constantFrom(-7, 3, 7, 11, 13, 14, 16, 17, 19)
const cell = fc.oneof(small, fc.integer({ min: 150, max: 900 }))
const counted = fc.uniqueArray(fc.constantFrom(...metricNames), { minLength: 1, maxLength: 5 }).chain((names) =>
  fc.record(
    Object.fromEntries(
      names.map((name) => {
        const { length } = metricOf(name).cells
        return [name, fc.array(cell, { minLength: length, maxLength: length })]
      }),
    ) as Record<MetricName, fc.Arbitrary<number[]>>, // the names are metrics
  ),
)

type Node = DefaultTreeAdapterTypes.Node

/** Every text of a page that somebody reads, sees or hears, apart from what was settled before anybody counted. */
function numbersOf(html: string): readonly number[] {
  const texts: string[] = []
  const walk = (node: Node): void => {
    if (node.nodeName === '#text') texts.push((node as DefaultTreeAdapterTypes.TextNode).value) // by its name
    if (node.nodeName === 'style' || node.nodeName === 'code') return
    for (const child of 'childNodes' in node ? node.childNodes : []) walk(child)
  }
  walk(parse(html))
  return texts.flatMap((text) =>
    [...text.replaceAll(/(?<=\d),(?=\d{3})/g, '').matchAll(/\d+/g)].map(([one]) => Number(one)),
  )
}

const emptyPage = numbersOf(epochReportHtml({ name: 'H', community, files: [], now }, en, enEpochReport))
/** Numbers that stand in our own words: windows, thresholds, edges, years, and the like. */
const settled = new Set([
  ...emptyPage,
  ...numbersOf(`<p>${JSON.stringify(enEpochReport)}`),
  // Scales, the 30 members and 28 reports of the rounds, and ε 0.5.
  ...[0, 5, 25, 40, 50, 60, 75, 85, 100, 198, 30, 28],
])

/** What may stand in a page because of a release. */
function given(release: Release): readonly number[] {
  const { permille, low, high, counts = [] } = release
  const shares = [permille, low, high].flatMap((one) =>
    one === undefined ? [] : [one, Math.floor(one / 10), Math.round(one / 10), Math.ceil(one / 10)],
  )
  return [...shares, ...counts.flatMap((one) => [one.count, one.low, one.high])]
}

/** The section in which it says whether so many could show a change stands on assumptions, which are made of the same numbers. */
const withoutAssumptions = (html: string) =>
  html
    .replaceAll(/<h3>Could so few show a change\?<\/h3>[\s\S]*?<\/section>/g, '</section>')
    .replace(/The eight weeks from[^<]*/, '')

const sourceOf = (files: readonly Uint8Array[], refused: EpochReportSource['refused'] = []): EpochReportSource => ({
  name: 'H',
  community,
  files,
  refused,
  epoch: EPOCH,
  now,
})

describe('the page of an epoch', () => {
  it('shows no number that no release gives: none under its threshold, and none made of two', () => {
    fc.assert(
      fc.property(counted, counted, (first, second) => {
        const before = releasedOf(sumOf(first, EPOCH - 1))
        const these = releasedOf(sumOf(second), before.releases)
        const releases = [...before.releases, ...these.releases]
        const html = epochReportHtml(sourceOf(releases, these.refused), en, enEpochReport)
        const may = new Set([
          ...settled,
          ...releases.flatMap((one) => given(value(verifyRelease(one, { community, now })))),
        ])
        expect(numbersOf(withoutAssumptions(html)).filter((one) => !may.has(one))).toEqual([])
      }),
      runs,
    )
  })

  it('is the same to the last byte whatever stands in the cells that are left out', () => {
    fc.assert(
      fc.property(counted, fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 13, maxLength: 13 }), (some, less) => {
        // Each small cell a little smaller, where that moves nothing over a threshold.
        const changed = Object.fromEntries(
          Object.entries(some).map(([name, cells]) => [
            name,
            cells.map((one, nth) => (one < 20 ? one - (less[nth] ?? 0) : one)),
          ]),
        )
        const [one, other] = [some, changed].map((each) => releasedOf(sumOf(each)))
        const says = (files: readonly Uint8Array[] = []) =>
          files.map((file) => {
            const { metric, people, band, middle } = value(verifyRelease(file, { community, now }))
            return [metric, people, band, middle].join()
          })
        const shown = (files: readonly Uint8Array[] = []) =>
          files.flatMap((file) => given(value(verifyRelease(file, { community, now }))))
        if (says(one?.releases).join() !== says(other?.releases).join()) return
        if (shown(one?.releases).join() !== shown(other?.releases).join()) return
        const page = (each: typeof one) =>
          epochReportHtml(sourceOf(each?.releases ?? [], each?.refused), en, enEpochReport)
        expect(page(one)).toBe(page(other))
      }),
      runs,
    )
  })

  it('shows nothing of a release that was made by hand to say more, whoever has signed it', () => {
    const [file] = releasedOf(sumOf({ 'first-session': [300, 200] })).releases
    if (file === undefined) throw new Error('500 were counted')
    const { kind, subject, sequence, issued, expires } = value(readStatement(file))
    const said = value(verifyRelease(file, { community, now }))
    fc.assert(
      fc.property(fc.constantFrom(3, 7, 11, 13, 16, 17, 19), (count) => {
        const counts = [
          { cell: 0, count: 777, low: 770, high: 780 },
          { cell: 1, count, low: 0, high: 26 },
        ]
        const body = encodeCbor(toWire({ ...said, counts }, measurementKeys))
        const forged = signStatement({ kind, subject, sequence, issued, expires, body }, lead.publishing)
        const html = epochReportHtml(sourceOf([forged]), en, enEpochReport)
        expect(numbersOf(html)).not.toContain(777)
        expect(html).not.toContain('<svg')
        expect(html).toContain(enEpochReport.missing.why.measurement_invalid)
      }),
      { numRuns: 7 },
    )
  })

  it('shows neither of two releases that could be subtracted', () => {
    const [one] = releasedOf(sumOf({ 'first-session': [450, 260] })).releases
    const [other] = releasedOf(sumOf({ 'third-session': [445, 265] })).releases
    if (one === undefined || other === undefined) throw new Error('both are large')
    for (const files of [
      [one, other],
      [other, one],
    ]) {
      const html = epochReportHtml(sourceOf(files), en, enEpochReport)
      expect(numbersOf(html).filter((number) => [450, 260, 445, 265, 5].includes(number))).toEqual([])
      expect(html.split(enEpochReport.missing.why.release_repeated.slice(0, 30)).length).toBe(3)
    }
  })
})
