import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fc, test } from '@fast-check/vitest'
import { Ajv2020 } from 'ajv/dist/2020.js'
import Ajv04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../src/audit/finding.js'
import { ruleOrder } from '../../../src/audit/order-findings.js'
import { reportHtml } from '../../../src/audit/report/html.js'
import { type AuditReport, reportJson } from '../../../src/audit/report/report.js'
import { reportSarif } from '../../../src/audit/report/sarif.js'
import { MAX_SHOWN, shown } from '../../../src/audit/report/shown.js'
import { MAX_SHOWN_FINDINGS, reportText, TEXT_COLUMNS } from '../../../src/audit/report/text.js'
import { explained, verdictWords } from '../../../src/audit/report/words.js'
import { answers, finder, formsOf, recording, remainder, type Sketch } from '../../support/audit-recordings.js'
import { cleanReport, faultyReport, reportOf, unstableReport } from '../../support/audit-report.js'

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const fitsReport = new Ajv2020({ allErrors: true }).compile(readJson('docs/reference/audit-report.schema.json'))
const sarifSchema = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
// SARIF's own schema has a pattern that only the older reading of patterns takes.
const draft04 = addFormats(new Ajv04({ allErrors: true, strict: false, unicodeRegExp: false }))
const fitsSarif = draft04.compile(readJson(sarifSchema))

const made: Record<string, () => AuditReport> = { clean: cleanReport, faulty: faultyReport, unstable: unstableReport }

describe('the committed example', () => {
  it('is a report of one of our own pages in which nothing was found', () => {
    const example = readJson('docs/privacy/example-audit.json')
    expect(fitsReport(example), JSON.stringify(fitsReport.errors)).toBe(true)
    expect([example.verdict, example.findings]).toEqual(['no interference observed', []])
    expect(readFileSync('docs/privacy/example-audit.html', 'utf8')).not.toContain('<script')
  })
})

describe('a report', () => {
  it('of the page that breaks every rule has a finding of every rule', () =>
    expect(new Set(faultyReport().findings.map(({ rule }) => rule))).toEqual(new Set(ruleOrder)))
  for (const [name, report] of Object.entries(made)) {
    it(`is the same each time, in every form: ${name}`, () => {
      for (const write of [reportJson, reportHtml, reportSarif, reportText])
        expect(write(report())).toBe(write(report()))
    })
    it(`fits the published schemas: ${name}`, () => {
      fitsReport(JSON.parse(reportJson(report())))
      expect(fitsReport.errors).toBeNull()
      fitsSarif(JSON.parse(reportSarif(report())))
      expect(fitsSarif.errors).toBeNull()
    })
  }
  it('has a schema that refuses what is none', () => {
    const wrong = [{ ...cleanReport(), extra: 1 }, { ...cleanReport(), verdict: 'clean' }, {}]
    for (const one of wrong) expect(fitsReport(one)).toBe(false)
    expect(fitsSarif({ ...JSON.parse(reportSarif(cleanReport())), version: '2.0.0' })).toBe(false)
  })
})

describe('the words', () => {
  it('never say that nothing leaks', () => {
    const all = JSON.stringify([explained, verdictWords]) + reportHtml(cleanReport()) + reportText(cleanReport())
    expect(all).not.toMatch(/no leaks?\b|nothing leaks|does not leak|\bsafe|\bsecure|certif|guarantee|prove[sdn]?\b/i)
    expect(verdictWords['no interference observed'].headline).toBe(
      'No interference observed, on these channels, in this browser, for these pairs',
    )
  })
  it('say the verdict first', () => {
    for (const [name, report] of Object.entries(made)) {
      const { headline } = verdictWords[report().verdict]
      expect(reportText(report()).replace(/\s+/g, ' ').startsWith(headline.toUpperCase()), name).toBe(true)
      const page = reportHtml(report())
      expect(page.indexOf(headline)).toBeLessThan(page.indexOf('<h2'))
    }
  })
  it('explain every rule that occurs', () => {
    const page = reportHtml(faultyReport())
    for (const rule of ruleOrder) expect(page.split(`>${rule}<`)).toHaveLength(3)
  })
})

