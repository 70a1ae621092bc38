import { describe, expect, it } from 'vitest'
import { createCommunity } from '../../../src/community/create.js'
import { changeCommunity, cosignCommunity } from '../../../src/community/root.js'
import { revoke } from '../../../src/community/sign.js'
import {
  attest,
  confirmClaim,
  delegateEvents,
  endorse,
  nameSuccessor,
  promiseRecovery,
  vouch,
  withdrawVouch,
} from '../../../src/community/speak.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days, hours } from '../../../src/kernel/time.js'
import { openManifest } from '../../../src/trust/anchor.js'
import { MAX_ENDORSEMENTS } from '../../../src/trust/endorsements.js'
import { policyPresets } from '../../../src/trust/joining.js'
import { deriveState } from '../../../src/trust/state.js'
import { coreWords } from '../../../src/vocabulary/core/all.js'
import { must, NOW, samplePractitioner } from '../../support/catalogue.js'
import {
  approvedBy,
  at,
  type Circle,
  circleOf,
  fold,
  introduced,
  read,
  signingKey,
  standingIn,
} from '../../support/circle.js'

const ben = samplePractitioner('Ben Ode')
const chen = samplePractitioner('Chen Wei')
const billie = samplePractitioner('Billie Ashdown')
const noor = samplePractitioner('Noor Haddad')
const eve = samplePractitioner('Eve')
const key = (of: typeof ben) => of.keys.identity.publicKey
const id = (of: typeof ben) => of.keys.id
/** Described, and approved by so many. */
const vetted = (circle: Circle, of: typeof ben, count: number, now = NOW) => [
  of.descriptor,
  ...approvedBy(circle, count, of.descriptor, now),
]

