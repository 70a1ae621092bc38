import { Buffer } from 'node:buffer'
import { type Comparison, compareVisits } from './compare/compare.js'
import type { Difference, Uncompared } from './compare/difference.js'
import { type Item, isDeparture } from './compare/item.js'
import { HIDDEN } from './compare/template.js'
import { coverageNotes, insistOnEqualConsent, pairNotes } from './coverage.js'
import { type Standing, standings, type Where } from './declared/assign.js'
import { checkDeclared, egressBeforeConsent, placeOf } from './declared/check.js'
import type { DataFlow } from './declared/data-flow.js'
import { isExpected } from './declared/derived.js'
import type { Destinations } from './declared/destinations.js'
import type { Fault } from './fault.js'
import type { Finding, Note, Place, Verdict } from './finding.js'
import { leaksIn } from './leaks.js'
import type { Find } from './masking.js'
import { MAX_FINDINGS, orderedFindings, orderedNotes } from './order-findings.js'
import type { Answer } from './planted.js'
import type { Recording } from './recording.js'
import { flowsSeen, keptSeen, type SeenFlow, type SeenKept } from './seen.js'

/** What there is to judge. */
export type JudgeInput = {
  readonly first: Recording
  /** One or several further visits with the same answers. */
  readonly again?: Recording | readonly Recording[]
  /** Visits in which every answer that is not consented to is another, with further visits that had the same answers as that one. */
  readonly others: readonly {
    readonly recording: Recording
    readonly answers: readonly Answer[]
    readonly again?: readonly Recording[]
  }[]
  /** The answers of the first visit. */
  readonly answers: readonly Answer[]
  /** Looks for the planted answers of all these visits. */
  readonly find: Find
  readonly declaration?: DataFlow
  /** Where the roles of the declaration are in this test. */
  readonly destinations?: Destinations
  /** The origins, or URLs with `*`, that serve the page and its frames. */
  readonly pages?: readonly string[]
  /** Findings of what was looked at beside the visits: the headers of the page, its built code. */
  readonly further?: readonly Finding[]
}

/** What the recordings come to. */
export type Judgement = {
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  readonly notes: readonly Note[]
  /** What stood in the way of the comparison. */
  readonly fault?: Fault
  readonly flows: readonly SeenFlow[]
  readonly kept: readonly SeenKept[]
  /** The smallest difference between two gaps that would have been seen, in milliseconds. */
  readonly smallestGapMs?: number
  /** How many pairs of visits were compared. */
  readonly pairs: number
}

/**
 * Judges what was seen of a page: planted answers that left or lie at rest, visits that differ though nothing differs
 * that was consented to, flows that nobody declared, and whatever left before the click that consents.
 *
 * Pure: equal recordings give equal judgements.
 *
 * @param input - recordings, which are hostile; answers, declaration and search, which are ours.
 * @returns the verdict, findings and notes in an order that does not depend on chance. `inconclusive` where the visits
 * with the same answers differ, where an answer was not varied, or where nothing was seen.
 * @throws RangeError where an answer that is consented to differs between visits.
 * Privacy: planted answers are masked in all of it.
 * Cost: that of the search over every byte, and of the comparison. @since 0.2
 */
export function judge(input: JudgeInput): Judgement {
  const { answers, others, find, declaration } = input
  const otherAnswers = others.map((one) => one.answers)
  insistOnEqualConsent(answers, otherAnswers)
  const again = repeatsOf(input.again)
  const recordings = [input.first, ...again, ...others.flatMap(recordingsOf)]
  const where: Where = { destinations: input.destinations ?? {}, pages: input.pages ?? [] }
  const standing = recordings.map(({ departures }) =>
    declaration === undefined ? [] : standings(departures, declaration, where),
  )
  const declared = declaration === undefined ? undefined : checkDeclared(recordings, declaration, where)
  const comparison = comparisonOf(input, again)
  const compared = comparedFindings(comparison, declaration)
  const { findings, leftOut } = orderedFindings(
    [
      ...recordings.flatMap((recording, nth) =>
        leaksIn(recording, allowedIn(input, standing, again.length, nth), find),
      ),
      ...recordings.flatMap(egressBeforeConsent),
      ...compared.findings,
      ...(declared?.findings ?? []),
      ...(input.further ?? []),
    ],
    find,
  )
  const notes = [
    ...compared.notes,
    ...pairNotes(answers, otherAnswers, again.length),
    ...coverageNotes(recordings),
    ...(declared?.notes ?? []),
    ...leftOutNote(leftOut),
  ]
  return {
    verdict: verdictOf(findings, notes, compared.fault),
    findings,
    notes: orderedNotes(notes, find),
    ...(compared.fault !== undefined && { fault: compared.fault }),
    flows: flowsSeen(recordings, standing, find),
    kept: keptSeen(recordings, find),
    ...(compared.smallestGapMs !== undefined && { smallestGapMs: compared.smallestGapMs }),
    pairs: comparison?.stable === true ? comparison.pairs : 0,
  }
}

