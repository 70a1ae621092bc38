import { describe, expect, it } from 'vitest'
import { epochReportElements, epochReportHtml } from '../../../src/epoch-report/epoch-report.js'
import type { EpochReportSource } from '../../../src/epoch-report/gather.js'
import { en, enEpochReport } from '../../../src/labels/en.js'
import { es, esEpochReport } from '../../../src/labels/es.js'
import { fr, frEpochReport } from '../../../src/labels/fr.js'
import { signReleases } from '../../../src/measurement/release.js'
import type { PageElement } from '../../../src/page/elements.js'
import { dora } from '../../support/cast.js'
import { releasedOf, storySource, sumOf } from '../../support/epoch-report.js'
import { COUNTED, community, devicesOf, EPOCH, hold, journalOf, lead } from '../../support/measurement.js'

const now = COUNTED
const page = (source: EpochReportSource) => epochReportHtml(source, en, enEpochReport)
const about = (files: readonly Uint8Array[]): EpochReportSource => ({
  name: 'Harbour',
  community,
  files,
  epoch: EPOCH,
  now,
})
const { missing, before, said, verify } = enEpochReport
/** The whole of a text in elements, as somebody reads it. */
const textOf = (all: readonly (PageElement | string)[]): string =>
  all.map((one) => (typeof one === 'string' ? one : textOf(one.children))).join('')

