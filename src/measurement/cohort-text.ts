import type { Labels } from '../vocabulary/labels.js'
import type { MeasurementWords } from '../vocabulary/measurement-words.js'
import { fill, numberText } from '../vocabulary/sentence.js'
import type { CohortAnswer } from './cohort.js'

/**
 * Says in plain words whether a cohort can answer a question.
 *
 * @param answer - of `canThisCohortAnswer`.
 * @param labels - the words of one language, which write numbers in it.
 * @param words - the words of measurement in the same language, `enMeasurement` for English.
 * @returns a question and a few sentences, one a line.
 * Privacy: reads assumptions; nobody was counted.
 * Cost: O(1).
 * @example
 * const lines = textOfCohortAnswer(canThisCohortAnswer({ kind: 'wait', faster: 0.18 }, 500), en, enMeasurement)
 * @since 0.1
 */
export function textOfCohortAnswer(answer: CohortAnswer, labels: Labels, words: MeasurementWords): readonly string[] {
  const { question, people, power, verdict, smallestChange, needed, weeks } = answer
  const count = (number: number) => numberText(number, labels)
  return [
    asked(answer, words, count(people)),
    fill(words.verdict[verdict], { power: Math.floor(100 * power) }),
    ...(verdict === 'yes' ? [] : [unanswered(smallestChange, words)]),
    needed === undefined ? words.neededNone : fill(words.needed, { needed: count(needed) }),
    ...(needed === undefined || weeks === undefined
      ? []
      : [fill(words.weeks, { weeks: count(weeks), perWeek: count(Math.round(answer.perWeek ?? 0)) })]),
    ...(question.kind === 'share' && question.epsilon !== undefined ? [words.noise] : []),
  ]
}

function asked({ question }: CohortAnswer, words: MeasurementWords, people: string): string {
  if (question.kind === 'wait') return fill(words.question.faster, { people, faster: percent(question.faster) })
  const { baseline, change } = question
  const values = { people, baseline: percent(baseline), other: percent(baseline * (1 + change)) }
  return fill(change > 0 ? words.question.more : words.question.fewer, values)
}

function unanswered(smallest: number | undefined, words: MeasurementWords): string {
  return smallest === undefined
    ? words.smallestNone
    : fill(words.smallest, { change: Math.ceil(100 * Math.abs(smallest)) })
}

function percent(share: number): number {
  return Math.round(100 * share)
}