describe('SARIF', () => {
  const run = () => JSON.parse(reportSarif(faultyReport())).runs[0]
  it('has one rule for each word, with help, and results that point at them', () => {
    const { tool, results } = run()
    expect(tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(Object.keys(explained).sort(byReport))
    for (const one of results) expect(tool.driver.rules[one.ruleIndex].id).toBe(one.ruleId)
    for (const rule of tool.driver.rules) expect(rule.help.text.length).toBeGreaterThan(20)
  })
  const order = [...ruleOrder, 'declared-not-seen', 'untested-channel', 'inconclusive']
  const byReport = (one: string, other: string): number => order.indexOf(one) - order.indexOf(other)
  it('gives each result its own fingerprint, the same in another run with other answers', () => {
    const prints = (report: AuditReport) =>
      JSON.parse(reportSarif(report)).runs[0].results.map(
        (one: { partialFingerprints: Record<string, string> }) => one.partialFingerprints['entrenousAudit/v1'],
      )
    expect(new Set(prints(faultyReport())).size).toBe(run().results.length)
    const leaking = (text: string, other: string) => {
      const visit = (one: string) => recording([{ url: `http://count.test/?q=${one}`, phase: 'intake' }])
      return reportOf([visit(text), visit(text), visit(other)], [], [answers(text), answers(other, 'worry')])
    }
    expect(prints(leaking('h4Kq9ZtWb2Xc', 'n8Vd3RyLm6PsQa'))).toEqual(prints(leaking('p2Xw7BnTq5Ds', 'j6Gf1KvYc9HrUz')))
  })
  it('points at a file and a line, whatever it is called', () => {
    const further: Finding[] = ['dist/a b.js', 'javascript:alert(1)', '//x.test/y', 'C:\\a\\b', '\ud800<>', ''].map(
      (path, line) => ({ rule: 'embedding-gap', place: { at: 'file', path, line }, says: 'A.', evidence: {} }),
    )
    const visit = recording([{ body: 'x' }])
    const log = JSON.parse(reportSarif(reportOf([visit, visit, visit], further)))
    expect(fitsSarif(log) || fitsSarif.errors).toBe(true)
    const uris = JSON.stringify(log.runs[0].results)
    expect(uris).not.toMatch(/"uri":"(javascript:|\/\/)/)
    expect(uris).toContain('"uri":"dist/a%20b.js"')
  })
  it('says that a run that came to nothing did not succeed', () => {
    expect(JSON.parse(reportSarif(unstableReport())).runs[0].invocations[0].toolExecutionNotifications).toHaveLength(1)
    expect(run().invocations[0].executionSuccessful).toBe(true)
  })
})

describe('the text for a terminal', () => {
  it('shows so many findings of a rule, and counts the rest', () => {
    const many = (count: number) => {
      const visit = recording(
        Array.from({ length: count }, (_, nth) => ({ url: `http://h${nth}.test/`, phase: 'intake' })),
      )
      return reportText(reportOf([visit, visit, visit], []))
    }
    expect(many(MAX_SHOWN_FINDINGS)).not.toContain('more')
    expect(many(MAX_SHOWN_FINDINGS + 1)).toContain('and 1 more')
  })
})

describe('a text that is shown', () => {
  const nothing = () => []
  it('has no sign that is not seen', () => {
    expect(shown('a\u202eb\u200bc\u001b[31m\n\u{e0041}\ud800', nothing)).toBe(
      'a⟨U+202E⟩b⟨U+200B⟩c⟨U+001B⟩[31m⟨U+000A⟩⟨U+E0041⟩⟨U+D800⟩',
    )
    expect(shown(`a${'\u0301'.repeat(50)}`, nothing)).toBe(`a${'\u0301'.repeat(3)}`)
  })
  it('is cut, and says so', () => {
    expect(shown('x'.repeat(MAX_SHOWN), nothing)).toBe('x'.repeat(MAX_SHOWN))
    expect(shown('x'.repeat(MAX_SHOWN + 1), nothing)).toBe(`${'x'.repeat(MAX_SHOWN)}… (1 more characters)`)
    expect(shown('x'.repeat(1_000_000), nothing).length).toBeLessThan(MAX_SHOWN + 40)
  })
})

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=http://192.0.2.7/x onerror=alert(1)>',
    "' onmouseover='x",
    '</style><link rel=stylesheet href=//192.0.2.7/a.css>',
    'url(http://192.0.2.7/)',
    '<!--',
    ']]>',
    '&lt;script&gt;',
    '\u202egpj.exe',
    'x'.repeat(5000),
  ),
)

