import { describe, expect, it } from 'vitest'
import { type Folded, foldCommunity, type Person } from '../../../examples/desk/app/lead/fold.js'
import { hexOf } from '../../../examples/desk/app/lead/lead.js'
import { createCommunity } from '../../../src/community/create.js'
import { approve, revoke } from '../../../src/community/sign.js'
import { approverFrom, attest, vouch } from '../../../src/community/speak.js'
import { draftDescriptor, signDescriptor } from '../../../src/descriptor/draft.js'
import { createKeys, replaceOpeningKeys } from '../../../src/descriptor/keys.js'
import { after, days, type EpochSeconds } from '../../../src/kernel/time.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { descriptorJson, must, NOW, sampleCommunity, samplePractitioner, seeded } from '../../support/catalogue.js'

// What a lead's desk says that somebody still needs, against communities of the library.

const joining = { depth: 2, invitationsPerEpoch: 1, cascade: true, checklist: ['charter-signed'] }
const { keys, root } = sampleCommunity('Harbour', { joining })
const chen = samplePractitioner('Chen Wei')
const identity = Uint8Array.from(Buffer.from(chen.keys.id, 'hex'))
const dora = approverFrom(keys)
const approver = hexOf(keys.root.publicKey)

function stand(statements: readonly Uint8Array[], now: EpochSeconds = NOW, manifests = root): Person | undefined {
  const folded = foldCommunity({ root: manifests, statements, approver, now })
  if ('failure' in folded) throw new Error(folded.failure.code)
  return (folded satisfies Folded).people.find(({ id }) => id === chen.keys.id)
}

const approval = must(approve(chen.descriptor, keys, { now: NOW }))
const introduction = vouch(identity, dora, { now: NOW })
const seen = attest(identity, ['charter-signed'], dora, { now: NOW })
const whole = [chen.descriptor, chen.presence, approval, introduction, seen]

describe('what somebody still needs', () => {
  it('is told one by one, and nothing once they are in the list', () => {
    expect(stand([chen.descriptor])).toMatchObject({ place: 'waiting', name: 'Chen Wei', open: ['charter-signed'] })
    expect(stand([chen.descriptor])?.needs).toContain('approval')
    expect(stand([chen.descriptor, approval])?.needs).toEqual(['introduction', 'checklist'])
    expect(stand([chen.descriptor, approval, introduction])?.needs).toEqual(['checklist'])
    expect(stand(whole)).toMatchObject({ place: 'listed', needs: [], attested: ['charter-signed'] })
    expect(stand([approval, introduction, seen])).toMatchObject({ place: 'waiting', name: undefined, needs: ['page'] })
  })

  it('is a new approval in the last 30 days of the old one, and not before', () => {
    const until = (of: number) => stand(whole, after(NOW, days(of)))?.needs
    expect(until(100)).not.toContain('renewal')
    expect(until(100)).not.toContain('approval')
    expect(until(160)).toContain('renewal')
  })

  it('is a page once theirs has ended, and whose it was is still told', () => {
    expect(stand(whole, after(NOW, days(181)))).toMatchObject({ name: 'Chen Wei', place: 'waiting' })
    expect(stand(whole, after(NOW, days(181)))?.needs).toContain('page')
  })

  it('is a call where a page comes with other keys than were approved, and for good once those were replaced', () => {
    const later = after(NOW, days(1))
    const fresh = must(replaceOpeningKeys(chen.keys, { now: later, random: seeded('fresh') }))
    const draft = must(draftDescriptor(descriptorJson({ name: 'Chen Wei' }), { vocabulary, keys: fresh }))
    const swapped = signDescriptor(draft, fresh, { now: later })
    expect(stand([...whole, swapped], later)?.needs).toEqual(['other-keys'])
    const approved = must(approve(swapped, keys, { now: after(later, days(1)) }))
    expect(stand([...whole, swapped, approved], after(later, days(1)))?.needs).toEqual([])
    const old = must(draftDescriptor(descriptorJson({ name: 'Chen Wei' }), { vocabulary, keys: chen.keys }))
    const back = signDescriptor(old, chen.keys, { now: after(later, days(2)) })
    expect(stand([...whole, swapped, approved, back], after(later, days(2)))?.needs).toEqual(['replaced-keys'])
  })

  it('is the word of others where one approver is too few', () => {
    const other = sampleCommunity('Hills').keys.root
    const draft = {
      name: 'Two',
      contact: 'x@y.example',
      charterHash: '11'.repeat(32),
      policy: { approvalsRequired: 2 },
    }
    const approvers = [keys.root.publicKey, other.publicKey]
    const two = must(createCommunity(draft, keys, { now: NOW, approvers }))
    expect(stand([chen.descriptor], NOW, two)?.needs).toContain('approval')
    const own = must(approve(chen.descriptor, keys, { now: NOW }))
    expect(stand([chen.descriptor, own], NOW, two)?.needs).toEqual(['others'])
    const theirs = must(approve(chen.descriptor, { signer: other, community: dora.community }, { now: NOW }))
    expect(stand([chen.descriptor, own, theirs], NOW, two)).toMatchObject({ place: 'listed', needs: [] })
    const longer = must(approve(chen.descriptor, keys, { now: after(NOW, days(10)) }))
    const statements = [chen.descriptor, own, theirs, longer]
    const folded = foldCommunity({ root: two, statements, approver, now: after(NOW, days(10)) })
    const ends = 'failure' in folded ? [] : folded.ends
    expect(ends.find(({ what }) => what === 'approvals')?.until).toBe(after(NOW, days(180)))
  })

  it('is nothing any more once they were taken out, and a stranger’s word takes nobody out', () => {
    const out = revoke(identity, 'left', keys, { now: after(NOW, days(1)) })
    expect(stand([...whole, out], after(NOW, days(2)))).toMatchObject({ place: 'gone', needs: [] })
    const eve = must(createKeys({ now: NOW, random: seeded('eve') }))
    const forged = revoke(identity, 'conduct', { signer: eve.identity, community: dora.community }, { now: NOW })
    expect(stand([...whole, forged])).toMatchObject({ place: 'listed' })
  })
})

describe('a community whose manifests do not hold', () => {
  it('is told as a failure, and not as a community without anybody', () => {
    const broken = root.slice()
    broken[broken.length - 1] = (broken[broken.length - 1] ?? 0) ^ 1
    expect(foldCommunity({ root: broken, statements: whole, approver, now: NOW })).toHaveProperty('failure')
  })
})
