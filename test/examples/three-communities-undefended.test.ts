import { describe, expect, it } from 'vitest'
import { playRollout } from '../../examples/three-communities/rollout.js'

// Each rule of joining, taken away: then the attack that it is for succeeds.

const PATIENT = 600_000

describe('a defence that is taken away', () => {
  it.each([
    ['cap', { invitationsPerEpoch: 6 }, 6, ['invitations', 'depth']],
    ['depth', { depth: 3 }, 6, ['depth']],
    ['cascade', { cascade: false }, 10, ['cascade']],
  ] as const)('is missed: %s', { timeout: PATIENT }, async (_, rules, until, missing) => {
    const { held, pages } = await playRollout({ rules, until })
    expect(held).toBe(false)
    expect(pages.flatMap(({ attacks }) => attacks).flatMap(({ id, held: isHeld }) => (isHeld ? [] : [id]))).toEqual(
      missing,
    )
  })
})
