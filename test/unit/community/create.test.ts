import { describe, expect, it } from 'vitest'
import { createCommunity } from '../../../src/community/create.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days } from '../../../src/kernel/time.js'
import { openManifest } from '../../../src/trust/anchor.js'
import { must, NOW, sampleCommunity } from '../../support/catalogue.js'

const { keys } = sampleCommunity()
const draft = {
  name: 'Harbour',
  contact: 'dora@harbour.example',
  charterHash: 'ab'.repeat(32),
  policy: { approvalsRequired: 1 },
}
const open = (root: Uint8Array, now = NOW) => openManifest(root, { anchor: keys.root.publicKey, now })

describe('createCommunity', () => {
  it('delegates publishing to the publishing key and approving to the root key', () => {
    expect(must(open(must(createCommunity(draft, keys, { now: NOW }))))).toEqual({
      ...draft,
      key: toHex(keys.root.publicKey),
      expires: after(NOW, days(730)),
      charterHash: new Uint8Array(32).fill(0xab),
      publishingKeys: [keys.publishing.publicKey],
      approvers: [keys.root.publicKey],
      rootKeys: [keys.root.publicKey],
      rootThreshold: 1,
    })
  })

  it('lasts two years unless told otherwise, and never more than five', () => {
    const root = must(createCommunity(draft, keys, { now: NOW }))
    expect(open(root, after(NOW, days(729))).ok).toBe(true)
    expect(open(root, after(NOW, days(730)))).toMatchObject({ error: { code: 'root_expired' } })
    expect(() => createCommunity(draft, keys, { now: NOW, expiresIn: days(1831) })).toThrow(RangeError)
  })

  it.each([
    ['name', { name: undefined }],
    ['contact', { contact: '' }],
    ['charterHash', { charterHash: 'none' }],
    ['policy', { policy: undefined }],
    ['policy.approvalsRequired', { policy: { approvalsRequired: 2 } }],
    [
      'policy.ownConsentFromAge.0.region',
      { policy: { approvalsRequired: 1, ownConsentFromAge: [{ region: 'x', age: 16 }] } },
    ],
    ['', { publishingKeys: [] }],
  ])('names %s when it is wrong', (field, parts) => {
    expect(createCommunity({ ...draft, ...parts }, keys, { now: NOW })).toEqual({
      ok: false,
      error: { code: 'statement_invalid', detail: { field } },
    })
  })
})
