import { describe, expect, it } from 'vitest'
import type { Answers } from '../../../src/intake/answers.js'
import { matchFederation } from '../../../src/matching/federated.js'
import { heldAnswers } from '../../support/answers.js'
import { federationOf, handMade, harbour, hills, versionOf } from '../../support/federation.js'
import { seed } from '../../support/match-run.js'
import { conceptOf, idOf, now, practitioner } from '../../support/offers.js'

// Members of Harbour whose newer words stand in Hills, where they see nobody like Asha any more; and one who stayed.

const answers = { needs: [{ concept: 'anxiety', importance: 2 }], about: { gender: 'man' }, must: [] } satisfies Answers
const specialist = { concepts: [{ concept: conceptOf('anxiety'), level: 4 }] }
const onlyWomen = { ...specialist, rules: [{ about: 'gender' as const, anyOf: ['woman'] }] }

function namesWhere(movedOn: number, limit = 1): readonly string[] {
  const ids = Array.from({ length: movedOn }, (_, index) => idOf(index + 1))
  const stayed = practitioner(
    { concepts: [{ concept: conceptOf('anxiety'), level: 1 }] },
    { id: idOf(9999), name: 'Ben' },
  )
  const federation = federationOf([
    handMade(harbour, {
      entries: [...ids.map((id) => versionOf(practitioner(specialist, { id }), 1)), versionOf(stayed, 1)],
    }),
    handMade(hills, { entries: ids.map((id) => versionOf(practitioner(onlyWomen, { id }), 2)) }),
  ])
  const { matches, maybe } = matchFederation(heldAnswers(answers), federation, { now, seed, limit })
  return [...matches, ...maybe].map(({ name }) => name)
}

describe('members whose newer words another community carries', () => {
  it('leave their places to the next, 256 of them at most', () => {
    expect(namesWhere(1)).toEqual(['Ben'])
    expect(namesWhere(40, 3)).toEqual(['Ben'])
    expect(namesWhere(256)).toEqual(['Ben'])
    expect(namesWhere(257)).toEqual([])
  })
})