describe('joining', () => {
  const circle = circleOf(3, 2)
  const { as } = circle

  it('takes an introduction and as many approvals as the policy says', () => {
    const all = [...vetted(circle, chen, 2), introduced(circle, chen.keys)]
    expect(standingIn(fold(circle, all), chen.keys)).toBe('listed')
    expect(standingIn(fold(circle, all.slice(0, -1)), chen.keys)).toBe('member_unintroduced')
    expect(standingIn(fold(circle, [...vetted(circle, chen, 1), introduced(circle, chen.keys)]), chen.keys)).toBe(
      'descriptor_unapproved',
    )
  })

  it('does not count one vetter twice', () => {
    const twice = [0, 1].flatMap((day) => approvedBy(circle, 1, chen.descriptor, at(day)))
    expect(standingIn(fold(circle, [chen.descriptor, ...twice, introduced(circle, chen.keys)], at(1)), chen.keys)).toBe(
      'descriptor_unapproved',
    )
  })

  it('goes so many steps from whoever an approver introduced, and not one more', () => {
    const line = [ben, chen, billie, noor]
    const said = [
      ...line.flatMap((one) => vetted(circle, one, 2)),
      introduced(circle, ben.keys),
      vouch(key(chen), as(ben.keys), { now: NOW }),
      vouch(key(billie), as(chen.keys), { now: NOW }),
      vouch(key(noor), as(billie.keys), { now: NOW }),
    ]
    const state = fold(circle, said)
    expect(line.map((one) => state.members.get(id(one))?.introduction?.depth)).toEqual([0, 1, 2, undefined])
    expect(line.map((one) => standingIn(state, one.keys))).toEqual([
      'listed',
      'listed',
      'listed',
      'member_unintroduced',
    ])
    // Introduced by an approver, too, she is near.
    expect(standingIn(fold(circle, [...said, introduced(circle, noor.keys)]), noor.keys)).toBe('listed')
  })

  it('gives a member one invitation an epoch: who was vetted first has it, whatever the vouches’ dates', () => {
    const start = [...vetted(circle, ben, 2), introduced(circle, ben.keys)]
    const first = vouch(key(chen), as(ben.keys), { now: at(3) })
    const datedBack = vouch(key(eve), as(ben.keys), { now: at(1) })
    const known = [...start, ...vetted(circle, chen, 2, at(4)), first]
    const state = fold(circle, [...known, eve.descriptor, datedBack], at(5))
    expect(standingIn(state, chen.keys)).toBe('listed')
    expect(state.unheeded.map(({ statement, code }) => [toHex(statement.bytes), code])).toEqual([
      [toHex(datedBack), 'statement_unheeded'],
    ])
    // Later vetted as well, she still comes second.
    const both = fold(circle, [...known, ...vetted(circle, eve, 2, at(5)), datedBack], at(5))
    expect([standingIn(both, chen.keys), standingIn(both, eve.keys)]).toEqual(['listed', 'member_unintroduced'])
    // In the next epoch there is another.
    const next = vouch(key(eve), as(ben.keys), { now: at(28) })
    const later = fold(circle, [...known, ...vetted(circle, eve, 2, at(5)), next], at(28))
    expect(standingIn(later, eve.keys)).toBe('listed')
  })

  it('believes no vouch that is dated before its giver was vetted', () => {
    const early = vouch(key(chen), as(ben.keys), { now: at(1) })
    const people = [...vetted(circle, ben, 2, at(2)), introduced(circle, ben.keys), ...vetted(circle, chen, 2)]
    const state = fold(circle, [...people, early], at(2))
    expect(standingIn(state, chen.keys)).toBe('member_unintroduced')
    expect(state.unheeded).toHaveLength(1)
  })

  it('heeds nobody who vouches for themselves, or from outside', () => {
    const outside = vouch(key(eve), as(chen.keys), { now: NOW })
    expect(fold(circle, [...vetted(circle, eve, 2), outside]).unheeded).toHaveLength(1)
    expect(() => vouch(key(eve), as(eve.keys), { now: NOW })).toThrow(RangeError)
  })

  it('keeps an invitation used that was taken back', () => {
    const start = [...vetted(circle, ben, 2), introduced(circle, ben.keys)]
    const given = vouch(key(chen), as(ben.keys), { now: at(1) })
    const takenBack = withdrawVouch(given, as(ben.keys), { now: at(2) })
    const another = vouch(key(billie), as(ben.keys), { now: at(3) })
    const people = [...vetted(circle, chen, 2, at(1)), ...vetted(circle, billie, 2, at(2))]
    const state = fold(circle, [...start, ...people, given, takenBack, another], at(3))
    expect([standingIn(state, chen.keys), standingIn(state, billie.keys)]).toEqual([
      'member_unintroduced',
      'member_unintroduced',
    ])
  })

  it('asks for nothing but approvals where there are no rules, as ever', () => {
    const plain = circleOf(1, 1, 'none')
    const state = fold(plain, [...vetted(plain, chen, 1), introduced(plain, chen.keys)])
    expect(standingIn(state, chen.keys)).toBe('listed')
    expect(state.unheeded).toHaveLength(1)
  })

  it('asks for every item of the checklist, by as many approvers as it says', () => {
    const strict = circleOf(3, 1, { checklist: ['licence-seen', 'charter-signed'], attestations: 2 })
    const said = [...vetted(strict, chen, 1), introduced(strict, chen.keys)]
    const [dora, second, third] = strict.vetters
    if (dora === undefined || second === undefined || third === undefined) throw new Error('three vetters')
    const both = ['licence-seen', 'charter-signed']
    const one = [attest(key(chen), both, dora, { now: NOW }), attest(key(chen), ['licence-seen'], second, { now: NOW })]
    const halfway = fold(strict, [...said, ...one])
    expect(standingIn(halfway, chen.keys)).toBe('member_unattested')
    expect(halfway.members.get(id(chen))).toMatchObject({ attested: ['licence-seen'], open: ['charter-signed'] })
    const whole = [...said, ...one, attest(key(chen), ['charter-signed'], third, { now: NOW })]
    expect(standingIn(fold(strict, whole), chen.keys)).toBe('listed')
    // A newer list replaces the older one.
    const back = attest(key(chen), [], dora, { now: at(1) })
    expect(standingIn(fold(strict, [...whole, back], at(1)), chen.keys)).toBe('member_unattested')
    const own = attest(key(chen), both, strict.as(chen.keys), { now: NOW })
    expect(fold(strict, [...said, own]).unheeded.map(({ code }) => code)).toEqual(['statement_unheeded'])
  })
})

