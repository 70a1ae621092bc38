import { toHex } from '../kernel/text.js'
import { answerTags } from './context.js'
import { openReply, type Reply } from './read-reply.js'
import { readRecord } from './record.js'
import { readTicket, type Ticket } from './ticket.js'

/** An answer found on a board: to which of the tickets, by their place in the list. */
export type FoundReply = { readonly ticket: number; readonly reply: Reply }

/**
 * Finds the answers to a person's tokens among the records of a board.
 *
 * Every record under a tag is tried; one that fails uses nothing up, so whoever copies tags only costs a little time.
 *
 * @param tickets - the person's, in any order.
 * @param records - whole segments of a board, untrusted. Take all of a segment: a choice among records would tell.
 * @returns the answers, in the order of the records; the same answer posted twice is found twice, with the same `id`.
 * @throws {TypeError} when one of the tickets is none.
 * Privacy: reads what practitioners tell this person; output may leave the device: no.
 * Cost: sixteen hashes a ticket, O(1) a record, and a signature check for each answer that is found.
 * @example
 * const found = findReplies([sealed.value.ticket], records)
 * @since 0.1
 */
export function findReplies(tickets: readonly Ticket[], records: Iterable<Uint8Array>): readonly FoundReply[] {
  const contents = tickets.map(readTicket)
  const byTag = new Map<string, { readonly ticket: number; readonly number: number }>()
  for (const [ticket, { exporter }] of contents.entries()) {
    for (const [number, tag] of answerTags(exporter).entries()) byTag.set(toHex(tag), { ticket, number })
  }
  const found: FoundReply[] = []
  for (const bytes of records) {
    const record = readRecord(bytes)
    const mark = record && byTag.get(toHex(record.tag))
    const content = mark && contents[mark.ticket]
    if (record === undefined || mark === undefined || content === undefined) continue
    const reply = openReply(content, record, mark.number)
    if (reply.ok) found.push({ ticket: mark.ticket, reply: reply.value })
  }
  return found
}
