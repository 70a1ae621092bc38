import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { encodeCbor } from '../../src/kernel/cbor.js'
import { exportSecret } from '../../src/kernel/hpke.js'
import { revealSecret } from '../../src/kernel/secret-key.js'
import { signBytes } from '../../src/kernel/signing.js'
import { toHex, utf8Encode } from '../../src/kernel/text.js'
import { days, after as later } from '../../src/kernel/time.js'
import { signStatement } from '../../src/statement/sign.js'
import { openStatement, type StatementKind, statementKinds } from '../../src/statement/statement.js'
import { answerTags, proofOfFollowing, referralInfo, shared } from '../../src/token/context.js'
import { chenKeys, codeOf, NOW } from '../support/cast.js'
import { setupSender } from '../support/hpke.js'

// Chen's key signs more than one thing. Eve asks it to sign a harmless thing whose bytes are those of another: a login
// challenge that is a descriptor, a presence that is an approval.
// Here every signature covers the kind of statement it is for before the statement, and every secret that two sides
// share is derived under a name of its own: what was made for one purpose means nothing for another.

const { identity } = chenKeys
const said = (kind: StatementKind) => {
  const times = { sequence: 1, issued: NOW, expires: later(NOW, days(1)) }
  return signStatement({ kind, ...times, subject: toHex(identity.publicKey), body: encodeCbor(0) }, identity)
}
const opened = (received: Uint8Array, kind: StatementKind) => codeOf(openStatement(received, { kind, now: NOW }))
const withSignature = (statement: Uint8Array, signature: Uint8Array) =>
  Uint8Array.from(Buffer.concat([statement.subarray(0, -64), signature]))

describe('a signature made for one purpose, used for another', () => {
  it('succeeds against tweetnacl: the answer to a challenge is a signed statement', () => {
    const statement = utf8Encode('{"kind":"approval","of":"Eve"}')
    const challenge = statement // as Eve sends it: some bytes to sign, to prove who you are
    const answer = nacl.sign.detached(challenge, revealSecret(identity.secretKey))
    expect(nacl.sign.detached.verify(statement, answer, identity.publicKey)).toBe(true)
  })
  it('fails here: a signature of the bytes of a statement is no statement', () => {
    for (const kind of statementKinds) {
      const statement = said(kind)
      expect(opened(statement, kind)).toBe('ok')
      const answer = signBytes(statement.subarray(0, -64), revealSecret(identity.secretKey))
      expect(opened(withSignature(statement, answer), kind)).toBe('statement_forged')
    }
  })
  it('fails here: no statement passes for one of another kind, whole or by its signature', () => {
    for (const kind of statementKinds) {
      for (const other of statementKinds.filter((one) => one !== kind)) {
        expect(opened(said(kind), other)).toBe('statement_invalid')
        expect(opened(withSignature(said(other), said(kind).subarray(-64)), other)).toBe('statement_forged')
        const mixed = Buffer.concat([utf8Encode(`entrenous/1/statement/${kind}\0`), said(other).subarray(0, -64)])
        const signed = signBytes(mixed, revealSecret(identity.secretKey))
        expect(opened(withSignature(said(other), signed), other)).toBe('statement_forged')
      }
    }
  })
})

describe('a secret derived for one purpose, used for another', () => {
  it('fails here: commitment, id, and the keys, proofs and tags of later messages differ, from each other and from the key itself', () => {
    const [key] = chenKeys.openingKeys
    const seed = new Uint8Array(32).fill(1)
    const contexts = [1, 2].map((suite) => key && setupSender(key.publicKey, referralInfo(suite), seed)?.context)
    const secrets = contexts.flatMap((context) =>
      context === undefined
        ? []
        : [
            context.key,
            context.exporter.secret,
            ...(['commitment', 'token id'] as const).map((name) => shared(context.exporter, name)),
            ...[seed, new Uint8Array(32)].map((encapsulated) => proofOfFollowing(context.exporter, encapsulated)),
            exportSecret(context.exporter, 'reply', 32),
            ...answerTags(context.exporter),
          ],
    )
    expect(secrets.length).toBe(46)
    // By their first half, so that a tag is no part of a secret either.
    expect(new Set(secrets.map((secret) => toHex(secret.subarray(0, 16)))).size).toBe(46)
  })
})
