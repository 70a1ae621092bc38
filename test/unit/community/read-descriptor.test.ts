import { describe, expect, it } from 'vitest'
import { readDescriptor } from '../../../src/community/read-descriptor.js'
import { after, days } from '../../../src/kernel/time.js'
import { must, NOW, sampleCatalogue } from '../../support/catalogue.js'

const { chen } = sampleCatalogue()
const { keys, descriptor: signed, presence } = chen

describe('readDescriptor', () => {
  it('says whose page it is and what stands in it', () => {
    const page = must(readDescriptor(signed, { now: NOW }))
    expect(page).toMatchObject({ id: keys.id, issued: NOW, descriptor: { name: 'Chen Wei' } })
    expect(page.descriptor.keyCommitments.length).toBeGreaterThan(0)
    expect(page.expires).toBeGreaterThan(NOW)
  })

  it('refuses one that was changed, one that has ended, and what is none', () => {
    const forged = signed.slice()
    forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1
    expect(readDescriptor(forged, { now: NOW })).toMatchObject({ ok: false, error: { code: 'statement_forged' } })
    const late = after(NOW, days(181))
    expect(readDescriptor(signed, { now: late })).toMatchObject({ ok: false, error: { code: 'statement_expired' } })
    for (const other of [presence, new Uint8Array(0), new Uint8Array(200).fill(0xa1)]) {
      expect(readDescriptor(other, { now: NOW })).toMatchObject({ ok: false, error: { code: 'statement_invalid' } })
    }
  })
})
