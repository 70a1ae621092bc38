import fc from 'fast-check'
import { expect, it } from 'vitest'
import { approve } from '../../src/community/sign.js'
import { attest, vouch } from '../../src/community/speak.js'
import { communityStatus, type EndingName } from '../../src/community/status.js'
import { days, type EpochSeconds, epochSeconds, hours } from '../../src/kernel/time.js'
import { must, samplePractitioner } from '../support/catalogue.js'
import { at, circleOf, fold } from '../support/circle.js'

// What a lead is told ends at a moment is what the fold says of the second before and of that second.

const circle = circleOf(3, 2, { checklist: ['charter-signed', 'met'], invitationsPerEpoch: 3 })
const { vetters, as } = circle
const people = ['Ben', 'Chen', 'Noor'].map((name) => samplePractitioner(name))
const key = (nth: number) => people[nth]?.keys.identity.publicKey ?? new Uint8Array(32)
const who = fc.nat(people.length - 1)
const vetter = fc.nat(vetters.length - 1)
const lasting = fc.constantFrom<number>(25, 40, 60, 100, 170)
const moment = fc.constantFrom<number>(0, 5, 20)

/** Most of it is said: otherwise hardly anybody would be listed. */
const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('approval' as const), of: who, by: vetter, day: moment, lasts: lasting }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('attestation' as const),
      of: who,
      by: vetter,
      day: moment,
      lasts: lasting,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('introduction' as const),
      of: who,
      by: vetter,
      day: moment,
      lasts: lasting,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('vouch' as const), of: who, by: who, day: moment, lasts: lasting }),
  },
)
type Word = typeof word extends fc.Arbitrary<infer One> ? One : never

function sign({ kind, of, by, day, lasts }: Word): readonly Uint8Array[] {
  const options = { now: at(day), expiresIn: days(lasts) }
  const approver = vetters[by]
  const person = people[of]
  if (approver === undefined || person === undefined) return []
  if (kind === 'approval') return [must(approve(person.descriptor, approver, options))]
  if (kind === 'attestation') return [attest(key(of), ['charter-signed', 'met'], approver, options)]
  if (kind === 'introduction') return [vouch(key(of), approver, options)]
  const giver = people[by]
  return giver === undefined || by === of ? [] : [vouch(key(of), as(giver.keys), options)]
}

const known = new Map<string, readonly Uint8Array[]>()
/** Signing takes longer than folding: each word once. */
function signed(one: Word): readonly Uint8Array[] {
  const place = JSON.stringify(one)
  const statements = known.get(place) ?? sign(one)
  known.set(place, statements)
  return statements
}

const firm = [0, 1].flatMap((of) => [
  ...[0, 1].map((by) => sign({ kind: 'approval', of, by, day: 0, lasts: 60 + 40 * of })),
  sign({ kind: 'attestation', of, by: 0, day: 0, lasts: 90 }),
  sign({ kind: 'introduction', of, by: 0, day: 0, lasts: 120 }),
])

/** Not verified: the law is about what is said. */
const folded = (statements: readonly Uint8Array[], now: EpochSeconds) => ({
  community: circle.community,
  state: fold(circle, statements, now),
})
const statusOf = (statements: readonly Uint8Array[], now: EpochSeconds) =>
  communityStatus(folded(statements, now), { now })

const takesOffTheList: ReadonlySet<EndingName> = new Set(['description', 'approvals', 'introduction', 'attestations'])

it('somebody is listed up to the first of their ends, and then no more, unless another word goes on', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 7 }), who, (words, which) => {
      const statements = [
        ...people.flatMap(({ descriptor, presence }) => [descriptor, presence]),
        ...firm.flat(),
        ...words.flatMap(signed),
      ]
      const statusAt = (now: number) => statusOf(statements, epochSeconds(now))
      const of = (now: number) => statusAt(now).members.find(({ id }) => id === people[which]?.keys.id)
      const now = at(21)
      const member = of(now)
      if (member === undefined || !member.listed) {
        expect(member?.asked).not.toEqual([])
        return
      }
      expect(member.asked).toEqual([])
      const first = member.ends.find(({ what }) => takesOffTheList.has(what))
      if (first === undefined) throw new Error('everything ends')
      seen.add(first.what)
      expect(of(first.until - 1)?.listed).toBe(true)
      const later = of(first.until)
      if (first.what === 'approvals' || first.what === 'description') {
        expect(later?.listed ?? false).toBe(false)
        return
      }
      // Another introduction, or an earlier attestation that was to last longer.
      const goesOn = later?.ends.find(({ what }) => what === first.what)
      expect(later?.listed ?? false).toBe(goesOn !== undefined && goesOn.until > first.until)
    }),
    { numRuns: 200, examples: [[[{ kind: 'vouch', of: 0, by: 1, day: 1, lasts: 30 }], 0]] },
  )
  // A law about nothing would hold, too.
  expect(seen.size).toBeGreaterThan(1)
})

it('what ends within the notice is told, and what ends a second later is not', () => {
  const [ben] = people
  if (ben === undefined) throw new Error('there is somebody')
  const statements = [ben.descriptor, ben.presence, ...firm.flat()]
  const end = at(60)
  const endings = (now: number, notice = days(14)) =>
    communityStatus(folded(statements, epochSeconds(now)), { now: epochSeconds(now), notice }).ending.filter(
      ({ of }) => of === ben.keys.id,
    )
  expect(endings(end - 14 * 86_400)).toContainEqual({ what: 'approvals', of: ben.keys.id, until: end })
  expect(endings(end - 14 * 86_400 - 1).map(({ what }) => what)).not.toContain('approvals')
  expect(endings(end - 3600, hours(1)).map(({ what }) => what)).toContain('approvals')
})
