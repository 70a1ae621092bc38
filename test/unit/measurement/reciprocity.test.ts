import { describe, expect, it } from 'vitest'
import { reciprocityOf } from '../../../src/measurement/reciprocity.js'
import { signReleases, verifyRelease } from '../../../src/measurement/release.js'
import type { Release } from '../../../src/measurement/release-body.js'
import type { RoundSum } from '../../../src/measurement/sum.js'
import { codeOf, value } from '../../support/cast.js'
import { COUNTED, community, devicesOf, EPOCH, lead, roundOf } from '../../support/measurement.js'

const { round } = roundOf(devicesOf(Array.from({ length: 8 }, () => [])))
const now = { now: COUNTED }

function releaseOf(
  metric: 'given-by-source' | 'received-by-source' | 'given-by-month',
  total: number,
  epoch = EPOCH,
): Release {
  const length = metric === 'given-by-month' ? 12 : 9
  const cells = [total, ...Array.from({ length: length - 1 }, () => 0)]
  const about = { ...round, body: { ...round.body, epoch, metrics: [{ metric, epsilonMilli: 1000 }] } }
  const sum: RoundSum = {
    round: about,
    closing: new Uint8Array(32).fill(3),
    members: 8,
    reports: 8,
    metrics: [{ metric, epsilonMilli: 1000, cells }],
  }
  const [one] = signReleases(sum, lead, { ...now, previous: [] })
  if (one === undefined) throw new Error('expected a release')
  return value(verifyRelease(value(one.release), { community, ...now }))
}

describe('what a community gives and takes', () => {
  it('is two bands of one epoch, and no number', () => {
    const both = value(reciprocityOf(releaseOf('given-by-source', 40), releaseOf('received-by-source', 160)))
    expect(both).toEqual({ epoch: EPOCH, given: '20-99', received: '100-or-more' })
    expect(JSON.stringify(both)).not.toMatch(/\b(40|160)\b/)
  })
  it('is refused under eight members who reported', () => {
    const [given, received] = [releaseOf('given-by-source', 40), releaseOf('received-by-source', 40)]
    const few = { ok: false, error: { code: 'release_withheld', detail: { least: 8 } } }
    expect(reciprocityOf({ ...given, reports: 7 }, received)).toEqual(few)
    expect(reciprocityOf(given, { ...received, reports: 7 })).toEqual(few)
    expect(codeOf(reciprocityOf(given, received))).toBe('ok')
  })
  it('is said of one community, one epoch, and the two counts of it', () => {
    const [given, received] = [releaseOf('given-by-source', 40), releaseOf('received-by-source', 40)]
    const wrong = [
      [received, given],
      [given, given],
      [releaseOf('given-by-month', 40), received],
      [given, releaseOf('received-by-source', 40, EPOCH + 1)],
      [given, { ...received, community: new Uint8Array(32) }],
    ] as const
    for (const [one, other] of wrong) expect(codeOf(reciprocityOf(one, other))).toBe('release_mismatch')
  })
})
