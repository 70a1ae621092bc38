import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { revealSecret } from '../../src/kernel/secret-key.js'
import { toHex } from '../../src/kernel/text.js'
import { neededOf } from '../../src/measurement/messages.js'
import { noiseOf } from '../../src/measurement/report.js'
import { secretsOf } from '../../src/measurement/secrets.js'
import { tally } from '../../src/measurement/tally.js'
import { value } from '../support/cast.js'
import { longer } from '../support/longer.js'
import { COUNTED, type Device, devicesOf, EPOCH, type Held, hold, journalOf } from '../support/measurement.js'

// The sum is exact: what comes out is what those who reported have counted and the noise they have drawn, to the unit,
// whoever falls out on the way.

/** What must come out, from what every device holds. */
function truth(devices: readonly Device[], { closing, round }: Held): readonly number[] {
  const present = closing.reports.map(({ place }) => toHex(round.body.members[place]?.id ?? new Uint8Array(0)))
  const sum = [0, 0]
  for (const { identity, book, journal } of devices) {
    if (!present.includes(toHex(identity.publicKey))) continue
    const counts = value(tally('first-session', journal, { epoch: EPOCH, now: COUNTED }))
    const noise = noiseOf(round, secretsOf(revealSecret(book.rounds[0]?.secret as never)).noise)
    for (const cell of [0, 1]) sum[cell] = (sum[cell] ?? 0) + (counts[cell] ?? 0) + (noise[cell] ?? 0)
  }
  return sum
}

/** Sizes from 8 to `most`, small ones far more often: the work grows with the square. */
const runs = (most: number) =>
  fc
    .record({ size: fc.integer({ min: 0, max: 1000 }), seed: fc.nat(), lost: fc.integer({ min: 0, max: 100 }) })
    .map(({ size, seed, lost }) => ({ members: Math.round(8 * (most / 8) ** ((size / 1000) ** 3)), seed, lost }))

describe('the sum of a round', () => {
  const most = longer > 1 ? 100 : 16
  it(`is exact for 8 to ${most} members, whichever quarter falls out at whichever step`, () => {
    fc.assert(
      fc.property(runs(most), ({ members, seed, lost }) => {
        let state = seed + 1
        const next = (below: number) => {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0
          return Math.floor((state / 2 ** 32) * below)
        }
        const devices = devicesOf(
          Array.from({ length: members }, (_, nth) => journalOf(next(7), next(5), `${nth}`)),
          `devices ${seed}`,
        )
        const drop = { joining: [] as number[], reporting: [] as number[], answering: [] as number[] }
        const left = Array.from({ length: members }, (_, nth) => nth)
        const dropouts = Math.floor((Math.floor(members / 4) * lost) / 100)
        for (let nth = 0; nth < dropouts; nth++) {
          const [gone = 0] = left.splice(next(left.length), 1)
          ;[drop.joining, drop.reporting, drop.answering][next(3)]?.push(gone)
        }
        // Who is gone before reporting answers no more either.
        const held = hold(devices, {
          drop: { ...drop, answering: [...drop.answering, ...drop.reporting] },
          seed: `${seed}`,
        })
        expect(held.sum.metrics[0]?.cells).toEqual(truth(devices, held))
      }),
      { numRuns: longer > 1 ? 200 : 6, examples: longer > 1 ? [[{ members: 100, seed: 1, lost: 100 }]] : [] },
    )
  }, 7_200_000)

  it('can lose a quarter for every number of members there can be', () => {
    for (let members = 8; members <= 100; members++) {
      expect(members - Math.floor(members / 4)).toBeGreaterThanOrEqual(neededOf(members))
    }
  })
})
