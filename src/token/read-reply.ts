import { concatBytes, equalBytes } from '../kernel/bytes.js'
import { unpad } from '../kernel/padding.js'
import { openResponse } from '../kernel/response.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { verifySignature } from '../kernel/signature.js'
import { fromHex, toHex } from '../kernel/text.js'
import type { EpochDay } from '../kernel/time.js'
import { type Answer, readAnswer, signedPart } from './answer.js'
import { answerTags, shared } from './context.js'
import { readToken } from './forms.js'
import { type RecordParts, readRecord } from './record.js'
import { readTicket, type Ticket, type TicketContent } from './ticket.js'

/** An answer that has come, as it was signed. */
export type Reply = {
  /** Hex; the same for equal answers however often they come. */
  readonly id: string
  readonly answer: Answer
  /** Which of the answers to this token it is, from 0. The highest counts. */
  readonly number: number
  readonly issuedOn: EpochDay
  /** Who signed it: the recipient, or a role holder whom the recipient names. */
  readonly by: { readonly key: string; readonly name: string }
}

/** The ways in which reading an answer can fail. */
export type ReplyFailure = 'reply_forged' | 'reply_malformed' | 'reply_unopenable'

/**
 * Reads an answer to a token.
 *
 * Pure: the same answer reads as often as it is asked, and a record that fails uses nothing up. An answer stands for
 * itself; what the conversation has come to is `standingOf`'s question.
 *
 * @param ticket - what `seal` returned beside the token, or `openTicket` read again.
 * @param reply - untrusted: the bytes of a record, a link, or the text of a QR code.
 * @returns the answer, verified.
 * Failure: `reply_malformed` when it has no record's length; `reply_unopenable` when it answers another token or any bit is
 * wrong; `reply_forged` when neither the recipient nor a role holder they named has signed it.
 * @throws {TypeError} when the first argument is no ticket.
 * Privacy: reads what a practitioner tells this person; output may leave the device: no.
 * Cost: sixteen hashes; one signature check when it is ours.
 * @example
 * const reply = readReply(sealed.value.ticket, answer.record)
 * @see RFC 9458 section 4.4 @since 0.1
 */
export function readReply(ticket: Ticket, reply: Uint8Array | string): Result<Reply, ReplyFailure> {
  const content = readTicket(ticket)
  const received = readToken(reply)
  const record = received.ok ? readRecord(received.value) : undefined
  if (record === undefined) return fail('reply_malformed', {})
  const number = answerTags(content.exporter).findIndex((tag) => equalBytes(tag, record.tag))
  return number < 0 ? fail('reply_unopenable', {}) : openReply(content, record, number)
}

/**
 * Opens a record that bears one of a ticket's tags. Anybody can copy a tag, so nothing is believed yet.
 *
 * @param ticket - the content of the ticket.
 * @param record - its parts, untrusted.
 * @param number - whose tag it bears.
 * @returns the answer, verified.
 * Failure: `reply_unopenable`, `reply_forged` as for `readReply`.
 * Privacy: reads what a practitioner tells this person; output may leave the device: no.
 * Cost: a few hashes; one signature check when it is ours. @since 0.1
 */
export function openReply(
  { exporter, encapsulated, recipient }: TicketContent,
  { tag, encapsulated: decoy, commitment: nonce, ciphertext }: RecordParts,
  number: number,
): Result<Reply, 'reply_forged' | 'reply_unopenable'> {
  const response = concatBytes(nonce, ciphertext)
  const padded = openResponse(exporter, encapsulated, response, concatBytes(tag, decoy))
  const plaintext = padded && unpad(padded)
  if (plaintext === undefined || plaintext.length < 96) return fail('reply_unopenable', {})
  const [signature, signer, body] = [plaintext.subarray(0, 64), plaintext.subarray(64, 96), plaintext.subarray(96)]
  const read = readAnswer(body)
  if (read === undefined || read.number !== number) return fail('reply_unopenable', {})
  const by = signerOf(recipient, signer)
  const signed = signedPart(shared(exporter, 'token id'), nonce, body)
  if (by === undefined || !verifySignature(signature, signed, signer)) return fail('reply_forged', {})
  return ok({ id: toHex(nonce), ...read, by })
}

function signerOf({ id, name, answerers }: TicketContent['recipient'], signer: Uint8Array): Reply['by'] | undefined {
  const known = [{ name, key: fromHex(id) }, ...answerers].find(
    ({ key }) => key !== undefined && equalBytes(key, signer),
  )
  return known && { key: toHex(signer), name: known.name }
}