describe('revocation', () => {
  const circle = circleOf(2, 1)
  const { as } = circle
  const said = [
    ...[ben, chen, billie].flatMap((one) => vetted(circle, one, 1)),
    introduced(circle, ben.keys),
    vouch(key(chen), as(ben.keys), { now: NOW }),
    vouch(key(billie), as(chen.keys), { now: NOW }),
  ]
  const revoked = (category: Parameters<typeof revoke>[1], now = at(1)) =>
    revoke(key(ben), category, circle.keys, { now })

  it('cascades: whoever rests on the revoked needs another introduction within the days of the policy', () => {
    const all = [...said, revoked('conduct')]
    const soon = fold(circle, all, at(2))
    expect([ben, chen, billie].map((one) => standingIn(soon, one.keys))).toEqual([
      'descriptor_revoked',
      'listed',
      'listed',
    ])
    expect(soon.members.get(id(chen))?.introduction).toMatchObject({ needsAnother: true, until: at(15) })
    expect(soon.members.get(id(billie))?.introduction).toMatchObject({ needsAnother: true, until: at(15) })
    const late = fold(circle, all, at(15))
    expect([chen, billie].map((one) => standingIn(late, one.keys))).toEqual([
      'member_unintroduced',
      'member_unintroduced',
    ])
  })

  it('ends for everybody below as soon as one of them is introduced anew', () => {
    const again = fold(circle, [...said, revoked('conduct'), introduced(circle, chen.keys, at(3))], at(20))
    expect([chen, billie].map((one) => standingIn(one === chen ? again : again, one.keys))).toEqual([
      'listed',
      'listed',
    ])
    expect(again.members.get(id(billie))?.introduction?.needsAnother).toBe(false)
  })

  it.each(['left', 'deceased', 'key-lost'] as const)(
    'takes nobody along when somebody is revoked as %s',
    (category) => {
      const state = fold(circle, [...said, revoked(category)], at(40))
      expect([chen, billie].map((one) => standingIn(state, one.keys))).toEqual(['listed', 'listed'])
    },
  )

  it('does not cascade where the policy says so', () => {
    const calm = circleOf(2, 1, { cascade: false })
    const all = [
      ...[ben, chen].flatMap((one) => vetted(calm, one, 1)),
      introduced(calm, ben.keys),
      vouch(key(chen), calm.as(ben.keys), { now: NOW }),
      revoke(key(ben), 'conduct', calm.keys, { now: at(1) }),
    ]
    expect(standingIn(fold(calm, all, at(40)), chen.keys)).toBe('listed')
  })

  it('ends the introductions of whoever has introduced two who were revoked', () => {
    const roomy = circleOf(2, 1, { invitationsPerEpoch: 5 })
    const people = [ben, chen, billie, eve]
    const all = [
      ...people.flatMap((one) => vetted(roomy, one, 1)),
      introduced(roomy, ben.keys),
      ...[chen, billie, eve].map((one) => vouch(key(one), roomy.as(ben.keys), { now: NOW })),
      revoke(key(billie), 'conduct', roomy.keys, { now: at(1) }),
    ]
    expect(standingIn(fold(roomy, all, at(40)), chen.keys)).toBe('listed')
    const second = [...all, revoke(key(eve), 'credentials', roomy.keys, { now: at(2) })]
    expect(standingIn(fold(roomy, second, at(40)), chen.keys)).toBe('member_unintroduced')
    expect(standingIn(fold(roomy, second, at(40)), ben.keys)).toBe('listed')
  })
})

