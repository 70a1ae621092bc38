import { noiseVariance } from './noise.js'
import { solve } from './normal.js'
import { fewestFor, powerOfShares, powerOfWaits } from './power.js'

/** What a lead would like to know. Shares are between 0 and 1. */
export type CohortQuestion =
  /** Do more people say yes here than there? `change` 0.28 is 28 % more of `baseline`, -0.1 a tenth less. */
  | { readonly kind: 'share'; readonly baseline: number; readonly change: number; readonly epsilon?: number }
  /** Do people wait less here than there? `faster` 0.18 is 18 % less for the middle one of them. */
  | { readonly kind: 'wait'; readonly faster: number; readonly spread?: number }

/** How the answer is judged. */
export type CohortOptions = {
  /** How many people a week can be asked, in both groups together: then the answer says how long it takes. */
  readonly perWeek?: number
  /** How often a true difference must be seen; 0.8 unless told. */
  readonly power?: number
  /** How often a difference may be seen where there is none; 0.05 unless told. */
  readonly level?: number
}

/** Whether so many people can answer a question, and what would. */
export type CohortAnswer = {
  readonly question: CohortQuestion
  readonly people: number
  /** `yes`: as often as asked. `hardly`: less often, but more often than not. `no`: less than half the times. */
  readonly verdict: 'yes' | 'hardly' | 'no'
  /** How often the difference would be seen if it were there, 0 to 1. */
  readonly power: number
  /** The smallest change these people can show as often as asked, as `change` or `faster`; undefined where none can. */
  readonly smallestChange: number | undefined
  /** How many people are needed, in both groups together; undefined where no number is enough. */
  readonly needed: number | undefined
  /** How many weeks until then, at so many people a week; undefined where it was not said how many come. */
  readonly weeks: number | undefined
  readonly perWeek: number | undefined
}

/** The spread of logarithms of waits from one to six weeks. */
const USUAL_SPREAD = 0.8
/** Everybody of a round reports: the most noise there is, the same for every even number of members. */
const ROUND_OF = 8

/**
 * Tells whether so many people can answer a question, before anybody is asked.
 *
 * Two groups of equal size are compared, two-sided. A community that cannot answer learns what it can: the smallest difference
 * it would see, how many people it takes, how many weeks.
 *
 * @param question - what would be compared, and the difference that is hoped for; with `epsilon`, the noise of a round is
 * counted in.
 * @param people - how many, in both groups together.
 * @param options - `perWeek`, `power`, `level`.
 * @returns the answer, as numbers; `textOfCohortAnswer` says it in words.
 * @throws {RangeError} when a share, a change or a number of people is none.
 * Privacy: reads assumptions; nobody is counted.
 * Cost: some thousand evaluations of the normal distribution.
 * @example
 * const answer = canThisCohortAnswer({ kind: 'share', baseline: 0.3, change: 0.28 }, 500)
 * @see powerOfShares, powerOfWaits @since 0.1
 */
export function canThisCohortAnswer(
  question: CohortQuestion,
  people: number,
  options: CohortOptions = {},
): CohortAnswer {
  const { perWeek, power: wanted = 0.8, level = 0.05 } = options
  check(question)
  if (!Number.isSafeInteger(people) || people < 2) throw new RangeError('people: expected a whole number of at least 2')
  if (!(wanted > level && wanted < 1 && level > 0)) throw new RangeError('power: expected one between the level and 1')
  if (perWeek !== undefined && !(perWeek > 0)) throw new RangeError('perWeek: expected a number above 0')
  const powerWith = (asked: CohortQuestion, perGroup: number) => powerOf(asked, perGroup, level)
  const perGroup = Math.floor(people / 2)
  const power = powerWith(question, perGroup)
  const fewest = fewestFor((count) => powerWith(question, count), wanted)
  const needed = fewest && 2 * fewest
  return {
    question,
    people,
    verdict: power >= wanted ? 'yes' : power >= 0.5 ? 'hardly' : 'no',
    power,
    smallestChange: smallest(question, (asked) => powerWith(asked, perGroup) - wanted),
    needed,
    weeks: perWeek === undefined || needed === undefined ? undefined : Math.ceil(needed / perWeek),
    perWeek,
  }
}

function check(question: CohortQuestion): void {
  if (question.kind === 'wait') {
    const { faster, spread = USUAL_SPREAD } = question
    if (!(faster > 0 && faster < 1)) throw new RangeError('faster: expected a share between 0 and 1')
    if (!(spread > 0)) throw new RangeError('spread: expected a number above 0')
    return
  }
  const { baseline, change, epsilon } = question
  const other = baseline * (1 + change)
  if (!(baseline > 0 && baseline < 1)) throw new RangeError('baseline: expected a share between 0 and 1')
  if (change === 0 || !(other >= 0 && other <= 1)) throw new RangeError('change: expected one that leaves a share')
  if (epsilon !== undefined && !(epsilon > 0)) throw new RangeError('epsilon: expected a number above 0')
}

function powerOf(question: CohortQuestion, perGroup: number, level: number): number {
  if (question.kind === 'wait') {
    return powerOfWaits(1 - question.faster, question.spread ?? USUAL_SPREAD, { perGroup, level })
  }
  const { baseline, change, epsilon } = question
  const noise = epsilon === undefined ? 0 : noiseVariance(ROUND_OF, ROUND_OF, epsilon)
  return powerOfShares(baseline, baseline * (1 + change), { perGroup, level, noiseVariance: noise })
}

/** The smallest change in the direction that was asked about. */
function smallest(question: CohortQuestion, short: (asked: CohortQuestion) => number): number | undefined {
  const asking = (size: number): CohortQuestion => {
    if (question.kind === 'wait') return { ...question, faster: size }
    return { ...question, change: question.change < 0 ? -size : size }
  }
  const most = question.kind === 'wait' || question.change < 0 ? 0.999 : 1 / question.baseline - 1
  const found = short(asking(most)) < 0 ? undefined : solve((size) => short(asking(size)), 1e-6, most)
  return found === undefined || question.kind === 'wait' || question.change > 0 ? found : -found
}