function recordingsOf({ recording, again = [] }: JudgeInput['others'][number]): readonly Recording[] {
  return [recording, ...again]
}

function repeatsOf(again: JudgeInput['again']): readonly Recording[] {
  if (again === undefined) return []
  return 'departures' in again ? [again] : again
}

function allowedIn(input: JudgeInput, standing: readonly (readonly Standing[])[], repeats: number, nth: number) {
  const ofOthers = input.others.flatMap((one) => recordingsOf(one).map(() => one.answers))
  const answers = ofOthers[nth - 1 - repeats] ?? input.answers
  const { declaration } = input
  return { answers, standings: standing[nth] ?? [], ...(declaration !== undefined && { declaration }) }
}

function comparisonOf({ first, others }: JudgeInput, again: readonly Recording[]): Comparison | undefined {
  if (again.length === 0) return undefined
  return compareVisits(first, again, others.map(recordingsOf))
}

function verdictOf(findings: readonly Finding[], notes: readonly Note[], fault: Fault | undefined): Verdict {
  if (findings.length > 0) return 'findings'
  if (fault !== undefined || notes.some(({ rule }) => rule === 'inconclusive')) return 'inconclusive'
  return 'no interference observed'
}

function leftOutNote(leftOut: number): readonly Note[] {
  if (leftOut === 0) return []
  const says = `${leftOut} more findings of the same rules were left out: a report holds ${MAX_FINDINGS}.`
  return [{ rule: 'untested-channel', says }]
}

type Compared = {
  readonly findings: readonly Finding[]
  readonly notes: readonly Note[]
  readonly fault?: Fault
  readonly smallestGapMs?: number
}

function comparedFindings(comparison: Comparison | undefined, declaration: DataFlow | undefined): Compared {
  if (comparison === undefined) return { findings: [], notes: [] }
  if (!comparison.stable) {
    const notes = comparison.differed.map((one) => uncomparedNote('inconclusive', one))
    const says = `Visits with the same answers already differ, in ${counted(comparison.differed.length)}.`
    const remedy = 'Give the page a fixed state and a seed, or leave out what is random, and repeat.'
    return { findings: [], notes, fault: { code: 'not_self_stable', says, remedy } }
  }
  const { smallestGapMs, differences, uncompared } = comparison
  const expected = differences.filter((one) => isExpected(one, declaration))
  return {
    findings: differences.filter((one) => !expected.includes(one)).map(differenceFinding),
    notes: [...uncompared, ...expected.map(expectedNote)].map((one) => uncomparedNote('untested-channel', one)),
    ...(smallestGapMs !== undefined && { smallestGapMs }),
  }
}

const counted = (count: number): string => (count === 1 ? 'one place' : `${count} places`)

function uncomparedNote(rule: Note['rule'], { item, part, says }: Uncompared): Note {
  return { rule, says, place: itemPlace(item, part) }
}

function expectedNote({ item, part }: Difference): Uncompared {
  const says =
    'It is declared to be made of answers, and differs with them: the answers were looked for in it, and nothing more can be told of it.'
  return { item, ...(part !== undefined && { part }), says }
}

function differenceFinding({ kind, item, part, says, excerpt }: Difference): Finding {
  // The name was compared byte by byte, one character each; it is shown as text.
  const shown = excerpt?.split(HIDDEN).map((piece) => Buffer.from(piece, 'latin1').toString())
  const evidence = { difference: kind, ...(shown !== undefined && { excerpt: shown.join(HIDDEN) }) }
  return { rule: 'interference', place: itemPlace(item, part), says, evidence }
}

function itemPlace({ of }: Item, part: string | undefined): Place {
  if (isDeparture(of)) return placeOf(of, part)
  return { at: 'rest', store: of.store, ...(of.origin !== undefined && { origin: of.origin }), key: of.key }
}
