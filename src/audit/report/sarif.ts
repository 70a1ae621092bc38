import { createHash } from 'node:crypto'
import type { Finding, FindingRule, Note, NoteRule, Place } from '../finding.js'
import { findingKey, placeKey, ruleOrder } from '../order-findings.js'
import { placeWords } from './place-words.js'
import type { AuditReport } from './report.js'
import { explained, verdictWords } from './words.js'

// SARIF 2.1.0: how tools that look at code tell a code host what they found.

const noteRules: readonly NoteRule[] = ['declared-not-seen', 'untested-channel', 'inconclusive']
const rules: readonly (FindingRule | NoteRule)[] = [...ruleOrder, ...noteRules]
const levels: Readonly<Record<FindingRule | NoteRule, 'error' | 'warning' | 'note'>> = {
  'canary-leak': 'error',
  'egress-before-consent': 'error',
  interference: 'error',
  'undeclared-flow': 'error',
  'undeclared-field': 'error',
  'over-count': 'error',
  'size-off-bucket': 'error',
  'at-rest-undeclared': 'error',
  'embedding-gap': 'warning',
  'declared-not-seen': 'note',
  'untested-channel': 'note',
  inconclusive: 'warning',
}

/**
 * The report for a code host, by SARIF 2.1.0: one rule for each word of a verdict, one result for each finding and note.
 *
 * @param report - of an audit.
 * @returns text with a line end at its end; the same report gives the same bytes, and the same finding has the same
 * fingerprint in every run.
 * Privacy: as the report.
 * Cost: O(size). @since 0.2
 */
export function reportSarif(report: AuditReport): string {
  const { findings, notes, verdict, when, tool, browser, repeat } = report
  const results = [...findings, ...notes].map((one) => result(one, report))
  const run = {
    tool: {
      driver: {
        name: 'entrenous audit',
        version: tool.version,
        rules: rules.map(reportingRule),
      },
    },
    invocations: [
      {
        commandLine: repeat,
        startTimeUtc: when,
        // A run that could not say anything did not succeed: a code host shows it as such.
        executionSuccessful: verdict !== 'inconclusive',
        toolExecutionNotifications: notifications(report),
      },
    ],
    results,
    columnKind: 'utf16CodeUnits',
    properties: { verdict, means: verdictWords[verdict].means, browser },
  }
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function reportingRule(id: FindingRule | NoteRule) {
  const { title, means, remedy } = explained[id]
  return {
    id,
    name: id.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: means },
    help: { text: `${means} ${remedy}`, markdown: `${means}\n\n**What to do:** ${remedy}` },
    defaultConfiguration: { level: levels[id] },
    properties: { tags: ['privacy'] },
  }
}

function notifications({ fault, verdict }: AuditReport) {
  if (fault === undefined && verdict !== 'inconclusive') return []
  const text = fault === undefined ? verdictWords.inconclusive.means : `${fault.says} ${fault.remedy}`
  return [{ level: 'error', message: { text }, descriptor: { id: fault?.code ?? 'inconclusive' } }]
}

function result(one: Finding | Note, report: AuditReport) {
  const { rule, says, place } = one
  const words = place === undefined ? undefined : placeWords(place)
  const where = words === undefined ? '' : ` (${words.kind}: ${words.name})`
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: levels[rule],
    kind: levels[rule] === 'note' ? 'informational' : 'fail',
    message: { text: `${says}${where}` },
    locations: [location(place, report)],
    partialFingerprints: { 'entrenousAudit/v1': fingerprint(one) },
    ...('evidence' in one && { properties: { evidence: one.evidence } }),
  }
}

/** What makes a finding the same finding in the next run: not its lengths and moments, and not who saw it. */
function fingerprint(one: Finding | Note): string {
  const text =
    'evidence' in one
      ? findingKey(one)
      : [one.rule, one.place === undefined ? one.says : placeKey(one.place)].join('\n')
  return createHash('sha256').update(text).digest('hex')
}

/**
 * A code host wants a file and a line: the file that is named, the declaration, or the page. What is meant exactly is the
 * logical location.
 */
function location(place: Place | undefined, { page, declaration }: AuditReport) {
  const [uri, line] =
    place?.at === 'file'
      ? [place.path, place.line]
      : [declaration?.file ?? (place?.at === 'page' ? place.url : page), 1]
  const physicalLocation = {
    artifactLocation: { uri: uriReference(uri) },
    region: { startLine: Math.max(1, Math.floor(line)) },
  }
  if (place === undefined || place.at === 'file') return { physicalLocation }
  const fullyQualifiedName = placeKey(place).split('\n').slice(1).join(' ').trim()
  return {
    physicalLocation,
    logicalLocations: [{ name: placeWords(place).name, fullyQualifiedName, kind: 'resource' }],
  }
}

/** Whatever the text: a reference by RFC 3986, and never one that a reader could run. */
function uriReference(text: string): string {
  const path = text.replaceAll('\\', '/')
  const isPage = /^https?:\/\/[^\s/]+(\/|$)/.test(path)
  const written = encodeURI(path.replace(/[\ud800-\udfff]/gu, '')).replace(
    /%(?![0-9A-F]{2})|[[\]^`{|}<>"]/gi,
    escapeSign,
  )
  if (isPage) return written
  // A folder or a file: relative, so that no scheme can begin it.
  return written.replace(/^\/+/, '').replaceAll(':', '%3A') || '.'
}

function escapeSign(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
