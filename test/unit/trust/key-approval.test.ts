import { describe, expect, it } from 'vitest'
import { standingOf, thatMatter } from '../../../src/trust/key-approval.js'
import { approvalSaying, communityThatAsks, dayOf, promise, type Said } from '../../support/approvals.js'

const one = communityThatAsks(1)
const stolen = promise(5, 1)
const fresh = promise(5, 2)
const naming = (key: number) => [{ epoch: 5, key }]
const standing = (key: typeof stolen, said: readonly Said[], community = one, day = 0) =>
  standingOf(key, said.map(approvalSaying), community, dayOf(day))

describe('standingOf', () => {
  it('lets a key count at once where no other was approved for its epoch', () => {
    expect(standing(stolen, [{ day: 0, names: naming(1) }])).toEqual({ until: dayOf(180), coolDownUntil: undefined })
    const otherEpoch = [{ epoch: 4, key: 9 }]
    expect(
      standing(stolen, [
        { day: 0, names: otherEpoch },
        { day: 3, names: naming(1) },
      ]),
    ).toEqual({
      until: dayOf(183),
      coolDownUntil: undefined,
    })
  })

  it('knows nothing of a key that nobody named, or that was named for another epoch', () => {
    expect(standing(fresh, [])).toBeUndefined()
    expect(standing(fresh, [{ day: 0, names: naming(1) }])).toBeUndefined()
    expect(standing(fresh, [{ day: 0, names: [{ epoch: 6, key: 2 }] }])).toBeUndefined()
  })

  it('lets a key that replaces another count after seven days, or as many as the policy says', () => {
    const said = [
      { day: 0, names: naming(1) },
      { day: 10, names: naming(2) },
    ]
    expect(standing(fresh, said)).toEqual({ until: dayOf(190), coolDownUntil: dayOf(17) })
    expect(standing(fresh, said, communityThatAsks(1, 28))?.coolDownUntil).toEqual(dayOf(38))
  })

  it('never brings back a key that was replaced, also when it is approved once more or the new one has ended', () => {
    const said = [
      { day: 0, lasts: 400, names: naming(1) },
      { day: 10, lasts: 20, names: naming(2) },
      { day: 40, names: naming(1) },
    ]
    expect(standing(stolen, said)).toBeUndefined()
    expect(standing(fresh, said, one, 29)?.until).toEqual(dayOf(30))
    for (const key of [fresh, stolen]) expect(standing(key, said, one, 30)).toBeUndefined()
  })

  it('lets an approval that has ended prove that its key came first', () => {
    const said = [
      { day: 0, lasts: 1, names: naming(1) },
      { day: 10, names: naming(2) },
    ]
    expect(standing(fresh, said)?.coolDownUntil).toEqual(dayOf(17))
  })

  it('renews without waiting, and lasts as long as the last renewal', () => {
    const said = [
      { day: 0, names: naming(1) },
      { day: 150, names: naming(1) },
    ]
    expect(standing(stolen, said)).toEqual({ until: dayOf(330), coolDownUntil: undefined })
  })

  it('makes both wait that became approved in one second, and lets one of them count', () => {
    const said = [
      { day: 0, names: naming(1) },
      { day: 0, names: naming(2) },
    ]
    for (const order of [said, [...said].reverse()]) {
      expect(standing(stolen, order)).toBeUndefined()
      expect(standing(fresh, order)).toEqual({ until: dayOf(180), coolDownUntil: dayOf(7) })
    }
  })

  it('counts distinct approvers, each from their earliest word, and ends when one too few is left', () => {
    const two = communityThatAsks(2)
    const first = { by: 1, day: 0, lasts: 100, names: naming(1) }
    expect(standing(stolen, [first, { ...first, day: 5 }], two)).toBeUndefined()
    expect(standing(stolen, [first, { ...first, by: 2, day: 5 }], two)?.until).toEqual(dayOf(100))
    // A third who joins takes the place of the first to end.
    const third = { ...first, by: 3, day: 6, lasts: 300 }
    expect(standing(stolen, [first, { ...first, by: 2, day: 5 }, third], two)?.until).toEqual(dayOf(105))
    // Half a swap replaces nothing; a whole one counts from its second approver on.
    const half = [first, { ...first, by: 2, day: 1 }, { by: 1, day: 10, names: naming(2) }]
    expect(standing(stolen, half, two)?.coolDownUntil).toBeUndefined()
    expect(standing(fresh, half, two)).toBeUndefined()
    expect(standing(fresh, [...half, { by: 2, day: 20, names: naming(2) }], two)?.coolDownUntil).toEqual(dayOf(27))
  })

  it('takes the identity key’s word where the community asks for no approval', () => {
    const none = communityThatAsks(0)
    expect(standing(fresh, [], none)).toEqual({ until: none.expires, coolDownUntil: undefined })
  })
})

describe('thatMatter', () => {
  const kept = (said: readonly Said[], from = 0, to?: number) => {
    const approvals = said.map(approvalSaying)
    const matter = thatMatter(approvals, from, to)
    return approvals.flatMap((approval, index) => (matter.has(approval) ? [index] : []))
  }

  it('keeps the first and the last word on a key, whatever stands between them', () => {
    const between = Array.from({ length: 50 }, (_, nth) => ({ day: nth + 1, names: naming(1) }))
    expect(kept([{ day: 0, names: naming(1) }, ...between, { day: 90, names: naming(1) }])).toEqual([0, 51])
  })

  it('keeps the old word that proves a swap, however many newer ones there are', () => {
    const newer = Array.from({ length: 50 }, (_, nth) => ({ day: nth + 10, names: naming(2) }))
    expect(kept([{ day: 0, names: naming(1) }, ...newer])).toEqual([0, 1, 50])
  })

  it('keeps approvers apart', () => {
    const names = naming(1)
    expect(
      kept([
        { day: 0, names },
        { by: 2, day: 1, lasts: 20, names },
      ]),
    ).toEqual([0, 1])
  })

  it('forgets what names no epoch that is asked about', () => {
    expect(kept([{ day: 0, names: naming(1) }], 6)).toEqual([])
    expect(kept([{ day: 0, names: naming(1) }], 4, 4)).toEqual([])
    expect(kept([{ day: 0, names: naming(1) }], 5, 5)).toEqual([0])
  })
})
