import { describe, expect, it } from 'vitest'
import { compileEntries } from '../../../src/catalogue/entries.js'
import { type ApprovalContext, approvePractitioners } from '../../../src/cli/approvals.js'
import { revoke } from '../../../src/community/sign.js'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { draftDescriptor, signDescriptor } from '../../../src/descriptor/draft.js'
import { createKeys, extendKeys, forgetEndedKeys, type PractitionerKeys } from '../../../src/descriptor/keys.js'
import { after, days, type EpochSeconds, keyEpochOf } from '../../../src/kernel/time.js'
import { readStatement } from '../../../src/statement/statement.js'
import { openManifest } from '../../../src/trust/anchor.js'
import { verifyRecipient } from '../../../src/trust/recipient.js'
import { deriveStandings } from '../../../src/trust/standings.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { descriptorJson, must, NOW, sampleCommunity, samplePractitioner, seeded } from '../../support/catalogue.js'

const { keys, root } = sampleCommunity()
const community = must(openManifest(root, { anchor: keys.root.publicKey, now: NOW }))
const chen = samplePractitioner('Chen Wei')
const signed = [
  { name: 'chen', bytes: chen.descriptor },
  { name: 'chen', bytes: chen.presence },
]
const decide = (parts: Partial<ApprovalContext> = {}, statements = signed) => {
  const decided = approvePractitioners(statements, {
    keys,
    community,
    now: NOW,
    previous: [],
    approveKeys: [],
    ...parts,
  })
  if (!decided.ok) throw new Error(decided.error.code)
  return decided.value
}
const bytesOf = ({ statements }: ReturnType<typeof decide>) => statements.map(({ bytes }) => bytes)
const signAnew = (of: PractitionerKeys, now: EpochSeconds) =>
  signDescriptor(must(draftDescriptor(descriptorJson(), { vocabulary, keys: of })), of, { now })

