import { createHash } from 'node:crypto'
import { compareVisits } from './compare/compare.js'
import type { DataFlow } from './declared/data-flow.js'
import { isExpected } from './declared/derived.js'
import type { Note } from './finding.js'
import { type JudgeInput, judge } from './judge.js'
import type { Find } from './masking.js'
import type { Made, Plan } from './plan.js'
import type { Answer } from './planted.js'
import { type AuditReport, toReport } from './report/report.js'
import { prepareSearch } from './search/needles.js'
import { search } from './search/search.js'

/**
 * Judges what was seen and writes the report.
 *
 * @param page - as it was named.
 * @param plan - of the audit.
 * @param made - every visit, in the order in which they were made; two at least had the first answers.
 * @param declaration - the declared flows, where there are some.
 * @returns the report.
 * @throws {TypeError} for fewer than two visits.
 * Privacy: planted answers are masked in it.
 * Cost: that of search and comparison.
 */
export function reportOf(
  page: string,
  plan: Plan,
  made: readonly Made[],
  declaration: DataFlow | undefined,
): AuditReport {
  const [first, ...again] = made.filter(({ nth }) => nth === 0)
  if (first === undefined || again.length === 0) throw new TypeError('made: at least two visits') // it makes them itself
  const answers = made.flatMap((one) => one.answers)
  const prepared = prepareSearch(distinct(answers))
  let cutShort = 0
  const find = remembering((bytes) => {
    const { hits, exhausted } = search(prepared, bytes)
    if (exhausted) cutShort += 1
    return hits
  })
  const { options, url } = plan
  const judgement = judge({
    first: first.recording,
    again: again.map(({ recording }) => recording),
    others: othersIn(made),
    answers: first.answers,
    find,
    pages: [url === undefined ? 'http://localhost' : new URL(url).origin, ...(options.reach ?? [])],
    ...(declaration !== undefined && { declaration }),
    ...(options.destinations !== undefined && { destinations: options.destinations }),
    ...(options.further !== undefined && { further: options.further }),
  })
  const about = {
    when: new Date(plan.session.now ?? 0).toISOString(),
    version: options.version ?? '',
    page,
    repeat: options.repeat ?? `entrenous audit ${page}`,
    recordings: made.map((one) => one.recording),
    answers: first.answers,
    versions: { node: process.versions.node },
    ...(declaration !== undefined && { declaration }),
    ...(options.dataFlowFile !== undefined && { declarationFile: options.dataFlowFile }),
  }
  const report = toReport(judgement, about, find)
  return { ...report, notes: [...report.notes, ...furtherNotes(first.driver.likenesses, cutShort, prepared.missing)] }
}

/** Much is the same in every visit, the page's own scripts above all: the same bytes are searched once. */
function remembering(find: Find): Find {
  const known = new Map<string, ReturnType<Find>>()
  return (bytes) => {
    const digest = createHash('sha256').update(bytes).digest('base64')
    const hits = known.get(digest) ?? find(bytes)
    known.set(digest, hits)
    return hits
  }
}

/** The visits with other answers, those with the same ones together. */
function othersIn(made: readonly Made[]): JudgeInput['others'] {
  const numbers = new Set(made.map(({ nth }) => nth).filter((nth) => nth > 0))
  return [...numbers].flatMap((nth) => {
    const [one, ...more] = made.filter((visit) => visit.nth === nth)
    return one === undefined ? [] : [{ ...one, again: more.map(({ recording }) => recording) }]
  })
}

/**
 * Tells whether visits differ in nothing but time: then it may have been the machine, and another look is worth its while.
 *
 * @param made - every visit so far.
 * @param declaration - the declared flows, where there are some: what they say is made of answers differs with them.
 * @returns true when every other difference is one of time, and there is one.
 * Privacy: tells yes or no.
 * Cost: that of the comparison.
 */
export function differInTimeAlone(made: readonly Made[], declaration: DataFlow | undefined): boolean {
  const [first, ...again] = made.filter(({ nth }) => nth === 0).map(({ recording }) => recording)
  if (first === undefined) return false
  const others = othersIn(made).map(({ recording, again: more = [] }) => [recording, ...more])
  const compared = compareVisits(first, again, others)
  if (!compared.stable) return false
  const differences = compared.differences.filter((one) => !isExpected(one, declaration))
  return differences.length > 0 && differences.every(({ kind }) => kind === 'timing')
}

/** Where this audit is blind by its own making. */
function furtherNotes(likenesses: readonly string[], cutShort: number, missing: readonly string[]): readonly Note[] {
  const limits = 'The search met its limits in something long before it had looked at all of it.'
  const digests = `This Node has no ${missing.join(', ')}: those digests of an answer were not looked for.`
  const all = [...likenesses, ...(cutShort > 0 ? [limits] : []), ...(missing.length > 0 ? [digests] : [])]
  return all.map((says) => ({ rule: 'untested-channel', says }))
}

/** Visits with the same answers plant the same texts. */
function distinct(answers: readonly Answer[]): readonly Answer[] {
  return [...new Map(answers.map((one) => [`${one.field} ${one.text}`, one])).values()]
}