describe('endorsements', () => {
  const circle = circleOf(2, 1)
  const { as } = circle
  const two = [
    ...vetted(circle, ben, 1),
    ...vetted(circle, chen, 1),
    introduced(circle, ben.keys),
    introduced(circle, chen.keys),
  ]
  const given = endorse(key(chen), 'anxiety.panic', as(ben.keys), { now: NOW })

  it('go from one who is listed to another, by concept, until they end', () => {
    const state = fold(circle, [...two, given])
    expect(state.members.get(id(chen))?.endorsements).toEqual([
      { by: id(ben), concept: 'anxiety.panic', until: after(NOW, days(365)) },
    ])
    expect(fold(circle, [...two, given], at(365)).members.get(id(chen))?.endorsements).toEqual([])
  })

  it('can be taken back, and stay so when the older one turns up again', () => {
    const back = endorse(key(chen), 'anxiety.panic', as(ben.keys), { now: at(1), withdraw: true })
    const state = fold(circle, [...two, given, back], at(2))
    expect(state.members.get(id(chen))?.endorsements).toEqual([])
    expect(state.superseded.map(({ bytes }) => bytes)).toEqual([given])
    expect(read(back).expires).toBeGreaterThan(read(given).expires)
  })

  it('are at most twenty from one to another, the earliest of them', () => {
    const many = coreWords.concern
      .slice(0, MAX_ENDORSEMENTS + 2)
      .map((concept, nth) => endorse(key(chen), concept, as(ben.keys), { now: after(NOW, hours(nth)) }))
    const state = fold(circle, [...two, ...many], at(2))
    expect(state.members.get(id(chen))?.endorsements).toHaveLength(MAX_ENDORSEMENTS)
    expect(state.unheeded.map(({ statement }) => statement.bytes)).toEqual(many.slice(MAX_ENDORSEMENTS))
    expect(fold(circle, [...two, ...many.slice(0, MAX_ENDORSEMENTS)], at(2)).unheeded).toEqual([])
  })

  it('count for nothing from outside, and nobody endorses themselves', () => {
    const outside = endorse(key(chen), 'grief', as(eve.keys), { now: NOW })
    expect(fold(circle, [...two, outside]).unheeded.map(({ code }) => code)).toEqual(['statement_unheeded'])
    expect(() => endorse(key(ben), 'grief', as(ben.keys), { now: NOW })).toThrow(RangeError)
    expect(() => endorse(key(chen), 'Not an id', as(ben.keys), { now: NOW })).toThrow(TypeError)
  })
})