describe('the report of an epoch', () => {
  it('is the same page to the last byte for the same files, in whatever order they came', () => {
    const source = storySource()
    expect(page({ ...source, files: [...source.files].reverse() })).toBe(page(source))
    expect(page({ ...source, files: [...source.files, ...source.files] })).toBe(page(source))
  })

  it('takes the newest epoch, and the one before beside it', () => {
    const text = textOf(epochReportElements(storySource(), en, enEpochReport))
    expect(text).toContain('68 %: a first session. Allowing for noise and chance, between')
    expect(text).toContain('In the eight weeks before it was 58 %')
    const earlier = textOf(epochReportElements({ ...storySource(), epoch: EPOCH - 1 }, en, enEpochReport))
    expect(earlier).toContain('58 %: a first session.')
    expect(earlier).not.toContain('68 %')
    expect(earlier).not.toContain('In the eight weeks before')
  })

  it('says where an interval takes in no change, and where it does not', () => {
    const pair = (first: readonly number[], second: readonly number[]) => {
      const one = releasedOf(sumOf({ 'first-session': first }, EPOCH - 1)).releases
      const other = releasedOf(sumOf({ 'first-session': second }), one).releases
      return textOf(epochReportElements(about([...one, ...other]), en, enEpochReport))
    }
    const [, overlaps = ''] = before.overlap.split('. ')
    const [, apart = ''] = before.apart.split('. ')
    expect(pair([300, 300], [310, 290])).toContain(overlaps)
    expect(pair([300, 300], [310, 290])).not.toContain(apart)
    expect(pair([300, 300], [500, 100])).toContain(apart)
  })

  it('says why there is no number where another count of the same people has them, or a side is small', () => {
    const { releases } = releasedOf(
      sumOf({ 'first-session': [300, 200], completed: [260, 240], 're-referral': [12, 488] }),
    )
    const html = page(about(releases))
    expect(html.split(said.elsewhere)).toHaveLength(2)
    expect(html.split(said.smallSide)).toHaveLength(2)
    expect(html).not.toMatch(/260|240|>12<|488/)
  })

  it('says where another count may be the largest', () => {
    const of = (cells: readonly number[]) => page(about(releasedOf(sumOf({ 'received-by-source': cells })).releases))
    expect(of([60, 58, 40, 30, 0, 0, 0, 0, 0])).toContain(said.orAnother)
    expect(of([160, 58, 40, 30, 0, 0, 0, 0, 0])).not.toContain(said.orAnother)
  })

  it('says why something that was asked is not there', () => {
    const { releases, refused } = releasedOf(sumOf({ 'first-session': [300, 200], attendance: [9, 4] }))
    expect(page({ ...about(releases), refused })).toContain(missing.why.release_withheld)
    expect(page(about(releases))).toContain(missing.none)
    expect(page({ ...about([]), refused: [{ metric: 'attendance', code: 'measurement_too_few' }] })).toContain(
      missing.why.measurement_too_few,
    )
  })

  it('shows nothing of a file that it does not believe, and says so', () => {
    const [file] = releasedOf(sumOf({ 'first-session': [777, 333] })).releases
    if (file === undefined) throw new Error('many were counted')
    const broken = file.map((byte, at) => (at === file.length - 1 ? byte ^ 1 : byte))
    const keys = { root: lead.root, publishing: dora }
    const [foreign] = signReleases(sumOf({ 'first-session': [777, 333] }), keys, { now, previous: [] })
    const cases = [
      [broken, missing.why.statement_forged],
      [foreign?.release.ok ? foreign.release.value : broken, missing.why.measurement_foreign],
      [new Uint8Array(40), missing.why.measurement_invalid],
      [new Uint8Array(0), missing.why.measurement_invalid],
    ] as const
    for (const [bytes, why] of cases) {
      const html = page(about([bytes]))
      expect(html).toContain(why)
      expect(html).not.toMatch(/777|333/)
    }
  })

  it('makes no tag of a community’s name', () => {
    const name = '</h1><script>alert(1)</script>" onload="x'
    const html = page({ ...storySource(), name })
    expect(html).not.toMatch(/<script|onload="/)
    expect(html).toContain('&lt;script&gt;')
  })

  it('has no script, no address and no style of an element', () => {
    const html = page(storySource())
    expect(html).not.toMatch(/<script|<a |<img|<iframe|<link| style=| on\w+=|https?:|url\((?!#)/)
    expect(html).toContain('default-src &#39;none&#39;')
  })

  it('speaks three languages, and leaves no placeholder', () => {
    for (const [labels, words] of [
      [en, enEpochReport],
      [es, esEpochReport],
      [fr, frEpochReport],
    ] as const) {
      const html = epochReportHtml(storySource(), labels, words)
      expect(html).toContain(`<html lang="${words.language}">`)
      expect(html.replace(/<style>[\s\S]*<\/style>/, '')).not.toMatch(/\{[a-zA-Z]+\}|undefined|NaN/)
    }
  })
})

describe('with the files of the rounds', () => {
  const held = hold(
    devicesOf(
      Array.from({ length: 8 }, (_, nth) => journalOf(20, 10, `${nth}`)),
      'report',
    ),
    {
      metrics: [
        { metric: 'first-session', epsilonMilli: 1000 },
        { metric: 'attendance', epsilonMilli: 500 },
      ],
    },
  )
  const { file: round, joins, rollFile: roll, reports, closingFile: closing, answers } = held
  const evidence = { round, joins, roll, reports, closing, answers }
  const [released] = signReleases(held.sum, lead, { now, previous: [] })
  const files = released?.release.ok ? [released.release.value] : []

  it('adds every number up again, and says what was asked and did not come', () => {
    const html = page({ ...about(files), rounds: [evidence] })
    expect(html).toContain(verify.again)
    expect(html).toContain(missing.why.unsaid)
    expect(page(about(files))).toContain(verify.signatures)
  })
  it('knows from a round among the files alone what was asked', () =>
    expect(page(about([...files, round]))).toContain(missing.why.unsaid))
  it('shows nothing that the files do not come to', () => {
    const [other] = releasedOf(sumOf({ 'first-session': [777, 333] })).releases
    const html = page({ ...about([...files, other ?? round]), rounds: [evidence] })
    expect(html).toContain(missing.why.release_repeated)
    expect(html).not.toMatch(/777|333/)
    const short = page({ ...about(files), rounds: [{ ...evidence, answers: [] }] })
    expect(short).toContain(missing.why.measurement_too_few)
    expect(short).not.toContain('<svg')
  })
})
