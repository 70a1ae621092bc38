import type { DataFlow } from '../declared/data-flow.js'
import type { Fault } from '../fault.js'
import type { Finding, Note, Verdict } from '../finding.js'
import type { Judgement } from '../judge.js'
import type { Find } from '../masking.js'
import type { Answer } from '../planted.js'
import { type Blindness, type Method, methods, type Recording } from '../recording.js'
import type { SeenFlow, SeenKept } from '../seen.js'
import { shownDeep } from './shown.js'
import { neverTested } from './words.js'

/** What a report says besides the judgement: all of it is handed in, so that equal audits make equal bytes. */
export type About = {
  /** When the audit was made: `2026-11-30T09:00:00Z`. */
  readonly when: string
  /** The version of this package. */
  readonly version: string
  /** The address or folder that was audited. */
  readonly page: string
  /** How to repeat it, as one would type it. */
  readonly repeat: string
  readonly recordings: readonly Recording[]
  /** The answers of the first visit. */
  readonly answers: readonly Answer[]
  readonly declaration?: DataFlow
  /** The file that holds the declaration, for what points into it. */
  readonly declarationFile?: string
  /** Who else took part: `{ node: '20.19.5' }`. */
  readonly versions?: Readonly<Record<string, string>>
}

/** A declared flow, as far as a table shows it. */
export type ReportedFlow = {
  readonly id: string
  readonly destination: string
  readonly trigger: string
  readonly channel: string
  readonly purpose: string
  readonly fields: readonly { readonly name: string; readonly class: string }[]
  readonly most: number
  readonly sizes: readonly number[]
}

/** The truth of an audit, from which every other form of the report is made. */
export type AuditReport = {
  readonly format: 'entrenous-audit-report-1'
  readonly when: string
  readonly tool: { readonly name: 'entrenous'; readonly version: string }
  readonly page: string
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  readonly notes: readonly Note[]
  readonly fault?: Fault
  readonly made: {
    /** How many visits, and how many pairs of them were compared. */
    readonly visits: number
    readonly pairs: number
    readonly fields: readonly { readonly name: string; readonly planted: boolean; readonly consented: boolean }[]
    readonly methods: readonly Method[]
    readonly blind: readonly Blindness[]
    readonly containment: 'namespace' | 'proxy'
    readonly seeded: boolean
    readonly smallestGapMs?: number
  }
  readonly declaration?: { readonly name: string; readonly file?: string; readonly flows: readonly ReportedFlow[] }
  readonly flows: readonly SeenFlow[]
  readonly kept: readonly SeenKept[]
  readonly notTested: readonly string[]
  readonly browser: string
  readonly versions: Readonly<Record<string, string>>
  readonly repeat: string
}

/**
 * Makes the report of a judgement. Every text in it is masked, cut and free of signs that cannot be seen, so that no form
 * of the report has to do it again.
 *
 * @param judgement - of these recordings.
 * @param about - what was audited, when, and with what.
 * @param find - looks for the planted answers.
 * @returns plain data; equal arguments make an equal report.
 * Privacy: names fields, never answers; holds no planted answer that `find` can find.
 * Cost: that of the search, once for each distinct text. @since 0.2
 */
export function toReport(judgement: Judgement, about: About, find: Find): AuditReport {
  const { recordings, declaration } = about
  const { smallestGapMs, fault } = judgement
  const report: AuditReport = {
    format: 'entrenous-audit-report-1',
    when: about.when,
    tool: { name: 'entrenous', version: about.version },
    page: about.page,
    verdict: judgement.verdict,
    findings: judgement.findings,
    notes: judgement.notes,
    ...(fault !== undefined && { fault }),
    made: {
      visits: recordings.length,
      pairs: judgement.pairs,
      fields: about.answers.map(({ field, planted, consented }) => ({ name: field, planted, consented })),
      methods: methods.filter((method) => recordings.every((one) => one.methods.includes(method))),
      blind: distinct(recordings.flatMap(({ blind }) => blind)),
      containment: recordings.every(({ containment }) => containment === 'namespace') ? 'namespace' : 'proxy',
      seeded: recordings.every(({ seeded }) => seeded),
      ...(smallestGapMs !== undefined && { smallestGapMs }),
    },
    ...(declaration !== undefined && { declaration: reported(declaration, about.declarationFile) }),
    flows: judgement.flows,
    kept: judgement.kept,
    notTested: neverTested,
    browser: [...new Set(recordings.map(({ browser }) => browser))].sort().join(', '),
    versions: about.versions ?? {},
    repeat: about.repeat,
  }
  // Our own sentences are longer than what may be shown of a page; they hold nothing of it.
  return { ...shownDeep(report, find), notTested: neverTested }
}

function distinct(blind: readonly Blindness[]): readonly Blindness[] {
  const known = new Map(blind.map((one) => [`${methods.indexOf(one.method)} ${one.because}`, one]))
  return [...known].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one)
}

function reported({ name, flows }: DataFlow, file: string | undefined): NonNullable<AuditReport['declaration']> {
  return {
    name,
    ...(file !== undefined && { file }),
    flows: flows.map(({ id, destination, trigger, channel, purpose, fields, count, sizes = [] }) => ({
      id,
      destination,
      trigger,
      channel,
      purpose,
      fields: fields.map((one) => ({ name: one.name, class: one.class })),
      most: count.most,
      sizes,
    })),
  }
}

/**
 * The report as JSON: the truth, by docs/reference/audit-report.schema.json.
 *
 * @param report - of an audit.
 * @returns text with a line end at its end; the same report gives the same bytes.
 * Privacy: as the report.
 * Cost: O(size). @since 0.2
 */
export function reportJson(report: AuditReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`
}
