import { scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { passphraseKey } from '../../../src/kernel/passphrase.js'
import { hybrid } from '../../../src/post-quantum.js'
import { readTicket } from '../../../src/token/ticket.js'
import { MAX_SEALED_TICKET_LENGTH, openTicket, sealTicket } from '../../../src/token/ticket-file.js'
import { withdraw } from '../../../src/token/withdraw.js'
import { codeOf, intakeOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'
import { hybridChen } from '../../support/hybrid.js'
import { seededRandom } from '../../support/random.js'

const { ticket } = sealedOf(proposalOf(), 'one')
const key = seededRandom('the key of a host')(32)
const sealed = value(sealTicket(ticket, { key }))

describe('passphraseKey', () => {
  it('is scrypt as Node computes it', () => {
    const salt = seededRandom('salt')(16)
    const theirs = scryptSync('seven lanterns', salt, 32, { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 })
    expect(passphraseKey('seven lanterns', salt)).toEqual(new Uint8Array(theirs))
  })
  it('is the same however a keyboard composes the letters', () => {
    const salt = new Uint8Array(16)
    expect(passphraseKey('caf\u00e9 \ufb01le', salt)).toEqual(passphraseKey('cafe\u0301 file', salt))
  })
})

describe('a sealed ticket', () => {
  it('opens to the same ticket, under a key', () => {
    expect(readTicket(value(openTicket(sealed, { key })))).toEqual(readTicket(ticket))
  })
  it('opens to the same ticket, under a passphrase, and under no other', () => {
    const lock = { passphrase: 'seven lanterns over quiet water' }
    const kept = value(sealTicket(ticket, lock))
    expect(readTicket(value(openTicket(kept, lock)))).toEqual(readTicket(ticket))
    expect(codeOf(openTicket(kept, { passphrase: 'seven lanterns over quiet winter' }))).toBe('ticket_unopenable')
    expect(codeOf(openTicket(kept, { key }))).toBe('ticket_malformed')
  })
  it('remembers that it was withdrawn', () => {
    const withdrawn = value(withdraw(ticket, { now: NOW })).ticket
    const again = value(openTicket(value(sealTicket(withdrawn, { key })), { key }))
    expect(codeOf(withdraw(again, { now: NOW }))).toBe('token_withdrawn')
  })
  it('has one length for every recipient but those with the longest names', () => {
    expect(sealed).toHaveLength(1084)
  })
  it('is another each time', () => {
    expect(value(sealTicket(ticket, { key }))).not.toEqual(sealed)
  })
  it('fails typed under another key and at every changed byte', () => {
    expect(codeOf(openTicket(sealed, { key: seededRandom('another')(32) }))).toBe('ticket_unopenable')
    const codes = new Set<string>()
    for (let at = 0; at < sealed.length; at++) {
      const changed = new Uint8Array(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      codes.add(codeOf(openTicket(changed, { key })))
    }
    expect(codes).toEqual(new Set(['ticket_malformed', 'ticket_unopenable']))
  })
  it('is refused by its length before anything is derived', () => {
    const lengths = [0, 20, sealed.length - 1, MAX_SEALED_TICKET_LENGTH + 1]
    const codes = lengths.map((length) => codeOf(openTicket(new Uint8Array(length), { key })))
    expect(new Set(codes)).toEqual(new Set(['ticket_malformed']))
    expect(codeOf(openTicket('et' as unknown as Uint8Array, { key }))).toBe('ticket_malformed')
  })
  it('needs its suite', () => {
    expect(codeOf(openTicket(sealed, { key }, { suites: [hybrid] }))).toBe('ok')
    const kept = value(sealTicket(sealedOf(proposalOf({}, intakeOf(), hybridChen)).ticket, { key }))
    expect(kept).toHaveLength(3132)
    expect(openTicket(kept, { key })).toEqual({ ok: false, error: { code: 'suite_unsupported', detail: { suite: 2 } } })
    expect(readTicket(value(openTicket(kept, { key }, { suites: [hybrid] }))).suite).toBe(hybrid)
    expect(() => openTicket(sealed, { key }, { suites: [{}] as never })).toThrow(TypeError)
  })
  it('takes no short lock', () => {
    expect(() => sealTicket(ticket, { passphrase: '7 chars' })).toThrow(RangeError)
    expect(codeOf(sealTicket(ticket, { passphrase: '8 chars!' }))).toBe('ok')
    for (const length of [0, 31, 33]) {
      expect(() => sealTicket(ticket, { key: new Uint8Array(length) })).toThrow(
        new RangeError('key: expected 32 bytes'),
      )
      expect(() => openTicket(sealed, { key: new Uint8Array(length) })).toThrow(RangeError)
    }
  })
  it('is not made without randomness', () => {
    expect(codeOf(sealTicket(ticket, { key }, { random: () => new Uint8Array(1) }))).toBe('randomness_absent')
  })
})