describe('a key that takes another’s place', () => {
  const circle = circleOf(4, 2)
  const { as, vetters } = circle
  const again = samplePractitioner('Chen Wei, again')
  const sheet = signingKey('the sheet in the drawer')
  const bySheet = { signer: sheet, community: circle.keys.root.publicKey }
  const said = [
    ...vetted(circle, chen, 2),
    ...vetted(circle, billie, 2),
    introduced(circle, chen.keys),
    vouch(key(billie), as(chen.keys), { now: NOW }),
  ]
  const promised = promiseRecovery(sheet.publicKey, as(chen.keys), { now: NOW })
  const approvedAgain = vetted(circle, again, 2)
  const named = nameSuccessor(key(chen), key(again), bySheet, { now: NOW })
  const byVetters = (count: number, to = key(again)) =>
    vetters.slice(0, count).map((vetter) => nameSuccessor(key(chen), to, vetter, { now: at(1) }))

  it('counts at once with the sheet, keeps its place in the introductions, and still needs approvals', () => {
    const state = fold(circle, [...said, promised, named, ...approvedAgain])
    expect([chen, again, billie].map((one) => standingIn(state, one.keys))).toEqual([
      'member_key_replaced',
      'listed',
      'listed',
    ])
    expect(state.members.get(id(billie))?.introduction).toMatchObject({ by: id(again), depth: 1 })
    expect(standingIn(fold(circle, [...said, promised, named]), again.keys)).toBe('descriptor_unapproved')
  })

  it('counts for nothing by another sheet, or where two were promised', () => {
    const other = { ...bySheet, signer: signingKey('a thief’s sheet') }
    const forged = nameSuccessor(key(chen), key(eve), other, { now: NOW })
    const state = fold(circle, [...said, promised, forged, ...vetted(circle, eve, 2)])
    expect(standingIn(state, chen.keys)).toBe('listed')
    expect(state.unheeded.map(({ statement }) => statement.bytes)).toEqual([forged])
    const second = promiseRecovery(other.signer.publicKey, as(chen.keys), { now: NOW })
    for (const one of [named, forged]) {
      expect(standingIn(fold(circle, [...said, promised, second, one, ...approvedAgain]), chen.keys)).toBe('listed')
    }
  })

  it('takes as many vetters as an approval and the cool-down without the sheet', () => {
    const all = [...said, ...approvedAgain, ...byVetters(2)]
    const waiting = fold(circle, all, at(7))
    expect([chen, again].map((one) => standingIn(waiting, one.keys))).toEqual(['listed', 'member_key_waiting'])
    const done = fold(circle, all, at(8))
    expect([chen, again, billie].map((one) => standingIn(done, one.keys))).toEqual([
      'member_key_replaced',
      'listed',
      'listed',
    ])
    expect(standingIn(fold(circle, [...said, ...approvedAgain, ...byVetters(1)], at(30)), chen.keys)).toBe('listed')
  })

  it('is stopped by whoever still holds the old key and publishes anything, unless that key was revoked as stolen', () => {
    const alive = must(confirmPresence(chen.keys, { capacity: 'capacity' }, { now: at(3) }))
    const all = [...said, ...approvedAgain, ...byVetters(2), alive]
    const stopped = fold(circle, all, at(9))
    expect([chen, again].map((one) => standingIn(stopped, one.keys))).toEqual(['listed', 'member_unintroduced'])
    const stolen = revoke(key(chen), 'key-stolen', circle.keys, { now: at(4) })
    const settled = fold(circle, [...all, stolen], at(9))
    expect([chen, again, billie].map((one) => standingIn(settled, one.keys))).toEqual([
      'descriptor_revoked',
      'listed',
      'listed',
    ])
  })

  it('brings nobody back who was revoked for what they did', () => {
    const out = revoke(key(chen), 'conduct', circle.keys, { now: NOW })
    const state = fold(circle, [...said, promised, named, ...approvedAgain, out])
    expect(standingIn(state, again.keys)).toBe('member_unintroduced')
  })

  it('is nobody where vetters name two, where two name one, and in a circle', () => {
    const split = [
      ...byVetters(2),
      ...vetters.slice(2).map((one) => nameSuccessor(key(chen), key(eve), one, { now: at(2) })),
    ]
    expect(standingIn(fold(circle, [...said, ...approvedAgain, ...split], at(20)), chen.keys)).toBe('listed')
    const merged = [
      ...byVetters(2),
      ...vetters.slice(0, 2).map((one) => nameSuccessor(key(billie), key(again), one, { now: at(1) })),
    ]
    const two = fold(circle, [...said, ...approvedAgain, ...merged], at(20))
    expect([chen, billie].map((one) => standingIn(two, one.keys))).toEqual(['listed', 'listed'])
    const round = [
      ...byVetters(2),
      ...vetters.slice(0, 2).map((one) => nameSuccessor(key(again), key(chen), one, { now: at(1) })),
    ]
    expect(standingIn(fold(circle, [...said, ...approvedAgain, ...round], at(20)), chen.keys)).toBe('listed')
  })
})

