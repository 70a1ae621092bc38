import { en, enMeasurement } from 'entrenous/labels/en'
import { canThisCohortAnswer, metricOf, textOfCohortAnswer } from 'entrenous/measurement'
import { measure, verified } from '../measure.js'
import { letter, pageOf, promise, rows, say } from '../page.js'
import { isoDateOf, WEEK_OF_THE_FIRST_COUNT, WEEK_OF_THE_LAST_COUNT } from '../world.js'

// Week 12: what can be known, by whom, and what cannot.

/** @typedef {import('../rollout.js').World} World */

/**
 * @param {World} world
 */
export async function week12(world) {
  const page = pageOf(12, 'What can be known')
  const measured = measure(world)
  world.measured = measured
  say(
    page,
    'The funder would like numbers. The numbers lie on twenty-seven devices, and stay there. On the Thursday after the last of the twelve weeks each device hides its own behind noise and behind masks that cancel, and only the sum of a community comes out. Of the first eight weeks, that is: what happened later may still become something. The lines of August are from the day when the last window of those eight weeks had closed.',
  )
  const said = measured.map((one) => {
    const read = verified(one)
    const codes = read.map(({ code }) => code)
    return { name: one.name, members: one.members, codes, lines: linesOf(one, read) }
  })
  for (const { name, members, lines } of said) {
    say(page, `${name}, ${members} who could take part:`)
    rows(page, lines)
  }
  const dropped = measured.flatMap(({ rounds }) => rounds[0]?.dropped ?? [])
  say(
    page,
    `${dropped.map(({ name, why }) => `${name} ${why}`).join('; ')}. The sums are exact all the same. Every release was computed again from the public files of its round, and is what they add up to.`,
  )
  const hoped = canThisCohortAnswer({ kind: 'share', baseline: 0.3, change: 0.28 }, 150, { perWeek: 30 })
  say(page, 'And do introductions work better than a directory does? Dora asks before she counts:')
  letter(page, textOfCohortAnswer(hoped, en, enMeasurement).slice(0, 2).join('\n'))
  say(
    page,
    `So nobody says that they do. What there is, on ${isoDateOf(WEEK_OF_THE_FIRST_COUNT)}: three lists, one search, three evenings a week that begin on time, a library with a key of its own, and Asha, who takes the lift.`,
  )
  const codes = said.flatMap((one) => one.codes)
  promise(
    page,
    'every release is what the files of its round add up to',
    codes.every((code) => code === 'released' || code === 'release_withheld'),
  )
  promise(page, 'some is released and some refused', codes.includes('released') && codes.includes('release_withheld'))
  page.facts = { communities: said, verdict: hoped.verdict, needed: hoped.needed }
  return page
}

/**
 * One line a metric: what may be said, or why nothing.
 *
 * @param {import('../measure.js').MeasuredCommunity} measured
 * @param {ReturnType<typeof verified>} read - its releases, verified
 * @returns {readonly (readonly [string, string])[]}
 */
function linesOf({ rounds }, read) {
  return rounds.flatMap(({ refused, asked, week }) => {
    if (refused !== undefined) {
      const what = refused.code === 'measurement_too_few' ? 'every count' : namesOf(asked)
      return [/** @type {const} */ ([what, reasonOf(refused, week)])]
    }
    const then = week === WEEK_OF_THE_LAST_COUNT ? `, on ${isoDateOf(week)}` : ''
    return read
      .filter((one) => one.week === week)
      .map(({ metric, code, says }) => {
        const text = says === undefined ? `${code}: too few to say anything` : `${textOf(says)}${then}`
        return /** @type {const} */ ([metric, text])
      })
  })
}

/** @param {import('../measure.js').Asked} asked */
function namesOf(asked) {
  return asked.map(({ metric }) => metric).join(', ')
}

/** @param {import('entrenous/measurement').Failure} failure @param {number} week */
function reasonOf({ code, detail }, week) {
  if (code === 'measurement_too_few')
    return `${code}: ${detail.count} of at least ${detail.least}. So few are somebody; they talk instead`
  if (code === 'measurement_early') {
    const until = new Date(detail.until * 1000).toISOString().slice(0, 10)
    return `${code} on ${isoDateOf(week)}: whoever was sent on in week 8 has until ${until}`
  }
  return code
}

/** @param {import('entrenous/measurement').Release} release */
function textOf({ metric, people, band, permille, low, high, counts = [] }) {
  const { cells } = metricOf(metric)
  const number = people === '100-or-more' ? '100 or more' : '20 to 99'
  if (permille !== undefined) {
    const [share, from, to] = [permille, low ?? 0, high ?? 1000].map((thousandths) => Math.round(thousandths / 10))
    return `${share} % of ${number} (between ${from} and ${to})`
  }
  if (band !== undefined) return `${band.replaceAll('-', ' ')}, of ${number}`
  if (counts.length === 0) return `${number}, and no cell that could be said`
  const list = counts.map((one) => `${cells[one.cell]} ${one.count} (${one.low} to ${one.high})`).join(', ')
  return `${list}; the other cells are under 20`
}
