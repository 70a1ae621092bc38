import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdSecret } from '../../src/kernel/secret-key.js'
import { signingKeyFromSeed } from '../../src/kernel/signing.js'
import { epochSeconds } from '../../src/kernel/time.js'
import { signStatement } from '../../src/statement/sign.js'
import { openStatement, readStatement, statementKinds } from '../../src/statement/statement.js'
import { must, NOW } from '../support/catalogue.js'

const pair = signingKeyFromSeed(new Uint8Array(32).fill(5))
const signer = { publicKey: pair.publicKey, secretKey: holdSecret(pair.secretKey) }
const payloads = fc.record({
  kind: fc.constantFrom(...statementKinds),
  sequence: fc.nat(),
  issued: fc.constant(NOW),
  expires: fc.integer({ min: 1, max: 14 * 86_400 }).map((length) => epochSeconds(NOW + length)),
  subject: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,60}$/),
  body: fc.uint8Array({ maxLength: 300 }),
})

describe('statements', () => {
  it('open as what was signed', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const bytes = signStatement(payload, signer)
        const opened = must(openStatement(bytes, { kind: payload.kind, now: NOW }))
        expect(opened).toEqual({ ...payload, issuer: pair.publicKey, bytes })
      }),
      { numRuns: 200 },
    )
  })

  it('fail, and never throw, when any bit of them changes', () => {
    fc.assert(
      fc.property(payloads, fc.nat(), (payload, place) => {
        const bytes = signStatement(payload, signer)
        const bit = place % (bytes.length * 8)
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(openStatement(bytes, { kind: payload.kind, now: NOW }).ok).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('are read without a throw from any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readStatement(bytes)).toMatchObject({ ok: false, error: { code: 'statement_invalid' } })
      }),
      { numRuns: 500 },
    )
  })
})
