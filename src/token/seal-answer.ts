import { concatBytes } from '../kernel/bytes.js'
import { hkdfExpand, hkdfExtract } from '../kernel/hkdf.js'
import { type Exporter, exportSecret } from '../kernel/hpke.js'
import { pad } from '../kernel/padding.js'
import { RESPONSE_NONCE_LENGTH, sealResponse } from '../kernel/response.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { revealSecret, type SecretKey } from '../kernel/secret-key.js'
import { signBytes } from '../kernel/signing.js'
import type { Suite } from '../kernel/suite.js'
import { utf8Encode } from '../kernel/text.js'
import { encodeAnswer, type NumberedAnswer, signedPart } from './answer.js'
import { answerTags, shared } from './context.js'
import { encapsulatedForNobody } from './nobody.js'

// An answer is a record of a board, by whatever way it travels:
//
//   tag 16 ‖ encapsulated key ‖ response_nonce 32 ‖ ciphertext 2,064
//
// The encapsulated key is one made for nobody, so that an answer looks like a token. It and the tag are additional data of
// the encryption: nobody can mark an answer on its way. The plaintext, padded to 2,048 bytes:
//
//   signature 64 ‖ signer's public key 32 ‖ body

/** Who answers: the practitioner, or a role holder of the practice under a key of their own. */
export type Signer = { readonly identity: { readonly publicKey: Uint8Array; readonly secretKey: SecretKey } }

/** What both sides know of the token that is answered. */
export type Answered = { readonly exporter: Exporter; readonly encapsulated: Uint8Array; readonly suite: Suite }

/** How many bytes one answer draws at random. */
export const ANSWER_SEED_LENGTH = 32

/**
 * Seals an answer to whoever holds the ticket of a token.
 *
 * @param to - what is shared with them.
 * @param numbered - the answer, with a number that no other answer to this token has.
 * @param signer - the keys to sign with.
 * @param seed - 32 bytes, drawn for this answer alone.
 * @returns the record.
 * Failure: `answer_invalid` when the answer is out of shape.
 * Privacy: output may leave the device: yes, by any way; only the ticket's holder can tell what it is, and read it.
 * Cost: one signature, three scalar multiplications.
 * @see RFC 9458 section 4.4; RFC 8937 for mixing what is drawn with what is secret @since 0.1
 */
export function sealAnswer(
  { exporter, encapsulated, suite }: Answered,
  numbered: NumberedAnswer,
  { identity }: Signer,
  seed: Uint8Array,
): Result<Uint8Array, 'answer_invalid'> {
  const body = encodeAnswer(numbered)
  if (body === undefined) return fail('answer_invalid', {})
  const { nonce, decoy } = drawnFor({ exporter, suite }, concatBytes(identity.publicKey, body), seed)
  const signed = signedPart(shared(exporter, 'token id'), nonce, body)
  const signature = signBytes(signed, revealSecret(identity.secretKey))
  const padded = pad(concatBytes(signature, identity.publicKey, body), 2048)
  const tag = answerTags(exporter)[numbered.number]
  if (padded === undefined || tag === undefined) return fail('answer_invalid', {})
  const before = concatBytes(tag, encapsulatedForNobody(suite, decoy))
  return ok(concatBytes(before, sealResponse(exporter, encapsulated, padded, nonce, before)))
}

/**
 * The seed alone would do, if every source of randomness were good. One that always gives the same would encrypt two answers under
 * one key and nonce, and each could be read from the other: so what the answer says, its number, and who signs it go in as well, and
 * what only the two sides know, so that nothing of them shows.
 */
function drawnFor({ exporter, suite }: Pick<Answered, 'exporter' | 'suite'>, said: Uint8Array, seed: Uint8Array) {
  const secret = exportSecret(exporter, 'answer seed', ANSWER_SEED_LENGTH)
  const key = hkdfExtract(seed, concatBytes(secret, said))
  const drawn = (purpose: string, length: number) => hkdfExpand(key, utf8Encode(purpose), length)
  return {
    nonce: drawn('nonce', RESPONSE_NONCE_LENGTH),
    decoy: drawn('decoy', 32 + suite.kem.seedLength),
  }
}
