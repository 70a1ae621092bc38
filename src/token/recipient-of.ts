import type { Recipient } from '../consent/granted.js'
import { readTicket, type Ticket } from './ticket.js'

/**
 * Tells to whom a token went.
 *
 * @param ticket - what `seal` returned beside the token.
 * @returns the recipient as verified when the token was proposed: public facts only.
 * @throws {TypeError} when the argument is not a ticket.
 * Privacy: tells whom the person wrote to; output may leave the device: no.
 * Cost: O(1).
 * @example
 * const { name, answersWithinDays } = recipientOf(sealed.value.ticket)
 * @since 0.1
 */
export function recipientOf(ticket: Ticket): Recipient {
  return readTicket(ticket).recipient
}
