import { describe, expect, it } from 'vitest'
import { verifyCatalogue } from '../../../src/catalogue/verify.js'
import { approve } from '../../../src/community/sign.js'
import { copyBytes } from '../../../src/kernel/bytes.js'
import { after, days } from '../../../src/kernel/time.js'
import { must, NOW, publishSample, sampleWorld } from '../../support/catalogue.js'
import { resign } from '../../support/forge.js'

const { community: harbour, chen, statements } = sampleWorld()
const { keys } = harbour
const trust = [keys.root.publicKey]
const { bytes, head } = publishSample(harbour, statements)
const signer = keys.publishing

function changedPresence(): Uint8Array {
  const copy = copyBytes(chen.presence)
  copy[copy.length - 40] = (copy[copy.length - 40] ?? 0) ^ 1
  return copy
}

describe('verifyCatalogue', () => {
  it('compiles a sound catalogue to the same bytes, also when some of it has ended since', () => {
    const report = { head, statements: 8, entries: 5, identical: true, rejected: [] }
    expect(verifyCatalogue(bytes, { trust, now: NOW })).toEqual({ ok: true, value: report })
    expect(verifyCatalogue(bytes, { trust, now: after(NOW, days(13)) })).toEqual({ ok: true, value: report })
  })

  it('finds a statement whose signature does not fit, which opening alone does not check', () => {
    const listed = statements.map((statement) => (statement === chen.presence ? changedPresence() : statement))
    const report = must(verifyCatalogue(resign(bytes, { signer, statements: listed }), { trust, now: NOW }))
    expect(report.identical).toBe(false)
    expect(report.rejected).toEqual([{ index: 1, item: undefined, code: 'statement_forged' }])
  })

  it('finds statements in another order, twice, or already replaced', () => {
    const later = (NOW + 1) as typeof NOW // still a whole number of seconds
    const shorter = must(approve(chen.descriptor, keys, { now: later, expiresIn: days(9) }))
    for (const listed of [[...statements].sort().reverse(), [...statements, ...statements], [...statements, shorter]]) {
      const report = must(verifyCatalogue(resign(bytes, { signer, statements: listed }), { trust, now: NOW }))
      expect(report.identical).toBe(false)
    }
  })

  it('finds compiled columns that the statements do not give', () => {
    const file = resign(bytes, { signer, sections: { columns: Uint8Array.of(1) } })
    expect(must(verifyCatalogue(file, { trust, now: NOW })).identical).toBe(false)
  })

  it('refuses what cannot be opened, and stops when asked to', () => {
    expect(verifyCatalogue(bytes, { trust: [], now: NOW })).toMatchObject({ error: { code: 'catalogue_untrusted' } })
    const signal = { aborted: true }
    expect(verifyCatalogue(bytes, { trust, now: NOW, signal })).toMatchObject({ error: { code: 'work_aborted' } })
  })
})
