import { wholePage } from '../../page/whole-page.js'
import type { Finding, FindingRule, Note, NoteRule } from '../finding.js'
import { ruleOrder } from '../order-findings.js'
import { apart, html, type Markup, type Piece } from './markup.js'
import { evidenceRows, placeRows, placeWords } from './place-words.js'
import type { AuditReport } from './report.js'
import { style } from './style.js'
import { declaredTable, flowTable, keptTable } from './tables.js'
import { explained, methodWords, verdictWords } from './words.js'

/**
 * The report for a person: one file, no script, nothing fetched. The verdict first, then why.
 *
 * @param report - of an audit.
 * @returns a whole HTML document; the same report gives the same bytes.
 * Privacy: as the report; it holds no planted answer.
 * Cost: O(size). @since 0.2
 */
export function reportHtml(report: AuditReport): string {
  const body = html`${summary(report)}
${section('findings', findingsTitle(report), findingList(report))}
${section('made', 'What was done', made(report))}
${section('flows', 'What left, and what is declared', html`${flowTable(report)}${declaredTable(report)}`)}
${section('kept', 'What was kept on the device', keptTable(report.kept))}
${section('untested', 'What was not tested', untested(report))}
${section('repeat', 'Versions, and how to repeat it', repeat(report))}
${section('words', 'What the words mean', glossary())}`
  return wholePage({ language: 'en', direction: 'ltr', title: titleOf(report), style, body: body.markup })
}

const marks = { 'no interference observed': 'good', findings: 'bad', inconclusive: 'unsure' } as const

function titleOf({ verdict, page }: AuditReport): string {
  const short =
    verdict === 'findings' ? 'Findings' : verdict === 'inconclusive' ? 'Inconclusive' : 'No interference observed'
  return `${short}: egress audit of ${page}`
}

function section(id: string, title: string, body: Piece): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${body}</section>`
}

function summary({ verdict, page, when, browser, findings, fault }: AuditReport): Markup {
  const { headline, means } = verdictWords[verdict]
  const why = fault === undefined ? '' : html`<p><strong>Why:</strong> ${fault.says} ${fault.remedy}</p>`
  const rules = ruleOrder.filter((rule) => findings.some((one) => one.rule === rule))
  const short = rules.map((rule) => {
    const count = findings.filter((one) => one.rule === rule).length
    return html`<li>${explained[rule].title}: ${count === 1 ? 'in one place' : `in ${count} places`}</li>`
  })
  return html`<h1>Egress audit of ${apart(page)}</h1>
<p class="quiet">Made on ${dateOf(when)} with ${apart(browser)}.</p>
<div class="verdict ${marks[verdict]}"><strong>${headline}</strong><p>${means}</p></div>
${why}${short.length === 0 ? '' : html`<ul>${short}</ul>`}`
}

const months = 'January February March April May June July August September October November December'.split(' ')

function dateOf(when: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::[\d.]+)?Z$/.exec(when) ?? []
  const name = months[Number(month) - 1]
  return name === undefined ? when : `${Number(day)} ${name} ${year}, ${time} UTC`
}

function findingsTitle({ findings }: AuditReport): string {
  return findings.length === 0 ? 'No findings' : findings.length === 1 ? 'One finding' : `${findings.length} findings`
}

function findingList({ findings, verdict }: AuditReport): Piece {
  if (findings.length === 0) {
    return verdict === 'inconclusive'
      ? html`<p>Nothing was found, but not enough was seen or compared for that to mean anything.</p>`
      : html`<p>In what was watched, nothing was found. See below for what was done and what was not tested.</p>`
  }
  const several = html`<p class="quiet">One and the same fault can break several rules; it then stands under each of them.</p>`
  const boxes = ruleOrder.flatMap((rule) => {
    const those = findings.filter((one) => one.rule === rule)
    if (those.length === 0) return []
    const { title, means, remedy } = explained[rule]
    return html`<div class="intro"><h3>${title} <code class="quiet">${rule}</code></h3>
<p>${means}</p><p><strong>What to do:</strong> ${remedy}</p></div>${those.map(findingBox)}`
  })
  return findings.length === 1 ? boxes : [several, ...boxes]
}

function findingBox({ place, says, evidence }: Finding): Markup {
  const rows = [...placeRows(place), ...evidenceRows(evidence)]
  return html`<div class="finding"><p>${says}</p><dl>${rows.map(
    ({ name, text, isTheirs }) => html`<dt>${name}</dt><dd>${isTheirs ? apart(text) : text}</dd>`,
  )}</dl></div>