describe('claims and partners', () => {
  const circle = circleOf(3, 2)
  const [dora, second, third] = circle.vetters
  if (dora === undefined || second === undefined || third === undefined) throw new Error('three vetters')
  const said = [
    ...vetted(circle, chen, 2),
    ...vetted(circle, eve, 2),
    introduced(circle, chen.keys),
    introduced(circle, eve.keys),
  ]
  const claim = (of: typeof chen, by: typeof dora) => confirmClaim(key(of), 'facility-1', by, { now: NOW })

  it('let a listing go to whoever as many vetters confirm, after the cool-down', () => {
    const all = [...said, claim(chen, dora), claim(chen, second)]
    expect(fold(circle, all, at(6)).claimed.size).toBe(0)
    const state = fold(circle, all, at(7))
    expect([...state.claimed]).toEqual([['facility-1', { by: id(chen), since: at(7) }]])
    expect(state.members.get(id(chen))?.claims).toEqual(['facility-1'])
    expect(fold(circle, all.slice(0, -1), at(30)).claimed.size).toBe(0)
  })

  it('let nobody have what two were confirmed for, and nobody who is not listed', () => {
    const both = [claim(chen, dora), claim(chen, second), claim(eve, second), claim(eve, third)]
    expect(fold(circle, [...said, ...both], at(30)).claimed.size).toBe(0)
    const out = revoke(key(chen), 'left', circle.keys, { now: at(1) })
    expect(fold(circle, [...said, claim(chen, dora), claim(chen, second), out], at(30)).claimed.size).toBe(0)
  })

  it('know a partner while a delegation lasts, and not after one approver took it back', () => {
    const library = signingKey('the library')
    const given = delegateEvents(library.publicKey, 'library', dora, { now: NOW })
    const partner = toHex(library.publicKey)
    expect(fold(circle, [given]).partners.get(partner)).toEqual({ partner: 'library', until: after(NOW, days(365)) })
    expect(fold(circle, [given], at(365)).partners.size).toBe(0)
    const back = delegateEvents(library.publicKey, 'library', second, { now: at(1), withdraw: true })
    expect(fold(circle, [given, back], at(2)).partners.size).toBe(0)
    const own = delegateEvents(library.publicKey, 'library', circle.as(chen.keys), { now: NOW })
    expect(fold(circle, [own]).partners.size).toBe(0)
  })
})

describe('an approver who retires', () => {
  it('takes back nothing they said: whoever they vetted was vetted then, and their vouches stand', () => {
    const circle = circleOf(3, 2)
    const [dora, second, third] = circle.vetters
    if (dora === undefined || second === undefined || third === undefined) throw new Error('three vetters')
    const start = [
      ...vetted(circle, ben, 2),
      introduced(circle, ben.keys),
      vouch(key(chen), circle.as(ben.keys), { now: at(5) }),
      ...vetted(circle, chen, 2, at(6)),
    ]
    const staying = [dora, third].map(({ signer }) => toHex(signer.publicKey))
    const root = must(changeCommunity(circle.root, { approvers: staying }, circle.keys.root, { now: at(10) }))
    const community = must(openManifest(root, { anchor: circle.keys.root.publicKey, now: at(20) }))
    // The third approves both anew; without the history these would be the first words that count.
    const renewed = [ben, chen].flatMap((one) => approvedBy({ ...circle, vetters: [third] }, 1, one.descriptor, at(15)))
    const statements = [...start, ...renewed].map(read)
    const approversBefore = circle.community.approvers
    expect(standingIn(deriveState(statements, { ...community, approversBefore }, at(20)), chen.keys)).toBe('listed')
    expect(standingIn(deriveState(statements, community, at(20)), chen.keys)).toBe('member_unintroduced')
  })
})

describe('a policy', () => {
  it('can be named, and is refused where nobody could ever be listed', () => {
    const { keys } = circleOf(1, 1)
    const draft = { name: 'Harbour', contact: 'dora@harbour.example', charterHash: '11'.repeat(32) }
    const approvers = [keys.root, ...Array.from({ length: 6 }, (_, nth) => signingKey(`judge ${nth}`))].map(
      ({ publicKey }) => publicKey,
    )
    for (const policy of Object.keys(policyPresets)) {
      const root = must(createCommunity({ ...draft, policy }, keys, { now: NOW, approvers }))
      expect(must(cosignCommunity(root, keys.root, { now: NOW }))).toEqual(root)
    }
    const alone = createCommunity({ ...draft, policy: 'introduced-three-vetters' }, keys, { now: NOW })
    expect(alone).toMatchObject({ ok: false, error: { detail: { field: 'policy.approvalsRequired' } } })
    const wrong = { approvalsRequired: 1, joining: { depth: 2 } }
    expect(createCommunity({ ...draft, policy: wrong }, keys, { now: NOW })).toMatchObject({
      ok: false,
      error: { detail: { field: 'policy.joining' } },
    })
    const bytes = { approvalsRequired: 1, joining: Uint8Array.of(0xa0) }
    expect(createCommunity({ ...draft, policy: bytes }, keys, { now: NOW }).ok).toBe(false)
  })
})
