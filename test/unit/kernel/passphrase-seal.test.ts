import { describe, expect, it } from 'vitest'
import { openUnderPassphrase, sealUnderPassphrase } from '../../../src/kernel/passphrase-seal.js'
import { must } from '../../support/catalogue.js'
import { seededRandom } from '../../support/random.js'

const lock = { passphrase: 'seven lanterns over quiet water', purpose: 'store-key' }
const secret = seededRandom('secret')(32)
const sealed = must(sealUnderPassphrase(secret, lock, { random: seededRandom('seal') }))

describe('a secret under a passphrase', () => {
  it('opens with the same words, also as another keyboard spells them', () => {
    expect(must(openUnderPassphrase(sealed, lock))).toEqual(secret)
    const accented = { passphrase: 'caf\u00e9 au lait', purpose: 'store-key' }
    const one = must(sealUnderPassphrase(secret, accented))
    expect(must(openUnderPassphrase(one, { ...accented, passphrase: 'cafe\u0301 au lait' }))).toEqual(secret)
  })
  it('does not open with other words, for another purpose, or with a bit changed, and does not tell which', () => {
    const refused = { ok: false, error: { code: 'store_unopenable', detail: {} } }
    expect(openUnderPassphrase(sealed, { ...lock, passphrase: 'seven lanterns over quiet waters' })).toEqual(refused)
    expect(openUnderPassphrase(sealed, { ...lock, purpose: 'recovery-sheet' })).toEqual(refused)
    for (const at of [0, 2, 3, 19, 43, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte))
      expect(openUnderPassphrase(changed, lock)).toEqual(refused)
    }
    for (const other of [sealed.subarray(0, 100), new Uint8Array(0), new Uint8Array(70_000)]) {
      expect(openUnderPassphrase(other, lock)).toEqual(refused)
    }
    // biome-ignore lint/suspicious/noExplicitAny: what a host without types may hand over
    for (const other of [undefined, 'text', {}] as any[]) expect(openUnderPassphrase(other, lock)).toEqual(refused)
  })
  it('shows the length in steps of 64 bytes, and is never the same twice', () => {
    const lengths = [0, 32, 63, 64].map((length) => must(sealUnderPassphrase(new Uint8Array(length), lock)).length)
    expect(lengths).toEqual([123, 123, 123, 187])
    expect(must(sealUnderPassphrase(secret, lock))).not.toEqual(must(sealUnderPassphrase(secret, lock)))
  })
  it('blames the caller for a short passphrase, a purpose that is none, and a secret that is too long', () => {
    expect(() => sealUnderPassphrase(secret, { ...lock, passphrase: '7 chars' })).toThrow(RangeError)
    expect(() => openUnderPassphrase(sealed, { ...lock, passphrase: '' })).toThrow(RangeError)
    for (const purpose of ['', 'Store', 'a/b', 'x'.repeat(41)]) {
      expect(() => sealUnderPassphrase(secret, { ...lock, purpose })).toThrow(RangeError)
    }
    expect(() => sealUnderPassphrase(new Uint8Array(65_537), lock)).toThrow(RangeError)
    expect(sealUnderPassphrase(secret, lock, { random: () => new Uint8Array(0) }).ok).toBe(false)
  })
})