describe('approvePractitioners', () => {
  it('approves the first time, and not again while the approval lasts', () => {
    const first = decide()
    expect(first.approved).toEqual([{ name: 'chen', because: 'first' }])
    const second = decide({ previous: bytesOf(first), now: after(NOW, days(100)) })
    expect(second).toMatchObject({ approved: [], swapped: [], coolingDown: [] })
    expect(bytesOf(second)).toEqual(bytesOf(first))
  })

  it('approves again within thirty days of the end', () => {
    const previous = bytesOf(decide())
    expect(decide({ previous, now: after(NOW, days(149)) }).approved).toEqual([])
    expect(decide({ previous, now: after(NOW, days(150)) }).approved).toEqual([{ name: 'chen', because: 'renewed' }])
  })

  it('approves again whoever’s approval has ended, and takes the same keys for no other ones', () => {
    const now = after(NOW, days(181))
    const own = [{ name: 'chen', bytes: signAnew(chen.keys, now) }]
    expect(decide({ previous: bytesOf(decide()), now }, own)).toMatchObject({
      approved: [{ name: 'chen', because: 'renewed' }],
      swapped: [],
    })
  })

  it('believes no approval that another key signed, or that speaks for another community', () => {
    const eve = sampleCommunity('Eve')
    const foreign = approvePractitioners(signed, {
      keys: eve.keys,
      community: must(openManifest(eve.root, { anchor: eve.keys.root.publicKey, now: NOW })),
      now: NOW,
      previous: [],
      approveKeys: [],
    })
    if (!foreign.ok) throw new Error(foreign.error.code)
    const forged = bytesOf(decide()).map((bytes) =>
      bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)),
    )
    const decided = decide({ previous: [...bytesOf(foreign.value), ...forged] })
    expect(decided.approved).toEqual([{ name: 'chen', because: 'first' }])
    expect(decided.statements).toHaveLength(1)
  })

  it('keeps revocations, and approves nobody who was revoked', () => {
    const revocation = revoke(chen.keys.identity.publicKey, 'left', keys, { now: NOW })
    const decided = decide({ previous: [revocation] })
    expect([decided.approved, bytesOf(decided)]).toEqual([[], [revocation]])
  })

  it('approves nobody in a community that asks for no approval', () => {
    const open = { ...community, policy: { approvalsRequired: 0 } }
    expect(decide({ community: open }).approved).toEqual([])
  })

  it('asks about one other key among many, also when it is one of the last', () => {
    const previous = bytesOf(decide())
    const openingKeys = [...chen.keys.openingKeys.slice(0, -1)]
    const swapped = must(extendKeys({ ...chen.keys, openingKeys }, { now: NOW, random: seeded('other') }))
    const other = [{ name: 'chen', bytes: signAnew(swapped, NOW) }]
    expect(decide({ previous }, other)).toMatchObject({
      approved: [],
      swapped: [{ name: 'chen', since: NOW, forGood: false }],
    })
    const decided = decide({ previous, approveKeys: ['chen'] }, other)
    expect(decided.approved).toEqual([{ name: 'chen', because: 'replaced' }])
  })

  it('approves further keys that somebody else made more than 35 days before their epoch: the own page, signed anew, contradicts', () => {
    const eve = must(createKeys({ now: NOW, epochs: 16, random: seeded('Eve') }))
    for (const phase of [0, 13, 25]) {
      const start = after(NOW, days(phase))
      const own = must(createKeys({ now: start, random: seeded('own') }))
      const last = Math.max(...own.openingKeys.map(({ epoch }) => epoch))
      const further = eve.openingKeys.filter(({ epoch }) => epoch > last)
      const sign = (openingKeys: PractitionerKeys['openingKeys'], now: EpochSeconds) => [
        { name: 'chen', bytes: signAnew({ ...own, openingKeys }, now) },
      ]
      const previous = bytesOf(decide({ now: start }, sign(own.openingKeys, start)))
      const approvedOn = Array.from({ length: 26 }, (_, week) => after(start, days(7 * week))).find(
        (now) => decide({ previous, now }, sign([...own.openingKeys, ...further], now)).approved.length > 0,
      )
      expect(keyEpochOf(after(approvedOn ?? start, days(35 + 7)))).toBeLessThanOrEqual(last)
      expect(approvedOn).toBeDefined()
    }
  })

  it('needs three approvals for thirteen epochs of planned rotation, and shows no gap', () => {
    let previous: readonly Uint8Array[] = []
    let own = must(createKeys({ now: NOW, random: seeded('a year') }))
    let approved = 0
    let presence = new Uint8Array(0)
    for (let day = 0; day <= 13 * 28; day += 7) {
      const now = after(NOW, days(day))
      if (day % 28 === 0) {
        own = must(extendKeys(forgetEndedKeys(own, now), { now, random: seeded(`day ${day}`) }))
        presence = new Uint8Array(must(confirmPresence(own, { capacity: 'capacity' }, { now })))
      }
      const descriptor = signAnew(own, now)
      const decided = decide({ previous, now }, [{ name: 'chen', bytes: descriptor }])
      approved += decided.approved.length
      expect([decided.swapped, decided.coolingDown]).toEqual([[], []])
      expect(decided.statements.length).toBeLessThan(4)
      previous = bytesOf(decided)
      const all = [descriptor, presence, ...previous].map((bytes) => must(readStatement(bytes)))
      const source = {
        community,
        anchor: keys.root.publicKey,
        root,
        until: after(now, days(14)),
        now,
      }
      const entry = compileEntries(deriveStandings(all, community, now), source).entries[0]?.entry
      if (entry?.kind !== 'practitioner') throw new Error('Chen is not listed')
      // Until the next publication, whatever the epoch.
      for (const later of [now, after(now, days(6.9))]) {
        expect(must(verifyRecipient(entry.evidence, { now: later })).epoch).toBe(keyEpochOf(later))
      }
    }
    expect(approved).toBe(3)
  })
})