`
}

function made({
  made: { visits, pairs, fields, methods, blind, containment, seeded, smallestGapMs },
}: AuditReport): Markup {
  const planted = fields.filter((one) => one.planted).length
  const inside =
    containment === 'namespace'
      ? 'The browser ran in a network of its own, in which every address leads to the audit: nothing could leave the machine, and what tried to ended at the audit.'
      : 'The browser was sent through a proxy of the audit, since a network of its own was not permitted. What does not ask the proxy could not be seen.'
  const chance = seeded
    ? 'The page was given chance and clock by the audit, so that visits could be compared byte by byte.'
    : 'The page had chance and clock of its own, so that what is encrypted could be compared by its length only.'
  const gap =
    smallestGapMs === undefined
      ? 'No two moments could be compared.'
      : `Moments were compared as well: the time between two departures would have been noticed to differ from ${smallestGapMs} ms on. Smaller differences were not seen.`
  return html`<p>A real browser opened the page and went through its form ${visits} times, with made-up answers. Two visits or more
had the same answers, which shows what varies by itself; the others differed in every answer that nobody consented to share.
${pairs === 1 ? 'One pair of visits was' : `${pairs} pairs of visits were`} compared: what left, how often, in which order, how long and with which content, and what was kept.</p>
<p>${planted} of the ${fields.length} answers were random and occur nowhere else. They were searched for in everything that left and everything that was kept, in plain form and in the encodings and digests that the audit knows.</p>
<p>${inside} ${chance} ${gap}</p>
<h3>The answers</h3>
<ul>${fields.map(({ name, planted: isPlanted, consented }) => {
    const how = isPlanted ? 'random, searched for' : 'a choice, compared'
    return html`<li>${apart(name)}: ${how}; ${consented ? 'shared with consent' : 'not to be shared'}</li>`
  })}</ul>
<h3>Who watched</h3>
<ul>${methods.map((method) => html`<li>${methodWords[method]} (${method})</li>`)}${blind.map(
    ({ method, because }) => html`<li>Less was seen by ${methodWords[method]}: ${because}</li>`,
  )}</ul>`
}

const noteTitles: readonly NoteRule[] = ['inconclusive', 'untested-channel', 'declared-not-seen']

function untested({ notes, notTested }: AuditReport): Markup {
  const lists = noteTitles.flatMap((rule) => {
    const those = notes.filter((one) => one.rule === rule)
    if (those.length === 0) return []
    const { title, means } = explained[rule]
    return html`<h3>${title} <code class="quiet">${rule}</code></h3><p>${means}</p><ul>${those.map(noteItem)}</ul>`
  })
  return html`${lists}<h3>Never tested by this audit</h3><ul>${notTested.map((one) => html`<li>${one}</li>`)}</ul>`
}

function noteItem({ says, place }: Note): Markup {
  if (place === undefined) return html`<li>${says}</li>`
  const { kind, name } = placeWords(place)
  return html`<li>${says} <span class="quiet">(${kind}: ${apart(name)})</span></li>`
}

function repeat({ tool, browser, versions, repeat: command, declaration }: AuditReport): Markup {
  const others = Object.entries(versions).map(([name, version]) => html`<dt>${name}</dt><dd>${version}</dd>`)
  const file = declaration?.file === undefined ? '' : html`<dt>declaration</dt><dd>${apart(declaration.file)}</dd>`
  return html`<dl><dt>${tool.name}</dt><dd>${tool.version}</dd><dt>browser</dt><dd>${apart(browser)}</dd>${others}${file}</dl>
<p>On a machine with Node and Chromium, type:</p><pre><code>${command}</code></pre>
<p class="quiet">Each audit draws new answers. The findings should be the same, their excerpts need not be.</p>`
}

function glossary(): Markup {
  const rules: readonly (FindingRule | NoteRule)[] = [...ruleOrder, ...noteTitles]
  return html`<dl class="glossary">${rules.map((rule) => {
    const { title, means } = explained[rule]
    return html`<dt>${title} <code class="quiet">${rule}</code></dt><dd>${means}</dd>`
  })}</dl>`
}
