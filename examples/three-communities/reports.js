import { epochReportHtml } from 'entrenous/epoch-report'
import { en, enEpochReport } from 'entrenous/labels/en'
import { EPOCH } from './measure.js'

// What each community's lead gives to the funder: the library's page of what was counted, from the files as they were
// published. Every number in it was added up again from the files of its round.

/** @typedef {import('./measure.js').MeasuredCommunity} MeasuredCommunity */

/**
 * @param {readonly MeasuredCommunity[]} measured - of `measuredRollout`
 * @returns {readonly { readonly name: string, readonly html: string }[]} one page a community, by its file's name
 */
export function reportsOf(measured) {
  return measured.map((one) => {
    const { name, community, releases: files, now, rounds } = one
    const evidence = rounds.flatMap((round) => round.evidence ?? [])
    const source = { name, community, epoch: EPOCH, files, rounds: evidence, refused: refusedIn(one), now }
    return { name: `${one.slug}.html`, html: epochReportHtml(source, en, enEpochReport) }
  })
}

/**
 * What was asked, and is not said. A count that was asked too early is asked once more later, and stands for itself then.
 *
 * @param {MeasuredCommunity} measured
 */
function refusedIn({ rounds }) {
  return rounds.flatMap(({ asked, refused, released }) => [
    ...(refused?.code === 'measurement_too_few' ? asked.map(({ metric }) => ({ metric, code: refused.code })) : []),
    ...released.flatMap(({ metric, release }) => {
      if (release.ok) return []
      const { code } = release.error
      return code === 'release_withheld' || code === 'release_repeated' ? [{ metric, code }] : []
    }),
  ])
}
