import { describe, expect, it } from 'vitest'
import type { CatalogueEntry } from '../../../src/catalogue/entry.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { whyListed } from '../../../src/catalogue/why-listed.js'
import { approve } from '../../../src/community/sign.js'
import { commitmentOf } from '../../../src/descriptor/commitment.js'
import { promisedKeys } from '../../../src/descriptor/keys.js'
import { copyBytes } from '../../../src/kernel/bytes.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days } from '../../../src/kernel/time.js'
import { encodeBody } from '../../../src/statement/body.js'
import { approvalFormat } from '../../../src/trust/manifest.js'
import {
  entriesIn,
  entryOf,
  must,
  NOW,
  publishSample,
  sampleCatalogue,
  sampleCommunity,
} from '../../support/catalogue.js'
import { signRaw } from '../../support/forge.js'

const { catalogue, community, chen } = sampleCatalogue()
const entry = entryOf(catalogue, 'Chen Wei')
const key = toHex(community.keys.root.publicKey)
const ofKind = (kind: CatalogueEntry['kind']) => {
  const found = entriesIn(catalogue).find((one) => one.kind === kind)
  if (found === undefined) throw new Error(`no ${kind}`)
  return found
}

describe('whyListed', () => {
  it('names who approved a practitioner, since when and until when', () => {
    expect(whyListed(entry, NOW)).toEqual([{ code: 'approved', by: key, since: NOW, until: after(NOW, days(180)) }])
  })

  it('names an approver once, since the first of their approvals and until the end of the last', () => {
    const later = after(NOW, days(30))
    const renewed = must(approve(chen.descriptor, community.keys, { now: later }))
    const evidence = { ...entry.evidence, approvals: [renewed, ...entry.evidence.approvals] }
    expect(whyListed({ ...entry, evidence }, later)).toEqual([
      { code: 'approved', by: key, since: NOW, until: after(later, days(180)) },
    ])
  })

  it('does not count what an approver of two communities says for the other', () => {
    const keyCommitments = promisedKeys(chen.keys).map(commitmentOf)
    const body = encodeBody(approvalFormat, { community: new Uint8Array(32), keyCommitments })
    const approvals = [signRaw('approval', chen.keys.id, body, community.keys.root)]
    expect(whyListed({ ...entry, evidence: { ...entry.evidence, approvals } }, NOW)).toEqual([
      { code: 'approval_missing', community: key },
    ])
  })

  it('says so where a community lists without approvals', () => {
    const open = sampleCommunity('Open door', { approvalsRequired: 0 })
    const { bytes } = publishSample(open, [chen.descriptor])
    const trust = [open.keys.root.publicKey]
    const listed = entryOf(must(openCatalogue(bytes, { trust, lastSeen: 'first-use', now: NOW })), 'Chen Wei')
    expect(whyListed(listed, NOW)).toEqual([
      { code: 'community_without_approvals', community: toHex(open.keys.root.publicKey) },
    ])
  })

  it('says so when the approval does not verify or has ended', () => {
    const [approval] = entry.evidence.approvals
    const forged = copyBytes(approval ?? new Uint8Array(0))
    forged[forged.length - 40] = (forged[forged.length - 40] ?? 0) ^ 1
    const missing = [{ code: 'approval_missing', community: key }]
    expect(whyListed({ ...entry, evidence: { ...entry.evidence, approvals: [forged] } }, NOW)).toEqual(missing)
    expect(whyListed(entry, after(NOW, days(180)))).toEqual(missing)
    expect(whyListed({ ...entry, evidence: { ...entry.evidence, root: forged } }, NOW)).toEqual(missing)
  })

  it('says that nobody vouches for a listing, and where it was read', () => {
    expect(whyListed(ofKind('listing'), NOW)).toEqual([
      { code: 'unclaimed', source: 'A public directory, 2022', since: NOW },
    ])
  })

  it('says that the community lists an event', () => {
    expect(whyListed(ofKind('event'), NOW)).toEqual([{ code: 'listed_by_community', community: key, since: NOW }])
  })
})
