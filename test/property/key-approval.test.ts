import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAYS_PER_KEY_EPOCH, type EpochSeconds, SECONDS_PER_DAY } from '../../src/kernel/time.js'
import type { Community } from '../../src/trust/anchor.js'
import { type Approval, standingOf, thatMatter } from '../../src/trust/key-approval.js'
import { approvalSaying, communityThatAsks, dayOf, promise, type Said } from '../support/approvals.js'

const EPOCHS = 3
const KEYS = 4
const said: fc.Arbitrary<Said> = fc.record({
  by: fc.integer({ min: 1, max: 3 }),
  day: fc.integer({ min: 0, max: 40 }),
  lasts: fc.integer({ min: 1, max: 60 }),
  names: fc.uniqueArray(fc.record({ epoch: fc.nat(EPOCHS - 1), key: fc.nat(KEYS - 1) }), {
    selector: ({ epoch }) => epoch,
    minLength: 1,
  }),
})
const pile = fc.array(said, { maxLength: 12 }).map((all) => all.map(approvalSaying))
const asking = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 28 }))
  .map(([required, coolDown]) => communityThatAsks(required, coolDown))

const today = fc.integer({ min: 0, max: 100 }).map(dayOf)

/** How every key there can be stands. */
function standings(approvals: readonly Approval[], community: Community, now: EpochSeconds) {
  return Array.from({ length: EPOCHS * KEYS }, (_, nth) =>
    standingOf(promise(Math.floor(nth / KEYS), nth % KEYS), approvals, community, now),
  )
}

/** The first day on which so many approvers had said it: told day by day, by counting. */
function approvedOn(approvals: readonly Approval[], epoch: number, key: number, required: number): number | undefined {
  for (let day = 0; day <= 40; day++) {
    const approvers = approvals
      .filter(({ issued }) => issued <= dayOf(day))
      .filter(({ keyCommitments }) => keyCommitments.some((one) => one.epoch === epoch && one.hash[0] === key))
    if (new Set(approvers.map(({ issuer }) => issuer[0])).size >= required) return day
  }
  return undefined
}

describe('standingOf', () => {
  it('says the same for every order and any duplicates', () => {
    const mixed = pile.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all)),
    )
    fc.assert(
      fc.property(mixed, asking, today, ([all, shuffled, again], community, now) => {
        expect(standings([...again, ...shuffled], community, now)).toEqual(standings(all, community, now))
      }),
      { numRuns: 300 },
    )
  })

  it('says the same without the approvals that do not matter, also after more have come', () => {
    let dropped = 0
    fc.assert(
      fc.property(pile, pile, asking, fc.nat(EPOCHS), today, (before, later, community, epoch, now) => {
        const kept = thatMatter(before, epoch)
        dropped += before.length - kept.size
        const living = (all: readonly Approval[]) => standings(all, community, now).slice(epoch * KEYS)
        expect(living([...kept, ...later])).toEqual(living([...before, ...later]))
        expect(living([...thatMatter([...kept, ...later], epoch)])).toEqual(living([...before, ...later]))
      }),
      { numRuns: 300 },
    )
    expect(dropped).toBeGreaterThan(100)
  })

  it('lets one key an epoch count, the one approved last, and only after the cool-down where there was another', () => {
    let swaps = 0
    fc.assert(
      fc.property(pile, asking, fc.nat(EPOCHS - 1), (approvals, community, epoch) => {
        const { approvalsRequired: required, keyCoolDownDays = 0 } = community.policy
        const since = Array.from({ length: KEYS }, (_, key) => approvedOn(approvals, epoch, key, required))
        const approved = since.filter((day) => day !== undefined)
        const counting = since.flatMap((day, key) => {
          const standing = standingOf(promise(epoch, key), approvals, community, dayOf(0))
          return standing === undefined ? [] : [{ day, ...standing }]
        })
        expect(counting).toHaveLength(Math.min(1, approved.length))
        for (const { day, coolDownUntil } of counting) {
          expect(day).toBe(Math.max(...approved))
          if (approved.length > 1) swaps++
          expect(coolDownUntil).toEqual(approved.length > 1 ? dayOf((day ?? 0) + keyCoolDownDays) : undefined)
        }
      }),
      { numRuns: 300 },
    )
    expect(swaps).toBeGreaterThan(50)
  })

  it('needs nothing but renewals for planned rotation over 13 epochs, and shows no gap', () => {
    const one = communityThatAsks(1)
    // The samples' now lies somewhere in its epoch; epochs are counted from there.
    const epochOn = (day: number) => Math.floor(dayOf(day) / (DAYS_PER_KEY_EPOCH * SECONDS_PER_DAY))
    // Eight keys are promised at a time, one an epoch, and every renewal approves those promised then.
    const renewedAfter = fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(renewedAfter, (waits) => {
        const renewals = [0]
        for (const wait of waits) renewals.push((renewals.at(-1) ?? 0) + wait)
        const approvals = renewals.map((day) =>
          approvalSaying({
            day,
            names: Array.from({ length: 8 }, (_, nth) => ({
              epoch: epochOn(day) + nth,
              key: epochOn(day) + nth - epochOn(0),
            })),
          }),
        )
        const last = Math.min(13 * DAYS_PER_KEY_EPOCH, (renewals.at(-1) ?? 0) + 150)
        for (let day = 0; day <= last; day++) {
          const known = approvals.filter(({ issued }) => issued <= dayOf(day))
          const standing = standingOf(promise(epochOn(day), epochOn(day) - epochOn(0)), known, one, dayOf(day))
          expect(standing?.coolDownUntil).toBeUndefined()
          expect(standing?.until ?? 0).toBeGreaterThan(dayOf(day))
        }
      }),
      { numRuns: 200 },
    )
  })
})
