import { describe, expect, it } from 'vitest'
import { concatBytes, copyBytes } from '../../../src/kernel/bytes.js'
import { encodeCbor } from '../../../src/kernel/cbor.js'
import { holdSecret } from '../../../src/kernel/secret-key.js'
import { signBytes, signingKeyFromSeed } from '../../../src/kernel/signing.js'
import { utf8Encode } from '../../../src/kernel/text.js'
import { after, days, epochSeconds, hours } from '../../../src/kernel/time.js'
import { cosignStatement, signStatement } from '../../../src/statement/sign.js'
import {
  checkAge,
  MAX_BATCH_BYTES,
  MAX_STATEMENT_BYTES,
  openStatement,
  readStatement,
  statementKinds,
  verifyCosignature,
  verifyStatement,
} from '../../../src/statement/statement.js'
import { must, NOW } from '../../support/catalogue.js'

const pair = signingKeyFromSeed(new Uint8Array(32).fill(7))
const signer = { publicKey: pair.publicKey, secretKey: holdSecret(pair.secretKey) }
const payload = {
  kind: 'presence',
  sequence: 3,
  issued: NOW,
  expires: after(NOW, days(35)),
  subject: 'ab',
  body: Uint8Array.of(0xa0),
} as const
const signed = signStatement(payload, signer)

/** A statement whose envelope says anything, under a correct signature. */
function signedEnvelope(envelope: ReadonlyMap<number, Parameters<typeof encodeCbor>[0]>): Uint8Array {
  const encoded = encodeCbor(envelope)
  const kind = String(envelope.get(0))
  const message = concatBytes(utf8Encode(`entrenous/1/statement/${kind}\0`), encoded)
  return concatBytes(encoded, signBytes(message, pair.secretKey))
}
const envelope = new Map<number, Parameters<typeof encodeCbor>[0]>([
  [0, 'presence'],
  [1, pair.publicKey],
  [2, 3],
  [3, payload.issued],
  [4, payload.expires],
  [5, 'ab'],
  [6, Uint8Array.of(0xa0)],
])

describe('signStatement', () => {
  it('writes the documented layout', () => {
    expect(signedEnvelope(envelope)).toEqual(signed)
  })

  it('gives every field back when read', () => {
    expect(must(readStatement(signed))).toEqual({ ...payload, issuer: pair.publicKey, bytes: signed })
  })

  it.each([
    ['head', 14],
    ['witness', 14],
    ['presence', 35],
    ['descriptor', 180],
    ['approval', 400],
    ['event', 400],
    ['listing-batch', 400],
    ['root', 1830],
    ['revocation', 1830],
    ['vouch', 730],
    ['endorsement', 400],
    ['attestation', 730],
    ['key-recovery', 1830],
    ['key-replacement', 1830],
    ['claim', 1830],
    ['delegation', 400],
    ['mapping', 400],
  ] as const)('lets a %s live %d days, and not a second longer', (kind, most) => {
    const lasting = (expires: number) => signStatement({ ...payload, kind, expires: epochSeconds(expires) }, signer)
    expect(must(readStatement(lasting(after(NOW, days(most))))).expires).toBe(after(NOW, days(most)))
    expect(() => lasting(after(NOW, days(most)) + 1)).toThrow(RangeError)
  })

  it('refuses to end before it begins', () => {
    expect(() => signStatement({ ...payload, expires: NOW }, signer)).toThrow(RangeError)
  })

  it('refuses a body beyond 64 KiB', () => {
    expect(() => signStatement({ ...payload, body: new Uint8Array(MAX_STATEMENT_BYTES) }, signer)).toThrow(RangeError)
  })

  it('refuses a subject that is no id', () => {
    expect(() => signStatement({ ...payload, subject: 'Not an id' }, signer)).toThrow(TypeError)
  })
})

describe('readStatement', () => {
  it('reads a kind that this release does not know, which then says nothing, and lets it live no longer than the longest', () => {
    const lasting = (kind: string, length: number) =>
      readStatement(signedEnvelope(new Map([...envelope, [0, kind], [4, NOW + length]])))
    expect(must(lasting('gossip', days(1830))).kind).toBe('gossip')
    expect(lasting('gossip', days(1830) + 1)).toMatchObject({ ok: false, error: { detail: { field: 'expires' } } })
    expect(openStatement(signedEnvelope(new Map([...envelope, [0, 'gossip']])), { kind: 'root', now: NOW }).ok).toBe(
      false,
    )
    // No name that every object has passes for a kind with a bound of its own.
    expect(lasting('constructor', 1).ok).toBe(false)
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a signature alone', new Uint8Array(64)],
    ['more than 1 MiB', new Uint8Array(MAX_BATCH_BYTES + 1)],
    ['a payload that is no map', concatBytes(encodeCbor('x'), new Uint8Array(64))],
    ['a byte between payload and signature', concatBytes(signed.slice(0, -64), Uint8Array.of(0), signed.slice(-64))],
  ])('refuses %s', (_, bytes) => {
    expect(readStatement(bytes)).toEqual({ ok: false, error: { code: 'statement_invalid', detail: { field: '' } } })
  })

  it.each([
    ['kind', 0, 'No kind'],
    ['issuer', 1, new Uint8Array(31)],
    ['sequence', 2, -1],
    ['issued', 3, -1],
    ['expires', 4, after(NOW, days(36))],
    ['expires', 4, payload.issued],
    ['subject', 5, 'A B'],
    ['body', 6, 'text'],
  ])('names the field %s when it is out of shape', (field, key, value) => {
    const received = signedEnvelope(new Map([...envelope, [key, value]]))
    expect(readStatement(received)).toEqual({ ok: false, error: { code: 'statement_invalid', detail: { field } } })
  })

  it('refuses a field that is missing or unknown', () => {
    expect(readStatement(signedEnvelope(new Map([...envelope].slice(0, 6)))).ok).toBe(false)
    expect(readStatement(signedEnvelope(new Map([...envelope, [7, 1]]))).ok).toBe(false)
  })

  it('refuses 64 KiB for anything but a batch of listings', () => {
    const large = new Uint8Array(MAX_STATEMENT_BYTES)
    const asPresence = signedEnvelope(new Map([...envelope, [6, large]]))
    expect(readStatement(asPresence)).toMatchObject({ ok: false, error: { detail: { field: 'body' } } })
    const asBatch = signedEnvelope(new Map([...envelope, [0, 'listing-batch'] as const, [6, large] as const]))
    expect(readStatement(asBatch).ok).toBe(true)
  })

  it('keeps a copy that does not change with the buffer it was read from', () => {
    const buffer = copyBytes(signed)
    const statement = must(readStatement(buffer))
    buffer.fill(0)
    expect(verifyStatement(statement)).toBe(true)
  })

  it('reads from an offset view and a Node Buffer alike', () => {
    const padded = concatBytes(new Uint8Array(5), signed)
    expect(must(readStatement(padded.subarray(5)))).toEqual(must(readStatement(signed)))
    expect(must(readStatement(Buffer.from(signed))).bytes).toEqual(signed)
  })
})