/** A page whose names, addresses and keys are what somebody hostile chose. */
function hostile(texts: readonly string[], planted: string, form: string): AuditReport {
  const [one = '', two = '', three = ''] = texts
  const visit = (more: string) => {
    const sketches: readonly Sketch[] = [
      {
        url: `http://count.test/?q=${encodeURIComponent(one.replace(/[\ud800-\udfff]/gu, ''))}&f=${form}${more}`,
        phase: 'intake',
      },
      { to: two + form, channel: 'name lookup' },
      { to: `${form}.names.test`, channel: 'name lookup', phase: 'intake' },
      { url: 'http://board.test/x', verb: three, headers: { [two]: form, [`x-${form}`]: three }, body: form + more },
    ]
    const remainders = [remainder('localStorage', one + form, form), remainder('title', two, three + more, two)]
    return recording(sketches, { remainders, blind: [{ method: 'names', because: three }], browser: two })
  }
  const first = answers(planted)
  const further: Finding[] = [
    { rule: 'embedding-gap', place: { at: 'page', url: one + form }, says: two, evidence: { excerpt: three } },
    { rule: 'embedding-gap', place: { at: 'file', path: form + one, line: 3 }, says: two + form, evidence: {} },
  ]
  return reportOf([visit(''), visit(''), visit(three)], further, [first, answers('n8Vd3RyLm6PsQa', 'worry')])
}

const planted = fc.stringMatching(/^[A-Za-z0-9]{12,20}$/)

describe('whatever a page is called and sends', () => {
  test.prop([fc.tuple(nasty, nasty, nasty)])('the HTML has no script, no handler and no reference', (texts) => {
    const page = reportHtml(hostile(texts, 'h4Kq9ZtWb2Xc', 'y'))
    const ours = reportHtml(cleanReport())
    expect(page).not.toMatch(/<script/i)
    const tags = (text: string) =>
      [...text.matchAll(/<\/?([a-z0-9!-]+)([^>]*)>/gi)].map(([, name, inside]) => [name, inside])
    for (const [name, inside = ''] of tags(page.replace(/<style>[\s\S]*?<\/style>/, ''))) {
      expect(
        '!doctype html head meta title style body main section h1 h2 h3 p div strong code bdi ul li dl dt dd table caption thead tbody tr th td span pre',
      ).toContain(name)
      expect(inside).not.toMatch(/\b(on\w+|src|href|action|style|srcset|background|ping)\s*=/i)
    }
    // All that stands in angle brackets or between the tags of the style is ours, so it is what it is elsewhere.
    expect(/<style>([\s\S]*?)<\/style>/.exec(page)?.[1]).toBe(/<style>([\s\S]*?)<\/style>/.exec(ours)?.[1])
    expect(/<style>([\s\S]*?)<\/style>/.exec(ours)?.[1]).not.toMatch(/url\(|@import|http/)
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
  })
  test.prop([fc.tuple(nasty, nasty, nasty)])('JSON and SARIF fit their schemas, and lines their terminal', (texts) => {
    const report = hostile(texts, 'h4Kq9ZtWb2Xc', 'y')
    expect(fitsReport(JSON.parse(reportJson(report))) || fitsReport.errors).toBe(true)
    expect(fitsSarif(JSON.parse(reportSarif(report))) || fitsSarif.errors).toBe(true)
    const lines = reportText(report).split('\n')
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(TEXT_COLUMNS)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
  })
  test.prop([fc.tuple(nasty, nasty, nasty), planted, fc.nat()])(
    'no planted answer is in any form of a report',
    (texts, text, nth) => {
      const forms = formsOf(text)
      const [, form = ''] = forms[nth % forms.length] ?? []
      const report = hostile(texts, text, form)
      const written = [reportJson, reportHtml, reportSarif, reportText].map((write) => write(report)).join('\n')
      const find = finder([answers(text)])
      // Folded over two lines it would be the same answer.
      const joined = written.replace(/\n\s*/g, '')
      for (const one of [written, joined]) expect(find(new TextEncoder().encode(one))).toEqual([])
    },
  )
})