describe('openStatement', () => {
  it('opens what was signed', () => {
    expect(openStatement(signed, { kind: 'presence', now: NOW }).ok).toBe(true)
  })

  it('refuses every other kind', () => {
    for (const kind of statementKinds.filter((kind) => kind !== 'presence')) {
      expect(openStatement(signed, { kind, now: NOW })).toMatchObject({ error: { code: 'statement_invalid' } })
    }
  })

  it('does not accept a signature made for another kind', () => {
    const approval = signStatement({ ...payload, kind: 'approval' }, signer)
    const renamed = concatBytes(encodeCbor(envelope), approval.slice(-64))
    expect(openStatement(renamed, { kind: 'presence', now: NOW })).toMatchObject({
      error: { code: 'statement_forged' },
    })
  })

  it('calls a changed signature forged', () => {
    const changed = copyBytes(signed)
    changed[changed.length - 40] = (changed[changed.length - 40] ?? 0) ^ 1
    expect(openStatement(changed, { kind: 'presence', now: NOW })).toMatchObject({
      error: { code: 'statement_forged' },
    })
  })

  it('calls a statement in another name forged', () => {
    const other = signingKeyFromSeed(new Uint8Array(32).fill(8)).publicKey
    const received = signedEnvelope(new Map([...envelope, [1, other]]))
    expect(openStatement(received, { kind: 'presence', now: NOW })).toMatchObject({
      error: { code: 'statement_forged' },
    })
  })

  it('lasts until the second before it expires', () => {
    const last = after(NOW, days(35))
    expect(openStatement(signed, { kind: 'presence', now: last })).toEqual({
      ok: false,
      error: { code: 'statement_expired', detail: { expired: last } },
    })
    const justBefore = { kind: 'presence', now: after(NOW, (days(35) - 1) as ReturnType<typeof days>) } as const
    expect(openStatement(signed, justBefore).ok).toBe(true)
  })
})

describe('cosignStatement', () => {
  const statement = must(readStatement(signed))
  const otherPair = signingKeyFromSeed(new Uint8Array(32).fill(9))
  const other = { publicKey: otherPair.publicKey, secretKey: holdSecret(otherPair.secretKey) }
  const signature = cosignStatement(statement, other)

  it('signs the same words under another key, the issuer’s name included', () => {
    expect(verifyCosignature(statement, other.publicKey, signature)).toBe(true)
    expect(cosignStatement(statement, signer)).toEqual(signed.subarray(-64))
    expect(verifyCosignature(statement, pair.publicKey, signature)).toBe(false)
    const own = must(readStatement(signStatement(payload, other)))
    // The co-signature is no statement of the co-signer's own.
    expect(verifyCosignature(own, other.publicKey, signature)).toBe(false)
  })

  it('does not fit other words', () => {
    const later = must(readStatement(signStatement({ ...payload, sequence: payload.sequence + 1 }, signer)))
    expect(verifyCosignature(later, other.publicKey, signature)).toBe(false)
    expect(verifyCosignature(statement, other.publicKey, signature.subarray(1))).toBe(false)
  })
})

describe('checkAge', () => {
  it('is out of date at a time that is none', () => {
    const signed = signStatement(payload, signer)
    // What the compiler refuses is given on purpose.
    for (const now of [Number.NaN, undefined] as unknown as (typeof payload.issued)[]) {
      expect(openStatement(signed, { kind: payload.kind, now }).ok).toBe(false)
    }
  })

  it('forgives clocks that differ by an hour and refuses the future beyond', () => {
    const soon = { issued: after(NOW, hours(1)), expires: after(NOW, days(1)) }
    expect(checkAge(soon, NOW).ok).toBe(true)
    const later = { issued: after(NOW, hours(1.01)), expires: after(NOW, days(1)) }
    expect(checkAge(later, NOW)).toMatchObject({ error: { code: 'statement_invalid', detail: { field: 'issued' } } })
  })
})
